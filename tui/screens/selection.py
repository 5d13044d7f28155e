"""The classes to synchronise."""

from collections.abc import Awaitable, Callable, Sequence

from textual import on, work
from textual.app import ComposeResult

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
from tui.terminal.charset import displayable
from tui.widgets.action import Action
from tui.widgets.binding import command
from tui.widgets.checklist import TICKED, Checklist
from tui.widgets.lines import MARK, fitted
from tui.widgets.notice import Notice
from tui.widgets.rows import Row, Rows
from tui.widgets.sentence import Sentence

_TITLES = ("Classe", "Élèves", "Niveaux", "Enseignants", "Synchronisée")
_WIDTHS = (16, 6, 9, 16, 16)
"""The first columns, as many as there is room for; more room goes to classes and teachers."""

_MARKS = len(MARK) + len(TICKED)
"""What each row of the list has before its columns."""


class SelectionScreen(Page):
    """One row a class, all ticked at first; the button below says what it would do, or why not."""

    help_text = texts.SELECTION_HELP

    BINDINGS = [
        command("lancer", "launch"),
        command("simuler", "simulate"),
    ]

    def __init__(self, breadcrumb: str, opened: Callable[[], Awaitable[Services]]) -> None:
        super().__init__(breadcrumb)
        self._opened = opened
        self._structures: dict[object, StructureOverview] = {}
        self._new: tuple[Structure, ...] = ()
        self._beyond: set[object] = set()

    def body(self) -> ComposeResult:
        yield Sentence(texts.SELECTION_HINT, id="hint")
        yield Notice(id="wrong")
        yield Sentence(id="head")
        yield Checklist(texts.ALL_CLASSES)
        yield Sentence(id="filter")
        yield Sentence(id="detail")
        yield Action(texts.SYNCHRONISATION, disabled=True)
        yield Notice(texts.OPENING, id="status")

    def on_resize(self) -> None:
        super().on_resize()
        self.query_one("#head", Sentence).say(self._columns(_TITLES))
        if self._structures:
            self._offer()

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
        self._beyond = {key for key, row in self._structures.items() if not services.covers(row)}
        self._offer()
        found = await survey(services.register, services.school.uai, known)
        self._new = found.new
        wrong = standing.put_right(found.wrong)
        self.query_one("#wrong", Notice).say(sentences.strip(wrong))
        if found.new:
            self._structures |= {one.id: StructureOverview(one, is_new=True) for one in found.new}
            self._offer()

    def _offer(self) -> None:
        rows = [
            Row(key, self._columns(_cells(row)), " ".join(_cells(row)))
            for key, row in self._structures.items()
        ]
        self.query_one(Checklist).offer(rows, unticked=self._beyond)

    def _columns(self, cells: Sequence[str]) -> str:
        widths = _widths(self.size.width - _MARKS)
        return " ".join(map(fitted, map(displayable, cells), widths)).rstrip()

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
            if not await self.ask(Question(asked, first=Question.YES)):
                return
            structures = [row.structure.id for row in self._ticked]
            following = await begin(services, services.scope(structures, self._new))
        except Refused as refusal:
            self._say(str(refusal))
            return
        self.open(RunScreen(self._breadcrumb, services, following))

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
        self.open(SimulationScreen(breadcrumb, services, scope))

    @property
    def _ticked(self) -> list[StructureOverview]:
        ticked = self.query_one(Checklist).ticked
        return [row for key, row in self._structures.items() if key in ticked]

    @property
    def _can_launch(self) -> bool:
        return any(row.pupils or row.is_new for row in self._ticked)

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Notice).say(sentence)


def _widths(room: int) -> list[int]:
    """The widths of the columns that there is room for."""
    widths = list(_WIDTHS)
    while len(widths) > 2 and sum(widths) + len(widths) - 1 > room:
        widths.pop()
    left = room - sum(widths) - len(widths) + 1
    if len(widths) < len(_WIDTHS):
        widths[0] += left
    else:
        widths[0] += left // 2
        widths[_TITLES.index("Enseignants")] += left // 2
    return widths


def _cells(row: StructureOverview) -> tuple[str, ...]:
    return (
        row.structure.label,
        f"{row.pupils:>6}",
        sentences.levels(row),
        ", ".join(row.teachers),
        texts.NEW if row.is_new else sentences.never_or_when(row.synchronised_at),
    )
