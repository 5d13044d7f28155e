"""Where a school came from: the day of the extraction that it was created from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; where a school that is there came from is not known."""
    op.add_column("schools", sa.Column("extracted_on", sa.Date()))
