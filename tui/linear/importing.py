"""Files to import: a school's extractions, or the bilans of its gradebook."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from tui import asking, file_texts, files
from tui import texts as screen_texts
from tui.linear import texts
from tui.linear.console import shortened
from tui.linear.journey import Action, Journey
from tui.linear.selection import select
from tui.refused import Refused
from tui.services import Reading, Services

_FIELDS = file_texts.FIELDS


async def import_files(
    journey: Journey, trail: str, school_changed: Callable[[], Awaitable[None]]
) -> None:
    """Ask what the files do not say, then which they are, then what to do with them."""
    journey.arrive(trail)
    uai = await _ask_uai(journey)
    day = await _ask_day(journey)
    name = await _ask(journey, texts.FIELD.format(label=_FIELDS["name"]))
    path = await journey.console.ask_text(texts.PATH, _existing, texts.IMPORT_HELP)
    if path is None:
        return
    if path.suffix.lower() == ".xml":
        await _file_bilans(journey, path)
        return
    provenance = asking.provenance(uai, day, files.today())
    journey.console.progress(file_texts.READING)
    reading = await journey.office.read([path], provenance)
    await _offer(journey, trail, reading, name, school_changed)


async def _ask(journey: Journey, prompt: str) -> str:
    return await journey.console.ask_text(prompt, str, texts.IMPORT_HELP)


async def _ask_uai(journey: Journey) -> str:
    try:
        suggested = str((await journey.office.school()).uai)
    except Refused:
        suggested = ""
    field = texts.SUGGESTED_FIELD if suggested else texts.FIELD
    prompt = field.format(label=_FIELDS["uai"], suggested=suggested)
    return await journey.console.ask_text(
        prompt,
        lambda typed: str(asking.school_of(typed)) if typed else suggested,
        texts.IMPORT_HELP,
    )


async def _ask_day(journey: Journey) -> str:
    def day(typed: str) -> str:
        return f"{asking.day_of(typed, files.today()):%d/%m/%Y}" if typed else ""

    prompt = texts.FIELD.format(label=_FIELDS["day"])
    return await journey.console.ask_text(prompt, day, texts.IMPORT_HELP)


def _existing(typed: str) -> Path | None:
    if not typed:
        return None
    try:
        path = Path(typed).expanduser()
        if path.exists():
            return path
    except (OSError, RuntimeError):  # a name too long, the home of nobody
        pass
    raise Refused(texts.NO_SUCH_PATH.format(typed=shortened(typed)))


async def _file_bilans(journey: Journey, path: Path) -> None:
    question = file_texts.BILANS_QUESTION.format(file=path.name)
    if await journey.console.confirm(question, default=True):
        journey.console.progress(file_texts.READING)
        for sentence in file_texts.bilans_filed(await journey.office.file_bilans(path)):
            journey.console.tell(sentence)


async def _offer(
    journey: Journey,
    trail: str,
    reading: Reading,
    name: str,
    school_changed: Callable[[], Awaitable[None]],
) -> None:
    """Tell what was read, then what can be done with it."""
    warnings = file_texts.reading_warnings(reading)
    aside = file_texts.LEFT_ASIDE if warnings else file_texts.NOTHING_LEFT_ASIDE
    for line in (*file_texts.reading_sentences(reading), aside, *warnings):
        journey.console.tell(line)
    entries: dict[str, Action] = (
        {file_texts.CREATE_SCHOOL: partial(_create, journey, reading, name, school_changed)}
        if reading.services is None
        else {
            file_texts.SYNCHRONISE_FROM_FILES: partial(
                _synchronise, journey, reading, reading.services
            )
        }
    )
    action = await journey.choose_entry(trail, entries, texts.READING_HELP)
    if action is not None:
        await action()


async def _synchronise(journey: Journey, reading: Reading, services: Services) -> None:
    recognition = reading.recognition
    if recognition is not None and not recognition.is_plausible:
        question = f"{file_texts.implausible(recognition)} {file_texts.SYNCHRONISE_ANYWAY}"
        if not await journey.console.confirm(question, default=False):
            return
    trail = f"❯ {screen_texts.SETTINGS_MENU} ❯ {screen_texts.SYNCHRONISATION}"
    await select(journey, trail, services)


async def _create(
    journey: Journey, reading: Reading, name: str, school_changed: Callable[[], Awaitable[None]]
) -> None:
    name = name or await _ask(journey, texts.NAME_NEEDED)
    if not name:
        return
    question = file_texts.create_question(reading.extraction, name)
    if await journey.console.confirm(question, default=True):
        school = await journey.office.fill(reading.extraction, name)
        journey.console.tell(file_texts.school_filled(reading.extraction, school))
        await school_changed()
