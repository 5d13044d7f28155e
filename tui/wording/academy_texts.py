"""What is said of an academy: its workers, its nights, the schools that wait for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.messages import french
from core.messages.academy import cause
from core.model.academy import AcademySchool, AttemptOutcome, NightFigures
from core.rules.nights import needs_a_person
from tui.wording.trend_texts import bars

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from core.usecases.academy import AcademyStatus

PREPARED = "La file d'attente et le quota de l'académie sont prêts dans la base."
WORKING = "L'ouvrier attend des écoles. Ctrl+C, ou SIGTERM, l'arrête une fois les siennes finies."
STOPPED = "L'ouvrier s'est arrêté : ce qui était en cours sera repris."
WHICH_SCHOOL = "Dites quelle école : son UAI."
RELEASED = "L'école {uai} sera synchronisée dès qu'un ouvrier sera libre."
HANDED_OVER = (
    "L'école {uai} vous est confiée : aucun ouvrier ne la synchronise plus, jusqu'à ce que vous la"
    " leur rendiez."
)
NIGHT_STOPPED = (
    "La nuit est arrêtée : les ouvriers finissent les demandes en cours et ne commencent plus"
    " d'école. Ce qui est interrompu sera repris."
)
NIGHT_GOES_ON = "La nuit reprend : les ouvriers commencent de nouveau des écoles."

STOP_NIGHT = "Arrêter la nuit"
GO_ON_WITH_NIGHT = "Faire reprendre la nuit"
STOP_QUESTION = (
    "Arrêter la nuit ? Les ouvriers finiront les demandes en cours et ne commenceront plus d'école."
)
WAITING, LATE, ALL = "Écoles qui attendent quelqu'un", "Écoles en retard", "Toutes les écoles"
QUOTA = "Quota"
FOLLOW = "Suivre la nuit"
STOP_FOLLOWING = "Entrée arrête de la suivre."
NO_SUCH_SCHOOL = "Aucune école n'est dans ce cas."
LAST_NIGHTS = "Les dernières nuits"
NO_NIGHT_YET = "Aucune nuit n'a encore eu lieu."
NEW_QUOTA = "Demandes par seconde"
WHICH_QUOTA = "Demandes par seconde, de 1 à 10 000 :"
SEE_RUNS = "Voir ses synchronisations"
RELEASE = "La rendre aux ouvriers"
HAND_OVER = "La confier à une personne"

_LEAST_NIGHTS = 3
"""Nights of which a chart tells something."""

ACADEMY_HELP = (
    "Comment va la nuit de l'académie : ce qui est fait, ce qui reste, à quel rythme. C'est relu"
    " toutes les cinq secondes. Les écoles qui attendent quelqu'un viennent d'abord : ouvrez-en une"
    " pour voir pourquoi, et ce que vous pouvez faire."
)
SCHOOLS_OF_ACADEMY_HELP = (
    "Les écoles, et comment chacune est. Tapez un nom ou un UAI pour filtrer ; Entrée ouvre une"
    " école."
)
SCHOOL_OF_ACADEMY_HELP = (
    "Comment est cette école, et ce que vous pouvez faire : voir ses synchronisations et reprendre"
    " celle qui est retenue, la rendre aux ouvriers une fois la cause réparée, ou la leur retirer."
)
NIGHTS_HELP = "Ce que sont devenues les écoles, nuit par nuit, la plus récente d'abord."
QUOTA_HELP = (
    "Combien de demandes par seconde BE1D reçoit de tous les ouvriers ensemble. Tapez un nombre,"
    " puis Entrée : ils suivent en quelques secondes."
)

OUTCOMES = {
    AttemptOutcome.DONE: "faite",
    AttemptOutcome.ALREADY_DONE: "déjà faite",
    AttemptOutcome.BUSY: "occupée",
    AttemptOutcome.INTERRUPTED: "interrompue",
    AttemptOutcome.HELD: "retenue",
    AttemptOutcome.FAILED: "en échec",
    AttemptOutcome.HANDED_OVER: "confiée",
    AttemptOutcome.RELEASED: "relancée",
}


def planned(added: int, due: int) -> str:
    """How many schools were queued, of those that are due."""
    schools = french.count(due, "école est à synchroniser", "écoles sont à synchroniser")
    queued = french.count(added, "vient d'être mise", "viennent d'être mises")
    return f"{schools} cette nuit ; {queued} en attente."


def waiting(standing: AcademySchool) -> str:
    """A school that waits for a person."""
    return f"{standing.name} ({standing.uai}) attend quelqu'un : {cause(standing)}."


def counted(label: str, count: int) -> str:
    """An entry of schools, and how many there are."""
    return f"{label} : {count}"


def number_of_schools(count: int) -> str:
    """How many schools are listed."""
    return french.count(count, "école.", "écoles.") if count else NO_SUCH_SCHOOL


def quota_entry(requests_per_second: int) -> str:
    """The entry by which the quota is changed."""
    requests = french.count(requests_per_second, "demande", "demandes")
    return f"Changer le quota : {requests} par seconde"


def school_row(standing: AcademySchool) -> str:
    """A school in a list: how it is, and when it last was done."""
    return (
        f"{standing.uai}  {standing.name} — {_state(standing)} — dernière réussite :"
        f" {french.never_or_when(standing.last_success)}"
    )


def school_details(standing: AcademySchool) -> list[str]:
    """The same, in sentences."""
    size = french.count(standing.pupils, "élève", "élèves")
    told = [f"{standing.name} ({standing.uai}), {size} : {_state(standing)}."]
    if standing.last_attempt is not None:
        told.append(f"Dernier essai : {french.never_or_when(standing.last_attempt)}.")
    told.append(f"Dernière réussite : {french.never_or_when(standing.last_success)}.")
    if standing.failures:
        told.append(f"Échecs depuis : {standing.failures}.")
    if needs_a_person(standing):
        told.append(waiting(standing))
    elif standing.last_outcome is AttemptOutcome.FAILED:
        told.append(f"Elle sera essayée de nouveau ; la dernière fois, {cause(standing)}.")
    return told


def _state(standing: AcademySchool) -> str:
    if standing.is_under_way:
        return "en cours"
    return OUTCOMES[standing.last_outcome] if standing.last_outcome else "pas encore essayée"


def night(figures: NightFigures) -> str:
    """How a night went."""
    parts = ", ".join(
        _outcomes(outcome, count) for outcome, count in sorted(figures.schools.items())
    )
    return f"Nuit du {figures.night:%d/%m/%Y} : {parts}."


def quota(requests_per_second: int) -> str:
    """What the quota is."""
    requests = french.count(requests_per_second, "demande", "demandes")
    return f"Le quota est de {requests} par seconde, pour tous les ouvriers ensemble."


def late(standing: AcademySchool) -> str:
    """A school that a whole night went by without."""
    if standing.last_success is None:
        return f"{standing.name} ({standing.uai}) n'a jamais été synchronisée."
    since = french.never_or_when(standing.last_success)
    return f"{standing.name} ({standing.uai}) est en retard : dernière réussite le {since}."


def progress(academy: AcademyStatus, zone: ZoneInfo) -> str:
    """How far the night is, in the hours of the academy."""
    night = academy.progress
    if night is None:
        return "Il n'y a pas de nuit : ce sont les vacances."
    parts = [f"{french.count(night.done, 'école faite', 'écoles faites')}", f"{night.left} à faire"]
    if night.under_way:
        parts.append(f"{night.under_way} en cours")
    if night.failing:
        parts.append(f"{night.failing} en échec")
    if night.waiting:
        parts.append(f"{night.waiting} qui {_WAIT[night.waiting > 1]} quelqu'un")
    sentence = f"Nuit du {night.night:%d/%m/%Y} : {', '.join(parts)}"
    if academy.stopped_since is not None:
        return f"{sentence}. Elle est arrêtée depuis {_hour(academy.stopped_since, zone)}."
    if night.per_minute:
        sentence += f" ; {night.per_minute:.0f} par minute"
    if night.ends_at is not None:
        sentence += f", fin vers {_hour(night.ends_at, zone)}"
    return f"{sentence}."


_WAIT = ("attend", "attendent")


def _hour(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"


def trend(nights: Sequence[NightFigures]) -> str:
    """How many schools were done in the last nights (newest first); empty when they are too few."""
    if len(nights) < _LEAST_NIGHTS:
        return ""
    done = [_done(night) for night in reversed(nights)]
    told = f"Les {len(done)} dernières nuits, de la plus ancienne à la plus récente"
    least, most = min(done), max(done)
    between = f"{most} écoles faites" if least == most else f"de {least} à {most} écoles faites"
    return f"{bars(done)} {told} : {between}, {done[-1]} la dernière."


def _done(night: NightFigures) -> int:
    done = (AttemptOutcome.DONE, AttemptOutcome.ALREADY_DONE)
    return sum(night.schools.get(outcome, 0) for outcome in done)


def _outcomes(outcome: AttemptOutcome, count: int) -> str:
    word = OUTCOMES[outcome]
    return french.count(count, word, word if word.startswith("en ") else f"{word}s")


def status(academy: AcademyStatus) -> str:
    """How the schools stand, in one sentence."""
    total = len(academy.schools)
    waiting_schools = len(academy.waiting_for_a_person)
    return (
        f"{french.count(total, 'école', 'écoles')} ; jamais synchronisées : {academy.never_done} ;"
        f" qui attendent quelqu'un : {waiting_schools} ; en retard : {len(academy.late)}."
    )
