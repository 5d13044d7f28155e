"""The section `touches`: the keys of the commands that have others than usual."""

from collections.abc import Mapping

from core.errors import UserError
from tui.keymap import COMMANDS, keys_read
from tui.setting_sources import Sources
from tui.wording import setting_texts as words
from tui.wording import texts
from tui.wording.key_texts import key_name


def keys_of(written: Mapping[str, str], sources: Sources) -> dict[str, str]:
    """Those that commands have instead. Raises `UserError` when one is none, or is taken."""
    keys = {}
    for name, text in written.items():
        where = sources.where("touches", name)
        if name not in COMMANDS:
            from tui.nearest import nearest  # noqa: PLC0415 - few are wrong

            meant = nearest(name, COMMANDS)
            raise UserError(words.unknown_setting(where, "touches", name, meant, list(COMMANDS)))
        read = keys_read(text)
        if read is None:
            raise UserError(words.wrong_value(where, f"[touches] {name}", text, words.KEYS))
        keys[name] = read
    used: dict[str, str] = {}
    for name, command in COMMANDS.items():
        for key in keys.get(name, command.keys).split(","):
            if key in used:
                shared = {"key": key_name(key), "one": used[key], "other": name}
                raise UserError(texts.SHARED_KEY.format(**shared))
            used[key] = name
    return keys
