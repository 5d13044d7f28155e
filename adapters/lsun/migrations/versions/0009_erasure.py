"""What an archive leaves behind outlives its pupil, who may be erased."""

import sqlalchemy as sa
from alembic import op

from adapters.lsun.migrations.triggers import is_deleted, refuse

revision = "0009"
down_revision = "0008"

_KEPT = "id, kind, number, pupil, fingerprint, kept_from, deleted_at"


def upgrade() -> None:
    """SQLite changes no constraint: the table is made again, and the triggers that name it."""
    backend = op.get_bind().dialect.name
    if backend != "sqlite":
        op.drop_constraint("fk_deletions_pupil", "deletions")
        return
    for table, what in (
        ("archives", "delete"),
        ("withdrawals", "delete"),
        ("deletions", "update"),
        ("deletions", "delete"),
    ):
        op.execute(f"DROP TRIGGER {table}_refuse_{what}")
    op.drop_index("ix_deletions_number")
    op.rename_table("deletions", "former_deletions")
    op.create_table(
        "deletions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pupil", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("kept_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deletions"),
    )
    op.create_index("ix_deletions_number", "deletions", ["kind", "number"])
    op.execute(f"INSERT INTO deletions ({_KEPT}) SELECT {_KEPT} FROM former_deletions")  # noqa: S608
    op.drop_table("former_deletions")
    for table in ("archives", "withdrawals"):
        refuse(backend, table, "DELETE", f"NOT ({is_deleted(table)})")
    for what in ("UPDATE", "DELETE"):
        refuse(backend, "deletions", what, "TRUE")
