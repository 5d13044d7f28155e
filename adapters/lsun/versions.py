"""Which version of BE1D's record of a pupil LSUN has, as BE1D names it."""

import hashlib
import json
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, insert, select

from adapters.lsun.codec import to_json
from adapters.lsun.livrets import livrets_of
from adapters.lsun.tables import pupil_versions, pupils
from core.model.events import Decision, Outcome
from core.model.identifiers import Uai
from core.model.records import KnownVersion, Pupil

_IS_AS_IN_BE1D = {Outcome.UPDATED, Outcome.UP_TO_DATE}

_FORGET = delete(pupil_versions).where(
    pupil_versions.c.pupil.in_(bindparam("forgotten", expanding=True))
)


def keep(connection: Connection, decided: Iterable[tuple[Decision, str]]) -> None:
    """Keep the version that each of these decisions, carried out, was made on, if it has a name."""
    rows = [
        {
            "pupil": decision.livret.id,
            "version": version,
            "fingerprint": _fingerprint_of(decision.update or decision.livret.pupil),
        }
        for decision, version in decided
        if version and decision.outcome in _IS_AS_IN_BE1D
    ]
    if rows:
        connection.execute(_FORGET, {"forgotten": [row["pupil"] for row in rows]})
        connection.execute(insert(pupil_versions), rows)


def known(connection: Connection, uai: Uai) -> tuple[KnownVersion, ...]:
    """The pupils of a school who are as they were when their version was kept."""
    found = connection.execute(
        select(pupil_versions).join(pupils).where(pupils.c.school == str(uai))
    )
    kept = {row.pupil: row for row in found}
    if not kept:  # as with a register that names no version
        return ()
    return tuple(
        KnownVersion(livret.id, livret.pupil, kept[livret.id].version)
        for livret in livrets_of(connection, pupils.c.id.in_(kept))
        if livret.is_readable and _fingerprint_of(livret.pupil) == kept[livret.id].fingerprint
    )


def _fingerprint_of(pupil: Pupil) -> str:
    """The SHA-256 of all that counts of a pupil: the label of a class is not his."""
    record = to_json(pupil)
    record["division"] = pupil.division.id
    record["groups"] = sorted(group.id for group in pupil.groups)
    body = json.dumps(record, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()
