"""A school of the shape of a real one, from its first import to its next synchronisation.

Its files are written here, and its changes counted here: nothing of the product's generator.
"""

import csv
import json
from dataclasses import dataclass, field, replace

import pytest

UAI = "0951099D"
CLASSES = (
    (101, "PS-MS", ("PS", "MS")),
    (102, "GS", ("GS",)),
    (103, "CP A", ("CP",)),
    (104, "CP-CE1 B", ("CP", "CE1")),
    (105, "CE1 A", ("CE1",)),
    (106, "CE2", ("CE2",)),
    (107, "CE2-CM1", ("CE2", "CM1")),
    (108, "CM1", ("CM1",)),
    (109, "CM2", ("CM2",)),
    (110, "CLIS", ("CLIS",)),
)
PUPILS = 250
CHILDREN = 3
"""In a family: brothers and sisters are in different classes."""


@dataclass(frozen=True)
class Child:
    number: int
    class_id: int
    label: str
    level: str
    street: str
    first_name: str
    parents: tuple[str, ...] = field(default=("Anne", "Marc"))

    @property
    def family(self):
        return f"FAMILLE {self.number // CHILDREN}"

    @property
    def ine(self):
        return f"{self.number:09}AB"

    @property
    def born(self):
        return f"{self.number % 28 + 1:02}/{self.number % 12 + 1:02}/{2016 + self.number % 5}"


def a_child(number):
    class_id, label, levels = CLASSES[number % len(CLASSES)]
    return Child(
        number,
        class_id,
        label,
        levels[number % len(levels)],
        f"{number} rue Haute",
        f"Élie{number}",
    )


OLD = {
    "pupils": "Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;Adresse1;Cp1;"
    "Commune1;Pays1;Adresse2;Cp2;Commune2;Pays2; Cycle;Niveau;Libellé classe;Identifiant classe",
    "guardian": "Civilité Responsable;Nom usage responsable;Nom responsable;Prénom responsable;"
    "Adresse responsable;CP responsable;Commune responsable;Pays;Courriel;Téléphone domicile;"
    "Téléphone travail;Téléphone portable",
    "child": "Nom d'usage enfant;Nom de famille enfant;Prénom enfant;Classes enfants",
    "footer": "",
}
NEW = {
    "pupils": "Nom élève;Nom d'usage élève;Prénom élève;Né(e) le;Sexe;Identifiant National Élève;"
    "Adresse1;Cp1;Commune1;Pays1;Adresse2;Cp2;Commune2;Pays2;Cycle;Niveau;"
    "Classe ou regroupement;Identifiant classe",
    "guardian": "Civilité;Nom usage;Nom;Prénom;Adresse;Code postal;Commune;Pays;Courriel;"
    "Téléphone domicile;Téléphone travail;Téléphone portable",
    "child": "Nom d'usage élève;Nom de famille élève;Prénom élève;Classes élèves;"
    "Date de naissance élève",
    "footer": "Nombre de lignes",
}


def write(folder, children, headers):
    folder.mkdir()
    pupils = [
        [
            *(child.family, "", child.first_name, child.born, "F", child.ine, child.street),
            *("95000", "CERGY", "France", "", "", "", "", "", child.level),
            *(child.label, str(child.class_id)),
        ]
        for child in children
    ]
    families: dict[tuple[str, str], list[Child]] = {}
    for child in children:
        for parent in child.parents:
            families.setdefault((child.family, parent), []).append(child)
    guardians = [
        [
            *("MME", "", family, parent, "1 rue Basse", "95000", "CERGY", "France"),
            *("", "", "", ""),
            *(cell for child in of for cell in child_cells(child, headers)),
        ]
        for (family, parent), of in families.items()
    ]
    header = [*headers["guardian"].split(";"), *(headers["child"].split(";") * CHILDREN)]
    for name, first, rows in (
        ("eleves.csv", headers["pupils"].split(";"), pupils),
        ("responsables.csv", header, guardians),
    ):
        with (folder / name).open("w", encoding="cp1252", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerows([first, *rows])
            if headers["footer"]:
                writer.writerow([f"{headers['footer']} : {len(rows)}"])
    return str(folder)


def child_cells(child, headers):
    cells = ["", child.family, child.first_name, f"classe {child.label}"]
    return [*cells, child.born] if headers is NEW else cells


def a_year_later(children):
    """Ten edits, three departures, four arrivals, a renamed class; how many of each."""
    stay = {child.number: child for child in children}
    for number in (7, 17, 27):
        del stay[number]
    for number in range(40, 45):
        stay[number] = replace(stay[number], street="2 place Neuve")
    for number in (60, 61):
        stay[number] = replace(stay[number], first_name=f"Élise{number}")
    for number in (91, 121, 151):
        stay[number] = replace(stay[number], parents=("Anne", "Luc"))
    for number in range(250, 254):
        stay[number] = a_child(number)
    renamed = [
        replace(child, label="CE2 Soleil") if child.class_id == 106 else child
        for child in stay.values()
    ]
    return renamed, {"mis_a_jour": 10, "non_trouve": 3, "ajoute": 4, "a_jour": PUPILS - 13}


@pytest.mark.proof
@pytest.mark.parametrize(("first", "then"), [(OLD, NEW), (NEW, OLD)], ids=["old-new", "new-old"])
def test_a_real_school_is_imported_then_synchronised(lsun_sync, tmp_path, first, then):
    children = [a_child(number) for number in range(PUPILS)]
    of = ("--ecole", UAI, "--date")
    imported = lsun_sync(
        *("importer", write(tmp_path / "septembre", children, first)),
        *(*of, "2026-09-20", "--nom", "École de la Butte"),
    )
    assert imported.returncode == 0, imported.stderr
    same = lsun_sync(
        *("synchroniser", "--extractions", str(tmp_path / "septembre"), *of, "2026-09-21"),
        *("--format", "json"),
    )
    assert counts(same) == {"a_jour": PUPILS}
    later, expected = a_year_later(children)
    done = lsun_sync(
        *("synchroniser", "--extractions", write(tmp_path / "mars", later, then)),
        *(*of, "2026-11-20", "--format", "json"),
    )
    assert counts(done) == expected
    assert "CE2 Soleil" in done.stdout
    again = lsun_sync(
        *("synchroniser", "--extractions", str(tmp_path / "mars"), *of, "2026-11-20"),
        *("--format", "json"),
    )
    assert counts(again) == {"a_jour": PUPILS + 1, "non_trouve": 3}


def counts(done):
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])["eleves"]
