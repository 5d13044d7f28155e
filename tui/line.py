"""The synchronisation without a screen: one line a message, then the summary."""

import asyncio
import json
import signal
import sys
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from enum import IntEnum
from typing import Any

from core.decisions import Decision
from core.messages import Severity, messages_of, summary
from core.overview import StructureOverview
from core.ports import StoreError
from core.text import clean, without_accents
from tui import texts
from tui.codes import CODES
from tui.following import Following
from tui.services import Refused, Services


class Status(IntEnum):
    """Exit statuses, which scripts rely on."""

    SUCCESS = 0
    WITH_ERRORS = 1
    REFUSED = 2


Writer = Callable[[str, dict[str, Any]], None]
"""Writes one line: the sentence, or the same facts as data."""


def write_text(sentence: str, _facts: dict[str, Any]) -> None:
    """Write the sentence."""
    print(sentence, flush=True)


def write_json(_sentence: str, facts: dict[str, Any]) -> None:
    """Write the facts, one JSON object a line; nothing for a sentence that only says them again."""
    if facts:
        print(json.dumps(facts, ensure_ascii=False), flush=True)


WRITERS: dict[str, Writer] = {"texte": write_text, "json": write_json}


async def synchronise_lines(services: Services, wanted: Collection[str], write: Writer) -> Status:
    """Synchronise the classes of these labels, or all; tell each thing as it happens."""
    try:
        overview = await services.livrets.overview(services.school.uai)
        chosen = _choose(overview.structures, wanted)
        if not wanted:
            chosen = [row for row in chosen if services.covers(row)]
        if not sum(row.pupils for row in chosen):
            raise Refused(texts.NO_PUPIL)
        scope = services.scope([row.structure.id for row in chosen])
        following = Following(services, await services.livrets.start_run(scope))
    except StoreError as error:
        raise Refused(str(error)) from error
    _drain_on_signals(following)
    async for decision in following.decisions():
        _tell(decision, write)
    _tell_end(following, write)
    return Status.SUCCESS if following.is_clean else Status.WITH_ERRORS


def warn(sentence: str, write: Writer) -> None:
    """Tell what is not about one pupil, and is to be known before the rest."""
    said = clean(sentence)
    word = Severity.WARNING.word
    write(f"{word} : {said}", {"type": "avis", "gravite": word.lower(), "texte": said})


def _choose(
    structures: Sequence[StructureOverview], wanted: Collection[str]
) -> list[StructureOverview]:
    known = {without_accents(row.structure.label): row for row in structures}
    for label in wanted:
        if without_accents(label) not in known:
            labels = ", ".join(row.structure.label for row in structures)
            raise Refused(texts.UNKNOWN_CLASS.format(label=clean(label), labels=clean(labels)))
    return [known[without_accents(label)] for label in dict.fromkeys(wanted)] or list(structures)


def _tell(decision: Decision, write: Writer) -> None:
    pupil = decision.livret.pupil
    for message in messages_of(decision):
        text = clean(message.text)
        severity = message.severity
        prefix = "" if severity is Severity.INFORMATION else f"{severity.word} : "
        write(
            prefix + text,
            {
                "type": "message",
                "gravite": severity.word.lower(),
                "classe": pupil.division.label,
                "resultat": CODES[decision.outcome],
                "texte": text,
            },
        )


def _tell_end(following: Following, write: Writer) -> None:
    for _, line in summary(following.results):
        write(line, {})
    counts = Counter(CODES[result.outcome] for result in following.results)
    write(
        following.closing,
        {
            "type": "bilan",
            "synchronisation": following.run.id,
            "complete": following.is_clean,
            "eleves": counts,
            "texte": following.closing,
        },
    )


def _drain_on_signals(following: Following) -> None:
    loop = asyncio.get_running_loop()

    def drain() -> None:
        print(texts.STOPPING, file=sys.stderr, flush=True)
        following.stop()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, drain)
