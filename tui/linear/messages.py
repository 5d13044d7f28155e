"""The messages of a run, read again: by gravity, by class, by their words."""

from dataclasses import replace

from core.filtering import MessageFilter
from core.messages import Severity
from core.report import Report
from tui import sentences
from tui.linear import texts
from tui.linear.journey import Action, Journey


async def read_again(journey: Journey, trail: str, report: Report) -> None:
    """Say which messages are kept, then offer to tell them or to keep others."""
    console = journey.console
    wanted = MessageFilter()
    divisions = sorted({one.division for one in report.said})

    async def tell() -> None:
        for one in report.said:
            if wanted.wants(one.division, one.message):
                console.tell(one.message.told)

    async def by_gravity() -> None:
        nonlocal wanted
        serious = wanted.least is Severity.INFORMATION
        wanted = replace(wanted, least=Severity.WARNING if serious else Severity.INFORMATION)

    async def by_class() -> None:
        nonlocal wanted
        choices = [texts.ALL_DIVISIONS, *divisions]
        chosen = await console.choose(choices, str, texts.MESSAGES_HELP)
        if chosen is not None:
            division = None if chosen == texts.ALL_DIVISIONS else chosen
            wanted = replace(wanted, division=division)

    async def by_words() -> None:
        nonlocal wanted
        words = await console.ask_text(texts.WORDS, str, texts.MESSAGES_HELP)
        wanted = replace(wanted, words=words)

    while True:
        serious_only = wanted.least is not Severity.INFORMATION
        shown = sum(wanted.wants(one.division, one.message) for one in report.said)
        said = sentences.filter_sentence(serious_only, wanted.division, shown, len(report.said))
        console.progress(said)
        gravity = texts.ALL_SEVERITIES if serious_only else texts.SERIOUS_ONLY
        entries: dict[str, Action] = {
            texts.TELL_THESE: tell,
            gravity: by_gravity,
            texts.ONE_CLASS: by_class,
            texts.SOME_WORDS: by_words,
        }
        action = await journey.choose_entry(trail, entries, texts.MESSAGES_HELP)
        if action is None:
            return
        await journey.visit(action())
