"""The exported XML against the facts of the format, without the schema that wrote it."""

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.lsu.reading import read_bilans
from adapters.lsu.writing import write_xml
from core.model.bilans import Acquis, BilanContent, Parcours, Period, Signatory, SocleMark, Support
from core.model.livret import Bilan, BilanKind, Livret
from core.model.records import Address, Guardian
from tests.adapters.lsu.builders import DOMAINS, UAI, a_content, a_cycle, a_livret, a_periodic
from tests.adapters.lsu.format import CODES, NS, REQUIRED, name, violations
from tests.core.builders import a_guardian
from tests.effort import examples
from tests.hostile import ALL


@pytest.fixture
def root(tmp_path):
    bilans = (a_periodic(content=a_content(guardians=(a_guardian(),))), a_cycle())
    write_xml(tmp_path / "livret.xml", UAI, a_livret(*bilans))
    return ET.parse(tmp_path / "livret.xml").getroot()


def test_a_file_of_every_element_keeps_to_the_format(root):
    assert {name(element) for element in root.iter()} >= set(REQUIRED)
    assert violations(root) == []


def test_no_attribute_is_qualified(root):
    assert not any(key.startswith("{") for element in root.iter() for key in element.attrib)


@pytest.mark.parametrize(
    ("path", "attribute", "value"),
    [
        ("directeur", "civilite", "MLLE"),
        ("bilan-periodique", "eleve-ref", "DIR_1"),
        ("acquis", "positionnement", "5"),
        ("bilan-cycle/{}socle/{}domaine", "code", "CPD_REP"),
        ("sous-domaine", "code-domaine", "FRA-ECR"),
        ("responsable", "lien-parente", " "),
        ("periode", "date-fin", "demain"),
    ],
)
def test_the_rules_see_what_is_wrong(root, path, attribute, value):
    root.find(f".//{NS}{path.replace('{}', NS)}").set(attribute, value)
    assert len(violations(root)) == 1


# What XML can hold, with what is rare in it more often: blanks, joiners, private use, marks.
LETTERS = st.one_of(
    st.sampled_from("\t\n\r \xa0\u00ad\u200d\ufe0f\uf0b7\u2028\u0301\u202e<>&\"'éœ漢🧒🏽"),
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
)


def said(longest):
    """Texts with at least a character that is no blank of XML."""
    texts = st.one_of(st.sampled_from(ALL), st.text(LETTERS, min_size=1, max_size=min(longest, 60)))
    allowed = texts.map(lambda text: "".join(filter(is_xml, text))[:longest])
    return allowed.filter(lambda text: text.strip(" \t\r\n"))


def is_xml(character):
    return character in "\t\n\r" or (character >= " " and character not in "\ufffe\uffff")


NAMES = st.one_of(said(100), st.just(" "))
DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), st.just(UTC))
PEOPLE = st.builds(
    Signatory, civility=st.sampled_from(("M", "MME")), family_name=NAMES, first_name=NAMES
)
POSITIONS = st.one_of(st.none(), st.integers(1, 4))
ELEMENTS = st.lists(said(300), max_size=3).map(tuple)


def unique(items, key):
    return st.lists(items, max_size=4, unique_by=key).map(tuple)


def acquis(**changes):
    code = st.text(LETTERS, min_size=7, max_size=7)
    usual = {"domain": code, "positioning": POSITIONS, "assessed": st.booleans()}
    return st.builds(Acquis, **usual, elements=ELEMENTS, **changes)


PARTS = unique(acquis(), lambda part: part.domain)
WHOLE = acquis(appreciation=st.one_of(st.just(""), said(600)), parts=PARTS)
PARCOURS = unique(
    st.builds(Parcours, st.sampled_from(CODES["parcours"].split("|")), said(600)),
    lambda parcours: parcours.code,
)
SUPPORTS = unique(
    st.builds(
        Support,
        st.sampled_from(CODES["modalite-accompagnement"].split("|")),
        st.one_of(st.just(""), said(600)),
    ),
    lambda support: support.code,
)
LINES = st.tuples(
    said(50), st.one_of(st.just(""), said(50)), st.one_of(st.just(""), said(50)), said(50)
)
ADDRESSES = st.one_of(
    st.just(Address()),
    st.builds(Address, lines=LINES, postcode=said(10), town=said(100)),
    st.builds(Address, lines=st.tuples(said(50)), postcode=said(10), town=said(100)),
)
GUARDIANS = st.lists(
    st.builds(
        Guardian,
        civility=st.sampled_from(("M.", "MME")),
        family_name=NAMES,
        first_name=NAMES,
        kinship=st.one_of(st.just(""), said(40)),
        custody=st.just(False),
        address=ADDRESSES,
    ),
    max_size=2,
).map(tuple)


def socle(positions):
    return st.tuples(*(st.builds(SocleMark, st.just(domain), positions) for domain in DOMAINS))


SIGNED = {
    "created_on": DAYS,
    "director": PEOPLE,
    "teachers": st.lists(PEOPLE, min_size=1, max_size=3).map(tuple),
    "appreciation": said(1500),
    "guardians": GUARDIANS,
}
PERIODIC = st.builds(
    Bilan,
    kind=st.just(BilanKind.PERIODIC),
    school_year=st.integers(0, 9999),
    number=st.integers(-3, 9),
    periods=st.integers(1, 9),
    locked_at=MOMENTS,
    content=st.builds(
        BilanContent,
        **SIGNED,
        period=st.builds(Period, DAYS, DAYS),
        schooled_on=DAYS,
        acquis=st.lists(WHOLE, min_size=1, max_size=3, unique_by=lambda whole: whole.domain).map(
            tuple
        ),
        class_parcours=PARCOURS,
        own_parcours=PARCOURS,
        supports=SUPPORTS,
        socle=st.one_of(st.just(()), socle(st.one_of(st.none(), st.integers(0, 4)))),
    ),
)
CYCLE = st.builds(
    Bilan,
    kind=st.just(BilanKind.CYCLE),
    school_year=st.integers(0, 9999),
    number=st.just(2),
    locked_at=MOMENTS,
    content=st.builds(BilanContent, **SIGNED, socle=socle(st.integers(0, 4))),
)
BILANS = st.tuples(
    st.lists(PERIODIC, max_size=2, unique_by=lambda bilan: (bilan.school_year, bilan.number)),
    st.lists(CYCLE, max_size=1),
).filter(any)


@pytest.mark.proof
@given(bilans=BILANS)
@examples(100)
def test_whatever_bilans_say_is_written_by_the_format_and_read_back_to_the_letter(bilans):
    livret = Livret(1, a_livret().pupil, (*bilans[0], *bilans[1]))
    with TemporaryDirectory() as folder:
        path = Path(folder, "livret.xml")
        assert write_xml(path, UAI, livret) == ()
        assert violations(ET.parse(path).getroot()) == []
        assert [found.bilan for found in read_bilans(path)] == list(livret.bilans)
