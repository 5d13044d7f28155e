"""What the command line alone says: its commands, their options, and why it refuses."""

DESCRIPTION = (
    "Synchronisation élèves / enseignants : met LSUN à jour depuis Base Elèves 1er degré."
    " Sans commande, ouvre les écrans."
)
SYNCHRONISE = "synchroniser sans écran : une ligne par message, puis le bilan"
UNATTENDED = "sans personne : ne dire que ce qui ne va pas, et réessayer tant que BE1D est en panne"
AUTOMATIC = "synchroniser l'école chaque jour, de soi-même"
AUTOMATIC_ACTION = "ce qu'il faut faire"
SCHEDULER = "qui la lance : un minuteur de systemd, ou une ligne de crontab"
HOUR = "l'heure, celle de cet ordinateur (02:30)"
CONFIRM_SCHEDULE = "écrire ce qui est montré, et non seulement le montrer"
SIMULATE = "dire ce qu'une synchronisation changerait, sans rien écrire"
SCHOOLS = "dire les écoles de la base LSUN, et où en est chacune"
PUPILS_FOUND = "chercher un élève dans toutes les écoles, par son nom ou son INE"
SEARCHED_NAME = "une partie de ses noms, ou la fin de son INE (tous les élèves)"
PAST_CHANGES = "dire ce qui a changé pour un élève, une classe ou l'école, avant et après"
PUPIL_OR_ALL = "INE ou nom de l'élève (tous)"
CLASS_OF_TODAY = "les élèves qui sont aujourd'hui dans cette classe ; peut être répétée"
SINCE = "premier jour (depuis toujours)"
UNTIL = "dernier jour (aujourd'hui)"
HISTORY = "dire les synchronisations de l'école, de la plus récente à la plus ancienne"
ARCHIVES = "dire les archives d'un élève, à côté de ce qu'il est aujourd'hui"
PURGE = "dire les archives que plus rien n'oblige à garder, et les supprimer si on le confirme"
WITHDRAW = "retirer d'un livret un bilan verrouillé enregistré par erreur, et le garder en archive"
BILAN_RANK = "lequel de ses bilans verrouillés : son rang dans ce que dit cette commande sans lui"
REASON = "pourquoi il est retiré ; le motif est gardé avec lui"
CONFIRM_WITHDRAWAL = "le retirer, et non seulement dire ce qui le serait"
PERSONAL_DATA = "écrire tout ce qui est gardé d'un élève, quand sa famille le demande"
JSON_FILE = "nouveau fichier, en .json"
ERASE = "effacer tout ce qui est gardé d'un élève, quand plus rien n'oblige à le garder"
CONFIRM_ERASURE = "l'effacer, et non seulement dire ce qui le serait"
ACADEMY = "synchroniser chaque nuit les écoles d'une académie, sur plusieurs ordinateurs"
ACADEMY_ACTION = "ce qu'il faut faire"
ACADEMY_OBJECT = "l'UAI d'une école, ou le quota"
LINEAR = "au lieu des écrans, des questions et des réponses, ligne par ligne"
DEMONSTRATION = "essayer sur une école fictive, avec son propre serveur simulé"
STAND_IN = "servir une Base Elèves 1er degré simulée sur cette machine"
FAULT_NAMES = "muet, coupure, 429, 503, tronque, illisible, type, autre, enorme, html404"
NO_ACCESS_GIVEN = "Le jeton d'accès manque. Donnez-le par la variable d'environnement {variable}."
PORT_TAKEN = "Le port {port} ne peut pas être ouvert. Choisissez-en un autre par --port."
NOT_A_SCHOOL = "Le fichier {path} n'est pas une école lisible. Vérifiez --donnees."
NOT_SCHOOLS = (
    "Le dossier {path} n'est pas un dossier d'écoles. Il lui faut un fichier par école, nommé par"
    " son UAI (0951099D.json)."
)
WRONG_ACADEMY = (
    "Le serveur simulé sert de 1 à {schools} écoles, de 1 à {pupils} élèves chacune. Corrigez"
    " --ecoles ou --eleves."
)
WRONG_QUOTA = "Le quota est d'une demande par seconde au moins. Corrigez --quota."
NOT_A_FAULT = (
    "« {text} » n'est pas une panne. Écrivez INE=NOM, UAI=NOM, ou l'un des deux suivi de *FOIS, où"
    " NOM est l'un de : {names}. Une école entière ne connaît ni illisible, ni type, ni autre, ni"
    " enorme."
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
SIMULATED = (
    "Extractions et cahier de notes fictifs de l'école {uai}, écrits dans {folder}. Son numéro est"
    " celui à donner par --ecole."
)
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
WHOLE_REPORTS = (
    "Dans cette forme, le rapport dit toute la synchronisation : --cherche et --gravite n'y"
    " changent rien. Choisissez --format texte ou json."
)

COMMANDS, COMMAND = "Commandes\u00a0", "COMMANDE"
LABEL = "LIBELLÉ"
ONE_PUPIL = "ne synchroniser que cet élève, pas à pas"
EVERY_SCHOOL = "synchroniser l'une après l'autre toutes les écoles de la base, une ligne par école"
OF_ONE_SCHOOL = (
    "--toutes-les-ecoles synchronise chaque école en entier avec Base Elèves 1er degré : ce qui dit"
    " quelque chose d'une seule (--ecole, --classe, --eleve, --reprendre, --j-ai-compris,"
    " --extractions, --date, --confirmer) ne va pas avec elle. Pour une école retenue ou"
    " interrompue, recommencez avec --ecole."
)
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
INE = "INE ou nom de l'élève"
EXPORTED_FILE = "nouveau fichier, en .xml (LSU) ou .json"
ARCHIVE_NUMBER = "la N-ième archive, 1 étant la plus récente"
RUN_NUMBER = "numéro de la synchronisation (dernière)"
SEARCH = "les seuls messages où est ce texte"
SEVERITY = "les seuls messages au moins aussi graves"
JOURNAL = "dire qui a fait quoi, depuis douze mois, du plus récent au plus ancien"
SETTINGS = "dire chaque réglage, sa valeur, d'où elle vient et ce qui est accepté"
WRITE_SETTINGS = "écrire un fichier de réglages qui les explique tous"
STORE = "sauvegarder la base LSUN, la vérifier, la restaurer ; gérer une base partagée"
STORE_ACTION = "ce qu'il faut faire"
STORE_OBJECT = "un fichier, un compte du serveur, ou deux bases"
ROLE = "ce que le compte peut faire"
SCHOOL_OF_ACCOUNT = "l'école où le compte le peut ; sinon toutes"
CONFIRM_RESTORE = "restaurer la sauvegarde, et non seulement la vérifier"
WHICH_BASES = (
    "Dites quelle base copier, et dans quelle base vide : « lsun-sync base copier SOURCE CIBLE »."
)
WHICH_ACCOUNT = "Dites quel compte du serveur : « lsun-sync base autoriser COMPTE »."
DIRECTOR_OF_WHICH = "Dites de quelle école ce compte est directeur, par --ecole."
NOTHING_TO_GIVE = "« lsun-sync base migrer » ne prend rien : la base est celle des réglages."
ADDRESS_OF_A_COMMAND = (
    "Un mot de passe n'est pas donné à une commande, que d'autres peuvent lire. Mettez-le dans le"
    " fichier ~/.pgpass, et retirez-le de l'adresse."
)
WHICH_COPY = "Dites quel fichier : « lsun-sync base sauvegarder FICHIER »."
CONFIRM_PURGE = "les supprimer, après les avoir dites"
FORM = "la forme de ce qui est écrit"
VERSION = "afficher la version, et où sont les réglages et la base LSUN"
SETTINGS_FILE = "Réglages : {path}"
STORE_PLACE = "Base LSUN : {place}"
COMPLETION = "écrire de quoi compléter les commandes par Tab, dans bash, zsh ou fish"
COMMANDS_OF_ZSH = "commandes de lsun-sync"
SHELL = "l'interpréteur de commandes"
MANUAL = "écrire la page de manuel, que lit la commande man"

DEMONSTRATION_FOLDER = "où la démonstration garde sa base (remise à neuf à chaque fois)"
LATENCY = "attente du serveur simulé à chaque demande, en millisecondes ({default})"
STAND_IN_FILE = (
    "fichier de l'école servie, ou dossier de tels fichiers, nommés par l'UAI de chaque école"
    " (l'école de démonstration sinon)"
)
SCHOOLS_OF_ACADEMY = "servir tant d'écoles fictives, faites à la demande"
PUPILS_OF_EACH = "avec --ecoles : nombre d'élèves de chacune (131)"
QUOTA = "demandes acceptées par seconde ; au-delà, la réponse est 429 (sans limite sinon)"
PORT = "port local (libre sinon)"
FAULTS = f"panne pour un élève ou une école entière, pour toujours ou tant de fois : {FAULT_NAMES}"
ENDS_WITH_STDIN = "s'arrêter quand l'entrée standard se ferme"
EXTRACTIONS_FOLDER = "où les écrire"
PUPILS = "nombre d'élèves (100)"
SEED = "une autre école (1)"
CHANGED = "part d'élèves modifiés (0)"
GENERATION = "ONDE, ou BE1D avant 2017"
ENCODING = "encodage des fichiers (cp1252)"
CUSTOM_COLUMNS = "avec les colonnes d'une personnalisée"
TRAPS = "ce qui va mal ; peut être répétée"
