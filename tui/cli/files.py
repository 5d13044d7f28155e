"""`importer`, `exporter`, `rapport`: files in and out, one line a thing that is said."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.errors import UserError
from core.messages.filter import MessageFilter
from core.messages.reports import FORMATS, as_file
from core.model.extraction import Provenance
from core.model.identifiers import Uai
from core.model.messages import Severity
from core.usecases.exports import export_pupil
from core.usecases.extractions import (
    ReadExtraction,
    check_is_new,
    create_school,
    read_extraction,
    school_name,
    session_of,
)
from core.usecases.gradebooks import file_bilans
from core.usecases.history import report_of
from core.usecases.provenance import provenance_of, today
from core.usecases.workspace import SchoolSession, Workspace
from tui.cli.output import say_aside
from tui.cli.workspaces import in_school, in_store
from tui.cli.writers import Writer, inform, warn
from tui.existing import existing
from tui.exit_status import Status
from tui.wording import command_texts, file_texts


async def session_for(
    workspace: Workspace, options: argparse.Namespace, write: Writer
) -> SchoolSession:
    """What synchronises with BE1D, or with the extractions that are named."""
    if not options.extractions:
        for remark in workspace.remarks:
            say_aside(remark)
        return await workspace.session()
    paths = list(map(existing, options.extractions))
    provenance = provenance_of(await _uai(workspace, options.ecole), options.date, today())
    read = await _read(workspace, paths, provenance, write)
    return session_of(
        read, confirmed=options.confirmer, how_to_confirm=command_texts.HOW_TO_CONFIRM
    )


async def _uai(workspace: Workspace, named: str) -> str:
    """That of the school that is named, which LSUN may not have, or of the one at hand."""
    return named if Uai.is_written_as(named) else str((await workspace.school()).uai)


async def _import(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    named = list(map(existing, options.fichiers))
    gradebooks = [path for path in named if path.suffix.lower() == ".xml"]
    match gradebooks, named:
        case [path], [_]:
            filed, *set_aside = file_texts.bilans_filed(await file_bilans(workspace, path))
            inform(filed, write)
            for sentence in set_aside:
                warn(sentence, write)
        case [], paths:
            provenance = provenance_of(options.ecole, options.date, today())
            await check_is_new(workspace, provenance.uai)
            name = school_name(options.nom)
            read = await _read(workspace, paths, provenance, write)
            school = await create_school(workspace, read.extraction, name)
            inform(file_texts.school_filled(read.extraction, school), write)
        case _:
            raise UserError(command_texts.ONE_KIND_OF_FILE)
    return Status.SUCCESS


import_files = in_store(_import)


async def _export(workspace: Workspace, options: argparse.Namespace, _write: Writer) -> Status:
    path: Path = options.fichier
    for sentence in await export_pupil(workspace, options.ine, options.archive, path):
        say_aside(sentence)
    return Status.SUCCESS


export = in_school(_export)


async def _report(workspace: Workspace, options: argparse.Namespace, _write: Writer) -> Status:
    least = next(level for level in Severity if level.word.lower() == options.gravite)
    wanted = MessageFilter(least, words=options.cherche)
    if options.format not in _FILTERED and wanted != MessageFilter():
        raise UserError(command_texts.WHOLE_REPORTS)
    report = await report_of(workspace, options.numero)
    messages = tuple(
        reported
        for reported in report.messages
        if wanted.wants(reported.division, reported.message)
    )
    kept = replace(report, messages=messages)
    if options.format in _OF_A_PROGRAM and not sys.stdout.isatty():
        # It is a file, which says that it is in UTF-8, whatever the user's language is set to.
        sys.stdout.buffer.write(as_file(kept, options.format))
    else:
        sys.stdout.write(FORMATS[options.format](kept))
    return Status.SUCCESS


_FILTERED = ("texte", "json")
"""The forms that tell each message as one; the others are of a run as a whole."""

_OF_A_PROGRAM = ("csv", "json", "html")
"""The forms that another program opens."""

report = in_school(_report)


async def _read(
    workspace: Workspace, paths: Sequence[Path], provenance: Provenance, write: Writer
) -> ReadExtraction:
    read = await read_extraction(workspace, paths, provenance)
    for sentence in file_texts.elsewhere_warnings(read):
        warn(sentence, write)
    for sentence in file_texts.reading_sentences(read):
        inform(sentence, write)
    for sentence in file_texts.reading_warnings(read):
        warn(sentence, write)
    return read
