"""An append-only journal, which says from where and about whom; deletions that leave a trace."""

import sqlalchemy as sa
from alembic import op

from adapters.lsun.migrations.triggers import is_deleted, refuse

revision = "0008"
down_revision = "0007"

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
        refuse(backend, table, "DELETE", f"NOT ({is_deleted(table)})")
    refuse(backend, "journal", "UPDATE", "TRUE")
    refuse(backend, "journal", "DELETE", f"NOT ({_OLD[backend]})")
    for what in ("UPDATE", "DELETE"):
        refuse(backend, "deletions", what, "TRUE")
