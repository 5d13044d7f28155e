"""Which files to import: a school's extractions, or the bilans of its gradebook."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from tui import asking, file_texts, files
from tui.refused import Refused
from tui.screens.page import Page
from tui.screens.question import Question
from tui.screens.reading import ReadingScreen
from tui.services import Office
from tui.widgets.field import Field
from tui.widgets.folder import Folder
from tui.widgets.notice import Notice
from tui.widgets.rows import Rows
from tui.widgets.sentence import Sentence


class ImportScreen(Page):
    """What the files do not say is asked first; then they are chosen, folder by folder."""

    help_text = file_texts.IMPORT_SCREEN_HELP

    def __init__(
        self,
        breadcrumb: str,
        opened: Callable[[], Awaitable[Office]],
        school_changed: Callable[[], object],
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
        yield Notice(file_texts.IMPORT_HINT, id="status")

    def on_mount(self) -> None:
        super().on_mount()
        self._tell_folder()
        self._suggest_school()

    @work
    async def _suggest_school(self) -> None:
        try:
            school = await (await self._opened()).school()
        except Refused:
            return
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
        self._say(file_texts.READING)
        try:
            provenance = asking.provenance(self._typed("uai"), self._typed("day"), files.today())
            office = await self._opened()
            reading = await office.read([path], provenance)
        except Refused as refusal:
            self._say(str(refusal))
            return
        self._say(file_texts.IMPORT_HINT)
        name = self._typed("name").strip()
        self.open(ReadingScreen(self._breadcrumb, office, reading, name, self._school_changed))

    @work(exclusive=True, group="import")
    async def _file_bilans(self, path: Path) -> None:
        asked = Question(file_texts.BILANS_QUESTION.format(file=path.name), first=Question.YES)
        if not await self.ask(asked):
            return
        self._say(file_texts.READING)
        try:
            filed = await (await self._opened()).file_bilans(path)
        except Refused as refusal:
            self._say(str(refusal))
        else:
            self._say(" ".join(file_texts.bilans_filed(filed)))

    def _typed(self, field: str) -> str:
        return self.query_one(f"#{field}", Field).value

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Notice).say(sentence)
