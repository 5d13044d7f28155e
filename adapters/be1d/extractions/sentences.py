"""What is said of the files of an extraction. Never a value of theirs: it is children's data."""

from collections.abc import Sequence
from difflib import get_close_matches

from core.text import without_accents

NO_FILE = "Aucun fichier d'extraction (.csv) n'a été donné. Choisissez ceux que vous a remis ONDE."
NO_PUPILS_FILE = (
    "Aucun de ces fichiers n'est une extraction des élèves. Faites celle des élèves dans ONDE,"
    " puis recommencez."
)
TWICE = (
    "« {first} » et « {second} » sont deux extractions des {kind}. N'en gardez qu'une, puis"
    " recommencez."
)
CANNOT_OPEN = "Le fichier « {file} » ne peut pas être lu. Vérifiez qu'il existe et vos droits."
BAD_QUOTES = (
    "Le fichier « {file} » n'est pas une extraction lisible : ses guillemets sont mal fermés près"
    " de la ligne {line}. Refaites l'extraction."
)
LONG_CELL = (
    "Le fichier « {file} » n'est pas une extraction lisible : une cellule y est démesurée, près de"
    " la ligne {line}. Vérifiez que c'est le bon."
)
COMPRESSED = (
    "Le fichier « {file} » est une archive, un classeur ou un document, et non une extraction."
    " Décompressez-le, ou donnez le fichier .csv qu'ONDE vous a remis."
)
SPOILT_LETTERS = (
    "Les lettres accentuées du fichier « {file} » sont abîmées : il a été ouvert et enregistré par"
    " un autre programme. Refaites l'extraction, et donnez-la sans l'ouvrir."
)
MISSING_COLUMNS = (
    "Le fichier « {file} » (extraction des {kind}) n'a pas toutes ses colonnes : il manque"
    " {columns}. Refaites l'extraction avec ces colonnes."
)

NOT_AN_EXTRACTION = "Ce fichier n'est pas une extraction connue : il n'est pas utilisé."
UNKNOWN_COLUMN = "La colonne « {column} » est inconnue : elle n'est pas utilisée."
REPEATED_COLUMN = "La colonne « {column} » est présente plusieurs fois : la première compte."

TOO_MANY_CELLS = "La ligne a plus de cellules que le fichier n'a de colonnes"
NAME_MISSING = "Le nom ou le prénom de l'élève manque"
NAME_SPOILT = "Le nom ou le prénom de l'élève a un caractère abîmé"
BAD_SEX = "Le sexe de l'élève manque ou n'est ni M, ni F, ni H"
BAD_DATE = "La date de naissance de l'élève manque, ou aucun élève n'a pu naître ce jour-là"
BAD_INE = "L'INE de l'élève n'a pas la forme d'un INE"
BAD_STATE = "L'état de l'élève n'est pas un état de Base Elèves 1er degré"
BAD_CLASS = "L'identifiant de la classe n'est pas un nombre entier positif"
SAME_INE = "Un autre élève du fichier a le même INE"
MORE_LINES = "Lignes de plus pour la même raison : {count}. {text}"
CUT = "Le fichier s'arrête au milieu de cette ligne : il a été coupé. Refaites l'extraction."
UNKNOWN_LEVEL = (
    "« {level} » n'est pas un niveau de l'école primaire : élèves dont le niveau reste celui de"
    " LSUN : {count}."
)
WITHOUT_CLASS = (
    "Élèves sans classe dans cette extraction : {count}. Ceux que LSUN connaît gardent la leur ;"
    " les autres seront ajoutés quand ils en auront une."
)
SPOILT_CELL = (
    "Une cellule de cette ligne a un caractère abîmé : ce qu'elle dit n'est pas utilisé, et LSUN"
    " garde ce qu'il sait."
)
BAD_PUPIL = (
    "{reason} : cette ligne n'est pas utilisée, et l'élève ne sera pas vérifié. Corrigez-le dans"
    " Base Elèves 1er degré, puis refaites l'extraction."
)

UNKNOWN_DIVISION = (
    "Cette extraction ne donne pas l'identifiant de la classe « {label} », et aucune classe de"
    " LSUN, ou plus d'une, n'a ce nom : ses élèves restent dans leur classe actuelle."
)

BAD_GUARDIAN = (
    "Le nom du responsable manque, ou un caractère de cette ligne est abîmé : elle n'est pas"
    " utilisée, et les responsables de ces enfants ne changent pas. Corrigez-la dans Base Elèves"
    " 1er degré, puis refaites l'extraction."
)
NO_CHILD = (
    "Le responsable n'a pas de nom d'enfant : on ne peut pas dire de qui il l'est. Les élèves dont"
    " il est responsable dans LSUN gardent les leurs."
)
SEVERAL_CHILDREN = (
    "Plusieurs élèves portent le nom de l'enfant de ce responsable : il n'est rattaché à aucun"
    " d'eux, et leurs responsables ne changent pas."
)
UNKNOWN_CHILDREN = (
    "Responsables dont aucun enfant n'est dans l'extraction des élèves : {count}. Ils ne sont"
    " rattachés à personne."
)
NO_GUARDIANS_FILE = "Il n'y a pas d'extraction des responsables : ceux de LSUN ne changeront pas."
PUPILS_WITHOUT_GUARDIAN = (
    "Élèves sans responsable certain dans cette extraction : {count}. Leurs responsables dans LSUN"
    " ne changeront pas."
)

BAD_TEACHER = (
    "Le nom ou le prénom de l'enseignant manque : cette ligne n'est pas utilisée, et les"
    " enseignants que le fichier n'a pas gardent leurs classes. Corrigez-la dans Base Elèves"
    " 1er degré, puis refaites l'extraction."
)


def unknown_taught(label: str, labels: Sequence[str]) -> str:
    """A class of a teacher that no class of the pupils is called, with the one it may be."""
    known = {without_accents(other): other for other in labels}
    nearest = get_close_matches(without_accents(label), known, n=1, cutoff=0.5)
    meant = f" (peut-être « {known[nearest[0]]} »)" if nearest else ""
    return (
        f"Aucune classe, ou plus d'une, ne s'appelle « {label} »{meant} dans l'extraction des"
        " élèves : ses enseignants gardent dans LSUN les classes qu'ils ont. Donnez-lui le même nom"
        " dans les deux extractions."
    )
