"""Who resumed a run; one kind of instant on PostgreSQL; indexes where work grew with schools."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

# SQLite has no other kind, and stores these as the rest: in UTC, without a zone.
_WITH_A_ZONE = (
    ("withdrawals", "withdrawn_at"),
    ("deletions", "kept_from"),
    ("deletions", "deleted_at"),
)


def upgrade() -> None:
    """Instants are in UTC already: the sessions of before were in it, or the column says theirs."""
    op.add_column("runs", sa.Column("resumed_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("runs", sa.Column("resumed_at", sa.DateTime()))
    if op.get_bind().dialect.name == "postgresql":
        for table, column in _WITH_A_ZONE:
            op.alter_column(
                table, column, type_=sa.DateTime(), postgresql_using=f"{column} AT TIME ZONE 'UTC'"
            )
    for table, column in (
        ("teachings", "structure"),
        ("run_pupils", "archive"),
        ("run_pupils", "pupil"),
        ("archives", "run"),
        ("messages", "pupil"),
        ("journal", "school"),
        ("journal", "noted_at"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
    # The newest of a school is not looked for among those of the others.
    op.drop_index("ix_runs_school", "runs")
    op.create_index("ix_runs_school", "runs", ["school", "id"])
