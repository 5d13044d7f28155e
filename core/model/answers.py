"""What BE1D can answer about one pupil."""

from dataclasses import dataclass
from enum import StrEnum

from core.model.records import Registration


class Cause(StrEnum):
    """Why BE1D could not be understood, or obeyed."""

    UNREACHABLE = "unreachable"
    TOO_SLOW = "too slow"
    UNAVAILABLE = "unavailable"
    UNREADABLE = "unreadable"
    ANOTHER_PUPIL = "another pupil"
    CONTRADICTORY = "contradictory"
    INE_ALREADY_HELD = "INE already held"
    ACCESS_REFUSED = "access refused"
    CREDENTIALS_REFUSED = "credentials refused"
    NO_TOKEN = "no token"  # noqa: S105 - of which there is none
    CERTIFICATE_UNTRUSTED = "certificate untrusted"
    CERTIFICATE_EXPIRED = "certificate expired"
    CERTIFICATE_OF_ANOTHER = "certificate of another"
    CLIENT_CERTIFICATE = "client certificate"
    OLD_TLS = "old TLS"
    NOT_TLS = "not TLS"
    UNKNOWN_SCHOOL = "unknown school"
    UNREADABLE_ROW = "unreadable row"
    UNREADABLE_IN_LSUN = "unreadable in LSUN"
    NOT_IN_EXTRACTION = "not in this extraction"


@dataclass(frozen=True, slots=True)
class Found:
    """BE1D has this pupil, and no other could be meant; `by_ine` or by his civil identity."""

    registration: Registration
    by_ine: bool = True


@dataclass(frozen=True, slots=True)
class NotFound:
    """BE1D's own clear answer that it has no such pupil."""


@dataclass(frozen=True, slots=True)
class Several:
    """BE1D has several pupils who could be the one looked for."""

    count: int


@dataclass(frozen=True, slots=True)
class OtherIne:
    """BE1D has a pupil of the same civil identity, with another INE than LSUN's."""


@dataclass(frozen=True, slots=True)
class Unverified:
    """Nothing is known of the pupil: BE1D gave no answer that can be trusted."""

    cause: Cause


Answer = Found | NotFound | Several | OtherIne | Unverified
