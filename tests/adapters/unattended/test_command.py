import sys

import pytest

from adapters.unattended.command import NotifyingCommand
from core.errors import NoticeError
from core.model.messages import Notice

NOTICE = Notice("LSUN : synchronisation retenue", "École 0951099D. Retenue : 12 élèves.")
KEEP = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"
KEEP_NAMES = "import os, sys, pathlib; pathlib.Path(sys.argv[1]).write_text(' '.join(os.environ))"


def python(script, *arguments, timeout=60.0):
    return NotifyingCommand([sys.executable, "-c", script, *arguments], timeout=timeout)


async def test_the_command_reads_the_title_and_the_text(tmp_path):
    await python(KEEP, str(tmp_path / "lu")).send(NOTICE)
    assert (tmp_path / "lu").read_text("utf-8") == f"{NOTICE.title}\n\n{NOTICE.text}\n"


async def test_no_shell_reads_the_command(tmp_path):
    await python(KEEP, f"{tmp_path}/lu; touch trouvé").send(NOTICE)
    assert [path.name for path in tmp_path.iterdir()] == ["lu; touch trouvé"]


async def test_no_secret_of_ours_is_in_its_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("LSUN_SYNC_BE1D_JETON", "jeton-secret")
    await python(KEEP_NAMES, str(tmp_path / "noms")).send(NOTICE)
    names = (tmp_path / "noms").read_text("utf-8").split()
    assert "PATH" in names
    assert not [name for name in names if name.startswith("LSUN_SYNC")]


async def test_a_command_that_reads_nothing_has_been_told():
    await python("").send(NOTICE)


async def test_a_command_that_fails_is_named():
    with pytest.raises(NoticeError, match=r"La commande qui prévient, « .*exit\(3\).*, a échoué"):
        await python("exit(3)").send(NOTICE)


async def test_a_command_that_is_not_there_has_failed():
    with pytest.raises(NoticeError, match="/nulle/part"):
        await NotifyingCommand(["/nulle/part"]).send(NOTICE)


async def test_a_command_that_never_ends_is_ended():
    with pytest.raises(NoticeError):
        await python("import time; time.sleep(3600)", timeout=0.05).send(NOTICE)
