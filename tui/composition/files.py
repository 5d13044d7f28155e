"""The files of the machine, by the adapters that read and write them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from core.model.extraction import Extraction, Provenance
from core.model.gradebook import Gradebook, GradebookBilan
from core.model.identifiers import Uai
from core.model.livret import Livret
from core.model.personal_data import PersonalData
from core.model.records import Pupil, Structure
from core.ports.register import Register

# Files are read and written now and then only: XML and CSV have no part in a start.
# ruff: noqa: PLC0415


class LocalFiles:
    """The port `core.ports.files.Files`."""

    def read_extraction(
        self, paths: Sequence[Path], provenance: Provenance, known: Sequence[Structure] = ()
    ) -> Extraction:
        from adapters.be1d.extractions.reading import read_extraction

        return read_extraction(paths, provenance, known)

    def register_of(self, extraction: Extraction, pupils: Sequence[Pupil]) -> Register:
        from adapters.be1d.extractions.register import ExtractionRegister

        return ExtractionRegister(extraction, pupils)

    def read_gradebook(self, path: Path) -> Gradebook:
        from adapters.lsu.reading import read_gradebook

        return read_gradebook(path)

    def read_bilans(self, path: Path) -> Iterator[GradebookBilan]:
        from adapters.lsu.reading import read_bilans

        return read_bilans(path)

    def write_livret(self, path: Path, uai: Uai, livret: Livret) -> tuple[str, ...]:
        if path.suffix.lower() == ".xml":
            from adapters.lsu.writing import write_xml

            return write_xml(path, uai, livret)
        from adapters.lsun.export import write_json

        write_json(path, uai, "livret", livret)
        return ()

    def write_personal_data(self, path: Path, uai: Uai, data: PersonalData) -> None:
        from adapters.lsun.export import write_json

        write_json(path, uai, "donnees", data)

    def write(self, path: Path, body: bytes) -> None:
        from adapters.new_file import write_new

        write_new(path, body)
