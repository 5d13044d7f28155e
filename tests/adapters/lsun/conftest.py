from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, make_url

from adapters.lsun.administration import allow, forbid
from adapters.lsun.store import LsunStore
from core.model.identifiers import Ine, Uai
from core.model.livret import Bilan, BilanKind
from core.model.records import Division, Level, School, Structure, Teacher
from core.model.runs import Scope
from core.model.school_contents import SchoolContents
from tests.core.builders import a_bilan, a_guardian, a_locked_bilan, a_pupil, an_address, phones
from tests.postgres import as_owner

UAI = Uai("0951099D")
CE1_A, CM2, EMPTY = Division(1, "CE1 A"), Division(2, "CM2"), Division(3, "ULIS")
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)

DUPONT = a_pupil(
    division=CE1_A,
    usual_name="DURAND",
    addresses=(an_address(), an_address(lines=("Bât. B", "", "2 quai Nord"), country="Belgique")),
    email="marie@example.fr",
    phones=phones(work=""),
    guardians=(a_guardian(), a_guardian(civility="M.", first_name="Luc", custody=False)),
)
NO_INE = a_pupil(ine=None, family_name="BERNARD", first_names=("Ali",), division=CE1_A)
PETIT = a_pupil(
    ine=Ine("120000002AB"), family_name="PETIT", division=CM2, level=None, birth_place=""
)
CYCLE = Bilan(
    kind=BilanKind.CYCLE,
    school_year=2024,
    number=2,
    locked_at=datetime(2025, 6, 30, 12, 0, 1, 500, tzinfo=UTC),
)

CONTENTS = SchoolContents(
    School(UAI, "École des Tilleuls"),
    (
        Structure(2, "CM2", (Level.CM2,)),
        Structure(1, "CE1 A", (Level.CE1,)),
        Structure(3, "ULIS", ()),
    ),
    (
        Teacher(civility="MME", family_name="VALLÉE", first_name="Claire", structures=(1, 2)),
        Teacher(civility="M.", family_name="PRIGENT", first_name="Yann", structures=(1,)),
    ),
    ((DUPONT, (CYCLE, a_locked_bilan())), (NO_INE, ()), (PETIT, (a_bilan(),))),
)
WHOLE_SCHOOL = Scope(UAI, frozenset({1, 2, 3}))


@pytest.fixture
def path(tmp_path):
    """The file of a store that is one."""
    return tmp_path / "lsun" / "lsun.sqlite"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.proof)])
def kind(request):
    """Which database a store is in: proofs try each."""
    return request.param


IN_A_FILE = pytest.mark.parametrize("kind", ["sqlite"])
"""What the types of a server's columns do not even let happen."""


@pytest.fixture
def empty_store(kind, request):
    """Makes empty stores: as a context manager, the address of one."""
    if kind == "postgresql":
        return request.getfixturevalue("postgres").empty_store
    return partial(in_a_folder, request.getfixturevalue("tmp_path"))


@contextmanager
def in_a_folder(folder):
    with TemporaryDirectory(dir=folder) as name:
        yield f"sqlite:///{name}/lsun.sqlite"


@pytest.fixture
def url(kind, request):
    if kind == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('path')}"
    else:
        with request.getfixturevalue("empty_store")() as address:
            yield address


@pytest.fixture
async def store(url):
    async with LsunStore.open(url, clock=lambda: NOW) as opened:
        await opened.fill(CONTENTS)
        yield opened


@pytest.fixture
def sql(url, kind):
    """Runs SQL beside the store, as who has the database can, and gives the rows back."""
    engine = create_engine(url if kind == "sqlite" else as_owner(url))
    percent = "%" if kind == "sqlite" else "%%"  # which says to its driver that a value follows

    def run(statement):
        with engine.begin() as connection:
            result = connection.exec_driver_sql(statement.replace("%", percent))
            return [tuple(row) for row in result] if result.returns_rows else []

    yield run
    engine.dispose()


@pytest.fixture
def fail_on(sql, kind):
    """Has the database fail when it is to do this to a row."""

    def make(what, table, when="true"):
        if kind == "sqlite":
            sql(
                f"CREATE TRIGGER broken BEFORE {what} ON {table} WHEN {when}"
                " BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
            )
            return
        sql(
            "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'disk I/O error'; END $$"
        )
        sql(
            f"CREATE TRIGGER broken BEFORE {what} ON {table} FOR EACH ROW WHEN ({when})"
            " EXECUTE FUNCTION broken()"
        )

    return make


@pytest.fixture
def drop_trigger(sql, kind):
    """What who has the database can do first, to change what is never changed."""

    def drop(name, table):
        sql(f"DROP TRIGGER {name}" + ("" if kind == "sqlite" else f" ON {table}"))

    return drop


@pytest.fixture
def account(postgres, url):
    """Makes an account that has a role in some schools: the address that it uses."""
    made: list[str] = []

    def make(role, *schools):
        name = f"compte_{role.value}_{len(made)}"
        postgres.run(f"CREATE ROLE {name} LOGIN PASSWORD 'secret'")
        made.append(name)
        for school in schools:
            allow(as_owner(url), name, role, school)
        return make_url(url).set(username=name, password="secret").render_as_string(False)

    yield make
    for name in made:
        forbid(as_owner(url), name)
        postgres.run(f"DROP ROLE {name}")
