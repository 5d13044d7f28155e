"""The routes of the contract, answered from a school in memory."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.be1d.stand_in.answers import json_of, problem
from adapters.be1d.stand_in.contents import RegisterContents
from adapters.be1d.stand_in.faults import Faults, answer_with
from adapters.be1d.wire import Eleve, Enseignant, Identifier, Identite, StructureEcole
from core.model.identifiers import Ine, InvalidIdentifier, Uai
from core.model.records import Division, Pupil
from core.rules.civil_identity import same_civil_identity

_Endpoint = Callable[[Request], Awaitable[Response]]


class StandIn:
    """A register that can be changed while it serves. `latency` is in seconds, for each request."""

    def __init__(self, contents: RegisterContents, token: str, latency: float = 0.0) -> None:
        self.contents, self.latency = contents, latency
        self.faults = Faults()
        self.requests = 0
        self._token = token
        self.app = Starlette(
            routes=[
                Route("/ecoles/{uai}/structures", self._guarded(self._structures)),
                Route("/ecoles/{uai}/structures/{structure}/eleves", self._guarded(self._roll)),
                Route("/ecoles/{uai}/enseignants", self._guarded(self._teachers)),
                Route("/ecoles/{uai}/eleves/{ine}", self._guarded(self._by_ine)),
                Route("/ecoles/{uai}/eleves", self._guarded(self._by_civil_identity)),
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
        return json_of(list(map(StructureEcole.of, self.contents.structures)))

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
                return json_of(Eleve.of(registration))
        return problem(404, "eleve-inconnu")

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
