import pytest

from core.model.events import Change, Outcome
from tui.wording.beside import said
from tui.wording.comparison_texts import NOTHING_WRITTEN, changes_told


def test_a_change_is_said_in_two_lines_that_each_say_which_one_it_is():
    changes = (
        Change("Prénoms", "Marie Claire", "Marie Claire, Yvete"),
        Change("Niveau", "", "CE1"),
    )
    assert list(said(changes_told(changes, Outcome.UPDATED)))[1:] == [
        "Prénoms, avant : « Marie Claire »",
        "Prénoms, après : « Marie Claire, [Yvete] »",
        "Niveau, avant : (vide)",
        "Niveau, après : « [CE1] »",
    ]


@pytest.mark.parametrize("outcome", [None, *list(Outcome)[1:]])
def test_why_nothing_changed_is_said_for_every_outcome(outcome):
    [sentence] = said(changes_told((), outcome))
    assert sentence.startswith(f"{NOTHING_WRITTEN} La raison : ")


def test_an_update_without_a_datum_gives_no_wrong_reason():
    assert changes_told((), Outcome.UPDATED) == (NOTHING_WRITTEN,)
