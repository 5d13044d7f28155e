"""Who may change what LSUN holds."""

from core.model.users import Role, User

_WRITERS = frozenset({Role.DIRECTOR, Role.SERVICE})


def may(user: User) -> bool:
    """Whether the user may do what changes LSUN."""
    return user.role in _WRITERS
