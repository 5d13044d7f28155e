"""The content of a folder, to walk through and to choose from."""

from pathlib import Path

from textual import on

from tui.fullscreen.widgets.filtered import FilteredRows
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import file_texts

GRADEBOOK = ".xml"
SUFFIXES = (".csv", GRADEBOOK)


class Folder(FilteredRows):
    """The folders and the files that can be imported; Enter goes into a folder, letters filter it.

    Only a file, or the whole folder by the first row, is left to be `Chosen` by who listens.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._show(path)

    def go_to_folder(self, path: Path) -> None:
        """Show this folder."""
        self._show(path)

    def go_to_gradebook(self) -> None:
        """Make the first file of a gradebook that is here the current row, if there is one."""
        for rank, row in enumerate(self._rows):
            if isinstance(row.key, Path) and row.key.suffix.lower() == GRADEBOOK:
                self.go_to(rank)
                return

    @on(Rows.Chosen)
    def _walk(self, event: Rows.Chosen) -> None:
        key = event.row.key
        if key == "parent":
            self._go(self.path.parent, event)
        elif isinstance(key, Path) and key != self.path and key.is_dir():
            self._go(key, event)

    def _go(self, path: Path, event: Rows.Chosen) -> None:
        event.stop()
        self._show(path)

    def _show(self, path: Path) -> None:
        try:
            inside = sorted(
                path.iterdir(), key=lambda entry: (entry.is_file(), entry.name.casefold())
            )
        except OSError:
            inside = []
        self.path = path
        folders = [entry for entry in inside if entry.is_dir() and not entry.name.startswith(".")]
        files = [
            entry
            for entry in inside
            if entry.suffix.lower() in SUFFIXES
            and not (entry.is_dir() or entry.name.startswith("."))
        ]
        self.filter = ""
        self.offer(
            [
                Row(path, file_texts.WHOLE_FOLDER),
                Row("parent", file_texts.PARENT_FOLDER),
                *(Row(folder, f"{folder.name}/") for folder in folders),
                *(Row(file, file.name) for file in files),
            ]
        )
        if folders and not files:
            self.go_to(2)  # nothing here can be read: what can is in one of them
