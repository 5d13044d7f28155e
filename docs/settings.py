"""The table of settings of `README.fr.md`, made from the settings themselves."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tui.setting_kinds import accepted, fields_of, is_section, written
from tui.setting_sources import variable_of
from tui.settings import Settings
from tui.wording import setting_texts
from tui.wording.setting_meanings import KEYS, MEANINGS

PAGE = Path(__file__).parent.with_name("README.fr.md")
HEAD = "| Fichier | Variable | Ce que c'est | Accepté (par défaut) |\n| --- | --- | --- | --- |\n"
TABLE = re.compile(rf"{re.escape(HEAD)}(\|.*\|\n)*")


def table() -> str:
    """Each setting, in the order of the fields; the commands that have keys are one row."""
    return HEAD + "".join(f"| {' | '.join(cells)} |\n" for cells in _rows())


def _rows() -> Iterator[tuple[str, str, str, str]]:
    for section, declared in fields_of(Settings).items():
        if not is_section(declared):
            meaning = KEYS.format(label="…")
            yield (
                f"`[{section}] …`",
                f"`{variable_of(section, '…')}`",
                meaning,
                setting_texts.KEYS,
            )
            continue
        for name, setting in fields_of(declared.type).items():
            usual = "" if setting.default is msgspec.NODEFAULT else written(setting.default)
            yield (
                f"`[{section}] {name}`",
                f"`{variable_of(section, name)}`",
                MEANINGS[section][name],
                accepted(setting.type) + (f" ({usual})" if usual else ""),
            )


if __name__ == "__main__":
    PAGE.write_text(TABLE.sub(lambda _found: table(), PAGE.read_text("utf-8")), "utf-8")
