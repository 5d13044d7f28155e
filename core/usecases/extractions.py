"""From the extractions of ONDE: read and recognise them, synchronise with them, create a school."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from core.errors import UserError
from core.messages import refusals
from core.model.extraction import Extraction, Provenance
from core.model.identifiers import Ine, Uai
from core.model.records import School
from core.model.users import Action
from core.model.views import KnownIn
from core.rules.chronology import newer_than, newest_source
from core.rules.coverage import covered_by, left_out
from core.rules.recognition import Recognition, recognise
from core.rules.school_creation import contents_of, obstacle_to
from core.text import clean
from core.usecases.authorise import authorise
from core.usecases.errors import as_user_errors
from core.usecases.workspace import SchoolSession, Workspace


@dataclass(frozen=True, slots=True)
class ReadExtraction:
    """An extraction that was read, before anything is written.

    `recognition` is None when LSUN does not have the school yet, and so is `session`, which
    otherwise synchronises from this extraction. `left_out` are the classes of LSUN that have
    pupils, and none in the extraction. `newer` is the day of the source that LSUN was synchronised
    with since, if the extraction is older than it. `elsewhere` are the other schools that have the
    pupils of one that LSUN does not have: its number may be wrong.
    """

    extraction: Extraction
    recognition: Recognition | None = None
    session: SchoolSession | None = None
    left_out: tuple[str, ...] = ()
    newer: date | None = None
    elsewhere: tuple[KnownIn, ...] = ()

    @property
    def ines(self) -> frozenset[Ine]:
        """The INEs that the extraction holds."""
        pupils = (registration.pupil for registration in self.extraction.registrations)
        return frozenset(pupil.ine for pupil in pupils if pupil.ine)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why it is used only once the user has confirmed it, a sentence each."""
        doubts = []
        if self.recognition is not None and not self.recognition.is_plausible:
            doubts.append(refusals.implausible(self.recognition))
        if self.newer is not None:
            doubts.append(refusals.outdated(self.extraction, self.newer))
        return tuple(doubts)


async def read_extraction(
    workspace: Workspace, paths: Sequence[Path], provenance: Provenance
) -> ReadExtraction:
    """Read extractions, and tell how much of them LSUN knows; nothing is written.

    Raises `UserError` when the files cannot be used, or the store cannot be read.
    """
    files, store = workspace.files, workspace.store
    school = await workspace.school_of(provenance.uai)
    if school is None:
        extraction = await asyncio.to_thread(files.read_extraction, paths, provenance)
        read = ReadExtraction(extraction)
        return replace(read, elsewhere=tuple(await store.known_in(read.ines)))
    overview = await store.overview(school.uai)
    known = [row.structure for row in overview.structures]
    extraction = await asyncio.to_thread(files.read_extraction, paths, provenance, known)
    pupils, runs = await store.pupils(school.uai), await store.runs(school.uai)
    covered = covered_by(extraction)
    session = SchoolSession(
        school,
        store,
        files.register_of(extraction, pupils),
        workspace.user,
        workspace.policy,
        provenance.extracted_on,
        covered,
    )
    return ReadExtraction(
        extraction,
        recognise(extraction, pupils, known),
        session,
        left_out(overview.structures, covered),
        newer_than(provenance.extracted_on, newest_source(overview.extracted_on, runs)),
    )


def session_of(read: ReadExtraction, *, confirmed: bool, how_to_confirm: str) -> SchoolSession:
    """What synchronises with an extraction that was read.

    Raises `UserError` when LSUN does not have the school, and when there are doubts about the
    extraction, unless it is `confirmed`; `how_to_confirm` ends that sentence.
    """
    if read.session is None:
        uai = read.extraction.provenance.uai
        raise UserError(refusals.NOT_YET_IN_LSUN.format(uai=uai))
    if read.doubts and not confirmed:
        raise UserError(" ".join((*read.doubts, how_to_confirm)))
    return read.session


async def create_school(workspace: Workspace, extraction: Extraction, name: str) -> School:
    """Put the school of an extraction in the store, under this name.

    Raises `UserError` when it is there already, when the extraction does not say enough to make
    it, when it has no name, or when the user may not.
    """
    uai = extraction.provenance.uai
    await check_is_new(workspace, uai)
    if obstacle := obstacle_to(extraction):
        raise UserError(refusals.obstacle(obstacle))
    contents = contents_of(extraction, school_name(name))
    with as_user_errors():
        await authorise(workspace.store, uai, workspace.user, Action.IMPORT)
    await workspace.store.fill(contents)
    return contents.school


async def check_is_new(workspace: Workspace, uai: Uai) -> None:
    """Raise `UserError` when LSUN has this school already."""
    if await workspace.school_of(uai) is not None:
        raise UserError(refusals.SCHOOL_EXISTS.format(uai=uai))


def school_name(typed: str) -> str:
    """The name of a new school; raise `UserError` when it says nothing."""
    name = clean(typed)
    if not name:
        raise UserError(refusals.NEW_SCHOOL_NEEDS_A_NAME)
    return name
