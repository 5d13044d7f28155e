"""Why settings are refused: each fault, where it is, and what may have been meant."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import FieldInfo

from tui.nearest import nearest
from tui.setting_kinds import Secret, Shape, accepted, fields_of, is_section, takes, written
from tui.setting_sources import Sources
from tui.wording import setting_texts as words


def faults(shape: Shape, values: Mapping[str, Any], sources: Sources) -> Iterator[str]:
    """A sentence for each fault of what the file and the environment say together."""
    sections = fields_of(shape)
    for name, value in values.items():
        where = sources.where(name)
        if name not in sections:
            yield _unknown_section(sections, name, value, where)
        elif not isinstance(value, dict):
            yield words.not_a_section(where, name)
        elif is_section(sections[name]):
            yield from _of_section(sections[name].type, name, value, sources)
        else:
            yield from _not_texts(name, value, sources)


def _unknown_section(
    sections: Mapping[str, FieldInfo], name: str, value: object, where: str
) -> str:
    if isinstance(value, dict):
        return words.unknown_section(where, name, nearest(name, sections), list(sections))
    having = [
        section
        for section, field in sections.items()
        if is_section(field) and name in fields_of(field.type)
    ]
    return words.outside(where, name, having)


def _of_section(
    shape: Shape, section: str, values: Mapping[str, Any], sources: Sources
) -> Iterator[str]:
    known = fields_of(shape)
    for name, value in values.items():
        where = sources.where(section, name)
        if name not in known:
            meant = nearest(name, known)
            yield words.unknown_setting(where, section, name, meant, list(known))
        elif not takes(kind := known[name].type, value):
            shown = None if kind == Secret else _as_written(value)
            yield words.wrong_value(where, f"[{section}] {name}", shown, accepted(kind))


def _not_texts(section: str, values: Mapping[str, Any], sources: Sources) -> Iterator[str]:
    for name, value in values.items():
        if not isinstance(value, str):
            where, setting = sources.where(section, name), f"[{section}] {name}"
            yield words.wrong_value(where, setting, _as_written(value), words.KEYS)


def _as_written(value: object) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return written(value)
