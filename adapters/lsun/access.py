"""Which accounts of a server may do what with a shared base, and in which of its schools."""

from sqlalchemy import Connection, text

from adapters.lsun import sentences
from core.errors import StoreError
from core.model.identifiers import Uai
from core.model.users import Role
from core.text import clean

_READ = ("USAGE ON SCHEMA lsun_access", "SELECT ON ALL TABLES IN SCHEMA public")
_NOTE = (
    "INSERT, DELETE ON journal, attempts",
    "USAGE ON journal_id_seq, attempts_id_seq",
)
# What is kept is never changed; what has to be locked needs the right to change something of it.
_WRITE = (
    "USAGE ON ALL SEQUENCES IN SCHEMA public",
    "UPDATE (name) ON schools",
    "UPDATE ON structures, teachers, pupils, bilans, runs, run_structures, run_pupils",
    "INSERT ON schools, structures, teachers, teachings, pupils, pupil_groups, guardians, bilans",
    "INSERT ON runs, run_structures, run_pupils, messages, archives, withdrawals, deletions",
    "DELETE ON teachings, pupil_groups, guardians, bilans, archives, withdrawals",
    "DELETE ON pupils, run_pupils, messages",
    "INSERT, UPDATE, DELETE ON pupil_versions",
)
_RIGHTS = {
    Role.DIRECTOR: (*_READ, *_NOTE, *_WRITE),
    Role.SERVICE: (*_READ, *_NOTE, *_WRITE),
    Role.SUPPORT: (*_READ, *_NOTE),
}
_ALL = (
    "ALL ON ALL TABLES IN SCHEMA public",
    "ALL ON ALL SEQUENCES IN SCHEMA public",
    "ALL ON SCHEMA lsun_access",
)


def allow(connection: Connection, account: str, role: Role, uai: Uai | None) -> None:
    """Give an account of the server a role, in one more school, or in all of them.

    An account has one role: the last that it was given. Raises `StoreError` when there is no such
    account, or when it is one that the database keeps nothing from.
    """
    _check(connection, account)
    about = {"account": account, "school": str(uai or ""), "role": role.value}
    added = "INSERT INTO lsun_access.accounts VALUES (:account, :school, :role)"
    connection.execute(text(f"{added} ON CONFLICT DO NOTHING"), about)
    changed = "UPDATE lsun_access.accounts SET role = :role WHERE account = :account"
    connection.execute(text(changed), about)
    _revoke(connection, account)
    _grant(connection, account, role)


def forbid(connection: Connection, account: str) -> None:
    """Take every right on the base from an account. Raises `StoreError` as `allow` does."""
    _check(connection, account)
    forgotten = "DELETE FROM lsun_access.accounts WHERE account = :account"
    connection.execute(text(forgotten), {"account": account})
    _revoke(connection, account)


def grant_again(connection: Connection) -> None:
    """Give each account what its role has, in the tables as they are now."""
    known = text("SELECT DISTINCT account, role FROM lsun_access.accounts")
    for account, role in connection.execute(known).all():
        _grant(connection, account, Role(role))


def _check(connection: Connection, account: str) -> None:
    found = connection.execute(
        text(
            "SELECT rolsuper OR rolbypassrls OR pg_has_role(oid, tableowner, 'MEMBER')"
            " FROM pg_roles, pg_tables"
            " WHERE rolname = :account AND schemaname = 'public' AND tablename = 'pupils'"
        ),
        {"account": account},
    ).scalar()
    if found is None:
        raise StoreError(sentences.NO_ACCOUNT.format(account=clean(account)))
    if found:
        raise StoreError(sentences.UNBOUND_ACCOUNT.format(account=clean(account)))


def _grant(connection: Connection, account: str, role: Role) -> None:
    for right in _RIGHTS[role]:
        connection.exec_driver_sql(f"GRANT {right} TO {_quoted(connection, account)}")


def _revoke(connection: Connection, account: str) -> None:
    for right in _ALL:
        connection.exec_driver_sql(f"REVOKE {right} FROM {_quoted(connection, account)}")


def _quoted(connection: Connection, account: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(account)
