"""The directeur withdraws a locked bilan: by a command, line by line, and from the screens."""

import json

import pytest

from tests.journeys.terminal import Terminal

REASON = "enregistré pour une homonyme"


@pytest.fixture
def dupont(served):
    [(ine,)] = served.rows("SELECT ine FROM pupils WHERE family_name = 'DUPONT'")
    return ine


def locked(served):
    return served.rows(
        "SELECT count(*) FROM bilans JOIN pupils ON pupils.id = bilans.pupil"
        " WHERE pupils.family_name = 'DUPONT' AND locked_at IS NOT NULL"
    )[0][0]


def test_what_would_be_withdrawn_is_told_and_confirmed_first(served, dupont):
    before = locked(served)
    ranks = served("retirer-bilan", dupont).stdout.splitlines()
    assert len(ranks) == before
    told = served("retirer-bilan", dupont, "--bilan", "1", "--motif", REASON)
    assert "Rien n'a été retiré" in told.stdout
    assert locked(served) == before
    done = served("retirer-bilan", dupont, "--bilan", "1", "--motif", REASON, "--confirmer")
    assert done.returncode == 0
    assert "a été retiré du livret de Marie Claire DUPONT (CE1 A)" in done.stdout
    assert locked(served) == before - 1
    [archive] = map(json.loads, served("archives", dupont, "--format", "json").stdout.splitlines())
    assert (archive["motif"], archive["synchronisation"]) == (REASON, None)
    assert REASON in served("archives", dupont).stdout
    assert served.rows("SELECT action, allowed FROM journal") == [
        ("retirer un bilan verrouillé", 1),
        ("consulter des archives", 1),
        ("consulter des archives", 1),
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--bilan", "99", "--motif", REASON), "Dites lequel de ses bilans verrouillés"),
        (("--bilan", "1"), "Dites pourquoi ce bilan est retiré"),
        (("--bilan", "1", "--motif", "x" * 501), "Le motif est trop long"),
    ],
)
def test_without_a_bilan_or_a_reason_nothing_is_withdrawn(served, dupont, options, sentence):
    before = locked(served)
    refused = served("retirer-bilan", dupont, *options, "--confirmer")
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert locked(served) == before


def test_who_may_not_withdraw_is_told_and_it_is_journalled(served, dupont):
    options = ("--bilan", "1", "--motif", REASON, "--confirmer")
    support = {"LSUN_SYNC_UTILISATEUR_ROLE": "assistance"}
    before = locked(served)
    assert served("retirer-bilan", dupont, *options, **support).returncode == 2
    assert locked(served) == before
    assert served.rows("SELECT allowed FROM journal") == [(0,)]


def test_line_by_line_no_is_the_answer_by_default(served):
    before = locked(served)
    to_the_bilans = ("3", "dupont", "1", "4", "1")
    kept = served("--lineaire", typed=(*to_the_bilans, REASON, ""))
    assert "Retirer du livret de Marie Claire DUPONT (CE1 A)" in kept.stderr
    assert locked(served) == before
    done = served("--lineaire", typed=(*to_the_bilans, REASON, "oui"))
    assert "Il est dans ses archives" in done.stdout
    assert locked(served) == before - 1


def test_from_the_screens(served, environment):
    before = locked(served)
    with Terminal(environment=environment | served.settings) as terminal:
        terminal.wait_for("Paramétrage")
        terminal.type("down", "down", "enter")
        terminal.wait_for("DUPONT")
        terminal.type(*"dupont")
        terminal.wait_for("Filtre : dupont")
        terminal.type("enter")
        terminal.wait_for("Retirer un bilan verrouillé")
        terminal.type("tab", "enter")
        terminal.wait_for("Motif")
        terminal.type("tab", *"erreur", "tab", "enter")
        terminal.wait_for("Retirer du livret de Marie Claire DUPONT")
        terminal.type("down", "enter")
        terminal.wait_for("Il est dans ses archives")
    assert locked(served) == before - 1
