"""Nothing that is not an LSU file passes for one, and none of them acts."""

import itertools
import re
import tracemalloc
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.lsu import reading
from adapters.lsu.reading import read_bilans, read_gradebook
from adapters.lsu.writing import write_xml
from core.errors import FileError
from core.model.livret import Livret
from tests.adapters.lsu.builders import UAI, a_content, a_livret, a_periodic
from tests.adapters.lsu.killers import GOOD
from tests.effort import examples


@pytest.fixture
def error(tmp_path):
    """Reads a text as a file to its end; the sentence that refuses it, or None."""

    def read(text):
        path = tmp_path / "livret.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            list(read_bilans(path))
        except FileError as refused:
            return str(refused)
        return None

    return read


def test_a_good_file_is_not_refused(error):
    assert error(GOOD) is None


def with_doctype(subset, text=GOOD):
    return text.replace("<lsun-bilans", f"<!DOCTYPE lsun-bilans [{subset}]>\n<lsun-bilans", 1)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ah"}">' for n in range(12))


@pytest.mark.parametrize(
    "text",
    [
        with_doctype(""),
        with_doctype(LAUGHS, GOOD.replace("Chorale.", "&l11;")),
        with_doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', GOOD.replace("Chorale.", "&x;")),
    ],
    ids=["a DOCTYPE", "a billion laughs", "an external entity"],
)
def test_a_doctype_is_refused_before_anything_is_expanded(error, text):
    assert "DOCTYPE" in error(text)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(error, monkeypatch):
    monkeypatch.setattr(reading, "MAX_SIZE", 100)
    assert "trop gros" in error(GOOD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r'schemaVersion="1.0"', 'schemaVersion="2.0"'),
        (r"urn:fr:edu:scolarite:lsun:bilans:import", "urn:autre"),
        (r' nom="LEBRETON"', ""),
        (r'civilite="MME"', 'civilite="MLLE"'),
        (r'id-be="\d+"', 'id-be="0"'),
        (r'indice="\d+"', 'indice="2147483648"'),
        (r'indice="\d+"', 'indice="-2147483649"'),
        (r'nb-periodes="\d+"', 'nb-periodes="0"'),
        (r'nb-periodes="\d+"', 'nb-periodes="2147483648"'),
        (r'date-verrou="[^"]*"', 'date-verrou="0001-01-01T00:00:00"'),
        (r'date-verrou="[^"]*"', 'date-verrou="9999-12-31T23:59:59-05:00"'),
        (r'ine="\d+AB"', 'ine="123"'),
        (r'classe-ref="CLASSE_1" nom', 'classe-ref="CLASSE_2" nom'),
        (r'eleve-ref="ELEVE_1"', 'eleve-ref="DIR_1"'),
        (r'directeur-ref="DIR_1"', 'directeur-ref="EP_1"'),
        (r'periode-ref="PER_1"', 'periode-ref="PER_9"'),
        (r'enseignant-refs="ENS_1', 'enseignant-refs="ENS_9'),
        (r'element-programme-refs="EP_1', 'element-programme-refs="EP_9'),
        (r'positionnement="3"', 'positionnement="5"'),
        (r'code="CPD_FRA"', 'code="CPD_XXX"'),
        (r'millesime="2025"', 'millesime="25"'),
        (r'nom="LEBRETON"', 'nom=""'),
        (r'code="PAR_ART"', 'code="PAR_XXX"'),
        (r'code="PAI"', 'code="XXX"'),
        (r'code-domaine="MAT-RAC"', 'code-domaine="MATHS"'),
        (r'date-verrou="[^"]*"', 'date-verrou="hier"'),
        (r'date-verrou="[^"]*"', ""),
        (r"Chorale\.", "C" * 601),
        (r"Bon lecteur\.", "B" * 601),
        (r"Une année sérieuse\.", "U" * 1501),
        (r"Une année[^<]*", "   "),
        (r'<domaine code="CPD_FRA"[^>]*>', ""),
        (r"(<periodes>.*?</periodes>\s*)(<enseignants>.*?</enseignants>)", r"\2\1"),
        (r"(<liste-parcours>.*?</liste-parcours>)(\s*<modalites.*?ment>\n)", r"\2\1"),
        (r"<enseignants>.*?</enseignants>", ""),
        (r'code="CPD_ETR"', 'code="CPD_FRA"'),
        (r"0951099D", "0951099A"),
        (r"0951099D", "chez nous"),
        (r"encoding=.UTF-8.", "encoding='klingon'"),
        (r"</lsun-bilans>", ""),
        (r"</donnees>", "<autre/></donnees>"),
    ],
    ids=itertools.count(),
)
def test_what_the_schema_does_not_allow_is_refused(error, before, after):
    text, changes = re.subn(before, after, GOOD, flags=re.DOTALL)
    assert changes
    assert error(text) is not None


@pytest.mark.parametrize("kind", ["eleve", "directeur", "enseignant", "classe", "bilan-periodique"])
def test_what_must_be_unique_is(error, kind):
    element, *_ = re.findall(rf"<{kind} .*?(?:/>|</{kind}>)", GOOD, re.DOTALL)
    twin = re.sub(r' id="', ' id="TWIN_', element)
    assert error(GOOD.replace(element, element + twin)) is not None


@pytest.mark.parametrize("taken", ["DIR_1", "ENS_1", "EP_1", "ELEVE_1"])
@pytest.mark.parametrize("kind", ["directeur", "enseignant"])
def test_an_id_is_taken_once_whatever_has_it(error, kind, taken):
    twin = f'<{kind} id="{taken}" civilite="M" nom="AUTRE" prenom="Luc"/>'
    assert error(GOOD.replace(f"</{kind}s>", f"{twin}</{kind}s>")) is not None


@pytest.mark.parametrize(
    "text", ["", "<html><body>Erreur 500</body></html>", "Nom;Prénom\nX;Y\n", "<lsun-bilans/>"]
)
def test_what_is_something_else_is_refused(error, text):
    assert error(text) is not None


def test_a_refusal_names_the_file_and_repeats_none_of_its_values(error):
    sentence = error(GOOD.replace('nom="LEBRETON"', 'nom="" autre="SECRET"'))
    assert "« livret.xml »" in sentence
    assert "élément « directeur »" in sentence
    assert "SECRET" not in sentence
    assert "SECRET" not in error(GOOD.replace("</donnees>", "<SECRET/></donnees>"))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    for read in (read_gradebook, lambda path: list(read_bilans(path))):
        with pytest.raises(FileError, match="ne peut pas être lu"):
            read(tmp_path / "absent.xml")


@given(share=st.floats(0, 0.999))
@examples(80)
def test_a_truncated_file_is_refused(share):
    content = GOOD.strip().encode()
    assert refused(content[: int(len(content) * share)])


@given(content=st.binary(max_size=500))
@examples(150)
def test_random_bytes_are_refused(content):
    assert refused(content)


@given(place=st.integers(0, len(GOOD) - 1), byte=st.binary(min_size=1, max_size=3))
@examples(200)
def test_bytes_that_were_spoilt_crash_nothing(place, byte):
    content = GOOD.encode()
    refused(content[:place] + byte + content[place + len(byte) :])


def refused(content):
    with TemporaryDirectory() as folder:
        path = Path(folder, "livret.xml")
        path.write_bytes(content)
        with suppress(FileError):
            read_gradebook(path)
        with suppress(FileError):
            list(read_bilans(path))
            return False
    return True


@pytest.mark.proof
def test_memory_does_not_grow_with_the_number_of_bilans(tmp_path):
    path = tmp_path / "gros.xml"
    many = [
        a_periodic(school_year=1000 + n, content=a_content(appreciation=f"{n} " * 300))
        for n in range(1000)
    ]
    write_xml(path, UAI, Livret(1, a_livret().pupil, tuple(many)))
    tracemalloc.start()
    assert sum(1 for _ in read_bilans(path)) == 1000
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most * 2 < path.stat().st_size
