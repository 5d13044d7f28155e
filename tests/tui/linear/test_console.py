import asyncio
import os
from io import StringIO

import pytest

from core.errors import UserError
from core.model.progress import Progress
from tests.processes import plain
from tui.linear.console import Console, InputEnded, Leaving
from tui.linear.keyboard import Keyboard
from tui.linear.progress import ProgressReporter
from tui.linear.ticking import tick
from tui.settings import TerminalSettings

PUPILS = [f"Élève {number:03}" for number in range(1, 46)]


def told(capsys):
    """What was written for who reads, then what was asked."""
    return tuple(map(plain, capsys.readouterr()))


async def choose(console, **options):
    return await console.choose(PUPILS, str, "Une aide.", **options)


async def test_what_is_read_and_what_is_asked_are_apart(typing, capsys):
    console, type_lines = typing
    type_lines("  bonjour ")
    console.tell("À lire.")
    console.progress("En cours.")
    assert await console.ask("Une question :") == "bonjour"
    assert told(capsys) == ("À lire.\n", "En cours.\nUne question :\n")


async def test_nothing_that_is_written_acts_on_a_terminal(typing, capsys):
    console, type_lines = typing
    hostile = "\x1b]0;x\x07 \x9b31m \u202e [/red] \r\n\x00 fin"
    type_lines("\x1b[31mrouge")
    console.tell(hostile)
    console.complain(await console.ask(hostile))
    written = "".join(told(capsys))
    assert "[/red]" in written
    assert "Erreur : \ufffd[31mrouge" in written
    assert all(line.isprintable() for line in written.split("\n"))


async def test_a_wrong_answer_is_repeated_with_what_to_type_and_asked_again(typing, capsys):
    console, type_lines = typing
    type_lines("46", "", "zzz", "1" * 6000, "-1", "2")
    assert await choose(console) == "Élève 002"
    asked = told(capsys)[1].split("Votre choix (0 à 45, ? pour l'aide) :\n")
    assert asked[1].startswith("Erreur : « 46 » n'est ni un numéro de 0 à 45")
    assert asked[2].startswith("21. Élève 021")
    assert asked[3].startswith("Erreur : « zzz »")
    assert len(asked[4]) < 300
    assert asked[5].startswith("Erreur : « -1 »")


async def test_a_long_list_comes_twenty_at_a_time(typing, capsys):
    console, type_lines = typing
    type_lines("", "", "", "45")
    assert await choose(console) == "Élève 045"
    first, second, third, nothing_more, _ = told(capsys)[1].split("Votre choix")
    assert "20. Élève 020\nChoix 1 à 20 sur 45." in first
    assert "21. Élève 021" in second
    assert "45. Élève 045\nChoix 41 à 45 sur 45." in third
    assert "Rien n'a été tapé." in nothing_more


async def test_letters_keep_the_choices_that_contain_them(typing, capsys):
    console, type_lines = typing
    type_lines("eleve 04", "3")
    assert await choose(console) == "Élève 042"
    assert "6 choix sur 45 contiennent « eleve 04 »." in told(capsys)[1]


async def test_enter_alone_gives_the_whole_list_again(typing):
    console, type_lines = typing
    type_lines("eleve 044", "", "1")
    assert await choose(console) == "Élève 001"


async def test_letters_are_wrong_where_nothing_is_filtered(typing, capsys):
    console, type_lines = typing
    type_lines("eleve", "0")
    assert await choose(console, filters=False) is None
    assert "Erreur : « eleve » n'est pas un choix." in told(capsys)[1]


async def test_a_question_mark_tells_the_help_of_the_place(typing, capsys):
    console, type_lines = typing
    type_lines("?", "1")
    assert await choose(console) == "Élève 001"
    assert "Une aide.\n" in told(capsys)[1]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("oui", True),
        ("O", True),
        ("2", True),
        ("Non", False),
        ("n", False),
        ("1", False),
        ("", False),
    ],
)
async def test_a_question_is_answered_by_a_word_or_a_number_and_no_is_told(
    typing, typed, answer, capsys
):
    console, type_lines = typing
    type_lines(typed)
    assert await console.confirm("Vraiment ?", "Rien n'a été fait.") is answer
    assert ("Rien n'a été fait." in told(capsys)[1]) is not answer


async def test_what_is_neither_yes_nor_no_is_asked_again(typing, capsys):
    console, type_lines = typing
    type_lines("peut-être", "3", "n")
    assert not await console.confirm("Vraiment ?", "Rien n'a été fait.")
    assert "Erreur : « peut-être » n'est pas une réponse." in told(capsys)[1]


async def test_the_end_of_input_leaves(typing):
    console, type_lines = typing
    type_lines("un")
    assert await console.ask("Une question :") == "un"
    with pytest.raises(InputEnded):
        await console.ask("Une autre :")


async def test_being_told_to_leave_ends_the_question_and_every_later_one(typing):
    console, _ = typing
    asked = asyncio.create_task(console.ask("Une question :"))
    await asyncio.sleep(0)
    console.leave("Au revoir.")
    for question in (asked, console.ask("Une autre :")):
        with pytest.raises(Leaving, match="Au revoir"):
            await question


async def test_a_last_line_needs_no_end_and_letters_no_encoding(tmp_path):
    typed = tmp_path / "reponses"
    typed.write_bytes("é\r\n\xffoui".encode("latin-1"))
    with typed.open("rb") as file:
        keyboard = Keyboard(file.fileno())
        assert not await keyboard.has_nothing()
        assert [await keyboard.line() for _ in range(3)] == ["\ufffd", "\ufffdoui", None]


async def test_an_empty_input_is_known_before_anything_is_asked():
    with open(os.devnull, "rb") as nothing:  # noqa: ASYNC230, PTH123
        assert await Keyboard(nothing.fileno()).has_nothing()


async def test_who_has_not_typed_yet_is_not_waited_for(typing):
    console, _ = typing
    assert not await console._keyboard.has_nothing()


async def test_ticking_by_numbers_by_letters_all_and_none(typing, capsys):
    console, type_lines = typing
    ticked = set(PUPILS[:3])
    type_lines("rien", "2 3,2", "045", "tout", "1 99", "", "", "", "")
    assert await tick(
        console,
        PUPILS[:3],
        ticked,
        line_of=lambda item: f"{item}, {'coché' if item in ticked else 'non coché'}",
        total=lambda: f"{len(ticked)} cochés.",
        help_text="Une aide.",
    )
    output = told(capsys)[1]
    assert "2. Élève 002, coché\n3. Élève 003, coché\n2 cochés." in output
    assert "Erreur : « 045 » ne convient pas." in output
    assert "Erreur : « 1 99 » ne convient pas." in output
    assert ticked == set(PUPILS[:3])


async def test_progress_is_told_once_a_tenth(typing, capsys):
    console, _ = typing
    progress = ProgressReporter(console)
    for done in range(132):
        progress.tell(Progress(done, 131, 13.1))
        progress.tell(Progress(done, 131, 13.1))
    lines = told(capsys)[1].splitlines()
    assert [line.partition(" %")[0] for line in lines] == [str(ten) for ten in range(10, 100, 10)]
    assert lines[2] == "30 % : 40 sur 131, 3 élèves par seconde, encore 30 s."


async def test_a_run_of_nobody_has_no_progress(typing, capsys):
    console, _ = typing
    ProgressReporter(console).tell(Progress(0, 0, 0.0))
    assert told(capsys)[1] == ""


async def test_a_value_is_asked_for_until_it_is_right(typing, capsys):
    console, type_lines = typing
    type_lines("deux", "2")

    def number(typed):
        if not typed.isdecimal():
            raise UserError(f"« {typed} » n'est pas un nombre.")
        return int(typed)

    assert await console.ask_for("Combien :", number) == 2
    assert told(capsys)[1] == ("Combien :\nErreur : « deux » n'est pas un nombre.\nCombien :\n")


def with_terminal_settings(typing, **settings):
    console, _ = typing
    return Console(console._keyboard, TerminalSettings(**settings))


class HeardTerminal(StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("bell", "seconds", "heard"), [("fin", 60, "\a"), ("fin", 2, ""), ("non", 60, "")]
)
def test_the_end_of_a_long_run_is_heard_when_that_is_wanted(
    typing, monkeypatch, bell, seconds, heard
):
    console = with_terminal_settings(typing, bell=bell)
    terminal = HeardTerminal()
    monkeypatch.setattr("sys.stderr", terminal)
    console.ring_after(seconds)
    assert terminal.getvalue() == heard


def test_what_is_no_terminal_gets_no_bell(typing, capsys):
    with_terminal_settings(typing, bell="fin").ring_after(60)
    assert capsys.readouterr().err == ""
