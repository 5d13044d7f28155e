"""How a pupil came to what he came to, step by step, for who wants to understand it."""

from core.messages.french import count
from core.model.events import Decision, Outcome
from core.text import clean

_BY_IDENTITY = "son identité civile (nom, prénom, sexe, date et lieu de naissance)"


def lookup_trace(decision: Decision) -> tuple[str, ...]:
    """Looked up by, found, differs in, archived because: a sentence each."""
    if decision.outcome is Outcome.UNVERIFIED:
        return (_sought(decision), "Aucune réponse sûre : rien n'est décidé.")
    if decision.by_ine is None:
        return (_sought(decision),)
    return (_sought(decision), _differs(decision), *_archived(decision))


def _sought(decision: Decision) -> str:
    ine = decision.livret.pupil.ine
    if decision.by_ine is not None:
        found = "trouvé"
    else:
        found = _NOT_FOUND.get(decision.outcome, "sans réponse")
    if ine is None:
        return f"Recherché par {_BY_IDENTITY}, faute d'INE : {found}."
    if decision.by_ine or decision.outcome is Outcome.UNVERIFIED:
        return f"Recherché par son INE ({ine.masked}) : {found}."
    return f"Recherché par son INE ({ine.masked}) : inconnu ; puis par {_BY_IDENTITY} : {found}."


_NOT_FOUND = {
    Outcome.NOT_FOUND: "non trouvé",
    Outcome.AMBIGUOUS: "plusieurs élèves",
    Outcome.OTHER_INE: "un élève qui a un autre INE",
}


def _differs(decision: Decision) -> str:
    if decision.outcome is Outcome.NOT_ADMITTED:
        return "Son admission n'est pas définitive dans Base Elèves 1er degré."
    if decision.outcome is Outcome.NOT_FOUND:
        return "Il est radié de l'école dans Base Elèves 1er degré."
    if not decision.changes:
        return "Il ne diffère en rien de LSUN."
    labels = ", ".join(clean(change.label) for change in decision.changes)
    return f"Il diffère de LSUN en : {labels}."


def _archived(decision: Decision) -> tuple[str, ...]:
    if decision.update is None:
        return ()
    locked = len(decision.livret.locked_bilans)
    if not locked:
        return ("Non archivé : il n'a aucun bilan verrouillé.",)
    counted = count(locked, "bilan verrouillé", "bilans verrouillés")
    return (f"Archivé avant sa mise à jour : il a {counted}.",)
