"""What is said of the way to BE1D: its address, its secrets, who may read them."""

CLEAR_ADDRESS = (
    "L'adresse {url} commence par http : le jeton et les données des élèves passeraient en clair."
    " Donnez une adresse https ; sur un réseau fermé qui n'en a pas, réglez"
    " LSUN_SYNC_BE1D_RESEAU_FERME=oui."
)
CLOSED_NETWORK = (
    "L'adresse de Base Elèves 1er degré commence par http, comme le permet le réglage"
    " reseau_ferme : le jeton et les données des élèves passent en clair."
)
BY_PROXY = "Base Elèves 1er degré est jointe par le mandataire {proxy}."
BAD_PROXY = (
    "Le mandataire {proxy} n'est pas une adresse http. Corrigez le réglage"
    " LSUN_SYNC_BE1D_MANDATAIRE, ou la variable HTTPS_PROXY."
)
NOBODY_ASKS = (
    "Rien ne dit à Base Elèves 1er degré qui demande : donnez un jeton (LSUN_SYNC_BE1D_JETON, ou un"
    " fichier par LSUN_SYNC_BE1D_JETON_FICHIER), un certificat, ou un serveur d'autorisation."
)
HALF_CREDENTIALS = (
    "Un serveur d'autorisation est réglé, mais pas le nom ou le secret de l'application. Donnez"
    " LSUN_SYNC_BE1D_OAUTH2_CLIENT et LSUN_SYNC_BE1D_OAUTH2_SECRET, ou retirez"
    " LSUN_SYNC_BE1D_OAUTH2_ADRESSE."
)
UNREADABLE_FILE = "Le fichier {path} ne peut pas être lu. Vérifiez son nom et vos droits."
NOT_ONE_WORD = (
    "Le fichier {path} ne contient pas un jeton ou un secret : une ligne, sans espace ni accent."
)
READABLE_BY_OTHERS = (
    "Le fichier {path} contient un secret, et d'autres que vous peuvent le lire ou le changer."
    " Tapez « chmod 600 {path} », puis recommencez."
)
WRITABLE_SETTINGS = (
    "D'autres que vous peuvent changer le fichier de réglages {path}. Tapez « chmod 600 {path} »,"
    " puis recommencez."
)
READABLE_STORE = (
    "D'autres que vous peuvent lire ou changer la base LSUN {path}. Tapez « chmod 600 {path} »."
)
NO_KEYRING = (
    "Le trousseau de cet ordinateur ne peut pas être ouvert. Installez « lsun-sync[trousseau] »,"
    " déverrouillez-le, ou retirez le réglage LSUN_SYNC_BE1D_TROUSSEAU."
)
