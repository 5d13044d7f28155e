"""Policies of a server, by which an account sees its own schools."""

from alembic import op


def hold_apart(table: str, is_seen: str) -> None:
    """Show the rows of a table for which the condition holds; all, to who sees every school."""
    # Subqueries are answered once in a statement, and not for each row.
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY of_ones_schools ON {table}"
        f" USING ((SELECT lsun_access.everywhere()) OR {is_seen})"
    )


def as_its(column: str, table: str) -> str:
    """The condition of a row whose school is that of the pupil, run or teacher of this column."""
    # Not EXISTS, for which all that is seen of the other table may be read first.
    return f"(SELECT true FROM {column}s WHERE {column}s.id = {table}.{column})"  # noqa: S608
