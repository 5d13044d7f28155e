from datetime import date

import pytest

from adapters.be1d.extractions.reading import read_extraction
from adapters.be1d.stand_in.contents import RegisterContents
from adapters.demonstration.extractions import Style, write_extractions
from core.model.extraction import Provenance
from core.model.identifiers import Ine, Uai
from core.model.records import Admission, Division, Level, Registration, School, Structure, Teacher
from tests.core.builders import a_guardian, a_pupil, an_address

PLAIN = Style()
UAI = Uai("0951099D")
PROVENANCE = Provenance(UAI, date(2026, 11, 20))
CE1_A, ULIS = Structure(2602, "CE1 A", (Level.CE1,)), Structure(2606, "ULIS", ())


def extracted(**changes):
    """A pupil as these files can tell him: without what they never hold."""
    usual = {"birth_place": "", "guardians": (mother(),)}
    return Registration(a_pupil(**(usual | changes)), Admission.FINAL)


def mother(**changes):
    return a_guardian(**({"kinship": "", "custody": None} | changes))


DUPONT = extracted(addresses=(an_address(lines=("Bât. B", "3 rue des Lilas")),))
LEO = extracted(
    ine=None,
    family_name="ŒUVRARD",
    usual_name="NOËL",
    first_names=("Léo",),
    division=Division(2606, "ULIS"),
    level=None,
    addresses=(an_address(), an_address(lines=("2 quai Nord",), country="Belgique")),
    guardians=(mother(first_name="Zoé"), mother(civility="M.", first_name="Luc", email="")),
)
ADA = extracted(ine=Ine("120000002CD"), first_names=("Ada",), guardians=(mother(),))
SCHOOL = RegisterContents(
    School(UAI, "École des Tilleuls"),
    (CE1_A, ULIS),
    (
        Teacher(civility="MME", family_name="VALLÉE", first_name="Claire", structures=(2602,)),
        Teacher(civility="M.", family_name="PRIGENT", first_name="Yann", structures=(2606, 2602)),
        Teacher(civility="M.", family_name="SANS", first_name="Classe"),
    ),
    (DUPONT, LEO, ADA),
)


@pytest.fixture
def read(tmp_path):
    """Writes a school's files in a style, lets a test spoil them, and reads them."""

    def write_and_read(contents=SCHOOL, style=PLAIN, spoil=None, known=()):
        write_extractions(contents, tmp_path, style)
        if spoil is not None:
            spoil(tmp_path)
        return read_extraction([tmp_path], PROVENANCE, known)

    return write_and_read


def pupils(extraction):
    return [registration.pupil for registration in extraction.registrations]


def notices(extraction):
    return [(notice.file, notice.line, notice.text) for notice in extraction.notices]


def replacing(name, text, other):
    """Spoils a file: this text stands there as another one."""

    def spoil(folder):
        path = folder / name
        written = path.read_text("cp1252")
        assert text in written
        path.write_text(written.replace(text, other), "cp1252")

    return spoil
