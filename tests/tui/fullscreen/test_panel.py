import pytest
from textual.app import App

from core.model.messages import Message, Severity
from tests.processes import plain
from tests.tui.fullscreen.settling import comes, press, settles
from tui.fullscreen.widgets.panel import KEPT, Entry, MessagePanel


class PanelApp(App):
    CSS = """
    MessagePanel { height: 1fr; }
    .panel--warning { color: ansi_yellow; }
    """

    def __init__(self):
        super().__init__()
        self.chosen = []

    def compose(self):
        yield MessagePanel()

    def on_message_panel_chosen(self, event):
        self.chosen.append(event.entry)


def entries(count, severity=Severity.INFORMATION, division="CE1 A", start=1):
    return [
        Entry(division, Message(severity, f"L'élève n° {number} a été mis à jour."))
        for number in range(start, start + count)
    ]


@pytest.fixture
async def pilot():
    async with PanelApp().run_test(size=(60, 10)) as running:
        await settles(running)
        yield running


@pytest.fixture
def panel(pilot):
    return pilot.app.query_one(MessagePanel)


def visible(panel):
    return [plain(panel.render_line(row).text.rstrip()) for row in range(panel.size.height)]


def shows(panel, number):
    return any(f"n° {number} " in line for line in visible(panel))


async def test_messages_say_their_severity_by_a_word(panel):
    panel.add([Entry("CE1 A", Message(Severity.WARNING, "Attention."))])
    assert visible(panel)[0] == "> Avertissement : Attention."


async def test_the_newest_messages_are_followed(panel):
    panel.add(entries(35))
    assert panel.follows
    assert shows(panel, 35)


async def test_once_scrolled_up_new_messages_move_nothing(pilot, panel):
    panel.add(entries(35))
    await press(pilot, "up", "up")
    before = visible(panel)
    panel.add(entries(35, start=36))
    assert visible(panel) == before
    assert not panel.follows


async def test_going_to_the_end_follows_again(pilot, panel):
    panel.add(entries(35))
    await press(pilot, "home")
    assert shows(panel, 1)
    await press(pilot, "end")
    panel.add(entries(1, start=36))
    assert panel.follows
    assert shows(panel, 36)


async def test_once_nothing_more_comes_the_first_message_is_shown_whole(pilot, panel):
    long = "L'élève " + "Anne-Marie " * 12 + "DUPONT a été mis à jour."
    panel.add([Entry("CE1 A", Message(Severity.INFORMATION, long)), *entries(35)])
    assert not shows(panel, 1)
    panel.settle()
    assert visible(panel)[0].startswith("> Information : L'élève Anne-Marie")
    assert shows(panel, 1)
    await pilot.resize_terminal(50, 6)
    await comes(pilot, lambda: panel.size.width == 50, "the other width")
    assert visible(panel)[0].startswith("> Information : L'élève Anne-Marie")


async def test_who_reads_an_old_message_goes_on_reading_it_once_nothing_more_comes(pilot, panel):
    panel.add(entries(35))
    await press(pilot, "up", "up")
    before = visible(panel)
    panel.settle()
    assert visible(panel) == before


async def test_of_a_run_that_is_resumed_what_comes_then_is_read_first(panel):
    panel.add(entries(35))
    panel.settle()
    panel.follow()
    panel.add(entries(35, start=36))
    assert shows(panel, 70)
    panel.settle()
    assert panel.copied.startswith("Information : L'élève n° 36 ")
    assert shows(panel, 36)


async def test_once_nothing_more_comes_what_is_looked_for_is_shown_from_its_first(pilot, panel):
    panel.add([*entries(20), *entries(35, Severity.ERROR, start=21)])
    panel.settle()
    panel.show_only(lambda entry: entry.message.severity is Severity.ERROR)
    assert panel.copied.startswith("Erreur : L'élève n° 21 ")
    await press(pilot, "end")
    panel.show_only(lambda _entry: True)
    assert panel.copied.startswith("Erreur : L'élève n° 55 ")


async def test_a_long_message_is_wrapped_and_nothing_of_it_is_lost(panel):
    text = "Les informations LSUN de l'élève " + "Anne-Marie-" * 12 + "DUPONT ont été archivées."
    panel.add([Entry("CE1 A", Message(Severity.INFORMATION, text))])
    shown = "".join(line.strip() for line in visible(panel))
    assert text.replace(" ", "") in shown.replace(" ", "")


async def test_wide_characters_never_overflow(panel):
    panel.add([Entry("CE1 A", Message(Severity.INFORMATION, "漢字" * 40))])
    assert "".join(line.strip() for line in visible(panel)).count("漢字") == 40


async def test_text_from_outside_is_shown_literally(panel):
    text = "L'élève [/red] \x1b[31mDUPONT\x9b2J \u202e a été mis à jour."
    panel.add([Entry("CE1 A", Message(Severity.INFORMATION, text))])
    shown = visible(panel)[0]
    assert "[/red]" in shown
    assert not {"\x1b", "\x9b", "\u202e"} & set(shown)


async def test_only_what_is_wanted_is_shown(panel):
    panel.add([*entries(3), *entries(2, Severity.ERROR, "CM2", start=4)])
    panel.show_only(lambda entry: entry.division == "CM2")
    assert (panel.shown, panel.kept) == (2, 5)
    assert shows(panel, 4)
    assert not shows(panel, 1)


async def test_the_oldest_messages_go_once_there_are_too_many(panel):
    for start in range(1, KEPT + 1001, 1000):
        panel.add(entries(1000, start=start))
    assert KEPT / 2 < panel.kept <= KEPT
    assert panel.line_count() == panel.kept
    assert shows(panel, KEPT + 1000)


async def test_another_width_wraps_the_messages_anew(pilot, panel):
    panel.add([Entry("CE1 A", Message(Severity.INFORMATION, "mot " * 30))])
    before = panel.line_count()
    await pilot.resize_terminal(30, 10)
    await comes(pilot, lambda: panel.line_count() > before, "the lines of another width")


async def test_arriving_messages_never_move_the_cursor(pilot, panel):
    panel.add(entries(8))
    await press(pilot, "end")
    await settles(pilot)
    place = pilot.app.cursor_position
    for start in range(9, 100, 7):
        panel.add(entries(7, start=start))
        await settles(pilot)
        assert pilot.app.cursor_position == place


async def test_what_is_copied_is_the_whole_message_under_the_cursor(pilot, panel):
    long = "mot " * 40
    panel.add([*entries(2), Entry("CM2", Message(Severity.WARNING, long.strip()))])
    await press(pilot, "end")
    assert panel.copied == f"Avertissement : {long.strip()}"


async def test_who_reads_an_old_message_goes_on_reading_it_when_the_oldest_go(pilot, panel):
    panel.add(entries(KEPT - 500))
    await press(pilot, "up")
    reading, place = panel.copied, pilot.app.cursor_position
    panel.add(entries(600, start=KEPT))
    await settles(pilot)
    assert panel.kept < KEPT
    assert (panel.copied, pilot.app.cursor_position) == (reading, place)


async def test_who_reads_a_message_goes_on_reading_it_at_another_width(pilot, panel):
    panel.add(entries(60))
    await press(pilot, "home", "pagedown", "pagedown")
    reading = panel.copied
    await pilot.resize_terminal(25, 10)
    await comes(pilot, lambda: panel.size.width == 25, "the other width")
    assert panel.copied == reading


async def test_enter_chooses_the_message_of_the_current_line(pilot, panel):
    first, long, last = (
        Entry("CM2", Message(Severity.WARNING, text), number)
        for number, text in enumerate(("un", "mot " * 40, "trois"))
    )
    panel.add([first, long, last])
    await press(pilot, "home", "down", "down", "enter", "end", "enter")
    assert pilot.app.chosen == [long, last]


async def test_where_there_is_no_message_enter_chooses_nothing(pilot):
    await press(pilot, "enter")
    assert pilot.app.chosen == []
