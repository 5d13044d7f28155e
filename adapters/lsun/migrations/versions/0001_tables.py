"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Removing an archive stays possible: the law sets how long it may be kept.
ARCHIVES_ARE_NEVER_CHANGED = {
    "sqlite": [
        """
        CREATE TRIGGER archives_are_never_changed BEFORE UPDATE ON archives
        BEGIN SELECT RAISE(ABORT, 'archives are never changed'); END
        """
    ],
    "postgresql": [
        """
        CREATE FUNCTION archives_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'archives are never changed'; END $$
        """,
        """
        CREATE TRIGGER archives_are_never_changed BEFORE UPDATE ON archives
        FOR EACH ROW EXECUTE FUNCTION archives_are_never_changed()
        """,
    ],
}


def upgrade() -> None:
    """Create all the tables, and make the archives append-only."""
    op.create_table(
        "schools",
        sa.Column("uai", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("uai", name="pk_schools"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["school"], ["schools.uai"], name="fk_runs_school"),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index("ix_runs_school", "runs", ["school"])
    op.create_table(
        "structures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["school"], ["schools.uai"], name="fk_structures_school"),
        sa.PrimaryKeyConstraint("id", name="pk_structures"),
        sa.UniqueConstraint("school", "number", name="uq_structures_school_number"),
    )
    op.create_table(
        "teachers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.Text(), nullable=False),
        sa.Column("civility", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["school"], ["schools.uai"], name="fk_teachers_school"),
        sa.PrimaryKeyConstraint("id", name="pk_teachers"),
    )
    op.create_index("ix_teachers_school", "teachers", ["school"])
    op.create_table(
        "pupils",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.Text(), nullable=False),
        sa.Column("structure", sa.Integer(), nullable=False),
        sa.Column("ine", sa.Text()),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("usual_name", sa.Text(), nullable=False),
        sa.Column("first_names", sa.JSON(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("birth_place", sa.Text(), nullable=False),
        sa.Column("level", sa.Text()),
        sa.Column("addresses", sa.JSON(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phones", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["school"], ["schools.uai"], name="fk_pupils_school"),
        sa.ForeignKeyConstraint(["structure"], ["structures.id"], name="fk_pupils_structure"),
        sa.PrimaryKeyConstraint("id", name="pk_pupils"),
        sa.UniqueConstraint("school", "ine", name="uq_pupils_school_ine"),
    )
    op.create_index("ix_pupils_structure", "pupils", ["structure"])
    op.create_table(
        "run_structures",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("structure", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_run_structures_run"),
        sa.ForeignKeyConstraint(
            ["structure"], ["structures.id"], name="fk_run_structures_structure"
        ),
        sa.PrimaryKeyConstraint("run", "structure", name="pk_run_structures"),
    )
    op.create_index("ix_run_structures_structure", "run_structures", ["structure"])
    op.create_table(
        "teachings",
        sa.Column("teacher", sa.Integer(), nullable=False),
        sa.Column("structure", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["structure"], ["structures.id"], name="fk_teachings_structure"),
        sa.ForeignKeyConstraint(["teacher"], ["teachers.id"], name="fk_teachings_teacher"),
        sa.PrimaryKeyConstraint("teacher", "structure", name="pk_teachings"),
    )
    op.create_table(
        "archives",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pupil", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=False),
        sa.Column("livret", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.id"], name="fk_archives_pupil"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_archives_run"),
        sa.PrimaryKeyConstraint("id", name="pk_archives"),
    )
    op.create_index("ix_archives_pupil", "archives", ["pupil"])
    op.create_table(
        "bilans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pupil", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("periods", sa.Integer(), nullable=False),
        sa.Column("locked_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.id"], name="fk_bilans_pupil"),
        sa.PrimaryKeyConstraint("id", name="pk_bilans"),
        sa.UniqueConstraint(
            "pupil", "kind", "school_year", "number", name="uq_bilans_pupil_kind_school_year_number"
        ),
    )
    op.create_table(
        "guardians",
        sa.Column("pupil", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("civility", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("usual_name", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("kinship", sa.Text(), nullable=False),
        sa.Column("custody", sa.Boolean(), nullable=False),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phones", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.id"], name="fk_guardians_pupil"),
        sa.PrimaryKeyConstraint("pupil", "position", name="pk_guardians"),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("pupil", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.id"], name="fk_messages_pupil"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_messages_run"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    op.create_index("ix_messages_run", "messages", ["run"])
    op.create_table(
        "run_pupils",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("pupil", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text()),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("archive", sa.Integer()),
        sa.ForeignKeyConstraint(["archive"], ["archives.id"], name="fk_run_pupils_archive"),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.id"], name="fk_run_pupils_pupil"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_run_pupils_run"),
        sa.PrimaryKeyConstraint("run", "pupil", name="pk_run_pupils"),
    )

    for statement in ARCHIVES_ARE_NEVER_CHANGED[op.get_bind().dialect.name]:
        op.execute(statement)
