"""Why an LSU file is refused: what is wrong, in which line, and about which pupil."""

import re

from lxml import etree

from adapters.lsu import sentences
from adapters.lsu.outline import Place
from adapters.lsu.schema import names
from core.errors import FileError
from core.model.identifiers import InvalidIdentifier

_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?([\w-]+)'")
_ATTRIBUTE = re.compile(r"attribute '([\w-]+)'")


class DuplicateId(ValueError):
    """Two elements have one id: they would stand for each other."""


def not_what_the_schema_says(file: str, entry: etree._LogEntry, place: Place) -> FileError:
    """The refusal of a file for an error of libxml2 at this place."""
    if not entry.type_name.startswith("SCHEMAV_"):
        return not_xml(file, place)
    element, attribute = _named(_ELEMENT, entry.message), _named(_ATTRIBUTE, entry.message)
    where = sentences.where(place.line, element, attribute, place.pupil)
    return FileError(sentences.NOT_CONFORM.format(file=file, where=where, reason=_reason(entry)))


def not_xml(file: str, place: Place) -> FileError:
    """The refusal of a file that is no XML from this place on."""
    where = sentences.where(place.line, place.element, pupil=place.pupil)
    return FileError(sentences.NOT_XML.format(file=file, where=where))


def not_understood(file: str, error: Exception, place: Place) -> FileError:
    """The refusal of a file that the schema allows, for what this element says."""
    where = sentences.where(place.line, place.element, pupil=place.pupil)
    return FileError(sentences.NOT_CONFORM.format(file=file, where=where, reason=_cause(error)))


def _reason(entry: etree._LogEntry) -> str:
    kind = entry.type_name.removeprefix("SCHEMAV_")
    if kind == "CVC_IDC":
        is_twice = entry.message.partition(": ")[2].startswith("Duplicate")
        return sentences.DUPLICATE if is_twice else sentences.UNKNOWN_REFERENCE
    return sentences.REASONS.get(kind, sentences.OTHERWISE)


def _cause(error: Exception) -> str:
    if isinstance(error, InvalidIdentifier):
        return sentences.BAD_IDENTIFIER
    if isinstance(error, DuplicateId):
        return sentences.DUPLICATE_ID
    return sentences.UNKNOWN_REFERENCE if isinstance(error, LookupError) else sentences.NOT_HELD


def _named(pattern: re.Pattern[str], message: str) -> str:
    """What a message of libxml2 names, if the schema knows it: it could be named anything."""
    found = pattern.search(message)
    return found[1] if found and found[1] in names() else ""
