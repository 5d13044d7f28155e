"""What is said of LSU files, read or written. Never a value of theirs: it is children's data."""

CANNOT_OPEN = "Le fichier « {file} » ne peut pas être lu. Vérifiez qu'il existe et vos droits."
TOO_LARGE = "Le fichier « {file} » est trop gros pour un fichier LSU. Vérifiez que c'est le bon."
NOT_XML = (
    "Le fichier « {file} » n'est pas un fichier XML entier (ligne {line}). Exportez-le à nouveau"
    " depuis le cahier de notes."
)
DOCTYPE = (
    "Le fichier « {file} » contient une déclaration DOCTYPE, qu'un fichier LSU n'a jamais : il est"
    " refusé. Exportez-le à nouveau depuis le cahier de notes."
)
BAD_IDENTIFIER = (
    "Le fichier « {file} » a un numéro d'école (UAI) ou un INE qui n'en est pas un. Corrigez-le"
    " dans le cahier de notes, puis exportez le fichier à nouveau."
)
FILE_NOT_CONFORM = (
    "Le fichier « {file} » n'est pas conforme au schéma LSU 1D 1.0{where}. Exportez-le à nouveau"
    " depuis le cahier de notes, ou signalez-le à son éditeur."
)

NO_INE = (
    "Cet élève n'a pas d'INE dans LSUN, et un fichier LSU en demande un. Exportez son livret en"
    " JSON (.json), ou attendez que son INE soit connu."
)
NOTHING_TO_WRITE = (
    "Ce livret n'a aucun bilan verrouillé dont LSUN ait le contenu : un fichier LSU n'aurait rien à"
    " dire. Exportez-le en JSON (.json)."
)
LIVRET_NOT_CONFORM = (
    "Ce livret ne tient pas dans le schéma LSU 1D 1.0 : rien n'a été écrit. Exportez-le en JSON"
    " (.json), qui contient tout."
)
UNLOCKED = "Bilans non verrouillés, que le format ne peut pas contenir : {count}."
WITHOUT_CONTENT = "Bilans dont LSUN n'a pas le contenu, laissés de côté : {count}."
LABEL_CUT = "Le libellé de la classe a été coupé à 50 caractères."
UNKNOWN_CIVILITY = "Responsables sans civilité reconnue, laissés de côté dans un bilan : {count}."
