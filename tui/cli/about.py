"""`--version`: what whoever helps asks first."""

import argparse
import platform
import sys
from collections.abc import Sequence
from typing import Any, NoReturn
from urllib.parse import urlsplit

from core.errors import UserError
from core.text import showable
from tui import __version__, settings
from tui.wording import command_texts
from tui.wording.texts import APPLICATION

_FILE = "sqlite:///"


class SayAbout(argparse.Action):
    """Says the version of the program and of Python, and where the settings and the store are."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        _values: str | Sequence[Any] | None,
        _option: str | None = None,
    ) -> NoReturn:
        sys.stdout.write("".join(f"{showable(line)}\n" for line in _lines()))
        parser.exit()


def _lines() -> tuple[str, str, str]:
    return (
        f"{APPLICATION} {__version__} (Python {platform.python_version()})",
        command_texts.SETTINGS_FILE.format(path=settings.default_file()),
        _store(),
    )


def _store() -> str:
    try:
        address = settings.load().lsun.database
    except UserError as error:
        return str(error)
    return command_texts.STORE_PLACE.format(place=_without_secrets(address))


def _without_secrets(address: str) -> str:
    """A file, or the server and its base: an address may hold an account and a password."""
    if address.startswith(_FILE):
        return address.removeprefix(_FILE)
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
