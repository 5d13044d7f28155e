"""What is said of the queue of an academy."""

NO_QUEUE = (
    "La file d'attente de l'académie ne peut pas être ouverte. Vérifiez le réglage"
    " LSUN_SYNC_LSUN_BASE et le serveur, et que « lsun-sync academie preparer » y a été lancé."
)
