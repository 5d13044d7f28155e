"""The directeur and the academy's service change LSUN, and nobody else does."""

import pytest

from core.model.users import Role, User
from core.rules.permissions import may


@pytest.mark.parametrize(
    ("role", "allowed"), [(Role.DIRECTOR, True), (Role.SERVICE, True), (Role.SUPPORT, False)]
)
def test_who_may_change_lsun(role, allowed):
    assert may(User("Testeur", role)) is allowed
