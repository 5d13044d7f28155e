"""An LSU 1D file read as it streams by: validated, bounded, and without anything that acts.

Source: the LSU 1D schema 1.0, written down in `schema.xsd`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from lxml import etree

from adapters.lsu import NAMESPACE, SCHEMA
from adapters.lsu.elements import (
    Declared,
    cycle_bilan,
    parcours_of,
    period_of,
    periodic_bilan,
    said,
    signatory_of,
)
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
    with _refusals(path):
        for element in _elements(path):
            if _name(element) == "eleves":
                return Gradebook(file.uai, tuple(file.pupils.values()))
            file.take(element)
    raise FileError(_NOT_CONFORM.format(file=path.name, where=""))


def read_bilans(path: Path) -> Iterator[GradebookBilan]:
    """The bilans of a file, one at a time, in memory that hardly grows with their number.

    Raises `FileError` when the file is not what the schema says. Some of it shows at the very
    end only: whoever writes what is read here does so in one transaction.
    """
    file = _File()
    with _refusals(path):
        for element in _elements(path):
            found = file.take(element)
            if found is not None:
                yield found


@dataclass(slots=True)
class _File:
    """What was declared so far."""

    uais: list[Uai] = field(default_factory=list)
    pupils: dict[str, GradebookPupil] = field(default_factory=dict)
    division_of: dict[str, str] = field(default_factory=dict)
    divisions: dict[str, Division] = field(default_factory=dict)
    declared: Declared = field(default_factory=Declared)

    @property
    def uai(self) -> Uai:
        """The school of the file."""
        return self.uais[0]

    def take(self, element: etree._Element) -> GradebookBilan | None:
        """Keep what an element declares; return the bilan that it is."""
        match _name(element):
            case "bilan-periodique":
                pupil_id = said(element, "eleve-ref")
                bilan = periodic_bilan(element, self.declared, self.division_of[pupil_id])
                return GradebookBilan(self.pupils[pupil_id], bilan)
            case "bilan-cycle":
                pupil = self.pupils[said(element, "eleve-ref")]
                return GradebookBilan(pupil, cycle_bilan(element, self.declared))
            case name:
                self._refuse_twin(element)
                self._declare(name, element)
                return None

    def _declare(self, name: str, element: etree._Element) -> None:
        match name:
            case "etablissement":
                self.uais.append(Uai(element.text or ""))
            case "classe":
                number, label = int(said(element, "id-be")), element.get("libelle", "")
                self.divisions[said(element, "id")] = Division(number, clean(label))
            case "eleve":
                self._declare_pupil(element)
            case "directeur":
                self.declared.directors[said(element, "id")] = signatory_of(element)
            case "enseignant":
                self.declared.teachers[said(element, "id")] = signatory_of(element)
            case "periode":
                self.declared.periods[said(element, "id")] = period_of(element)
            case "element-programme":
                label = clean(said(element, "libelle"))
                self.declared.elements[said(element, "id")] = label
            case "parcours-commun":
                where = (said(element, "periode-ref"), said(element, "classe-ref"))
                known = self.declared.class_parcours.get(where, ())
                self.declared.class_parcours[where] = known + parcours_of(element)

    def _refuse_twin(self, element: etree._Element) -> None:
        """Two elements with one id would stand for each other; a stream's schema lets them."""
        known = self.declared
        in_this_school = (self.pupils, self.divisions, known.directors, known.teachers)
        key = element.get("id")
        if any(key in one for one in (*in_this_school, known.periods, known.elements)):
            raise ValueError

    def _declare_pupil(self, element: etree._Element) -> None:
        class_id, pupil_id = said(element, "classe-ref"), said(element, "id")
        name = f"{element.get('prenom', '')} {element.get('nom', '')}"
        self.pupils[pupil_id] = GradebookPupil(
            Ine(said(element, "ine")), clean(name), self.divisions[class_id]
        )
        self.division_of[pupil_id] = class_id


def _elements(path: Path) -> Iterator[etree._Element]:
    """The elements that say something, each once it is complete; it is emptied afterwards."""
    if path.stat().st_size > MAX_SIZE:
        raise FileError(_TOO_LARGE.format(file=path.name))
    with path.open("rb") as file:
        _refuse_doctype(file, path.name)
        parser = etree.iterparse(
            file,
            tag=[f"{{{NAMESPACE}}}{name}" for name in _KINDS],
            schema=_schema(),
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in parser:
            yield element
            _empty(element)


def _refuse_doctype(file: BinaryIO, name: str) -> None:
    """Read the file as far as its first element; a DOCTYPE alone can make XML act or grow.

    It must not even reach lxml, which crashes on entities while it validates a stream; told not to
    resolve them (`resolve_entities=False`), it takes a truncated file for a whole one.
    """
    prolog = expat.ParserCreate()
    seen: list[str] = []

    def doctype(*_declared: object) -> None:
        raise FileError(_DOCTYPE.format(file=name))

    prolog.StartDoctypeDeclHandler = doctype
    prolog.StartElementHandler = lambda *_element: seen.append("element")
    try:
        while not seen and (chunk := file.read(_CHUNK)):
            prolog.Parse(chunk)
    except expat.ExpatError as error:
        if not seen:
            raise FileError(_NOT_XML.format(file=name, line=error.lineno)) from error
    file.seek(0)


def _empty(element: etree._Element) -> None:
    """Free the memory of an element and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn every way of not being an LSU file into a sentence, without any of its values."""
    try:
        yield
    except OSError as error:
        raise FileError(_CANNOT_OPEN.format(file=path.name)) from error
    except etree.XMLSyntaxError as error:
        raise FileError(_told(path.name, error)) from error
    except InvalidIdentifier as error:
        raise FileError(_BAD_IDENTIFIER.format(file=path.name)) from error
    except (LookupError, ValueError, OverflowError) as error:
        raise FileError(_NOT_CONFORM.format(file=path.name, where="")) from error


def _told(name: str, error: etree.XMLSyntaxError) -> str:
    element = re.search(r"Element '(?:\{[^}]*\})?([\w-]+)'", str(error))
    if element is None:
        return _NOT_XML.format(file=name, line=error.lineno or 1)
    # An element that the schema does not know could be named anything.
    where = f" (élément « {element[1]} »)" if element[1] in _known_elements() else ""
    return _NOT_CONFORM.format(file=name, where=where)


@cache
def _known_elements() -> frozenset[str | None]:
    return frozenset(one.get("name") for one in etree.parse(SCHEMA).iter("{*}element"))


_CANNOT_OPEN = "Le fichier « {file} » ne peut pas être lu. Vérifiez qu'il existe et vos droits."
_TOO_LARGE = "Le fichier « {file} » est trop gros pour un fichier LSU. Vérifiez que c'est le bon."
_NOT_XML = (
    "Le fichier « {file} » n'est pas un fichier XML entier (ligne {line}). Exportez-le à nouveau"
    " depuis le cahier de notes."
)
_DOCTYPE = (
    "Le fichier « {file} » contient une déclaration DOCTYPE, qu'un fichier LSU n'a jamais : il est"
    " refusé. Exportez-le à nouveau depuis le cahier de notes."
)
_BAD_IDENTIFIER = (
    "Le fichier « {file} » a un numéro d'école (UAI) ou un INE qui n'en est pas un. Corrigez-le"
    " dans le cahier de notes, puis exportez le fichier à nouveau."
)
_NOT_CONFORM = (
    "Le fichier « {file} » n'est pas conforme au schéma LSU 1D 1.0{where}. Exportez-le à nouveau"
    " depuis le cahier de notes, ou signalez-le à son éditeur."
)
