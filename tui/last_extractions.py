"""Where the extractions were that a school was synchronised with the last time."""

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from platformdirs import user_state_path

from core.model.identifiers import Uai

_OLD = 7
"""Days after which one is told that pupils may have changed since."""


@dataclass(frozen=True, slots=True)
class LastExtractions:
    """The folder of the extractions that were read last for a school, and their day."""

    folder: Path
    day: date

    def age(self, today: date) -> int:
        """How many days ago they were made."""
        return (today - self.day).days

    def are_old(self, today: date) -> bool:
        """Whether pupils may well have changed since."""
        return self.age(today) > _OLD


def last_extractions(uai: Uai) -> LastExtractions | None:
    """Those that were read last for this school; None when none were, or their folder is gone."""
    try:
        kept = json.loads(_file().read_text("utf-8"))[str(uai)]
        last = LastExtractions(Path(kept["dossier"]), date.fromisoformat(kept["jour"]))
        return last if last.folder.is_dir() else None
    except (OSError, ValueError, LookupError, TypeError):
        return None  # a convenience: what cannot be read is not missed


def remember_extractions(uai: Uai, chosen: Path, day: date) -> None:
    """Keep where these extractions are. Nothing fails because it cannot be kept."""
    path = _file()
    try:
        kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
        folder = chosen if chosen.is_dir() else chosen.parent
        kept[str(uai)] = {"dossier": str(folder.resolve()), "jour": day.isoformat()}
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = path.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(kept, file)
        new.replace(path)
    except (OSError, ValueError, TypeError):
        return


def _file() -> Path:
    return user_state_path("lsun-sync") / "extractions.json"
