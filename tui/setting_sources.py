"""Where each setting is said: on a line of the file, or by a variable of the environment."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from core.errors import UserError
from tui.wording import setting_texts

PREFIX = "LSUN_SYNC_"
"""What the variables begin with."""

_KUBERNETES = re.compile(r".*_SERVICE_(HOST|PORT(_\w+)?)|.*_PORT_\d+_(TCP|UDP|SCTP)(_\w+)?")
_ITS_ADDRESS = re.compile(r"(tcp|udp|sctp)://")


def variable_of(section: str, name: str) -> str:
    """The variable that sets this."""
    return f"{PREFIX}{section}_{name}".upper()


def ours(environment: Mapping[str, str]) -> list[str]:
    """The variables that look like settings.

    Those that Kubernetes gives every container of a namespace which has a service called
    `lsun-sync` are nobody's mistake.
    """
    return [
        name
        for name, value in environment.items()
        if name.startswith(PREFIX)
        and not _KUBERNETES.fullmatch(name)
        and not (name.endswith("_PORT") and _ITS_ADDRESS.match(value))
    ]


class Sources:
    """A file of settings, and the environment that overrides it."""

    def __init__(self, path: Path, text: str, environment: Mapping[str, str]) -> None:
        self.path, self._text, self._environment = path, text, environment
        self._lines: dict[tuple[str, ...], int] | None = None

    def variable(self, section: str, name: str) -> str:
        """The variable that sets this, if it is there; empty otherwise."""
        variable = variable_of(section, name)
        return variable if variable in self._environment else ""

    def line(self, *key: str) -> int | None:
        """On which line of the file this is written, from 1; None when it is not."""
        if self._lines is None:
            self._lines = lines_of(self._text)
        return self._lines.get(key)

    def where(self, section: str, name: str = "") -> str:
        """What a sentence about it begins with."""
        if name and (variable := self.variable(section, name)):
            return setting_texts.in_variable(variable)
        key = (section, name) if name else (section,)
        return setting_texts.in_file(self.path, self.line(*key))


def lines_of(text: str) -> dict[tuple[str, ...], int]:
    """The line on which each key and each table of a TOML document begins, from 1.

    A statement ends on the first line with which it can be read: so the parser itself says it.
    """
    import tomllib  # noqa: PLC0415 - many have no file, and the first screen does not wait for it

    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    begun, statement = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        if not statement:
            begun = number
        statement += f"{line}\n"
        try:
            read = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        keys = list(_keys_of(read))
        if statement.lstrip().startswith("["):
            table, keys = keys[-1], [()]
        for key in keys:
            for depth in range(1, len(table + key) + 1):
                lines.setdefault((table + key)[:depth], begun)
        statement = ""
    return lines


def _keys_of(read: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Each of its keys, and those of its tables."""
    for name, value in read.items():
        yield (name,)
        if isinstance(value, dict):
            yield from ((name, *deeper) for deeper in _keys_of(value))


_PLACE = re.compile(r"at line (\d+), column (\d+)")


def decoded(path: Path, content: bytes) -> str:
    """The file as text. Raises `UserError` with the line that is none."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UserError(setting_texts.not_utf8(setting_texts.in_file(path, line))) from error


def parsed(path: Path, text: str) -> dict[str, Any]:
    """What the file says. Raises `UserError` with the line and the column that cannot be read."""
    if not text:
        return {}
    import tomllib  # noqa: PLC0415

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))  # before Python 3.14, its message alone says it
        line, column = map(int, found.groups()) if found else (text.rstrip().count("\n") + 1, None)
        where = setting_texts.in_file(path, line)
        raise UserError(setting_texts.not_toml(where, column)) from error
