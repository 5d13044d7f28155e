"""What is said of LSU files, read or written. Of their values, the names of pupils alone."""

CANNOT_OPEN = "Le fichier « {file} » ne peut pas être lu. Vérifiez qu'il existe et vos droits."
TOO_MUCH = (
    "Le fichier « {file} » contient bien plus que ce qu'une école peut dire{where}. Vérifiez que"
    " c'est le bon."
)
NOT_UTF8 = (
    "Le fichier « {file} » n'est pas écrit en UTF-8, comme l'est un fichier LSU. Exportez-le à"
    " nouveau depuis le cahier de notes."
)
NOT_XML = (
    "Le fichier « {file} » n'est pas un fichier XML entier{where}. Exportez-le à nouveau depuis le"
    " cahier de notes."
)
NOT_ALLOWED = (
    "Le fichier « {file} » a un caractère que XML n'admet pas{where}. Retirez-le dans le cahier de"
    " notes, puis exportez le fichier à nouveau."
)
DOCTYPE = (
    "Le fichier « {file} » contient une déclaration DOCTYPE, qu'un fichier LSU n'a jamais : il est"
    " refusé. Exportez-le à nouveau depuis le cahier de notes."
)
NOT_CONFORM = (
    "Le fichier « {file} » n'est pas conforme au schéma LSU 1D 1.0b{where} : {reason}. Corrigez-le"
    " dans le cahier de notes et exportez-le à nouveau, ou signalez-le à son éditeur."
)

BAD_IDENTIFIER = "un numéro d'école (UAI) ou un INE n'en est pas un"
DUPLICATE_ID = "son identifiant est déjà celui d'un autre élément"
UNKNOWN_REFERENCE = "il renvoie à quelque chose que le fichier ne déclare pas"
NOT_HELD = "une date ou un nombre dépasse ce que LSUN peut contenir"
NO_PUPILS = "il n'a pas d'élèves"
TEXT_TOO_LONG = NOT_CONFORM.replace("{reason}", "son texte est trop long")
OTHERWISE = "ce n'est pas ce que le schéma y attend"
REASONS = {
    "CVC_COMPLEX_TYPE_3_2_1": "cet attribut n'y a pas sa place",
    "CVC_COMPLEX_TYPE_4": "cet attribut manque",
    "CVC_DATATYPE_VALID_1_2_1": "la valeur n'est pas du genre attendu",
    "CVC_ELT_1": "ce n'est pas un fichier LSU",
    "CVC_ENUMERATION_VALID": "la valeur n'est pas de celles que le schéma permet",
    "CVC_LENGTH_VALID": "la valeur n'a pas la longueur attendue",
    "CVC_MAXINCLUSIVE_VALID": "la valeur est trop grande",
    "CVC_MAXLENGTH_VALID": "la valeur est trop longue",
    "CVC_MININCLUSIVE_VALID": "la valeur est trop petite",
    "CVC_MINLENGTH_VALID": "la valeur est vide",
    "CVC_PATTERN_VALID": "la valeur est vide, ou n'a pas la forme attendue",
    "ELEMENT_CONTENT": "un élément manque, est de trop ou n'est pas à sa place",
}
"""By what libxml2 calls them, the ways of not being what a schema says."""
DUPLICATE = "un autre élément dit déjà la même chose"

NO_INE = (
    "Cet élève n'a pas d'INE dans LSUN, et un fichier LSU en demande un. Exportez son livret en"
    " JSON (.json), ou attendez que son INE soit connu."
)
NOTHING_TO_WRITE = (
    "Ce livret n'a aucun bilan verrouillé dont LSUN ait le contenu : un fichier LSU n'aurait rien à"
    " dire. Exportez-le en JSON (.json)."
)
LIVRET_NOT_CONFORM = (
    "Ce livret ne tient pas dans le schéma LSU 1D 1.0b : rien n'a été écrit. Exportez-le en JSON"
    " (.json), qui contient tout."
)
UNLOCKED = "Bilans non verrouillés, que le format ne peut pas contenir : {count}."
WITHOUT_CONTENT = "Bilans dont LSUN n'a pas le contenu, laissés de côté : {count}."
LABEL_CUT = "Le libellé de la classe a été coupé à 50 caractères."
UNKNOWN_CIVILITY = "Responsables sans civilité reconnue, laissés de côté dans un bilan : {count}."


def where(line: int, element: str = "", attribute: str = "", pupil: str = "") -> str:
    """Where in a file something is, in brackets after what is said of it."""
    named = (("élément", element), ("attribut", attribute), ("élève", pupil))
    parts = [f"{kind} « {name} »" for kind, name in named if name]
    return f" ({', '.join((f'ligne {line}', *parts))})"
