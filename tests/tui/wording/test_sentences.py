from datetime import UTC, datetime

import pytest

from core.messages import french, refusals
from core.model.events import Change
from core.model.progress import Progress
from core.model.records import Level, Structure
from core.model.views import StructureOverview
from tui.wording import sentences, texts

CE1 = StructureOverview(
    Structure(1, "CE1 A", (Level.CE1,)), ("Mme Claire VALLÉE",), frozenset(range(22)), None
)
EMPTY = StructureOverview(
    Structure(2, "ULIS", ()), (), frozenset(), datetime(2026, 11, 23, tzinfo=UTC)
)


def test_a_class_is_told_with_its_state_in_words():
    assert sentences.structure_sentence(CE1, ticked=True) == (
        "CE1 A, cochée : CE1, 22 élèves, Mme Claire VALLÉE, synchronisée : jamais."
    )


def test_a_class_without_a_level_or_a_teacher_says_so():
    expected = sentences.structure_sentence(EMPTY, ticked=False)
    assert expected.startswith("ULIS, non cochée : sans niveau, 0 élève, aucun enseignant")


@pytest.mark.parametrize(
    ("ticked", "sentence"),
    [
        ([], texts.NOTHING_TICKED),
        ([EMPTY], refusals.NO_PUPIL),
        ([CE1], "1 classe cochée, 22 élèves."),
        ([CE1, EMPTY], "2 classes cochées, 22 élèves."),
    ],
)
def test_what_is_ticked_is_counted_or_the_reason_is_given(ticked, sentence):
    assert sentences.selection_sentence(ticked) == sentence


def test_progress_is_told_in_words_and_as_a_bar():
    progress = Progress(done=30, total=120, elapsed=3.0)
    assert sentences.progress_sentence(progress) == "30 sur 120, 10 élèves par seconde, encore 9 s"
    assert sentences.progress_bar(progress) == "[█████░░░░░░░░░░░░░░░]  25 %"


def test_a_run_that_has_not_counted_its_pupils_yet_tells_no_share_of_nothing():
    progress = Progress(0, 0, 0.0)
    sentence = sentences.progress_sentence(progress)
    assert sentences.with_bar(progress, sentence) == "La synchronisation commence…"


def test_before_anything_is_known_no_time_left_is_told():
    assert sentences.progress_sentence(Progress(0, 120, 0.0)) == "0 sur 120, 0 élève par seconde"


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0.2, "1 s"), (59.5, "1 min 00 s"), (83, "1 min 23 s")]
)
def test_a_duration_is_said_as_one_says_it(seconds, expected):
    assert french.duration(seconds) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change("Prénoms", "Ana", "Anna"), "Prénoms : « Ana » → « Anna »"),
        (Change("Courriel", "", "a@example.fr"), "Courriel : (vide) → « a@example.fr »"),
        (Change("Adresse 2", "2 quai Nord", ""), "Adresse 2 : « 2 quai Nord » → (vide)"),
    ],
)
def test_a_change_is_told_with_what_was_and_what_is(change, expected):
    assert sentences.change_sentence(change) == expected


@pytest.mark.parametrize(
    ("schools", "line"),
    [(0, "LSUN — aucune école"), (12, "LSUN — 12 écoles, aucune n'est choisie")],
)
def test_while_no_school_is_at_hand_it_is_said_whether_there_are_some(schools, line):
    assert sentences.no_school_line(schools) == line
