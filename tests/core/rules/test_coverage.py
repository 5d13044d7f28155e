"""An extraction tells of the classes that it holds, and of no other."""

from datetime import date

import pytest

from core.model.extraction import Extraction, Provenance
from core.model.identifiers import Uai
from core.model.records import Structure
from core.model.views import StructureOverview
from core.rules.coverage import covered_by, covers, left_out

CE1, CM2, ULIS = Structure(1, "CE1 A", ()), Structure(2, "CM2", ()), Structure(3, "ULIS", ())


def test_an_extraction_covers_the_classes_that_it_names():
    extraction = Extraction(
        provenance=Provenance(Uai("0951099D"), date(2026, 11, 23)),
        structures=(CE1, CM2),
        registrations=(),
        teachers=None,
    )
    assert covered_by(extraction) == {1, 2}


@pytest.mark.parametrize(("covered", "is_covered"), [(None, True), ({1}, True), ({2}, False)])
def test_a_register_covers_every_class_and_an_extraction_its_own(covered, is_covered):
    assert covers(covered, CE1) is is_covered


def test_classes_with_pupils_that_the_extraction_lacks_are_left_out():
    rows = [
        StructureOverview(CE1, members=frozenset({7})),
        StructureOverview(CM2, members=frozenset({8})),
        StructureOverview(ULIS),
    ]
    assert left_out(rows, frozenset({1})) == ("CM2",)
