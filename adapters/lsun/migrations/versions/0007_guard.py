"""What the guard counted of each pupil of a run, what was overridden, who is left aside."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"


def upgrade() -> None:
    """Runs of before are counted by what is left of them alone."""
    op.add_column(
        "runs", sa.Column("override", sa.Text(), nullable=False, server_default="nothing")
    )
    for column in ("but", "spared"):
        op.add_column("runs", sa.Column(column, sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "run_structures",
        sa.Column("is_new", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "run_pupils", sa.Column("alterations", sa.JSON(), nullable=False, server_default="[]")
    )
