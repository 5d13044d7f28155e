"""What each element of an LSU 1D file means in the core's words."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from lxml import etree

from adapters.lsu import NAMESPACE
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


def said(element: etree._Element, name: str) -> str:
    """A required attribute; `KeyError` when it is missing."""
    value = element.get(name)
    if value is None:
        raise KeyError(name)
    return value


def signatory_of(element: etree._Element) -> Signatory:
    """A `directeur` or an `enseignant`."""
    return Signatory(
        civility=said(element, "civilite"),
        family_name=clean(said(element, "nom")),
        first_name=clean(said(element, "prenom")),
    )


def period_of(element: etree._Element) -> NumberedPeriod:
    """A `periode`."""
    return NumberedPeriod(
        int(said(element, "millesime")),
        int(said(element, "indice")),
        int(said(element, "nb-periodes")),
        Period(_day(said(element, "date-debut")), _day(said(element, "date-fin"))),
    )


def parcours_of(element: etree._Element) -> tuple[Parcours, ...]:
    """The `parcours` inside an element."""
    found = element.findall(".//l:parcours", _NS)
    return tuple(Parcours(said(one, "code"), _written(one)) for one in found)


def periodic_bilan(element: etree._Element, declared: Declared, class_id: str) -> Bilan:
    """A `bilan-periodique` of a pupil of this class."""
    period_id = said(element, "periode-ref")
    period = declared.periods[period_id]
    content = BilanContent(
        created_on=_day(said(element, "date-creation")),
        director=declared.directors[said(element, "directeur-ref")],
        teachers=_teachers(element, declared),
        appreciation=_written(element.find("l:appreciation-generale", _NS)),
        period=period.days,
        schooled_on=_day(said(element, "date-scolarite")),
        acquis=tuple(
            _acquis(one, declared) for one in element.findall("l:liste-acquis/l:acquis", _NS)
        ),
        class_parcours=declared.class_parcours.get((period_id, class_id), ()),
        own_parcours=parcours_of(element),
        supports=tuple(
            Support(said(one, "code"), _written(one.find("l:complement-ppre", _NS)))
            for one in element.findall(".//l:modalite-accompagnement", _NS)
        ),
        socle=_socle(element),
        guardians=_guardians(element),
    )
    return Bilan(
        kind=BilanKind.PERIODIC,
        school_year=period.school_year,
        number=period.number,
        periods=period.periods,
        locked_at=_moment(said(element, "date-verrou")),
        content=content,
    )


def cycle_bilan(element: etree._Element, declared: Declared) -> Bilan:
    """A `bilan-cycle`."""
    return Bilan(
        kind=BilanKind.CYCLE,
        school_year=int(said(element, "millesime")),
        number=int(said(element, "cycle")),
        locked_at=_moment(said(element, "date-verrou")),
        content=BilanContent(
            created_on=_day(said(element, "date-creation")),
            director=declared.directors[said(element, "directeur-ref")],
            teachers=_teachers(element, declared),
            appreciation=_written(element.find("l:synthese", _NS)),
            socle=_socle(element),
            guardians=_guardians(element),
        ),
    )


def _teachers(element: etree._Element, declared: Declared) -> tuple[Signatory, ...]:
    ids = said(element, "enseignant-refs").split()
    return tuple(declared.teachers[one] for one in ids)


def _acquis(element: etree._Element, declared: Declared) -> Acquis:
    positioning = element.get("positionnement")
    return Acquis(
        domain=clean(said(element, "code-domaine")),
        positioning=int(positioning) if positioning else None,
        assessed=element.get("non-evalue", "").strip() not in ("true", "1"),
        elements=tuple(
            declared.elements[one] for one in element.get("element-programme-refs", "").split()
        ),
        appreciation=_written(element.find("l:appreciation", _NS)),
        parts=tuple(
            _acquis(one, declared) for one in element.findall("l:sous-domaines/l:sous-domaine", _NS)
        ),
    )


def _socle(element: etree._Element) -> tuple[SocleMark, ...]:
    return tuple(
        SocleMark(said(one, "code"), int(said(one, "positionnement")))
        for one in element.findall("l:socle/l:domaine", _NS)
    )


def _guardians(element: etree._Element) -> tuple[Guardian, ...]:
    return tuple(_guardian(one) for one in element.findall(".//l:responsable", _NS))


def _guardian(element: etree._Element) -> Guardian:
    address = element.find("l:adresse", _NS)
    return Guardian(
        civility=CIVILITIES[said(element, "civilite")],
        family_name=clean(said(element, "nom")),
        first_name=clean(said(element, "prenom")),
        kinship=clean(element.get("lien-parente", "")),
        address=Address() if address is None else _address(address),
    )


def _address(element: etree._Element) -> Address:
    lines = (clean(element.get(f"ligne{rank}", "")) for rank in (1, 2, 3, 4))
    return Address(
        lines=tuple(filter(None, lines)),
        postcode=clean(said(element, "code-postal")),
        town=clean(said(element, "commune")),
    )


def _written(element: etree._Element | None) -> str:
    """What a teacher wrote: its lines stay."""
    text = "" if element is None else element.text or ""
    return "\n".join(map(clean, text.strip().splitlines()))


def _day(text: str) -> date:
    """A day; the zone that XML allows there says nothing of use."""
    return date.fromisoformat(text.strip()[:10])


def _moment(text: str) -> datetime:
    """An instant; without a zone it is French time."""
    moment = datetime.fromisoformat(text.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=_PARIS)).astimezone(UTC)
