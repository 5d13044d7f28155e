"""The part of `docs/extractions.md` that is made from the table of columns."""

from collections.abc import Iterator
from pathlib import Path

from adapters.be1d.extractions.columns import Kind

PAGE = Path(__file__).with_name("extractions.md")
MARK = "<!-- Ce qui suit est fait par `make columns`, depuis la table des colonnes. -->\n"


def tables() -> str:
    """Every column of the three extractions, each with its spellings."""
    return "\n".join(line for kind in Kind for line in _section(kind)) + "\n"


def _section(kind: Kind) -> Iterator[str]:
    layout = kind.value
    yield f"\n## L'extraction des {layout.title}\n"
    yield "| Ce que dit la colonne | Elle est | En-têtes reconnus |"
    yield "| --- | --- | --- |"
    for column in layout.columns:
        headers = ", ".join(f"« {header} »" for header in column.headers)
        yield f"| {column.meaning} | {column.need.value} | {headers} |"
    unused = ", ".join(f"« {header} »" for header in layout.unused)
    yield f"\nConnues, et inutiles ici : {unused}."


if __name__ == "__main__":
    written = PAGE.read_text("utf-8")
    PAGE.write_text(written.partition(MARK)[0] + MARK + tables(), "utf-8")
