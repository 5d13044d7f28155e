"""Records to start from: each test says only what matters to it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from core.model.answers import Cause, Unverified
from core.model.events import Decision, Proposal
from core.model.identifiers import Ine
from core.model.livret import Bilan, BilanKind, Livret
from core.model.records import (
    Address,
    Admission,
    Division,
    Guardian,
    Level,
    Phones,
    Pupil,
    Registration,
    Sex,
)
from core.model.runs import Run
from core.ports.ledger import Ledger
from core.rules.decisions import decide


def a_pupil(**changes: Any) -> Pupil:
    usual: dict[str, Any] = {
        "ine": Ine("120000001AB"),
        "family_name": "DUPONT",
        "first_names": ("Marie Claire",),
        "sex": Sex.FEMALE,
        "birth_date": date(2019, 5, 17),
        "birth_place": "Rennes",
        "division": Division(2602, "CE1 A"),
        "level": Level.CE1,
        "addresses": (an_address(),),
        "guardians": (a_guardian(),),
    }
    return Pupil(**(usual | changes))


def a_guardian(**changes: Any) -> Guardian:
    usual: dict[str, Any] = {
        "civility": "MME",
        "family_name": "MOREL",
        "usual_name": "DUPONT",
        "first_name": "Hélène",
        "kinship": "Mère",
        "custody": True,
        "address": an_address(),
        "email": "helene.dupont@example.fr",
        "phones": phones(),
    }
    return Guardian(**(usual | changes))


def an_address(**changes: Any) -> Address:
    usual: dict[str, Any] = {
        "lines": ("3 rue des Lilas",),
        "postcode": "96120",
        "town": "Valtilleul",
        "country": "France",
    }
    return Address(**(usual | changes))


def phones(**changes: Any) -> Phones:
    usual: dict[str, Any] = {
        "home": "02 61 91 00 01",
        "work": "01 99 00 00 02",
        "mobile": "06 39 98 00 03",
    }
    return Phones(**(usual | changes))


def a_registration(admission: Admission = Admission.FINAL, **changes: Any) -> Registration:
    return Registration(a_pupil(**changes), admission)


def a_livret(*bilans: Bilan, **changes: Any) -> Livret:
    return Livret(1, a_pupil(**changes), bilans)


def a_locked_bilan() -> Bilan:
    return a_bilan(locked_at=datetime(2026, 6, 25, 16, 30, tzinfo=UTC))


def a_bilan(locked_at: datetime | None = None) -> Bilan:
    return Bilan(
        kind=BilanKind.PERIODIC, school_year=2025, number=3, periods=3, locked_at=locked_at
    )


def a_proposal(livret_id: int, decided: Callable[[Livret], Decision]) -> Proposal:
    """What is decided so of one livret, as an INE that is another's would have it refused."""
    return Proposal(
        livret_id,
        decided,
        lambda livret: decide(livret, Unverified(Cause.INE_ALREADY_HELD)),
    )


async def record_one(
    ledger: Ledger, run: Run, livret_id: int, decided: Callable[[Livret], Decision]
) -> Decision:
    """Record what is decided of one livret alone."""
    [decision] = await ledger.record(run, [a_proposal(livret_id, decided)])
    return decision
