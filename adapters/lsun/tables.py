"""The tables of the LSUN store. Their history is in the migrations."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
    true,
)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: stored in UTC without its zone, which SQLite has not, and read back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store the instant in UTC."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read an aware instant."""
        return value and value.replace(tzinfo=UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

RUNNING = text("state = 'running'")
"""A school has one run under way at most."""

schools = Table(
    "schools",
    metadata,
    Column("uai", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("extracted_on", Date),
)

# `number` is BE1D's identifier of the class, unique in a school.
structures = Table(
    "structures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ForeignKey("schools.uai"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("levels", JSON, nullable=False),
    Column("is_group", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("school", "number"),
)

teachers = Table(
    "teachers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ForeignKey("schools.uai"), nullable=False, index=True),
    Column("civility", Text, nullable=False),
    Column("family_name", Text, nullable=False),
    Column("first_name", Text, nullable=False),
)

teachings = Table(
    "teachings",
    metadata,
    Column("teacher", ForeignKey("teachers.id"), primary_key=True),
    Column("structure", ForeignKey("structures.id"), primary_key=True, index=True),
)

pupils = Table(
    "pupils",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ForeignKey("schools.uai"), nullable=False),
    Column("structure", ForeignKey("structures.id"), nullable=False, index=True),
    Column("ine", Text),
    Column("family_name", Text, nullable=False),
    Column("usual_name", Text, nullable=False),
    Column("first_names", JSON, nullable=False),
    Column("sex", Text, nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("birth_place", Text, nullable=False),
    Column("level", Text),
    Column("addresses", JSON, nullable=False),
    Column("email", Text, nullable=False),
    Column("phones", JSON, nullable=False),
    UniqueConstraint("school", "ine"),
)

# The regroupements of a pupil, beside his class.
pupil_groups = Table(
    "pupil_groups",
    metadata,
    Column("pupil", ForeignKey("pupils.id"), primary_key=True),
    Column("structure", ForeignKey("structures.id"), primary_key=True, index=True),
)

# BE1D's name for the record that said what LSUN has, while the pupil has this fingerprint.
pupil_versions = Table(
    "pupil_versions",
    metadata,
    Column("pupil", ForeignKey("pupils.id"), primary_key=True),
    Column("version", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
)

guardians = Table(
    "guardians",
    metadata,
    Column("pupil", ForeignKey("pupils.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("civility", Text, nullable=False),
    Column("family_name", Text, nullable=False),
    Column("usual_name", Text, nullable=False),
    Column("first_name", Text, nullable=False),
    Column("kinship", Text, nullable=False),
    Column("custody", Boolean),
    Column("address", JSON, nullable=False),
    Column("email", Text, nullable=False),
    Column("phones", JSON, nullable=False),
)

bilans = Table(
    "bilans",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pupil", ForeignKey("pupils.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("school_year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("periods", Integer, nullable=False),
    Column("locked_at", UtcDateTime),
    Column("content", JSON(none_as_null=True)),
    UniqueConstraint("pupil", "kind", "school_year", "number"),
)

# `extracted_on` is the day of the extraction that a run compares to; null when BE1D was asked.
# `but` are livrets, and `spared` pupils, who are left aside, in this pass and in the next ones.
# `unnamed` counts the pupils who were up to date and have no row any more.
# Who holds `lease` may write for a running run; from `lease_until` on, another may take it up.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ForeignKey("schools.uai"), nullable=False),
    Column("state", Text, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("started_by", Text, nullable=False, server_default=""),
    Column("lease", Text, nullable=False, server_default=""),
    Column("lease_until", UtcDateTime),
    Column("resumed_by", Text, nullable=False, server_default=""),
    Column("resumed_at", UtcDateTime),
    Column("teachers_read", Boolean, nullable=False, server_default=true()),
    Column("extracted_on", Date),
    Column("override", Text, nullable=False, server_default="nothing"),
    Column("but", JSON, nullable=False, server_default="[]"),
    Column("spared", JSON, nullable=False, server_default="[]"),
    Column("unnamed", Integer, nullable=False, server_default="0"),
    Index("ix_runs_school", "school", "id"),
    # Where else it is partial, the migration says: to say it here loads every dialect.
    Index("uq_runs_running", "school", unique=True, sqlite_where=RUNNING),
)

run_structures = Table(
    "run_structures",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("structure", ForeignKey("structures.id"), primary_key=True, index=True),
    Column("roll_read", Boolean, nullable=False, server_default=true()),
    Column("is_new", Boolean, nullable=False, server_default=false()),
)

# Append-only: the livret as it stood, as JSON. A trigger refuses every update.
archives = Table(
    "archives",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pupil", ForeignKey("pupils.id"), nullable=False, index=True),
    Column("run", ForeignKey("runs.id"), nullable=False, index=True),
    Column("archived_at", UtcDateTime, nullable=False),
    Column("livret", JSON, nullable=False),
    Column("fingerprint", Text, nullable=False, server_default=""),
)

# Append-only: a bilan that was withdrawn, in the livret of its pupil as he stood.
withdrawals = Table(
    "withdrawals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pupil", ForeignKey("pupils.id"), nullable=False, index=True),
    Column("withdrawn_at", UtcDateTime, nullable=False),
    Column("withdrawn_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("livret", JSON, nullable=False),
    Column("fingerprint", Text, nullable=False),
)

# `outcome` stays null until the run has reached the pupil.
run_pupils = Table(
    "run_pupils",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("pupil", ForeignKey("pupils.id"), primary_key=True, index=True),
    Column("outcome", Text),
    Column("changes", JSON, nullable=False),
    Column("archive", ForeignKey("archives.id"), index=True),
    Column("archived", Boolean, nullable=False, server_default=false()),
    Column("alterations", JSON, nullable=False, server_default="[]"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False, index=True),
    Column("pupil", ForeignKey("pupils.id"), index=True),
    Column("division", Text, nullable=False, server_default=""),
    Column("said_at", UtcDateTime, nullable=False),
    Column("severity", Text, nullable=False),
    Column("text", Text, nullable=False),
)

# Who did, or tried to do, what changes LSUN.
journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("noted_at", UtcDateTime, nullable=False, index=True),
    Column("school", Text, nullable=False, index=True),
    Column("done_by", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("allowed", Boolean, nullable=False),
    Column("origin", Text, nullable=False, server_default=""),
    Column("pupils", JSON, nullable=False, server_default="[]"),
)

# Append-only: what an archive that nothing obliged to keep leaves behind. It outlives its pupil.
deletions = Table(
    "deletions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("pupil", Integer, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("kept_from", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime, nullable=False),
    Index("ix_deletions_number", "kind", "number"),
)

# Append-only in fact: each attempt of an academy's workers to synchronise a school.
attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ForeignKey("schools.uai"), nullable=False),
    Column("night", Date, nullable=False, index=True),
    Column("ended_at", UtcDateTime, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Index("ix_attempts_school_ended_at", "school", "ended_at"),
)
