"""The exported XML against the facts of the format, without the schema that wrote it."""

import xml.etree.ElementTree as ET

import pytest

from adapters.lsu.writing import write_xml
from tests.adapters.lsu.builders import UAI, a_content, a_cycle, a_livret, a_periodic
from tests.core.builders import a_guardian

NS = "{urn:fr:edu:scolarite:lsun:bilans:import}"
REQUIRED = {
    "directeur": {"id", "civilite", "nom", "prenom"},
    "enseignant": {"id", "civilite", "nom", "prenom"},
    "classe": {"id", "id-be"},
    "eleve": {"id", "ine", "classe-ref"},
    "periode": {"id", "millesime", "indice", "nb-periodes", "date-debut", "date-fin"},
    "element-programme": {"id", "libelle"},
    "parcours-commun": {"periode-ref", "classe-ref"},
    "parcours": {"code"},
    "bilan-periodique": {
        "eleve-ref",
        "periode-ref",
        "enseignant-refs",
        "date-creation",
        "date-scolarite",
        "date-verrou",
        "directeur-ref",
    },
    "bilan-cycle": {
        "eleve-ref",
        "cycle",
        "millesime",
        "enseignant-refs",
        "date-creation",
        "date-verrou",
        "directeur-ref",
    },
    "acquis": {"code-domaine"},
    "sous-domaine": {"code-domaine"},
    "modalite-accompagnement": {"code"},
    "domaine": {"code", "positionnement"},
    "responsable": {"civilite", "nom", "prenom"},
    "adresse": {"ligne1", "code-postal", "commune"},
}
ORDER = {
    "lsun-bilans": ["entete", "donnees"],
    "donnees": [
        "directeurs",
        "classes",
        "eleves",
        "periodes",
        "enseignants",
        "elements-programme",
        "parcours-communs",
        "bilans-periodiques",
        "bilans-cycle",
    ],
    "bilan-periodique": [
        "liste-acquis",
        "liste-parcours",
        "modalites-accompagnement",
        "appreciation-generale",
        "socle",
        "responsables",
    ],
    "bilan-cycle": ["socle", "synthese", "responsables"],
    "acquis": ["appreciation", "sous-domaines"],
}
LONGEST = {
    "editeur": 50,
    "application": 50,
    "parcours": 600,
    "appreciation": 600,
    "appreciation-generale": 1500,
    "synthese": 1500,
}
LONGEST_ATTRIBUTE = {"libelle": 300, "nom": 100, "prenom": 100, "lien-parente": 40} | {
    f"ligne{rank}": 50 for rank in (1, 2, 3, 4)
}
REFERENCES = {
    "classe-ref": "classe",
    "eleve-ref": "eleve",
    "periode-ref": "periode",
    "directeur-ref": "directeur",
    "enseignant-refs": "enseignant",
    "element-programme-refs": "element-programme",
}


@pytest.fixture
def root(tmp_path):
    bilans = (a_periodic(content=a_content(guardians=(a_guardian(),))), a_cycle())
    write_xml(tmp_path / "livret.xml", UAI, a_livret(*bilans))
    return ET.parse(tmp_path / "livret.xml").getroot()


def named(root):
    return [(element.tag.removeprefix(NS), element) for element in root.iter()]


def test_every_element_is_qualified_and_no_attribute_is(root):
    assert all(element.tag.startswith(NS) for element in root.iter())
    assert not any(name.startswith("{") for element in root.iter() for name in element.attrib)
    assert root.attrib == {"schemaVersion": "1.0"}


def test_every_required_attribute_is_there(root):
    names = {name for name, _ in named(root)}
    assert set(REQUIRED) <= names
    for name, element in named(root):
        assert REQUIRED.get(name, set()) <= set(element.keys()), name


def test_children_come_in_their_order(root):
    for name, element in named(root):
        if name in ORDER:
            children = [child.tag.removeprefix(NS) for child in element]
            once = list(dict.fromkeys(children))
            assert once == [child for child in ORDER[name] if child in once], name


def test_texts_are_not_blank_and_not_too_long(root):
    for name, element in named(root):
        if name in LONGEST:
            assert element.text.strip(), name
            assert len(element.text) <= LONGEST[name], name
        for attribute, value in element.attrib.items():
            assert 0 < len(value.strip()) <= LONGEST_ATTRIBUTE.get(attribute, 100), attribute


def test_every_reference_is_to_something_of_its_kind(root):
    kinds = {element.get("id"): name for name, element in named(root) if element.get("id")}
    referred = 0
    for _, element in named(root):
        for attribute, kind in REFERENCES.items():
            for item in element.get(attribute, "").split():
                assert kinds[item] == kind
                referred += 1
    assert referred > len(REFERENCES)


def test_a_socle_has_its_eight_domains(root):
    for socle in root.iter(f"{NS}socle"):
        assert len({domain.get("code") for domain in socle}) == 8
