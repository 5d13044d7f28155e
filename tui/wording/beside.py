"""A datum before and after: side by side for who sees it, in words for who listens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.model.comparison import Part

BEFORE, AFTER = "Avant", "Après"
EMPTY = (Part("(vide)", differs=False),)


@dataclass(frozen=True, slots=True)
class Beside:
    """A datum, in the parts of what it was and of what it has become."""

    label: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]


Told = str | Beside
"""A paragraph of what is told of a pupil."""


def signed(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts as they are shown: a changed one is between signs that are read aloud too."""
    for part in parts:
        yield Part(f"[{part.text}]", differs=True) if part.differs else part


def said(paragraphs: Iterable[Told]) -> Iterator[str]:
    """The paragraphs in words, a datum in two lines that each say which one it is."""
    for paragraph in paragraphs:
        if isinstance(paragraph, str):
            yield paragraph
        else:
            yield f"{paragraph.label}, avant : {_quoted(paragraph.before)}"
            yield f"{paragraph.label}, après : {_quoted(paragraph.after)}"


def _quoted(parts: tuple[Part, ...]) -> str:
    text = "".join(part.text for part in signed(parts))
    return text if parts is EMPTY else f"« {text} »"
