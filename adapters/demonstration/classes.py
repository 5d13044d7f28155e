"""The classes of the demonstration school, and who teaches in them in 2026-2027."""

from core.model.identifiers import Uai
from core.model.records import Level, School, Structure, Teacher

THIS_YEAR = 2026

SCHOOL = School(Uai("0960001E"), "École primaire publique des Tilleuls")  # no département is 096

GS_CP = Structure(2601, "GS-CP", (Level.GS, Level.CP))
CE1_A = Structure(2602, "CE1 A", (Level.CE1,))
CE1_CE2_B = Structure(2603, "CE1-CE2 B", (Level.CE1, Level.CE2))
CM1 = Structure(2604, "CM1", (Level.CM1,))
CM2 = Structure(2605, "CM2", (Level.CM2,))
ULIS = Structure(2606, "ULIS", ())

STRUCTURES = (GS_CP, CE1_A, CE1_CE2_B, CM1, CM2, ULIS)


def _teacher(civility: str, first_name: str, family_name: str, *classes: Structure) -> Teacher:
    return Teacher(
        civility=civility,
        family_name=family_name,
        first_name=first_name,
        structures=tuple(structure.id for structure in classes),
    )


_CASTEL = _teacher("MME", "Marion", "CASTEL", CM1, CM2)

TEACHERS = (
    _teacher("MME", "Isabelle", "LEBRETON", GS_CP),
    _teacher("MME", "Claire", "VALLÉE", CE1_A),
    _teacher("M.", "Bruno", "TESSIER", CE1_A),
    _teacher("MME", "Nathalie", "HAMON", CE1_CE2_B),
    _teacher("M.", "Éric", "GROSJEAN", CM1),
    _teacher("MME", "Patricia", "OUVRARD", CM2),
    _teacher("M.", "Yann", "PRIGENT", ULIS),
    _CASTEL,
)

STAFF_TODAY = (
    *(teacher for teacher in TEACHERS if teacher is not _CASTEL),
    _teacher("MME", "Marion", "CASTEL", CM1),
    _teacher("MME", "Julie", "RENAUD", CM2),
    _teacher("M.", "Paul", "ARNOULD"),
)
"""What BE1D says of them now: one left a class, a substitute came, and one has no class yet."""
