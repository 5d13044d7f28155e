"""Files that took an XML library minutes, gigabytes or its life; each must be refused at once."""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.lsu.writing import write_xml
from tests.adapters.lsu.builders import UAI, a_livret

MEGA = 1_000_000

with TemporaryDirectory() as folder:
    write_xml(Path(folder, "livret.xml"), UAI, a_livret())
    GOOD = Path(folder, "livret.xml").read_text("utf-8")

_ACQUIS, _PUPIL = '<acquis code-domaine="MAT-RAC"', "<eleve "


def _long_name(size: int) -> str:
    """A name that does not end, in an element that must be empty."""
    [director] = re.findall("<directeur [^>]*/>", GOOD)
    long = director.replace('nom="LEBRETON"', f'nom="{"N" * size * MEGA}"')
    return GOOD.replace(director, long.replace("/>", "><classe/></directeur>"))


def _before(tag: str, inserted: str) -> str:
    return GOOD.replace(tag, inserted + tag, 1)


KILLERS: dict[str, Callable[[int], str]] = {
    "un nom": _long_name,
    "un attribut de la racine": lambda size: GOOD.replace(
        " schemaVersion", f' x="{"x" * size * MEGA}" schemaVersion'
    ),
    "des attributs": lambda size: GOOD.replace(
        " schemaVersion", "".join(f' a{n}=""' for n in range(size * MEGA // 10)) + " schemaVersion"
    ),
    "des espaces de noms": lambda size: GOOD.replace(
        " schemaVersion",
        "".join(f' xmlns:a{n}="u"' for n in range(size * MEGA // 16)) + " schemaVersion",
    ),
    "des enseignants": lambda size: GOOD.replace(
        'enseignant-refs="', 'enseignant-refs="' + "ENS_1 " * (size * MEGA // 6), 1
    ),
    "un texte": lambda size: GOOD.replace("Chorale.", "C" * size * MEGA),
    "un texte en caractères numérotés": lambda size: GOOD.replace(
        "Chorale.", "&#233;" * (size * MEGA // 6)
    ),
    "un texte en sections CDATA": lambda size: GOOD.replace(
        "Chorale.", "<![CDATA[xx]]>" * (size * MEGA // 14)
    ),
    "des acquis": lambda size: _before(
        _ACQUIS,
        "".join(f'<acquis code-domaine="{n:07}"/>' for n in range(size * MEGA // 32)),
    ),
    "des acquis faux": lambda size: _before(
        _ACQUIS, '<acquis x="" y="" z="" code-domaine="1"/>' * (size * MEGA // 40)
    ),
    "des éléments inconnus": lambda size: _before(_ACQUIS, "<x/>" * (size * MEGA // 4)),
    "des éléments les uns dans les autres": lambda size: _before(
        _ACQUIS, "<a>" * (size * MEGA // 3)
    ),
    "des élèves": lambda size: _before(
        _PUPIL,
        "".join(
            f'<eleve id="e{n}" ine="{n:09}AB" classe-ref="CLASSE_1"/>'
            for n in range(size * MEGA // 58)
        ),
    ),
}
"""By what there is too much of, files of so many megabytes."""


def dense(count: int) -> str:
    """What takes longest: so many bilans of some fifty elements each, valid to the last line."""
    [bilan] = re.findall("<bilan-periodique .*?</bilan-periodique>", GOOD, re.DOTALL)
    acquis = "".join(f'<acquis code-domaine="{n:07}"/>' for n in range(30))
    pupils = "".join(
        f'<eleve id="e{n}" ine="{n:09}AB" classe-ref="CLASSE_1"/>' for n in range(count)
    )
    bilans = "".join(
        bilan.replace("ELEVE_1", f"e{n}").replace(_ACQUIS, acquis + _ACQUIS) for n in range(count)
    )
    text = _before(_PUPIL, pupils).replace(bilan, bilan + bilans)
    return text.replace("</donnees>", "<x/></donnees>")
