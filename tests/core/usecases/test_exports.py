"""What goes out to files: a livret and its archives, a report, what a screen shows."""

from pathlib import Path

import pytest

from core.errors import FileError, UserError
from core.messages import refusals
from core.messages.exports import livret_forms
from core.messages.reports import FORMATS, as_file
from core.model.livret import Archive, Livret
from core.model.report import Report
from core.model.runs import RunState
from core.model.users import Action
from core.usecases.exports import (
    export_pupil,
    livret_options,
    path_named,
    report_options,
    text_options,
)
from tests.core.builders import a_pupil
from tests.core.memory import RUN, ine
from tests.core.school import NOW, SUPPORT, TILLEULS, UAI, MemoryFiles, MemoryStore, a_workspace

MARIE = Livret(1, a_pupil(ine=ine(1)))
NEWEST = Archive(Livret(1, a_pupil(ine=ine(1), family_name="DUPOND")), NOW, 2)
OLDEST = Archive(Livret(1, a_pupil(ine=ine(1), family_name="DUPON")), NOW, 1)
PROTECT_IT = "Ce fichier contient des données d'élèves : protégez-le."
NOT_HELD = ("Un bilan n'y est pas.",)


@pytest.fixture
def store():
    store = MemoryStore([MARIE])
    store.kept_archives = [NEWEST, OLDEST]
    return store


@pytest.fixture
def workspace(store):
    return a_workspace(store, files=MemoryFiles(), user=SUPPORT)


def exported(store):
    return [(line.user, line.action, line.pupils) for line in store.lines]


async def test_a_livret_and_each_of_its_archives_can_be_written_in_two_forms(store, workspace):
    options = await livret_options(workspace, 1)
    assert [(option.label, option.suffix) for option in options] == [
        *zip(livret_forms(None), (".xml", ".json"), strict=True),
        *zip(livret_forms(NEWEST), (".xml", ".json"), strict=True),
        *zip(livret_forms(OLDEST), (".xml", ".json"), strict=True),
    ]
    store.lines.clear()
    for number, option in enumerate(options):
        path = Path(f"{number}{option.suffix}")
        assert await option.save(path) == (*NOT_HELD, f"Écrit dans {path}. {PROTECT_IT}")
    of_marie, newest, oldest = ((UAI, kept) for kept in (MARIE, NEWEST.livret, OLDEST.livret))
    assert list(workspace.files.written.values()) == [
        of_marie,
        of_marie,
        newest,
        newest,
        oldest,
        oldest,
    ]
    assert exported(store) == [(SUPPORT, Action.EXPORT, (1,))] * 6


@pytest.mark.parametrize(
    ("archive", "written"), [(None, MARIE), (1, NEWEST.livret), (2, OLDEST.livret)]
)
@pytest.mark.parametrize("name", ["a.xml", "a.JSON"])
async def test_a_pupil_is_exported_as_he_is_or_as_an_archive_has_him(
    store, workspace, archive, written, name
):
    told = await export_pupil(workspace, ine(1), archive, Path(name))
    assert told == (*NOT_HELD, f"Écrit dans {name}. {PROTECT_IT}")
    assert workspace.files.written == {Path(name): (UAI, written)}
    assert exported(store) == [(SUPPORT, Action.EXPORT, (1,))]


@pytest.mark.parametrize(
    ("asked", "archive", "name", "sentence"),
    [
        (ine(1), None, "a.csv", refusals.WHICH_FORM),
        (ine(9), None, "a.xml", refusals.UNKNOWN_PUPIL),
        (ine(1), 0, "a.xml", refusals.unknown_archive(2)),
        (ine(1), 3, "a.xml", refusals.unknown_archive(2)),
    ],
    ids=["another form", "another pupil", "no archive before the first", "nor after the last"],
)
async def test_what_cannot_be_exported_is_told_and_nothing_is_written(
    store, workspace, asked, archive, name, sentence
):
    with pytest.raises(UserError) as refused:
        await export_pupil(workspace, asked, archive, Path(name))
    assert str(refused.value) == sentence
    assert (workspace.files.written, store.lines) == ({}, [])


async def test_a_report_can_be_written_in_each_of_its_forms(store, workspace):
    report = Report(RUN, TILLEULS, RunState.COMPLETE, (), ())
    store.reports = {7: report}
    options = await report_options(workspace, 7)
    assert [(option.label, option.suffix) for option in options] == [
        ("Le rapport en texte", ".txt"),
        ("Le rapport pour un tableur (CSV)", ".csv"),
        ("Le rapport en JSON", ".json"),
        ("Le rapport à imprimer (HTML)", ".html"),
        ("Un résumé sans noms, pour un courriel", ".courriel.txt"),
    ]
    paths = [Path(f"rapport{option.suffix}") for option in options]
    told = [await option.save(path) for option, path in zip(options, paths, strict=True)]
    *with_pupils, without = paths
    assert told == [
        *((f"Écrit dans {path}. {PROTECT_IT}",) for path in with_pupils),
        (f"Écrit dans {without}. Ce fichier ne contient aucune donnée d'élève.",),
    ]
    assert workspace.files.written == {
        path: as_file(report, form) for path, form in zip(paths, FORMATS, strict=True)
    }
    assert workspace.files.written[Path("rapport.csv")].startswith("\ufeff".encode())
    assert not workspace.files.written[Path("rapport.txt")].startswith("\ufeff".encode())


async def test_the_line_at_the_cursor_or_all_that_is_shown_can_be_written(workspace):
    [line, whole] = text_options(workspace, "une ligne", "une ligne\nune autre")
    assert (line.label, line.suffix) == ("La ligne où était le curseur", ".txt")
    assert (whole.label, whole.suffix) == ("Tout ce que l'écran affichait", ".txt")
    await line.save(Path("a.txt"))
    await whole.save(Path("b.txt"))
    assert workspace.files.written == {
        Path("a.txt"): b"une ligne\n",
        Path("b.txt"): b"une ligne\nune autre\n",
    }
    with pytest.raises(FileError):
        await line.save(Path("a.txt"))


@pytest.mark.parametrize("typed", ["marie", "marie.xml"])
def test_a_file_is_named_with_or_without_its_suffix(typed):
    assert path_named(typed, ".xml") == Path("marie.xml")
    assert path_named(f"~/{typed}", ".xml") == Path.home() / "marie.xml"
    assert path_named("marie.2", ".xml") == Path("marie.2.xml")


@pytest.mark.parametrize("typed", ["", ".xml", "/", "~nobody-has-this-home/marie"])
def test_what_is_no_file_name_is_told(typed):
    with pytest.raises(UserError) as refused:
        path_named(typed, ".xml")
    assert str(refused.value) == f"« {typed} » n'est pas un nom de fichier. Tapez un autre nom."
