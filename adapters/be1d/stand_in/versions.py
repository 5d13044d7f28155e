"""The tags that a stand-in register gives to its records, and the answers that rest on them."""

import hashlib
from collections.abc import Iterator, Mapping

import msgspec

from adapters.be1d.consultation import (
    Fiche,
    Illisible,
    Inchange,
    Inconnu,
    Reponse,
    roll_digest,
)
from adapters.be1d.stand_in.contents import RegisterContents
from adapters.be1d.wire import Eleve, StructureEcole
from core.model.identifiers import Ine
from core.model.records import Registration, Structure


def tag_of(record: bytes) -> str:
    """What names this version of a pupil's record."""
    return hashlib.sha256(record).hexdigest()[:16]


def with_digest(contents: RegisterContents, structure: Structure) -> StructureEcole:
    """The structure with the digest of its pupils, if each has an INE."""
    members = [
        registration
        for registration in contents.registrations
        if registration.pupil.is_in(structure.id)
    ]
    plain = StructureEcole.of(structure)
    if any(member.pupil.ine is None for member in members):
        return plain
    tags = ((str(member.pupil.ine), tag_of(_record(member))) for member in members)
    return msgspec.structs.replace(plain, empreinte=roll_digest(tags))


def answers(
    contents: RegisterContents, asked: Mapping[str, str | None], unreadable: frozenset[Ine]
) -> Iterator[Reponse]:
    """One answer for each of these pupils, who are asked for with the tags that are known."""
    known = {
        registration.pupil.ine: registration for registration in reversed(contents.registrations)
    }
    for text, tag in asked.items():
        ine = Ine(text)
        if ine in unreadable:
            yield Illisible(text)
        elif (registration := known.get(ine)) is None:
            yield Inconnu(text)
        else:
            record = _record(registration)
            now = tag_of(record)
            yield Inchange(text) if now == tag else Fiche(text, now, msgspec.Raw(record))


def _record(registration: Registration) -> bytes:
    return msgspec.json.encode(Eleve.of(registration))
