"""The text of the settings file: a commented one, and one of its values changed."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import msgspec
import tomlkit

from tui.effective_settings import EffectiveSetting
from tui.setting_kinds import understood
from tui.setting_sources import lines_of
from tui.wording import setting_texts as words


def commented(known: Iterable[EffectiveSetting], written: Mapping[str, Any]) -> str:
    """Each setting with its meaning: as it is in this file, or its default as a comment."""
    parts = [words.comment(words.FILE_HEAD)]
    for section, of_section in groupby(known, lambda setting: setting.section):
        parts.append(f"\n[{section}]\n")
        for setting in of_section:
            parts.append("\n" + words.comment(words.explained(setting.meaning, setting.accepted)))
            kept = written.get(section, {})
            if setting.name in kept:
                parts.append(_line(setting.name, kept[setting.name]))
            else:
                parts.append(f"# {_line(setting.name, typed_value(setting, setting.default))}")
    return "".join(parts)


def typed_value(setting: EffectiveSetting, text: str) -> object:
    """What is typed, as the file has it. Raises `msgspec.ValidationError` when it will not do."""
    return msgspec.to_builtins(
        msgspec.convert(understood(setting.kind, text), setting.kind, strict=False)
    )


def with_value(text: str, section: str, name: str, value: object) -> str:
    """The same file with this value; its comments and its other values stay."""
    lines, rows = lines_of(text), text.split("\n")
    header = lines.get((section,), 0)
    if (section, name) in lines or not rows[header - 1].lstrip().startswith("["):
        document = tomlkit.parse(text)
        document.setdefault(section, tomlkit.table())[name] = value
        return tomlkit.dumps(document)
    at = _below_its_comment(rows, header, name)
    end = "\r" if rows[at - 1].endswith("\r") else ""
    rows.insert(at, _line(name, value).rstrip("\n") + end)
    return "\n".join(rows)


def without_value(text: str, section: str, name: str) -> str:
    """The same file without this value."""
    document = tomlkit.parse(text)
    if name not in document.get(section, {}):
        return text
    del document[section][name]
    return tomlkit.dumps(document)


def _below_its_comment(rows: list[str], header: int, name: str) -> int:
    """Where a value goes that is not there yet: where a commented file tells of it, or first."""
    told = re.compile(rf"#\s*{re.escape(name)}\s*=")
    for number, row in enumerate(rows[header:], header):
        if row.startswith("["):
            break
        if told.match(row):
            return number + 1
    return header


def _line(name: str, value: object) -> str:
    return f"{name} = {tomlkit.item(value).as_string()}\n"
