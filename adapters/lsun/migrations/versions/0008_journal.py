"""An append-only journal, which says from where and about whom; deletions that leave a trace."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_MESSAGE = "is never changed nor deleted"
_OLD = {
    "sqlite": "OLD.noted_at < strftime('%Y-%m-%d %H:%M:%f', 'now', '-12 months')",
    "postgresql": "OLD.noted_at < now() - interval '12 months'",
}


def upgrade() -> None:
    """Lines of before say neither from where nor about whom."""
    op.add_column("journal", sa.Column("origin", sa.Text(), nullable=False, server_default=""))
    op.add_column("journal", sa.Column("pupils", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "deletions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pupil", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("kept_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.id"], name="fk_deletions_pupil"),
        sa.PrimaryKeyConstraint("id", name="pk_deletions"),
    )
    op.create_index("ix_deletions_number", "deletions", ["kind", "number"])
    backend = op.get_bind().dialect.name
    for table in ("archives", "withdrawals"):
        _refuse(backend, table, "DELETE", f"NOT ({_is_deleted(table)})")
    _refuse(backend, "journal", "UPDATE", "TRUE")
    _refuse(backend, "journal", "DELETE", f"NOT ({_OLD[backend]})")
    for what in ("UPDATE", "DELETE"):
        _refuse(backend, "deletions", what, "TRUE")


def _is_deleted(table: str) -> str:
    """Whether the deletion of a row was written down first, with its fingerprint."""
    return (
        f"EXISTS (SELECT 1 FROM deletions WHERE kind = '{table}' AND number = OLD.id"  # noqa: S608
        " AND pupil = OLD.pupil AND fingerprint = OLD.fingerprint)"
    )


def _refuse(backend: str, table: str, what: str, when: str) -> None:
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
