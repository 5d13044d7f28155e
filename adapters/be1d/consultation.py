"""What the contract leaves open: several pupils in one request, and what names a version."""

import hashlib
from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta

from adapters.be1d.wire import IneText, Tag

MOST = 200
"""Pupils in one request."""


class Consultation(msgspec.Struct, frozen=True):
    """The pupils who are asked for, each with the tag of the record that is known of him."""

    eleves: Annotated[dict[IneText, Tag | None], Meta(min_length=1, max_length=MOST)]


class Inchange(msgspec.Struct, frozen=True, tag_field="etat", tag="inchangé"):
    """His record is still the one that is known."""

    ine: IneText


class Fiche(msgspec.Struct, frozen=True, tag_field="etat", tag="fiche"):
    """His record and its tag; read apart, so that one that is spoilt spoils no other."""

    ine: IneText
    etiquette: Tag
    eleve: msgspec.Raw


class Inconnu(msgspec.Struct, frozen=True, tag_field="etat", tag="inconnu"):
    """The school has no such pupil."""

    ine: IneText


class Illisible(msgspec.Struct, frozen=True, tag_field="etat", tag="illisible"):
    """His record cannot be given."""

    ine: IneText


Reponse = Inchange | Fiche | Inconnu | Illisible


def roll_digest(members: Iterable[tuple[str, str]]) -> str:
    """What names those who are in a structure, by the INE and the tag of each."""
    lines = sorted(f"{ine} {tag}" for ine, tag in members)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
