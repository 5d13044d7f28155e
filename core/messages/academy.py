"""Why a school of an academy waits, and what its notice says: nothing of any one person."""

from core.messages.causes import reason
from core.model.academy import CRASHED, STORE, UNVERIFIED, AcademySchool, AttemptOutcome
from core.model.answers import Cause
from core.model.messages import Notice

_OWN = {
    "": "personne ne sait pourquoi",
    STORE: "ses données dans LSUN ne peuvent pas être lues",
    CRASHED: "l'ouvrier s'est arrêté sur une erreur de lsun-sync, gardée dans ses incidents",
    UNVERIFIED: "des élèves ou des listes n'ont pas pu être vérifiés",
}


def cause(school: AcademySchool) -> str:
    """Why a school waits, as the end of a sentence."""
    if school.last_outcome is AttemptOutcome.HELD:
        return (
            "trop d'élèves changeraient d'un coup : regardez-la, puis reprenez-la depuis son"
            f" historique ou par « lsun-sync synchroniser --ecole {school.uai} --reprendre"
            " --j-ai-compris »"
        )
    if school.last_outcome is AttemptOutcome.HANDED_OVER:
        return "elle a été confiée à une personne"
    return _OWN.get(school.cause) or reason(Cause(school.cause))


def school_waits(school: AcademySchool) -> Notice:
    """That no worker does this school again before somebody has looked at it."""
    return Notice(
        f"LSUN : une école attend quelqu'un ({school.uai})",
        f"École {school.uai} : {cause(school)}. Aucun ouvrier ne l'essaie plus. Une fois la cause"
        " réparée, rendez-la-leur par le menu Académie, ou par « lsun-sync academie relancer"
        f" {school.uai} ».",
    )
