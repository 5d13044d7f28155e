"""The schema 1.0b: what it allows is read, filed as it is told, and written again; no more is."""

import re

import pytest

from adapters.lsu.reading import read_bilans, read_gradebook
from adapters.lsu.writing import write_xml
from core.errors import FileError
from tests.adapters.lsu.builders import (
    DIRECTOR,
    TEACHER,
    UAI,
    a_content,
    a_cycle,
    a_livret,
    a_periodic,
)


@pytest.fixture
def good(tmp_path):
    """A file with every optional part of the format, as a text."""
    write_xml(tmp_path / "good.xml", UAI, a_livret())
    return (tmp_path / "good.xml").read_text("utf-8")


@pytest.fixture
def read(tmp_path):
    """The bilans of a text, once as they are read and once more after they were written again."""

    def bilans(text):
        path, again = tmp_path / "cahier.xml", tmp_path / "again.xml"
        path.write_text(text, "utf-8")
        found = [found.bilan for found in read_bilans(path)]
        assert write_xml(again, UAI, a_livret(*found)) == ()
        assert [found.bilan for found in read_bilans(again)] == found
        return found

    return bilans


@pytest.fixture
def refusal(tmp_path):
    def sentence(text):
        path = tmp_path / "cahier.xml"
        path.write_text(text, "utf-8")
        with pytest.raises(FileError) as refused:
            list(read_bilans(path))
        return str(refused.value)

    return sentence


def changed(text, before, after):
    assert before in text
    return text.replace(before, after)


def test_a_domain_of_a_periodic_socle_may_have_no_position_and_keeps_none(good, read):
    text = good.replace('code="CPD_ETR" positionnement="1"', 'code="CPD_ETR"', 1)
    [periodic, _] = read(text)
    marks = {mark.domain: mark.positioning for mark in periodic.content.socle}
    assert marks["CPD_ETR"] is None
    assert marks["CPD_FRA"] == 0  # « dispensé », which is something else


def test_a_domain_of_a_bilan_de_cycle_has_a_position(good, refusal):
    start, end = good.split("<bilans-cycle>")
    cut = end.replace('code="CPD_ETR" positionnement="1"', 'code="CPD_ETR"')
    assert "attribut « positionnement »" in refusal(f"{start}<bilans-cycle>{cut}")


def test_a_teacher_may_sign_as_director_and_a_director_as_teacher(good, read):
    text = changed(good, 'directeur-ref="DIR_1"', 'directeur-ref="ENS_1"')
    text = changed(text, 'enseignant-refs="ENS_1', 'enseignant-refs="DIR_1')
    for bilan in read(text):
        assert bilan.content.director == TEACHER
        assert bilan.content.teachers[0] == DIRECTOR


@pytest.mark.parametrize("number", [0, -1, -2147483648])
def test_an_index_of_a_period_may_be_no_rank(good, read, number):
    [periodic, _] = read(re.sub('indice="3"', f'indice="{number}"', good))
    assert periodic.number == number


def test_a_number_of_a_class_has_no_end(good, read):
    assert len(read(re.sub(r'id-be="\d+"', f'id-be="{10**30}"', good))) == 2


@pytest.mark.parametrize("millesime", ["25-6", "２０２５", "    "])
def test_a_millesime_that_is_no_number_is_kept_and_the_days_say_the_year(good, read, millesime):
    periodic, cycle = read(good.replace('millesime="2025"', f'millesime="{millesime}"'))
    assert (periodic.school_year, cycle.school_year) == (2025, 2025)
    assert (periodic.content.millesime, cycle.content.millesime) == (millesime, millesime)


def test_a_uai_may_be_in_small_letters(good, tmp_path):
    path = tmp_path / "cahier.xml"
    path.write_text(changed(good, str(UAI), str(UAI).lower()), "utf-8")
    assert read_gradebook(path).uai == UAI


def test_a_name_may_be_blank(good, read):
    [periodic, _] = read(changed(good, 'nom="LEBRETON"', 'nom=" "'))
    assert periodic.content.director.family_name == " "


def test_the_end_of_a_day_is_the_beginning_of_the_next(good, read):
    text = re.sub(r'date-verrou="[^"]*"', 'date-verrou="2026-06-25T24:00:00Z"', good)
    assert {f"{bilan.locked_at:%Y-%m-%d %H:%M}" for bilan in read(text)} == {"2026-06-26 00:00"}


def test_a_part_of_a_domain_may_say_that_it_was_not_assessed(good, read):
    [periodic, _] = read(good)
    assert [part.assessed for part in periodic.content.acquis[0].parts] == [True, False]


TWINS = {
    "acquis": ('code-domaine="MAT-RAC"', 'code-domaine="FRA-RAC"'),
    "sous-domaine": ('code-domaine="FRA-ECR"', 'code-domaine="FRA-LEC"'),
    "modalite-accompagnement": ('code="PAI"', 'code="PPRE"'),
    "element-programme": ('libelle="Compter"', 'libelle="Lire à voix haute"'),
}


@pytest.mark.parametrize("element", TWINS)
def test_a_code_is_there_once_within_its_parent(good, refusal, element):
    sentence = refusal(changed(good, *TWINS[element]))
    assert f"élément « {element} »" in sentence
    assert "un autre élément dit déjà la même chose" in sentence


def twin_of(text, pattern, *changes):
    [element, *_] = re.findall(pattern, text, re.DOTALL)
    twin = element
    for before, after in changes:
        twin = re.sub(before, after, twin)
    return text.replace(element, element + twin, 1)


@pytest.mark.parametrize(
    ("pattern", "changes"),
    [
        ('<parcours code="PAR_ART".*?</parcours>', ()),
        ('<parcours code="PAR_CIT".*?</parcours>', ()),
        ("<parcours-commun .*?</parcours-commun>", (("PAR_CIT", "PAR_SAN"),)),
        ("<periode .*?/>", ((' id="', ' id="X'),)),
        ("<periode .*?/>", ((' id="', ' id="X'), ('indice="3"', 'indice="03"'))),
        ("<classe .*?/>", ((' id="', ' id="X'), ('id-be="', 'id-be="0'))),
    ],
    ids=["parcours", "parcours of a class", "parcours-commun", "period", "period 03", "class 0N"],
)
def test_what_is_said_twice_is_refused_however_its_number_is_written(
    good, refusal, pattern, changes
):
    assert "un autre élément dit déjà la même chose" in refusal(twin_of(good, pattern, *changes))


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ('positionnement="3"', 'positionnement="5"', "élément « sous-domaine », attribut"),
        ("Bon lecteur.", "B" * 601, "élément « appreciation »"),
        ("Bon lecteur.", "B" * 5_000, "élément « appreciation »"),
        ("Bon lecteur.", "&#1;", "élément « appreciation »"),
        ("Bon lecteur.", "\x08", "élément « appreciation »"),
        ("Bon lecteur.", "&#xFFFF;", "élément « appreciation »"),
        ('enseignant-refs="ENS_1', 'enseignant-refs="NUL', "élément « bilan-periodique »"),
        ('date-verrou="2026', 'date-verrou="12026', "élément « bilan-periodique »"),
        ("Chorale.", "</parcours>", "élément « liste-parcours »"),
    ],
    ids=range(9),
)
@pytest.mark.parametrize("in_one_line", [False, True])
def test_a_refusal_names_the_element_the_pupil_and_the_line(
    good, refusal, before, after, place, in_one_line
):
    text = re.sub(r"\n *(?=<)", "", good) if in_one_line else good
    line = text[: text.index(before)].count("\n") + 1
    if "bilan-periodique" in place or "liste" in place:
        line = (
            1 + text[: text.index("<bilan-periodique ")].count("\n") if "bilan" in place else line
        )
    sentence = refusal(text.replace(before, after, 1))
    assert f"(ligne {line}, {place}" in sentence
    assert "élève « Marie Claire DUPONT »" in sentence


def test_a_pupil_without_a_name_is_told_by_the_end_of_his_ine(good, refusal):
    text = re.sub(r'(<eleve [^>]*?) nom="[^"]*" prenom="[^"]*"', r"\1", good)
    assert re.search(r"élève « \*{7}\w{4} »", refusal(changed(text, 'code="PAI"', 'code="X"')))


def test_a_name_in_a_refusal_is_harmless(good, refusal):
    text = changed(good, 'nom="DUPONT"', 'nom="DU\u202ePONT"')
    assert "\u202e" not in refusal(changed(text, 'code="PAI"', 'code="X"'))


def test_the_letters_of_every_text_are_kept(read, tmp_path):
    text = "  ❤️ 👩\u200d🏫 \uf0b7 pré\u00adcis\n\t– une liste\u2028\xa0e\u0301 \r\n "
    bilan = a_periodic(content=a_content(appreciation=text))
    write_xml(tmp_path / "letters.xml", UAI, a_livret(bilan))
    assert read((tmp_path / "letters.xml").read_text("utf-8")) == [bilan]


def test_an_appreciation_of_one_no_break_space_is_kept(good, read):
    text = changed(good, "Le cycle 2 est acquis.", "\xa0")
    assert read(text)[1].content.appreciation == "\xa0"


def with_a_prefix(text):
    text = re.sub(r"<(/?)(?=[a-z])", r"<\1l:", text)
    return text.replace("xmlns=", "xmlns:l=")


DRESSED = {
    "a BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "a prefix": lambda text: with_a_prefix(text).encode(),
    "ISO-8859-1": lambda text: text.replace("'UTF-8'", "'ISO-8859-1'").encode("iso-8859-1"),
    "CDATA": lambda text: text.replace("Bon lecteur.", "<![CDATA[Bon lecteur.]]>").encode(),
    "comments": lambda text: text.replace("Bon lecteur.", "Bon <!-- non -->lecteur.").encode(),
    "one line": lambda text: re.sub(r"\n *(?=<)", "", text).encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("dress", DRESSED.values(), ids=DRESSED)
def test_one_file_may_be_written_in_several_ways(good, tmp_path, dress):
    path = tmp_path / "cahier.xml"
    path.write_bytes(dress(good))
    assert [found.bilan for found in read_bilans(path)] == [a_periodic(), a_cycle()]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso2022_jp", "cp037", "utf-7"])
def test_a_file_in_which_a_tag_could_hide_is_refused(good, tmp_path, encoding):
    path = tmp_path / "cahier.xml"
    text = re.sub("[^\x00-\x7f]", "", good).replace("'UTF-8'", f"'{encoding}'")
    path.write_bytes(text.encode(encoding))
    with pytest.raises(FileError):
        list(read_bilans(path))


def test_a_bilan_is_filed_as_it_was(good, read):
    assert read(good) == [a_periodic(), a_cycle()]
