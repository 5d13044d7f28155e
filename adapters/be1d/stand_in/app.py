"""The routes of the contract, answered from schools in memory."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from functools import lru_cache

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.be1d.consultation import Consultation
from adapters.be1d.stand_in.answers import json_of, problem
from adapters.be1d.stand_in.contents import RegisterContents, Schools
from adapters.be1d.stand_in.faults import OF_THE_RECORD, Faults, answer_with, too_many_requests
from adapters.be1d.stand_in.quota import Quota
from adapters.be1d.stand_in.traffic import Traffic
from adapters.be1d.stand_in.versions import answers, tag_of, with_digest
from adapters.be1d.wire import Eleve, Enseignant, Identifier, Identite, StructureEcole
from core.model.identifiers import Ine, InvalidIdentifier, Uai
from core.model.records import Division, Pupil
from core.rules.civil_identity import same_civil_identity

_Endpoint = Callable[[Request], Awaitable[Response]]
_SchoolEndpoint = Callable[[Request, RegisterContents], Awaitable[Response]]

AT_HAND = 64
"""Schools that are kept from one request to the next."""


class StandIn:
    """A register of one school, which can be changed while it serves, or of many.

    `latency` is in seconds, for each request; `quota` is how many it takes in a second, if it has
    one. What the contract leaves open, tags and consultations, one that `is_plain` has not. What it
    was asked is counted, and told to anybody at `/compteurs`, which is none of the contract.
    """

    def __init__(
        self,
        contents: RegisterContents | Schools,
        token: str,
        latency: float = 0.0,
        *,
        quota: int | None = None,
        is_plain: bool = False,
    ) -> None:
        self.contents = (
            contents if isinstance(contents, RegisterContents) else lru_cache(AT_HAND)(contents)
        )
        self.latency = latency
        self.faults = Faults()
        self.requests = 0
        self._traffic = Traffic()
        self._quota = quota and Quota(quota, time.monotonic)
        self._token, self._is_plain = token, is_plain
        consultation = Route(
            "/ecoles/{uai}/consultations", self._guarded(self._consultation), methods=["POST"]
        )
        self.app = Starlette(
            routes=[
                Route("/ecoles/{uai}/structures", self._guarded(self._structures)),
                Route("/ecoles/{uai}/structures/{structure}/eleves", self._guarded(self._roll)),
                Route("/ecoles/{uai}/enseignants", self._guarded(self._teachers)),
                Route("/ecoles/{uai}/eleves/{ine}", self._guarded(self._by_ine)),
                Route("/ecoles/{uai}/eleves", self._guarded(self._by_civil_identity)),
                *(() if is_plain else (consultation,)),
                Route("/compteurs", self._counts),
            ]
        )

    def _guarded(self, route: _SchoolEndpoint) -> _Endpoint:
        async def counted(request: Request) -> Response:
            self.requests += 1
            response = await answer(request)
            self._traffic.note(request, response)
            return response

        async def answer(request: Request) -> Response:
            if self._quota and not self._quota.takes_one_more():
                return too_many_requests()
            await asyncio.sleep(self.latency)
            given = request.headers.get("Authorization", "").encode()
            if not secrets.compare_digest(given, f"Bearer {self._token}".encode()):
                return problem(401, "acces-refuse")
            try:
                uai = Uai(request.path_params["uai"])
            except InvalidIdentifier:
                return problem(400, "demande-invalide")
            try:
                school = self._school(uai)
            except (OSError, ValueError):
                return problem(503, "indisponible")
            if school is None:
                return problem(404, "ecole-inconnue")
            fault = self.faults.next_for(uai)
            return await (answer_with(fault, request, school) if fault else route(request, school))

        return counted

    async def _counts(self, _request: Request) -> Response:
        return json_of(self._traffic.by_school)

    def _school(self, uai: Uai) -> RegisterContents | None:
        if isinstance(self.contents, RegisterContents):
            return self.contents if uai == self.contents.school.uai else None
        return self.contents(uai)

    async def _structures(self, _request: Request, school: RegisterContents) -> Response:
        if self._is_plain:
            return json_of(list(map(StructureEcole.of, school.structures)))
        return json_of([with_digest(school, structure) for structure in school.structures])

    async def _roll(self, request: Request, school: RegisterContents) -> Response:
        wanted = request.path_params["structure"]
        try:
            number = msgspec.convert(wanted, Identifier, strict=False)
        except msgspec.ValidationError:
            return problem(400, "demande-invalide")
        return json_of(
            [
                Eleve.of(registration)
                for registration in school.registrations
                if registration.pupil.is_in(number)
            ]
        )

    async def _teachers(self, _request: Request, school: RegisterContents) -> Response:
        return json_of(list(map(Enseignant.of, school.teachers)))

    async def _by_ine(self, request: Request, school: RegisterContents) -> Response:
        try:
            ine = Ine(request.path_params["ine"])
        except InvalidIdentifier:
            return problem(400, "demande-invalide")
        fault = self.faults.next_for(ine)
        if fault is not None:
            return await answer_with(fault, request, school)
        for registration in school.registrations:
            if registration.pupil.ine == ine:
                return self._record(request, json_of(Eleve.of(registration)))
        return problem(404, "eleve-inconnu")

    def _record(self, request: Request, answer: Response) -> Response:
        """The answer with its tag, or none but the tag when that is the one that is known."""
        if self._is_plain:
            return answer
        answer.headers["ETag"] = f'"{tag_of(bytes(answer.body))}"'
        if request.headers.get("If-None-Match") == answer.headers["ETag"]:
            return Response(status_code=304, headers={"ETag": answer.headers["ETag"]})
        return answer

    async def _consultation(self, request: Request, school: RegisterContents) -> Response:
        try:
            asked = msgspec.json.decode(await request.body(), type=Consultation).eleves
        except ValueError:
            return problem(400, "demande-invalide")
        unreadable: set[Ine] = set()
        for ine in map(Ine, asked):
            if (fault := self.faults.next_for(ine)) in OF_THE_RECORD:
                unreadable.add(ine)
            elif fault is not None:
                return await answer_with(fault, request, school)
        return json_of(list(answers(school, asked, frozenset(unreadable))))

    async def _by_civil_identity(self, request: Request, school: RegisterContents) -> Response:
        try:
            wanted = _pupil_of(msgspec.convert(dict(request.query_params), Identite))
        except msgspec.ValidationError:
            return problem(400, "demande-invalide")
        return json_of(
            [
                Eleve.of(registration)
                for registration in school.registrations
                if same_civil_identity(wanted, registration.pupil)
            ]
        )


def _pupil_of(identity: Identite) -> Pupil:
    """A pupil who has this identity, and nothing else."""
    return Pupil(
        ine=None,
        family_name=identity.nom,
        first_names=(identity.prenom,),
        sex=identity.sexe,
        birth_date=identity.date_naissance,
        birth_place=identity.lieu_naissance,
        division=Division(1, ""),
        level=None,
    )
