"""The autorité parentale of a responsable, which a source may leave unsaid."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """What an extraction did not say was kept as « no »: it says the lien de parenté no more.

    Archives stay as they are, as always. Whom BE1D did say « no » of, without a lien, is told again
    by the next synchronisation.
    """
    with op.batch_alter_table("guardians") as guardians:
        guardians.alter_column("custody", existing_type=sa.Boolean(), nullable=True)
    table = sa.table("guardians", sa.column("kinship", sa.Text), sa.column("custody", sa.Boolean))
    op.execute(
        sa.update(table).where(table.c.kinship == "", sa.not_(table.c.custody)).values(custody=None)
    )
