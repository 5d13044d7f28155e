"""What a dry run foresees, pupil by pupil, for who chooses what of it is applied."""

from collections.abc import Iterator

from core.messages import run_sentences
from core.messages.events import messages_of
from core.messages.lookup_trace import lookup_trace
from core.messages.tenses import FORESEEN
from core.model.events import Decision
from core.model.records import Pupil
from core.rules.guard import MassChangeBlocked
from tui.wording import sentences
from tui.wording.beside import Told
from tui.wording.comparison_texts import WOULD_CHANGE, beside
from tui.wording.guard_texts import override_question


def line_of(foreseen: Decision | Pupil) -> str:
    """A pupil in a list: one who would change, or one who would be added."""
    if isinstance(foreseen, Pupil):
        return sentences.arrival_line(foreseen)
    return sentences.foreseen_line(foreseen)


def details_of(foreseen: Decision | Pupil) -> Iterator[Told]:
    """What would become of a pupil, and why."""
    if isinstance(foreseen, Pupil):
        yield sentences.arrival_line(foreseen)
        return
    yield from (message.labelled for message in messages_of(foreseen, FORESEEN))
    yield ""
    if foreseen.changes:
        yield WOULD_CHANGE
        yield from map(beside, foreseen.changes)
        yield ""
    yield from lookup_trace(foreseen)


def question(blocked: MassChangeBlocked | None, ticked: int, left_out: int) -> str:
    """What applying a dry run does; first that it is much, if it is."""
    asked = sentences.apply_question(ticked, left_out)
    if blocked is None:
        return asked
    return f"{run_sentences.held(blocked)} {override_question(blocked)} {asked}"
