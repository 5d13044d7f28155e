"""Bilans from a gradebook's file: all of them are filed, or none."""

from dataclasses import replace

import pytest

from core.errors import FileError, LockedBilanDiffers
from core.model.bilans import Acquis
from core.model.gradebook import FiledBilans
from core.model.identifiers import Ine
from tests.adapters.lsu.builders import a_content, a_cycle, a_periodic
from tests.adapters.lsun.conftest import CYCLE, DUPONT, PETIT, UAI
from tests.core.builders import a_bilan, record_one

STRANGER = Ine("990000009ZZ")


async def bilans_of(store, pupil):
    return (await store.livret_of(UAI, pupil.ine)).bilans


async def test_a_new_bilan_is_filed_with_all_that_it_says(store):
    bilans = [(PETIT.ine, a_periodic(number=1)), (PETIT.ine, a_cycle())]
    assert await store.file_bilans(UAI, bilans) == FiledBilans(added=2)
    assert {a_periodic(number=1), a_cycle()} <= set(await bilans_of(store, PETIT))


async def test_filing_twice_changes_nothing(store, sql):
    bilans = [(DUPONT.ine, a_periodic(number=1)), (PETIT.ine, a_periodic())]
    await store.file_bilans(UAI, bilans)
    before = sql("SELECT * FROM bilans ORDER BY id")
    assert await store.file_bilans(UAI, bilans) == FiledBilans(unchanged=2)
    assert sql("SELECT * FROM bilans ORDER BY id") == before


async def test_a_bilan_that_lsun_knew_without_its_content_is_completed(store):
    known = a_bilan()
    whole = a_periodic(school_year=known.school_year, number=known.number)
    assert await store.file_bilans(UAI, [(PETIT.ine, whole)]) == FiledBilans(added=1)
    assert await bilans_of(store, PETIT) == (whole,)


async def test_a_bilan_that_is_not_locked_follows_the_gradebook(store):
    draft = replace(a_periodic(number=1), locked_at=None)
    await store.file_bilans(UAI, [(PETIT.ine, draft)])
    corrected = a_periodic(number=1, content=a_content(appreciation="Autre chose."))
    assert await store.file_bilans(UAI, [(PETIT.ine, corrected)]) == FiledBilans(added=1)
    assert corrected in await bilans_of(store, PETIT)


async def test_bilans_of_pupils_whom_the_school_does_not_have_are_left_aside(store, sql):
    before = sql("SELECT count(*) FROM bilans")
    strangers = [(STRANGER, a_periodic()), (STRANGER, a_cycle())]
    assert await store.file_bilans(UAI, strangers) == FiledBilans(strangers=2)
    assert sql("SELECT count(*) FROM bilans") == before


async def test_a_locked_bilan_is_never_changed_and_nothing_else_is_filed(store, sql):
    await store.file_bilans(UAI, [(DUPONT.ine, a_periodic(number=1))])
    before = sql("SELECT * FROM bilans ORDER BY id")
    other = a_periodic(number=1, content=a_content(appreciation="Autre chose."))
    with pytest.raises(LockedBilanDiffers) as refused:
        await store.file_bilans(UAI, [(PETIT.ine, a_cycle()), (DUPONT.ine, other)])
    assert (refused.value.pupil, refused.value.bilan) == (DUPONT, a_periodic(number=1))
    assert sql("SELECT * FROM bilans ORDER BY id") == before


async def test_texts_that_an_earlier_version_altered_get_their_letters_back(store):
    """0.1.0 filed « ❤️ » without its joiner, and without the blanks around it."""
    told = a_content(
        appreciation=" \u2764\ufe0f\tbravo\u2028!",
        guardians=(),
        acquis=(Acquis(domain="CPD_FRA", elements=("Lire\tun texte",)),),
    )
    altered = replace(
        told,
        appreciation="\u2764\ufffd bravo\n!",
        acquis=(Acquis(domain="CPD_FRA", elements=("Lire un texte",)),),
    )
    await store.file_bilans(UAI, [(PETIT.ine, a_periodic(number=1, content=altered))])
    whole = a_periodic(number=1, content=told)
    assert await store.file_bilans(UAI, [(PETIT.ine, whole)]) == FiledBilans(added=1)
    assert whole in await bilans_of(store, PETIT)


async def test_a_bilan_keeps_its_letters_in_the_store(store):
    text = "  \u2764\ufe0f \U0001f469\u200d\U0001f3eb \uf0b7\u00ad\n\t- e\u0301 \xa0"
    bilan = a_periodic(number=1, content=a_content(appreciation=text))
    await store.file_bilans(UAI, [(PETIT.ine, bilan)])
    assert bilan in await bilans_of(store, PETIT)


async def test_what_the_file_raises_leaves_nothing_written(store, sql):
    def broken_file():
        yield PETIT.ine, a_cycle()
        raise FileError("abîmé")

    before = sql("SELECT * FROM bilans ORDER BY id")
    with pytest.raises(FileError):
        await store.file_bilans(UAI, broken_file())
    assert sql("SELECT * FROM bilans ORDER BY id") == before


async def test_contents_are_read_only_where_they_are_asked_for(store):
    await store.file_bilans(UAI, [(PETIT.ine, a_cycle())])
    [petit] = [pupil for pupil in await store.pupils(UAI) if pupil.ine == PETIT.ine]
    assert petit == PETIT
    whole = await store.livret_of(UAI, PETIT.ine)
    assert await store.livret(whole.id) == whole
    assert [bilan.content for bilan in whole.bilans if bilan.content] == [a_cycle().content]


async def test_a_pupil_of_another_ine_is_nobody(store):
    assert await store.livret_of(UAI, STRANGER) is None


async def test_the_archive_holds_what_the_locked_bilans_say(store):
    from core.model.answers import Found
    from core.model.records import Admission, Registration
    from core.rules.decisions import decide
    from tests.adapters.lsun.conftest import WHOLE_SCHOOL

    await store.file_bilans(UAI, [(PETIT.ine, a_cycle())])
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    petit = await store.livret_of(UAI, PETIT.ine)
    renamed = Registration(replace(PETIT, family_name="GRAND"), Admission.FINAL)
    await record_one(store, run, petit.id, lambda livret: decide(livret, Found(renamed)))
    [archive] = await store.archives(petit.id)
    assert archive.livret == petit
    assert CYCLE not in archive.livret.bilans
