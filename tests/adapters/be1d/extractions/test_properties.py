"""Whatever is written is read back; whatever else is in a file crashes nothing."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adapters.be1d.extractions.reading import read_extraction
from adapters.be1d.stand_in.contents import RegisterContents
from adapters.demonstration.extractions import (
    GUARDIANS,
    PUPILS,
    Families,
    Generation,
    Style,
    write_extractions,
)
from adapters.demonstration.traps import Trap, spring
from core.errors import FileError
from core.model.identifiers import Ine
from core.model.records import (
    Address,
    Admission,
    Division,
    Guardian,
    Level,
    Phones,
    Pupil,
    Registration,
    School,
    Sex,
    Structure,
)
from core.rules.merging import completed
from core.text import clean, without_accents
from tests.adapters.be1d.extractions.conftest import PROVENANCE, SCHOOL, UAI
from tests.effort import examples

LATIN = st.characters(min_codepoint=32, max_codepoint=255, exclude_categories=("Cc", "Cf", "Zs"))
TEXTS = st.text(st.one_of(LATIN, st.just(" "), st.sampled_from(";\"'")), max_size=30)
TEXTS = TEXTS.map(clean).filter(lambda text: "Ã" not in text)  # what follows it may mean damage
NAMES = TEXTS.filter(without_accents)
CLASSES = st.sampled_from([Division(11, "CP"), Division(12, "CE1/CE2"), Division(13, "ULIS")])
STRUCTURES = (
    Structure(11, "CP", ()),
    Structure(12, "CE1/CE2", ()),
    Structure(13, "ULIS", ()),
)
INES = st.from_regex(r"[0-9]{9}[0-9A-Z][A-Z]", fullmatch=True).map(Ine)


def filled(address):
    return any((*address.lines, address.postcode, address.town, address.country))


ADDRESSES = st.builds(
    Address,
    lines=st.lists(TEXTS.filter(bool), max_size=4).map(tuple),
    postcode=TEXTS,
    town=TEXTS,
    country=TEXTS,
)
GUARDIANS_TOLD = st.builds(
    Guardian,
    civility=st.sampled_from(("M.", "MME", "")),
    family_name=NAMES,
    usual_name=TEXTS,
    first_name=NAMES,
    kinship=st.just(""),
    custody=st.none(),
    address=ADDRESSES,
    email=TEXTS,
    phones=st.builds(Phones, home=TEXTS, work=TEXTS, mobile=TEXTS),
)
PUPILS_TOLD = st.builds(
    Pupil,
    ine=st.none() | INES,
    family_name=NAMES,
    usual_name=TEXTS,
    first_names=st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    sex=st.sampled_from(Sex),
    birth_date=st.dates(date(2005, 1, 1), date(2026, 1, 1)),
    birth_place=TEXTS,
    division=CLASSES,
    level=st.none() | st.sampled_from(Level),
    addresses=st.lists(ADDRESSES.filter(filled), max_size=2).map(tuple),
    guardians=st.lists(GUARDIANS_TOLD, min_size=1, max_size=3, unique=True).map(tuple),
)


def name_of(pupil):
    return without_accents(pupil.family_name), without_accents(pupil.first_names[0])


SCHOOLS = st.lists(
    PUPILS_TOLD, min_size=1, max_size=8, unique_by=(name_of, lambda item: item.ine or item)
)
STYLES = st.builds(
    Style,
    generation=st.sampled_from(Generation),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "cp1252", "iso-8859-1")),
    quoted=st.booleans(),
    newline=st.sampled_from(("\r\n", "\n")),
    iso_dates=st.booleans(),
    with_extension_number=st.booleans(),
    families=st.sampled_from(Families),
    custom_columns=st.just(True),
)


def school_of(pupils):
    registrations = tuple(Registration(pupil, Admission.FINAL) for pupil in pupils)
    return RegisterContents(School(UAI, "École"), STRUCTURES, (), registrations)


@pytest.mark.proof
@given(pupils=SCHOOLS, style=STYLES)
@examples(150)
def test_a_school_is_read_back_as_it_was_written(pupils, style):
    with TemporaryDirectory() as folder:
        write_extractions(school_of(pupils), Path(folder), style)
        extraction = read_extraction([Path(folder)], PROVENANCE, STRUCTURES)
    ine_is_told = style.generation is Generation.ONDE
    expected = [pupil if ine_is_told else replace(pupil, ine=None) for pupil in pupils]
    read = [registration.pupil for registration in extraction.registrations]
    assert [sorted_guardians(pupil) for pupil in read] == [
        sorted_guardians(pupil) for pupil in expected
    ]
    assert extraction.unreadable == ()


def sorted_guardians(pupil):
    return replace(pupil, guardians=tuple(sorted(pupil.guardians, key=repr)))


def read_or_refuse(folder):
    """An extraction, or None when it is refused: nothing else comes out."""
    with suppress(FileError):
        return read_extraction([Path(folder)], PROVENANCE)
    return None


# Homonyms are another pupil by right.
TRAPS = st.sampled_from(sorted(set(Trap) - {Trap.HOMONYMS}, key=str))


@pytest.mark.proof
@given(traps=st.lists(TRAPS, max_size=4), style=STYLES)
@examples(150)
def test_whatever_goes_wrong_nobody_is_another_and_nothing_unsaid_is_empty(traps, style):
    with TemporaryDirectory() as folder:
        write_extractions(SCHOOL, Path(folder), style)
        for trap in traps:
            spring(trap, Path(folder), style)
        extraction = read_or_refuse(folder)
    if extraction is None:
        return
    known = {
        (pupil.family_name, pupil.first_names[0]): pupil
        for pupil in (registration.pupil for registration in SCHOOL.registrations)
    }
    for registration in extraction.registrations:
        lsun = known.get((registration.pupil.family_name, registration.pupil.first_names[0]))
        if lsun is None:
            continue
        after = completed(registration, lsun)
        assert after.guardians
        assert after.addresses
        assert after.level == lsun.level
        assert after.division.id == lsun.division.id


@given(content=st.binary(max_size=2000))
@examples(200)
def test_random_bytes_are_refused_in_a_sentence(content):
    with TemporaryDirectory() as folder:
        Path(folder, "CSVExtraction.csv").write_bytes(content)
        assert read_or_refuse(folder) is None


@pytest.mark.proof
@given(rows=st.binary(max_size=400))
@examples(200)
def test_random_bytes_below_a_good_header_crash_nothing(rows):
    with TemporaryDirectory() as folder:
        [path, *_] = write_extractions(SCHOOL, Path(folder), Style())
        header = path.read_bytes().split(b"\r\n")[0]
        path.write_bytes(header + b"\r\n" + rows)
        extraction = read_or_refuse(folder)
        assert extraction is None or not extraction.registrations


@pytest.mark.parametrize("name", [PUPILS, GUARDIANS])
@given(share=st.floats(0, 1))
@examples(60)
def test_a_truncated_file_invents_no_one(name, share):
    with TemporaryDirectory() as folder:
        write_extractions(SCHOOL, Path(folder), Style())
        path = Path(folder, name)
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        extraction = read_or_refuse(folder)
        whole = {registration.pupil.family_name for registration in SCHOOL.registrations}
        assert (
            extraction is None
            or {registration.pupil.family_name for registration in extraction.registrations}
            <= whole
        )


@given(st.permutations(range(22)))
@examples(60)
def test_columns_in_any_order_say_the_same(order):
    with TemporaryDirectory() as folder:
        [path, *_] = write_extractions(SCHOOL, Path(folder), Style(quoted=True, encoding="utf-8"))
        as_written = read_extraction([Path(folder)], PROVENANCE)
        shuffle(path, order)
        assert read_extraction([Path(folder)], PROVENANCE) == as_written


@given(st.permutations(range(22)))
@examples(60)
def test_headers_over_the_wrong_columns_crash_nothing(order):
    assume(list(order) != list(range(22)))
    with TemporaryDirectory() as folder:
        [path, *_] = write_extractions(SCHOOL, Path(folder), Style(quoted=True, encoding="utf-8"))
        shuffle(path, order, header_alone=True)
        read_or_refuse(folder)


def shuffle(path, order, *, header_alone=False):
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    for row in rows[:1] if header_alone else rows:
        row[:] = [row[place] for place in order]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
