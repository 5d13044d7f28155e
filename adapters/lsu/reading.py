"""An LSU 1D file read as it streams by: validated, bounded, and without anything that acts.

Source: the LSU 1D schema 1.0b, written down in `schema.xsd`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from lxml import etree

from adapters.lsu import sentences
from adapters.lsu.elements import (
    Declared,
    cycle_bilan,
    parcours_of,
    period_of,
    periodic_bilan,
    required,
    signatory_of,
)
from adapters.lsu.outline import Outline, Place
from adapters.lsu.schema import NAMESPACE, compiled_schema
from adapters.lsu.violations import DuplicateId, not_understood, not_what_the_schema_says, not_xml
from adapters.regular_file import refuse_unless_regular
from core.errors import FileError
from core.model.gradebook import Gradebook, GradebookBilan, GradebookPupil
from core.model.identifiers import Ine, Uai
from core.model.records import Division
from core.text import clean

MAX_SIZE = 64 * 1024 * 1024
"""Bytes: twenty times the file of a large school."""

_BLOCK = 16 * 1024

_KINDS = (
    "etablissement",
    "directeur",
    "classe",
    "eleve",
    "eleves",
    "periode",
    "enseignant",
    "element-programme",
    "parcours-commun",
    "bilan-periodique",
    "bilan-cycle",
)


def read_gradebook(path: Path) -> Gradebook:
    """The school and the pupils of a file; what follows them is not read.

    Raises `FileError` when that much cannot be read.
    """
    file = _File()
    for name, _ in _records(path, file):
        if name == "eleves":
            return Gradebook(file.uai, tuple(file.pupils.values()))
    where = sentences.where(1)
    reason = sentences.NO_PUPILS
    raise FileError(sentences.NOT_CONFORM.format(file=path.name, where=where, reason=reason))


def read_bilans(path: Path) -> Iterator[GradebookBilan]:
    """The bilans of a file, one at a time, in memory that hardly grows with their number.

    Raises `FileError` when the file is not what the schema says. Some of it shows at the very
    end only: whoever writes what is read here does so in one transaction.
    """
    for _, bilan in _records(path, _File()):
        if bilan is not None:
            yield bilan


@dataclass(slots=True)
class _File:
    """What was declared so far in a file."""

    uais: list[Uai] = field(default_factory=list)
    pupils: dict[str, GradebookPupil] = field(default_factory=dict)
    division_of: dict[str, str] = field(default_factory=dict)
    divisions: dict[str, Division] = field(default_factory=dict)
    declared: Declared = field(default_factory=Declared)

    @property
    def uai(self) -> Uai:
        """The school of the file."""
        return self.uais[0]

    def read(self, element: etree._Element) -> GradebookBilan | None:
        """Keep what an element declares; return the bilan that it is."""
        match _name(element):
            case "bilan-periodique":
                pupil_id = required(element, "eleve-ref")
                bilan = periodic_bilan(element, self.declared, self.division_of[pupil_id])
                return GradebookBilan(self.pupils[pupil_id], bilan)
            case "bilan-cycle":
                pupil = self.pupils[required(element, "eleve-ref")]
                return GradebookBilan(pupil, cycle_bilan(element, self.declared))
            case name:
                self._refuse_duplicate_id(element)
                self._declare(name, element)
                return None

    def _declare(self, name: str, element: etree._Element) -> None:
        match name:
            case "etablissement":
                self.uais.append(Uai(element.text or ""))
            case "classe":
                number, label = int(required(element, "id-be")), element.get("libelle", "")
                self.divisions[required(element, "id")] = Division(number, clean(label))
            case "eleve":
                self._declare_pupil(element)
            case "directeur" | "enseignant":
                self.declared.people[required(element, "id")] = signatory_of(element)
            case "periode":
                self.declared.periods[required(element, "id")] = period_of(element)
            case "element-programme":
                self.declared.elements[required(element, "id")] = required(element, "libelle")
            case "parcours-commun":
                where = (required(element, "periode-ref"), required(element, "classe-ref"))
                self.declared.class_parcours[where] = parcours_of(element)

    def _refuse_duplicate_id(self, element: etree._Element) -> None:
        """Two elements with one id would stand for each other; a stream's schema lets them."""
        known = self.declared
        key = element.get("id")
        declared = (self.pupils, self.divisions, known.people, known.periods, known.elements)
        if any(key in ids for ids in declared):
            raise DuplicateId

    def _declare_pupil(self, element: etree._Element) -> None:
        class_id, pupil_id = required(element, "classe-ref"), required(element, "id")
        self.pupils[pupil_id] = GradebookPupil(
            Ine(required(element, "ine")),
            clean(element.get("nom", "")),
            clean(element.get("prenom", "")),
            self.divisions[class_id],
        )
        self.division_of[pupil_id] = class_id


def _records(path: Path, file: _File) -> Iterator[tuple[str, GradebookBilan | None]]:
    """The elements that say something: their names, and the bilans that they are."""
    outline = Outline(path.name)
    for element in _elements(path, outline):
        try:
            bilan = file.read(element)
        except (LookupError, ValueError, OverflowError) as error:
            line = cast("int", element.sourceline)
            place = Place(line, _name(element), outline.place.pupil)
            raise not_understood(path.name, error, place) from error
        yield _name(element), bilan


def _elements(path: Path, outline: Outline) -> Iterator[etree._Element]:
    """The elements that say something, each once it is complete; it is emptied afterwards."""
    parser = etree.XMLPullParser(
        ["end"],
        tag=[f"{{{NAMESPACE}}}{name}" for name in _KINDS],
        schema=compiled_schema(),
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for piece in _pieces(path, outline):
        _feed(parser, piece, outline)
        for _, ended in parser.read_events():
            element = cast("etree.ElementBase", ended)
            yield element
            _free(element)


def _pieces(path: Path, outline: Outline) -> Iterator[bytes]:
    """The file, tag by tag; then nothing, which ends it."""
    try:
        refuse_unless_regular(path, MAX_SIZE)
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield from outline.pieces(block)
    except OSError as error:
        raise FileError(sentences.CANNOT_OPEN.format(file=path.name)) from error
    outline.close()
    yield b""


def _feed(parser: etree.XMLPullParser, piece: bytes, outline: Outline) -> None:
    """Stop at the first error: libxml2 would go on, and list them all."""
    failed = None
    try:
        if piece:
            parser.feed(piece)
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        failed = error
    for entry in parser.feed_error_log:
        raise not_what_the_schema_says(outline.file, entry, outline.place) from failed
    if failed is not None:
        raise not_xml(outline.file, outline.place) from failed


def _free(element: etree._Element) -> None:
    """Free the memory of an element and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
