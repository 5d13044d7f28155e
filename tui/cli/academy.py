"""`academie`: how the schools of an academy stand, and what its workers do next."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime
from functools import partial
from typing import Any

from core.errors import UserError
from core.model.academy import AcademySchool
from core.model.identifiers import Uai
from core.usecases import academy
from core.usecases.academy import AcademySession
from core.usecases.academy_worker import plan_the_night
from core.usecases.provenance import school_of
from tui.cli.academy_worker import work
from tui.cli.writers import WRITERS, Writer
from tui.composition.academy import open_academy, prepare
from tui.exit_status import Status
from tui.wording import academy_texts as texts

_OfASchool = Callable[[AcademySession, Uai, datetime], Awaitable[None]]


def academy_command(options: argparse.Namespace) -> Status:
    """Do what is asked of the academy."""
    return asyncio.run(_ACTIONS[options.action](options, WRITERS[options.format]))


async def _prepare(_options: argparse.Namespace, write: Writer) -> Status:
    await prepare()
    write(texts.PREPARED, {"type": "preparation", "texte": texts.PREPARED})
    return Status.SUCCESS


async def _plan(_options: argparse.Namespace, write: Writer) -> Status:
    async with open_academy() as opened:
        due, added = await plan_the_night(opened, datetime.now(UTC))
    sentence = texts.planned(added, len(due))
    write(sentence, {"type": "plan", "ecoles": len(due), "ajoutees": added, "texte": sentence})
    return Status.SUCCESS


async def _work(_options: argparse.Namespace, write: Writer) -> Status:
    await work(write)
    return Status.SUCCESS


async def _status(_options: argparse.Namespace, write: Writer) -> Status:
    async with open_academy() as opened:
        found = await academy.status(opened, datetime.now(UTC))
        zone = opened.night.zone
    for school in found.waiting_for_a_person:
        write(texts.waiting(school), _school_fields(school))
    for school in found.late_ones:
        write(texts.late(school), {**_school_fields(school), "type": "retard"})
    for night in found.nights:
        counts = {texts.OUTCOMES[outcome]: count for outcome, count in night.schools.items()}
        fields = {"type": "nuit", "nuit": night.night.isoformat(), "ecoles": counts}
        write(texts.night(night), fields)
    write(texts.quota(found.quota), {})
    write(texts.progress(found, zone), _progress_fields(found))
    write(
        texts.status(found),
        {
            "type": "academie",
            "ecoles": len(found.schools),
            "jamais_faites": found.never_done,
            "attendent_quelqu_un": len(found.waiting_for_a_person),
            "en_retard": len(found.late),
            "quota": found.quota,
            "arretee_depuis": found.stopped_since and found.stopped_since.isoformat(),
        },
    )
    return Status.SUCCESS


def _progress_fields(found: academy.AcademyStatus) -> dict[str, Any]:
    if found.progress is None:
        return {}
    night = found.progress
    return {
        "type": "avancement",
        "nuit": night.night.isoformat(),
        "faites": night.done,
        "en_cours": night.under_way,
        "a_faire": night.left,
        "en_echec": night.failing,
        "attendent_quelqu_un": night.waiting,
        "par_minute": round(night.per_minute, 1),
        "fin": night.ends_at and night.ends_at.isoformat(),
    }


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


async def _of_a_school(
    options: argparse.Namespace, write: Writer, *, do: _OfASchool, kind: str, said: str
) -> Status:
    """Do this about the school that is named; `said` tells it."""
    if not options.objet:
        raise UserError(texts.WHICH_SCHOOL)
    uai = school_of(options.objet)
    async with open_academy() as opened:
        await do(opened, uai, datetime.now(UTC))
    sentence = said.format(uai=uai)
    write(sentence, {"type": kind, "uai": str(uai), "texte": sentence})
    return Status.SUCCESS


async def _stop(_options: argparse.Namespace, write: Writer) -> Status:
    async with open_academy() as opened:
        await opened.fleet.stop()
    write(texts.NIGHT_STOPPED, {"type": "arret", "texte": texts.NIGHT_STOPPED})
    return Status.SUCCESS


async def _go_on(_options: argparse.Namespace, write: Writer) -> Status:
    async with open_academy() as opened:
        await opened.fleet.go_on()
    write(texts.NIGHT_GOES_ON, {"type": "reprise", "texte": texts.NIGHT_GOES_ON})
    return Status.SUCCESS


async def _change_quota(options: argparse.Namespace, write: Writer) -> Status:
    async with open_academy() as opened:
        quota = await academy.change_quota(opened, options.objet)
    sentence = texts.quota(quota)
    write(sentence, {"type": "quota", "demandes_par_seconde": quota, "texte": sentence})
    return Status.SUCCESS


_Action = Callable[[argparse.Namespace, Writer], Coroutine[Any, Any, Status]]
_ACTIONS: dict[str, _Action] = {
    "etat": _status,
    "preparer": _prepare,
    "planifier": _plan,
    "ouvrier": _work,
    "relancer": partial(_of_a_school, do=academy.release, kind="relance", said=texts.RELEASED),
    "confier": partial(_of_a_school, do=academy.hand_over, kind="confiee", said=texts.HANDED_OVER),
    "arreter": _stop,
    "reprendre": _go_on,
    "quota": _change_quota,
}
