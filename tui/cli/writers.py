"""What a command says, in the form that is asked for: sentences, or the same facts as data."""

import json
from collections.abc import Callable
from typing import Any

from core.model.messages import Message, Severity
from core.text import inert_json
from tui.cli.output import say

Writer = Callable[[str, dict[str, Any]], None]
"""Writes one line: the sentence, or the same facts as data."""


def write_text(sentence: str, _fields: dict[str, Any]) -> None:
    """Write the sentence."""
    say(sentence)


def write_json(_sentence: str, fields: dict[str, Any]) -> None:
    """Write the facts, one JSON object a line; nothing for a sentence that only says them again."""
    if fields:
        print(inert_json(json.dumps(fields, ensure_ascii=False)), flush=True)


WRITERS: dict[str, Writer] = {"texte": write_text, "json": write_json}


def inform(sentence: str, write: Writer) -> None:
    """Tell what is not about one pupil."""
    write(sentence, _notice(Severity.INFORMATION, sentence))


def warn(sentence: str, write: Writer) -> None:
    """Tell what is not about one pupil, and is to be known before the rest."""
    warning = Message(Severity.WARNING, sentence)
    write(warning.labelled, _notice(Severity.WARNING, sentence))


def _notice(severity: Severity, sentence: str) -> dict[str, Any]:
    return {"type": "avis", "gravite": severity.word.lower(), "texte": sentence}
