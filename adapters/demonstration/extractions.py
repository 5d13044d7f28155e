"""A register written out as the CSV extractions that a directeur gets, in any of their forms."""

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import TextIO

from adapters.be1d.stand_in.contents import RegisterContents
from core.model.records import (
    Address,
    Guardian,
    Level,
    Pupil,
    Registration,
    Sex,
    Structure,
    Teacher,
)

PUPILS, GUARDIANS, TEACHERS = "eleves.csv", "responsables.csv", "enseignants.csv"

_ADDRESSES = 2
_CYCLES = {1: "CYCLE I", 2: "CYCLE II", 3: "CYCLE III"}

_ONDE = (
    "Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;Adresse1;Cp1;Commune1;Pays1;"
    "Adresse2;Cp2;Commune2;Pays2; Cycle;Niveau;Libellé classe;Identifiant classe;"
    "Attestation fournie;Autorisation associations;Autorisation photo;Décision de passage"
)
_BE1D = (
    "Nom Elève;Nom d'usage Elève;Prénom Elève;Date naissance;Sexe;Adresse1;Cp1;Commune1;Pays1;"
    "Adresse2;Cp2;Commune2;Pays2; Cycle;Niveau;Classe;"
    "Attestation fournie;Autorisations associations;Autorisations photos;Décision de passage"
)
_CUSTOM = "Deuxième prénom;Troisième prénom;Commune de naissance;État"
_GUARDIAN = (
    "Civilité Responsable;Nom usage responsable;Nom responsable;Prénom responsable;"
    "Adresse responsable;CP responsable;Commune responsable;Pays;Courriel;Téléphone domicile;"
    "Téléphone travail;Téléphone portable"
)
_CHILD = "Nom d'usage enfant;Nom de famille enfant;Prénom enfant;Classes enfants"
_GUARDIAN_SINCE_2019 = (
    "Civilité;Nom usage;Nom;Prénom;Adresse;Code postal;Commune;Pays;Courriel;Téléphone domicile;"
    "Téléphone travail;Téléphone portable;PCS;Communication adresses"
)
_CHILD_SINCE_2019 = (
    "Nom d'usage élève;Nom de famille élève;Prénom élève;Classes élèves;Date de naissance élève"
)
_TEACHER = (
    "Civilité;Nom usage;Nom;Prénom;Adresse;CP;Commune;Pays;Courriel;Téléphone domicile;"
    "Téléphone portable;Directeur"
)


class Generation(Enum):
    """ONDE since 2017; BE1D before, without INE nor identifier of the class."""

    ONDE = "onde"
    BE1D = "be1d"


class Families(Enum):
    """How the file of responsables is headed: as in BE1D; since 2019; with numbered children."""

    OF_BE1D = "enfant"
    SINCE_2019 = "eleve"
    NUMBERED = "numerote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the files are written.

    `custom_columns` adds those of a custom extraction: second and third first names, place of
    birth, state. `with_extension_number` is the variant of the responsables that has one.
    """

    generation: Generation = Generation.ONDE
    encoding: str = "cp1252"
    quoted: bool = True
    newline: str = "\r\n"
    iso_dates: bool = False
    with_extension_number: bool = False
    custom_columns: bool = False
    families: Families = Families.OF_BE1D


def write_extractions(
    contents: RegisterContents,
    folder: Path,
    style: Style = Style(),
) -> tuple[Path, Path, Path]:
    """Write the files of pupils, responsables and teachers; only their owner can read them."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    pupils, guardians = folder / PUPILS, folder / GUARDIANS
    teachers = folder / TEACHERS
    write_rows(pupils, _pupil_rows(contents.registrations, style), style)
    write_rows(guardians, _guardian_rows(contents.registrations, style), style)
    write_rows(teachers, _teacher_rows(contents.teachers, contents.structures), style)
    return pupils, guardians, teachers


def write_rows(path: Path, rows: Iterable[Sequence[str]], style: Style) -> None:
    """Write a file of this style; what its encoding cannot hold becomes « ? »."""
    with _private(path, style) as file:
        writer = csv.writer(
            file,
            delimiter=";",
            quoting=csv.QUOTE_ALL if style.quoted else csv.QUOTE_MINIMAL,
            lineterminator=style.newline,
        )
        for row in rows:
            writer.writerow([style.newline.join(cell.splitlines()) for cell in row])


def _private(path: Path, style: Style) -> TextIO:
    path.unlink(missing_ok=True)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(number, "w", encoding=style.encoding, errors="replace", newline="")


def _pupil_rows(registrations: Sequence[Registration], style: Style) -> Iterator[list[str]]:
    header = _ONDE if style.generation is Generation.ONDE else _BE1D
    yield [*header.split(";"), *(_CUSTOM.split(";") if style.custom_columns else ())]
    for registration in registrations:
        yield _pupil_row(registration, style)


def _pupil_row(registration: Registration, style: Style) -> list[str]:
    pupil = registration.pupil
    onde = style.generation is Generation.ONDE
    seconds = (*pupil.first_names[1:3], "", "")[:2]
    return [
        pupil.family_name,
        pupil.usual_name,
        pupil.first_names[0],
        f"{pupil.birth_date:%Y-%m-%d}" if style.iso_dates else f"{pupil.birth_date:%d/%m/%Y}",
        "H" if not onde and pupil.sex is Sex.MALE else pupil.sex.value,
        *([pupil.ine or ""] if onde else ()),
        *_two_addresses(pupil),
        _cycle(pupil.level),
        pupil.level or "",
        pupil.division.label,
        *([str(pupil.division.id)] if onde else ()),
        *("Oui", "Non", "Non", ""),
        *((*seconds, pupil.birth_place, registration.admission) if style.custom_columns else ()),
    ]


def _two_addresses(pupil: Pupil) -> Iterator[str]:
    for address in (*pupil.addresses, Address(), Address())[:_ADDRESSES]:
        yield from _address(address)


def _address(address: Address) -> tuple[str, str, str, str]:
    return "\n".join(address.lines), address.postcode, address.town, address.country


def _cycle(level: Level | None) -> str:
    if level is None:
        return ""
    ranks = {Level.GS: 1, Level.CE2: 2, Level.CM2: 3}
    order = list(Level)
    return _CYCLES[next(n for last, n in ranks.items() if order.index(level) <= order.index(last))]


def _guardian_rows(registrations: Sequence[Registration], style: Style) -> Iterator[list[str]]:
    children: dict[Guardian, list[Pupil]] = {}
    for registration in registrations:
        for guardian in registration.pupil.guardians:
            children.setdefault(_as_written(guardian), []).append(registration.pupil)
    most = max(map(len, children.values()), default=1)
    yield [*_guardian_headers(style), *_child_headers(style, most)]
    for guardian, pupils in children.items():
        cells = _guardian_cells(guardian)
        if style.families is not Families.OF_BE1D:
            cells += ["", "Oui"]
        elif style.with_extension_number:
            cells.insert(-1, "")
        yield [*cells, *chain.from_iterable(_child_cells(child, style) for child in pupils)]


def _guardian_headers(style: Style) -> list[str]:
    if style.families is not Families.OF_BE1D:
        return _GUARDIAN_SINCE_2019.split(";")
    fixed = _GUARDIAN.split(";")
    if style.with_extension_number:
        fixed.insert(-1, "Numéro de poste")
    return fixed


def _child_headers(style: Style, most: int) -> list[str]:
    match style.families:
        case Families.OF_BE1D:
            return _CHILD.split(";") * most
        case Families.SINCE_2019:
            return _CHILD_SINCE_2019.split(";") * most
        case Families.NUMBERED:
            headers = _CHILD_SINCE_2019.split(";")
            return [f"{header} {rank}" for rank in range(1, most + 1) for header in headers]


def _as_written(guardian: Guardian) -> Guardian:
    """The responsable without what these files do not hold: one row then has all the children."""
    return replace(guardian, kinship="", custody=None)


def _guardian_cells(guardian: Guardian) -> list[str]:
    phones = guardian.phones
    return [
        guardian.civility,
        guardian.usual_name,
        guardian.family_name,
        guardian.first_name,
        *_address(guardian.address),
        guardian.email,
        phones.home,
        phones.work,
        phones.mobile,
    ]


def _child_cells(child: Pupil, style: Style) -> Iterator[str]:
    # The same class is labelled in another way in this file: that is one of the traps.
    label = f"01 {child.division.label.upper()}"
    yield from (child.usual_name, child.family_name, child.first_names[0], label)
    if style.families is not Families.OF_BE1D:
        yield f"{child.birth_date:%d/%m/%Y}"


def _teacher_rows(
    teachers: Sequence[Teacher], structures: Sequence[Structure]
) -> Iterator[list[str]]:
    labels = {structure.id: structure.label for structure in structures}
    most = max((len(teacher.structures) for teacher in teachers), default=1)
    yield [*_TEACHER.split(";"), *(["Classe"] * most)]
    for rank, teacher in enumerate(teachers):
        person = [teacher.civility, "", teacher.family_name, teacher.first_name, *([""] * 7)]
        yield [*person, "Non" if rank else "Oui", *map(labels.__getitem__, teacher.structures)]
