"""Which version of BE1D's record of a pupil LSUN has."""

import sqlalchemy as sa
from alembic import op

from adapters.lsun.migrations.policies import as_its, hold_apart

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """None is known until a run has asked for it."""
    op.create_table(
        "pupil_versions",
        sa.Column("pupil", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.id"], name="fk_pupil_versions_pupil"),
        sa.PrimaryKeyConstraint("pupil", name="pk_pupil_versions"),
    )
    if op.get_bind().dialect.name == "postgresql":
        hold_apart("pupil_versions", as_its("pupil", "pupil_versions"))
