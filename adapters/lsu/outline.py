"""An LSU file measured and followed as it streams by, before lxml sees any of it.

What lxml validates it copies several times over: on names, lists or texts of millions of characters
it needs minutes and gigabytes, or crashes. Nor does it say where in a stream something is wrong.
"""

from collections.abc import Iterator
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from adapters.lsu import sentences
from adapters.lsu.schema import names
from core.errors import FileError
from core.text import clean

MAX_TAG = 64 * 1024
"""Bytes from one « < » to the next: a tag with its attributes, and the text that follows it."""
MAX_TEXT = 4_000
"""Characters between two tags: more than twice the longest text that the schema allows."""
MAX_ATTRIBUTES = 40
MAX_DEPTH = 16
MAX_IN_RECORD, MAX_IN_SECTION, MAX_ELEMENTS = 2_000, 20_000, 800_000
"""Elements inside one bilan; bilans, pupils and so on; elements altogether."""

_RECORD = 4
"""How deep a bilan or a pupil is: lsun-bilans, donnees, bilans-periodiques, bilan-periodique."""

# In all of them a byte under 128 is the ASCII character, so that both parsers see the same tags.
_ENCODINGS = {None, "utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"}
_NOT_ALLOWED = {
    expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_BAD_CHAR_REF],
}
_NAME_LENGTH = 60


class Place(NamedTuple):
    """A tag of the file: its line, its element, and the pupil it is about (empty if about none)."""

    line: int
    element: str
    pupil: str


class Outline:
    """What is open at each place of a file. Every method raises `FileError`."""

    def __init__(self, file: str) -> None:
        self.place = Place(1, "", "")
        self.file = file
        self._size = self._since_tag = self._text_size = 0
        self._open: list[str] = []
        self._elements = self._in_section = self._in_record = 0
        self._pupil = ""
        self._pupils: dict[str, str] = {}
        self._cuts: list[tuple[int, Place]] = []
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def pieces(self, block: bytes) -> Iterator[bytes]:
        """The block, cut before each of its tags; `place` is where the last piece given begins."""
        before = self._size
        self._measure(block)
        self._cuts.clear()
        self._parse(block, is_final=False)
        start = 0
        for index, place in self._cuts:
            end = max(index - before, 0)
            if end > start:
                yield block[start:end]
            start, self.place = end, place
        if start < len(block):  # the end of an empty element is after it
            yield block[start:]

    def close(self) -> None:
        """Say that the file ends here."""
        self._parse(b"", is_final=True)

    def _measure(self, block: bytes) -> None:
        """Bound the tags of a block, without which parsing them could take minutes."""
        self._size += len(block)
        first, *others = block.split(b"<")
        longest = max(self._since_tag + len(first), *map(len, others), 0)
        self._since_tag = len(others[-1]) if others else self._since_tag + len(first)
        if longest > MAX_TAG:
            self._refuse(sentences.TOO_MUCH)
        if b"\0" in block:  # UTF-16, or no text at all
            self._refuse(sentences.NOT_UTF8)

    def _parse(self, block: bytes, *, is_final: bool) -> None:
        try:
            self._parser.Parse(block, is_final)
        except expat.ExpatError as error:
            not_allowed = self._open and error.code in _NOT_ALLOWED
            sentence = sentences.NOT_ALLOWED if not_allowed else sentences.NOT_XML
            raise FileError(self._said(sentence, error.lineno)) from error
        except (LookupError, ValueError) as error:
            raise FileError(self._said(sentences.NOT_UTF8, 1)) from error

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding and encoding.lower()) not in _ENCODINGS:
            self._refuse(sentences.NOT_UTF8)

    def _doctype(self, *_declared: object) -> None:
        """A DOCTYPE alone can make XML act or grow."""
        self._refuse(sentences.DOCTYPE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(":")[2]
        self._open.append(element)
        depth = len(self._open)
        if depth <= _RECORD:
            self._begin(depth, element, attributes)
        self._elements += 1
        self._in_record += 1
        self._cut(element)
        if (
            depth > MAX_DEPTH
            or len(attributes) > MAX_ATTRIBUTES
            or self._in_record > MAX_IN_RECORD
            or self._in_section > MAX_IN_SECTION
            or self._elements > MAX_ELEMENTS
        ):
            self._refuse(sentences.TOO_MUCH)

    def _begin(self, depth: int, element: str, attributes: dict[str, str]) -> None:
        self._in_record = 0
        self._in_section = self._in_section + 1 if depth == _RECORD else 0
        if element == "eleve" and "id" in attributes:
            name = clean(f"{attributes.get('prenom', '')} {attributes.get('nom', '')}")
            number = "*" * 7 + clean(attributes.get("ine", ""))[-4:]
            self._pupils[attributes["id"]] = name[:_NAME_LENGTH] or number
        self._pupil = self._pupils.get(attributes.get("eleve-ref", attributes.get("id", "")), "")

    def _end(self, name: str) -> None:
        self._cut(name.rpartition(":")[2])
        self._open.pop()
        if len(self._open) < _RECORD - 1:
            self._pupil = ""

    def _text(self, text: str) -> None:
        self._text_size += len(text)
        if self._text_size > MAX_TEXT:
            self._refuse(sentences.TEXT_TOO_LONG)

    def _cut(self, element: str) -> None:
        self._text_size = 0
        place = Place(self._parser.CurrentLineNumber, element, self._pupil)
        self._cuts.append((self._parser.CurrentByteIndex, place))

    def _refuse(self, sentence: str) -> NoReturn:
        raise FileError(self._said(sentence, self._parser.CurrentLineNumber))

    def _said(self, sentence: str, line: int) -> str:
        element = self._open[-1] if self._open and self._open[-1] in names() else ""
        where = sentences.where(line, element, pupil=self._pupil)
        return sentence.format(file=self.file, where=where)
