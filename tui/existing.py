"""A folder or a file that the user names."""

from contextlib import suppress
from pathlib import Path

from core.errors import UserError
from tui.nearest import meant_by
from tui.wording.file_texts import no_such_path


def existing(typed: Path) -> Path:
    """The folder or the file of this name; raise `UserError` when there is none.

    The part of the path that is missing is told, and what was perhaps meant by it. What is where
    the user may not look is left to be told by who opens it.
    """
    missing = path = typed
    try:
        missing = path = typed.expanduser()
        with suppress(FileNotFoundError, NotADirectoryError, ValueError):
            path.stat()
            return path
        while not missing.parent.exists():
            missing = missing.parent
    except PermissionError:
        return path
    except (OSError, RuntimeError):  # a name too long, the home of nobody
        pass
    beside: list[str] = []
    with suppress(OSError):
        # A link that leads nowhere is there by its name.
        beside = sorted({entry.name for entry in missing.parent.iterdir()} - {missing.name})
    meant = meant_by(missing.name, beside)
    raise UserError(no_such_path(missing.name, missing.parent.absolute(), meant))
