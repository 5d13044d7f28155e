import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui.fullscreen.terminal.colours import EightColours


@pytest.mark.parametrize(
    ("meant", "shown"),
    [
        ("bright_red", "bold red"),
        ("bright_yellow reverse", "bold yellow reverse"),
        ("red", "red"),
        ("default", "default"),
    ],
)
def test_with_eight_colours_a_bright_one_is_bold(meant, shown):
    [segment] = EightColours().apply([Segment("texte", Style.parse(meant))], Color(0, 0, 0))
    expected = Style.parse(shown)
    assert segment.style
    assert segment.style.color
    assert expected.color
    assert segment.style.color.number == expected.color.number
    assert (segment.style.bold, segment.style.reverse) == (expected.bold, expected.reverse)
