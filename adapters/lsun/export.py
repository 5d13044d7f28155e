"""Files of all that LSUN holds of a pupil, as JSON: his livret, or the whole of it."""

import json
from pathlib import Path

from adapters.lsun.codec import to_json
from adapters.new_file import write_new
from core.model.identifiers import Uai
from core.text import inert_json


def write_json(path: Path, uai: Uai, name: str, held: object) -> None:
    """Write a record to a new file that only its owner can read, under this name.

    Raises `FileError` rather than write over a file, and when it cannot be written.
    """
    content = {"school": str(uai), name: to_json(held)}
    body = inert_json(json.dumps(content, ensure_ascii=False, indent=2))
    write_new(path, body.encode())
