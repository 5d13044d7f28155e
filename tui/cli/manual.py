"""`page-de-manuel`: the manual page, made from the table of commands.

In the macros of man(7), which groff and mandoc both read; what is beyond ASCII is named, since a
page may be shown in any locale.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator

from tui import __version__
from tui.cli.commands import COMMANDS, parser
from tui.exit_status import Status
from tui.typography import NO_BREAK, typeset
from tui.wording import manual_texts as words
from tui.wording.example_texts import EXAMPLES
from tui.wording.setting_meanings import MEANINGS
from tui.wording.texts import APPLICATION

_ESCAPED = str.maketrans(
    {"\\": r"\e", "-": r"\-", "'": r"\[aq]", "~": r"\[ti]", "|": r"|\:", NO_BREAK: r"\~"}
)
"""What acts in troff, or is drawn as another sign; a line may be broken after a bar."""


def manual(_options: argparse.Namespace) -> Status:
    """Write the page."""
    sys.stdout.write("".join(f"{line}\n" for line in _page()))
    return Status.SUCCESS


def _page() -> Iterator[str]:
    whole = parser()
    source, about = f"{APPLICATION} {__version__}", _text(words.MANUAL)
    yield f'.TH {_plain(APPLICATION.upper())} 1 "" "{_plain(source)}" "{about}"'
    # No word is broken: how would be another language's.
    yield from (".nh", ".ad l")
    yield from (*_section(words.NAME), rf"{_plain(APPLICATION)} \- {_text(words.SHORT)}")
    yield from _section(words.SYNOPSIS)
    command = rf"\fI{words.COMMAND}\fR [\fI{_text(words.ARGUMENTS)}\fR]"
    yield f"{_bold(APPLICATION)} [{_bold('--lineaire')}] [{command}]"
    yield from _section(words.DESCRIPTION)
    yield from _paragraphs(words.DESCRIBED.split("\n\n"))
    yield from _section(words.COMMANDS)
    for name, known in _commands(whole):
        yield from _command(name, known)
    yield from (*_section(words.OPTIONS), *_entries(_taken_by(whole)))
    yield from _section(words.SETTINGS)
    yield from _paragraphs([words.SETTINGS_DESCRIBED.format(path=words.SETTINGS_FILE)])
    yield from _entries(_settings())
    yield from _section(words.EXIT_STATUSES)
    yield from _entries((str(status), sense) for status, sense in words.STATUSES.items())
    yield from (*_section(words.FILES), *_entries(words.PATHS.items()))
    yield from (*_section(words.EXAMPLES), *_entries(_examples()))


def _commands(whole: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    [known] = (action.choices for action in whole._actions if isinstance(action.choices, dict))  # noqa: SLF001
    yield from known.items()


def _command(name: str, known: argparse.ArgumentParser) -> Iterator[str]:
    arguments = (action.metavar for action in known._actions if not action.option_strings)  # noqa: SLF001
    named = "".join(rf" \fI{_plain(str(metavar))}\fR" for metavar in arguments)
    yield f".SS {_bold(name)}{named}"
    yield from _paragraphs([f"{_capital(COMMANDS[name].help)}."])
    yield from _entries(_taken_by(known))


def _taken_by(known: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Each option and argument, with what it is for; the help of each command goes without."""
    for action in known._actions:  # noqa: SLF001 - argparse has no other list of them
        if isinstance(action.choices, dict) or (action.dest == "help" and _is_command(known)):
            continue
        names = ", ".join(action.option_strings)
        metavar = str(action.metavar or "")
        yield f"{names} {metavar}".strip(), str(action.help)


def _is_command(known: argparse.ArgumentParser) -> bool:
    return known.prog != APPLICATION


def _settings() -> Iterator[tuple[str, str]]:
    for section, settings in MEANINGS.items():
        for name, meaning in settings.items():
            yield f"[{section}] {name}", f"{_capital(meaning)}."
    yield "[touches]", f"{_capital(words.KEYS)}."


def _examples() -> Iterator[tuple[str, str]]:
    for examples in EXAMPLES.values():
        yield from ((example.line, f"{_capital(example.sense)}.") for example in examples)


def _section(title: str) -> tuple[str]:
    return (f'.SH "{_text(title)}"',)


def _paragraphs(sentences: Iterable[str]) -> Iterator[str]:
    for number, sentence in enumerate(sentences):
        if number:
            yield ".PP"
        yield from map(_text, sentence.split("\n"))


def _entries(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, sense in entries:
        yield from (".TP", _bold(term), _text(sense))


def _bold(term: str) -> str:
    return rf"\fB{_plain(term)}\fR"


def _text(sentence: str) -> str:
    return _plain(typeset(sentence))


def _plain(text: str) -> str:
    """The text as troff shows it literally: no line of it is a request, no sign of it acts."""
    escaped = text.translate(_ESCAPED)
    named = "".join(sign if sign.isascii() else rf"\[u{ord(sign):04X}]" for sign in escaped)
    return rf"\&{named}" if named.startswith(".") else named


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
