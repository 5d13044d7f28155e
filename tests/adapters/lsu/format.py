"""The LSU 1D format 1.0b as its facts are told, without the schema that files are held to.

Where the two disagree, one of them is wrong.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

NS = "{urn:fr:edu:scolarite:lsun:bilans:import}"

SIGNED = ("eleve-ref", "enseignant-refs", "date-creation", "date-verrou", "directeur-ref")
REQUIRED = {
    "lsun-bilans": {"schemaVersion"},
    "directeur": {"id", "civilite", "nom", "prenom"},
    "enseignant": {"id", "civilite", "nom", "prenom"},
    "classe": {"id", "id-be"},
    "eleve": {"id", "ine", "classe-ref"},
    "periode": {"id", "millesime", "indice", "nb-periodes", "date-debut", "date-fin"},
    "element-programme": {"id", "libelle"},
    "parcours-commun": {"periode-ref", "classe-ref"},
    "parcours": {"code"},
    "bilan-periodique": {*SIGNED, "periode-ref", "date-scolarite"},
    "bilan-cycle": {*SIGNED, "cycle", "millesime"},
    "acquis": {"code-domaine"},
    "sous-domaine": {"code-domaine"},
    "modalite-accompagnement": {"code"},
    "domaine": {"code"},
    "responsable": {"civilite", "nom", "prenom"},
    "adresse": {"ligne1", "code-postal", "commune"},
}
OPTIONAL = {
    "classe": {"libelle"},
    "eleve": {"nom", "prenom"},
    "acquis": {"positionnement", "non-evalue", "element-programme-refs"},
    "sous-domaine": {"positionnement", "non-evalue", "element-programme-refs"},
    "domaine": {"positionnement"},
    "responsable": {"lien-parente"},
    "adresse": {"ligne2", "ligne3", "ligne4"},
}
# Children in their order: one (1), at most one (?), at least one (+).
CHILDREN = {
    "lsun-bilans": "entete1 donnees1",
    "donnees": "directeurs1 classes1 eleves1 periodes? enseignants1 elements-programme?"
    " parcours-communs? bilans-periodiques? bilans-cycle?",
    "directeurs": "directeur+",
    "classes": "classe+",
    "eleves": "eleve+",
    "periodes": "periode+",
    "enseignants": "enseignant+",
    "elements-programme": "element-programme+",
    "parcours-communs": "parcours-commun+",
    "parcours-commun": "parcours+",
    "bilans-periodiques": "bilan-periodique+",
    "bilans-cycle": "bilan-cycle+",
    "bilan-periodique": "liste-acquis1 liste-parcours? modalites-accompagnement?"
    " appreciation-generale1 socle? responsables?",
    "bilan-cycle": "socle1 synthese1 responsables?",
    "liste-acquis": "acquis+",
    "acquis": "appreciation? sous-domaines?",
    "sous-domaines": "sous-domaine+",
    "liste-parcours": "parcours+",
    "modalites-accompagnement": "modalite-accompagnement+",
    "modalite-accompagnement": "complement-ppre?",
    "socle": "domaine+",
    "responsables": "responsable+",
    "responsable": "adresse?",
}
LONGEST_TEXT = {
    "editeur": 50,
    "application": 50,
    "parcours": 600,
    "appreciation": 600,
    "complement-ppre": 600,
    "appreciation-generale": 1500,
    "synthese": 1500,
}
LONGEST = {"lien-parente": 40, "code-postal": 10, "commune": 100} | {
    f"ligne{rank}": 50 for rank in (1, 2, 3, 4)
}
LONGEST_LABEL = {"classe": 50, "element-programme": 300}
DAY = r"\d{4}-\d\d-\d\d"
VALUES = {
    "civilite": "M|MME",
    "nom": "(?s).{1,100}",
    "prenom": "(?s).{1,100}",
    "ine": ".{11}",
    "id": r"[A-Za-z_][\w.-]*",
    "id-be": "0*[1-9][0-9]*",
    "millesime": "(?s).{4}",
    "indice": "-?[0-9]+",
    "nb-periodes": "0*[1-9][0-9]*",
    "date-debut": DAY,
    "date-fin": DAY,
    "date-creation": DAY,
    "date-scolarite": DAY,
    "date-verrou": rf"{DAY}T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
    "cycle": "2",
    "code-domaine": "(?s).{7}",
    "non-evalue": "true|false|0|1",
}
CODES = {
    "parcours": "PAR_CIT|PAR_ART|PAR_SAN",
    "modalite-accompagnement": "PAP|PPS|UPE2A|RASED|ULIS|PAI|PPRE",
    "domaine": "CPD_FRA|CPD_ETR|CPD_SCI|CPD_ART|MET_APP|FRM_CIT|SYS_NAT|REP_MND",
}
POSITIONS = {"acquis": "[1-4]", "sous-domaine": "[1-4]", "domaine": "[0-4]"}
REFERENCES = {
    "classe-ref": {"classe"},
    "eleve-ref": {"eleve"},
    "periode-ref": {"periode"},
    "directeur-ref": {"directeur", "enseignant"},
    "enseignant-refs": {"directeur", "enseignant"},
    "element-programme-refs": {"element-programme"},
}
# What tells the children of one parent apart; `int` where 01 is 1.
UNIQUE: dict[str, dict[str, type]] = {
    "directeur": {"civilite": str, "nom": str, "prenom": str},
    "enseignant": {"civilite": str, "nom": str, "prenom": str},
    "classe": {"id-be": int},
    "eleve": {"ine": str},
    "periode": {"millesime": str, "indice": int},
    "element-programme": {"libelle": str},
    "parcours-commun": {"periode-ref": str, "classe-ref": str},
    "parcours": {"code": str},
    "bilan-periodique": {"eleve-ref": str, "periode-ref": str},
    "bilan-cycle": {"eleve-ref": str, "cycle": int},
    "acquis": {"code-domaine": str},
    "sous-domaine": {"code-domaine": str},
    "modalite-accompagnement": {"code": str},
    "domaine": {"code": str},
}


def violations(root: ET.Element) -> list[str]:
    """What a document does that the format does not allow."""
    kinds = {
        element.attrib["id"]: name(element) for element in root.iter() if "id" in element.attrib
    }
    ids = sum("id" in element.attrib for element in root.iter())
    found = [] if ids == len(kinds) else ["an id twice"]
    for element in root.iter():
        checks = (_attributes, _children, _text, _siblings)
        found += [f"{name(element)}: {wrong}" for check in checks for wrong in check(element)]
        found += [f"{name(element)}: {wrong}" for wrong in _references(element, kinds)]
    found += [
        "a domain of a cycle without position"
        for domain in root.iterfind(f".//{NS}bilan-cycle/{NS}socle/{NS}domaine")
        if "positionnement" not in domain.attrib
    ]
    return found


def name(element: ET.Element) -> str:
    """The name of an element, which must be qualified."""
    assert element.tag.startswith(NS)
    return element.tag.removeprefix(NS)


def _attributes(element: ET.Element) -> Iterator[str]:
    kind = name(element)
    required, optional = REQUIRED.get(kind, set()), OPTIONAL.get(kind, set())
    yield from (f"{missing} is missing" for missing in required - set(element.attrib))
    yield from (f"{other} is no attribute" for other in set(element.attrib) - required - optional)
    patterns = VALUES | {"code": CODES.get(kind, ""), "positionnement": POSITIONS.get(kind, "")}
    longest = LONGEST | {"libelle": LONGEST_LABEL.get(kind, 0)}
    for attribute, value in element.attrib.items():
        if attribute in patterns and not re.fullmatch(patterns[attribute], value):
            yield f"{attribute} is {value!r}"
        if attribute in longest and not _is_said(value, longest[attribute]):
            yield f"{attribute} is blank or too long"


def _children(element: ET.Element) -> Iterator[str]:
    kind = name(element)
    children = [name(child) for child in element]
    if kind == "entete":
        if sorted(children) != ["application", "editeur", "etablissement"]:
            yield f"has {children}"
        return
    signs = {"1": "", "?": "?", "+": "+"}
    model = "".join(f"(<{part[:-1]}>){signs[part[-1]]}" for part in CHILDREN.get(kind, "").split())
    if not re.fullmatch(model, "".join(f"<{child}>" for child in children)):
        yield f"has {children}"
    if kind == "socle" and len(children) != 8:
        yield f"has {len(children)} domains"


def _text(element: ET.Element) -> Iterator[str]:
    kind, text = name(element), element.text or ""
    if kind in LONGEST_TEXT and not _is_said(text, LONGEST_TEXT[kind]):
        yield "its text is blank or too long"
    if kind == "etablissement" and not re.fullmatch(r"\d{7}[A-Za-z]", text):
        yield f"is {text!r}"
    if kind not in (*LONGEST_TEXT, "etablissement") and text.strip(" \t\r\n"):
        yield "has a text"


def _siblings(parent: ET.Element) -> Iterator[str]:
    keys = [
        (name(child), *(of(child.attrib.get(key)) for key, of in UNIQUE[name(child)].items()))
        for child in parent
        if name(child) in UNIQUE
    ]
    if len(keys) != len(set(keys)):
        yield "has the same twice"


def _references(element: ET.Element, kinds: dict[str, str]) -> Iterator[str]:
    for attribute, wanted in REFERENCES.items():
        for key in element.attrib.get(attribute, "").split():
            if kinds.get(key) not in wanted:
                yield f"{attribute} is to {kinds.get(key)}"


def _is_said(text: str, longest: int) -> bool:
    return len(text) <= longest and text.strip(" \t\r\n") != ""
