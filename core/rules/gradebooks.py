"""Whether the file of a gradebook is of the school that it names."""

from collections.abc import Collection

from core.model.gradebook import Gradebook
from core.model.identifiers import Ine
from core.rules.recognition import Share


def recognised(gradebook: Gradebook, known: Collection[Ine | None]) -> Share:
    """How many of its pupils LSUN knows by their INE; under half, it is another school's."""
    return Share(sum(pupil.ine in known for pupil in gradebook.pupils), len(gradebook.pupils))
