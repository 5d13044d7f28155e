"""`importer`, `exporter`, `rapport`: files in and out, one line a thing that is said."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.errors import UserError
from core.messages.exports import exported
from core.messages.filter import MessageFilter
from core.messages.reports import FORMATS, as_content
from core.model.extraction import Provenance
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
    provenance = provenance_of(options.ecole, options.date, today())
    read = await _read(workspace, options.extractions, provenance, write)
    return session_of(
        read, confirmed=options.confirmer, how_to_confirm=command_texts.HOW_TO_CONFIRM
    )


async def _import(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    gradebooks = [path for path in options.fichiers if path.suffix.lower() == ".xml"]
    match gradebooks, options.fichiers:
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
    left_out = await export_pupil(workspace, options.ine, options.archive, path)
    for sentence in (*left_out, exported(path)):
        say_aside(sentence)
    return Status.SUCCESS


export = in_school(_export)


async def _report(workspace: Workspace, options: argparse.Namespace, _write: Writer) -> Status:
    least = next(level for level in Severity if level.word.lower() == options.gravite)
    wanted = MessageFilter(least, words=options.cherche)
    if options.format == "csv" and wanted != MessageFilter():
        raise UserError(command_texts.NO_MESSAGES_IN_CSV)
    report = await report_of(workspace, options.numero)
    messages = tuple(
        reported
        for reported in report.messages
        if wanted.wants(reported.division, reported.message)
    )
    kept = replace(report, messages=messages)
    # On a terminal it is read; anywhere else it is a file, which a spreadsheet may open.
    shown = FORMATS[options.format](kept)
    sys.stdout.write(shown if sys.stdout.isatty() else as_content(kept, options.format))
    return Status.SUCCESS


report = in_school(_report)


async def _read(
    workspace: Workspace, paths: Sequence[Path], provenance: Provenance, write: Writer
) -> ReadExtraction:
    read = await read_extraction(workspace, paths, provenance)
    for sentence in file_texts.reading_sentences(read):
        inform(sentence, write)
    for sentence in file_texts.reading_warnings(read):
        warn(sentence, write)
    return read
