"""What is said of a run that left something open, and can be resumed."""

from core.messages.french import count, never_or_when
from core.messages.run_sentences import state_label
from core.model.events import Outcome
from core.model.runs import RunState, RunSummary
from tui.wording import places

CHOOSE_CLASSES = "Choisir des classes à synchroniser"
RESUME_HELP = (
    "Une synchronisation n'est pas terminée. La reprendre ne vérifie que ce qui reste à vérifier ;"
    " choisir des classes en commence une autre."
)


def to_resume(summary: RunSummary) -> str:
    """A run that left something open, where nothing else is said of it."""
    started = never_or_when(summary.run.started_at)
    return (
        f"La synchronisation du {started} n'est pas terminée ({_left_of(summary)}) : « Reprendre »"
        f" est dans « {places.SYNCHRONISATION.label} » et dans l'historique."
    )


def resume_label(summary: RunSummary) -> str:
    """What a button that resumes a run is called."""
    started = never_or_when(summary.run.started_at)
    return f"Reprendre la synchronisation du {started} ({_left_of(summary)})"


def _left_of(summary: RunSummary) -> str:
    if summary.state is RunState.HELD:
        return state_label(summary.state)
    left = summary.counts.get(None, 0) + summary.counts.get(Outcome.UNVERIFIED, 0)
    return count(left, "élève à vérifier", "élèves à vérifier") if left else "une liste à relire"
