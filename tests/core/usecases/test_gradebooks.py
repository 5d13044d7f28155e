"""The bilans of a gradebook are filed for the children whose they are, or not at all."""

from pathlib import Path

import pytest

from core.errors import UserError
from core.messages import refusals
from core.model.gradebook import FiledBilans, Gradebook, GradebookBilan, GradebookPupil, Mismatch
from core.model.livret import Livret
from core.model.users import Action
from core.rules.gradebooks import compare_identities
from core.usecases.gradebooks import FiledGradebook, file_bilans
from tests.core.builders import a_bilan, a_locked_bilan, a_pupil
from tests.core.memory import ine
from tests.core.school import (
    DIRECTOR,
    LILAS,
    SUPPORT,
    TILLEULS,
    UAI,
    MemoryFiles,
    MemoryStore,
    a_workspace,
)

PATH = Path("bilans.xml")
PUPILS = [a_pupil(ine=ine(rank), first_names=(f"Enfant {rank}",)) for rank in range(1, 5)]
IN_FILE = [
    GradebookPupil(ine(rank), "DUPONT", f"Enfant {rank}", PUPILS[0].division)
    for rank in range(1, 5)
]
CALLED_OTHERWISE = GradebookPupil(ine(1), "PETIT", "Luc", PUPILS[0].division)
STRANGER = GradebookPupil(ine(9), "INCONNU", "Zoé", PUPILS[0].division)


@pytest.fixture
def store():
    return MemoryStore(
        [
            *(Livret(number, pupil) for number, pupil in enumerate(PUPILS, 1)),
            Livret(5, a_pupil(ine=None)),
        ]
    )


def a_file(*pupils, uai=UAI):
    bilans = [GradebookBilan(pupil, a_locked_bilan()) for pupil in pupils]
    bilans += [GradebookBilan(pupils[-1], a_bilan())]
    return MemoryFiles(gradebook=Gradebook(uai, pupils), bilans=bilans)


async def test_every_bilan_goes_to_the_pupil_of_its_ine(store):
    workspace = a_workspace(store, files=a_file(*IN_FILE[:2]))
    assert await file_bilans(workspace, PATH) == FiledGradebook(
        TILLEULS, FiledBilans(added=3), (), has_names=True
    )
    assert workspace.files.paths == PATH
    assert store.filed == [
        (UAI, ine(1), a_locked_bilan()),
        (UAI, ine(2), a_locked_bilan()),
        (UAI, ine(2), a_bilan()),
    ]
    [line] = store.lines
    assert (line.user, line.action, line.allowed) == (DIRECTOR, Action.IMPORT, True)


async def test_the_bilans_of_who_is_called_otherwise_are_set_aside(store):
    workspace = a_workspace(store, files=a_file(CALLED_OTHERWISE, *IN_FILE[1:]))
    filed = await file_bilans(workspace, PATH)
    assert filed.mismatches == (Mismatch(CALLED_OTHERWISE, PUPILS[0]),)
    assert [number for _, number, _ in store.filed] == [ine(2), ine(3), ine(4), ine(4)]


async def test_a_file_of_one_named_pupil_says_that_he_was_compared(store):
    assert (await file_bilans(a_workspace(store, files=a_file(IN_FILE[0])), PATH)).has_names


async def test_a_file_without_names_says_that_nobody_was_compared(store):
    unnamed = GradebookPupil(ine(1), "", "", PUPILS[0].division)
    filed = await file_bilans(a_workspace(store, files=a_file(unnamed)), PATH)
    assert not filed.has_names


SLIPPED = (CALLED_OTHERWISE, GradebookPupil(ine(2), "PETIT", "Luc", PUPILS[0].division))
IDENTITIES = compare_identities(
    Gradebook(UAI, SLIPPED), dict(zip(map(ine, range(1, 5)), PUPILS, strict=True))
)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            a_file(*IN_FILE, uai=LILAS.uai),
            refusals.BILANS_OF_ANOTHER_SCHOOL.format(uai=LILAS.uai),
        ),
        (
            a_file(IN_FILE[0], STRANGER, STRANGER),
            refusals.BILANS_OF_OTHER_PUPILS.format(known=1, total=3),
        ),
        (a_file(*SLIPPED), refusals.slipped_gradebook(IDENTITIES)),
    ],
    ids=["another school", "other pupils", "rows that slipped"],
)
async def test_a_file_of_others_is_refused_whole(store, files, sentence):
    with pytest.raises(UserError) as refused:
        await file_bilans(a_workspace(store, files=files), PATH)
    assert str(refused.value) == sentence
    assert (store.filed, store.lines) == ([], [])


async def test_who_may_not_files_nothing(store):
    workspace = a_workspace(store, files=a_file(*IN_FILE), user=SUPPORT)
    with pytest.raises(UserError, match="Votre rôle"):
        await file_bilans(workspace, PATH)
    assert store.filed == []
    assert [line.allowed for line in store.lines] == [False]
