"""A cell that something else spoilt holds up its own pupil, who is named, and nobody else."""

from dataclasses import replace
from functools import partial

import pytest

from core.errors import StoreError
from core.model.answers import Cause, Found
from core.model.events import Outcome, Proposal
from core.model.identifiers import Ine
from core.model.records import Admission, Registration, Roll, Structure
from core.model.users import Action, Role, User
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import CE1_A, DUPONT, IN_A_FILE, NO_INE, PETIT, UAI, WHOLE_SCHOOL
from tests.core.builders import a_pupil

pytestmark = pytest.mark.proof


SPOILT = [
    "pupils SET addresses = '[1]'",
    "pupils SET phones = 'null'",
    "pupils SET first_names = '3'",
    "pupils SET sex = 'X'",
    "pupils SET level = 'CM9'",
    "pupils SET ine = '12'",
    "guardians SET address = '[1]'",
    "guardians SET phones = '[]'",
    "bilans SET kind = 'autre'",
]
NOT_EVEN_OF_ITS_TYPE = [
    "pupils SET addresses = '{'",
    "pupils SET first_names = '{'",
    "pupils SET birth_date = 'hier'",
    "pupils SET family_name = x'00ff'",
    "guardians SET kinship = x'00ff'",
    "guardians SET address = '{'",
    "bilans SET locked_at = 'hier'",
]
"""What a file alone lets happen."""

IN_EACH = pytest.mark.parametrize(
    ("kind", "cell"),
    [("sqlite", cell) for cell in (*SPOILT, *NOT_EVEN_OF_ITS_TYPE)]
    + [("postgresql", cell) for cell in SPOILT],
)


@pytest.fixture
def spoilt(store, sql, cell):
    """The number of the pupil DUPONT, of whom something is not what it was."""
    [(number,)] = sql(f"SELECT id FROM pupils WHERE ine = '{DUPONT.ine}'")
    column = "id" if cell.startswith("pupils") else "pupil"
    sql(f"UPDATE {cell} WHERE {column} = {number}")
    return number


def told_another_mail(livret):
    """What BE1D says of a pupil, whose mail is another now."""
    pupil = replace(livret.pupil, email="neuf@example.fr")
    answer = Found(Registration(pupil, Admission.FINAL))
    return Proposal(livret.id, partial(decide, answer=answer), partial(decide, answer=answer))


@IN_EACH
async def test_the_others_are_read_as_they_are(store, spoilt):
    for livrets in (await store.livrets(UAI), await store.in_scope(WHOLE_SCHOOL)):
        assert [livret.id for livret in livrets if not livret.is_readable] == [spoilt]
        readable = {livret.pupil.full_name for livret in livrets if livret.is_readable}
        assert readable == {NO_INE.full_name, PETIT.full_name}


@IN_EACH
async def test_a_run_names_him_leaves_him_and_updates_the_others(store, sql, spoilt):
    run = await store.start_run(WHOLE_SCHOOL, "Test")
    decisions = await store.record(run, list(map(told_another_mail, await store.pending(run))))
    outcomes = {decision.livret.id: decision.outcome for decision in decisions}
    assert outcomes.pop(spoilt) is Outcome.UNVERIFIED
    assert set(outcomes.values()) == {Outcome.UPDATED}
    assert sql("SELECT count(*) FROM pupils WHERE email = 'neuf@example.fr'") == [(2,)]
    assert [livret.id for livret in await store.pending(run)] == [spoilt]
    [message] = [m for m in (await store.report(UAI)).messages if m.livret_id == spoilt]
    assert "ne sont plus lisibles dans LSUN" in message.message.text
    assert [result.livret_id for result in await store.results(run) if result.is_open] == [spoilt]


async def test_one_whose_archive_could_not_be_whole_is_not_updated(store, sql):
    sql("UPDATE bilans SET content = '3' WHERE locked_at IS NOT NULL")
    run = await store.start_run(WHOLE_SCHOOL, "Test")
    decisions = await store.record(run, list(map(told_another_mail, await store.pending(run))))
    of_dupont = next(d for d in decisions if d.livret.pupil.ine == DUPONT.ine)
    assert (of_dupont.outcome, of_dupont.cause) == (Outcome.UNVERIFIED, Cause.UNREADABLE_IN_LSUN)
    assert sql("SELECT count(*) FROM archives") == [(0,)]


@IN_EACH
async def test_his_own_page_says_whose_it_is(store, spoilt):
    with pytest.raises(StoreError, match=rf"Les données de l'élève .*\(n° {spoilt}\)"):
        await store.livret(spoilt)


@pytest.mark.parametrize("name", [DUPONT.family_name, "Dupont"])
async def test_he_is_not_admitted_again_because_he_cannot_be_recognised(store, sql, name):
    sql(f"UPDATE pupils SET ine = '12', sex = 'X' WHERE ine = '{DUPONT.ine}'")
    registered = Registration(replace(DUPONT, family_name=name), Admission.FINAL)
    roll = Roll(Structure(1, "CE1 A", ()), (registered,))
    [arrived] = await store.arrivals(WHOLE_SCHOOL, [roll])
    assert (arrived.admitted, arrived.doubtful) == ((), (registered.pupil,))


async def test_whoever_has_another_name_is_admitted_all_the_same(store, sql):
    sql(f"UPDATE pupils SET ine = '12', sex = 'X' WHERE ine = '{DUPONT.ine}'")
    newcomer = Registration(
        a_pupil(ine=Ine("120000077AB"), family_name="NOUVEAU", division=CE1_A), Admission.FINAL
    )
    [arrived] = await store.arrivals(WHOLE_SCHOOL, [Roll(Structure(1, "CE1 A", ()), (newcomer,))])
    assert arrived.admitted == (newcomer.pupil,)


OTHERS = [
    ("structures SET levels = '[\"CM9\"]'", "overview"),
    ("runs SET state = 'assis'", "runs"),
    ("runs SET spared = '3'", "runs"),
    ("run_pupils SET outcome = 'perdu'", "report"),
    ("run_pupils SET changes = '3'", "report"),
    ("messages SET severity = 'GRAVE'", "report"),
    ("journal SET role = 'roi'", "journal"),
]
OTHERS_NOT_EVEN_OF_THEIR_TYPE = [
    ("structures SET levels = '{'", "overview"),
    ("schools SET extracted_on = 'hier'", "overview"),
    ("runs SET started_at = 'hier'", "runs"),
    ("runs SET spared = '{'", "runs"),
]


@pytest.mark.parametrize(
    ("kind", "cell", "read"),
    [("sqlite", *each) for each in (*OTHERS, *OTHERS_NOT_EVEN_OF_THEIR_TYPE)]
    + [("postgresql", *each) for each in OTHERS],
)
async def test_what_is_not_a_pupils_is_a_sentence_too(store, sql, drop_trigger, cell, read):
    run = await store.start_run(WHOLE_SCHOOL, "Test")
    await store.note(UAI, User("Test", Role.DIRECTOR), Action.SYNCHRONISE, allowed=True)
    await store.record(run, list(map(told_another_mail, await store.pending(run))))
    drop_trigger("journal_refuse_update", "journal")
    sql(f"UPDATE {cell}")
    with pytest.raises(StoreError, match="contient une donnée que lsun-sync ne peut pas lire"):
        await getattr(store, read)(UAI)


@pytest.mark.parametrize(
    ("kind", "content"), [("sqlite", "'{'"), ("sqlite", "'[1]'"), ("postgresql", "'[1]'")]
)
async def test_a_pupil_is_named_by_his_number_too_where_only_the_texts_of_a_bilan_are_spoilt(
    store, sql, content
):
    [petit] = [livret for livret in await store.livrets(UAI) if livret.pupil == PETIT]
    sql(f"UPDATE bilans SET content = {content} WHERE pupil = {petit.id}")
    for read in (store.livret(petit.id), store.livret_of(UAI, PETIT.ine)):
        with pytest.raises(StoreError, match=rf"Les données de l'élève .*PETIT \(n° {petit.id}\)"):
            await read
    assert petit in await store.livrets(UAI)


@IN_A_FILE
async def test_one_whose_very_name_is_spoilt_keeps_the_arrivals_of_nobody_from_being_told(
    store, sql
):
    sql(f"UPDATE pupils SET ine = NULL, family_name = x'00ff' WHERE ine = '{DUPONT.ine}'")
    registered = Registration(DUPONT, Admission.FINAL)
    [arrived] = await store.arrivals(WHOLE_SCHOOL, [Roll(Structure(1, "CE1 A", ()), (registered,))])
    assert (arrived.admitted, arrived.doubtful) == ((), (DUPONT,))
