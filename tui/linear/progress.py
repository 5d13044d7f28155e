"""How far a run or a simulation is, in a few lines."""

from core.model.progress import Progress
from tui.linear.console import Console
from tui.wording import line_texts, sentences

_TENTHS = 10


class ProgressReporter:
    """Says how far a run is at each tenth, once; its end is said by its closing sentence."""

    def __init__(self, console: Console) -> None:
        self._console, self._said = console, 0

    def tell(self, progress: Progress) -> None:
        """Say it if another tenth is done."""
        tenth = int(progress.share * _TENTHS)
        if self._said < tenth < _TENTHS:
            self._said = tenth
            sentence = sentences.progress_sentence(progress)
            line = line_texts.PROGRESS.format(percent=tenth * _TENTHS, sentence=sentence)
            self._console.progress(line)
