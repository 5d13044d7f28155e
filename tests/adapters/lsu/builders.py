"""A livret whose bilans say everything that a bilan can say."""

from datetime import UTC, date, datetime
from typing import Any

from core.model.bilans import Acquis, BilanContent, Parcours, Period, Signatory, SocleMark, Support
from core.model.identifiers import Uai
from core.model.livret import Bilan, BilanKind, Livret
from tests.core.builders import a_pupil

UAI = Uai("0951099D")
DIRECTOR = Signatory(civility="MME", family_name="LEBRETON", first_name="Isabelle")
TEACHER = Signatory(civility="M", family_name="TESSIER", first_name="Bruno")
SUBSTITUTE = Signatory(civility="MME", family_name="VALLÉE", first_name="Claire")
DOMAINS = (
    "CPD_FRA",
    "CPD_ETR",
    "CPD_SCI",
    "CPD_ART",
    "MET_APP",
    "FRM_CIT",
    "SYS_NAT",
    "REP_MND",
)
SOCLE = tuple(SocleMark(domain, rank % 5) for rank, domain in enumerate(DOMAINS))
LOCKED = datetime(2026, 6, 25, 16, 30, tzinfo=UTC)


def a_content(**changes):
    usual: dict[str, Any] = {
        "created_on": date(2026, 6, 1),
        "director": DIRECTOR,
        "teachers": (TEACHER, SUBSTITUTE),
        "appreciation": "Une année sérieuse.\nContinuez & lisez <beaucoup>.",
        "period": Period(date(2026, 3, 1), date(2026, 7, 4)),
        "schooled_on": date(2025, 9, 1),
        "acquis": (
            Acquis(
                domain="FRA-RAC",
                appreciation="Bon lecteur.",
                parts=(
                    Acquis(domain="FRA-LEC", positioning=3, elements=("Lire à voix haute",)),
                    Acquis(domain="FRA-ECR", assessed=False),
                ),
            ),
            Acquis(domain="MAT-RAC", positioning=4, elements=("Compter", "Lire à voix haute")),
        ),
        "class_parcours": (Parcours("PAR_CIT", "Élection des délégués."),),
        "own_parcours": (Parcours("PAR_ART", "Chorale."),),
        "supports": (Support("PPRE", "Deux heures par semaine."), Support("PAI")),
        "socle": SOCLE,
    }
    return BilanContent(**(usual | changes))


def a_periodic(**changes):
    usual: dict[str, Any] = {
        "kind": BilanKind.PERIODIC,
        "school_year": 2025,
        "number": 3,
        "periods": 3,
        "locked_at": LOCKED,
        "content": a_content(),
    }
    return Bilan(**(usual | changes))


def a_cycle():
    content = BilanContent(
        created_on=date(2026, 6, 20),
        director=DIRECTOR,
        teachers=(TEACHER,),
        appreciation="Le cycle 2 est acquis.",
        socle=SOCLE,
    )
    return Bilan(
        kind=BilanKind.CYCLE, school_year=2025, number=2, locked_at=LOCKED, content=content
    )


def a_livret(*bilans, **changes):
    return Livret(1, a_pupil(**changes), bilans or (a_periodic(), a_cycle()))
