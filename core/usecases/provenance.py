"""What a user says of files that say nothing themselves: which school, which day."""

import re
from datetime import date, datetime

from core.errors import UserError
from core.messages import refusals
from core.model.extraction import Provenance
from core.model.identifiers import InvalidIdentifier, Uai

_DATE_FORMS = ("%d/%m/%Y", "%Y-%m-%d")
_SHORT_YEAR = re.compile(r"/(\d\d)$")


def today() -> date:
    """The day it is where the user is."""
    return date.today()  # noqa: DTZ011 - a day is a local thing


def provenance_of(uai: str, day: str, today: date) -> Provenance:
    """The school and the day as they were typed; raise `UserError` when they cannot be right.

    Only what is missing is asked for.
    """
    if needed := refusals.extraction_needs(uai=not uai.strip(), day=not day.strip()):
        raise UserError(needed)
    return Provenance(school_of(uai), day_of(day, today))


def school_of(uai: str) -> Uai:
    """The school as it was typed; raise `UserError` when it is none, or its letter is wrong."""
    try:
        return Uai(uai)
    except InvalidIdentifier as error:
        wrong = refusals.WRONG_LETTER if Uai.is_written_as(uai) else refusals.WRONG_UAI
        raise UserError(wrong.format(uai=uai)) from error


def day_of(day: str, today: date) -> date:
    """The day as it was typed; raise `UserError` when it is none, or is to come."""
    extracted_on = read_day(day)
    if extracted_on is None:
        raise UserError(refusals.NOT_A_DAY.format(day=day))
    if extracted_on > today:
        raise UserError(refusals.DAY_TO_COME.format(day=f"{extracted_on:%d/%m/%Y}"))
    return extracted_on


def read_day(text: str) -> date | None:
    """The day that this text is, as French or ISO 8601 write one; None when it is none.

    A year of two digits is one of this century.
    """
    written = _SHORT_YEAR.sub(r"/20\1", text.strip())
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None
