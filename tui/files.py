"""Files in and out without a screen: one line a thing that is said, and an exit status."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from core.extraction import Provenance
from core.filtering import MessageFilter
from core.identifiers import Ine, InvalidIdentifier
from core.ports import StoreError
from core.text import clean
from tui import file_texts
from tui.line import Writer, warn
from tui.refused import Refused
from tui.reports import FORMATS
from tui.saying import say_aside
from tui.services import Office, Reading, Services
from tui.status import Status


async def services_of_extractions(
    office: Office,
    paths: Sequence[Path],
    provenance: Provenance,
    *,
    confirmed: bool,
    write: Writer,
) -> Services:
    """What synchronises with extractions; refuse those that look like another school's."""
    reading = await _read(office, paths, provenance, write)
    if reading.services is None or reading.recognition is None:
        raise Refused(file_texts.NOT_YET_IN_LSUN.format(uai=provenance.uai))
    if not (reading.recognition.is_plausible or confirmed):
        raise Refused(f"{file_texts.implausible(reading.recognition)} {file_texts.HOW_TO_CONFIRM}")
    return reading.services


async def fill_from_extractions(
    office: Office, paths: Sequence[Path], provenance: Provenance, name: str, write: Writer
) -> Status:
    """Create the school of these extractions."""
    name = clean(name)
    if not name:
        raise Refused(file_texts.NEW_SCHOOL_NEEDS_A_NAME)
    reading = await _read(office, paths, provenance, write)
    school = await office.fill(reading.extraction, name)
    _tell(file_texts.school_filled(reading.extraction, school), write)
    return Status.SUCCESS


async def file_bilans(office: Office, path: Path, write: Writer) -> Status:
    """File the bilans of an LSU file."""
    for sentence in file_texts.bilans_filed(await office.file_bilans(path)):
        _tell(sentence, write)
    return Status.SUCCESS


async def export_livret(office: Office, ine: str, archive: int | None, path: Path) -> Status:
    """Write a pupil's livret, or one of its archives, to a new file."""
    if path.suffix.lower() not in (".xml", ".json"):
        raise Refused(file_texts.WHICH_FORM)
    try:
        his = Ine(ine)
    except InvalidIdentifier as error:
        raise Refused(file_texts.WRONG_INE) from error
    try:
        livret = await office.livrets.livret_of((await office.school()).uai, his)
        if livret is None:
            raise Refused(file_texts.UNKNOWN_PUPIL)
        if archive is not None:
            archives = await office.livrets.archives(livret.id)
            if not 0 < archive <= len(archives):
                raise Refused(file_texts.unknown_archive(len(archives)))
            livret = archives[archive - 1].livret
    except StoreError as error:
        raise Refused(str(error)) from error
    for sentence in (*await office.export(livret, path), file_texts.exported(path)):
        say_aside(sentence)
    return Status.SUCCESS


async def print_report(
    office: Office, run_id: int | None, form: str, wanted: MessageFilter
) -> Status:
    """Print the report of a run, with those of its messages that are wanted."""
    if form == "csv" and wanted != MessageFilter():
        raise Refused(file_texts.NO_MESSAGES_IN_CSV)
    try:
        report = await office.livrets.report((await office.school()).uai, run_id)
    except StoreError as error:
        raise Refused(str(error)) from error
    if report is None:
        raise Refused(file_texts.NO_RUN)
    said = tuple(one for one in report.said if wanted.wants(one.division, one.message))
    sys.stdout.write(FORMATS[form](replace(report, said=said)))
    return Status.SUCCESS


def today() -> date:
    """The day it is where the user is."""
    return date.today()  # noqa: DTZ011 - a day is a local thing


async def _read(
    office: Office, paths: Sequence[Path], provenance: Provenance, write: Writer
) -> Reading:
    reading = await office.read(paths, provenance)
    for sentence in file_texts.reading_sentences(reading):
        _tell(sentence, write)
    for sentence in file_texts.reading_warnings(reading):
        warn(sentence, write)
    return reading


def _tell(sentence: str, write: Writer) -> None:
    write(sentence, {"type": "avis", "gravite": "information", "texte": sentence})
