import pytest

from core.rules.words import compared


def marked(parts):
    return "".join(f"[{part.text}]" if part.differs else part.text for part in parts)


@pytest.mark.parametrize(
    ("before", "after", "marked_before", "marked_after"),
    [
        ("Marie Claire", "Marie Claire, Yvete", "Marie Claire", "Marie Claire, [Yvete]"),
        ("3 rue des Lilas", "3 rue du Lac", "3 rue [des Lilas]", "3 rue [du Lac]"),
        ("12 rue A, Rennes", "2 rue A, Vannes", "[12] rue A, [Rennes]", "[2] rue A, [Vannes]"),
        ("", "Rennes", "", "[Rennes]"),
        ("Rennes", "", "[Rennes]", ""),
        ("RENNES", "Rennes", "[RENNES]", "[Rennes]"),
        ("Zoe", "Zoé", "[Zoe]", "[Zoé]"),
        ("CE1", "CE1", "CE1", "CE1"),
    ],
)
def test_the_words_that_differ_are_told_apart(before, after, marked_before, marked_after):
    parts = compared(before, after)
    assert (marked(parts.before), marked(parts.after)) == (marked_before, marked_after)


@pytest.mark.parametrize(
    "value", ["17/05/2019", "helene.dupont@example.fr", "Anne-Marie", "D'ARTAGNAN"]
)
def test_what_is_read_as_one_is_changed_as_one(value):
    assert marked(compared(value, f"{value[:-1]}8").before) == f"[{value}]"


@pytest.mark.parametrize(("before", "after"), [("A, B", "A B"), ("(...)", "…"), ("", "?")])
def test_a_difference_between_words_alone_is_one_of_the_whole(before, after):
    parts = compared(before, after)
    assert marked(parts.after) == f"[{after}]"
    assert marked(parts.before) == (f"[{before}]" if before else "")


@pytest.mark.parametrize("text", ["", " ", "Anne, Marie (dite) Zoé ", "漢字 漢"])
def test_the_parts_are_the_whole_of_each_text(text):
    parts = compared(text, "Marie Zoé 漢")
    assert "".join(part.text for part in parts.before) == text
    assert "".join(part.text for part in parts.after) == "Marie Zoé 漢"
