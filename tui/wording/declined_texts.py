"""What was not done when a question is answered by Non, and what one can do next, in French."""

NOT_LAUNCHED = (
    "La synchronisation n'a pas été lancée : rien n'a changé dans LSUN. « Simuler » dit ce qu'elle"
    " changerait."
)
NOT_APPLIED = (
    "La simulation n'a pas été appliquée : rien n'a changé dans LSUN. Vous pouvez laisser des"
    " élèves de côté, puis l'appliquer."
)
STILL_HELD = (
    "La synchronisation reste retenue : rien de plus n'a changé dans LSUN. « Voir les changements »"
    " les dit, élève par élève."
)
NOT_STOPPED = "L'arrêt n'a pas été demandé : la synchronisation continue."
PUPIL_NOT_SYNCHRONISED = (
    "Cet élève n'a pas été synchronisé : rien n'a changé dans LSUN. Vous pouvez le demander encore."
)
NOT_CREATED = (
    "L'école n'a pas été créée : rien n'a été écrit. Vous pouvez la créer sous un autre nom, ou"
    " choisir d'autres extractions."
)
NOT_USED = (
    "Ces extractions n'ont pas été utilisées : rien n'a changé dans LSUN. Choisissez-en d'autres,"
    " ou corrigez leur jour."
)
NOT_FILED = "Aucun bilan n'a été importé. Vous pouvez choisir un autre fichier."
NOT_WITHDRAWN = "Le bilan n'a pas été retiré. Vous pouvez en choisir un autre, ou changer le motif."
NOT_DELETED = "Aucune archive n'a été supprimée. Elles vous seront proposées de nouveau."
NIGHT_NOT_STOPPED = "La nuit n'a pas été arrêtée : les ouvriers continuent."
