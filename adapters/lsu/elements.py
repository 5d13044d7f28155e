"""What each element of an LSU 1D file means in the core's words.

What is not what the schema says makes these functions raise `KeyError` or `ValueError`.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from lxml import etree

from adapters.lsu.schema import NAMESPACE
from core.model.bilans import Acquis, BilanContent, Parcours, Period, Signatory, SocleMark, Support
from core.model.livret import Bilan, BilanKind
from core.model.records import Address, Guardian
from core.text import clean

CIVILITIES = {"M": "M.", "MME": "MME"}
"""How the schema and how BE1D write the same civilité."""

_PARIS = ZoneInfo("Europe/Paris")
_NS = {"l": NAMESPACE}


@dataclass(frozen=True, slots=True)
class NumberedPeriod:
    """A period and its place in the school year."""

    school_year: int
    number: int
    periods: int
    days: Period


@dataclass(slots=True)
class Declared:
    """What bilans refer to, by the file's own identifiers."""

    directors: dict[str, Signatory] = field(default_factory=dict)
    teachers: dict[str, Signatory] = field(default_factory=dict)
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
        family_name=clean(required(element, "nom")),
        first_name=clean(required(element, "prenom")),
    )


def period_of(element: etree._Element) -> NumberedPeriod:
    """A `periode`."""
    return NumberedPeriod(
        int(required(element, "millesime")),
        int(required(element, "indice")),
        int(required(element, "nb-periodes")),
        Period(_day(required(element, "date-debut")), _day(required(element, "date-fin"))),
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
        director=declared.directors[required(element, "directeur-ref")],
        teachers=_teachers(element, declared),
        appreciation=_text_of(element.find("l:appreciation-generale", _NS)),
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
    return Bilan(
        kind=BilanKind.CYCLE,
        school_year=int(required(element, "millesime")),
        number=int(required(element, "cycle")),
        locked_at=_moment(required(element, "date-verrou")),
        content=BilanContent(
            created_on=_day(required(element, "date-creation")),
            director=declared.directors[required(element, "directeur-ref")],
            teachers=_teachers(element, declared),
            appreciation=_text_of(element.find("l:synthese", _NS)),
            socle=_socle(element),
            guardians=_guardians(element),
        ),
    )


def _teachers(element: etree._Element, declared: Declared) -> tuple[Signatory, ...]:
    ids = required(element, "enseignant-refs").split()
    return tuple(declared.teachers[teacher_id] for teacher_id in ids)


def _acquis(element: etree._Element, declared: Declared) -> Acquis:
    positioning = element.get("positionnement")
    return Acquis(
        domain=clean(required(element, "code-domaine")),
        positioning=int(positioning) if positioning else None,
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


def _socle(element: etree._Element) -> tuple[SocleMark, ...]:
    return tuple(
        SocleMark(required(mark, "code"), int(required(mark, "positionnement")))
        for mark in element.findall("l:socle/l:domaine", _NS)
    )


def _guardians(element: etree._Element) -> tuple[Guardian, ...]:
    return tuple(map(_guardian, element.findall(".//l:responsable", _NS)))


def _guardian(element: etree._Element) -> Guardian:
    address = element.find("l:adresse", _NS)
    return Guardian(
        civility=CIVILITIES[required(element, "civilite")],
        family_name=clean(required(element, "nom")),
        first_name=clean(required(element, "prenom")),
        kinship=clean(element.get("lien-parente", "")),
        address=Address() if address is None else _address(address),
    )


def _address(element: etree._Element) -> Address:
    lines = (clean(element.get(f"ligne{rank}", "")) for rank in (1, 2, 3, 4))
    return Address(
        lines=tuple(filter(None, lines)),
        postcode=clean(required(element, "code-postal")),
        town=clean(required(element, "commune")),
    )


def _text_of(element: etree._Element | None) -> str:
    """What a teacher wrote: its lines stay."""
    text = "" if element is None else element.text or ""
    return "\n".join(map(clean, text.strip().splitlines()))


def _day(text: str) -> date:
    """A day; the zone that XML allows there says nothing of use."""
    return date.fromisoformat(text.strip()[:10])


def _moment(text: str) -> datetime:
    """An instant, in UTC; without a zone it is written in French time."""
    moment = datetime.fromisoformat(text.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=_PARIS)).astimezone(UTC)
