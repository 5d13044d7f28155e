"""What is said where the settings, or the installation, are no academy's."""

NOT_A_SERVER = (
    "Une académie se synchronise sur une base PostgreSQL, que plusieurs ordinateurs partagent."
    " Corrigez le réglage LSUN_SYNC_LSUN_BASE."
)
NOT_INSTALLED = (
    "Ce qu'il faut à une académie n'est pas installé. Installez lsun-sync[academie], puis"
    " recommencez."
)
NO_NIGHT = (
    "Le fuseau ou les vacances du réglage [academie] n'en sont pas. Écrivez un fuseau comme"
    " Europe/Paris, et des jours comme 2026-12-19/2027-01-03, séparés par des virgules."
)
NO_ADDRESS_OF_FIGURES = (
    "Le réglage [academie] mesures n'est pas une adresse : écrivez hôte:port, ou rien."
)
