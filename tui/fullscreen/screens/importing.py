"""Which files to import: a school's extractions, or the bilans of its gradebook."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Input

from core.errors import UserError
from core.usecases.extractions import read_extraction
from core.usecases.gradebooks import file_bilans
from core.usecases.provenance import day_of, provenance_of, school_of, today
from tui.fullscreen.screens.form import FormPage
from tui.fullscreen.screens.page import Opened
from tui.fullscreen.screens.reading import ReadingScreen
from tui.fullscreen.widgets.filtered import FilteredRows
from tui.fullscreen.widgets.folder import GRADEBOOK, Folder
from tui.fullscreen.widgets.form_field import FormField, all_are_right
from tui.fullscreen.widgets.rows import Rows
from tui.fullscreen.widgets.sentence import Sentence
from tui.last_extractions import LastExtractions, last_extractions, remember_extractions
from tui.wording import declined_texts, file_texts, places

_FOLDER = "folder"


class ImportScreen(FormPage):
    """What the files do not say is asked first; then they are chosen, folder by folder."""

    help_text = file_texts.IMPORT_SCREEN_HELP
    first_status = file_texts.IMPORT_HINT

    def __init__(self, label: str, opened: Opened, school_changed: Callable[[], object]) -> None:
        super().__init__(label)
        self._opened, self._school_changed = opened, school_changed
        self._is_created = False
        self._last: LastExtractions | None = None
        self._start = Path.cwd()
        """The folder that is shown before the user goes elsewhere."""

    @property
    def subject(self) -> str:
        """The same, wherever one comes from."""
        return places.IMPORT.label

    def draft(self) -> dict[str, str]:
        """The folder too, if the user went there."""
        path = self.query_one(Folder).path
        return super().draft() | ({} if path == self._start else {_FOLDER: str(path)})

    def restore(self, draft: Mapping[str, str]) -> None:
        """The folder too, if it is still there."""
        super().restore(draft)
        if _FOLDER in draft and (path := Path(draft[_FOLDER])).is_dir():
            self.query_one(Folder).go_to_folder(path)

    def body(self) -> ComposeResult:
        yield FormField(file_texts.UAI_LABEL, _school_typed, id="uai")
        yield FormField(file_texts.DAY_LABEL, _day_typed, id="day")
        yield Sentence(id="folder")
        yield Folder(self._start)
        yield Sentence(id="filter")

    def on_mount(self) -> None:
        super().on_mount()
        self._tell_folder()
        self._suggest_school()

    def on_screen_resume(self) -> None:
        """A school that was just created waits for its bilans."""
        super().on_screen_resume()
        if self._is_created:
            self._is_created = False
            self.query_one(Folder).go_to_gradebook()

    def _created(self) -> None:
        self._is_created = True
        self._settle()
        self._school_changed()

    @work
    async def _suggest_school(self) -> None:
        with self.saying_errors():
            try:
                school = await (await self._opened()).school()
            except UserError:
                return  # said where the school is needed
            self._field("uai").suggest(str(school.uai))
            if self._field("uai").is_proposing:
                # What has to be said each time is the day.
                self._field("day").go_to()
            if (last := last_extractions(school.uai)) is not None:
                self._last = last
                self._field("day").suggest(_typed(last.day))
                self._tell_last_time()

    def _go_to(self, proposed: Path) -> None:
        """Propose a folder, unless the user went to another by now."""
        folder = self.query_one(Folder)
        if folder.path == self._start != proposed:
            folder.go_to_folder(proposed)
            self._tell_folder()
        self._start = proposed

    @on(Input.Changed, "#day")
    def _tell_last_time(self) -> None:
        """Those of the last time are told for as long as their day is the one that is typed.

        Those of another day are beside them, as a rule: in their folder, the old ones would be
        read under a new day.
        """
        if (last := self._last) is not None:
            is_theirs = self._field("day").value == _typed(last.day)
            self.say(_last_time(last) if is_theirs else file_texts.IMPORT_HINT)
            self._go_to(last.folder if is_theirs else last.folder.parent)

    @on(Rows.Moved)
    def _tell_folder(self) -> None:
        path = self.query_one(Folder).path
        self.query_one("#folder", Sentence).say(file_texts.FOLDER.format(path=path))

    @on(FilteredRows.Changed)
    def _tell_filter(self) -> None:
        folder = self.query_one(Folder)
        self.query_one("#filter", Sentence).say(folder.filter_sentence if folder.filter else "")

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.row.key, Path):
            if event.row.key.suffix.lower() == GRADEBOOK:
                self._file_bilans(event.row.key)
            else:
                self._read(event.row.key)

    @work(exclusive=True, group="import")
    async def _read(self, path: Path) -> None:
        uai, day = self._field("uai"), self._field("day")
        if not all_are_right([uai, day]):
            return
        self.say(file_texts.READING)
        with self.saying_errors():
            provenance = provenance_of(uai.value, day.value, today())
            workspace = await self._opened()
            read = await read_extraction(workspace, [path], provenance)
            self.say(file_texts.IMPORT_HINT)
            remember_extractions(provenance.uai, path, provenance.extracted_on)
            if read.session is not None:
                self._settle()
            self.open(ReadingScreen(file_texts.reading_label(read), workspace, read, self._created))

    def _settle(self) -> None:
        """The school is known, and with it what was read of it: it will be proposed."""
        self._start = self.query_one(Folder).path
        for field in self.query(FormField):
            field.settle()

    @work(exclusive=True, group="import")
    async def _file_bilans(self, path: Path) -> None:
        question = file_texts.BILANS_QUESTION.format(file=path.name)
        if not await self.ask(question, declined_texts.NOT_FILED):
            return
        self.say(file_texts.READING)
        with self.saying_errors():
            done = await file_bilans(await self._opened(), path)
            self.say(" ".join((*file_texts.bilans_filed(done), file_texts.AFTER_BILANS)))
            self.query_one(Folder).action_first()

    def _field(self, name: str) -> FormField:
        return self.query_one(f"#{name}-field", FormField)


def _school_typed(typed: str) -> None:
    """Raise `UserError` when no school has this number, or none was typed."""
    if not typed:
        raise UserError(file_texts.UAI_NEEDED)
    school_of(typed)


def _day_typed(typed: str) -> None:
    """Raise `UserError` when this is no day gone by, or none was typed."""
    if not typed:
        raise UserError(file_texts.DAY_NEEDED)
    day_of(typed, today())


def _typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _last_time(last: LastExtractions) -> str:
    now = today()
    return file_texts.last_time(last.day, last.age(now), are_old=last.are_old(now))
