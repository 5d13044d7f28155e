"""Files to import: a school's extractions, or the bilans of its gradebook."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.errors import UserError
from core.usecases.extractions import ReadExtraction, create_school, read_extraction
from core.usecases.gradebooks import file_bilans
from core.usecases.provenance import day_of, provenance_of, school_of, today
from core.usecases.workspace import SchoolSession
from tui.existing import existing
from tui.last_extractions import LastExtractions, last_extractions, remember_extractions
from tui.linear.navigator import Action, Navigator
from tui.linear.selection import select
from tui.wording import declined_texts, file_texts, line_texts, places

_UAI, _DAY, _PATH = "uai", "day", "path"


async def import_files(navigator: Navigator, school_changed: Callable[[], Awaitable[None]]) -> None:
    """Ask what the files do not say, then which they are, then what to do with them."""
    navigator.arrive(places.IMPORT.trail)
    typed = navigator.typed
    uai = await _ask_uai(navigator)
    if typed.get(_UAI, "") not in ("", uai):
        typed.clear()  # it was typed for another school
    typed[_UAI] = uai
    last = last_extractions(school_of(uai)) if uai else None
    typed[_DAY] = day = await _ask_day(navigator, last)
    path = await _ask_path(navigator, last)
    if path is None:
        return
    if path.suffix.lower() == ".xml":
        await _file_bilans(navigator, path)
        return
    typed[_PATH] = str(path)
    for said, needed in ((uai, file_texts.UAI_NEEDED), (day, file_texts.DAY_NEEDED)):
        if not said:
            raise UserError(needed)
    provenance = provenance_of(uai, day, today())
    navigator.console.progress(file_texts.READING)
    read = await read_extraction(navigator.workspace, [path], provenance)
    remember_extractions(provenance.uai, path, provenance.extracted_on)
    if read.session is not None:
        typed.clear()  # from now on it is the last time's
    await _Read(navigator, read, school_changed).offer()


async def _ask(navigator: Navigator, prompt: str) -> str:
    return await navigator.console.ask_text(prompt, str, line_texts.IMPORT_HELP)


async def _ask_uai(navigator: Navigator) -> str:
    suggested = navigator.typed.get(_UAI, "")
    if not suggested:
        with suppress(UserError):
            suggested = str((await navigator.workspace.school()).uai)
    field = line_texts.SUGGESTED_FIELD if suggested else line_texts.FIELD
    prompt = field.format(label=file_texts.UAI_LABEL, suggested=suggested)
    return await navigator.console.ask_text(
        prompt,
        lambda typed: str(school_of(typed)) if typed else suggested,
        line_texts.IMPORT_HELP,
    )


async def _ask_day(navigator: Navigator, last: LastExtractions | None) -> str:
    last_day = f"{last.day:%d/%m/%Y}" if last else ""
    suggested = navigator.typed.get(_DAY) or last_day
    if last is not None and suggested == last_day:
        navigator.console.progress(_last_time(last))

    def day(typed: str) -> str:
        return f"{day_of(typed, today()):%d/%m/%Y}" if typed else suggested

    field = line_texts.SUGGESTED_FIELD if suggested else line_texts.FIELD
    prompt = field.format(label=file_texts.DAY_LABEL, suggested=suggested)
    return await navigator.console.ask_text(prompt, day, line_texts.IMPORT_HELP)


async def _ask_path(navigator: Navigator, last: LastExtractions | None) -> Path | None:
    typed = navigator.typed.get(_PATH)
    suggested = Path(typed) if typed else last.folder if last else None
    prompt = line_texts.SUGGESTED_PATH.format(folder=suggested) if suggested else line_texts.PATH
    return await navigator.console.ask_text(
        prompt,
        lambda typed: existing(Path(typed)) if typed else suggested,
        line_texts.IMPORT_HELP,
    )


async def _file_bilans(navigator: Navigator, path: Path) -> None:
    question = file_texts.BILANS_QUESTION.format(file=path.name)
    if await navigator.console.confirm(question, declined_texts.NOT_FILED):
        navigator.console.progress(file_texts.READING)
        for sentence in file_texts.bilans_filed(await file_bilans(navigator.workspace, path)):
            navigator.console.tell(sentence)
        navigator.console.tell(file_texts.AFTER_BILANS)


@dataclass(frozen=True)
class _Read:
    """An extraction that was read."""

    navigator: Navigator
    read: ReadExtraction
    school_changed: Callable[[], Awaitable[None]]

    async def offer(self) -> None:
        """Tell what was read, then what can be done with it."""
        for line in file_texts.reading_report(self.read):
            self.navigator.console.tell(line)
        session = self.read.session
        entries: dict[str, Action] = (
            {file_texts.CREATE_SCHOOL: self._create}
            if session is None
            else {file_texts.SYNCHRONISE_FROM_FILES: partial(self._synchronise, session)}
        )
        action = await self.navigator.choose_entry(
            places.IMPORT.trail, entries, line_texts.READING_HELP
        )
        if action is not None:
            await action()

    async def _synchronise(self, session: SchoolSession) -> None:
        if self.read.doubts:
            question = file_texts.synchronise_anyway(self.read)
            if not await self.navigator.console.confirm(question, declined_texts.NOT_USED):
                return
        await select(self.navigator, places.SYNCHRONISATION.trail, session)

    async def _create(self) -> None:
        console, extraction = self.navigator.console, self.read.extraction
        name = await _ask(self.navigator, line_texts.NAME_NEEDED)
        if not name:
            return
        if await console.confirm(
            file_texts.create_question(extraction, name), declined_texts.NOT_CREATED
        ):
            school = await create_school(self.navigator.workspace, extraction, name)
            console.tell(file_texts.school_filled(extraction, school))
            await self.school_changed()
            await self._offer_bilans()

    async def _offer_bilans(self) -> None:
        entries: dict[str, Action] = {file_texts.IMPORT_BILANS: self._import_bilans}
        action = await self.navigator.choose_entry(
            places.IMPORT.trail, entries, line_texts.READING_HELP
        )
        if action is not None:
            await action()

    async def _import_bilans(self) -> None:
        path = await _ask_path(self.navigator, None)
        if path is not None:
            await _file_bilans(self.navigator, path)


def _last_time(last: LastExtractions) -> str:
    now = today()
    return file_texts.last_time(last.day, last.age(now), are_old=last.are_old(now))
