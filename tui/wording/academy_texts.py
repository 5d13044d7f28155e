"""What is said of an academy: its workers, its nights, the schools that wait for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.messages import french
from core.messages.causes import reason
from core.model.academy import AcademySchool, AttemptOutcome, NightFigures
from core.model.answers import Cause
from core.usecases.academy import STORE
from core.usecases.school_job import UNVERIFIED

if TYPE_CHECKING:
    from core.usecases.academy import AcademyStatus

NOT_A_SERVER = (
    "Une académie se synchronise sur une base PostgreSQL, que plusieurs ordinateurs partagent."
    " Corrigez le réglage LSUN_SYNC_LSUN_BASE."
)
NOT_INSTALLED = (
    "Ce qu'il faut à une académie n'est pas installé. Installez lsun-sync[academie], puis"
    " recommencez."
)
NO_NIGHT = (
    "Le fuseau ou les vacances du réglage [academie] n'en sont pas. Écrivez un fuseau comme"
    " Europe/Paris, et des jours comme 2026-12-19/2027-01-03, séparés par des virgules."
)
NO_ADDRESS_OF_FIGURES = (
    "Le réglage [academie] mesures n'est pas une adresse : écrivez hôte:port, ou rien."
)
PREPARED = "La file d'attente et le quota de l'académie sont prêts dans la base."
WORKING = "L'ouvrier attend des écoles. Ctrl+C, ou SIGTERM, l'arrête une fois les siennes finies."
STOPPED = "L'ouvrier s'est arrêté : ce qui était en cours sera repris."
WHICH_SCHOOL = "Dites quelle école : son UAI."
WHICH_QUOTA = "Dites combien de demandes par seconde : un nombre, de 1 à 10 000."
NOT_WAITING = "Cette école n'attend personne : elle sera synchronisée à son tour."
RELEASED = "L'école {uai} sera synchronisée dès qu'un ouvrier sera libre."
QUOTA = "Le quota est de {quota} demandes par seconde, pour tous les ouvriers ensemble."

OUTCOMES = {
    AttemptOutcome.DONE: "faite",
    AttemptOutcome.ALREADY_DONE: "déjà faite",
    AttemptOutcome.BUSY: "occupée",
    AttemptOutcome.INTERRUPTED: "interrompue",
    AttemptOutcome.HELD: "retenue",
    AttemptOutcome.FAILED: "en échec",
}


def planned(added: int, due: int) -> str:
    """How many schools were queued, of those that are due."""
    schools = french.count(due, "école est à synchroniser", "écoles sont à synchroniser")
    queued = french.count(added, "vient d'être mise", "viennent d'être mises")
    return f"{schools} cette nuit ; {queued} en attente."


def cause(standing: AcademySchool) -> str:
    """Why a school waits, as the end of a sentence."""
    if standing.last_outcome is AttemptOutcome.HELD:
        return (
            "trop d'élèves changeraient d'un coup : regardez-la, puis « lsun-sync synchroniser"
            f" --ecole {standing.uai} --reprendre --j-ai-compris »"
        )
    if standing.cause == STORE:
        return "ses données dans LSUN ne peuvent pas être lues"
    if standing.cause == UNVERIFIED:
        return "des élèves ou des listes n'ont pas pu être vérifiés"
    return reason(Cause(standing.cause)) if standing.cause else "personne ne sait pourquoi"


def waiting(standing: AcademySchool) -> str:
    """A school that waits for a person."""
    return f"{standing.name} ({standing.uai}) attend quelqu'un : {cause(standing)}."


def night(figures: NightFigures) -> str:
    """How a night went."""
    parts = ", ".join(
        f"{OUTCOMES[outcome]} : {count}" for outcome, count in sorted(figures.schools.items())
    )
    return f"Nuit du {figures.night:%d/%m/%Y} : {parts}."


def status(academy: AcademyStatus) -> str:
    """How the schools stand, in one sentence."""
    total = len(academy.schools)
    waiting_schools = len(academy.waiting_for_a_person)
    return (
        f"{french.count(total, 'école', 'écoles')} ; jamais synchronisées : {academy.never_done} ;"
        f" qui attendent quelqu'un : {waiting_schools}."
    )
