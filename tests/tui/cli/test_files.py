"""Extractions that a command names: of which school, and of which day, is assumed or asked for."""

from argparse import Namespace

import pytest

from core.errors import UserError
from core.model.extraction import Extraction, Provenance
from tests.core.builders import a_registration
from tests.core.school import CE1, LILAS, TILLEULS, TODAY, MemoryFiles, MemoryStore, a_workspace
from tui.cli.files import session_for

ONLY, SEVERAL = (TILLEULS,), (TILLEULS, LILAS)


async def school_of(folder, schools=ONLY, ecole="", date="20/11/2026"):
    """The school of what synchronises with the extractions of this folder."""
    provenance = Provenance(TILLEULS.uai, TODAY)
    extraction = Extraction(
        provenance=provenance, structures=(CE1,), registrations=(a_registration(),), teachers=None
    )
    workspace = a_workspace(
        MemoryStore(schools=schools), files=MemoryFiles(extraction), wanted=ecole
    )
    options = Namespace(extractions=[folder], ecole=ecole, date=date, confirmer=True)
    return (await session_for(workspace, options, lambda _text, _fields: None)).school


@pytest.mark.parametrize(
    ("schools", "ecole"),
    [(ONLY, ""), (ONLY, str(TILLEULS.uai)), (SEVERAL, "tilleuls"), (SEVERAL, str(TILLEULS.uai))],
    ids=["the only one", "its number", "its name", "its number among others"],
)
async def test_the_school_of_extractions_is_the_one_that_is_named_or_the_only_one(
    tmp_path, schools, ecole
):
    assert await school_of(tmp_path, schools, ecole) == TILLEULS


@pytest.mark.parametrize(
    ("schools", "date", "sentence"),
    [
        (ONLY, "", "ne disent pas leur jour. Donnez celui de l'extraction par --date"),
        (SEVERAL, "20/11/2026", "Plusieurs écoles conviennent"),
        ((), "20/11/2026", "La base LSUN ne contient aucune école"),
    ],
)
async def test_only_what_is_missing_is_asked_for(tmp_path, schools, date, sentence):
    with pytest.raises(UserError, match=sentence):
        await school_of(tmp_path, schools, date=date)


@pytest.mark.parametrize("schools", [ONLY, SEVERAL, ()])
async def test_a_number_whose_letter_is_wrong_is_said_to_be_so(tmp_path, schools):
    with pytest.raises(UserError, match="La lettre de « 0960001X » ne va pas"):
        await school_of(tmp_path, schools, "0960001X")


async def test_a_folder_that_is_not_there_is_told_before_anything_is_asked_for(tmp_path):
    with pytest.raises(UserError, match="ni dossier ni fichier « nov »"):
        await school_of(tmp_path / "nov", date="")
