"""A file is there whole, its owner's alone, or not at all; none is replaced but by who says so."""

import errno
import os
import stat
import subprocess

import pytest

from adapters.new_file import new_file, rewrite, write_new
from core.errors import FileError

BODY = b"Livret"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "livret [1].xml"


@pytest.fixture(params=["links", "no links"])
def file_system(request, monkeypatch):
    """One that has links, and one that has none: no test can mount a USB stick."""
    if request.param == "no links":

        def refuse(*_arguments):
            raise OSError(errno.EPERM, "not permitted")

        monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("file_system")
def test_it_is_whole_and_its_owners_alone_whatever_the_umask(path):
    before = os.umask(0)
    try:
        write_new(path, BODY)
    finally:
        os.umask(before)
    assert path.read_bytes() == BODY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.usefixtures("file_system")
def test_no_file_is_replaced_even_one_that_came_meanwhile(path):
    def write_late():
        with new_file(path) as unfinished:
            unfinished.write_bytes(BODY)
            path.write_bytes(b"autre")

    with pytest.raises(FileExistsError):
        write_late()
    with pytest.raises(FileError):
        write_new(path, BODY)
    assert path.read_bytes() == b"autre"
    assert list(path.parent.iterdir()) == [path]


def test_what_fails_leaves_nothing(path):
    def fail():
        with new_file(path) as unfinished:
            unfinished.write_bytes(BODY)
            raise ValueError("panne")

    with pytest.raises(ValueError, match="panne"):
        fail()
    assert list(path.parent.iterdir()) == []


def test_what_a_killed_process_left_is_removed_and_what_a_living_one_writes_stays(path):
    dead = subprocess.Popen(["true"])
    dead.wait()
    names = [f".{path.name}.{process}.en-cours" for process in (dead.pid, os.getppid())]
    for name in names:
        (path.parent / name).touch()
    write_new(path, BODY)
    assert {file.name for file in path.parent.iterdir()} == {path.name, names[1]}


def test_a_file_is_replaced_whole_by_who_says_so(path):
    path.write_bytes(b"avant")
    path.chmod(0o644)
    rewrite(path, BODY)
    assert path.read_bytes() == BODY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_replaced_stays_as_it_was(path, monkeypatch):
    path.write_bytes(b"avant")

    def refuse(*_arguments):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="no space"):
        rewrite(path, BODY)
    assert path.read_bytes() == b"avant"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_whose_folder_is_missing_is_refused_with_the_name_of_the_folder(tmp_path):
    with pytest.raises(FileError, match=r"« .*absent » n'existe pas"):
        write_new(tmp_path / "absent" / "livret.xml", BODY)


def test_a_file_for_which_the_disk_has_no_room_is_refused_for_that(path, monkeypatch):
    def refuse(*_arguments):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(FileError, match="le disque est plein"):
        write_new(path, BODY)
    assert list(path.parent.iterdir()) == []
