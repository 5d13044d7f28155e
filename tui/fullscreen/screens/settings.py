"""The most common settings: what holds, where it comes from, and changing one."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from tui.composition.settings_file import change, checked
from tui.effective_settings import THEME, EffectiveSetting, common_settings
from tui.fullscreen.screens.form import FormPage
from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.action import Action
from tui.fullscreen.widgets.form_field import FormField, all_are_right
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.fullscreen.widgets.rows import Row, Rows
from tui.settings import default_file
from tui.wording import setting_texts


class SettingsScreen(Page):
    """One row each; Enter opens it."""

    help_text = setting_texts.HELP
    first_status = setting_texts.HINT

    def body(self) -> ComposeResult:
        yield Rows()

    def on_screen_resume(self) -> None:
        """One of them may have been changed in between."""
        super().on_screen_resume()
        with self.saying_errors():
            rows = [Row(setting.key, setting_texts.row(setting)) for setting in common_settings()]
            self.query_one(Rows).replace(rows)

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        with self.saying_errors():
            for setting in common_settings():
                if setting.key == event.row.key:
                    self.open(SettingScreen(setting_texts.title(setting.meaning), setting))


class SettingScreen(FormPage):
    """What it is, and a field for another value, unless a variable sets it."""

    help_text = setting_texts.ONE_HELP

    def __init__(self, label: str, setting: EffectiveSetting) -> None:
        super().__init__(label)
        self._setting = setting

    def body(self) -> ComposeResult:
        yield Paragraphs(setting_texts.facts(self._setting))
        if not self._setting.variable:
            yield FormField(setting_texts.VALUE, self._check, id="value")
            yield Action(setting_texts.SAVE)

    def on_mount(self) -> None:
        super().on_mount()
        if not self._setting.variable:
            field = self.query_one(FormField)
            field.suggest(self._setting.value)
            field.go_to()

    def _check(self, typed: str) -> None:
        checked(self._setting, typed)

    @on(Input.Submitted)
    def _to_the_button(self) -> None:
        self.query_one(Action).focus()

    @on(Action.Pressed)
    def _save(self) -> None:
        if not all_are_right([field := self.query_one(FormField)]):
            return
        with self.saying_errors():
            before, self._setting = self._setting, change(self._setting, field.value)
            self.query_one(Paragraphs).tell(setting_texts.facts(self._setting))
            field.put(self._setting.value)
            is_theme = self._setting.key == THEME
            if is_theme:
                self.app.theme = self._setting.value
            if self._setting == before:
                self.say(setting_texts.UNCHANGED)
            else:
                self.say(setting_texts.saved(default_file(), at_once=is_theme))
