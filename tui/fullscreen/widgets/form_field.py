"""A field of a form: its label, what is typed, and what is wrong with it."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Input

from core.errors import UserError
from tui.fullscreen.widgets.field import Field
from tui.fullscreen.widgets.lines import MARK
from tui.fullscreen.widgets.notice import Notice
from tui.fullscreen.widgets.sentence import OneLine, Sentence
from tui.wording import texts

_OPEN, _CLOSE = "[", "]"


class FormField(Vertical):
    """Marked by a sign and a frame while it is typed in; a fault is told below it once it is left.

    `check` raises `UserError` when what is typed will not do: Enter then stays in the field, and
    the fault is told until it is put right. An empty field is a fault only for who asks
    `is_right`: it may be left to be filled in later. What is proposed is selected, and it is told
    that the next letter replaces it.
    """

    def __init__(self, label: str, check: Callable[[str], object] = str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=f"{id}-field", classes="form-field")
        self._label, self._check, self._field = label, check, Field(id=id)

    def compose(self) -> ComposeResult:
        with Horizontal(classes="field"):
            with Horizontal(classes="label"):
                yield OneLine(classes="sign")
                yield OneLine(self._label)
            with Horizontal(classes="entry"):
                yield OneLine(classes="frame")
                yield self._field
                yield OneLine(classes="frame")
        proposed = Sentence(texts.PROPOSED, classes="proposed")
        proposed.display = False
        yield proposed
        yield Notice()

    def on_mount(self) -> None:
        self.watch(self._field, "selection", self._tell_proposal)
        self.watch(self._field, "has_focus", self._tell_proposal)

    @property
    def value(self) -> str:
        """What is typed, without blanks at its ends."""
        return self._field.value.strip()

    @property
    def typed(self) -> str:
        """What the user typed; empty while it is what was proposed."""
        return "" if self._field.is_proposed else self._field.value

    @property
    def is_proposing(self) -> bool:
        """Whether nobody has typed in it, or gone on from it."""
        return self._field.has_focus and self._field.is_proposed

    def type_again(self, text: str) -> None:
        """Put what the user had typed there, to be gone on with."""
        self._field.value = text
        self._field.action_end()

    def settle(self) -> None:
        """What is typed was used: from now on it is no more than proposed."""
        self.put(self._field.value)

    def put(self, text: str) -> None:
        """Propose a text, in the place of what is there."""
        self._field.propose(text)

    def suggest(self, text: str) -> None:
        """Propose a text, unless the user has typed another by now."""
        if not self.value or self._field.is_proposed:
            self.put(text)

    def go_to(self) -> None:
        """Let the user type in it."""
        self._field.focus()

    def correct(self) -> None:
        """Let the user type something else: what is there is selected, and seen to be."""
        self._field.focus()
        self._field.action_select_all()

    def complain(self, sentence: str) -> None:
        """Tell what is wrong; nothing is, any more, when the sentence is empty."""
        self.query_one(Notice).say(sentence)

    def is_right(self) -> bool:
        """Whether what is typed will do; if not, it is told why."""
        fault = self._fault()
        self.complain(fault)
        return not fault

    def _fault(self) -> str:
        try:
            self._check(self.value)
        except UserError as error:
            return str(error)
        return ""

    def on_input_changed(self) -> None:
        """A fault is not told any longer than it lasts."""
        if self.query_one(Notice).text and not (self.value and self._fault()):
            self.complain("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Who goes on stays where something is wrong."""
        if self.value and not self.is_right():
            event.stop()
            self.correct()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        self._show_focus(is_typed_in=event.widget is self._field)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        if event.widget is not self._field:
            return
        self._show_focus(is_typed_in=False)
        if self.value:
            self.is_right()
        else:
            self.complain("")

    def _tell_proposal(self) -> None:
        field = self._field
        is_told = field.has_focus and field.is_proposed and field.is_selected
        self.query_one(".proposed").display = is_told

    def _show_focus(self, *, is_typed_in: bool) -> None:
        self.set_class(is_typed_in, "typed-in")
        signs = (MARK, _OPEN, _CLOSE) if is_typed_in else ("", "", "")
        parts = self.query(".sign, .frame").results(OneLine)
        for part, sign in zip(parts, signs, strict=True):
            part.say(sign)


def all_are_right(fields: Sequence[FormField]) -> bool:
    """Whether a form can be gone on with; if not, the user is taken to the first fault."""
    faulty = [field for field in fields if not field.is_right()]
    if faulty:
        faulty[0].correct()
    return not faulty
