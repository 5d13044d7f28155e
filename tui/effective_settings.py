"""Each setting as it holds: its value, where that comes from, and what is accepted."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tui import settings
from tui.keymap import COMMANDS
from tui.setting_kinds import Secret, accepted, fields_of, is_section, written
from tui.setting_sources import Sources, variable_of
from tui.settings import Settings
from tui.wording import setting_texts
from tui.wording.key_texts import key_name
from tui.wording.setting_meanings import KEYS, MEANINGS


@dataclass(frozen=True, slots=True)
class EffectiveSetting:
    """A setting. `value` and `default` are as one writes them; empty are those of a secret."""

    section: str
    name: str
    value: str
    default: str
    variable: str
    """That it comes from; empty when it does not."""
    line: int | None
    """Of the file, where it is written there."""
    accepted: str
    meaning: str
    kind: Any
    is_set: bool
    """Whether there is a value: that of a secret is not told."""

    @property
    def key(self) -> tuple[str, str]:
        """Its section and its name."""
        return self.section, self.name

    @property
    def label(self) -> str:
        """How the file calls it."""
        return f"[{self.section}] {self.name}"

    @property
    def its_variable(self) -> str:
        """The variable that would set it."""
        return variable_of(self.section, self.name)

    @property
    def is_secret(self) -> bool:
        """Whether its value is shown to nobody."""
        return bool(self.kind == Secret)

    @property
    def shown(self) -> str:
        """Its value, as it is shown."""
        if self.is_secret and self.is_set:
            return setting_texts.SET
        return self.value or setting_texts.NOTHING

    @property
    def origin(self) -> str:
        """Where its value comes from."""
        return setting_texts.origin(self.variable, self.line)


def effective_settings(
    environment: Mapping[str, str] = os.environ,
) -> tuple[EffectiveSetting, ...]:
    """All of them, in the order of `tui.settings.Settings`. Raises `UserError` as `load` does."""
    chosen = settings.load(environment)
    return tuple(_all(chosen, settings.sources(environment)))


def _all(chosen: Settings, sources: Sources) -> Iterator[EffectiveSetting]:
    for section, declared in fields_of(Settings).items():
        if not is_section(declared):
            yield from _keys(section, chosen.keys, sources)
            continue
        values, usual = getattr(chosen, declared.name), declared.type()
        for name, field in fields_of(declared.type).items():
            value = getattr(values, field.name)
            is_secret = field.type == Secret
            yield EffectiveSetting(
                section,
                name,
                "" if is_secret else written(value),
                written(getattr(usual, field.name)),
                sources.variable(section, name),
                sources.line(section, name),
                accepted(field.type),
                MEANINGS[section][name],
                field.type,
                bool(value),
            )


def _keys(section: str, keys: Mapping[str, str], sources: Sources) -> Iterator[EffectiveSetting]:
    for name, command in COMMANDS.items():
        yield EffectiveSetting(
            section,
            name,
            _named(keys.get(name, command.keys)),
            _named(command.keys),
            sources.variable(section, name),
            sources.line(section, name),
            setting_texts.KEYS,
            KEYS.format(label=command.label),
            str,
            is_set=True,
        )


def _named(keys: str) -> str:
    return ", ".join(map(key_name, keys.split(",")))


_COMMON = {
    ("lsun", "base"),
    ("lsun", "ecole"),
    ("be1d", "adresse"),
    ("be1d", "simultanes"),
    ("be1d", "essais"),
    ("utilisateur", "nom"),
    ("utilisateur", "role"),
    ("terminal", "lineaire"),
    ("terminal", "theme"),
    ("terminal", "images_par_seconde"),
    ("terminal", "presse_papiers"),
}
THEME = ("terminal", "theme")
"""What screens can wear at once."""


def common_settings() -> tuple[EffectiveSetting, ...]:
    """Those that are offered to be changed from within. Raises `UserError` likewise."""
    return tuple(setting for setting in effective_settings() if setting.key in _COMMON)
