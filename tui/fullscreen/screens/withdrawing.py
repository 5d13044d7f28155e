"""A locked bilan that was filed wrongly: which one, why, and its withdrawal."""

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Input

from core.messages import refusals
from core.model.livret import Bilan, Livret
from core.usecases.withdrawals import checked_reason, withdraw
from tui.fullscreen.screens.form import FormPage
from tui.fullscreen.screens.page import Opened
from tui.fullscreen.widgets.action import Action
from tui.fullscreen.widgets.form_field import FormField, all_are_right
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import declined_texts, history_texts


class WithdrawScreen(FormPage):
    """The locked bilans of a pupil; the button withdraws the current one, once confirmed."""

    help_text = history_texts.WITHDRAW_HELP

    def __init__(self, label: str, opened: Opened, livret_id: int) -> None:
        super().__init__(label)
        self._opened, self._livret_id = opened, livret_id
        self._livret: Livret | None = None

    @property
    def subject(self) -> str:
        """The livret: a namesake's is reached by the same way."""
        return str(self._livret_id)

    def body(self) -> ComposeResult:
        yield Rows()
        yield FormField(history_texts.REASON, checked_reason, id="reason")
        yield Action(history_texts.WITHDRAW_IT, disabled=True)

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    @work
    async def _load(self) -> None:
        with self.saying_errors():
            self._show(await (await self._opened()).store.livret(self._livret_id))
            if self._livret is not None and not self._livret.locked_bilans:
                self.say(refusals.unknown_bilan(0))

    def _show(self, livret: Livret) -> None:
        self._livret = livret
        rows = [Row(bilan, history_texts.bilan_line(bilan)) for bilan in livret.locked_bilans]
        self.query_one(Rows).replace(rows)
        self.query_one(Action).disabled = not rows

    @on(Rows.Chosen)
    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Action.Pressed)
    @work(exclusive=True)
    async def _withdraw(self) -> None:
        row = self.query_one(Rows).current
        if self._livret is None or row is None or not isinstance(row.key, Bilan):
            return
        if not all_are_right([field := self.query_one(FormField)]):
            return
        reason = field.value
        with self.saying_errors():
            question = history_texts.withdraw_question(self._livret, row.key, reason)
            if not await self.ask(question, declined_texts.NOT_WITHDRAWN):
                return
            workspace = await self._opened()
            await withdraw(workspace, self._livret, row.key, reason)
            done = history_texts.withdrawn(self._livret, row.key)
            field.put("")
            self._show(await workspace.store.livret(self._livret_id))
            self.say(done)
