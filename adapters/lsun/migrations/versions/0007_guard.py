"""What the guard counted of each pupil of a run, and what was overridden of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"


def upgrade() -> None:
    """Runs of before are counted by what is left of them alone."""
    op.add_column(
        "runs", sa.Column("override", sa.Text(), nullable=False, server_default="nothing")
    )
    op.add_column(
        "run_pupils", sa.Column("alterations", sa.JSON(), nullable=False, server_default="[]")
    )
