"""Who runs what, regroupements, and what proves an archive unaltered."""

import sqlalchemy as sa
from alembic import op

from adapters.lsun.fingerprints import fingerprint_of

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns and the journal, and complete what is there."""
    _runs()
    op.add_column(
        "run_structures",
        sa.Column("roll_read", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    op.add_column(
        "run_pupils",
        sa.Column("archived", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(sa.text("UPDATE run_pupils SET archived = (archive IS NOT NULL)"))
    _messages()
    _archives()
    _groups()
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("school", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )


def _runs() -> None:
    for name in ("started_by", "lease"):
        op.add_column("runs", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("runs", sa.Column("lease_until", sa.DateTime()))
    op.add_column(
        "runs",
        sa.Column("teachers_read", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    # Without a lease nobody can say that they are alive.
    op.execute(sa.text("UPDATE runs SET state = 'stopped' WHERE state = 'running'"))
    running = sa.text("state = 'running'")
    op.create_index(
        "uq_runs_running",
        "runs",
        ["school"],
        unique=True,
        sqlite_where=running,
        postgresql_where=running,
    )


def _groups() -> None:
    op.add_column(
        "structures",
        sa.Column("is_group", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "pupil_groups",
        sa.Column("pupil", sa.Integer(), nullable=False),
        sa.Column("structure", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.id"], name="fk_pupil_groups_pupil"),
        sa.ForeignKeyConstraint(["structure"], ["structures.id"], name="fk_pupil_groups_structure"),
        sa.PrimaryKeyConstraint("pupil", "structure", name="pk_pupil_groups"),
    )
    op.create_index("ix_pupil_groups_structure", "pupil_groups", ["structure"])


def _messages() -> None:
    with op.batch_alter_table("messages") as messages:
        messages.alter_column("pupil", existing_type=sa.Integer(), nullable=True)
        messages.add_column(sa.Column("division", sa.Text(), nullable=False, server_default=""))
    op.execute(
        sa.text(
            "UPDATE messages SET division = (SELECT structures.label FROM pupils JOIN structures"
            " ON structures.id = pupils.structure WHERE pupils.id = messages.pupil)"
        )
    )


def _archives() -> None:
    """Archives are never changed, but for the fingerprint that they did not have."""
    dialect = op.get_bind().dialect.name
    of_table = " ON archives" if dialect == "postgresql" else ""
    op.execute(f"DROP TRIGGER archives_are_never_changed{of_table}")
    op.add_column(
        "archives", sa.Column("fingerprint", sa.Text(), nullable=False, server_default="")
    )
    archives = sa.table(
        "archives",
        sa.column("id", sa.Integer),
        sa.column("pupil", sa.Integer),
        sa.column("run", sa.Integer),
        sa.column("archived_at", sa.DateTime),
        sa.column("livret", sa.JSON),
        sa.column("fingerprint", sa.Text),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(archives)).all():
        taken = fingerprint_of(row.pupil, row.run, row.archived_at, row.livret)
        connection.execute(
            sa.update(archives).where(archives.c.id == row.id).values(fingerprint=taken)
        )
    action = (
        "EXECUTE FUNCTION archives_are_never_changed()"
        if dialect == "postgresql"
        else "BEGIN SELECT RAISE(ABORT, 'archives are never changed'); END"
    )
    rows = " FOR EACH ROW" if dialect == "postgresql" else ""
    op.execute(
        f"CREATE TRIGGER archives_are_never_changed BEFORE UPDATE ON archives{rows} {action}"
    )
