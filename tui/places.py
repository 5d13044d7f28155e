"""Where one can go: the entries of the menu Paramétrage, which the palette names too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from textual.app import App

from tui import file_texts, texts

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from tui.services import Office, Services

Open = Callable[[], None]


class Places:
    """Opens the screens, each imported when it is asked for: the first one waits for none."""

    def __init__(
        self,
        app: App[None],
        office: Callable[[], Awaitable[Office]],
        services: Callable[[], Awaitable[Services]],
        school_changed: Callable[[], object],
    ) -> None:
        self._app, self._office, self._services = app, office, services
        self._school_changed = school_changed

    @property
    def entries(self) -> Mapping[str, Open | None]:
        """The menu; what has no action is LSU's alone."""
        return {
            texts.SYNCHRONISATION: self.selection,
            file_texts.IMPORT_MENU: self.importing,
            texts.PUPILS_MENU: self.roll,
            texts.HISTORY_MENU: self.history,
            texts.CHANGE_SCHOOL_MENU: self.schools,
            texts.PURGE_MENU: self.purge,
            texts.PERIODS_MENU: None,
        }

    def settings_menu(self) -> None:
        """The menu itself."""
        from tui.screens.menu import MenuScreen  # noqa: PLC0415

        self._app.push_screen(MenuScreen(f"❯ {texts.SETTINGS_MENU}", self.entries))

    def selection(self) -> None:
        """The classes to synchronise."""
        from tui.screens.selection import SelectionScreen  # noqa: PLC0415

        trail = _below_settings(texts.SYNCHRONISATION)
        self._app.push_screen(SelectionScreen(trail, self._services))

    def importing(self) -> None:
        """Files to bring in."""
        from tui.screens.importing import ImportScreen  # noqa: PLC0415

        trail = _below_settings(file_texts.IMPORT_MENU)
        self._app.push_screen(ImportScreen(trail, self._office, self._school_changed))

    def roll(self) -> None:
        """The pupils of the school."""
        from tui.screens.roll import RollScreen  # noqa: PLC0415

        self._app.push_screen(RollScreen(_below_settings(texts.PUPILS_MENU), self._office))

    def history(self) -> None:
        """The former synchronisations."""
        from tui.screens.history import HistoryScreen  # noqa: PLC0415

        self._app.push_screen(HistoryScreen(_below_settings(texts.HISTORY_MENU), self._office))

    def schools(self) -> None:
        """The schools of the store."""
        from tui.screens.schools import SchoolsScreen  # noqa: PLC0415

        trail = _below_settings(texts.CHANGE_SCHOOL_MENU)
        self._app.push_screen(SchoolsScreen(trail, self._office, self._school_changed))

    def purge(self) -> None:
        """The archives that may be deleted."""
        from tui.screens.purge import PurgeScreen  # noqa: PLC0415

        self._app.push_screen(PurgeScreen(_below_settings(texts.PURGE_MENU), self._office))


def _below_settings(entry: str) -> str:
    return f"❯ {texts.SETTINGS_MENU} ❯ {entry}"
