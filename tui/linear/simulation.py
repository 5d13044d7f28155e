"""What a synchronisation would change, pupil by pupil; then exactly that, if it is wanted."""

from dataclasses import dataclass, field

from core.errors import RegisterClosed, UserError
from core.messages import run_sentences
from core.messages.events import messages_of
from core.messages.tenses import FORESEEN
from core.model.events import Decision
from core.model.messages import Message, Severity
from core.model.records import Pupil
from core.model.runs import Scope
from core.usecases.dry_run import DryRun, PupilKey
from core.usecases.run_session import RunSession, apply
from core.usecases.workspace import SchoolSession
from tui.linear.navigator import Action, Navigator
from tui.linear.progress import ProgressReporter
from tui.linear.ticking import tick
from tui.meter import Meter
from tui.wording import declined_texts, dry_run_texts, line_texts, sentences, texts
from tui.wording.beside import said


async def simulate(
    navigator: Navigator, trail: str, session: SchoolSession, scope: Scope, pupils: int
) -> RunSession | None:
    """Simulate, and offer what can be done with it: the run that applies it, if that is wanted.

    `pupils` are as many as the scope has in LSUN.
    """
    navigator.arrive(trail)
    dry_run = DryRun(scope, session.register, session.store, session.policy.limits)
    if not await _foresee(navigator, session, dry_run, Meter(pupils)):
        navigator.console.tell(line_texts.SIMULATION_STOPPED)
        return None
    return await _Foreseen(navigator, trail, session, dry_run).offer()


async def _foresee(
    navigator: Navigator, session: SchoolSession, dry_run: DryRun, meter: Meter
) -> bool:
    """Tell what would change; False when it was stopped."""
    console = navigator.console
    console.progress(texts.SIMULATING)
    progress = ProgressReporter(console)
    try:
        with navigator.signals.draining(dry_run.stop):
            async for event in dry_run.run(at_once=session.policy.at_once):
                for message in messages_of(event, FORESEEN):
                    console.tell(message.labelled)
                if isinstance(event, Decision):
                    for change in event.changes:
                        console.tell(sentences.change_sentence(change))
                if meter.counts(event):
                    progress.tell(meter.progress)
    except RegisterClosed as error:
        raise UserError(run_sentences.closing((), error)) from error
    if dry_run.was_stopped:
        return False
    console.tell(sentences.simulated(dry_run.decisions))
    if blocked := dry_run.blocked:
        console.tell(Message(Severity.WARNING, run_sentences.held(blocked)).labelled)
    return True


@dataclass
class _Foreseen:
    """A dry run that was told, and which of it is ticked."""

    navigator: Navigator
    trail: str
    session: SchoolSession
    dry_run: DryRun
    changing: dict[PupilKey, Decision | Pupil] = field(init=False)
    ticked: set[PupilKey] = field(init=False)

    def __post_init__(self) -> None:
        self.changing = self.dry_run.changing
        self.ticked = set(self.changing)

    async def offer(self) -> RunSession | None:
        """The run that applies it, once that is confirmed; None when the user goes back."""
        entries: dict[str, Action] = {
            texts.APPLY: self._apply,
            line_texts.TICK_PUPILS: self._tick,
            line_texts.SEE_WHY: self._see_why,
        }
        while True:
            self.navigator.console.progress(self._total())
            action = await self.navigator.choose_entry(
                self.trail, entries, line_texts.SIMULATION_HELP
            )
            if action is None:
                return None
            applied = await self.navigator.visit(action())
            if isinstance(applied, RunSession):
                return applied

    async def _apply(self) -> RunSession | None:
        if not self.dry_run.has_anything_to_do:
            raise UserError(line_texts.NOTHING_TO_APPLY)
        left_out = set(self.changing) - self.ticked
        blocked = self.dry_run.blocked
        question = dry_run_texts.question(blocked, len(self.ticked), len(left_out))
        if not await self.navigator.console.confirm(question, declined_texts.NOT_APPLIED):
            return None
        self.dry_run.leave_out(left_out)
        return await apply(self.session, self.dry_run, self.dry_run.override_needed)

    async def _tick(self) -> None:
        def line_of(key: PupilKey) -> str:
            state = line_texts.TICKED if key in self.ticked else line_texts.UNTICKED
            return state.format(line=dry_run_texts.line_of(self.changing[key]))

        await tick(
            self.navigator.console,
            list(self.changing),
            self.ticked,
            line_of=line_of,
            total=self._total,
            help_text=line_texts.CHANGING_HELP,
        )

    async def _see_why(self) -> None:
        console, changing = self.navigator.console, list(self.changing.values())
        while (
            chosen := await console.choose(changing, dry_run_texts.line_of, line_texts.WHY_HELP)
        ) is not None:
            for line in said(dry_run_texts.details_of(chosen)):
                console.tell(line)

    def _total(self) -> str:
        return sentences.ticked_changes(len(self.ticked), len(self.changing))
