"""On a server, which account sees which schools: the database holds them apart, whoever asks.

A setting of the session alone would not: who is connected can set it. So the schools of an account
are in a table that only the owner of the base writes, and `lsun.uai` can only narrow them.
"""

from alembic import op

from adapters.lsun.migrations.policies import as_its, hold_apart

revision = "0011"
down_revision = "0010"

_ACCOUNTS = (
    "CREATE SCHEMA lsun_access",
    # Without a school: all of them.
    """
    CREATE TABLE lsun_access.accounts (
        account name NOT NULL, school text NOT NULL, role text NOT NULL,
        PRIMARY KEY (account, school)
    )
    """,
    """
    CREATE FUNCTION lsun_access.everywhere() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT coalesce(current_setting('lsun.uai', true), '') = '' AND EXISTS (
            SELECT FROM lsun_access.accounts WHERE account = session_user AND school = ''
        )
    $$
    """,
    """
    CREATE FUNCTION lsun_access.schools() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        WITH narrowed AS (SELECT coalesce(current_setting('lsun.uai', true), '') AS uai)
        SELECT array_agg(coalesce(nullif(narrowed.uai, ''), accounts.school))
        FROM lsun_access.accounts CROSS JOIN narrowed
        WHERE account = session_user
        AND (narrowed.uai = '' OR accounts.school IN ('', narrowed.uai))
    $$
    """,
)
_OWN = {
    "schools": "uai",
    "structures": "school",
    "teachers": "school",
    "pupils": "school",
    "runs": "school",
    "journal": "school",
}
"""The tables that name their school, and where."""
_OF_ANOTHER = {
    "guardians": "pupil",
    "bilans": "pupil",
    "pupil_groups": "pupil",
    "archives": "pupil",
    "withdrawals": "pupil",
    "deletions": "pupil",
    "run_structures": "run",
    "run_pupils": "run",
    "messages": "run",
    "teachings": "teacher",
}
"""Those whose school is that of a row of another table, and which."""


def upgrade() -> None:
    """A file is its owner's alone: there is nothing to hold apart."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for statement in _ACCOUNTS:
        op.execute(statement)
    for table, column in _OWN.items():
        hold_apart(table, f"{column} = ANY ((SELECT lsun_access.schools())::text[])")
    for table, column in _OF_ANOTHER.items():
        hold_apart(table, as_its(column, table))
