"""What is said of all that is held about a pupil: its copy, and its erasure."""

from datetime import date

from core.messages import french
from core.model.personal_data import PersonalData
from core.model.records import Pupil

WHICH_FORM = "Ce fichier est en JSON : nommez-le en .json."
HOW_TO_ERASE = "Rien n'a été effacé. Pour l'effacer pour toujours, relancez avec --confirmer."


def to_be_kept(pupil: Pupil, until: date) -> str:
    """Why nothing is erased."""
    return (
        f"La loi oblige à garder les bilans de {pupil.full_name} jusqu'au {until:%d/%m/%Y} : rien"
        " n'a été effacé. D'ici là, la famille peut en demander une copie"
        " (« lsun-sync donnees »)."
    )


def held(data: PersonalData) -> str:
    """What would be erased."""
    livret = data.livret
    parts = (
        french.count(len(livret.bilans), "bilan", "bilans"),
        french.count(len(data.archives), "archive", "archives"),
        french.count(len(data.messages), "message", "messages"),
    )
    return (
        f"LSUN garde de {livret.pupil.full_name} ({livret.pupil.division.label}) : son état civil,"
        f" ses responsables, {', '.join(parts)}."
    )


def erased(data: PersonalData) -> str:
    """What was erased, and what stays."""
    return (
        f"Tout ce que LSUN gardait de {data.livret.pupil.full_name} est effacé ; les empreintes de"
        " ses archives restent. S'il est encore dans Base Elèves 1er degré, la prochaine"
        " synchronisation l'ajoutera de nouveau. Effacez aussi vos sauvegardes et vos exports."
    )
