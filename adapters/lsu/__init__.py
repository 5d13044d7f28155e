"""LSU 1D XML, schema 1.0: the file in which a school's gradebook hands its bilans over."""

from pathlib import Path

NAMESPACE = "urn:fr:edu:scolarite:lsun:bilans:import"
SCHEMA = Path(__file__).with_name("schema.xsd")
