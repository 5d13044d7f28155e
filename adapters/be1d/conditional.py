"""BE1D asked for what has changed, where much is known: conditional requests (RFC 9110, 13)."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from adapters.be1d.answers import Reply, decode
from adapters.be1d.connection import Question
from adapters.be1d.consultation import (
    MOST,
    Consultation,
    Fiche,
    Illisible,
    Inchange,
    Inconnu,
    Reponse,
    roll_digest,
)
from core.errors import RegisterError
from core.model.answers import Cause
from core.model.identifiers import Ine, Uai
from core.model.records import Admission, Pupil, Registration, Structure, Teacher

if TYPE_CHECKING:  # the client makes these registers
    from adapters.be1d.client import Be1dClient
    from adapters.be1d.wire import StructureEcole

MAX_CONSULTATION = 16 * 1024 * 1024
"""Bytes of a consultation beyond which it is not read: two hundred pupils fill a twentieth."""


@dataclass(frozen=True, slots=True)
class Known:
    """A pupil of whom LSUN has what BE1D's record of this tag says, so that it need not say it."""

    pupil: Pupil
    tag: str

    @property
    def registration(self) -> Registration:
        """What BE1D would say: LSUN has nothing of who is not definitively admitted."""
        return Registration(self.pupil, Admission.FINAL)


class ConditionalRegister:
    """The register (`core.ports.register.Register`) for one run over a school.

    Who is `known` is asked for with the tag of his record. The first of the `awaited` who is asked
    for brings the answers about the next ones, in one request, if BE1D has consultations: one that
    fails, or has no good answer about each of them, is the last, and they are asked for one by one.
    A roll whose digest is that of the known pupils is not asked for.
    """

    def __init__(
        self, client: Be1dClient, known: dict[Ine, Known], awaited: Collection[Ine]
    ) -> None:
        self._client, self._known = client, known
        self._unasked = dict.fromkeys(ine for ine in awaited if ine in known)
        self._answers: dict[Ine, Reponse] = {}
        self._structures: dict[Uai, Sequence[StructureEcole]] = {}
        self._consulting, self._reading_structures = asyncio.Lock(), asyncio.Lock()

    async def by_ine(self, uai: Uai, ine: Ine) -> Registration | None:
        """The pupil of this school with this INE; None is BE1D's own answer that there is none."""
        known = self._known.get(ine)
        if known is None:
            return await self._client.by_ine(uai, ine)
        async with self._consulting:
            if ine in self._unasked:
                await self._consult(uai, ine)
        if (answer := self._answers.pop(ine, None)) is not None:
            return await self._meant_by(answer, uai, known)
        reply = await self._client.ask_for(uai, ine, known.tag)
        if reply is None:
            return None
        if reply.is_current:
            return known.registration
        return await self._client.registration(uai, reply)

    async def by_civil_identity(self, uai: Uai, pupil: Pupil) -> Sequence[Registration]:
        """Those of this school with the same nom, prénom, sexe, date and lieu de naissance."""
        return await self._client.by_civil_identity(uai, pupil)

    async def structures(self, uai: Uai) -> Sequence[Structure]:
        """The structures of this school."""
        return [structure.record() for structure in await self._listed(uai)]

    async def roll(self, uai: Uai, structure: int) -> Sequence[Registration]:
        """Those who are in this structure of this school; nobody if it has no such structure."""
        theirs = {ine: it for ine, it in self._known.items() if it.pupil.is_in(structure)}
        if theirs and await self._is_digest(
            roll_digest((ine, known.tag) for ine, known in theirs.items()), uai, structure
        ):
            return [known.registration for known in theirs.values()]
        return await self._client.roll(uai, structure)

    async def teachers(self, uai: Uai) -> Sequence[Teacher] | None:
        """The teachers of this school."""
        return await self._client.teachers(uai)

    async def _consult(self, uai: Uai, ine: Ine) -> None:
        """Ask for this pupil, and the next who are awaited, at once."""
        del self._unasked[ine]
        asked = [ine, *islice(self._unasked, MOST - 1)]
        for other in asked[1:]:
            del self._unasked[other]
        if len(asked) == 1:
            return
        tags: dict[str, str | None] = {str(other): self._known[other].tag for other in asked}
        question = Question(
            f"/ecoles/{uai}/consultations",
            consultation=msgspec.json.encode(Consultation(tags)),
            max_bytes=MAX_CONSULTATION,
        )
        try:
            # Nobody else is asked for meanwhile: one by one shows sooner what is down.
            reply = await self._client.ask(question, insisting=False)
            self._answers.update(_answers_in(reply, set(asked)))
        except RegisterError:
            self._unasked.clear()

    async def _meant_by(self, answer: Reponse, uai: Uai, known: Known) -> Registration | None:
        match answer:
            case Inchange():
                return known.registration
            case Fiche(etiquette=tag, eleve=record):
                return await self._client.registration(uai, Reply(bytes(record), tag))
            case Inconnu():
                return None
            case Illisible():
                raise RegisterError(Cause.UNREADABLE)

    async def _is_digest(self, digest: str, uai: Uai, structure: int) -> bool:
        """Whether it is what BE1D says of this structure; if it cannot be known, it is not."""
        try:
            structures = await self._listed(uai)
        except RegisterError:
            return False
        return any(
            listed.identifiant == structure and listed.empreinte == digest for listed in structures
        )

    async def _listed(self, uai: Uai) -> Sequence[StructureEcole]:
        """The structures as BE1D lists them, once in a run: their digests are of its beginning."""
        async with self._reading_structures:
            if uai not in self._structures:
                self._structures[uai] = await self._client.listed_structures(uai)
            return self._structures[uai]


def _answers_in(reply: Reply | None, asked: set[Ine]) -> dict[Ine, Reponse]:
    """One answer about each of those who were asked for, and of nobody else; or `RegisterError`."""
    answers = decode(reply.body, list[Reponse]) if reply else []
    by_ine = {Ine(answer.ine): answer for answer in answers}
    if by_ine.keys() != asked or len(answers) > len(asked):
        raise RegisterError(Cause.UNREADABLE)
    return by_ine
