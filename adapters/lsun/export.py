"""A livret in a file of its own: all that LSUN holds of a pupil, as JSON."""

import json
from pathlib import Path

from adapters.lsun.codec import to_json
from adapters.new_file import write_new
from core.model.identifiers import Uai
from core.model.livret import Livret
from core.text import inert_json


def write_json(path: Path, uai: Uai, livret: Livret) -> None:
    """Write the livret to a new file that only its owner can read.

    Raises `FileError` rather than write over a file, and when it cannot be written.
    """
    content = {"school": str(uai), "livret": to_json(livret)}
    body = inert_json(json.dumps(content, ensure_ascii=False, indent=2))
    write_new(path, body.encode())
