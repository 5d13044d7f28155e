"""What each element of an LSU 1D file means in the core's words.

What is not what the schema says makes these functions raise `KeyError` or `ValueError`.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from lxml import etree

from adapters.lsu.schema import NAMESPACE
from core.model.bilans import Acquis, BilanContent, Parcours, Period, Signatory, SocleMark, Support
from core.model.livret import Bilan, BilanKind
from core.model.records import Address, Guardian

CIVILITIES = {"M": "M.", "MME": "MME"}
"""How the schema and how BE1D write the same civilité."""

_PARIS = ZoneInfo("Europe/Paris")
_NS = {"l": NAMESPACE}
_SCHOOL_YEAR_BEGINS = 8  # August


@dataclass(frozen=True, slots=True)
class NumberedPeriod:
    """A period and its place in the school year."""

    millesime: str
    school_year: int
    number: int
    periods: int
    days: Period


@dataclass(slots=True)
class Declared:
    """What bilans refer to, by the file's own identifiers.

    `people` are directors and teachers alike: either may sign as the other.
    """

    people: dict[str, Signatory] = field(default_factory=dict)
    periods: dict[str, NumberedPeriod] = field(default_factory=dict)
    elements: dict[str, str] = field(default_factory=dict)
    class_parcours: dict[tuple[str, str], tuple[Parcours, ...]] = field(default_factory=dict)


def required(element: etree._Element, name: str) -> str:
    """A required attribute. Raises `KeyError` when it is missing."""
    value = element.get(name)
    if value is None:
        raise KeyError(name)
    return value


def signatory_of(element: etree._Element) -> Signatory:
    """A `directeur` or an `enseignant`."""
    return Signatory(
        civility=required(element, "civilite"),
        family_name=required(element, "nom"),
        first_name=required(element, "prenom"),
    )


def period_of(element: etree._Element) -> NumberedPeriod:
    """A `periode`."""
    millesime, start = required(element, "millesime"), _day(required(element, "date-debut"))
    return NumberedPeriod(
        millesime,
        _school_year(millesime, start),
        int(required(element, "indice")),
        int(required(element, "nb-periodes")),
        Period(start, _day(required(element, "date-fin"))),
    )


def parcours_of(element: etree._Element) -> tuple[Parcours, ...]:
    """The `parcours` inside an element."""
    return tuple(
        Parcours(required(parcours, "code"), _text_of(parcours))
        for parcours in element.findall(".//l:parcours", _NS)
    )


def periodic_bilan(element: etree._Element, declared: Declared, class_id: str) -> Bilan:
    """A `bilan-periodique` of a pupil of this class."""
    period_id = required(element, "periode-ref")
    period = declared.periods[period_id]
    content = BilanContent(
        created_on=_day(required(element, "date-creation")),
        director=declared.people[required(element, "directeur-ref")],
        teachers=_teachers(element, declared),
        appreciation=_text_of(element.find("l:appreciation-generale", _NS)),
        millesime="" if _is_year(period.millesime) else period.millesime,
        period=period.days,
        schooled_on=_day(required(element, "date-scolarite")),
        acquis=tuple(
            _acquis(acquis, declared) for acquis in element.findall("l:liste-acquis/l:acquis", _NS)
        ),
        class_parcours=declared.class_parcours.get((period_id, class_id), ()),
        own_parcours=parcours_of(element),
        supports=tuple(
            Support(required(support, "code"), _text_of(support.find("l:complement-ppre", _NS)))
            for support in element.findall(".//l:modalite-accompagnement", _NS)
        ),
        socle=_socle(element),
        guardians=_guardians(element),
    )
    return Bilan(
        kind=BilanKind.PERIODIC,
        school_year=period.school_year,
        number=period.number,
        periods=period.periods,
        locked_at=_moment(required(element, "date-verrou")),
        content=content,
    )


def cycle_bilan(element: etree._Element, declared: Declared) -> Bilan:
    """A `bilan-cycle`."""
    millesime, created_on = required(element, "millesime"), _day(required(element, "date-creation"))
    return Bilan(
        kind=BilanKind.CYCLE,
        school_year=_school_year(millesime, created_on),
        number=int(required(element, "cycle")),
        locked_at=_moment(required(element, "date-verrou")),
        content=BilanContent(
            created_on=created_on,
            director=declared.people[required(element, "directeur-ref")],
            teachers=_teachers(element, declared),
            appreciation=_text_of(element.find("l:synthese", _NS)),
            millesime="" if _is_year(millesime) else millesime,
            socle=_socle(element),
            guardians=_guardians(element),
        ),
    )


def _teachers(element: etree._Element, declared: Declared) -> tuple[Signatory, ...]:
    ids = required(element, "enseignant-refs").split()
    return tuple(declared.people[teacher_id] for teacher_id in ids)


def _acquis(element: etree._Element, declared: Declared) -> Acquis:
    return Acquis(
        domain=required(element, "code-domaine"),
        positioning=_positioning(element),
        assessed=element.get("non-evalue", "").strip() not in ("true", "1"),
        elements=tuple(
            declared.elements[key] for key in element.get("element-programme-refs", "").split()
        ),
        appreciation=_text_of(element.find("l:appreciation", _NS)),
        parts=tuple(
            _acquis(part, declared)
            for part in element.findall("l:sous-domaines/l:sous-domaine", _NS)
        ),
    )


def _positioning(element: etree._Element) -> int | None:
    positioning = element.get("positionnement")
    return None if positioning is None else int(positioning)


def _socle(element: etree._Element) -> tuple[SocleMark, ...]:
    return tuple(
        SocleMark(required(mark, "code"), _positioning(mark))
        for mark in element.findall("l:socle/l:domaine", _NS)
    )


def _guardians(element: etree._Element) -> tuple[Guardian, ...]:
    return tuple(map(_guardian, element.findall(".//l:responsable", _NS)))


def _guardian(element: etree._Element) -> Guardian:
    address = element.find("l:adresse", _NS)
    return Guardian(
        civility=CIVILITIES[required(element, "civilite")],
        family_name=required(element, "nom"),
        first_name=required(element, "prenom"),
        kinship=element.get("lien-parente", ""),
        # No file says it and nobody is told it: a locked bilan has to be found as it was filed.
        custody=False,
        address=Address() if address is None else _address(address),
    )


def _address(element: etree._Element) -> Address:
    """An address: a line that is left out between two others is empty."""
    lines = [element.get(f"ligne{rank}", "") for rank in (1, 2, 3, 4)]
    while not lines[-1]:
        lines.pop()
    return Address(
        lines=tuple(lines),
        postcode=required(element, "code-postal"),
        town=required(element, "commune"),
    )


def _text_of(element: etree._Element | None) -> str:
    """What a teacher wrote, to the letter: what draws it makes it harmless."""
    return "" if element is None else element.text or ""


def _day(text: str) -> date:
    """A day; the zone that XML allows there says nothing of use."""
    return date.fromisoformat(text.strip()[:10])


def _moment(text: str) -> datetime:
    """An instant, in UTC; without a zone it is written in French time."""
    written = text.strip()
    moment = datetime.fromisoformat(written.replace("T24:", "T00:"))
    if "T24:" in written:  # the end of that day, which Python does not know
        moment += timedelta(days=1)
    return (moment if moment.tzinfo else moment.replace(tzinfo=_PARIS)).astimezone(UTC)


def _school_year(millesime: str, day: date) -> int:
    """The millésime; when it is no number, the school year of this day."""
    if _is_year(millesime):
        return int(millesime)
    return day.year if day.month >= _SCHOOL_YEAR_BEGINS else day.year - 1


def _is_year(millesime: str) -> bool:
    return millesime.isascii() and millesime.isdigit()
