"""The LSU 1D schema 1.0b, which files are held to when they are read and when they are written."""

from functools import cache
from pathlib import Path

from lxml import etree

NAMESPACE = "urn:fr:edu:scolarite:lsun:bilans:import"

_PATH = Path(__file__).with_name("schema.xsd")


@cache
def compiled_schema() -> etree.XMLSchema:
    """The schema, compiled once."""
    return etree.XMLSchema(etree.parse(_PATH))


@cache
def names() -> frozenset[str | None]:
    """The names of all its elements and attributes."""
    return frozenset(
        declared.get("name") for declared in etree.parse(_PATH).iter("{*}element", "{*}attribute")
    )
