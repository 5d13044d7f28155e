import re
import stat
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest

from adapters.lsu.reading import read_bilans, read_gradebook
from adapters.lsu.writing import write_xml
from core.errors import FileError
from core.model.bilans import Parcours, Period
from core.model.gradebook import GradebookPupil
from core.model.records import Division
from tests.adapters.lsu.builders import (
    LOCKED,
    UAI,
    a_content,
    a_cycle,
    a_livret,
    a_periodic,
)
from tests.core.builders import a_bilan, a_guardian, an_address
from tests.hostile import ALL, LONG, acting_in


@pytest.fixture
def path(tmp_path):
    return tmp_path / "livret.xml"


def written(path, livret):
    left_out = write_xml(path, UAI, livret)
    return [read_bilan.bilan for read_bilan in read_bilans(path)], left_out


def test_what_was_written_is_read_back(path):
    livret = a_livret()
    assert written(path, livret) == (list(livret.bilans), ())


def test_the_file_says_whose_it_is(path):
    livret = a_livret()
    write_xml(path, UAI, livret)
    school = read_gradebook(path)
    assert school.uai == UAI
    assert school.pupils == (
        GradebookPupil(livret.pupil.ine, "DUPONT", "Marie Claire", Division(2602, "CE1 A")),
    )


@pytest.mark.parametrize("text", [item for item in ALL if not re.search("[\x00-\x1f]", item)])
def test_a_text_that_would_act_is_written_inert_and_whole(path, text):
    write_xml(
        path, UAI, a_livret(a_periodic(content=a_content(appreciation=text)), family_name=text)
    )
    written = path.read_text("utf-8")
    assert all(acting_in(line) == "" for line in written.split("\n"))
    root = ElementTree.fromstring(written)
    assert [item.get("nom") for item in root.iterfind(".//{*}eleve")] == [text]
    assert [item.text for item in root.iterfind(".//{*}appreciation-generale")] == [text]


@pytest.mark.parametrize("text", LONG)
def test_a_name_that_is_too_long_for_the_schema_is_refused(path, text):
    with pytest.raises(FileError):
        write_xml(path, UAI, a_livret(a_periodic(), family_name=text))


def test_several_periods_of_several_years_are_read_back(path):
    first = a_periodic(
        school_year=2024,
        number=1,
        content=a_content(period=Period(date(2024, 9, 1), date(2024, 12, 20)), class_parcours=()),
    )
    bilans, _ = written(path, a_livret(first, a_periodic()))
    assert bilans == [first, a_periodic()]


def test_the_responsables_of_a_bilan_are_read_back(path):
    guardian = a_guardian(
        civility="M.",
        usual_name="",
        custody=False,
        email="",
        address=an_address(country="", lines=("Bât. B", "3 rue des Lilas")),
        phones=a_guardian().phones.__class__(),
    )
    bilan = a_periodic(content=a_content(guardians=(guardian,)))
    assert written(path, a_livret(bilan)) == ([bilan], ())


def test_a_lock_without_a_zone_is_french_time(path):
    write_xml(path, UAI, a_livret())
    text = path.read_text("utf-8").replace("2026-06-25T16:30:00+00:00", "2026-06-25T18:30:00")
    path.write_text(text, "utf-8")
    assert {read_bilan.bilan.locked_at for read_bilan in read_bilans(path)} == {LOCKED}


def test_a_fraction_and_a_z_are_understood(path):
    write_xml(path, UAI, a_livret())
    text = path.read_text("utf-8").replace("16:30:00+00:00", "16:30:00.5Z")
    path.write_text(text, "utf-8")
    exact = datetime(2026, 6, 25, 16, 30, 0, 500_000, tzinfo=UTC)
    assert {read_bilan.bilan.locked_at for read_bilan in read_bilans(path)} == {exact}


def test_every_common_parcours_of_a_class_and_period_counts(path):
    followed = (Parcours("PAR_CIT", "Élection."), Parcours("PAR_SAN", "Brossage des dents."))
    bilan = a_periodic(content=a_content(class_parcours=followed))
    assert written(path, a_livret(bilan)) == ([bilan], ())


def test_blanks_around_a_boolean_change_nothing(path):
    write_xml(path, UAI, a_livret(a_periodic()))
    text = path.read_text("utf-8").replace('non-evalue="true"', 'non-evalue=" true "')
    path.write_text(text, "utf-8")
    assert [read_bilan.bilan for read_bilan in read_bilans(path)] == [a_periodic()]


def test_a_file_is_private_and_never_written_over(path):
    write_xml(path, UAI, a_livret())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    with pytest.raises(FileError, match="existe déjà"):
        write_xml(path, UAI, a_livret(a_cycle()))
    assert path.read_bytes() == before


def test_what_the_schema_cannot_hold_is_said(path):
    empty = a_periodic(number=2, content=None)
    bilans, left_out = written(path, a_livret(a_periodic(), a_bilan(), empty))
    assert bilans == [a_periodic()]
    assert left_out == (
        "Bilans non verrouillés, que le format ne peut pas contenir : 1.",
        "Bilans dont LSUN n'a pas le contenu, laissés de côté : 1.",
    )


def test_a_label_and_an_address_that_are_too_long_are_fitted(path):
    street = "Résidence des Tilleuls, bâtiment B, escalier 3, 12 rue de la Fontaine aux Oiseaux"
    bilan = a_periodic(
        content=a_content(guardians=(a_guardian(address=an_address(lines=(street,))),))
    )
    [read], left_out = written(path, a_livret(bilan, division=Division(7, "C" * 60)))
    [guardian] = read.content.guardians
    assert " ".join(guardian.address.lines) == street
    assert left_out == ("Le libellé de la classe a été coupé à 50 caractères.",)


@pytest.mark.parametrize(
    "livret",
    [
        a_livret(ine=None),
        a_livret(a_bilan()),
        a_livret(a_periodic(content=a_content(appreciation=" "))),
        a_livret(a_periodic(content=a_content(appreciation="\x00"))),
        a_livret(a_periodic(content=a_content(period=None))),
    ],
    ids=["no INE", "nothing locked", "no appreciation", "control character", "no period"],
)
def test_what_makes_no_valid_file_is_refused_and_nothing_is_written(path, livret):
    with pytest.raises(FileError, match="JSON"):
        write_xml(path, UAI, livret)
    assert not path.exists()
