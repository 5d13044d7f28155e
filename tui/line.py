"""The synchronisation without a screen: one line a message, then the summary."""

import asyncio
import json
import signal
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any

from core import runs, standing
from core.facts import Fact
from core.messages import DONE, Severity, Tense, division_of, messages_of
from core.overview import RunState, Scope, StructureOverview
from core.text import inert_json, without_accents
from tui import sentences, texts
from tui.classes import can_be_synchronised, classes_of
from tui.codes import CODES, code_of
from tui.following import Following, begin, take_up
from tui.refusals import refusals
from tui.refused import Refused
from tui.saying import say, say_aside
from tui.services import Services
from tui.status import Status

Writer = Callable[[str, dict[str, Any]], None]
"""Writes one line: the sentence, or the same facts as data."""


def write_text(sentence: str, _facts: dict[str, Any]) -> None:
    """Write the sentence."""
    say(sentence)


def write_json(_sentence: str, facts: dict[str, Any]) -> None:
    """Write the facts, one JSON object a line; nothing for a sentence that only says them again."""
    if facts:
        print(inert_json(json.dumps(facts, ensure_ascii=False)), flush=True)


WRITERS: dict[str, Writer] = {"texte": write_text, "json": write_json}


async def synchronise_lines(
    services: Services, wanted: Collection[str], write: Writer, *, understood: bool = False
) -> Status:
    """Synchronise the classes of these labels, or all; tell each thing as it happens."""
    with refusals():
        if cut_short := runs.interrupted(await services.livrets.runs(services.school.uai)):
            warn(sentences.can_be_taken_up(cut_short), write)
    scope = await chosen_scope(services, wanted, write)
    return await follow(await begin(services, scope, understood=understood), write)


async def chosen_scope(services: Services, wanted: Collection[str], write: Writer) -> Scope:
    """The classes of these labels, or all; what is to be put right in BE1D is told first."""
    classes = await classes_of(services)
    chosen = _choose(classes.rows, wanted)
    if not wanted:
        chosen = [row for row in chosen if services.covers(row)]
    if not can_be_synchronised(chosen):
        raise Refused(texts.NO_PUPIL)
    if classes.put_right:
        warn(classes.put_right, write)
    return services.scope([row.structure.id for row in chosen], classes.new)


async def take_up_lines(services: Services, write: Writer, *, understood: bool = False) -> Status:
    """Take the school's interrupted run up; tell each thing as it happens."""
    with refusals():
        cut_short = runs.interrupted(await services.livrets.runs(services.school.uai))
    if cut_short is None:
        raise Refused(texts.NOTHING_TO_TAKE_UP)
    if cut_short.run.scope.extracted_on != services.extracted_on:
        raise Refused(sentences.other_source(cut_short))
    if cut_short.state is RunState.HELD and not understood:
        raise Refused(f"{texts.HELD_BEFORE} {texts.HOW_TO_GO_ON}")
    following = await take_up(services, cut_short.run, understood=understood)
    return await follow(following, write)


async def follow(
    following: Following, write: Writer, first: Callable[[Fact], None] = lambda _fact: None
) -> Status:
    """Tell a run from its first fact to its end; `first` tells more, before each."""
    drain_on_signals(following.stop)
    async for fact in following.facts():
        first(fact)
        tell(fact, write)
    _tell_end(following, write)
    return Status.SUCCESS if following.is_clean else Status.WITH_ERRORS


def warn(sentence: str, write: Writer) -> None:
    """Tell what is not about one pupil, and is to be known before the rest."""
    word = Severity.WARNING.word
    facts = {"type": "avis", "gravite": word.lower(), "texte": sentence}
    write(f"{word} : {sentence}", facts)


def _choose(
    structures: Sequence[StructureOverview], wanted: Collection[str]
) -> list[StructureOverview]:
    known = {without_accents(row.structure.label): row for row in structures}
    for label in wanted:
        if without_accents(label) not in known:
            labels = ", ".join(row.structure.label for row in structures)
            raise Refused(texts.UNKNOWN_CLASS.format(label=label, labels=labels))
    return [known[without_accents(label)] for label in dict.fromkeys(wanted)] or list(structures)


def tell(fact: Fact, write: Writer, tense: Tense = DONE) -> None:
    """Tell what a fact says."""
    for message in messages_of(fact, tense):
        severity = message.severity
        prefix = "" if severity is Severity.INFORMATION else f"{severity.word} : "
        write(
            prefix + message.text,
            {
                "type": "message",
                "gravite": severity.word.lower(),
                "classe": division_of(fact),
                "resultat": code_of(fact),
                "texte": message.text,
            },
        )


def _tell_end(following: Following, write: Writer) -> None:
    for _, line in standing.summary(following.results):
        write(line, {})
    if following.is_held:
        write(texts.HOW_TO_GO_ON, {})
    counts = Counter(CODES[result.outcome] for result in following.results)
    write(
        following.closing,
        {
            "type": "bilan",
            "synchronisation": following.run.id,
            "complete": following.is_clean,
            "retenue": following.is_held,
            "eleves": counts,
            "texte": following.closing,
        },
    )


def drain_on_signals(stop: Callable[[], None]) -> None:
    """Let what is in flight end when the user, or the machine, wants to stop."""
    loop = asyncio.get_running_loop()

    def drain() -> None:
        say_aside(texts.STOPPING)
        stop()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, drain)
