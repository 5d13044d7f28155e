"""What the sheet « Synchroniser les données » says: no I/O, no SQL, no HTTP, no screen.

Glossary (the field's English where it has a word, the French where it has none):

========== =======================================================================
pupil      élève
guardian   responsable (legal guardian or person in charge of a pupil)
teacher    enseignant
structure  classe ou regroupement
group      regroupement, beside the class
roll       the pupils of a structure, as BE1D lists them
division   the class a pupil belongs to (exactly one)
level      niveau: TPS to CM2; none in a ULIS
livret     all that LSUN holds about one pupil: his data and his bilans
bilan      a school report, of a period or of the end of a cycle; locked or not
extraction what the CSV files of ONDE say of BE1D, on the day they were made
BE1D       Base Elèves 1er degré (today ONDE), the register: the source of truth
LSUN       Livret Scolaire Unique Numérique, where the livrets are
INE        national pupil number; may be missing for a while
UAI        number of a school
========== =======================================================================
"""
