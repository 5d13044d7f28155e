"""A livret as JSON: whole, to the letter, and inert whatever its texts are."""

import json

import pytest

from adapters.lsun.export import write_json
from tests.adapters.lsu.builders import UAI, a_content, a_livret, a_periodic
from tests.hostile import ALL, acting_in


def test_a_livret_is_written_for_people_to_read_with_its_school(tmp_path):
    path = tmp_path / "livret.json"
    write_json(path, UAI, "livret", a_livret(a_periodic()))
    written = path.read_text("utf-8")
    content = json.loads(written)
    assert list(content) == ["school", "livret"]
    assert content["school"] == UAI
    assert written == json.dumps(content, ensure_ascii=False, indent=2)
    assert "é" in written


@pytest.mark.parametrize("text", [*ALL, " \u2764\ufe0f \U0001f469\u200d\U0001f3eb \uf0b7\t\xa0"])
def test_what_a_bilan_says_is_exported_to_the_letter_and_acts_on_nothing(tmp_path, text):
    path = tmp_path / "livret.json"
    write_json(path, UAI, "livret", a_livret(a_periodic(content=a_content(appreciation=text))))
    written = path.read_text("utf-8")
    assert all(acting_in(line) == "" for line in written.split("\n"))
    [bilan] = json.loads(written)["livret"]["bilans"]
    assert bilan["content"]["appreciation"] == text
