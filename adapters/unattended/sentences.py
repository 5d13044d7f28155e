"""What is said of notices that do not leave, and of timers that cannot be written."""

MAIL_NOT_SENT = (
    "Le courriel n'a pas pu être envoyé par {server} : {why}. Vérifiez les réglages smtp_… de la"
    " section [automatique]."
)
LOGIN_REFUSED = "il refuse le nom ou le mot de passe"
NO_ENCRYPTION = "il ne chiffre pas la connexion, et le mot de passe passerait en clair"
UNTRUSTED = "son certificat n'est pas garanti"
NOBODY_ACCEPTED = "il refuse l'expéditeur ou les destinataires"
NO_SERVER = "il est injoignable, ou répond par une erreur"

COMMAND_FAILED = (
    "La commande qui prévient, « {command} », a échoué. Vérifiez le réglage commande de la section"
    " [automatique]."
)

UNIT = "Synchronisation automatique de LSUN ({school})"
OTHER_UNIT = (
    "{path} existe déjà et dit autre chose : il n'est pas remplacé. Supprimez-le d'abord, s'il"
    " n'est plus utile."
)
OTHER_LINE = (
    "Votre crontab a déjà une autre ligne pour cette école : elle n'est pas remplacée. Retirez-la"
    " d'abord par « crontab -e »."
)
NO_CRONTAB = (
    "La commande crontab n'est pas utilisable sur cet ordinateur. Choisissez --planificateur"
    " systemd."
)
