"""The whole job by somebody who reads one line at a time: the one under the cursor."""

import pytest

from tests.journeys.terminal import Terminal
from tui.fullscreen.widgets.lines import MARK

SIGN = MARK.strip()

END = "Synchronisation incomplète."
BATCHES, ANSWERS = 4, 12
"""How often so many answers come while one reads: fewer in all than there are pupils."""

MANY = 100
"""Keys after which what is looked for is said not to be there."""


class BlindUser:
    """Presses keys, and reads the line under the hardware cursor: nothing else of the screen."""

    def __init__(self, terminal):
        self._terminal = terminal

    @property
    def line(self):
        """What a braille line shows, without the frame of a dialog."""
        return " ".join(self._terminal.current_line.strip(" │").split())

    def reads(self, *words):
        """Wait until the line that has the focus says all of this."""
        wanted = (SIGN, *words)
        self._terminal.wait_until(lambda: all(item in self.line for item in wanted), words)

    def press(self, key, *words):
        """Press a key, and wait until the line says something else, or these words."""
        before = self.line
        self._terminal.press(key)
        if words:
            self.reads(*words)
        else:
            what = f"another line than « {before} » after {key}"
            # A line that has lost its sign has not been left yet by the cursor.
            self._terminal.wait_until(lambda: SIGN in self.line and self.line != before, what)

    def find(self, key, *words):
        """Press a key until the line says all of this; what was read on the way."""
        # A line without the sign is another that came below the cursor, which follows in a moment.
        self._terminal.wait_until(lambda: SIGN in self.line, "the line that has the focus")
        read = [self.line]
        while not all(word in read[-1] for word in words):
            assert len(read) < MANY, read
            self.press(key)
            read.append(self.line)
        return read


@pytest.fixture
def terminal(environment, shown):
    """The screens on the school of the demonstration."""
    with Terminal(environment=environment | shown.settings) as opened:
        yield opened


@pytest.fixture
def running(environment, held):
    """The screens in the middle of a synchronisation, and somebody who reads there."""
    often = {"LSUN_SYNC_TERMINAL_IMAGES_PAR_SECONDE": "30"}
    with Terminal(environment=environment | held.settings | often) as opened:
        user = go_to_the_classes(opened)
        launch(user)
        opened.press("o")
        opened.wait_for("Affichés : tous les messages", "n'a pas été trouvé")
        held.register.wait_until_held()
        yield opened


def text_of(lines):
    return " ".join(line.removeprefix(SIGN).strip() for line in lines)


def go_to_the_classes(terminal):
    user = BlindUser(terminal)
    user.reads("Synchronisation élèves / enseignants")
    user.press("enter", "Toutes les classes")
    # Nobody reads faster than the register answers.
    terminal.wait_for("⚠ À corriger d'abord")
    user.reads("Toutes les classes")
    return user


def launch(user):
    user.find("tab", "[ Synchronisation élèves / enseignants ]")
    user.press("enter", "Non")


def test_the_whole_job_is_done_by_reading_one_line_at_a_time(terminal):
    user = go_to_the_classes(terminal)
    user.find("tab", "⚠ À corriger d'abord dans Base Elèves 1er degré :")
    user.press("down", "Paul ARNOULD.")

    user.find("tab", "Toutes les classes")
    classes = user.find("down", "ULIS")
    assert len(classes) == 7
    assert all(line.startswith("> [x] coché ") for line in classes)
    user.find("up", "CM1")
    user.press("space", "> [ ] non coché CM1")
    user.find("tab", "5 classes cochées")
    user.find("tab", "> [ ] non coché CM1")
    user.find("up", "> [-] partiel Toutes les classes")
    user.find("down", "CM1")
    user.press("space", "> [x] coché CM1")

    launch(user)
    question = text_of(reversed(user.find("up", "Comparer 131 élèves de 6 classes")))
    assert question.startswith("Comparer 131 élèves de 6 classes, et leurs enseignants, à Base")
    assert "sont archivées avant sa mise à jour." in question
    user.find("down", "Oui")
    user.press("enter")

    # While messages arrive the line under the cursor changes by itself: no key is told by it.
    terminal.wait_for(END)
    user.find("tab", END)
    closing = text_of(user.find("down", "le reprendre."))
    assert "Élèves vérifiés : 130 sur 131 ; mis à jour : 10 ; ajoutés : 2." in closing

    user.find("tab", " : L")  # a message, whichever came first
    user.press("end")
    user.find("up", "L'élève Marie Claire Yvete DUPONT (CE1 A) a été mis à jour.")
    user.find("tab", "Mis à jour : 10 élèves, dont 9 avec archivage")
    user.press("enter", "(CE1 A)")
    for name, before_it in (("DUPONT", "Avant : Marie Claire"), ("GIRARD", "Avant : ")):
        user.find("down", name)
        before = user.line
        user.press("enter")
        user.reads(name)
        user.find("down", "Résultat : Mis à jour")
        user.find("down", before_it, "Après : ", "]")
        user.press("escape", before)


def test_messages_that_arrive_never_move_the_cursor(running, held):
    place = (2, 4)
    running.wait_until(lambda: where_the_cursor_is(running) == place, place)
    for _ in range(BATCHES):
        let_messages_arrive(running, held)
        running.wait_until(lambda: where_the_cursor_is(running) == place, place)


def test_messages_that_arrive_never_change_the_line_that_is_read(running, held):
    user = BlindUser(running)
    running.press("home")  # away from the end, which one would follow
    be_heard(running)
    user.reads("L'élève")
    line = user.line
    for _ in range(BATCHES):
        let_messages_arrive(running, held)
        user.reads(line)


def be_heard(terminal):
    """Keys are taken in their order: once the help came and went, so were those before."""
    terminal.press("f1")
    terminal.wait_for("Échap ferme")
    terminal.press("escape")
    terminal.wait_until(lambda: "Échap ferme" not in terminal.text, "the screen below the help")


def let_messages_arrive(terminal, held):
    """Have the register answer some more, and wait until the screen shows it."""
    before = terminal.text
    held.register.let_go(ANSWERS)
    terminal.wait_until(lambda: terminal.text != before, "what was answered")


def where_the_cursor_is(terminal):
    cursor = terminal.screen.cursor
    return cursor.x, cursor.y
