"""The routes of the contract, answered from a school in memory."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.be1d.consultation import Consultation
from adapters.be1d.stand_in.answers import json_of, problem
from adapters.be1d.stand_in.contents import RegisterContents
from adapters.be1d.stand_in.faults import OF_THE_RECORD, Faults, answer_with
from adapters.be1d.stand_in.versions import answers, tag_of, with_digest
from adapters.be1d.wire import Eleve, Enseignant, Identifier, Identite, StructureEcole
from core.model.identifiers import Ine, InvalidIdentifier, Uai
from core.model.records import Division, Pupil
from core.rules.civil_identity import same_civil_identity

_Endpoint = Callable[[Request], Awaitable[Response]]


class StandIn:
    """A register that can be changed while it serves. `latency` is in seconds, for each request.

    One that `is_plain` has neither tags nor consultations, which the contract leaves open.
    """

    def __init__(
        self,
        contents: RegisterContents,
        token: str,
        latency: float = 0.0,
        *,
        is_plain: bool = False,
    ) -> None:
        self.contents, self.latency = contents, latency
        self.faults = Faults()
        self.requests = 0
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
            ]
        )

    def _guarded(self, route: _Endpoint) -> _Endpoint:
        async def answer(request: Request) -> Response:
            self.requests += 1
            await asyncio.sleep(self.latency)
            given = request.headers.get("Authorization", "").encode()
            if not secrets.compare_digest(given, f"Bearer {self._token}".encode()):
                return problem(401, "acces-refuse")
            try:
                uai = Uai(request.path_params["uai"])
            except InvalidIdentifier:
                return problem(400, "demande-invalide")
            if uai != self.contents.school.uai:
                return problem(404, "ecole-inconnue")
            return await route(request)

        return answer

    async def _structures(self, _request: Request) -> Response:
        contents = self.contents
        if self._is_plain:
            return json_of(list(map(StructureEcole.of, contents.structures)))
        return json_of([with_digest(contents, structure) for structure in contents.structures])

    async def _roll(self, request: Request) -> Response:
        wanted = request.path_params["structure"]
        try:
            number = msgspec.convert(wanted, Identifier, strict=False)
        except msgspec.ValidationError:
            return problem(400, "demande-invalide")
        return json_of(
            [
                Eleve.of(registration)
                for registration in self.contents.registrations
                if registration.pupil.is_in(number)
            ]
        )

    async def _teachers(self, _request: Request) -> Response:
        return json_of(list(map(Enseignant.of, self.contents.teachers)))

    async def _by_ine(self, request: Request) -> Response:
        try:
            ine = Ine(request.path_params["ine"])
        except InvalidIdentifier:
            return problem(400, "demande-invalide")
        fault = self.faults.next_for(ine)
        if fault is not None:
            return await answer_with(fault, request, self.contents)
        for registration in self.contents.registrations:
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

    async def _consultation(self, request: Request) -> Response:
        try:
            asked = msgspec.json.decode(await request.body(), type=Consultation).eleves
        except ValueError:
            return problem(400, "demande-invalide")
        unreadable: set[Ine] = set()
        for ine in map(Ine, asked):
            if (fault := self.faults.next_for(ine)) in OF_THE_RECORD:
                unreadable.add(ine)
            elif fault is not None:
                return await answer_with(fault, request, self.contents)
        return json_of(list(answers(self.contents, asked, frozenset(unreadable))))

    async def _by_civil_identity(self, request: Request) -> Response:
        try:
            wanted = _pupil_of(msgspec.convert(dict(request.query_params), Identite))
        except msgspec.ValidationError:
            return problem(400, "demande-invalide")
        return json_of(
            [
                Eleve.of(registration)
                for registration in self.contents.registrations
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
