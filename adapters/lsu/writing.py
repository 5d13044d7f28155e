"""A pupil's livret as an LSU 1D file of schema 1.0b, as far as that schema can hold it."""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from lxml import etree

from adapters.lsu import sentences
from adapters.lsu.elements import CIVILITIES
from adapters.lsu.schema import NAMESPACE, compiled_schema
from adapters.new_file import write_new
from core.errors import FileError
from core.model.bilans import Acquis, BilanContent, Parcours, Signatory, SocleMark
from core.model.identifiers import Uai
from core.model.livret import Bilan, BilanKind, Livret
from core.model.records import Address, Guardian
from core.text import inert_xml

_T = TypeVar("_T")

_DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>"

_LABEL, _LINE, _LINES, _KINSHIP = 50, 50, 4, 40
"""The most characters (or lines of an address) that the schema allows; LSUN may hold more."""

_CIVILITIES = {"MLLE": "MME", **{civility: written for written, civility in CIVILITIES.items()}}


def write_xml(path: Path, uai: Uai, livret: Livret) -> tuple[str, ...]:
    """Write the locked bilans of a livret to a new file that only its owner can read.

    Return what the schema could not hold, a sentence each. Raises `FileError` when it can hold
    nothing of the livret, rather than write over a file, and when the file cannot be written.
    """
    document = _Document(uai, livret)
    write_new(path, document.serialised())
    return tuple(document.left_out)


class _Document:
    """The file of one pupil: what bilans refer to is declared as they are written."""

    def __init__(self, uai: Uai, livret: Livret) -> None:
        self._uai, self._livret = uai, livret
        self.left_out: list[str] = []
        self._directors: dict[Signatory, str] = {}
        self._teachers: dict[Signatory, str] = {}
        self._elements: dict[str, str] = {}

    def serialised(self) -> bytes:
        """The bytes of the whole file, which is valid; `left_out` is complete afterwards.

        Raises `FileError` when the schema can hold nothing of the livret.
        """
        if self._livret.pupil.ine is None:
            raise FileError(sentences.NO_INE)
        bilans = list(self._writable())
        if not bilans:
            raise FileError(sentences.NOTHING_TO_WRITE)
        try:
            root = self._root(bilans)
        except ValueError as error:
            raise FileError(sentences.LIVRET_NOT_CONFORM) from error
        if not compiled_schema().validate(root):
            raise FileError(sentences.LIVRET_NOT_CONFORM)
        document = etree.tostring(root, encoding="unicode", pretty_print=True)
        return f"{_DECLARATION}\n{inert_xml(document)}".encode()

    def _writable(self) -> Iterator[tuple[Bilan, BilanContent]]:
        unlocked = len(self._livret.bilans) - len(self._livret.locked_bilans)
        if unlocked:
            self.left_out.append(sentences.UNLOCKED.format(count=unlocked))
        empty = 0
        for bilan in self._livret.locked_bilans:
            if bilan.content is None:
                empty += 1
            else:
                yield bilan, bilan.content
        if empty:
            self.left_out.append(sentences.WITHOUT_CONTENT.format(count=empty))

    def _root(self, bilans: Sequence[tuple[Bilan, BilanContent]]) -> etree._Element:
        root = _element("lsun-bilans", schemaVersion="1.0")
        header = _add(root, "entete")
        _add(header, "editeur", "lsun-sync")
        _add(header, "application", "lsun-sync")
        _add(header, "etablissement", str(self._uai))
        periodic = [pair for pair in bilans if pair[0].kind is BilanKind.PERIODIC]
        reports = _element("bilans-periodiques")
        for rank, (bilan, content) in enumerate(periodic, 1):
            self._add_periodic(reports, f"PER_{rank}", bilan, content)
        cycles = _element("bilans-cycle")
        for bilan, content in bilans:
            if bilan.kind is BilanKind.CYCLE:
                self._add_cycle(cycles, bilan, content)
        data = _add(root, "donnees")
        self._declare(data, periodic)
        data.extend(part for part in (reports, cycles) if len(part))
        return root

    def _declare(
        self, data: etree._Element, periodic: Sequence[tuple[Bilan, BilanContent]]
    ) -> None:
        _add_people(data, "directeurs", "directeur", self._directors)
        self._add_class_and_pupil(data)
        if periodic:
            periods = _add(data, "periodes")
            for rank, (bilan, content) in enumerate(periodic, 1):
                _add_period(periods, f"PER_{rank}", bilan, content)
        _add_people(data, "enseignants", "enseignant", self._teachers)
        if self._elements:
            elements = _add(data, "elements-programme")
            for label, key in self._elements.items():
                _add(elements, "element-programme", id=key, libelle=label)
        followed = [
            (f"PER_{rank}", content.class_parcours)
            for rank, (_, content) in enumerate(periodic, 1)
            if content.class_parcours
        ]
        if followed:
            common = _add(data, "parcours-communs")
            for period, parcours in followed:
                refs = {"periode-ref": period, "classe-ref": "CLASSE_1"}
                _add_parcours(_add(common, "parcours-commun", **refs), parcours)

    def _add_class_and_pupil(self, data: etree._Element) -> None:
        pupil = self._livret.pupil
        label = pupil.division.label
        if len(label) > _LABEL:
            self.left_out.append(sentences.LABEL_CUT)
        name = {"libelle": label[:_LABEL]} if label.strip() else {}
        division = {"id": "CLASSE_1", "id-be": str(pupil.division.id)}
        _add(_add(data, "classes"), "classe", **division, **name)
        names = {"nom": pupil.family_name, "prenom": pupil.first_names[0]}
        ids = {"id": "ELEVE_1", "ine": str(pupil.ine), "classe-ref": "CLASSE_1"}
        _add(_add(data, "eleves"), "eleve", **ids, **names)

    def _add_periodic(
        self, parent: etree._Element, period: str, bilan: Bilan, content: BilanContent
    ) -> None:
        schooling = {"periode-ref": period, "date-scolarite": _day(content.schooled_on)}
        report = _add(parent, "bilan-periodique", **self._signed(bilan, content), **schooling)
        acquis = _add(report, "liste-acquis")
        for assessed in content.acquis:
            self._add_acquis(acquis, "acquis", assessed)
        if content.own_parcours:
            _add_parcours(_add(report, "liste-parcours"), content.own_parcours)
        if content.supports:
            supports = _add(report, "modalites-accompagnement")
            for support in content.supports:
                element = _add(supports, "modalite-accompagnement", code=support.code)
                if support.complement:
                    _add(element, "complement-ppre", support.complement)
        _add(report, "appreciation-generale", content.appreciation)
        if content.socle:
            _add_socle(report, content.socle)
        self._add_guardians(report, content.guardians)

    def _add_cycle(self, parent: etree._Element, bilan: Bilan, content: BilanContent) -> None:
        cycle = {"cycle": str(bilan.number), "millesime": _millesime(bilan, content)}
        report = _add(parent, "bilan-cycle", **self._signed(bilan, content), **cycle)
        _add_socle(report, content.socle)
        _add(report, "synthese", content.appreciation)
        self._add_guardians(report, content.guardians)

    def _signed(self, bilan: Bilan, content: BilanContent) -> dict[str, str]:
        """Whose bilan it is, who signed it, and when it was locked."""
        teachers = (_key(self._teachers, "ENS", teacher) for teacher in content.teachers)
        locked_at = bilan.locked_at
        return {
            "eleve-ref": "ELEVE_1",
            "enseignant-refs": " ".join(teachers),
            "date-creation": _day(content.created_on),
            "date-verrou": locked_at.isoformat() if locked_at else "",
            "directeur-ref": _key(self._directors, "DIR", content.director),
        }

    def _add_acquis(self, parent: etree._Element, name: str, acquis: Acquis) -> None:
        attributes = {"code-domaine": acquis.domain}
        if acquis.positioning is not None:
            attributes["positionnement"] = str(acquis.positioning)
        if not acquis.assessed:
            attributes["non-evalue"] = "true"
        if acquis.elements:
            keys = (_key(self._elements, "EP", label) for label in acquis.elements)
            attributes["element-programme-refs"] = " ".join(keys)
        element = _add(parent, name, **attributes)
        if acquis.appreciation:
            _add(element, "appreciation", acquis.appreciation)
        if acquis.parts:
            parts = _add(element, "sous-domaines")
            for part in acquis.parts:
                self._add_acquis(parts, "sous-domaine", part)

    def _add_guardians(self, report: etree._Element, guardians: Sequence[Guardian]) -> None:
        known = [guardian for guardian in guardians if guardian.civility in _CIVILITIES]
        if len(known) < len(guardians):
            self.left_out.append(
                sentences.UNKNOWN_CIVILITY.format(count=len(guardians) - len(known))
            )
        if known:
            parent = _add(report, "responsables")
            for guardian in known:
                _add_guardian(parent, guardian)


def _add_guardian(parent: etree._Element, guardian: Guardian) -> None:
    kinship = {"lien-parente": guardian.kinship[:_KINSHIP]} if guardian.kinship else {}
    element = _add(
        parent,
        "responsable",
        civilite=_CIVILITIES[guardian.civility],
        nom=guardian.family_name,
        prenom=guardian.first_name,
        **kinship,
    )
    address = guardian.address
    if address.lines and address.postcode and address.town:
        lines = {f"ligne{rank}": line for rank, line in enumerate(_lines(address), 1) if line}
        place = {"code-postal": address.postcode, "commune": address.town}
        _add(element, "adresse", **lines, **place)


def _lines(address: Address) -> list[str]:
    if all(len(line) <= _LINE for line in address.lines):
        return list(address.lines)
    return textwrap.wrap(" ".join(address.lines), _LINE)[:_LINES]


def _add_people(data: etree._Element, group: str, name: str, people: dict[Signatory, str]) -> None:
    parent = _add(data, group)
    for person, key in people.items():
        _add(
            parent,
            name,
            id=key,
            civilite=person.civility,
            nom=person.family_name,
            prenom=person.first_name,
        )


def _add_period(parent: etree._Element, key: str, bilan: Bilan, content: BilanContent) -> None:
    period = content.period
    numbers = {"indice": bilan.number, "nb-periodes": bilan.periods}
    days = {
        "date-debut": _day(period and period.start),
        "date-fin": _day(period and period.end),
    }
    ranks = {name: str(number) for name, number in numbers.items()}
    _add(parent, "periode", id=key, millesime=_millesime(bilan, content), **ranks, **days)


def _millesime(bilan: Bilan, content: BilanContent) -> str:
    return content.millesime or f"{bilan.school_year:04}"


def _add_parcours(parent: etree._Element, followed: Sequence[Parcours]) -> None:
    for parcours in followed:
        _add(parent, "parcours", parcours.text, code=parcours.code)


def _add_socle(parent: etree._Element, marks: Sequence[SocleMark]) -> None:
    socle = _add(parent, "socle")
    for mark in marks:
        known = {} if mark.positioning is None else {"positionnement": str(mark.positioning)}
        _add(socle, "domaine", code=mark.domain, **known)


def _key(known: dict[_T, str], prefix: str, thing: _T) -> str:
    return known.setdefault(thing, f"{prefix}_{len(known) + 1}")


def _day(day: object) -> str:
    return "" if day is None else str(day)


def _element(name: str, **attributes: str) -> etree._Element:
    default = {None: NAMESPACE}
    return etree.Element(_q(name), attributes, nsmap=default)  # type: ignore[arg-type]


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, _q(name), attributes)
    element.text = text
    return element


def _q(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
