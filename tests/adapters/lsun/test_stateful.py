"""The whole of a synchronisation against a plain model: edits, locks, runs, crashes, returns."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, cast

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import create_engine, text

from adapters.lsun.store import LsunStore
from core.errors import RegisterError, StoreError
from core.messages.events import messages_of
from core.model.answers import Cause
from core.model.events import Decision, Outcome
from core.model.livret import Bilan, BilanKind
from core.model.records import Admission, Division, Level, Pupil, Registration, School, Structure
from core.model.runs import RunState, Scope
from core.model.school_contents import SchoolContents
from core.model.users import Role, User
from core.rules.changes import differences
from core.rules.guard import Limits, MassChangeBlocked
from core.usecases import runs
from core.usecases.dry_run import DryRun
from core.usecases.synchronise import synchronise
from tests.adapters.lsun.conftest import UAI
from tests.core.builders import a_guardian, a_pupil, an_address
from tests.core.memory import MemoryRegister, ine
from tests.effort import examples

CLASSES = {1: "CP", 2: "CE1", 3: "ULIS"}
STRUCTURES = tuple(Structure(number, label, (Level.CE1,)) for number, label in CLASSES.items())
DIRECTOR = User("Directrice", Role.DIRECTOR)
numbers = st.integers(0, 4)
classes = st.sampled_from(sorted(CLASSES))
scopes = st.sets(classes, min_size=1)
states = st.sampled_from([Admission.FINAL, Admission.FINAL, Admission.ACCEPTED, Admission.LEFT])
changes = st.sampled_from(
    [
        {"first_names": ("Marie Claire", "Yvete")},
        {"family_name": "AUTRE NOM"},
        {"email": "marie@example.fr"},
        {"addresses": (an_address(lines=("8 allée des Peupliers",)),)},
        {"guardians": (a_guardian(), a_guardian(civility="M.", first_name="Luc"))},
        {"division": Division(3, "ULIS"), "level": None},
        {"division": Division(1, "CP")},
        {"division": Division(2, "CE1")},
    ]
)


def a_child(number, of_class=1):
    """One whose family name nobody else has, so that his identity is his alone."""
    return a_pupil(
        ine=ine(number + 1),
        family_name=f"NOM {'ABCDEFGHIJKL'[number]}",
        division=Division(of_class, CLASSES[of_class]),
    )


class Be1d(MemoryRegister):
    """The register, which a rule edits: registrations by number, and those it fails for."""

    def __init__(self):
        super().__init__((), STRUCTURES)
        self.failing = set()

    async def by_ine(self, uai, ine):
        found = await super().by_ine(uai, ine)
        self._fail_for([found])
        return found

    async def by_civil_identity(self, uai, pupil):
        found = await super().by_civil_identity(uai, pupil)
        self._fail_for(found)
        return found

    def _fail_for(self, found):
        if any(self.known[number] in found for number in self.failing & self.known.keys()):
            raise RegisterError(Cause.TOO_SLOW)


class Dying:
    """A store whose program is killed after so many writes: nothing more is read nor written."""

    def __init__(self, store, writes):
        self._store, self._left = store, writes

    def __getattr__(self, name):
        async def call(*arguments):
            if name.startswith("record"):
                self._left -= 1
            if self._left < 0:
                raise StoreError("tué")
            return await getattr(self._store, name)(*arguments)

        return call


class Synchronisations(RuleBasedStateMachine):
    """`lsun` and `archives` are the model: what LSUN is to hold of each pupil."""

    def __init__(self, empty_store):
        super().__init__()
        self.database = empty_store()
        self.url = self.database.__enter__()
        self.engine = create_engine(self.url)
        self.loop = asyncio.new_event_loop()
        self.now = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
        self.be1d = Be1d()
        self.lsun: dict[int, Pupil] = {}
        self.archives: dict[int, list[Pupil]] = {}
        self.locked: set[int] = set()
        self.bilans = 0
        for number in range(3):
            self._admit(number, a_child(number, 1 + number % 2))
            self.be1d.known[number] = Registration(self.lsun[number], Admission.FINAL)
        self.opening = LsunStore.open(self.url, clock=lambda: self.now)
        self.store = self.loop.run_until_complete(self.opening.__aenter__())
        contents = SchoolContents(
            School(UAI, "École"), STRUCTURES, (), tuple((item, ()) for item in self.lsun.values())
        )
        self.do(self.store.fill(contents))

    def do(self, work):
        return self.loop.run_until_complete(work)

    def teardown(self):
        self.do(self.opening.__aexit__(None, None, None))
        self.loop.close()
        self.engine.dispose()
        self.database.__exit__(None, None, None)

    def _admit(self, number, pupil):
        self.lsun[number], self.archives[number] = pupil, []

    # What happens in BE1D.

    @rule(number=numbers, to=classes)
    def a_pupil_comes(self, number, to):
        if number not in self.be1d.known:
            # Who comes back is the same child, in whatever class.
            known = self.lsun.get(number, a_child(number))
            arriving = replace(known, division=Division(to, CLASSES[to]))
            self.be1d.known[number] = Registration(arriving, Admission.FINAL)

    @rule(number=numbers)
    def a_pupil_leaves(self, number):
        self.be1d.known.pop(number, None)

    @rule(number=numbers, state=states)
    def an_admission_changes(self, number, state):
        self._edit(number, lambda item: replace(item, admission=state))

    @rule(edits=st.lists(st.tuples(numbers, changes), min_size=1, max_size=4))
    def pupils_change(self, edits):
        for number, change in edits:
            self._edit(
                number, lambda item, to=change: replace(item, pupil=replace(item.pupil, **to))
            )

    @rule(failing=st.sets(numbers, max_size=1))
    def be1d_fails_for_some(self, failing):
        self.be1d.failing = failing

    def _edit(self, number, edit):
        known = self.be1d.known
        if number in known:
            known[number] = edit(known[number])

    # What happens in LSUN.

    @rule(whose=st.sets(numbers, min_size=1))
    def bilans_are_locked(self, whose):
        for number in whose & self.lsun.keys():
            self.bilans += 1
            bilan = Bilan(
                kind=BilanKind.PERIODIC, school_year=2025, number=self.bilans, locked_at=self.now
            )
            filed = [(self.ine_of(number), bilan)]
            assert self.do(self.store.file_bilans(UAI, filed)).added == 1
            self.locked.add(number)

    @rule(chosen=scopes)
    def a_run_goes_to_its_end(self, chosen):
        before = self.contents()
        run = self.do(runs.start(self.store, Scope(UAI, frozenset(chosen)), DIRECTOR))
        facts = self.do(self.facts_of(run, self.store))
        self.expect(chosen)
        self.check_facts(facts)
        if not any(isinstance(fact, Decision) and fact.update for fact in facts):
            kept = {table: before[table] for table in ("archives", "bilans")}
            assert {table: self.contents()[table] for table in kept} == kept

    @rule(chosen=scopes)
    def a_second_run_writes_nothing(self, chosen):
        self.a_run_goes_to_its_end(chosen)
        before = self.contents()
        self.a_run_goes_to_its_end(chosen)
        assert self.contents() == before

    @rule(number=numbers, to=classes)
    def a_pupil_moves_and_his_new_class_alone_is_synchronised(self, number, to):
        division = Division(to, CLASSES[to])
        self._edit(number, lambda item: replace(item, pupil=replace(item.pupil, division=division)))
        self.a_run_goes_to_its_end({to})

    @rule(chosen=scopes, writes=st.integers(0, 6))
    def a_run_dies_and_is_resumed(self, chosen, writes):
        before = dict(self.lsun)
        scope = Scope(UAI, frozenset(chosen))
        run = self.do(runs.start(self.store, scope, DIRECTOR))
        try:
            self.do(self.facts_of(run, Dying(self.store, writes)))
        except StoreError:
            self.check_nothing_is_halfway(chosen, before)
            self.now += timedelta(minutes=1)
            again = self.do(runs.resume(self.store, run, DIRECTOR))
            self.do(self.facts_of(again, self.store))
        self.expect(chosen)

    @rule(chosen=scopes, is_applied=st.booleans())
    def a_simulation(self, chosen, is_applied):
        before = self.contents()
        simulation = DryRun(Scope(UAI, frozenset(chosen)), self.be1d, self.store, Limits())

        async def foresee():
            return [event async for event in simulation.run(at_once=3)]

        foreseen = self.do(foresee())
        assert self.contents() == before
        if is_applied:
            run = self.do(runs.start(self.store, simulation.scope, DIRECTOR))
            facts = self.do(self.facts_of(run, self.store, simulation))
            assert sorted(map(str, facts)) == sorted(map(str, foreseen)) or self.moved(facts)
            self.expect(chosen)

    def moved(self, facts):
        """Who comes from a class that is not ticked is known in advance when it is applied."""
        return any(
            isinstance(event, Decision) and event.update and "Classe" in str(event.changes)
            for event in facts
        )

    @precondition(lambda self: len(self.lsun) >= 3)
    @rule(chosen=scopes)
    def too_much_change_holds_a_run(self, chosen):
        limits = Limits(not_found=0, modified=0, renumbered=0, unverified=0, from_pupils=1)
        before = self.contents()
        run = self.do(runs.start(self.store, Scope(UAI, frozenset(chosen)), DIRECTOR))
        try:
            self.do(self.facts_of(run, self.store, limits=limits))
        except MassChangeBlocked:
            assert self.contents() == before
            self.do(self.store.finish(run, RunState.ABANDONED))
        else:
            self.expect(chosen)

    async def facts_of(self, run, ledger, simulation=None, limits=None):
        options = {"decide": simulation.as_shown} if simulation else {}
        register = simulation.register if simulation else self.be1d
        stream = synchronise(
            run, register, ledger, at_once=3, stop=asyncio.Event(), limits=limits, **options
        )
        return [event async for event in stream]

    # What the sheet says of it.

    def ine_of(self, number):
        found = self.lsun[number].ine
        assert found is not None
        return found

    def in_scope(self, number, chosen):
        registration = self.be1d.known.get(number)
        if registration is not None and registration.admission is not Admission.LEFT:
            there = registration.pupil.division.id
        else:
            there = None
        return not {self.lsun[number].division.id, there}.isdisjoint(chosen)

    def after(self, number):
        """What LSUN is to hold of a pupil of the scope."""
        registration = self.be1d.known.get(number)
        if (
            registration is None
            or number in self.be1d.failing
            or registration.admission is not Admission.FINAL
        ):
            return self.lsun[number]
        return (
            registration.pupil
            if differences(self.lsun[number], registration.pupil)
            else self.lsun[number]
        )

    def expect(self, chosen):
        """Bring the model to where a whole run over these classes brings LSUN."""
        for number in [item for item in self.lsun if self.in_scope(item, chosen)]:
            after = self.after(number)
            if after != self.lsun[number]:
                if number in self.locked:
                    self.archives[number].append(self.lsun[number])
                self.lsun[number] = after
        for number, registration in self.be1d.known.items():
            is_new = number not in self.lsun and registration.admission is Admission.FINAL
            if is_new and registration.pupil.division.id in chosen:
                self._admit(number, registration.pupil)

    def check_facts(self, facts):
        for decision in facts:
            if isinstance(decision, Decision):
                texts = [message.text for message in messages_of(decision)]
                updated = sum("a été mis à jour." in text for text in texts)
                assert updated == (decision.outcome is Outcome.UPDATED)

    def check_nothing_is_halfway(self, chosen, before):
        held = {item.ine: item for item in self.do(self.store.pupils(UAI))}
        for number, pupil in before.items():
            assert held[pupil.ine] in (pupil, self.after(number))

    @invariant()
    def lsun_holds_what_the_model_says(self):
        held = {item.ine: item for item in self.do(self.store.pupils(UAI))}
        assert held == {item.ine: item for item in self.lsun.values()}

    @invariant()
    def the_archives_are_the_states_before(self):
        for number, states in self.archives.items():
            livret = self.do(self.store.livret_of(UAI, self.ine_of(number)))
            archives = self.do(self.store.archives(livret.id))
            assert [archive.livret.pupil for archive in reversed(archives)] == states
            assert all(archive.is_intact for archive in archives)

    @invariant()
    def no_run_is_left_alive(self):
        states = [item.state for item in self.do(self.store.runs(UAI))]
        assert RunState.RUNNING not in states

    def contents(self):
        with self.engine.connect() as connection:
            return {
                table: sorted(map(repr, connection.execute(text(f"SELECT * FROM {table}"))))
                for table in ("pupils", "guardians", "bilans", "archives", "structures")
            }


@pytest.mark.proof
def test_synchronisations(empty_store):
    run_state_machine_as_test(
        cast("Any", partial(Synchronisations, empty_store)),
        settings=examples(40, stateful_step_count=20),
    )
