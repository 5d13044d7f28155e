"""An LSU 1D file read as it streams by: validated, bounded, and without anything that acts.

Source: the LSU 1D schema 1.0, written down in `schema.xsd`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

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
from adapters.lsu.schema import NAMESPACE, compiled_schema, element_names
from core.errors import FileError
from core.model.gradebook import Gradebook, GradebookBilan, GradebookPupil
from core.model.identifiers import Ine, InvalidIdentifier, Uai
from core.model.records import Division
from core.text import clean

MAX_SIZE = 256 * 1024 * 1024
"""Bytes: a hundred times the file of a large school."""

_CHUNK = 4096

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
    with _file_errors(path):
        for element in _elements(path):
            if _name(element) == "eleves":
                return Gradebook(file.uai, tuple(file.pupils.values()))
            file.read(element)
    raise FileError(sentences.FILE_NOT_CONFORM.format(file=path.name, where=""))


def read_bilans(path: Path) -> Iterator[GradebookBilan]:
    """The bilans of a file, one at a time, in memory that hardly grows with their number.

    Raises `FileError` when the file is not what the schema says. Some of it shows at the very
    end only: whoever writes what is read here does so in one transaction.
    """
    file = _File()
    with _file_errors(path):
        for element in _elements(path):
            bilan = file.read(element)
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
            case "directeur":
                self.declared.directors[required(element, "id")] = signatory_of(element)
            case "enseignant":
                self.declared.teachers[required(element, "id")] = signatory_of(element)
            case "periode":
                self.declared.periods[required(element, "id")] = period_of(element)
            case "element-programme":
                label = clean(required(element, "libelle"))
                self.declared.elements[required(element, "id")] = label
            case "parcours-commun":
                where = (required(element, "periode-ref"), required(element, "classe-ref"))
                known = self.declared.class_parcours.get(where, ())
                self.declared.class_parcours[where] = known + parcours_of(element)

    def _refuse_duplicate_id(self, element: etree._Element) -> None:
        """Two elements with one id would stand for each other; a stream's schema lets them."""
        known = self.declared
        in_this_school = (self.pupils, self.divisions, known.directors, known.teachers)
        key = element.get("id")
        if any(key in ids for ids in (*in_this_school, known.periods, known.elements)):
            raise ValueError

    def _declare_pupil(self, element: etree._Element) -> None:
        class_id, pupil_id = required(element, "classe-ref"), required(element, "id")
        self.pupils[pupil_id] = GradebookPupil(
            Ine(required(element, "ine")),
            clean(element.get("nom", "")),
            clean(element.get("prenom", "")),
            self.divisions[class_id],
        )
        self.division_of[pupil_id] = class_id


def _elements(path: Path) -> Iterator[etree._Element]:
    """The elements that say something, each once it is complete; it is emptied afterwards."""
    if path.stat().st_size > MAX_SIZE:
        raise FileError(sentences.TOO_LARGE.format(file=path.name))
    with path.open("rb") as file:
        _refuse_doctype(file, path.name)
        parser = etree.iterparse(
            file,
            tag=[f"{{{NAMESPACE}}}{name}" for name in _KINDS],
            schema=compiled_schema(),
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in parser:
            yield element
            _free(element)


def _refuse_doctype(file: BinaryIO, name: str) -> None:
    """Read the file as far as its first element; a DOCTYPE alone can make XML act or grow.

    It must not even reach lxml, which crashes on entities while it validates a stream; told not to
    resolve them (`resolve_entities=False`), it takes a truncated file for a whole one.
    """
    prolog = expat.ParserCreate()
    seen: list[str] = []

    def doctype(*_declared: object) -> None:
        raise FileError(sentences.DOCTYPE.format(file=name))

    prolog.StartDoctypeDeclHandler = doctype
    prolog.StartElementHandler = lambda *_element: seen.append("element")
    try:
        while not seen and (chunk := file.read(_CHUNK)):
            prolog.Parse(chunk)
    except expat.ExpatError as error:
        if not seen:
            raise FileError(sentences.NOT_XML.format(file=name, line=error.lineno)) from error
    file.seek(0)


def _free(element: etree._Element) -> None:
    """Free the memory of an element and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


@contextmanager
def _file_errors(path: Path) -> Iterator[None]:
    """Turn every way of not being an LSU file into a sentence, without any of its values."""
    try:
        yield
    except OSError as error:
        raise FileError(sentences.CANNOT_OPEN.format(file=path.name)) from error
    except etree.XMLSyntaxError as error:
        raise FileError(_sentence_for(path.name, error)) from error
    except InvalidIdentifier as error:
        raise FileError(sentences.BAD_IDENTIFIER.format(file=path.name)) from error
    except (LookupError, ValueError, OverflowError) as error:
        raise FileError(sentences.FILE_NOT_CONFORM.format(file=path.name, where="")) from error


def _sentence_for(name: str, error: etree.XMLSyntaxError) -> str:
    element = re.search(r"Element '(?:\{[^}]*\})?([\w-]+)'", str(error))
    if element is None:
        return sentences.NOT_XML.format(file=name, line=error.lineno or 1)
    # An element that the schema does not know could be named anything.
    where = f" (élément « {element[1]} »)" if element[1] in element_names() else ""
    return sentences.FILE_NOT_CONFORM.format(file=name, where=where)
