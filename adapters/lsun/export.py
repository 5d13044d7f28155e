"""A livret in a file of its own: all that LSUN holds of a pupil, as JSON."""

import os
from pathlib import Path

import msgspec

from adapters.lsun.codec import to_json
from core.identifiers import Uai
from core.livret import Livret


def write_json(path: Path, uai: Uai, livret: Livret) -> None:
    """Write the livret to a new file that only its owner can read.

    Raises `FileExistsError` rather than write over a file, and `OSError` when it cannot be written.
    """
    body = msgspec.json.encode({"school": str(uai), "livret": to_json(livret)})
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(msgspec.json.format(body, indent=2))
