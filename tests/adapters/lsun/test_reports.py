from dataclasses import replace
from datetime import date
from functools import partial

from core.model.answers import Answer, Found, NotFound
from core.model.events import Change, Outcome
from core.model.identifiers import Uai
from core.model.messages import Message, Severity
from core.model.records import Admission, Registration
from core.model.report import ReportedMessage
from core.model.runs import RunState, Scope
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import DUPONT, NOW, UAI, WHOLE_SCHOOL
from tests.core.builders import record_one


async def a_run(store, scope=WHOLE_SCHOOL):
    run = await store.start_run(scope, "Testeur")
    answers: dict[str, Answer] = {
        "DUPONT": Found(Registration(replace(DUPONT, birth_place="Nantes"), Admission.FINAL)),
        "PETIT": NotFound(),
    }
    for livret in await store.pending(run):
        answer = answers.get(livret.pupil.family_name)
        if answer is not None:
            await record_one(store, run, livret.id, partial(decide, answer=answer))
    await store.finish(run, RunState.STOPPED)
    return run


async def test_a_report_says_all_that_is_kept_of_a_run(store):
    run = await a_run(store)
    report = await store.report(UAI, run.id)
    assert (report.run, report.state) == (run, RunState.STOPPED)
    assert {(result.name, result.outcome) for result in report.results} == {
        ("Marie Claire DUPONT", Outcome.UPDATED),
        ("Marie Claire PETIT", Outcome.NOT_FOUND),
        ("Ali BERNARD", None),
    }
    [dupont] = [result for result in report.results if result.outcome is Outcome.UPDATED]
    assert (dupont.archived, dupont.changes) == (
        True,
        (Change("Lieu de naissance", "Rennes", "Nantes"),),
    )
    [petit] = [result for result in report.results if result.outcome is Outcome.NOT_FOUND]
    archived, updated, not_found = report.messages
    assert archived == ReportedMessage(
        NOW,
        "CE1 A",
        Message(
            Severity.INFORMATION,
            "Les informations LSUN de l'élève Marie Claire DUPONT (CE1 A) ont été archivées.",
        ),
        dupont.livret_id,
    )
    assert updated.message.text == "L'élève Marie Claire DUPONT (CE1 A) a été mis à jour."
    assert (not_found.at, not_found.division, not_found.livret_id) == (NOW, "CM2", petit.livret_id)
    assert not_found.message.severity is Severity.WARNING


async def test_the_newest_run_is_reported_when_none_is_named(store):
    await a_run(store)
    second = await store.start_run(WHOLE_SCHOOL, "Testeur")
    assert (await store.report(UAI)).run == second


async def test_the_day_of_the_extraction_is_kept_with_the_run(store):
    scope = Scope(UAI, frozenset({1}), date(2026, 11, 20))
    run = await store.start_run(scope, "Testeur")
    assert (await store.report(UAI, run.id)).run.scope == scope


async def test_a_run_that_is_not_there_is_none(store):
    assert await store.report(UAI) is None
    run = await a_run(store)
    assert await store.report(UAI, run.id + 1) is None
    assert await store.report(Uai("0350760L"), run.id) is None
