"""Core records as JSON, for what the store keeps whole: value objects and archives."""

from typing import Any, TypeVar

import msgspec

from core.model.identifiers import Ine, Uai

T = TypeVar("T")


def to_json(value: object) -> Any:  # noqa: ANN401 - JSON is what it is
    """Plain lists, dicts, texts and numbers, ready for a JSON column."""
    return msgspec.to_builtins(value, enc_hook=_identifier_to_text)


def from_json(value: object, record: type[T]) -> T:
    """The record that `to_json` was given."""
    return msgspec.convert(value, record, dec_hook=_identifier_from_text)


def _identifier_to_text(value: object) -> str:
    if isinstance(value, Ine | Uai):
        return str(value)
    raise NotImplementedError(type(value))


def _identifier_from_text(wanted: type, value: object) -> object:
    return wanted(value)
