"""`academie`: the schools of an academy, their workers and their nights."""

import argparse
import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from core.errors import UserError
from core.model.academy import AcademySchool, Attempt, AttemptOutcome, PlannedSchool
from core.model.identifiers import Uai
from core.usecases import academy
from core.usecases.provenance import school_of
from tui import incidents
from tui.cli.output import say_aside
from tui.cli.writers import WRITERS, Writer
from tui.composition.academy import Academy, open_academy, prepare
from tui.exit_status import Status
from tui.wording import academy_texts as texts

_MOST_REQUESTS = 10_000


def academy_command(options: argparse.Namespace) -> Status:
    """Do what is asked of the academy."""
    return asyncio.run(_ACTIONS[options.action](options, WRITERS[options.format]))


async def _prepare(_options: argparse.Namespace, write: Writer) -> Status:
    await prepare()
    write(texts.PREPARED, {"type": "preparation", "texte": texts.PREPARED})
    return Status.SUCCESS


async def _plan(_options: argparse.Namespace, write: Writer) -> Status:
    async with open_academy() as opened:
        due, added = await _queue_the_night(opened)
    sentence = texts.planned(added, len(due))
    write(sentence, {"type": "plan", "ecoles": len(due), "ajoutees": added, "texte": sentence})
    return Status.SUCCESS


async def _queue_the_night(opened: Academy) -> tuple[tuple[PlannedSchool, ...], int]:
    now = datetime.now(UTC)
    quota = await asyncio.to_thread(opened.quota.requests_per_second)
    due = await academy.planned(opened.workspace, opened.night, quota, now)
    parked = await opened.queue.parked()
    return due, await opened.queue.add([one for one in due if one.uai not in parked], now)


async def _work(_options: argparse.Namespace, write: Writer) -> Status:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with open_academy() as opened, _figures_of(opened) as attempted:
        write(texts.WORKING, {"type": "ouvrier", "texte": texts.WORKING})

        async def do(payload: Any) -> tuple[Attempt, int]:  # noqa: ANN401 - the adapter's own
            began = time.monotonic()
            try:
                made = await academy.attempt(
                    opened.workspace, Uai(payload.uai), payload.night, payload.planned_at, stop
                )
            except Exception as error:
                say_aside(incidents.record(error))
                raise
            attempted(made[0].outcome, time.monotonic() - began)
            return made

        async def plan() -> None:
            await _queue_the_night(opened)

        await opened.queue.work(do, plan, at_once=opened.chosen.at_once, stop=stop)
    write(texts.STOPPED, {"type": "ouvrier", "texte": texts.STOPPED})
    return Status.SUCCESS


@asynccontextmanager
async def _figures_of(opened: Academy) -> AsyncIterator[Callable[[AttemptOutcome, float], None]]:
    figures = opened.figures()
    host, _, port = opened.chosen.figures.rpartition(":")
    if not host:
        yield figures.attempted
        return
    if not port.isdecimal():
        raise UserError(texts.NO_ADDRESS_OF_FIGURES)
    async with figures.served(host, int(port)):
        yield figures.attempted


async def _status(_options: argparse.Namespace, write: Writer) -> Status:
    async with open_academy() as opened:
        found = await academy.status(opened.workspace)
        jobs = await opened.queue.sizes()
        quota = await asyncio.to_thread(opened.quota.requests_per_second)
    for school in found.waiting_for_a_person:
        write(texts.waiting(school), _school_fields(school))
    for night in found.nights:
        counts = {texts.OUTCOMES[outcome]: count for outcome, count in night.schools.items()}
        fields = {"type": "nuit", "nuit": night.night.isoformat(), "ecoles": counts}
        write(texts.night(night), fields)
    write(texts.QUOTA.format(quota=quota), {})
    sentence = texts.status(found)
    write(
        sentence,
        {
            "type": "academie",
            "ecoles": len(found.schools),
            "jamais_faites": found.never_done,
            "attendent_quelqu_un": len(found.waiting_for_a_person),
            "file": jobs,
            "quota": quota,
        },
    )
    return Status.SUCCESS


def _school_fields(school: AcademySchool) -> dict[str, Any]:
    return {
        "type": "ecole",
        "uai": str(school.uai),
        "nom": school.name,
        "etat": school.last_outcome and texts.OUTCOMES[school.last_outcome],
        "echecs": school.failures,
        "cause": school.cause,
        "derniere_reussite": school.last_success and school.last_success.isoformat(),
    }


async def _release(options: argparse.Namespace, write: Writer) -> Status:
    if not options.objet:
        raise UserError(texts.WHICH_SCHOOL)
    uai = school_of(options.objet)
    async with open_academy() as opened:
        if not await opened.queue.release(uai):
            raise UserError(texts.NOT_WAITING)
    sentence = texts.RELEASED.format(uai=uai)
    write(sentence, {"type": "relance", "uai": str(uai), "texte": sentence})
    return Status.SUCCESS


async def _change_quota(options: argparse.Namespace, write: Writer) -> Status:
    if not (options.objet.isdecimal() and 0 < int(options.objet) <= _MOST_REQUESTS):
        raise UserError(texts.WHICH_QUOTA)
    quota = int(options.objet)
    async with open_academy() as opened:
        await asyncio.to_thread(opened.quota.change, quota)
    sentence = texts.QUOTA.format(quota=quota)
    write(sentence, {"type": "quota", "demandes_par_seconde": quota, "texte": sentence})
    return Status.SUCCESS


_Action = Callable[[argparse.Namespace, Writer], Coroutine[Any, Any, Status]]
_ACTIONS: dict[str, _Action] = {
    "etat": _status,
    "preparer": _prepare,
    "planifier": _plan,
    "ouvrier": _work,
    "relancer": _release,
    "quota": _change_quota,
}
