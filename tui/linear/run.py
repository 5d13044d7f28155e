"""A synchronisation from its first message to its summary, and taking it up again."""

from functools import partial

from core import standing
from core.messages import messages_of
from core.progress import Progress
from tui import sentences
from tui import texts as screen_texts
from tui.following import Following
from tui.linear import texts
from tui.linear.console import Console
from tui.linear.journey import Journey
from tui.linear.report import outcome_entries, report_entries, report_of

_TENTHS = 10
_TRAIL = f"❯ {screen_texts.SETTINGS_MENU} ❯ Synchronisation"
"""Where the pupils of a run are told, as on the screens."""


async def follow(journey: Journey, trail: str, following: Following) -> None:
    """Tell a run as it goes, then offer what came of it; again each time it is taken up."""
    going_on: Following | None = following
    while going_on is not None:
        await _tell(journey, going_on)
        going_on = await _after(journey, trail, going_on)


async def _tell(journey: Journey, following: Following) -> None:
    console = journey.console
    tenths = Tenths(console)
    with journey.signals.draining(following.stop):
        async for fact in following.facts():
            for message in messages_of(fact):
                console.tell(message.told)
            if not following.stopping:
                tenths.tell(following.progress)
    console.tell(following.closing)
    for _, line in standing.summary(following.results):
        console.tell(line)


async def _after(journey: Journey, trail: str, following: Following) -> Following | None:
    """The run taken up again, or None when the user goes back."""
    report = await report_of(journey, following.run)
    entries = outcome_entries(journey, _TRAIL, report)
    if not following.is_clean:
        resume = screen_texts.GO_ON if following.is_held else screen_texts.RESUME
        entries[resume] = partial(_take_up, journey, following)
    entries |= report_entries(journey, trail, report)
    while (action := await journey.choose_entry(trail, entries, texts.RUN_HELP)) is not None:
        again = await journey.visit(action())
        if isinstance(again, Following):
            return again
    return None


async def _take_up(journey: Journey, following: Following) -> Following | None:
    held = following.is_held
    question = f"{following.closing} {screen_texts.GO_ON_QUESTION}"
    if held and not await journey.console.confirm(question, default=False):
        return None
    again = await following.take_up(understood=held)
    journey.console.progress(screen_texts.RESUMING)
    return again


class Tenths:
    """Says how far a run is at each tenth, once; its end is said by its closing sentence."""

    def __init__(self, console: Console) -> None:
        self._console, self._told = console, 0

    def tell(self, progress: Progress) -> None:
        """Say it if another tenth is done."""
        tenth = int(progress.share * _TENTHS)
        if self._told < tenth < _TENTHS:
            self._told = tenth
            said = sentences.progress_sentence(progress)
            self._console.progress(texts.PROGRESS.format(percent=tenth * _TENTHS, sentence=said))
