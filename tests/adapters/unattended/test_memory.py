import stat

import pytest

from adapters.unattended.memory import FileMemory


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "automatique.json"


def test_what_was_told_is_known_the_next_time(path):
    FileMemory(path).remember("0951099D", {"held 3", "unreachable"})
    assert FileMemory(path).told("0951099D") == {"held 3", "unreachable"}
    assert FileMemory(path).told("0350760L") == frozenset()


def test_schools_are_told_apart(path):
    memory = FileMemory(path)
    memory.remember("0951099D", {"held 3"})
    memory.remember("0350760L", {"unreachable"})
    memory.remember("0951099D", ())
    assert memory.told("0951099D") == frozenset()
    assert memory.told("0350760L") == {"unreachable"}


def test_the_file_is_its_owners_alone_and_nothing_is_left_beside_it(path):
    FileMemory(path).remember("0951099D", {"held 3"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"0951099D": 3}', b"\xff"])
def test_a_spoilt_file_knows_nothing_and_is_written_anew(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    memory = FileMemory(path)
    assert memory.told("0951099D") == frozenset()
    memory.remember("0951099D", {"unreachable"})
    assert memory.told("0951099D") == {"unreachable"}


def test_where_nothing_can_be_kept_nothing_fails(tmp_path):
    (tmp_path / "state").write_text("no folder")
    memory = FileMemory(tmp_path / "state" / "automatique.json")
    memory.remember("0951099D", {"unreachable"})
    assert memory.told("0951099D") == frozenset()
