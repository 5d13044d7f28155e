"""What the command line alone says: its commands, their options, and why it refuses."""

DESCRIPTION = (
    "Synchronisation élèves / enseignants : met LSUN à jour depuis Base Elèves 1er degré."
    " Sans commande, ouvre les écrans."
)
SYNCHRONISE = "synchroniser sans écran : une ligne par message, puis le bilan"
SIMULATE = "dire ce qu'une synchronisation changerait, sans rien écrire"
SCHOOLS = "dire les écoles de la base LSUN"
HISTORY = "dire les synchronisations de l'école, de la plus récente à la plus ancienne"
ARCHIVES = "dire les archives d'un élève, à côté de ce qu'il est aujourd'hui"
PURGE = "dire les archives que plus rien n'oblige à garder, et les supprimer si on le confirme"
WITHDRAW = "retirer d'un livret un bilan verrouillé enregistré par erreur, et le garder en archive"
BILAN_RANK = "lequel de ses bilans verrouillés : son rang dans ce que dit cette commande sans lui"
REASON = "pourquoi il est retiré ; le motif est gardé avec lui"
CONFIRM_WITHDRAWAL = "le retirer, et non seulement dire ce qui le serait"
LINEAR = "au lieu des écrans, des questions et des réponses, ligne par ligne"
DEMONSTRATION = "essayer sur une école fictive, avec son propre serveur simulé"
STAND_IN = "servir une Base Elèves 1er degré simulée sur cette machine"
FAULT_NAMES = "muet, coupure, 429, 503, tronque, illisible, type, autre, enorme, html404"
NO_ACCESS_GIVEN = "Le jeton d'accès manque. Donnez-le par la variable d'environnement {variable}."
PORT_TAKEN = "Le port {port} ne peut pas être ouvert. Choisissez-en un autre par --port."
NOT_A_SCHOOL = "Le fichier {path} n'est pas une école lisible. Vérifiez --donnees."
NOT_A_FAULT = (
    "« {text} » n'est pas une panne. Écrivez INE=NOM ou INE=NOM*FOIS, où NOM est l'un de : {names}."
)
DEMONSTRATION_IN_USE = (
    "Une démonstration est déjà ouverte dans {folder}. Fermez-la, ou choisissez un autre dossier"
    " avec --dossier."
)
NO_FOLDER = (
    "Le dossier {folder} ne peut pas être utilisé. Vérifiez vos droits, ou choisissez un autre"
    " dossier avec --dossier."
)
DEMONSTRATION_FAILED = (
    "Le serveur Base Elèves 1er degré de démonstration n'a pas démarré. Relancez la démonstration."
)
DEMONSTRATION_STORE = "La base LSUN de cette démonstration est dans {path}."
NEW_YEAR_HINT = (
    "Si c'est bien la nouvelle année, recommencez avec --nouvelle-annee. Sinon, vérifiez la source."
)
HOW_TO_OVERRIDE = (
    "Vérifiez la source : « lsun-sync simuler » montre les changements, élève par élève. Si vous"
    " avez compris et que tout est juste, recommencez avec --j-ai-compris."
)
CUT_SHORT = "Interrompu : rien n'a été commencé, rien n'a changé."
IMPORT = (
    "créer une école depuis ses extractions de ONDE, ou enregistrer les bilans d'un fichier LSU"
)
FILES = "extractions de ONDE (.csv ou leur dossier), ou un fichier LSU (.xml)"
EXPORT = "écrire le livret d'un élève, ou l'une de ses archives, dans un fichier"
REPORT = "relire une synchronisation"
SIMULATED_EXTRACTIONS = "écrire des extractions fictives, pour essayer"
SIMULATED = "Extractions fictives de l'école {uai}, écrites dans {folder}."
WRONG_SIZE = "Le nombre d'élèves va de 1 à {largest}. Corrigez --eleves."
WRONG_STYLE = (
    "Cette génération, cet encodage ou ce piège n'existe pas. Générations : onde, be1d ;"
    " encodages : cp1252, utf-8, utf-8-sig, iso-8859-1 ; pièges : {traps}."
)
HOW_TO_CONFIRM = (
    "Si c'est pourtant la bonne école et le bon jour, recommencez en ajoutant --confirmer."
)
ONE_KIND_OF_FILE = (
    "Donnez soit des extractions de ONDE (.csv ou leur dossier), soit un seul fichier LSU (.xml)."
)
NO_MESSAGES_IN_CSV = (
    "Le rapport en CSV dit les données des élèves, et non les messages : --cherche et --gravite"
    " n'y changent rien. Choisissez --format texte ou json."
)

COMMANDS, COMMAND = "Commandes", "COMMANDE"
LABEL = "LIBELLÉ"
ONE_PUPIL = "ne synchroniser que cet élève, pas à pas"
RESUME = "reprendre une synchronisation interrompue"
NEW_YEAR = "dire que c'est la nouvelle année : tous les élèves peuvent changer de classe"
OVERRIDE_GUARD = "aller au bout même si trop d'élèves changeraient"
LEAVE_OUT = "laisser cet élève de côté ; peut être répétée"
APPLY = "faire ensuite exactement ce qui est montré"
EXTRACTIONS = "extractions de ONDE (fichier .csv ou dossier) au lieu de BE1D ; peut être répétée"
CONFIRM_EXTRACTIONS = "les utiliser même si ces extractions ne ressemblent pas à l'école"
CLASS = "ne synchroniser que cette classe ; peut être répétée"
SCHOOL = "l'école"
DAY = "jour des extractions"
SCHOOL_NAME = "nom de la nouvelle école"
INE = "INE de l'élève"
EXPORTED_FILE = "nouveau fichier, en .xml (LSU) ou .json"
ARCHIVE_NUMBER = "la N-ième archive, 1 étant la plus récente"
RUN_NUMBER = "numéro de la synchronisation (dernière)"
SEARCH = "les seuls messages où est ce texte"
SEVERITY = "les seuls messages au moins aussi graves"
JOURNAL = "dire qui a fait quoi, depuis douze mois, du plus récent au plus ancien"
STORE = "sauvegarder la base LSUN, la vérifier, ou restaurer une sauvegarde"
STORE_ACTION = "ce qu'il faut faire"
STORE_COPY = "la sauvegarde"
CONFIRM_RESTORE = "restaurer la sauvegarde, et non seulement la vérifier"
WHICH_COPY = "Dites quel fichier : « lsun-sync base sauvegarder FICHIER »."
CONFIRM_PURGE = "les supprimer, après les avoir dites"
FORM = "la forme de ce qui est écrit"
CHOOSE = "choisissez {names}"
VERSION = "afficher la version"

DEMONSTRATION_FOLDER = "où la démonstration garde sa base (remise à neuf à chaque fois)"
LATENCY = "attente du serveur simulé à chaque demande, en millisecondes ({default})"
STAND_IN_FILE = "fichier de l'école servie (l'école de démonstration sinon)"
PORT = "port local (libre sinon)"
FAULTS = f"panne pour un élève, pour toujours ou tant de fois : {FAULT_NAMES}"
ENDS_WITH_STDIN = "s'arrêter quand l'entrée standard se ferme"
EXTRACTIONS_FOLDER = "où les écrire"
PUPILS = "nombre d'élèves (100)"
SEED = "une autre école (1)"
CHANGED = "part d'élèves modifiés (0)"
GENERATION = "ONDE, ou BE1D avant 2017"
ENCODING = "encodage des fichiers (cp1252)"
CUSTOM_COLUMNS = "avec les colonnes d'une personnalisée"
TRAPS = "ce qui va mal ; peut être répétée"
