"""What a hostile file costs before it is refused, or read with what is wrong in it counted.

Each is read by a process of its own: `make bench` prints its time and the most memory it held.
"""

import multiprocessing
import resource
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.be1d.extractions.reading import read_extraction
from core.errors import FileError
from core.model.extraction import Provenance
from core.model.identifiers import Uai

ROWS = 1_000_000
HEADER = "Nom élève;Prénom élève;Date naissance;Sexe;INE;Niveau;Libellé classe;Identifiant classe"
PROVENANCE = Provenance(Uai("0951099D"), date(2026, 11, 20))
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes of the unit in which the system says the most memory of a process."""


def unreadable_rows(path):
    """A million rows, none of which has a date of birth."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER}\r\n")
        file.writelines(f"DUPONT{n};Zoé;;F;;CE1;CE1 A;2602\r\n" for n in range(ROWS))
    return f"{ROWS} lignes illisibles", ROWS


def pupils(path):
    """A million pupils."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER}\r\n")
        file.writelines(
            f"DUPONT{n};Zoé;17/05/2019;F;{n:09}AB;CE1;CE1 A;2602\r\n" for n in range(ROWS)
        )
    return f"{ROWS} élèves", ROWS


EXTRACTIONS = (unreadable_rows, pupils)


def read(path, told):
    """Read a file, and tell what came of it and what it cost."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    try:
        extraction = read_extraction([path], PROVENANCE)
        outcome = f"{len(extraction.registrations)} élèves, {len(extraction.notices)} avis"
    except FileError as error:
        outcome = f"refusé : {str(error)[:60]}…"
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    told.put((outcome, seconds, used * UNIT))


def main():
    """Print it all."""
    context = multiprocessing.get_context("spawn")
    with TemporaryDirectory() as folder:
        for write in EXTRACTIONS:
            path = Path(folder, f"{write.__name__}.csv")
            what, rows = write(path)
            told = context.Queue()
            process = context.Process(target=read, args=(path, told))
            process.start()
            outcome, seconds, used = told.get()
            process.join()
            print(
                f"{what:<32} {seconds:>6.1f} s {used / 1024**2:>7.0f} Mo,"
                f" {used / rows / 1024:.2f} ko par ligne : {outcome}"
            )
            path.unlink()


if __name__ == "__main__":
    main()
