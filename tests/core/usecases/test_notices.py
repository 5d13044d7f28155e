"""Who is told what, and how often."""

import pytest

from core.errors import NoticeError, SchoolBusy, UserError
from core.model.answers import Cause
from core.model.identifiers import Uai
from core.model.records import School
from core.model.runs import Ending
from core.rules.unattended import Attempt
from core.usecases.notices import Notices

SCHOOL = School(Uai("0951099D"), "École des Tilleuls")
OTHER = School(Uai("0350760L"), "École Jean Moulin")
DONE = Attempt(Ending.DONE)
DOWN = Attempt(Ending.UNREACHABLE, cause=Cause.TOO_SLOW)
DOWN_OTHERWISE = Attempt(Ending.UNREACHABLE, cause=Cause.UNREACHABLE)
REFUSED = Attempt(Ending.UNREACHABLE, cause=Cause.ACCESS_REFUSED)
INCOMPLETE = Attempt(Ending.INCOMPLETE, left=3)


class Mailbox:
    """Keeps what it is told, unless it is shut."""

    def __init__(self):
        self.titles, self.is_shut = [], False

    async def send(self, notice):
        if self.is_shut:
            raise NoticeError("Le courriel n'est pas parti.")
        self.titles.append(notice.title)


class Memory(dict):
    def told(self, school):
        return self.get(school, frozenset())

    def remember(self, school, causes):
        self[school] = frozenset(causes)


@pytest.fixture
def mailbox():
    return Mailbox()


@pytest.fixture
def notices(mailbox):
    return Notices([mailbox], Memory())


async def test_a_cause_is_told_once_whatever_its_details(notices, mailbox):
    said = [await notices.tell(attempt, SCHOOL) for attempt in (DOWN, DOWN, DOWN_OTHERWISE)]
    assert [len(sentences) for sentences in said] == [1, 0, 0]
    assert mailbox.titles == ["LSUN : Base Elèves 1er degré ne répond pas (0951099D)"]


async def test_each_cause_and_each_school_is_told(notices, mailbox):
    for attempt in (DOWN, REFUSED, INCOMPLETE):
        assert await notices.tell(attempt, SCHOOL)
    assert await notices.tell(DOWN, OTHER)
    assert len(mailbox.titles) == 4


async def test_once_all_was_well_a_cause_is_news(notices, mailbox):
    for attempt in (DOWN, DONE, DONE, DOWN):
        await notices.tell(attempt, SCHOOL)
    assert len(mailbox.titles) == 2


@pytest.mark.parametrize("ending", [Ending.PAUSED, Ending.STOPPED, Ending.BUSY])
async def test_what_tells_nothing_of_a_cause_leaves_it_as_it_was_told(notices, mailbox, ending):
    for attempt in (DOWN, Attempt(ending), DOWN):
        await notices.tell(attempt, SCHOOL)
    assert len(mailbox.titles) == 1


async def test_that_somebody_is_at_it_is_said_and_sent_to_nobody(notices, mailbox):
    [sentence] = await notices.tell(Attempt(Ending.BUSY), SCHOOL)
    assert "est en cours" in sentence
    assert mailbox.titles == []


async def test_what_did_not_leave_is_said_and_told_the_next_time(notices, mailbox):
    mailbox.is_shut = True
    assert (await notices.tell(DOWN, SCHOOL))[1:] == ("Le courriel n'est pas parti.",)
    mailbox.is_shut = False
    assert len(await notices.tell(DOWN, SCHOOL)) == 1
    assert await notices.tell(DOWN, SCHOOL) == ()
    assert len(mailbox.titles) == 1


async def failing(error):
    raise error


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (UserError("Aucune école."), "LSUN : synchronisation automatique impossible"),
        (ValueError("DUPONT"), "LSUN : erreur pendant la synchronisation automatique"),
    ],
)
async def test_what_refuses_it_or_fails_in_it_is_told_once_until_all_is_well(
    notices, mailbox, error, title
):
    for _ in range(2):
        with pytest.raises(type(error)):
            await notices.of_failures(failing(error))
    assert mailbox.titles == [title]
    await notices.tell(DONE, SCHOOL)
    with pytest.raises(type(error)):
        await notices.of_failures(failing(error))
    assert mailbox.titles == [title, title]


async def test_a_school_that_is_busy_refuses_nothing_for_long(notices, mailbox):
    with pytest.raises(SchoolBusy):
        await notices.of_failures(failing(SchoolBusy("En cours.")))
    assert mailbox.titles == []


async def test_what_does_not_fail_gives_what_it_gives(notices):
    async def work():
        return 3

    assert await notices.of_failures(work()) == 3
