"""An application that shows what it is given, as lsun-sync would: its stylesheet, its themes."""

from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.reactive import var

import tui.fullscreen.app
from tui.fullscreen.terminal.colours import THEMES


class Dressed(App):
    """Nothing is behind it: no school, no store."""

    CSS_PATH = Path(tui.fullscreen.app.__file__).with_name("app.tcss")
    themes: ClassVar = {theme.name: theme for theme in THEMES}
    school_line = var("")

    def on_mount(self):
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name


class Remembering(Dressed):
    """What the application keeps of forms that are left."""

    def __init__(self):
        super().__init__()
        self.drafts = {}
