"""What the locked bilans of the demonstration say: enough for each to be exported as LSU XML."""

from dataclasses import replace
from datetime import date, timedelta

from adapters.demonstration.classes import CE1_A, CE1_CE2_B, CM1, CM2, GS_CP, TEACHERS
from core.model.bilans import Acquis, BilanContent, Parcours, Period, Signatory, SocleMark
from core.model.livret import Bilan, BilanKind

_CLASS_AT_AGE = {6: GS_CP, 7: CE1_A, 8: CE1_CE2_B, 9: CM1, 10: CM2}
_FIRST_DAYS = {1: (0, 9, 1), 2: (0, 11, 14), 3: (1, 3, 13)}
"""Of each period: how many years after the millésime, the month and the day."""

_SOCLE = ("CPD_FRA", "CPD_ETR", "CPD_SCI", "CPD_ART", "MET_APP", "FRM_CIT", "SYS_NAT", "REP_MND")
_APPRECIATIONS = (
    "Bon début d'année : les règles de la classe sont comprises.",
    "Le travail est régulier. Continuez à lire chaque jour à la maison.",
    "Une année sérieuse : les apprentissages sont solides.",
)


def with_content(bilan: Bilan, born_in: int) -> Bilan:
    """The same bilan of a pupil born in this year, saying something if it is locked."""
    if bilan.locked_at is None:
        return bilan
    teacher = _teacher_at(bilan.school_year - born_in)
    locked_on = bilan.locked_at.date()
    of_cycle = bilan.kind is BilanKind.CYCLE
    content = (_cycle if of_cycle else _periodic)(bilan, teacher, locked_on)
    return replace(bilan, content=content)


def _periodic(bilan: Bilan, teacher: Signatory, locked_on: date) -> BilanContent:
    years_after, month, day = _FIRST_DAYS[bilan.number]
    return BilanContent(
        created_on=locked_on - timedelta(days=7),
        director=_signatory(0),
        teachers=(teacher,),
        appreciation=_APPRECIATIONS[bilan.number - 1],
        period=Period(date(bilan.school_year + years_after, month, day), locked_on),
        schooled_on=date(bilan.school_year, 9, 1),
        acquis=(
            Acquis(
                domain="FRA-RAC",
                appreciation="La lecture est fluide.",
                parts=(
                    Acquis(domain="FRA-LEC", positioning=3, elements=("Lire à voix haute",)),
                    Acquis(domain="FRA-ECR", positioning=2, elements=("Copier sans erreur",)),
                ),
            ),
            Acquis(domain="MAT-RAC", positioning=3, elements=("Calculer de tête",)),
        ),
        class_parcours=(Parcours("PAR_CIT", "Élection des délégués de la classe."),),
    )


def _cycle(_bilan: Bilan, teacher: Signatory, locked_on: date) -> BilanContent:
    return BilanContent(
        created_on=locked_on - timedelta(days=7),
        director=_signatory(0),
        teachers=(teacher,),
        appreciation="Les apprentissages du cycle 2 sont acquis.",
        socle=tuple(SocleMark(domain, 2 + rank % 3) for rank, domain in enumerate(_SOCLE)),
    )


def _teacher_at(age: int) -> Signatory:
    """Who teaches the class of pupils of this age: one who still has it in BE1D."""
    taught = _CLASS_AT_AGE.get(age, CM2)
    return _signatory(
        next(rank for rank, teacher in enumerate(TEACHERS) if taught.id in teacher.structures)
    )


def _signatory(rank: int) -> Signatory:
    teacher = TEACHERS[rank]
    return Signatory(
        civility=teacher.civility.rstrip("."),
        family_name=teacher.family_name,
        first_name=teacher.first_name,
    )
