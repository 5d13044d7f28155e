from datetime import UTC, datetime

import pytest

from core.model.events import Outcome
from core.model.identifiers import Uai
from core.model.runs import Run, RunState, RunSummary, Scope
from tui.charset import shown_in
from tui.wording.trend_texts import chart, trend

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SCOPE = Scope(Uai("0951099D"), frozenset())


def runs(*updated):
    """Runs that updated so many pupils, the oldest first; as the store tells them, newest first."""
    return [
        RunSummary(Run(number, SCOPE, NOW), RunState.COMPLETE, NOW, {Outcome.UPDATED: count}, 0)
        for number, count in enumerate(updated, 1)
    ][::-1]


@pytest.mark.parametrize("few", [(), (5,), (5, 6)])
def test_a_few_runs_are_no_trend(few):
    assert (trend(runs(*few)), chart(runs(*few))) == ("", "")


def test_the_chart_goes_from_the_oldest_run_to_the_newest():
    assert chart(runs(0, 1, 7, 14)) == "▁▂▅█"


def test_the_sentence_says_the_same_in_words():
    assert trend(runs(10, 0, 2)) == (
        "Les 3 dernières synchronisations, de la plus ancienne à la plus récente : de 0 à 10 élèves"
        " mis à jour, 4 en moyenne, 2 à la dernière."
    )


@pytest.mark.parametrize(
    ("updated", "sentence"),
    [((0, 0, 0), "Aucune des 3 dernières"), ((1, 1, 1), "1 élève mis à jour à chacune.")],
)
def test_what_is_always_the_same_is_said_so(updated, sentence):
    assert sentence in trend(runs(*updated))


def test_the_latest_runs_alone_are_shown():
    assert len(chart(runs(*range(30)))) == 20
    assert "de 10 à 29 élèves" in trend(runs(*range(30)))


def test_where_there_are_no_blocks_the_heights_still_differ():
    bars = chart(runs(*range(8)))
    assert len(set(bars)) == len(set(shown_in(bars, "ascii"))) == 8
    assert "?" not in shown_in(bars, "ascii")
