import pytest
from textual.app import App

from tests.tui.fullscreen.settling import comes, press, settles
from tui.fullscreen.widgets.checklist import Checklist
from tui.fullscreen.widgets.rows import Row, Rows


class ListApp(App):
    CSS = "Rows { height: 1fr; } .rows--current { text-style: reverse; }"

    def __init__(self, rows):
        super().__init__()
        self.rows, self.chosen = rows, []

    def compose(self):
        yield self.rows

    def on_rows_chosen(self, event):
        self.chosen.append(event.row.key)


def visible(rows):
    return [rows.render_line(row).text.rstrip() for row in range(rows.size.height)]


@pytest.fixture
async def pupils():
    app = ListApp(Rows([Row(number, f"élève {number}") for number in range(1, 31)]))
    async with app.run_test(size=(30, 20)) as pilot:
        await settles(pilot)
        yield pilot


@pytest.fixture
async def classes():
    app = ListApp(Checklist(lambda _shown, _total: "Toutes"))
    async with app.run_test(size=(30, 20)) as pilot:
        app.rows.offer([Row(1, "CE1 A"), Row(2, "CM1"), Row(3, "CM2")])
        await settles(pilot)
        yield pilot


async def test_the_current_row_is_marked_by_a_sign(pupils):
    assert visible(pupils.app.rows)[:2] == ["> élève 1", "  élève 2"]


async def test_enter_chooses_the_current_row(pupils):
    await press(pupils, "down", "down", "enter")
    assert pupils.app.chosen == [3]


async def test_the_list_follows_its_current_row(pupils):
    await press(pupils, "end")
    assert "> élève 30" in visible(pupils.app.rows)
    await press(pupils, "home")
    assert visible(pupils.app.rows)[0] == "> élève 1"


async def test_the_ends_of_the_list_are_no_trap(pupils):
    await press(pupils, "up")
    assert pupils.app.rows.current.key == 1
    await press(pupils, "end", "down", "pagedown")
    assert pupils.app.rows.current.key == 30


async def test_the_hardware_cursor_is_on_the_current_row(pupils):
    await press(pupils, "down")
    assert pupils.app.cursor_position == (2, 1)


async def test_a_row_that_stays_stays_current_when_others_come(pupils):
    await press(pupils, "down")
    pupils.app.rows.replace([Row(0, "élève 0"), Row(2, "élève 2")])
    assert pupils.app.rows.current.key == 2


async def test_hostile_text_is_shown_literally(pupils):
    pupils.app.rows.replace([Row(1, "[/red] \x1b[2JDUPONT\u202e\n")])
    shown = visible(pupils.app.rows)[0]
    assert "[/red]" in shown
    assert not {"\x1b", "\u202e", "\n"} & set(shown)


async def test_all_is_ticked_at_first(classes):
    assert visible(classes.app.rows)[:4] == [
        "> [x] coché     Toutes",
        "  [x] coché     CE1 A",
        "  [x] coché     CM1",
        "  [x] coché     CM2",
    ]


async def test_unticking_one_leaves_the_first_row_partly_ticked(classes):
    await press(classes, "down", "space")
    assert visible(classes.app.rows)[:2] == ["  [-] partiel   Toutes", "> [ ] non coché CE1 A"]
    assert classes.app.rows.ticked == {2, 3}


async def test_the_first_row_ticks_all_then_unticks_all(classes):
    await press(classes, "down", "space", "up", "space")
    assert classes.app.rows.ticked == {1, 2, 3}
    await press(classes, "space")
    assert classes.app.rows.ticked == frozenset()


async def test_the_first_row_is_about_the_rows_that_the_filter_shows(classes):
    await press(classes, "c", "M", "space")
    assert classes.app.rows.ticked == set()
    await press(classes, "backspace", "backspace")
    assert classes.app.rows.ticked == {1}


async def test_only_what_the_filter_shows_counts_as_ticked(classes):
    await press(classes, "c", "M")
    assert classes.app.rows.ticked == {2, 3}
    await press(classes, "z")
    assert classes.app.rows.ticked == set()
    assert classes.app.rows.line_count() == 0


async def test_the_filter_ignores_case_and_accents_and_is_typed_and_erased(classes):
    await press(classes, "ç", "e")
    assert visible(classes.app.rows)[1] == "  [x] coché     CE1 A"
    await press(classes, "backspace", "backspace")
    assert classes.app.rows.filter == ""
    await press(classes, "z")
    classes.app.rows.lift_filter()
    assert classes.app.rows.filter == ""


async def test_what_is_unticked_stays_so_when_the_rows_come_again(classes):
    await press(classes, "down", "space")
    classes.app.rows.offer([Row(1, "CE1 A"), Row(2, "CM1"), Row(4, "ULIS")])
    assert classes.app.rows.ticked == {2, 4}


LONG = "Marie Claire Yvete DUPONT (CE1 A) — 1 différence — serait archivé"


async def test_a_row_that_is_longer_than_the_screen_is_wide_goes_on_below(pupils):
    pupils.app.rows.replace([Row(1, LONG), Row(2, "Noé LAMBERT"), Row(3, LONG)])
    await settles(pupils)
    assert visible(pupils.app.rows)[:4] == [
        "> Marie Claire Yvete DUPONT",
        "      (CE1 A) — 1 différence —",
        "      serait archivé",
        "  Noé LAMBERT",
    ]
    await press(pupils, "down", "down")
    assert pupils.app.cursor_position == (2, 4)
    await press(pupils, "enter")
    assert pupils.app.chosen == [3]


async def test_the_list_goes_through_long_rows_one_by_one_and_shows_each_whole(pupils):
    pupils.app.rows.replace([Row(number, f"{number} {LONG}") for number in range(1, 31)])
    for number in range(2, 31):
        await press(pupils, "down")
        first = next(row for row, line in enumerate(visible(pupils.app.rows)) if line[0] == ">")
        shown = " ".join(visible(pupils.app.rows)[first : first + 3])
        assert " ".join(shown.split()) == f"> {number} {LONG}"
        assert visible(pupils.app.rows)[0][2] != " "
    await press(pupils, "pageup")
    assert 1 < pupils.app.rows.current.key < 30


async def test_of_a_row_without_end_an_arrow_shows_the_rest(pupils):
    pupils.app.rows.replace([Row(1, "élève " * 40 + "DUPONT")])
    assert visible(pupils.app.rows)[2].endswith("…")
    await press(pupils, *["right"] * 30)
    assert "DUPONT" in "".join(visible(pupils.app.rows)[:3])
    await press(pupils, *["left"] * 30)
    assert visible(pupils.app.rows)[0].startswith("> élève élève")


async def test_on_a_short_terminal_a_row_keeps_to_its_line():
    app = ListApp(Rows([Row(1, LONG), Row(2, "Noé LAMBERT")]))
    async with app.run_test(size=(30, 19)) as pilot:
        await settles(pilot)
        assert visible(app.rows)[:2] == ["> Marie Claire Yvete DUPONT (…", "  Noé LAMBERT"]


async def test_another_width_lays_the_rows_out_anew(pupils):
    pupils.app.rows.replace([Row(1, LONG), Row(2, "Noé LAMBERT")])
    await press(pupils, "down")
    await pupils.resize_terminal(80, 24)
    await comes(pupils, lambda: pupils.app.rows.size.width == 80, "the other width")
    assert visible(pupils.app.rows)[:2] == [f"  {LONG}", "> Noé LAMBERT"]
