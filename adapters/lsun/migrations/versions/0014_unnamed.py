"""What a run that is past keeps of the pupils who were up to date: how many, and not who."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_runs = sa.table(
    "runs",
    sa.column("id", sa.Integer),
    sa.column("state", sa.Text),
    sa.column("started_at", sa.DateTime),
    sa.column("unnamed", sa.Integer),
)
_results = sa.table(
    "run_pupils",
    sa.column("run", sa.Integer),
    sa.column("pupil", sa.Integer),
    sa.column("outcome", sa.Text),
)
_newer = _results.alias("newer")
_SUPERSEDED = (_results.c.outcome == "up to date") & sa.exists().where(
    _newer.c.pupil == _results.c.pupil,
    _newer.c.run > _results.c.run,
    _newer.c.outcome.is_not(None),
)


def upgrade() -> None:
    """Whom a newer run has reached need not be named by the complete ones of more than a day ago.

    A file does not shrink by itself: new rows take the place of these.
    """
    op.add_column("runs", sa.Column("unnamed", sa.Integer(), nullable=False, server_default="0"))
    a_day_ago = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=1)
    is_old = (_runs.c.state == "complete") & (_runs.c.started_at <= a_day_ago)
    superseded = sa.select(sa.func.count()).where(_results.c.run == _runs.c.id, _SUPERSEDED)
    op.execute(sa.update(_runs).where(is_old).values(unnamed=superseded.scalar_subquery()))
    old = sa.select(_runs.c.id).where(is_old)
    op.execute(sa.delete(_results).where(_results.c.run.in_(old), _SUPERSEDED))
