"""A CSV file, row by row: its encoding is found out, its size is bounded, its quotes must close."""

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from adapters.be1d.extractions import sentences
from adapters.regular_file import refuse_unless_regular
from core.errors import FileError

MAX_SIZE = 256 * 1024 * 1024
"""Bytes: hundreds of times the extraction of the largest school."""

# « é » in UTF-8 read as Windows-1252 or ISO-8859-1, and so on for every accent of French.
_SPOILT = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")

_CHUNK = 64 * 1024
_COMPRESSED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How files begin that hold an extraction at best: gzip, zip and workbooks, old workbooks, PDF."""
_LONGEST_MARK = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A row, and the number of the file's line on which it begins.

    `is_ended` is False for the last row of a file that stops there: its last cell may be cut.
    """

    number: int
    cells: list[str]
    is_ended: bool = True


def lines(path: Path) -> Iterator[Line]:
    """The rows of a file, the header first, the empty ones left out; read as they are asked for.

    Raises `FileError` when the file cannot be opened, is too large, or leaves a quote open:
    what follows such a quote would be swallowed, and its pupils would seem to have left.
    """
    with _file_errors(path):
        refuse_unless_regular(path, MAX_SIZE)
        yield from _rows(path, _encoding(path))


def _rows(path: Path, encoding: str) -> Iterator[Line]:
    with path.open(encoding=encoding, newline="") as file:
        text = _Text(file)
        reader = csv.reader(text, delimiter=";", strict=True)
        width = 0
        while True:
            number = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if "field limit" in str(error):
                    raise _about(path, sentences.LONG_CELL, number) from error
                raise _about(path, sentences.BAD_QUOTES, number) from error
            width = width or len(cells)
            if any(_swallowed_a_row(cell, width) for cell in cells):
                raise _about(path, sentences.BAD_QUOTES, number)
            if any(map(str.strip, cells)):
                yield Line(number, cells, text.is_ended)


def _about(path: Path, sentence: str, line: int) -> FileError:
    return FileError(sentence.format(file=path.name, line=line))


class _Text:
    """The lines of a file, and whether the last one read has its end."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.is_ended = True

    def __iter__(self) -> Iterator[str]:
        for line in self._file:
            self.is_ended = line.endswith(("\n", "\r"))
            yield line


def _swallowed_a_row(cell: str, width: int) -> bool:
    """Whether a quote that nobody closed took the rows that follow for a part of its cell."""
    return len(cell.splitlines()) > 1 and cell.count(";") >= width // 2


@contextmanager
def _file_errors(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into a sentence."""
    try:
        yield
    except OSError as error:
        raise FileError(sentences.CANNOT_OPEN.format(file=path.name)) from error


def _encoding(path: Path) -> str:
    """What a mark at the file's beginning says; else UTF-8 if all of it is; else Windows-1252.

    One that has bytes which only ISO-8859-1 allows is in that.
    """
    with path.open("rb") as file:
        beginning = file.read(_LONGEST_MARK)
    if beginning.startswith(_COMPRESSED):
        raise FileError(sentences.COMPRESSED.format(file=path.name))
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with _as_letters(path):
            _refuse_spoilt_letters(path, "utf-16")
        return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            _refuse_spoilt_letters(path, encoding)
            return encoding
    _refuse_spoilt_letters(path, "iso-8859-1")
    return "iso-8859-1"


@contextmanager
def _as_letters(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise FileError(sentences.SPOILT_LETTERS.format(file=path.name)) from error


def _refuse_spoilt_letters(path: Path, encoding: str) -> None:
    """Read the whole file; raise `UnicodeDecodeError` when it is not in this encoding.

    A file that was read as one encoding and written as another, wholly or in part, would rename
    every pupil who has an accent.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    last = ""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            text = last + decoder.decode(chunk)
            if _SPOILT.search(text):
                raise FileError(sentences.SPOILT_LETTERS.format(file=path.name))
            last = text[-1:]
        decoder.decode(b"", final=True)
