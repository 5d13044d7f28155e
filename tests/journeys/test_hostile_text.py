"""Hostile text by every way in: the real commands write nothing that acts, and never fall."""

import asyncio
import itertools
import json
import sqlite3
from dataclasses import replace

import pytest

from adapters.be1d.stand_in.app import StandIn
from adapters.be1d.stand_in.server import serve
from adapters.demonstration import demonstration
from adapters.demonstration.extractions import GUARDIANS, PUPILS, Style, write_extractions
from adapters.lsu.writing import write_xml
from adapters.lsun.store import LsunStore
from core.model.bilans import Parcours, Signatory
from core.model.livret import Livret
from tests.adapters.lsu.builders import a_content, a_periodic
from tests.core.builders import phones
from tests.hostile import ACTING, ALL, FLOODS, LITERAL, LONE_SURROGATE, LONG, acting_in
from tests.processes import run as run_program
from tui.cli.choices import REPORT_FORMS

pytestmark = pytest.mark.proof

WHOLE = demonstration()
DUPONT = next(pupil for pupil, _ in WHOLE.lsun.pupils if pupil.family_name == "DUPONT")
LSUN = replace(
    WHOLE.lsun,
    pupils=tuple(pupil for pupil in WHOLE.lsun.pupils if pupil[0].division == DUPONT.division),
)
BE1D = replace(
    WHOLE.be1d,
    registrations=tuple(
        registration
        for registration in WHOLE.be1d.registrations
        if registration.pupil.division.id == DUPONT.division.id
    ),
)
UAI = str(LSUN.school.uai)
OF = ("--ecole", UAI, "--date", "20/11/2026")
TOKEN = "jeton-d-essai"
AS_JSON = ("--format", "json")


@pytest.fixture
def run(environment, tmp_path):
    """Runs the command to its end; what it writes must be inert, and it must not fall."""
    settings = {
        "LSUN_SYNC_LSUN_BASE": f"sqlite:///{tmp_path / 'lsun.sqlite'}",
        "LSUN_SYNC_BE1D_JETON": TOKEN,
    }

    async def to_its_end(*arguments, status=0, **variables):
        chosen = environment | settings | variables
        # The register of these tests is in this process.
        done = await asyncio.to_thread(run_program, *arguments, environment=chosen)
        output, errors = done.stdout, done.stderr
        assert "Traceback" not in errors, errors[-3000:]
        assert done.returncode == status, output + errors
        # A spreadsheet is told by it how the file that a pipe fills is encoded.
        for line in lines(output.removeprefix("\ufeff")) + lines(errors):
            assert acting_in(line) == "", ascii(line)
            assert not line.startswith("FORGED")
        return output + errors

    return to_its_end


def lines(text):
    return text.replace("\r\n", "\n").split("\n")


@pytest.fixture
async def filled(tmp_path):
    """A class of the demonstration school in a store, as LSUN has it."""
    path = tmp_path / "lsun.sqlite"
    async with LsunStore.open(f"sqlite:///{path}") as store:
        await store.fill(LSUN)
    return path


@pytest.fixture
def asking(run):
    """Runs the command while a register serves this school."""

    async def ask(contents, *arguments, **expected):
        async with serve(StandIn(contents, TOKEN)) as url:
            return await run(*arguments, LSUN_SYNC_BE1D_ADRESSE=url, **expected)

    return ask


def spoilt(contents, texts, *, names=True):
    """A register of the same pupils, with hostile texts wherever there is one."""
    text = itertools.cycle(texts).__next__
    labels = {structure.id: text() for structure in contents.structures}
    return replace(
        contents,
        structures=tuple(
            replace(structure, label=labels[structure.id]) for structure in contents.structures
        ),
        teachers=tuple(
            replace(teacher, civility=text(), family_name=text(), first_name=text())
            for teacher in contents.teachers
        ),
        registrations=tuple(
            replace(registration, pupil=spoilt_pupil(registration.pupil, text, labels, names=names))
            for registration in contents.registrations
        ),
    )


def spoilt_pupil(pupil, text, labels, *, names):
    # By his first name and his birth date, he is still the one who is looked for.
    first_names = (*pupil.first_names[:1], text())
    named = {"family_name": text(), "first_names": first_names} if names else {}
    return replace(
        pupil,
        **named,
        usual_name=text(),
        birth_place=text(),
        division=replace(pupil.division, label=labels[pupil.division.id]),
        groups=tuple(replace(group, label=labels[group.id]) for group in pupil.groups),
        addresses=tuple(map(spoilt_address, pupil.addresses, itertools.repeat(text))),
        email=text(),
        phones=phones(home=text(), work=text(), mobile=text()),
        guardians=tuple(
            replace(
                guardian,
                civility=text(),
                family_name=text(),
                usual_name=text(),
                first_name=text(),
                kinship=text(),
                address=spoilt_address(guardian.address, text),
                email=text(),
                phones=phones(home=text(), work=text(), mobile=text()),
            )
            for guardian in pupil.guardians
        ),
    )


def spoilt_address(address, text):
    return replace(address, lines=(text(), text()), postcode=text(), town=text(), country=text())


async def exported(run, folder, ine):
    """The livret of this pupil, in both forms."""
    for form in ("livret.json", "livret.xml"):
        await run("exporter", ine, str(folder / form))
        written = (folder / form).read_text("utf-8")
        assert all(acting_in(line) == "" for line in lines(written))


async def everything_kept_is_told_inert(run, ine):
    for form in REPORT_FORMS:
        await run("rapport", "--format", form)
    for command in (("ecoles",), ("eleves",), ("changements",), ("historique",), ("archives", ine)):
        await run(*command)
    for command in (("ecoles",), ("eleves",), ("changements",), ("archives", ine)):
        await run(*command, *AS_JSON)


async def test_hostile_answers_of_the_register(filled, asking, run):
    hostile = spoilt(BE1D, ALL)
    told_lines = await asking(hostile, "simuler")
    assert "\ufffd" in told_lines
    await asking(hostile, "synchroniser", "--eleve", DUPONT.ine)
    await asking(hostile, "synchroniser", *AS_JSON, status=3)
    told_lines = await asking(hostile, "synchroniser", "--j-ai-compris")
    assert all(text in told_lines for text in LITERAL)
    await everything_kept_is_told_inert(run, DUPONT.ine)


@pytest.mark.parametrize("names", [True, False], ids=["names", "all but the names"])
async def test_hostile_extractions(run, tmp_path, names):
    hostile = spoilt(BE1D, ALL, names=names)
    style = Style(custom_columns=True, encoding="utf-8")
    write_extractions(hostile, tmp_path / "hostile", style)
    for name in (PUPILS, GUARDIANS):
        header, *rows = (tmp_path / "hostile" / name).read_text("utf-8").split("\r\n")
        column = ';"\x1b[2J\u202e"'
        (tmp_path / "hostile" / name).write_text("\r\n".join((header + column, *rows)), "utf-8")
    read = (str(tmp_path / "hostile"), *OF)
    await run("importer", *read, "--nom", ACTING["colours and title"])
    await run("synchroniser", "--extractions", *read, *AS_JSON)
    await run("rapport", *AS_JSON)


async def test_a_hostile_gradebook(filled, run, tmp_path):
    texts = [item for item in ALL if not any(map("\x00\a\x0b\x1b".count, item))]
    bilans = (
        a_periodic(
            school_year=2000 + rank,
            content=a_content(
                director=Signatory(civility="M", family_name=text, first_name=text),
                appreciation=text,
                own_parcours=(Parcours("PAR_ART", text),),
            ),
        )
        for rank, text in enumerate(texts)
    )
    book, other = tmp_path / "cahier\x1b[31m.xml", tmp_path / "autre.xml"
    write_xml(book, LSUN.school.uai, Livret(1, DUPONT, tuple(bilans)))
    write_xml(other, LSUN.school.uai, Livret(1, DUPONT, (a_periodic(school_year=2000),)))
    filed = await run("importer", str(book))
    assert f"{len(texts)} bilans enregistrés" in filed
    await run("importer", str(other), status=2)
    other.write_text("<a>\x1b[31m")
    await run("importer", str(other), status=2)
    await exported(run, tmp_path, DUPONT.ine)


@pytest.fixture
async def spoilt_store(filled, asking):
    """A store that was synchronised, into which something else wrote since."""
    await asking(BE1D, "synchroniser", "--classe", "CE1 A")
    connection = sqlite3.connect(filled)
    text = itertools.cycle((*ALL, *LONG)).__next__
    connection.create_function("hostile", 0, text)
    listed = itertools.cycle((*ALL, LONE_SURROGATE, *LONG)).__next__
    connection.create_function("hostile_names", 0, lambda: json.dumps([listed(), listed()]))
    connection.create_function(
        "among_hostile_names", 1, lambda names: json.dumps([json.loads(names)[0], listed()])
    )
    connection.executescript(SPOIL)
    connection.close()
    return filled


SPOIL = """
    DROP TRIGGER archives_are_never_changed;
    UPDATE schools SET name = hostile();
    UPDATE structures SET label = hostile();
    UPDATE teachers SET civility = hostile(), family_name = hostile(), first_name = hostile();
    UPDATE pupils SET family_name = hostile(), usual_name = hostile(), birth_place = hostile(),
        first_names = among_hostile_names(first_names), email = hostile();
    UPDATE guardians SET civility = hostile(), family_name = hostile(), first_name = hostile(),
        kinship = hostile(), email = hostile(),
        address = json_object('lines', json(hostile_names()), 'town', hostile());
    UPDATE runs SET started_by = hostile();
    UPDATE messages SET division = hostile(), text = hostile();
    UPDATE run_pupils SET changes = json_array(
        json_object('label', hostile(), 'before', hostile(), 'after', hostile()));
    UPDATE archives SET livret = json_set(livret,
        '$.pupil.family_name', hostile(), '$.pupil.first_names', json(hostile_names()),
        '$.pupil.division.label', hostile(), '$.pupil.birth_place', hostile());
"""


async def test_a_store_that_something_else_wrote_is_told(spoilt_store, run, tmp_path):
    await everything_kept_is_told_inert(run, DUPONT.ine)
    await run("synchroniser", "--classe", LITERAL[0], status=2)
    await run("exporter", DUPONT.ine, str(tmp_path / "livret.json"))


async def test_a_store_that_something_else_wrote_is_synchronised(spoilt_store, asking):
    await asking(BE1D, "simuler")
    await asking(BE1D, "simuler", *AS_JSON)
    await asking(BE1D, "synchroniser", "--j-ai-compris")


async def test_a_livret_that_something_else_wrote_is_exported_whole(filled, run, tmp_path):
    hostile = LONE_SURROGATE + "".join(ACTING.values())
    connection = sqlite3.connect(filled)
    connection.execute(
        "UPDATE pupils SET first_names = ? WHERE ine = ?", (json.dumps([hostile]), DUPONT.ine)
    )
    connection.commit()
    connection.close()
    file = tmp_path / "livret.json"
    await run("exporter", DUPONT.ine, str(file))
    assert all(acting_in(line) == "" for line in lines(file.read_text("utf-8")))
    assert json.loads(file.read_text("utf-8"))["livret"]["pupil"]["first_names"] == [hostile]


@pytest.mark.parametrize(
    "arguments",
    [
        ("synchroniser", "--classe"),
        ("rapport", "--ecole"),
        ("importer", "--ecole"),
        ("exporter",),
        (),
    ],
    ids=" ".join,
)
async def test_what_was_typed_is_echoed_inert(filled, run, arguments):
    typed = "".join(ACTING.values()) + "\udc9b2J" + "".join(FLOODS)
    url = {"LSUN_SYNC_BE1D_ADRESSE": "http://127.0.0.1:9", "LSUN_SYNC_BE1D_ESSAIS": "1"}
    await run(*arguments, typed, status=2, **url)
