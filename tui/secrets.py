"""Where secrets come from: the environment, a file that its owner alone reads, or the keyring."""

import os
import stat
from pathlib import Path

from core.errors import UserError
from tui.wording import access_texts

KEYRING_SERVICE = "lsun-sync"
"""What the keyring of the machine files them under."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MOST = 64 * 1024


def from_file(path: Path) -> str:
    """The secret in this file. Raises `UserError` when others can read it, or it is none."""
    try:
        with path.open(encoding="ascii") as file:
            if is_open_to_others(os.fstat(file.fileno())):
                raise UserError(access_texts.READABLE_BY_OTHERS.format(path=path))
            secret = file.read(_MOST).strip()
    except UnicodeDecodeError as error:
        raise UserError(access_texts.NOT_ONE_WORD.format(path=path)) from error
    except OSError as error:
        raise UserError(access_texts.UNREADABLE_FILE.format(path=path)) from error
    if not secret or not secret.isprintable() or " " in secret:
        raise UserError(access_texts.NOT_ONE_WORD.format(path=path))
    return secret


def from_keyring(name: str) -> str:
    """The secret of this name in the keyring; empty when it has none. Raises `UserError`."""
    try:
        import keyring  # noqa: PLC0415 - an extra that few have

        return keyring.get_password(KEYRING_SERVICE, name) or ""
    except Exception as error:  # each keyring has errors of its own
        raise UserError(access_texts.NO_KEYRING) from error


def is_open_to_others(status: os.stat_result, what: int = _OTHERS) -> bool:
    """Whether others than the owner of a file may do any of this with it."""
    return bool(status.st_mode & what)
