"""What is said of the files that a connection to BE1D needs."""

BAD_AUTHORITY = (
    "Le fichier d'autorité {path} ne peut pas être lu, ou n'est pas un certificat PEM. Corrigez le"
    " réglage LSUN_SYNC_BE1D_AUTORITE."
)
BAD_CERTIFICATE = (
    "Le certificat {path} ou sa clé ne peut pas être utilisé : il faut un certificat PEM et sa clé,"
    " sans mot de passe. Corrigez les réglages LSUN_SYNC_BE1D_CERTIFICAT et"
    " LSUN_SYNC_BE1D_CERTIFICAT_CLE."
)
MISSING_AUTHORITIES = (
    "La variable {name} nomme {path}, qui n'existe pas : aucun certificat ne pourrait être vérifié."
    " Corrigez-la ou retirez-la."
)
