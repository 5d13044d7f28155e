"""What a setting takes, as its type says: in French, and as it is shown."""

import re
from enum import Enum
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta, inspect
from msgspec.structs import FieldInfo

from tui.wording import setting_texts as words

# To Python's `$`, a line break may follow: `\\Z` ends for good.
Address = Annotated[str, Meta(pattern=r"^(https?://[^\s]+)?\Z", description=words.ADDRESS)]
_MAIL = r"[^\s@,;<>\"]+@[^\s@,;<>\"]+"
MailAddress = Annotated[str, Meta(pattern=rf"^({_MAIL})?\Z", description=words.MAIL)]
MailAddresses = Annotated[
    str, Meta(pattern=rf"^({_MAIL}( *, *{_MAIL})*)?\Z", description=words.MAILS)
]
Host = Annotated[str, Meta(pattern=r"^[\w.:-]*\Z", description=words.HOST)]
Hour = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z", description=words.HOUR)]
File = Annotated[str, Meta(description=words.FILE)]
Periods = Annotated[str, Meta(description=words.PERIODS)]
Seconds = Annotated[float, Meta(gt=0, le=600)]
Percentage = Annotated[float, Meta(ge=0, le=100)]
Secret = Annotated[str, Meta(pattern=r"^[!-~]*\Z", description=words.SECRET)]
"""What is never shown."""

Shape = type[msgspec.Struct]

HIDDEN = "…"
"""Stands for a password in an address."""
_PASSWORD = re.compile(r"(?<=://)([^/:@\s]*):.*@|([?&]password=)[^&]*")


def accepted(kind: Any) -> str:  # noqa: ANN401 - a type, or what annotates one
    """What a setting of this type takes."""
    if get_origin(kind) is Literal:
        return words.one_of(get_args(kind))
    match inspect.type_info(kind):
        case inspect.Metadata(extra_json_schema={"description": str(description)}):
            return description
        case inspect.BoolType():
            return words.BOOLEAN
        case inspect.EnumType(cls=choices):
            return words.one_of([choice.value for choice in choices])
        case inspect.IntType() | inspect.FloatType() as number:
            is_whole = isinstance(number, inspect.IntType)
            return words.number(whole=is_whole, least=number.ge, above=number.gt, most=number.le)
    return words.TEXT


def written(value: object) -> str:
    """A value as one writes it; a password in an address is left out."""
    match value:
        case bool():
            return words.YES if value else words.NO
        case Enum():
            return str(value.value)
        case float():
            return f"{value:g}"
    return _PASSWORD.sub(_without_it, str(value))


def _without_it(found: re.Match[str]) -> str:
    return f"{found[2]}{HIDDEN}" if found[2] else f"{found[1]}:{HIDDEN}@"


def understood(kind: Any, value: object) -> object:  # noqa: ANN401 - likewise
    """A value as this type has it: a word that means yes or no, as what TOML has for it."""
    if kind is bool and isinstance(value, str):
        return _YES_OR_NO.get(value.strip().lower(), value)
    return value


_YES_OR_NO = {words.YES: True, words.NO: False}


def takes(kind: Any, value: object) -> bool:  # noqa: ANN401 - likewise
    """Whether a setting of this type takes this value."""
    try:
        msgspec.convert(understood(kind, value), kind, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def fields_of(shape: Shape) -> dict[str, FieldInfo]:
    """The settings of a section, or the sections, by the names that the file has."""
    return {field.encode_name: field for field in msgspec.structs.fields(shape)}


def is_section(field: FieldInfo) -> bool:
    """Whether it has settings of its own that are declared."""
    return isinstance(field.type, type) and issubclass(field.type, msgspec.Struct)
