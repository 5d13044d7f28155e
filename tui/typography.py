"""French typography: the blanks that are never broken, where sentences leave."""

import re

NO_BREAK = "\u00a0"
"""The one no-break space that every terminal and ISO 8859-1 have; in ASCII it is a space again."""

_KEPT_TOGETHER = re.compile(
    r" (?=[:;?!%\u00bb](?:\W|$))"  # before a sign that stands high, or a closing quotation mark
    r"|(?<=\u00ab) "
    r"|(?<=\bn\u00b0) (?=\d)"
    r"|(?<=\bM\.) (?=\w)"
    r"|(?<=\bMME) (?=\w)|(?<=\bMme) (?=\w)"
)


def typeset(text: str) -> str:
    """The sentence as French sets it, in as many characters."""
    return _KEPT_TOGETHER.sub(NO_BREAK, text)
