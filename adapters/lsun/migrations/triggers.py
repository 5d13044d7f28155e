"""Triggers that refuse what is never done, in either database."""

from alembic import op

_MESSAGE = "is never changed nor deleted"


def is_deleted(table: str) -> str:
    """Whether the deletion of a row was written down first, with its fingerprint."""
    return (
        f"EXISTS (SELECT 1 FROM deletions WHERE kind = '{table}' AND number = OLD.id"  # noqa: S608
        " AND pupil = OLD.pupil AND fingerprint = OLD.fingerprint)"
    )


def refuse(backend: str, table: str, what: str, when: str) -> None:
    """Refuse this (UPDATE or DELETE) on the rows of a table for which the condition holds."""
    name = f"{table}_refuse_{what.lower()}"
    if backend == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {what} ON {table} WHEN {when}"
            f" BEGIN SELECT RAISE(ABORT, '{table} {_MESSAGE}'); END"
        )
        return
    # A subquery has no place in the WHEN of PostgreSQL.
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {when} THEN RAISE EXCEPTION '{table} {_MESSAGE}'; END IF;"
        f" RETURN {'OLD' if what == 'DELETE' else 'NEW'}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
