"""Locked bilans that were withdrawn: kept, and never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table, and what keeps it from being changed."""
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pupil", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("livret", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.id"], name="fk_withdrawals_pupil"),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawals"),
    )
    op.create_index("ix_withdrawals_pupil", "withdrawals", ["pupil"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER withdrawals_are_never_changed BEFORE UPDATE ON withdrawals"
            " FOR EACH ROW EXECUTE FUNCTION archives_are_never_changed()"
        )
    else:
        op.execute(
            "CREATE TRIGGER withdrawals_are_never_changed BEFORE UPDATE ON withdrawals"
            " BEGIN SELECT RAISE(ABORT, 'withdrawals are never changed'); END"
        )
