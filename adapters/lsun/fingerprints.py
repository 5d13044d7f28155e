"""What proves an archive unaltered: the SHA-256 of all that it holds (FIPS 180-4)."""

import hashlib
from datetime import UTC, datetime

import msgspec


def fingerprint_of(pupil_id: int, run_id: int, archived_at: datetime, livret: object) -> str:
    """Sixty-four hexadecimal digits; `livret` is JSON, and a time without a zone is UTC."""
    moment = archived_at if archived_at.tzinfo else archived_at.replace(tzinfo=UTC)
    held = [pupil_id, run_id, moment.astimezone(UTC).isoformat(), livret]
    return hashlib.sha256(msgspec.json.encode(held, order="sorted")).hexdigest()
