"""What is said of the LSUN database; of its values, only the name of whom it cannot read."""

UNUSABLE = "La base LSUN n'est pas utilisable : {reason}"
_BUSY = "un autre programme l'occupe. Attendez qu'il ait fini, puis recommencez."
_FULL = "le disque est plein. Libérez de la place, puis recommencez."
REASONS = (
    ("database is locked", _BUSY),
    ("disk is full", _FULL),
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
"""By what SQLite or the system writes of it, in small letters."""
_CUT = "la connexion à son serveur a été coupée. Attendez un peu, puis recommencez."
_TOO_MANY = "son serveur a trop de connexions ouvertes. Attendez un peu, puis recommencez."
_SILENT = (
    "son serveur ne répond pas. Vérifiez le réseau et le réglage LSUN_SYNC_LSUN_BASE, puis"
    " recommencez."
)
_UNKNOWN_HOST = "son serveur est inconnu. Vérifiez son nom dans LSUN_SYNC_LSUN_BASE, et le réseau."
SERVER_REASONS = (
    (("name or service", "resolve host", "host name"), _UNKNOWN_HOST),
    (
        ("connection refused", "no such file"),
        "aucun serveur n'écoute à cette adresse. Vérifiez qu'il est démarré, et son port.",
    ),
    (("timeout expired", "timed out", "no route to host", "network is unreachable"), _SILENT),
    (
        ("password", "mot de passe"),
        (
            "son serveur refuse ce compte ou ce mot de passe. Donnez le mot de passe par le fichier"
            " ~/.pgpass, et vérifiez le compte dans LSUN_SYNC_LSUN_BASE."
        ),
    ),
    (
        ("pg_hba.conf",),
        (
            "son serveur n'admet pas ce compte depuis cette machine. Demandez l'accès à qui gère le"
            " serveur."
        ),
    ),
    (("too many", "trop de", "connection slots"), _TOO_MANY),
    (
        ("permission denied", "droit refusé"),
        "ce compte n'a pas le droit de l'ouvrir. Demandez-le à qui la gère.",
    ),
    (
        ('role "', "rôle «"),
        (
            "ce compte n'existe pas sur le serveur. Vérifiez-le dans LSUN_SYNC_LSUN_BASE, ou"
            " faites-le créer."
        ),
    ),
    (
        ('database "', "base de données «"),
        (
            "elle n'existe pas sur le serveur. Vérifiez son nom dans LSUN_SYNC_LSUN_BASE, ou"
            " faites-la créer."
        ),
    ),
    (
        ("starting up", "shutting down", "se lance", "cours d'arrêt"),
        "son serveur démarre ou s'arrête. Attendez un peu, puis recommencez.",
    ),
    (
        ("ssl", "certificate"),
        (
            "la connexion chiffrée à son serveur a échoué. Vérifiez « sslmode » et « sslrootcert »"
            " dans LSUN_SYNC_LSUN_BASE."
        ),
    ),
    (("connection",), _CUT),
)
"""By what PostgreSQL writes of a connection, in English or in French, in small letters."""
SERVER_STATES = {
    "25006": "elle est en lecture seule. Vérifiez que ce n'est pas un serveur de secours.",
    "25P03": _CUT,
    "42501": (
        "ce compte n'a pas le droit de faire cela. Demandez-le à qui gère la base, par"
        " « lsun-sync base autoriser »."
    ),
    "53100": _FULL,
    "53300": _TOO_MANY,
    "55P03": _BUSY,
    "57014": _BUSY,
    "57P01": _CUT,
    "57P02": _CUT,
    "57P03": _CUT,
}
"""By the SQLSTATE of what PostgreSQL refuses, once there is a connection."""
NOT_KNOWN_TO_BE_COMMITTED = (
    "La connexion à la base LSUN a été coupée pendant un enregistrement : on ne sait pas s'il est"
    " fait. Recommencez : ce qui est fait ne l'est pas une seconde fois."
)
EMPTY = (
    "La base LSUN est vide, et partagée : qui la gère y crée les tables, par « lsun-sync base"
    " migrer »."
)
TO_MIGRATE = (
    "La base LSUN est d'une version plus ancienne de lsun-sync, et partagée : qui la gère la met à"
    " niveau, par « lsun-sync base migrer »."
)
NOT_AN_ADDRESS = (
    "son adresse n'en est pas une. Corrigez le réglage LSUN_SYNC_LSUN_BASE : pour un fichier,"
    " sqlite:///chemin ; pour un serveur, postgresql+psycopg://compte@serveur:port/base."
)
UNKNOWN_KIND = (
    "« {name} » n'est pas une sorte de base que lsun-sync connaît. Corrigez le réglage"
    " LSUN_SYNC_LSUN_BASE : pour un fichier, sqlite:///chemin ; pour un serveur,"
    " postgresql+psycopg://compte@serveur:port/base."
)
NO_DRIVER = (
    "le pilote de PostgreSQL n'est pas installé. Installez « lsun-sync[academie] », ou corrigez le"
    " réglage LSUN_SYNC_LSUN_BASE."
)
OTHER_REASON = "elle a répondu par une erreur. Recommencez, puis prévenez votre assistance."
FOREIGN = (
    "Cette base est celle d'un autre programme : rien n'y a été écrit. Vérifiez le réglage"
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
NO_ACCOUNTS = (
    "La base LSUN est un fichier, qui n'a pas de comptes : y a accès qui peut lire ce fichier."
)
NO_ACCOUNT = (
    "Le compte « {account} » n'existe pas sur le serveur. Faites-le créer, puis recommencez."
)
UNBOUND_ACCOUNT = (
    "Le compte « {account} » possède la base, ou administre son serveur : rien ne l'y limite."
    " Donnez-en un autre à qui s'en sert."
)
SOURCE_IN_USE = (
    "Une synchronisation est en cours dans la base à copier : rien n'a été copié. Attendez qu'elle"
    " ait fini, puis recommencez."
)
TARGET_NOT_EMPTY = (
    "La base où copier n'est pas vide : rien n'y a été écrit. Copiez dans une base vide."
)
COPY_DIFFERS = (
    "La table « {table} » ne revient pas comme elle a été copiée : rien n'a été gardé. Prévenez"
    " votre assistance."
)
NO_FILE = (
    "La base LSUN n'est pas un fichier : sauvegardez-la et restaurez-la avec les outils de son"
    " serveur."
)
CANNOT_OPEN = "Le fichier {path} ne peut pas être lu. Vérifiez qu'il existe et vos droits."
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
