"""Which files to import: a school's extractions, or the bilans of its gradebook."""

from collections.abc import Callable
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from core.errors import UserError
from core.usecases.extractions import read_extraction
from core.usecases.gradebooks import file_bilans
from core.usecases.provenance import provenance_of, today
from tui.fullscreen.screens.page import Opened, Page
from tui.fullscreen.screens.question import Question
from tui.fullscreen.screens.reading import ReadingScreen
from tui.fullscreen.widgets.field import Field
from tui.fullscreen.widgets.folder import Folder
from tui.fullscreen.widgets.rows import Rows
from tui.fullscreen.widgets.sentence import Sentence
from tui.wording import file_texts


class ImportScreen(Page):
    """What the files do not say is asked first; then they are chosen, folder by folder."""

    help_text = file_texts.IMPORT_SCREEN_HELP
    first_status = file_texts.IMPORT_HINT

    def __init__(
        self, breadcrumb: str, opened: Opened, school_changed: Callable[[], object]
    ) -> None:
        super().__init__(breadcrumb)
        self._opened, self._school_changed = opened, school_changed

    def body(self) -> ComposeResult:
        for name, label in file_texts.FIELDS.items():
            with Horizontal(classes="field"):
                yield Sentence(label)
                yield Field(id=name)
        yield Sentence(id="folder")
        yield Folder(Path.cwd())

    def on_mount(self) -> None:
        super().on_mount()
        self._tell_folder()
        self._suggest_school()

    @work
    async def _suggest_school(self) -> None:
        with self.saying_errors():
            try:
                school = await (await self._opened()).school()
            except UserError:
                return  # said where the school is needed
            self.query_one("#uai", Field).value = str(school.uai)

    @on(Rows.Moved)
    def _tell_folder(self) -> None:
        path = self.query_one(Folder).path
        self.query_one("#folder", Sentence).say(file_texts.FOLDER.format(path=path))

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.row.key, Path):
            if event.row.key.suffix.lower() == ".xml":
                self._file_bilans(event.row.key)
            else:
                self._read(event.row.key)

    @work(exclusive=True, group="import")
    async def _read(self, path: Path) -> None:
        self.say(file_texts.READING)
        with self.saying_errors():
            provenance = provenance_of(self._typed("uai"), self._typed("day"), today())
            workspace = await self._opened()
            read = await read_extraction(workspace, [path], provenance)
            self.say(file_texts.IMPORT_HINT)
            name = self._typed("name").strip()
            self.open(ReadingScreen(self._breadcrumb, workspace, read, name, self._school_changed))

    @work(exclusive=True, group="import")
    async def _file_bilans(self, path: Path) -> None:
        question = file_texts.BILANS_QUESTION.format(file=path.name)
        if not await self.ask(Question(question, first=Question.YES)):
            return
        self.say(file_texts.READING)
        with self.saying_errors():
            done = await file_bilans(await self._opened(), path)
            self.say(" ".join(file_texts.bilans_filed(done)))

    def _typed(self, field: str) -> str:
        return self.query_one(f"#{field}", Field).value
