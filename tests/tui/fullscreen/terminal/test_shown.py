"""What is sent, against what a terminal then shows."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.fullscreen.terminal.shown import NARROW, Shown

COLUMNS, LINES = 20, 5


class Line:
    """Two terminals: one that is sent everything, and one that is sent the changes."""

    def __init__(self):
        self.shown = Shown()
        self.shown.resize(COLUMNS, LINES)
        self.shown.clear()
        self.everything, self.changes = (pyte.Screen(COLUMNS, LINES) for _ in range(2))
        self.sent = ""

    def write(self, data):
        self.sent = self.shown.changes(data) or ""
        pyte.Stream(self.everything).feed(data)
        pyte.Stream(self.changes).feed(self.sent)

    def agree(self):
        return all(
            self.everything.buffer[y][x] == self.changes.buffer[y][x]
            for y in range(LINES)
            for x in range(COLUMNS)
        )


def at(row, column, text, style=""):
    painted = f"\x1b[{style}m{text}\x1b[0m" if style else text
    return f"\x1b[{row};{column}H{painted}"


@pytest.fixture
def line():
    return Line()


def test_what_is_not_measured_takes_a_cell_each():
    unmeasured = filter(NARROW.fullmatch, map(chr, range(0x10000)))
    assert {cell_len(character) for character in unmeasured} == {1}


def test_what_is_shown_already_is_not_sent_again(line):
    line.write(at(1, 1, "Synchronisation") + at(3, 2, "CE1", "1;31"))
    line.write(at(1, 1, "Synchronisation") + at(3, 2, "CE1", "1;31"))
    assert line.sent == ""
    assert line.agree()


def test_a_letter_that_changes_is_sent_alone(line):
    line.write(at(2, 1, "12 sur 131"))
    line.write(at(2, 1, "13 sur 131"))
    assert line.sent == "\x1b[2;2H3\x1b[2;11H"
    assert line.agree()


def test_the_end_of_a_line_is_erased_and_not_filled(line):
    line.write(at(1, 1, "Une longue phrase"))
    line.write(at(1, 1, "Une" + " " * 17))
    assert line.sent == "\x1b[1;4H\x1b[K\x1b[1;21H"
    assert line.agree()


def test_colours_of_the_terminal_itself_cost_nothing(line):
    line.write(at(1, 1, "Une phrase", "39;49"))
    assert "m" not in line.sent.replace("Une phrase", "")


def test_after_a_redrawing_is_asked_for_all_is_sent_again(line):
    line.write(at(1, 1, "Une phrase"))
    line.shown.forget()
    line.write(at(1, 1, "Une phrase"))
    assert "Une phrase" in line.sent


def test_what_is_no_cell_is_left_to_the_terminal_as_it_is(line):
    assert line.shown.changes("\x1b[?2026h") is None
    assert line.shown.changes("\x1b]52;c;abc\x07") is None


writes = st.lists(
    st.tuples(
        st.integers(1, LINES),
        st.integers(1, COLUMNS),
        st.text("ab é—語 ", min_size=1, max_size=COLUMNS),
        st.sampled_from(["", "1", "7", "1;7;39;49", "31", "39;49"]),
    ),
    max_size=12,
)


@given(writes)
def test_a_terminal_that_is_sent_the_changes_shows_what_it_would_have_shown(painted):
    line = Line()
    for row, column, text, style in painted:
        kept = text
        while column - 1 + sum(2 if letter == "語" else 1 for letter in kept) > COLUMNS:
            kept = kept[:-1]
        # As Textual does: a wide letter is never cut, the whole line being painted.
        line.write(at(row, 1, " " * COLUMNS) + at(row, column, kept, style))
        assert line.agree(), (row, column, kept, style)
