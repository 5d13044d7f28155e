"""What is said of the LSUN database; of its values, only the name of whom it cannot read."""

UNUSABLE = "La base LSUN n'est pas utilisable : {reason}"
REASONS = (
    (
        "database is locked",
        "un autre programme l'occupe. Attendez qu'il ait fini, puis recommencez.",
    ),
    ("disk is full", "le disque est plein. Libérez de la place, puis recommencez."),
    ("readonly database", "elle est en lecture seule. Donnez-vous le droit d'y écrire."),
    ("unable to open", "elle ne peut pas être ouverte. Vérifiez son dossier et vos droits."),
    ("permission denied", "vous n'avez pas le droit de l'ouvrir. Vérifiez vos droits."),
    ("no such file", "son dossier ne peut pas être créé. Vérifiez le réglage LSUN_SYNC_LSUN_BASE."),
    ("not a database", "ce fichier n'en est pas une. Vérifiez le réglage LSUN_SYNC_LSUN_BASE."),
    (
        "malformed",
        "elle est abîmée. Tapez « lsun-sync base verifier », puis « lsun-sync base restaurer ».",
    ),
    ("disk i/o error", "le disque ne répond pas comme il faut. Vérifiez-le, puis recommencez."),
)
"""By what the database or the system writes of it, in small letters."""
NOT_AN_ADDRESS = (
    "son adresse n'en est pas une. Corrigez le réglage LSUN_SYNC_LSUN_BASE : pour un fichier,"
    " sqlite:///chemin ; pour un serveur, postgresql+psycopg://compte@serveur:port/base."
)
NO_DRIVER = (
    "son pilote « {name} » n'est pas installé. Installez-le, ou corrigez le réglage"
    " LSUN_SYNC_LSUN_BASE."
)
OTHER_REASON = "elle a répondu par une erreur. Recommencez, puis prévenez votre assistance."
FOREIGN = (
    "Ce fichier est la base d'un autre programme : rien n'y a été écrit. Vérifiez le réglage"
    " LSUN_SYNC_LSUN_BASE."
)
NEWER_VERSION = (
    "La base LSUN a été écrite par une version plus récente de lsun-sync."
    " Installez cette version pour l'ouvrir."
)
UNKNOWN_VERSION = (
    "La base LSUN est d'une version que lsun-sync ne connaît pas : rien n'y a été écrit. Vérifiez"
    " le réglage LSUN_SYNC_LSUN_BASE, ou restaurez une sauvegarde par « lsun-sync base restaurer »."
)
REPLACED = (
    "La base LSUN a été supprimée ou remplacée pendant que lsun-sync travaillait : rien d'autre n'y"
    " est écrit. Ce qui a été annoncé était dans l'ancien fichier. Quittez, vérifiez le fichier,"
    " puis recommencez."
)
NO_FILE = (
    "La base LSUN n'est pas un fichier : sauvegardez-la et restaurez-la avec les outils de son"
    " serveur."
)
NOT_THERE = "Il n'y a pas de base LSUN dans {path}. Vérifiez son nom."
ALREADY_THERE = "Le fichier {path} existe déjà : rien n'a été écrit. Choisissez un autre nom."
UNREADABLE_LIVRET = (
    "Les données de l'élève {name} ne sont plus lisibles dans la base LSUN : elles ont été"
    " modifiées en dehors de lsun-sync. Prévenez votre assistance, ou restaurez une sauvegarde"
    " par « lsun-sync base restaurer »."
)
UNREADABLE_DATA = (
    "La base LSUN contient une donnée que lsun-sync ne peut pas lire : un autre programme l'a"
    " modifiée. Tapez « lsun-sync base verifier », puis restaurez une sauvegarde par"
    " « lsun-sync base restaurer », ou prévenez votre assistance."
)
UNREADABLE_ARCHIVE = (
    "Une archive de LSUN n'est plus lisible : elle a été modifiée en dehors de lsun-sync."
    " Prévenez votre assistance, ou restaurez une sauvegarde de la base."
)
ANOTHER_PROGRAM = "Un autre programme"
"""Who has a run under way, when the database does not tell."""
