"""The classes to synchronise."""

from collections.abc import Awaitable, Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding

from core import standing
from core.overview import StructureOverview
from core.ports import StoreError
from core.records import Structure
from core.survey import survey
from tui import sentences, texts
from tui.following import begin
from tui.refused import Refused
from tui.screens.page import Page
from tui.screens.question import Question
from tui.screens.run import RunScreen
from tui.screens.simulation import SimulationScreen
from tui.services import Services
from tui.widgets.action import Action
from tui.widgets.checklist import Checklist
from tui.widgets.lines import fitted
from tui.widgets.rows import Row, Rows
from tui.widgets.sentence import Sentence

_COLUMNS = (
    ("Classe", 18),
    ("Niveaux", 9),
    ("Enseignants", 22),
    ("Élèves", 6),
    ("Synchronisée", 16),
)


class SelectionScreen(Page):
    """One row a class, all ticked at first; the button below says what it would do, or why not."""

    help_text = texts.SELECTION_HELP

    BINDINGS = [
        Binding("f5,ctrl+r", "launch", "Synchroniser", key_display="F5"),
        Binding("f6,ctrl+y", "simulate", texts.SIMULATE, key_display="F6"),
    ]

    def __init__(self, breadcrumb: str, opened: Callable[[], Awaitable[Services]]) -> None:
        super().__init__(breadcrumb)
        self._opened = opened
        self._structures: dict[object, StructureOverview] = {}
        self._new: tuple[Structure, ...] = ()

    def body(self) -> ComposeResult:
        yield Sentence(texts.SELECTION_HINT)
        yield Sentence(id="wrong")
        yield Sentence(_columns([title for title, _ in _COLUMNS]), id="head")
        yield Checklist(texts.ALL_CLASSES)
        yield Sentence(id="filter")
        yield Sentence(id="detail")
        yield Action(texts.SYNCHRONISATION, disabled=True)
        yield Sentence(texts.OPENING, id="status")

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    @work(exclusive=True, group="figures")
    async def _load(self) -> None:
        """Show the figures as they are now."""
        try:
            services = await self._opened()
            overview = await services.livrets.overview(services.school.uai)
        except (Refused, StoreError) as error:
            self._say(str(error))
            return
        known = {row.structure.id for row in overview.structures}
        self._structures = {row.structure.id: row for row in overview.structures}
        self._offer(services)
        found = await survey(services.register, services.school.uai, known)
        self._new = found.new
        wrong = standing.put_right(found.wrong)
        self.query_one("#wrong", Sentence).display = bool(wrong)
        self.query_one("#wrong", Sentence).say_in_full(sentences.strip(wrong))
        if found.new:
            self._structures |= {one.id: StructureOverview(one, is_new=True) for one in found.new}
            self._offer(services)

    def _offer(self, services: Services) -> None:
        rows = [Row(key, _row_text(row)) for key, row in self._structures.items()]
        beyond = [key for key, row in self._structures.items() if not services.covers(row)]
        self.query_one(Checklist).offer(rows, unticked=beyond)

    @on(Checklist.Changed)
    @on(Rows.Moved)
    def _tell_selection(self) -> None:
        checklist = self.query_one(Checklist)
        current = self._structures.get(checklist.current.key) if checklist.current else None
        detail = sentences.selection_detail(len(self._structures), len(checklist.ticked))
        if current is not None:
            ticked = checklist.is_ticked(current.structure.id)
            detail = sentences.structure_sentence(current, ticked=ticked)
        self.query_one("#detail", Sentence).say(detail)
        self.query_one("#filter", Sentence).say(sentences.typed_filter(checklist.filter))
        self.query_one(Action).disabled = not self._can_launch
        self._say(sentences.selection_sentence(self._ticked))

    @on(Action.Pressed)
    @work
    async def action_launch(self) -> None:
        """Ask, then synchronise the ticked classes."""
        if not self._can_launch:
            return
        try:
            services = await self._opened()
            asked = sentences.launch_question(self._ticked, services.extracted_on)
            if not await self.app.push_screen_wait(Question(asked, first=Question.YES)):
                return
            structures = [row.structure.id for row in self._ticked]
            following = await begin(services, services.scope(structures, self._new))
        except Refused as refusal:
            self._say(str(refusal))
            return
        self.app.push_screen(RunScreen(self._breadcrumb, services, following))

    @work
    async def action_simulate(self) -> None:
        """Show what would change in the ticked classes."""
        if not self._can_launch:
            return
        try:
            services = await self._opened()
        except Refused as refusal:
            self._say(str(refusal))
            return
        structures = [row.structure.id for row in self._ticked]
        scope = services.scope(structures, self._new)
        breadcrumb = f"{self._breadcrumb} ❯ Simulation"
        self.app.push_screen(SimulationScreen(breadcrumb, services, scope))

    @property
    def _ticked(self) -> list[StructureOverview]:
        ticked = self.query_one(Checklist).ticked
        return [row for key, row in self._structures.items() if key in ticked]

    @property
    def _can_launch(self) -> bool:
        return any(row.pupils or row.is_new for row in self._ticked)

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Sentence).say(sentence)


def _columns(values: list[str]) -> str:
    widths = (width for _, width in _COLUMNS)
    return " ".join(map(fitted, values, widths)).rstrip()


def _row_text(row: StructureOverview) -> str:
    return _columns(
        [
            row.structure.label,
            sentences.levels(row),
            ", ".join(row.teachers),
            f"{row.pupils:>6}",
            texts.NEW if row.is_new else sentences.never_or_when(row.synchronised_at),
        ]
    )
