"""What a run changed of a pupil, before and after, or why it changed nothing."""

from collections.abc import Sequence

from core.model.events import Change, Outcome
from core.model.messages import Message
from core.rules.words import compared
from tui.wording.beside import EMPTY, Beside, Told

CHANGED = "Ce qui a changé, les mots qui diffèrent entre crochets :"
WOULD_CHANGE = "Ce qui changerait, les mots qui diffèrent entre crochets :"
OPEN_LIVRET, LIVRET = "Ouvrir son livret", "Livret"
MESSAGE = "Message"
OF_NOBODY = "Ce message n'est lié à aucun élève de LSUN."
MESSAGE_HELP = (
    "Ce message en entier. Il n'est lié à aucun élève de LSUN : il parle d'une liste, d'un"
    " enseignant, d'une classe, ou de quelqu'un qui n'est pas dans LSUN."
)
NOTHING_WRITTEN = "Aucune donnée de cet élève n'a été modifiée par cette synchronisation."

_UNCHANGED = {
    None: "elle ne l'a pas atteint. Reprenez-la pour qu'il soit vérifié.",
    Outcome.UP_TO_DATE: "Base Elèves 1er degré dit de lui ce que LSUN en disait déjà.",
    Outcome.ADMITTED: "il n'était pas dans LSUN, et y a été ajouté tel qu'il est.",
    Outcome.NOT_FOUND: (
        "Base Elèves 1er degré n'a pas, ou plus, cet élève, et ce qu'elle ne dit pas n'efface rien."
    ),
    Outcome.AMBIGUOUS: "plusieurs élèves de Base Elèves 1er degré peuvent être lui.",
    Outcome.OTHER_INE: "Base Elèves 1er degré lui donne un autre INE : c'est peut-être un autre.",
    Outcome.NOT_ADMITTED: "son admission n'est pas définitive dans Base Elèves 1er degré.",
    Outcome.CHANGED_SINCE: "il a changé dans LSUN depuis la simulation.",
    Outcome.UNVERIFIED: (
        "il n'a pas pu être vérifié. Reprenez la synchronisation pour qu'il le soit."
    ),
}


def beside(change: Change) -> Beside:
    """A change, for who compares it word by word."""
    before, after = compared(change.before, change.after)
    return Beside(change.label, before or EMPTY, after or EMPTY)


def message_told(message: Message) -> tuple[str, ...]:
    """A message that is about no pupil of LSUN."""
    return (message.labelled, "", OF_NOBODY)


def changes_told(changes: Sequence[Change], outcome: Outcome | None) -> tuple[Told, ...]:
    """What a run changed of a pupil, or why it changed nothing."""
    if changes:
        return (CHANGED, *map(beside, changes))
    why = _UNCHANGED.get(outcome)
    return (f"{NOTHING_WRITTEN} La raison : {why}" if why else NOTHING_WRITTEN,)
