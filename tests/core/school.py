"""A whole store in memory, files in memory, and a user in front of them."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from core.errors import FileError, RunInProgress, StoreError
from core.model.events import KnownTeacher
from core.model.gradebook import FiledBilans
from core.model.identifiers import Uai
from core.model.personal_data import PersonalData
from core.model.records import Level, School, Structure, Teacher
from core.model.runs import OpenLists, PupilResult, Run, RunState, Scope
from core.model.users import JournalLine, Role, User
from core.model.views import KnownIn, SchoolOverview, SchoolStanding, StructureOverview
from core.rules.guard import Limits
from core.rules.structures import decide_structures
from core.rules.teachers import decide_teachers
from core.usecases.workspace import Policy, SchoolSession, Workspace
from tests.core.memory import RUN, MemoryLivrets, MemoryRegister

UAI = RUN.scope.uai
TILLEULS = School(UAI, "École des Tilleuls")
LILAS = School(Uai("0350760L"), "École élémentaire des Lilas")
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CE1, CM2 = Structure(2602, "CE1 A", (Level.CE1,)), Structure(2605, "CM2", (Level.CM2,))
CLAIRE = Teacher(civility="MME", family_name="VALLÉE", first_name="Claire", structures=(2602,))
DIRECTOR, SUPPORT = User("Directrice", Role.DIRECTOR), User("Aide", Role.SUPPORT)
POLICY = Policy(at_once=3, limits=Limits())


class MemoryStore(MemoryLivrets):
    """A store of one school, `schools` being those that it names; it remembers what it was told."""

    def __init__(self, livrets=(), structures=(CE1,), teachers=(), schools=(TILLEULS,)):
        super().__init__(livrets, structures=structures, teachers=teachers)
        self.named = list(schools)
        self.former_runs = []
        self.journals = defaultdict(list)
        self.kept_archives = []
        self.reports = {}
        self.filled = []
        self.filed = []
        self.withdrawn = []
        self.started = []
        self.judged = []
        self.extracted_on = None
        self.versions = []
        self.stand = []
        self.attempts = []
        self.academy = []
        self.past_nights = []
        self.past = []

    async def note(self, uai, user, action, *, allowed, pupils=()):
        self.journals[uai].append(JournalLine(NOW, user, action, allowed, tuple(pupils)))

    async def journal(self, uai):
        return self.journals[uai]

    @property
    def lines(self):
        """The journal of its own school."""
        return self.journals[UAI]

    async def schools(self):
        return self.named

    async def school(self, uai):
        return next((school for school in self.named if school.uai == uai), None)

    async def count_schools(self):
        return len(self.named)

    async def known_in(self, ines):
        number = sum(livret.pupil.ine in ines for livret in self.by_id.values())
        return [KnownIn(self.named[0], number)] if number else []

    async def overview(self, uai):
        rows = tuple(
            StructureOverview(structure, members=frozenset(self._members(structure.id)))
            for structure in self.structures
        )
        [school] = [school for school in self.named if school.uai == uai]
        return SchoolOverview(school, rows, self.extracted_on)

    def _members(self, structure):
        return (number for number, one in self.by_id.items() if one.pupil.is_in(structure))

    async def in_scope(self, scope):
        _refuse_another_school(scope.uai)
        numbers = set(scope.also).union(*map(self._members, scope.structures)) - scope.but
        return [self.by_id[number] for number in sorted(numbers)]

    async def background(self, run, small):
        self.judged.append((run, small))
        return await super().background(run, small)

    async def pending(self, run):
        _refuse_another_school(run.scope.uai)
        return await super().pending(run)

    async def open_lists(self, run):
        _refuse_another_school(run.scope.uai)
        return await super().open_lists(run)

    async def teacher_decisions(self, scope, from_register):
        chosen = [structure for structure in self.structures if structure.id in scope.structures]
        return decide_teachers(self.teachers, from_register, chosen)

    async def structure_decisions(self, scope, from_register):
        _refuse_another_school(scope.uai)
        return decide_structures(self.structures, from_register)

    async def start_run(self, scope, by, override=RUN.override):
        if self.started and self.state is RunState.RUNNING:
            raise RunInProgress(self.started[-1].by, NOW)
        run = Run(len(self.started) + 1, scope, NOW, by, override, self.lease)
        self.in_run = {livret.id for livret in await self.in_scope(scope)}
        chosen = (structure for structure in self.structures if structure.id in scope.structures)
        self.lists = OpenLists(tuple(chosen), teachers=bool(scope.structures))
        self.started.append(run)
        self.state = RunState.RUNNING
        return run

    async def runs(self, uai):
        return self.former_runs if uai == UAI else []

    async def latest_runs(self, uai):
        return await self.runs(uai)

    async def note_attempt(self, attempt):
        self.attempts.append(attempt)
        self.academy = [
            replace(one, last_outcome=attempt.outcome) if one.uai == attempt.uai else one
            for one in self.academy
        ]

    async def academy_schools(self, uai=None):
        return [one for one in self.academy if uai in (None, one.uai)]

    async def nights(self):
        return self.past_nights

    async def past_changes(self, uai, since=None, before=None):
        _refuse_another_school(uai)
        return [
            past
            for past in self.past
            if (since is None or past.started_at >= since)
            and (before is None or past.started_at < before)
        ]

    async def standings(self):
        return [SchoolStanding(school=school) for school in self.named]

    async def known_versions(self, uai):
        return self.versions

    async def results(self, run):
        _refuse_another_school(run.scope.uai)
        outcomes = {decision.livret.id: decision.outcome for decision in self.recorded}
        return [
            PupilResult(
                livret_id=number,
                name=self.by_id[number].pupil.full_name,
                division=self.by_id[number].pupil.division.label,
                outcome=outcomes.get(number),
            )
            for number in sorted(self.in_run)
        ]

    async def livret(self, livret_id):
        return self.by_id[livret_id]

    async def livret_of(self, uai, ine):
        found = (livret for livret in self.by_id.values() if livret.pupil.ine == ine)
        return next(found, None) if uai == UAI else None

    async def pupils(self, uai):
        return [livret.pupil for livret in await self.livrets(uai)]

    async def livrets(self, uai):
        return list(self.by_id.values()) if uai == UAI else []

    async def archives(self, livret_id):
        return [kept for kept in self.kept_archives if kept.livret.id == livret_id]

    async def all_archives(self, uai):
        return self.kept_archives if uai == UAI else []

    async def personal_data(self, uai, livret_id):
        livret, lines = self.by_id[livret_id], self.journals[uai]
        about = tuple(line for line in lines if livret_id in line.pupils)
        return PersonalData(livret, tuple(await self.archives(livret_id)), (), (), about)

    async def erase(self, uai, livret_id):
        _refuse_another_school(uai)
        del self.by_id[livret_id]

    async def delete_archives(self, archives):
        self.kept_archives = [kept for kept in self.kept_archives if kept not in archives]

    async def report(self, uai, run_id=None):
        return self.reports.get(run_id) if uai == UAI else None

    async def withdraw_bilan(self, uai, livret_id, bilan, withdrawal):
        livret = self.by_id[livret_id]
        left = tuple(other for other in livret.bilans if other != bilan)
        self.by_id[livret_id] = replace(livret, bilans=left)
        self.withdrawn.append((uai, livret_id, bilan, withdrawal))

    async def file_bilans(self, uai, bilans):
        self.filed += [(uai, *filed) for filed in bilans]
        return FiledBilans(added=len(self.filed))

    async def fill(self, contents):
        self.filled.append(contents)


def _refuse_another_school(uai):
    if uai != UAI:
        raise StoreError("Cette base est celle d'une autre école.")


class MemoryFiles:
    """Files of a machine: what they say by their paths, and what was written."""

    def __init__(self, extraction=None, gradebook=None, bilans=()):
        self.extraction, self.gradebook, self.bilans = extraction, gradebook, bilans
        self.paths = None
        self.known = None
        self.pupils = None
        self.written = {}

    def read_extraction(self, paths, provenance, known=()):
        self.paths, self.known = paths, tuple(known)
        return replace(self.extraction, provenance=provenance)

    def register_of(self, extraction, pupils):
        self.pupils = pupils
        return MemoryRegister(extraction.registrations, extraction.structures)

    def read_gradebook(self, path):
        self.paths = path
        return self.gradebook

    def read_bilans(self, path):
        return iter(self.bilans if path == self.paths else ())

    def write_livret(self, path, uai, livret):
        self.write(path, (uai, livret))
        return ("Un bilan n'y est pas.",)

    def write_personal_data(self, path, uai, data):
        self.write(path, (uai, data))

    def write(self, path, body):
        if path in self.written:
            raise FileError("Ce fichier existe déjà.")
        self.written[Path(path)] = body


def a_workspace(store=None, *, register=None, files=None, user=DIRECTOR, wanted=""):
    """A user in front of a store; without a register there is no way to BE1D."""

    async def opened():
        return register

    return Workspace(
        store or MemoryStore(),
        opened if register is not None else None,
        files or MemoryFiles(),
        user,
        POLICY,
        wanted,
    )


def a_session(store, register, user=DIRECTOR):
    """What synchronises a school with a register."""
    return SchoolSession(TILLEULS, store, register, user, POLICY)


def everything(*structures):
    """A scope over these classes."""
    return Scope(UAI, frozenset(structure.id for structure in structures))


def known_teacher(teacher, number=1):
    """A teacher as LSUN has her."""
    return KnownTeacher(number, teacher)
