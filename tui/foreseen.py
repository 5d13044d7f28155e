"""What a simulation foresees, pupil by pupil, for who chooses what of it is applied."""

from collections.abc import Collection, Iterable, Iterator

from core import standing
from core.arrivals import Arrivals
from core.decisions import Decision
from core.facts import Fact
from core.guard import RunHeld
from core.messages import FORESEEN, messages_of
from core.records import Pupil
from core.simulation import Simulation
from core.steps import steps_of
from core.teachers import TeacherDecision
from tui import sentences, texts


def changing(facts: Iterable[Fact]) -> dict[object, Decision | Pupil]:
    """Who would change, by livret, and who would be added, by himself."""
    found: dict[object, Decision | Pupil] = {}
    for fact in facts:
        if isinstance(fact, Decision) and fact.update is not None:
            found[fact.livret.id] = fact
        if isinstance(fact, Arrivals):
            found |= {pupil: pupil for pupil in fact.admitted}
    return found


def has_anything_to_do(simulation: Simulation) -> bool:
    """Whether applying it would change anything."""
    teachers = (isinstance(fact, TeacherDecision) for fact in simulation.facts)
    return bool(changing(simulation.facts)) or any(teachers)


def line_of(one: Decision | Pupil) -> str:
    """A pupil in a list."""
    if isinstance(one, Pupil):
        return sentences.arrival_line(one)
    return sentences.foreseen_line(one)


def told_of(one: Decision | Pupil) -> Iterator[str]:
    """What would become of a pupil, and why."""
    if isinstance(one, Pupil):
        yield sentences.arrival_line(one)
        return
    yield from (said.told for said in messages_of(one, FORESEEN))
    yield ""
    yield from map(sentences.foreseen_change, one.changes)
    yield ""
    yield from steps_of(one)


def question(excess: RunHeld | None, ticked: int, left_out: int) -> str:
    """What applying a simulation does; first that it is much, if it is."""
    asked = sentences.apply_question(ticked, left_out)
    if excess is None:
        return asked
    return f"{standing.held(excess)} {texts.GO_ON_QUESTION} {asked}"


def leave_out(simulation: Simulation, keys: Collection[object]) -> None:
    """Spare these of whom `changing` tells."""
    simulation.left_out = {key for key in keys if isinstance(key, int)}
    simulation.register.left_out = {one for one in keys if isinstance(one, Pupil)}
