"""What came of each attempt to synchronise a school in an academy's nights."""

import sqlalchemy as sa
from alembic import op

from adapters.lsun.migrations.policies import hold_apart

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """One row an attempt; on a server, who sees the school sees its attempts."""
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.Text(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["school"], ["schools.uai"], name="fk_attempts_school"),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_night", "attempts", ["night"])
    op.create_index("ix_attempts_school_ended_at", "attempts", ["school", "ended_at"])
    if op.get_bind().dialect.name == "postgresql":
        hold_apart("attempts", "school = ANY ((SELECT lsun_access.schools())::text[])")
