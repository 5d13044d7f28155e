"""Responsables are attached to their children, or to nobody where that is not certain."""

from dataclasses import replace

import pytest

from adapters.be1d.extractions import sentences
from adapters.demonstration.extractions import (
    GUARDIANS,
    PUPILS,
    Style,
)
from adapters.demonstration.traps import Trap, spring
from core.model.records import Division, Field
from tests.adapters.be1d.extractions.conftest import (
    ADA,
    DUPONT,
    SCHOOL,
    extracted,
    mother,
    notices,
    pupils,
)


def test_a_responsable_is_attached_to_each_of_his_children(read):
    father = mother(civility="M.", first_name="Luc")
    contents = replace(
        SCHOOL,
        registrations=(
            extracted(guardians=(mother(), father)),
            replace(ADA, pupil=replace(ADA.pupil, guardians=(father,))),
        ),
    )
    assert [pupil.guardians for pupil in pupils(read(contents))] == [(mother(), father), (father,)]


def test_two_children_of_one_name_get_no_responsable_and_it_is_said(read):
    other = replace(DUPONT, pupil=replace(DUPONT.pupil, ine=None))
    extraction = read(replace(SCHOOL, registrations=(DUPONT, other)))
    assert all(
        Field.GUARDIANS in registration.missing_fields for registration in extraction.registrations
    )
    assert (GUARDIANS, 2, sentences.SEVERAL_CHILDREN) in notices(extraction)


def test_a_child_whose_name_is_misspelt_keeps_his_responsables(read):
    extraction = read(spoil=lambda folder: spring(Trap.MISSPELT_CHILD, folder, Style()))
    [dupont, *_] = extraction.registrations
    assert Field.GUARDIANS in dupont.missing_fields
    assert (GUARDIANS, None, sentences.UNKNOWN_CHILDREN.format(count=1)) in notices(extraction)


def test_a_sibling_whose_name_is_misspelt_beside_a_known_one_keeps_his_responsables(read):
    lea = extracted(ine=None, first_names=("Léa",))

    def spoil(folder):
        path = folder / GUARDIANS
        path.write_bytes(path.read_bytes().replace("Léa".encode("cp1252"), "Léaa".encode("cp1252")))

    both = replace(SCHOOL, registrations=(DUPONT, lea))
    [dupont, told_lea] = read(both, spoil=spoil).registrations
    assert Field.GUARDIANS in told_lea.missing_fields
    assert Field.GUARDIANS not in dupont.missing_fields


@pytest.mark.parametrize("cut", ["Marie", "Marie Claire Yvete"])
def test_a_child_whose_first_name_is_cut_or_has_more_keeps_his_responsables(read, cut):
    def spoil(folder):
        path = folder / GUARDIANS
        path.write_bytes(path.read_bytes().replace(b"Marie Claire", cut.encode()))

    assert Field.GUARDIANS in read(spoil=spoil).registrations[0].missing_fields


def test_a_responsable_who_stands_twice_is_attached_once(read):
    def spoil(folder):
        path = folder / GUARDIANS
        header, *rows = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join((header, *rows, *rows)))

    assert pupils(read(spoil=spoil)) == [
        registration.pupil for registration in SCHOOL.registrations
    ]


def test_a_child_in_two_classes_is_two_children_whoever_the_pupils_file_has(read):
    def spoil(folder):
        path = folder / PUPILS
        rows = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(row for row in rows if b"2606" not in row))

    homonym = extracted(
        ine=None, division=Division(2606, "ULIS"), guardians=(mother(first_name="Eve"),)
    )
    [ada] = read(replace(SCHOOL, registrations=(ADA, homonym)), spoil=spoil).registrations
    assert Field.GUARDIANS not in ada.missing_fields
    same = replace(homonym, pupil=replace(homonym.pupil, first_names=("Ada",)))
    [ada] = read(replace(SCHOOL, registrations=(ADA, same)), spoil=spoil).registrations
    assert Field.GUARDIANS in ada.missing_fields


def test_a_responsable_with_a_spoilt_name_is_attached_to_nobody(read):
    spoilt = extracted(guardians=(mother(family_name="DU\x1bPONT"),))
    extraction = read(replace(SCHOOL, registrations=(spoilt, ADA)), Style(encoding="utf-8"))
    assert Field.GUARDIANS in extraction.registrations[0].missing_fields
    assert (GUARDIANS, 2, sentences.BAD_GUARDIAN) in notices(extraction)
