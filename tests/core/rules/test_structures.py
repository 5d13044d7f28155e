"""What BE1D calls a class, LSUN does too; what BE1D does not say removes nothing."""

from dataclasses import replace

import pytest

from core.messages.events import messages_of
from core.messages.tenses import FORESEEN
from core.model.events import StructureDecision
from core.model.records import Level, Structure
from core.rules.structures import decide_structures

CP, CE1 = Structure(1, "CP", (Level.CP,)), Structure(2, "CE1 A", (Level.CE1,))


def sentences(decisions):
    return [message.text for decision in decisions for message in messages_of(decision)]


def test_a_class_that_was_renamed_is_renamed():
    decided = decide_structures([CP, CE1], [CP, replace(CE1, label="CE1 Soleil")])
    assert sentences(decided) == ["Une classe a été renommée : CE1 A → CE1 Soleil."]


def test_swapped_labels_are_seen():
    decided = decide_structures([CP, CE1], [replace(CP, label="CE1 A"), replace(CE1, label="CP")])
    assert sentences(decided) == [
        "Une classe a été renommée : CP → CE1 A.",
        "Une classe a été renommée : CE1 A → CP.",
    ]


def test_the_niveaux_of_a_class_follow():
    both = replace(CE1, levels=(Level.CE1, Level.CE2))
    [decision] = decide_structures([CE1], [both])
    assert decision == StructureDecision(CE1, both)
    assert sentences([decision]) == [
        "Les niveaux de la classe CE1 A ont été mis à jour : CE1 → CE1, CE2."
    ]
    assert "seraient mis à jour" in messages_of(decision, FORESEEN)[0].text


@pytest.mark.parametrize(
    "from_register",
    [
        [],
        [CE1],
        [replace(CE1, label=" CE1 A ")],
        [replace(CE1, label="")],
        [replace(CE1, levels=())],
        [Structure(9, "CE1 A", (Level.CE2,))],
    ],
    ids=["no list", "the same", "blanks", "no label", "no niveau", "another class of that name"],
)
def test_what_says_nothing_else_changes_nothing(from_register):
    assert decide_structures([CE1], from_register) == ()
