"""What proves an archive unaltered: the SHA-256 of all that it holds (FIPS 180-4)."""

import hashlib
import json
from datetime import UTC, datetime


def fingerprint_of(pupil_id: int, run_id: int, archived_at: datetime, livret: object) -> str:
    """Sixty-four hexadecimal digits; `livret` is JSON, and a time without a zone is UTC."""
    moment = archived_at if archived_at.tzinfo else archived_at.replace(tzinfo=UTC)
    held = [pupil_id, run_id, moment.astimezone(UTC).isoformat(), livret]
    body = json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A store that something else wrote may hold half a character.
    return hashlib.sha256(body.encode(errors="surrogatepass")).hexdigest()
