"""What each setting is: for `lsun-sync reglages`, its screen, its file and the README."""

MEANINGS: dict[str, dict[str, str]] = {
    "lsun": {
        "base": "base LSUN ; sans ce réglage, un fichier du dossier de l'utilisateur",
        "ecole": "l'école, si la base en contient plusieurs",
        "journal_mois": "mois pendant lesquels le journal des accès est gardé",
    },
    "be1d": {
        "adresse": "adresse de Base Elèves 1er degré",
        "jeton": "jeton d'accès",
        "jeton_fichier": "fichier où est le jeton, que son propriétaire seul peut lire",
        "trousseau": "le jeton et le secret sont dans le trousseau de l'ordinateur"
        " (lsun-sync[trousseau])",
        "autorite": "autorité qui garantit BE1D, au lieu de celles de l'ordinateur",
        "certificat": "certificat à présenter à BE1D",
        "certificat_cle": "clé du certificat, si elle est dans un autre fichier",
        "oauth2_adresse": "serveur d'autorisation OAuth 2 qui donne les jetons",
        "oauth2_client": "nom de cette application auprès du serveur d'autorisation",
        "oauth2_secret": "secret de cette application auprès du serveur d'autorisation",
        "oauth2_secret_fichier": "fichier où est ce secret, que son propriétaire seul peut lire",
        "oauth2_portee": "portée à demander au serveur d'autorisation, s'il en faut une",
        "reseau_ferme": "permet une adresse en http, ce qui est rappelé à chaque fois",
        "mandataire": "mandataire à traverser ; sinon celui de HTTPS_PROXY et NO_PROXY",
        "simultanes": "élèves cherchés à la fois",
        "delai_connexion": "secondes pour se connecter",
        "delai_reponse": "secondes sans rien recevoir",
        "essais": "essais par élève quand BE1D est en panne passagère",
    },
    "utilisateur": {
        "nom": "qui synchronise, pour l'historique ; sans ce réglage, le nom du compte",
        "role": "ce que l'utilisateur peut faire : assistance consulte, simule et exporte"
        " seulement, service est un service académique ; sur une base partagée, ce sont ses"
        " comptes qui protègent",
    },
    "garde": {
        "non_trouves": "pourcentage d'élèves non trouvés qui retient une synchronisation",
        "modifies": "pourcentage d'élèves avec une autre identité",
        "renumerotes": "pourcentage d'élèves avec un autre INE ou une autre date de naissance",
        "changements_de_classe": "pourcentage d'élèves dans une autre classe ou un autre niveau",
        "donnees_vides": "pourcentage d'élèves dont une donnée connue ne serait plus dite : lieu de"
        " naissance, niveau, adresse, téléphone, courriel, responsables",
        "familles": "pourcentage d'élèves qui n'auraient plus aucun de leurs responsables, ou"
        " aucune de leurs adresses, mais d'autres",
        "arrivees": "pourcentage d'élèves à ajouter, par rapport à ceux de l'école",
        "affectations": "pourcentage d'affectations d'enseignants à retirer sans remplaçant",
        "non_verifies": "pourcentage d'élèves non vérifiés",
        "a_partir_de": "nombre d'élèves en dessous duquel rien n'est retenu",
    },
    "automatique": {
        "fenetre": "minutes pendant lesquelles BE1D en panne est interrogée de nouveau",
        "premiere_attente": "secondes avant la première fois, qui doublent ensuite jusqu'à une"
        " demi-heure",
        "pauses": "jours où rien n'est fait ; sans année, chaque année",
        "ajouts_seulement": "jours où rien n'est modifié ni retiré, mais seulement ajouté",
        "commande": "commande qui prévient quelqu'un, et lit ce qu'il y a à dire sur son entrée"
        " standard",
        "smtp_serveur": "serveur qui envoie les courriels",
        "smtp_port": "port de ce serveur",
        "smtp_utilisateur": "sous quel nom s'y connecter, s'il en faut un",
        "smtp_mot_de_passe": "avec quel mot de passe",
        "smtp_mot_de_passe_fichier": "fichier où est ce mot de passe, que son propriétaire seul"
        " peut lire",
        "expediteur": "adresse de qui écrit",
        "destinataires": "adresses de ceux à qui l'on écrit",
    },
    "academie": {
        "debut": "heure à laquelle la nuit d'une académie commence",
        "fin": "heure à laquelle elle finit",
        "fuseau": "fuseau de ces heures",
        "vacances": "jours sans nuit, premier et dernier",
        "ecoles_a_la_fois": "écoles qu'un ouvrier fait à la fois",
        "mesures": "où un ouvrier sert /metrics et /sante ; vide : nulle part",
    },
    "terminal": {
        "lineaire": "ligne par ligne, au lieu des écrans",
        "theme": "couleurs des écrans",
        "images_par_seconde": "combien de fois par seconde, au plus, les messages sont montrés",
        "presse_papiers": "copier vers le presse-papiers ; auto : quand le terminal est connu pour"
        " le prendre",
        "titre": "mettre l'école et l'avancement dans le titre de la fenêtre",
        "sonnerie": "fin : sonner à la fin d'une synchronisation de plus de dix secondes",
    },
}
"""By section, then by name, as the file has them and in the order of `tui.settings.Settings`."""

KEYS = "touches de la commande « {label} »"
"""What each setting of the section `touches` is."""
