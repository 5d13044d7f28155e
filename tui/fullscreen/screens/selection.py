"""The classes to synchronise."""

from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from core.errors import UserError
from core.model.runs import RunSummary
from core.model.views import StructureOverview, pupils_of
from core.usecases.classes import Classes, can_be_synchronised, known_classes, with_register
from core.usecases.resuming import resumable_from, resumable_with_register
from core.usecases.run_session import begin
from core.usecases.workspace import SchoolSession, Workspace
from tui.fullscreen.requests import FollowRequest, ImportRequest, ResumeRequest
from tui.fullscreen.screens.class_columns import cells_of, in_columns
from tui.fullscreen.screens.page import Opened, Page
from tui.fullscreen.terminal.rest import LASTING
from tui.fullscreen.widgets.action import Action
from tui.fullscreen.widgets.binding import command
from tui.fullscreen.widgets.checklist import TICKED, Checklist
from tui.fullscreen.widgets.lines import MARK
from tui.fullscreen.widgets.notice import Notice
from tui.fullscreen.widgets.rows import Row, Rows
from tui.fullscreen.widgets.sentence import Sentence
from tui.ordering import by_level
from tui.wording import (
    declined_texts,
    file_texts,
    key_texts,
    places,
    resuming_texts,
    sentences,
    texts,
)

_MARKS = len(MARK) + len(TICKED)
"""What each row of the list has before its columns."""


class SelectionScreen(Page):
    """One row a class, all ticked at first; the button below says what it would do, or why not."""

    help_text = texts.SELECTION_HELP
    first_status = texts.OPENING

    BINDINGS = [
        command("lancer", "launch"),
        command("simuler", "simulate"),
    ]

    def __init__(self, label: str, opened: Opened, session: SchoolSession | None = None) -> None:
        """With the extractions of this session; without one, with BE1D, if it can be asked."""
        super().__init__(label)
        self._opened, self._given = opened, session
        self._has_source = True
        self._found = Classes(())
        self._not_covered: set[int] = set()
        self._left_open: RunSummary | None = None

    def body(self) -> ComposeResult:
        day = self._given.extracted_on if self._given else None
        yield Sentence(sentences.selection_hint(day), id="hint")
        yield Notice(id="wrong")
        with Vertical(id="left-open") as left_open:
            left_open.display = False
            yield Action(key_texts.RESUME, id="resume")
        yield Sentence(id="head")
        yield Checklist(sentences.classes_shown)
        yield Sentence(id="filter")
        yield Sentence(id="detail")
        yield Action(places.SYNCHRONISATION.label, disabled=True, id="launch")
        extractions = Action(file_texts.CHOOSE_EXTRACTIONS, id="extractions")
        extractions.display = False
        yield extractions

    def on_resize(self) -> None:
        super().on_resize()
        self._offer()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    @work(exclusive=True, group="figures")
    async def _load(self) -> None:
        """Show the figures as they are now; then what BE1D says of them."""
        with self.saying_errors():
            workspace = await self._opened()
            if not await workspace.schools():
                self.post_message(ImportRequest(is_first=True))
                return
            session = self._given
            self._has_source = session is not None or workspace.has_register
            school = session.school if session else await workspace.school()
            known = await known_classes(workspace.store, school.uai)
            self._found = known = replace(known, rows=by_level(known.rows))
            if session:
                uncovered = (row for row in known.rows if not session.covers(row))
                self._not_covered = {row.structure.id for row in uncovered}
            self._offer()
            if not self._has_source:
                self._offer_extractions()
                return
            self._offer_to_resume(await self._resumable(workspace))
            self._compare(known)

    def _offer_extractions(self) -> None:
        """Show the way to what the classes of LSUN can be compared to."""
        self.query_one("#launch").display = False
        self.query_one("#extractions").display = True
        self.query_one("#extractions").focus()
        self.say(file_texts.WITHOUT_REGISTER)

    @on(Action.Pressed, "#extractions")
    def _choose_extractions(self) -> None:
        self.post_message(ImportRequest())

    async def _session(self) -> SchoolSession:
        return self._given or await (await self._opened()).session()

    @work(exclusive=True, group=LASTING)
    async def _compare(self, known: Classes) -> None:
        """Show what BE1D says of the classes, or why it cannot be asked: both may take their time.

        What asks it is heavy to import: the classes are there before it.
        """
        with self.saying_errors():
            try:
                found = await with_register(await self._session(), known)
            except UserError as error:
                found = replace(known, anomalies=str(error))
            self._found = replace(found, rows=by_level(found.rows))
            self.query_one("#wrong", Notice).say(sentences.strip(self._found.anomalies))
            if self._found.new:
                self._offer()

    async def _resumable(self, workspace: Workspace) -> RunSummary | None:
        if self._given:
            return await resumable_from(self._given)
        return await resumable_with_register(workspace)

    def _offer_to_resume(self, left_open: RunSummary | None) -> None:
        self._left_open = left_open
        self.query_one("#left-open").display = left_open is not None
        if left_open is not None:
            self.query_one("#resume", Action).say(resuming_texts.resume_label(left_open))

    @on(Action.Pressed, "#resume")
    def _resume(self) -> None:
        if self._left_open is not None:
            self.post_message(ResumeRequest(self._left_open, self._given))

    def _offer(self) -> None:
        """Show the classes, in columns below their headings."""
        head, *lines = in_columns(self._found.rows, self.size.width - _MARKS)
        self.query_one("#head", Sentence).say(head)
        if lines:
            rows = [
                Row(row.structure.id, line, " ".join(cells_of(row)))
                for row, line in zip(self._found.rows, lines, strict=True)
            ]
            self.query_one(Checklist).offer(rows, unticked=self._not_covered)

    @on(Checklist.Changed)
    @on(Rows.Moved)
    def _tell_selection(self) -> None:
        checklist = self.query_one(Checklist)
        self.query_one("#detail", Sentence).say(self._detail(checklist))
        self.query_one("#filter", Sentence).say(checklist.filter_sentence)
        if not self._has_source:
            return
        self.query_one("#launch", Action).disabled = not can_be_synchronised(self._ticked)
        self.say(sentences.selection_sentence(self._ticked, is_filtered=bool(checklist.filter)))

    def _detail(self, checklist: Checklist) -> str:
        for row in self._found.rows:
            if checklist.current is not None and checklist.current.key == row.structure.id:
                ticked = checklist.is_ticked(row.structure.id)
                return sentences.structure_sentence(row, ticked=ticked)
        total = len(self._found.rows)
        return sentences.selection_detail(checklist.found, len(checklist.ticked), total)

    @on(Rows.Chosen, "Checklist")
    @on(Action.Pressed, "#launch")
    @work
    async def action_launch(self) -> None:
        """Ask, then synchronise the ticked classes."""
        if not self._can_go_on():
            return
        with self.saying_errors():
            session = await self._session()
            question = sentences.launch_question(self._ticked, session.extracted_on)
            if not await self.ask(question, declined_texts.NOT_LAUNCHED):
                return
            scope = session.scope(self._ticked_numbers, self._found.new)
            self.post_message(FollowRequest(await begin(session, scope), session))

    @work
    async def action_simulate(self) -> None:
        """Show what would change in the ticked classes."""
        if not self._can_go_on():
            return
        from tui.fullscreen.screens.simulation import SimulationScreen  # noqa: PLC0415 - not before

        with self.saying_errors():
            session = await self._session()
            scope = session.scope(self._ticked_numbers, self._found.new)
            pupils = pupils_of(self._ticked)
            self.open(SimulationScreen(places.SIMULATION, session, scope, pupils))

    def _can_go_on(self) -> bool:
        """Whether there is what to compare to; who has none is taken to the extractions."""
        if not self._has_source:
            self._choose_extractions()
        return self._has_source and can_be_synchronised(self._ticked)

    @property
    def _ticked(self) -> list[StructureOverview]:
        ticked = self.query_one(Checklist).ticked
        return [row for row in self._found.rows if row.structure.id in ticked]

    @property
    def _ticked_numbers(self) -> list[int]:
        return [row.structure.id for row in self._ticked]
