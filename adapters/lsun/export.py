"""A livret in a file of its own: all that LSUN holds of a pupil, as JSON."""

from pathlib import Path

import msgspec

from adapters.lsun.codec import to_json
from adapters.new_file import write_new
from core.identifiers import Uai
from core.livret import Livret


def write_json(path: Path, uai: Uai, livret: Livret) -> None:
    """Write the livret to a new file that only its owner can read.

    Raises `FileExistsError` rather than write over a file, and `OSError` when it cannot be written.
    """
    body = msgspec.json.encode({"school": str(uai), "livret": to_json(livret)})
    write_new(path, msgspec.json.format(body, indent=2))
