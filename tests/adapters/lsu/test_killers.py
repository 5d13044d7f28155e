"""Hostile files cost little: neither minutes, nor gigabytes, nor the life of the process."""

import os
import subprocess
import sys

import pytest

from adapters.lsu.reading import read_gradebook
from core.errors import FileError
from tests.adapters.lsu.killers import KILLERS

_SECONDS = 10
_READ = rf"""
import re, resource, sys
from pathlib import Path
from adapters.lsu.reading import read_bilans
from core.errors import FileError
resource.setrlimit(resource.RLIMIT_CPU, ({_SECONDS}, {_SECONDS}))
for path in sys.argv[1:]:
    try:
        print(len(list(read_bilans(Path(path)))), "bilans of", path)
    except FileError:
        pass
[most] = re.findall(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
print(int(most) // 1024)
"""


@pytest.mark.proof
def test_all_killers_together_are_refused_within_the_time_and_memory_of_one(tmp_path):
    paths = []
    for number, text in enumerate(KILLERS.values()):
        paths.append(tmp_path / f"{number}.xml")
        paths[-1].write_text(text(10), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _READ, *paths], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    [megabytes] = done.stdout.splitlines()
    assert int(megabytes) <= 300


@pytest.fixture
def pipe(tmp_path):
    os.mkfifo(tmp_path / "tube.xml")
    return tmp_path / "tube.xml"


def test_a_pipe_that_nobody_writes_to_is_refused_and_not_waited_for(pipe):
    with pytest.raises(FileError, match=r"« tube.xml » n'est pas un fichier"):
        read_gradebook(pipe)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev", "/"])
def test_what_is_no_file_is_refused(tmp_path, path):
    link = tmp_path / "lien.xml"
    link.symlink_to(path)
    for shown in (link, link.resolve()):
        with pytest.raises(FileError, match="n'est pas un fichier"):
            read_gradebook(shown)
