"""A store that is saved, lost and put back by the commands."""

import json


def test_a_store_is_saved_verified_and_put_back(served, tmp_path):
    copy = tmp_path / "copie.sqlite"
    saved = served("base", "sauvegarder", str(copy))
    assert (saved.returncode, saved.stderr) == (0, "")
    assert "données d'élèves" in saved.stdout
    assert served("base", "verifier", str(copy)).returncode == 0

    served.store.write_bytes(b"ceci n'est plus une base" * 500)
    lost = served("base", "verifier")
    assert lost.returncode == 1
    assert "ce n'est pas une base de lsun-sync" in lost.stdout + lost.stderr

    asked = served("base", "restaurer", str(copy))
    assert "relancez avec --confirmer" in asked.stdout
    assert served.store.read_bytes().startswith(b"ceci")
    done = served("base", "restaurer", str(copy), "--confirmer", "--format", "json")
    assert json.loads(done.stdout)["type"] == "restauration"
    assert served("ecoles").stdout.strip()


def test_what_is_asked_of_no_file_is_refused(served, tmp_path):
    for arguments in (("sauvegarder",), ("restaurer",), ("verifier", str(tmp_path / "absent"))):
        refused = served("base", *arguments)
        assert refused.returncode == 2
        assert refused.stderr
