"""Why BE1D could not be understood or obeyed, in words, and what to do about it."""

from core.model.answers import Cause


def reason(cause: Cause | None) -> str:
    """Why BE1D could not be understood or obeyed, as the end of a sentence."""
    return _REASONS[cause or Cause.UNREADABLE]


_REASONS = {
    Cause.UNREACHABLE: "Base Elèves 1er degré est injoignable",
    Cause.TOO_SLOW: "Base Elèves 1er degré n'a pas répondu à temps",
    Cause.UNAVAILABLE: "Base Elèves 1er degré est momentanément indisponible",
    Cause.UNREADABLE: "la réponse de Base Elèves 1er degré est illisible",
    Cause.ANOTHER_PUPIL: "Base Elèves 1er degré a répondu pour un autre élève",
    Cause.CONTRADICTORY: (
        "Base Elèves 1er degré se contredit : elle ne connaît pas son INE, et le donne à un élève"
        " de même état civil"
    ),
    Cause.INE_ALREADY_HELD: "son INE est déjà celui d'un autre élève dans LSUN",
    Cause.ACCESS_REFUSED: "Base Elèves 1er degré refuse l'accès",
    Cause.CREDENTIALS_REFUSED: (
        "le serveur d'autorisation de Base Elèves 1er degré refuse le nom ou le secret de"
        " l'application"
    ),
    Cause.NO_TOKEN: "le serveur d'autorisation de Base Elèves 1er degré ne donne pas de jeton",
    Cause.CERTIFICATE_UNTRUSTED: (
        "aucune autorité connue ne garantit le certificat de Base Elèves 1er degré"
    ),
    Cause.CERTIFICATE_EXPIRED: (
        "le certificat de Base Elèves 1er degré n'est pas, ou n'est plus, valable à cette date"
    ),
    Cause.CERTIFICATE_OF_ANOTHER: (
        "le certificat présenté à l'adresse de Base Elèves 1er degré est celui d'un autre serveur"
    ),
    Cause.CLIENT_CERTIFICATE: (
        "Base Elèves 1er degré demande le certificat de cet ordinateur, ou refuse celui qu'il a"
    ),
    Cause.OLD_TLS: "Base Elèves 1er degré ne propose que des connexions chiffrées trop anciennes",
    Cause.NOT_TLS: "ce qui répond à l'adresse de Base Elèves 1er degré ne chiffre pas ses réponses",
    Cause.UNKNOWN_SCHOOL: "Base Elèves 1er degré ne connaît pas cette école",
    Cause.UNREADABLE_ROW: "une ligne illisible de l'extraction est peut-être la sienne",
    Cause.UNREADABLE_IN_LSUN: (
        "ses données ne sont plus lisibles dans LSUN, où un autre programme les a modifiées"
    ),
    Cause.NOT_IN_EXTRACTION: "cette extraction ne semble pas être de toute l'école",
}

_NEXT_STEPS: dict[Cause | None, str] = {
    Cause.INE_ALREADY_HELD: "Vérifiez l'INE des deux élèves dans Base Elèves 1er degré.",
    Cause.UNREADABLE_ROW: "Corrigez cette ligne, ou refaites l'extraction, puis recommencez.",
    Cause.UNREADABLE_IN_LSUN: (
        "Restaurez une sauvegarde par « lsun-sync base restaurer », ou prévenez votre assistance."
    ),
    Cause.NOT_IN_EXTRACTION: "Faites une extraction de toute l'école, puis recommencez.",
}


def next_step(cause: Cause | None) -> str:
    """What to do for a pupil who could not be verified."""
    return _NEXT_STEPS.get(cause, "Reprenez les élèves non vérifiés.")


def remedy(cause: Cause) -> str:
    """What to do for a run that was suspended."""
    return _REMEDIES.get(cause, "Attendez un peu.")


_ASK_WHO_RUNS_IT = "Prévenez qui administre le serveur."

_REMEDIES = {
    Cause.UNREACHABLE: "Vérifiez son adresse et le réseau.",
    Cause.UNREADABLE: "Vérifiez son adresse.",
    Cause.ACCESS_REFUSED: "Vérifiez le jeton d'accès.",
    Cause.CREDENTIALS_REFUSED: "Vérifiez les réglages oauth2_client et oauth2_secret.",
    Cause.CERTIFICATE_UNTRUSTED: (
        "Si son autorité est celle de votre académie, donnez son fichier par le réglage autorite."
    ),
    Cause.CERTIFICATE_EXPIRED: (
        "Vérifiez la date de cet ordinateur ; si elle est juste, prévenez qui administre le"
        " serveur."
    ),
    Cause.CERTIFICATE_OF_ANOTHER: "Vérifiez son adresse ; n'envoyez rien à ce serveur.",
    Cause.CLIENT_CERTIFICATE: "Vérifiez les réglages certificat et certificat_cle.",
    Cause.OLD_TLS: _ASK_WHO_RUNS_IT,
    Cause.NOT_TLS: "Vérifiez son adresse et son port.",
    Cause.UNKNOWN_SCHOOL: "Vérifiez le numéro de l'école.",
}
