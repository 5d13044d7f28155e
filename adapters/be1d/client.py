"""BE1D asked over HTTP, with httpx."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from hashlib import sha256
from types import TracebackType
from typing import Self
from urllib.parse import quote

import msgspec
import tenacity

from adapters.be1d import tls
from adapters.be1d.answers import Reply, Transient, decode, reply_of
from adapters.be1d.conditional import ConditionalRegister, Known
from adapters.be1d.connection import Connection, Question
from adapters.be1d.silence import Silence
from adapters.be1d.tokens import GivenToken, Tokens
from adapters.be1d.waiting import Waiting
from adapters.be1d.wire import Eleve, Enseignant, Identite, StructureEcole
from core.drain import rest
from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause
from core.model.identifiers import Ine, Uai
from core.model.records import KnownVersion, Pupil, Registration, Structure, Teacher
from core.text import clean

MAX_LIST = 16 * 1024 * 1024
"""Bytes of a list beyond which it is not read: a school of 1,000 pupils fills an eighth of it."""


class Be1dClient:
    """The register of pupils, as an asynchronous context manager.

    It implements `core.ports.register.VersionedRegister`.

    Every method raises what the port says, and what may pass only after the last attempt; while
    it waits to ask again, a stop of the run raises `Drained`.

    `token` is the bearer token, or where it comes from. `context` is what TLS connections are held
    to, the machine's own authorities by default; `proxy` is the address of one to go through.
    Times are in seconds. At most `at_once` requests go at a time; what may pass is tried `attempts`
    times, `first_wait` apart at first, then twice as much each time, up to `longest_wait`. Each
    request waits for its `turn` first, where others share a quota with it. `waiting` counts the
    time in which answers are awaited.
    """

    def __init__(
        self,
        url: str,
        token: str | Tokens,
        *,
        context: ssl.SSLContext | None = None,
        proxy: str = "",
        at_once: int = 20,
        connect_timeout: float = 5.0,
        answer_timeout: float = 15.0,
        attempts: int = 4,
        first_wait: float = 0.2,
        longest_wait: float = 5.0,
        turn: Callable[[], Awaitable[None]] | None = None,
        waiting: Waiting | None = None,
    ) -> None:
        self._attempts, self._first_wait, self._longest_wait = attempts, first_wait, longest_wait
        self._paused_until = 0.0
        self._await_turn, self._waiting = turn, waiting or Waiting()
        self._turn, self._asking_classes = asyncio.Lock(), asyncio.Lock()
        self._classes: dict[Uai, set[int]] = {}
        self._silence = Silence(time.monotonic)
        # A tag means something to the register that gave it, and nothing to another.
        self._origin = f"{sha256(url.encode()).hexdigest()[:12]} "
        self._connection = Connection(
            url,
            GivenToken(token) if isinstance(token, str) else token,
            context=context or tls.context_for(),
            proxy=proxy,
            at_once=at_once,
            connect_timeout=connect_timeout,
            answer_timeout=answer_timeout,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._connection.close()

    async def by_ine(self, uai: Uai, ine: Ine) -> Registration | None:
        """The pupil of this school with this INE; None is BE1D's own answer that there is none."""
        reply = await self.ask_for(uai, ine)
        return None if reply is None else await self.registration(uai, reply)

    def for_run(
        self, known: Sequence[KnownVersion], awaited: Collection[int]
    ) -> ConditionalRegister:
        """This register for one run over a school: it is not told again what is known."""
        theirs = {
            version.pupil.ine: Known(version.pupil, version.name.removeprefix(self._origin))
            for version in known
            if version.pupil.ine is not None and version.name.startswith(self._origin)
        }
        next_ones = [
            version.pupil.ine
            for version in known
            if version.livret_id in awaited and version.pupil.ine is not None
        ]
        return ConditionalRegister(self, theirs, next_ones)

    async def by_civil_identity(self, uai: Uai, pupil: Pupil) -> Sequence[Registration]:
        """Those of this school with the same nom, prénom, sexe, date and lieu de naissance."""
        identity = Identite(
            # No address can hold half a character, which a store written by others may.
            nom=clean(pupil.family_name),
            prenom=clean(pupil.first_names[0]),
            sexe=pupil.sex,
            date_naissance=pupil.birth_date,
            lieu_naissance=clean(pupil.birth_place),
        )
        params = msgspec.to_builtins(identity)
        reply = await self.ask(Question(f"/ecoles/{quote(uai)}/eleves", params))
        if reply is None:
            raise RegisterError(Cause.UNREADABLE)
        found = [pupil.record() for pupil in decode(reply.body, list[Eleve])]
        return await self._in_known_classes(uai, found)

    async def structures(self, uai: Uai) -> Sequence[Structure]:
        """The structures of this school."""
        return [structure.record() for structure in await self.listed_structures(uai)]

    async def roll(self, uai: Uai, structure: int) -> Sequence[Registration]:
        """Those who are in this structure of this school; nobody if it has no such structure."""
        body = await self._list(f"/ecoles/{quote(uai)}/structures/{structure}/eleves")
        registrations = [pupil.record() for pupil in decode(body, list[Eleve])]
        if not all(registration.pupil.is_in(structure) for registration in registrations):
            raise RegisterError(Cause.UNREADABLE)
        self._classes.setdefault(uai, set()).add(structure)
        return await self._in_known_classes(uai, registrations)

    async def teachers(self, uai: Uai) -> Sequence[Teacher] | None:
        """The teachers of this school."""
        body = await self._list(f"/ecoles/{quote(uai)}/enseignants")
        return [teacher.record() for teacher in decode(body, list[Enseignant])]

    async def ask_for(self, uai: Uai, ine: Ine, tag: str = "") -> Reply | None:
        """What BE1D answers about a pupil, of whom the record of this tag is known."""
        return await self.ask(Question(f"/ecoles/{quote(uai)}/eleves/{quote(ine)}", tag=tag))

    async def registration(self, uai: Uai, reply: Reply) -> Registration:
        """The pupil of this school whose record this is. Raises `RegisterError`."""
        [registration] = await self._in_known_classes(uai, [decode(reply.body, Eleve).record()])
        return replace(registration, version=self._origin + reply.tag if reply.tag else "")

    async def listed_structures(self, uai: Uai) -> Sequence[StructureEcole]:
        """The structures of this school, as BE1D lists them."""
        body = await self._list(f"/ecoles/{quote(uai)}/structures")
        structures = decode(body, list[StructureEcole])
        self._classes[uai] = {structure.identifiant for structure in structures}
        return structures

    async def _in_known_classes(
        self, uai: Uai, registrations: Sequence[Registration]
    ) -> Sequence[Registration]:
        """The same; it is unreadable that a pupil is in a class which his school does not have."""
        theirs = {
            division.id
            for registration in registrations
            for division in (registration.pupil.division, *registration.pupil.groups)
        }
        async with self._asking_classes:
            if not theirs <= self._classes.get(uai, set()):
                await self.structures(uai)  # one may be new
        if not theirs <= self._classes.get(uai, set()):
            raise RegisterError(Cause.UNREADABLE)
        return registrations

    async def _list(self, path: str) -> bytes:
        reply = await self.ask(Question(path, max_bytes=MAX_LIST))
        if reply is None:
            raise RegisterError(Cause.UNREADABLE)
        return reply.body

    async def ask(self, question: Question, *, insisting: bool = True) -> Reply | None:
        """The good answer to a question; None when BE1D says that it does not know the pupil.

        Who does not insist asks again only when BE1D says when to. Raises `RegisterError` and
        `RegisterClosed` as `core.ports.register.Register` says.
        """
        with self._silence.asking():
            try:
                return await self._attempt(question)
            except Transient as error:
                if not insisting and error.after is None:
                    raise RegisterError(error.cause) from None
                return await self._try_again(error, question)

    async def _try_again(self, failure: Transient, question: Question) -> Reply | None:
        """Try as often as is left after a first failure: nearly no request needs any of it."""
        failures = [failure]

        async def attempt() -> Reply | None:
            if failures:
                raise failures.pop()
            return await self._attempt(question)

        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception_type(Transient),
            stop=tenacity.stop_after_attempt(self._attempts),
            wait=tenacity.wait_exponential_jitter(
                multiplier=self._first_wait, max=self._longest_wait, jitter=self._first_wait
            ),
            sleep=rest,
            reraise=True,
        )
        try:
            return await retrying(attempt)
        except Transient as error:
            raise RegisterError(error.cause) from None

    async def _attempt(self, question: Question) -> Reply | None:
        await self._wait_out_the_pause()
        if self._await_turn is not None:
            await self._await_turn()
        try:
            reply = await self._send(question)
        except Transient as error:
            if self._silence.failed(str(question)):
                raise RegisterClosed(error.cause) from None
            raise
        self._silence.answered()
        return reply

    async def _send(self, question: Question) -> Reply | None:
        with self._waiting.answer():
            response, body = await self._connection.send(question)
        await self._wait_for_a_turn()
        try:
            return reply_of(question.tag, response, body)
        except Transient as error:
            if error.after is not None:
                self._pause(error.after)
            raise

    async def _wait_for_a_turn(self) -> None:
        """Let one answer be understood at a time: keys would wait for all that come together."""
        async with self._turn:
            await asyncio.sleep(0)

    async def _wait_out_the_pause(self) -> None:
        now = asyncio.get_running_loop().time
        while now() < self._paused_until:
            await rest(self._paused_until - now())

    def _pause(self, seconds: float) -> None:
        """Let no request go for so many seconds: BE1D's Retry-After is for all of them."""
        until = asyncio.get_running_loop().time() + seconds
        self._paused_until = max(self._paused_until, until)
