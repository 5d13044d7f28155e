"""`base`, for who answers for one that others share: its tables, its accounts, a copy elsewhere."""

import argparse

from core.errors import UserError
from core.messages import maintenance as said
from core.model.users import Role
from core.usecases.provenance import school_of
from tui.cli.writers import WRITERS
from tui.composition import administration
from tui.exit_status import Status
from tui.wording import command_texts


def migrate(options: argparse.Namespace) -> Status:
    """Make the tables, or bring them up to date."""
    _expect(options, 0, command_texts.NOTHING_TO_GIVE)
    administration.migrate()
    return _tell(options, said.MIGRATED, "migration")


def allow(options: argparse.Namespace) -> Status:
    """Give an account a role in one more school, or in all of them."""
    [account] = _expect(options, 1, command_texts.WHICH_ACCOUNT)
    role = Role(options.role)
    uai = school_of(options.ecole) if options.ecole else None
    if role is Role.DIRECTOR and uai is None:
        raise UserError(command_texts.DIRECTOR_OF_WHICH)
    administration.allow(account, role, uai)
    return _tell(options, said.allowed(account, role, uai), "autorisation")


def forbid(options: argparse.Namespace) -> Status:
    """Take every right from an account."""
    [account] = _expect(options, 1, command_texts.WHICH_ACCOUNT)
    administration.forbid(account)
    return _tell(options, said.FORBIDDEN.format(account=account), "interdiction")


def copy(options: argparse.Namespace) -> Status:
    """Copy a base into an empty one."""
    source, target = _expect(options, 2, command_texts.WHICH_BASES)
    count = administration.copy(source, target)
    return _tell(options, said.copied(count), "copie")


def _expect(options: argparse.Namespace, count: int, otherwise: str) -> list[str]:
    if len(options.objet) != count:
        raise UserError(otherwise)
    return list(options.objet)


def _tell(options: argparse.Namespace, sentence: str, kind: str) -> Status:
    WRITERS[options.format](sentence, {"type": kind, "texte": sentence})
    return Status.SUCCESS
