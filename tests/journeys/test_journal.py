"""What a directeur does, and what is read, is in the journal; nobody's name is."""

import json


def test_the_journal_tells_what_was_done_and_read(served, tmp_path):
    assert served("synchroniser").returncode == 0
    [[ine]] = served.rows("SELECT ine FROM pupils JOIN archives ON archives.pupil = pupils.id")[:1]
    served("archives", ine)
    served("exporter", ine, str(tmp_path / "livret.json"))
    refused = served("synchroniser", LSUN_SYNC_UTILISATEUR_ROLE="assistance")
    assert refused.returncode == 2
    told = served("journal", "--format", "json").stdout
    lines = [json.loads(line) for line in told.splitlines()]
    assert [(line["action"], line["permis"], len(line["livrets"])) for line in lines] == [
        ("synchroniser", False, 0),
        ("exporter un livret", True, 1),
        ("consulter des archives", True, 1),
        ("synchroniser", True, 0),
    ]
    assert all(line["depuis"] for line in lines)
    names = {name for (name,) in served.rows("SELECT family_name FROM pupils")}
    text = served("journal").stdout
    assert "refusé" in text
    assert not any(name in told + text for name in (*names, ine))
