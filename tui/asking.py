"""What a user says of files that say nothing themselves: which school, which day."""

from datetime import date, datetime

from core.extraction import Provenance
from core.identifiers import InvalidIdentifier, Uai
from tui import file_texts
from tui.refused import Refused

_DATE_FORMS = ("%d/%m/%Y", "%Y-%m-%d")


def provenance(uai: str, day: str, today: date) -> Provenance:
    """The school and the day as they were typed; raise `Refused` when they cannot be right."""
    if not uai.strip() or not day.strip():
        raise Refused(file_texts.EXTRACTION_NEEDS)
    return Provenance(school_of(uai), day_of(day, today))


def school_of(uai: str) -> Uai:
    """The school as it was typed; raise `Refused` likewise."""
    try:
        return Uai(uai)
    except InvalidIdentifier as error:
        raise Refused(file_texts.WRONG_UAI.format(uai=uai)) from error


def day_of(day: str, today: date) -> date:
    """The day as it was typed; raise `Refused` likewise."""
    extracted_on = _day(day)
    if extracted_on is None or extracted_on > today:
        raise Refused(file_texts.WRONG_DAY.format(day=day))
    return extracted_on


def _day(text: str) -> date | None:
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None
