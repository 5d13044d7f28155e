"""What came with files: the day of a run's extraction, and what a bilan says."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the two columns."""
    op.add_column("runs", sa.Column("extracted_on", sa.Date()))
    op.add_column("bilans", sa.Column("content", sa.JSON()))
