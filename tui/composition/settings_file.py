"""The settings file: made for who has none, and changed one value at a time."""

from pathlib import Path

import msgspec

from core.errors import FileError, StoreError, UserError
from core.text import without_accents
from tui import settings
from tui.effective_settings import EffectiveSetting, effective_settings
from tui.setting_kinds import HIDDEN
from tui.setting_sources import decoded, parsed
from tui.wording import setting_texts as words

# Now and then only: none of it has a part in a start.
# ruff: noqa: PLC0415


def write_commented() -> Path:
    """Write a file that tells each setting; where it is. One that is there is not replaced.

    Its values are then in the new one, beside it. Raises `UserError` when it cannot be written.
    """
    from adapters.new_file import write_new
    from tui.settings_text import commented

    path = settings.default_file()
    text = _read(path)
    new = path.with_name(f"{path.name}.nouveau") if path.exists() else path
    body = commented(effective_settings(), parsed(path, text))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_new(new, body.encode())
    except (FileError, OSError) as error:
        sentence = words.ALREADY_THERE if new.exists() else words.NOT_WRITTEN
        raise UserError(sentence.format(path=new)) from error
    return new


def checked(setting: EffectiveSetting, typed: str) -> object:
    """What is typed, as the file has it; None for the default. Raises `UserError`."""
    from tui.settings_text import typed_value

    if is_default(typed):
        return None
    if HIDDEN in typed and typed != setting.value:
        raise UserError(words.WHOLE_ADDRESS)
    try:
        value = typed_value(setting, typed)
    except msgspec.ValidationError as error:
        raise UserError(words.not_accepted(typed, setting.accepted)) from error
    if setting.key == ("lsun", "base"):
        from adapters.lsun.database import parsed as address

        try:
            address(typed)
        except StoreError as error:
            raise UserError(words.not_accepted(typed, setting.accepted)) from error
    return value


def is_default(typed: str) -> bool:
    """Whether the setting is to be what it is without anybody having set it."""
    return without_accents(typed) in ("", "defaut")


def change(setting: EffectiveSetting, typed: str) -> EffectiveSetting:
    """Write it to the file, and nothing else of it; the setting as it is then.

    Raises `UserError` when it will not do, when a variable sets it, or when nothing can be written.
    """
    from tui.settings_text import with_value, without_value

    if setting.variable:
        raise UserError(words.set_by_variable(setting.variable))
    if typed == setting.value:
        return setting
    value = checked(setting, typed)
    path = settings.default_file()
    text = _read(path)
    new = (
        without_value(text, *setting.key)
        if value is None
        else with_value(text, *setting.key, value)
    )
    before, after = parsed(path, text), parsed(path, new)
    _set(before, setting.key, value)
    if any(before.get(name, {}) != after.get(name, {}) for name in before | after):
        raise UserError(words.NOT_CHANGED.format(path=path))
    _write(path, new)
    [changed] = (known for known in effective_settings() if known.key == setting.key)
    return changed


def _set(written: dict[str, dict[str, object]], key: tuple[str, str], value: object) -> None:
    """What a change should make of what the file says."""
    section = written.setdefault(key[0], {})
    if value is None:
        section.pop(key[1], None)
    else:
        section[key[1]] = value


def _read(path: Path) -> str:
    try:
        return decoded(path, path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise UserError(words.UNREADABLE.format(path=path)) from error


def _write(path: Path, text: str) -> None:
    from adapters.new_file import rewrite

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        rewrite(path.resolve(), text.encode())  # a link to it stays one
    except OSError as error:
        raise UserError(words.NOT_WRITTEN.format(path=path)) from error
