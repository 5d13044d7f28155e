import pytest

from core.messages.filter import MessageFilter
from core.model.messages import Message, Severity

SAID = {
    severity: Message(severity, "L'élève Zoé GARÇON (CE1 A) n'a pas été trouvé.")
    for severity in Severity
}
WARNING = SAID[Severity.WARNING]


def test_at_first_everything_is_wanted():
    assert all(MessageFilter().wants("CE1 A", message) for message in SAID.values())


@pytest.mark.parametrize(
    ("least", "kept"),
    [(Severity.WARNING, [Severity.WARNING, Severity.ERROR]), (Severity.ERROR, [Severity.ERROR])],
)
def test_what_is_at_least_so_serious(least, kept):
    wanted = MessageFilter(least)
    assert [item for item, message in SAID.items() if wanted.wants("CE1 A", message)] == kept


def test_one_class_alone():
    wanted = MessageFilter(division="CE1 A")
    assert wanted.wants("CE1 A", WARNING)
    assert not wanted.wants("CE1 B", WARNING)


@pytest.mark.parametrize("words", ["zoe garcon", "GARÇON", "ce1 a", " "])
def test_words_without_accents_or_case(words):
    assert MessageFilter(words=words).wants("CE1 A", WARNING)


def test_other_words_are_not_there():
    assert not MessageFilter(words="dupont").wants("CE1 A", WARNING)


def test_without_information_what_is_left_is_serious():
    assert not MessageFilter().serious_only
    assert MessageFilter(Severity.WARNING).serious_only
