"""The office as the adapters make it: a part of the composition root."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from adapters.be1d.extractions.reading import read_extraction
from adapters.be1d.extractions.register import ExtractionRegister
from adapters.be1d.extractions.sentences import NotAnExtraction
from adapters.lsun.contents import NotFillable, contents_of
from adapters.lsun.export import write_json
from adapters.lsun.store import LsunStore
from adapters.new_file import write_new
from core.extraction import Extraction, Provenance, recognise
from core.identifiers import Uai
from core.livret import Livret
from core.ports import Livrets, LockedBilanDiffers, Register
from core.records import School
from core.roles import Action, User, authorise
from core.text import without_accents
from tui import file_texts, sentences, texts
from tui.refusals import refusals
from tui.refused import Refused
from tui.services import BilansFiled, Reading, Services
from tui.settings import Settings


class OpenOffice:
    """LSUN's store, and all that the fronts do with it (`tui.services.Office`)."""

    def __init__(self, settings: Settings, store: LsunStore, register: Register | None) -> None:
        self._settings, self._store, self._register = settings, store, register
        self._wanted = settings.lsun.school

    @property
    def livrets(self) -> Livrets:
        """The store."""
        return self._store

    @property
    def user(self) -> User:
        """Who is at the keyboard."""
        return self._settings.user.user

    async def schools(self) -> Sequence[School]:
        """All the schools of the store, by name."""
        with _refusals():
            return await self._store.schools()

    def choose(self, uai: Uai) -> None:
        """Make this school the one at hand."""
        self._wanted = str(uai)

    async def school(self) -> School:
        """The school at hand: the one that was named or chosen, or the only one of the store."""
        schools = await self.schools()
        if not schools:
            raise Refused(texts.NO_SCHOOL)
        meant = [school for school in schools if _is_meant(school, self._wanted)]
        match meant:
            case [school]:
                return school
            case []:
                raise Refused(sentences.unknown_school(self._wanted, schools))
            case _:
                raise Refused(sentences.which_school(meant))

    async def services(self) -> Services:
        """What synchronises the school at hand with BE1D."""
        school = await self.school()
        if self._register is None:
            raise Refused(texts.NO_REGISTER)
        return self._services_of(school, self._register)

    async def read(self, paths: Sequence[Path], provenance: Provenance) -> Reading:
        """Read extractions; nothing is written."""
        with _refusals():
            school = await self._school_of(provenance)
            if school is None:
                extraction = await asyncio.to_thread(read_extraction, paths, provenance)
                return Reading(extraction, None, None)
            overview = await self._store.overview(school.uai)
            known = [row.structure for row in overview.structures]
            extraction = await asyncio.to_thread(read_extraction, paths, provenance, known)
            pupils = await self._store.pupils(school.uai)
            recognition = recognise(extraction, pupils, known)
        expected = [row.structure for row in overview.structures if row.pupils]
        covered = frozenset(structure.id for structure in extraction.structures)
        register = ExtractionRegister(extraction, pupils)
        services = replace(
            self._services_of(school, register),
            extracted_on=provenance.extracted_on,
            covered=covered,
        )
        left_out = tuple(one.label for one in expected if one.id not in covered)
        return Reading(extraction, recognition, services, left_out)

    async def fill(self, extraction: Extraction, name: str) -> School:
        """Put the school of an extraction in the store, under this name."""
        if await self._school_of(extraction.provenance) is not None:
            raise Refused(file_texts.SCHOOL_EXISTS.format(uai=extraction.provenance.uai))
        with _refusals():
            contents = contents_of(extraction, name)
            await self._authorise_import(contents.school.uai)
            await self._store.fill(contents)
        return contents.school

    async def file_bilans(self, path: Path) -> BilansFiled:
        """File the bilans of an LSU file, all or none."""
        # XML is read now and then only: it has no part in a start.
        from adapters.lsu.reading import read_bilans, read_school  # noqa: PLC0415

        with _refusals():
            told = await asyncio.to_thread(read_school, path)
            school = next((one for one in await self._store.schools() if one.uai == told.uai), None)
            if school is None:
                raise Refused(file_texts.BILANS_OF_ANOTHER_SCHOOL.format(uai=told.uai))
            known = {pupil.ine for pupil in await self._store.pupils(told.uai)}
            recognised = sum(pupil.ine in known for pupil in told.pupils)
            if recognised * 2 < len(told.pupils):
                figures = {"known": recognised, "total": len(told.pupils)}
                raise Refused(file_texts.BILANS_OF_OTHER_PUPILS.format(**figures))
            await self._authorise_import(told.uai)
            bilans = ((one.pupil.ine, one.bilan) for one in read_bilans(path))
            filed = await self._store.file_bilans(told.uai, bilans)
        return BilansFiled(school, filed.added, filed.unchanged, filed.strangers)

    async def export(self, livret: Livret, path: Path) -> tuple[str, ...]:
        """Write a livret to a new file, XML or JSON by its suffix."""
        from adapters.lsu.writing import write_xml  # noqa: PLC0415

        uai = (await self.school()).uai
        with _refusals():
            if path.suffix.lower() == ".xml":
                return await asyncio.to_thread(write_xml, path, uai, livret)
            await asyncio.to_thread(write_json, path, uai, livret)
            return ()

    async def write(self, path: Path, body: bytes) -> None:
        """Write a new file."""
        with _refusals():
            await asyncio.to_thread(write_new, path, body)

    async def _authorise_import(self, uai: Uai) -> None:
        await authorise(self._store, uai, self.user, Action.IMPORT)

    def _services_of(self, school: School, register: Register) -> Services:
        settings = self._settings
        return Services(
            school,
            self._store,
            register,
            self.user,
            settings.be1d.at_once,
            settings.guard.limits,
            settings.terminal.frames_per_second,
        )

    async def _school_of(self, provenance: Provenance) -> School | None:
        with _refusals():
            schools = await self._store.schools()
        return next((school for school in schools if school.uai == provenance.uai), None)


def _is_meant(school: School, wanted: str) -> bool:
    """By its UAI, or by its name or a part of it; every school is when none is named."""
    if not wanted.strip() or wanted.strip().upper() == school.uai:
        return True
    name = without_accents(wanted)
    return bool(name) and name in without_accents(school.name)


@contextmanager
def _refusals() -> Iterator[None]:
    """What the adapters refuse is refused to the user, in their words."""
    from adapters.lsu import NotAnLsuFile, NotWritable  # noqa: PLC0415

    try:
        with refusals():
            yield
    except (NotAnExtraction, NotFillable, NotAnLsuFile, NotWritable) as error:
        raise Refused(str(error)) from error
    except LockedBilanDiffers as error:
        raise Refused(file_texts.locked_bilan_differs(error.pupil, error.bilan)) from error
    except FileExistsError as error:
        raise Refused(file_texts.FILE_EXISTS) from error
    except OSError as error:
        raise Refused(file_texts.CANNOT_WRITE) from error
