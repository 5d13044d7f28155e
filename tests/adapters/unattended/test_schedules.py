"""What starts an unattended run each day, judged by systemd itself, or kept by a crontab."""

import os
import shutil
import subprocess
import sys
from datetime import time

import pytest

from adapters.unattended.crontab import CrontabSchedule
from adapters.unattended.systemd import SystemdSchedule
from core.errors import FileError
from core.model.identifiers import Uai

SCHOOL = Uai("0951099D")
AT = time(2, 30)
COMMAND = [sys.executable, "-m", "tui", "synchroniser", "--automatique", "--ecole", str(SCHOOL)]
ODD = [sys.executable, "-c", "import sys; print(sys.argv[1:])", "50 %d", 'a "b"', "$HOME", "c:\\d"]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "systemd" / "user"


def written(folder):
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_a_service_and_a_timer_are_written_as_they_are_shown(folder):
    schedule = SystemdSchedule(folder, SCHOOL, COMMAND, AT)
    assert not folder.exists()
    schedule.install()
    assert {str(folder / name): text for name, text in written(folder).items()} == dict(
        schedule.shown
    )
    assert set(written(folder)) == {"lsun-sync-0951099D.service", "lsun-sync-0951099D.timer"}
    assert "OnCalendar=*-*-* 02:30:00\n" in written(folder)["lsun-sync-0951099D.timer"]


def test_to_install_the_same_again_changes_nothing(folder):
    for _ in range(2):
        SystemdSchedule(folder, SCHOOL, COMMAND, AT).install()
    assert len(written(folder)) == 2


def test_a_unit_that_says_something_else_is_not_replaced(folder):
    SystemdSchedule(folder, SCHOOL, COMMAND, AT).install()
    service = folder / "lsun-sync-0951099D.service"
    service.unlink()
    before = written(folder)
    with pytest.raises(FileError, match=r"lsun-sync-0951099D\.timer existe déjà"):
        SystemdSchedule(folder, SCHOOL, COMMAND, time(4, 0)).install()
    assert written(folder) == before


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "systemd").write_text("no folder")
    with pytest.raises(FileError):
        SystemdSchedule(tmp_path / "systemd" / "user", SCHOOL, COMMAND, AT).install()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd")
def test_systemd_finds_nothing_wrong_with_them(folder, tmp_path):
    SystemdSchedule(folder, SCHOOL, COMMAND, AT).install()
    units = [str(path) for path in sorted(folder.iterdir())]
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--user", *units],
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in verified.stderr.splitlines() if "lsun-sync" in line]
    assert (verified.returncode, ours) == (0, [])


def test_what_systemd_would_read_otherwise_is_escaped(folder):
    [(_, service), _] = SystemdSchedule(folder, SCHOOL, ODD, AT).shown
    assert '"50 %%d" "a \\"b\\"" "$$HOME" "c:\\\\d"' in service


@pytest.fixture
def crontab(tmp_path, monkeypatch):
    """A `crontab` that keeps its lines in a file, as the real one says (crontab(1))."""
    kept = tmp_path / "lines"
    program = tmp_path / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        f'case "$1" in -l) cat {kept} 2>/dev/null || {{ echo "no crontab for x" >&2; exit 1; }};;\n'
        f"-) cat > {kept};; esac\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return kept


def test_the_line_is_added_to_those_that_there_are(crontab):
    crontab.write_text("MAILTO=moi\n0 1 * * * autre\n")
    schedule = CrontabSchedule(SCHOOL, COMMAND, AT)
    schedule.install()
    [(_, line)] = schedule.shown
    assert crontab.read_text() == f"MAILTO=moi\n0 1 * * * autre\n{line}"
    assert line.startswith("30 2 * * * ")
    schedule.install()
    assert crontab.read_text().count("--automatique") == 1


def test_who_has_no_crontab_gets_one(crontab):
    CrontabSchedule(SCHOOL, COMMAND, AT).install()
    assert crontab.read_text().count("\n") == 1


def test_what_is_to_run_is_run_as_it_is(crontab):
    [(_, line)] = CrontabSchedule(SCHOOL, ODD, AT).shown
    to_run = line.split(" ", 5)[5].replace("\\%", "%")
    done = subprocess.run(["sh", "-c", to_run], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == repr(ODD[3:])


def test_another_line_for_the_school_is_not_replaced(crontab):
    CrontabSchedule(SCHOOL, COMMAND, AT).install()
    before = crontab.read_text()
    with pytest.raises(FileError, match="déjà une autre ligne"):
        CrontabSchedule(SCHOOL, COMMAND, time(4, 0)).install()
    assert crontab.read_text() == before


def test_a_crontab_that_cannot_be_read_is_not_replaced(crontab, tmp_path):
    crontab.write_text("0 1 * * * autre\n")
    program = tmp_path / "bin" / "crontab"
    program.write_text(program.read_text().replace("cat", "exit 1; cat", 1))
    with pytest.raises(FileError, match="crontab n'est pas utilisable"):
        CrontabSchedule(SCHOOL, COMMAND, AT).install()
    assert crontab.read_text() == "0 1 * * * autre\n"


def test_a_machine_without_cron_is_said_to_have_none(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileError, match="crontab n'est pas utilisable"):
        CrontabSchedule(SCHOOL, COMMAND, AT).install()
