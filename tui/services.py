"""What the two fronts are handed by the composition root."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from core.ports import Livrets, Register
from core.records import School


class Refused(Exception):
    """The program cannot do what was asked. Its text is the sentence that tells the user why."""


@dataclass(frozen=True, slots=True)
class Services:
    """The school at hand, its store and its register; how many pupils are looked up at once."""

    school: School
    livrets: Livrets
    register: Register
    at_once: int


Opening = Callable[[], AbstractAsyncContextManager[Services]]
"""Opens the services, and closes them on the way out; raises `Refused` when it cannot."""
