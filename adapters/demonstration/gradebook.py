"""The file that a gradebook exports for LSU: the locked bilans of a synthetic school's period."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from adapters.demonstration.classes import THIS_YEAR
from adapters.lsu.schema import NAMESPACE
from adapters.new_file import write_new
from core.model.livret import Bilan, BilanKind
from core.model.records import Pupil, Teacher
from core.model.school_contents import SchoolContents

FILE = "cahier-de-notes.xml"

_FIRST_DAY, _LAST_DAY = f"{THIS_YEAR}-09-01", f"{THIS_YEAR}-11-13"
_APPRECIATION = "Bon début d'année : le travail est régulier."


def write_gradebook(school: SchoolContents, folder: Path) -> None:
    """Write it into a folder, over the one before. Raises `FileError` when it cannot be written."""
    path = folder / FILE
    path.unlink(missing_ok=True)
    write_new(path, tostring(_document(school), encoding="utf-8", xml_declaration=True))


def _document(school: SchoolContents) -> Element:
    root = Element("lsun-bilans", xmlns=NAMESPACE, schemaVersion="1.0")
    header = SubElement(root, "entete")
    for name, text in (
        ("editeur", "Cahier de notes fictif"),
        ("application", "Cahier de notes fictif"),
        ("etablissement", str(school.school.uai)),
    ):
        SubElement(header, name).text = text
    reports = [(pupil, _bilan_of(bilans)) for pupil, bilans in school.pupils]
    written = [(pupil, bilan) for pupil, bilan in reports if bilan is not None]
    data = SubElement(root, "donnees")
    teachers = {teacher: f"ENS_{rank}" for rank, teacher in enumerate(school.teachers, 1)}
    _add_people(SubElement(data, "directeurs"), "directeur", {school.teachers[0]: "DIR_1"})
    _add_pupils(data, school, [pupil for pupil, _ in written])
    periods = SubElement(data, "periodes")
    period = {"millesime": str(THIS_YEAR), "indice": "1", "nb-periodes": "3"}
    days = {"date-debut": _FIRST_DAY, "date-fin": _LAST_DAY}
    SubElement(periods, "periode", {"id": "PER_1", **period, **days})
    _add_people(SubElement(data, "enseignants"), "enseignant", teachers)
    elements = SubElement(data, "elements-programme")
    SubElement(elements, "element-programme", id="EP_1", libelle="Lire à voix haute")
    bilans = SubElement(data, "bilans-periodiques")
    for rank, (pupil, bilan) in enumerate(written, 1):
        _add_report(bilans, f"ELEVE_{rank}", bilan, _teachers_of(pupil, teachers))
    return root


def _bilan_of(bilans: Sequence[Bilan]) -> Bilan | None:
    return next(
        (
            bilan
            for bilan in bilans
            if bilan.kind is BilanKind.PERIODIC and bilan.school_year == THIS_YEAR
        ),
        None,
    )


def _teachers_of(pupil: Pupil, teachers: Mapping[Teacher, str]) -> str:
    of_class = [key for known, key in teachers.items() if pupil.division.id in known.structures]
    return " ".join(of_class or list(teachers.values())[:1])


def _add_people(parent: Element, name: str, people: Mapping[Teacher, str]) -> None:
    for person, key in people.items():
        SubElement(
            parent,
            name,
            id=key,
            civilite=person.civility.rstrip("."),
            nom=person.family_name,
            prenom=person.first_name,
        )


def _add_pupils(data: Element, school: SchoolContents, pupils: Sequence[Pupil]) -> None:
    classes = SubElement(data, "classes")
    for structure in school.structures:
        key, number = f"CLASSE_{structure.id}", str(structure.id)
        SubElement(classes, "classe", {"id": key, "id-be": number, "libelle": structure.label})
    parent = SubElement(data, "eleves")
    for rank, pupil in enumerate(pupils, 1):
        of_class = {"classe-ref": f"CLASSE_{pupil.division.id}"}
        names = {"nom": pupil.family_name, "prenom": pupil.first_names[0]}
        SubElement(
            parent, "eleve", {"id": f"ELEVE_{rank}", "ine": str(pupil.ine), **of_class, **names}
        )


def _add_report(parent: Element, pupil: str, bilan: Bilan, teachers: str) -> None:
    locked_at = bilan.locked_at
    report = SubElement(
        parent,
        "bilan-periodique",
        {
            "eleve-ref": pupil,
            "enseignant-refs": teachers,
            "date-creation": _LAST_DAY,
            "date-verrou": locked_at.isoformat() if locked_at else "",
            "directeur-ref": "DIR_1",
            "periode-ref": "PER_1",
            "date-scolarite": _FIRST_DAY,
        },
    )
    acquis = SubElement(SubElement(report, "liste-acquis"), "acquis", {"code-domaine": "FRA-RAC"})
    SubElement(acquis, "appreciation").text = "La lecture est fluide."
    part = {"code-domaine": "FRA-LEC", "positionnement": "3", "element-programme-refs": "EP_1"}
    SubElement(SubElement(acquis, "sous-domaines"), "sous-domaine", part)
    SubElement(report, "appreciation-generale").text = _APPRECIATION
