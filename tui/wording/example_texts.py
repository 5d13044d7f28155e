"""Examples of the commands: what is typed, and what it does."""

from collections.abc import Sequence
from typing import NamedTuple


class Example(NamedTuple):
    """A line as a shell reads it, and what it does."""

    line: str
    sense: str


EXAMPLES: dict[str, tuple[Example, ...]] = {
    "": (
        Example("lsun-sync", "les écrans"),
        Example("lsun-sync --lineaire", "les mêmes questions, ligne par ligne"),
        Example("lsun-sync demonstration", "essayer, sur une école qui n'existe pas"),
    ),
    "synchroniser": (
        Example('lsun-sync synchroniser --classe "CE1 A"', "une seule classe, avec BE1D"),
        Example('lsun-sync synchroniser --eleve "dupont marie"', "un seul élève, pas à pas"),
        Example(
            "lsun-sync synchroniser --extractions onde/ --date 20/11/2026",
            "depuis les extractions de ONDE qui sont dans le dossier onde",
        ),
    ),
    "automatique": (
        Example("lsun-sync automatique installer", "montrer le minuteur, sans l'écrire"),
        Example(
            "lsun-sync automatique installer --heure 03:15 --confirmer",
            "l'écrire, pour trois heures et quart",
        ),
    ),
    "simuler": (
        Example("lsun-sync simuler", "ce qui changerait, dans toutes les classes"),
        Example(
            'lsun-sync simuler --sauf "dupont marie" --appliquer',
            "faire ce qui est montré, pour tous sauf pour elle",
        ),
    ),
    "importer": (
        Example(
            "lsun-sync importer onde/ --ecole 0350760L --date 20/11/2026",
            "créer l'école depuis ses extractions",
        ),
        Example("lsun-sync importer cahier.xml", "enregistrer les bilans d'un fichier LSU"),
    ),
    "exporter": (
        Example('lsun-sync exporter "dupont marie" marie.xml', "son livret, au format de LSU"),
        Example(
            'lsun-sync exporter "dupont marie" avant.json --archive 1',
            "le livret tel qu'il était avant sa dernière mise à jour",
        ),
    ),
    "rapport": (
        Example("lsun-sync rapport --gravite avertissement", "ce qui est à voir, de la dernière"),
        Example(
            "lsun-sync rapport 12 --format html > rapport.html",
            "celui de la synchronisation 12, à imprimer",
        ),
    ),
    "ecoles": (Example("lsun-sync ecoles", "où en est chaque école de la base"),),
    "eleves": (Example("lsun-sync eleves dupont", "tous les DUPONT, quelle que soit leur école"),),
    "historique": (
        Example("lsun-sync historique --format json", "une synchronisation par ligne, en JSON"),
    ),
    "changements": (
        Example("lsun-sync changements --depuis 01/09/2026", "toute l'école, depuis la rentrée"),
        Example('lsun-sync changements "dupont marie"', "une seule élève, depuis toujours"),
    ),
    "archives": (Example('lsun-sync archives "dupont marie"', "ses archives, et aujourd'hui"),),
    "journal": (Example("lsun-sync journal", "qui a fait quoi, depuis douze mois"),),
    "retirer-bilan": (
        Example('lsun-sync retirer-bilan "dupont marie"', "ses bilans verrouillés, et leur rang"),
        Example(
            'lsun-sync retirer-bilan "dupont marie" --bilan 2'
            ' --motif "bilan d\'une autre élève" --confirmer',
            "retirer le deuxième",
        ),
    ),
    "purger": (
        Example("lsun-sync purger", "dire ce qui peut être supprimé, sans rien supprimer"),
        Example("lsun-sync purger --confirmer", "le supprimer"),
    ),
    "donnees": (
        Example('lsun-sync donnees "dupont marie" marie.json', "la copie que demande sa famille"),
    ),
    "effacer": (
        Example('lsun-sync effacer "dupont marie"', "dire ce qui est gardé d'elle"),
        Example('lsun-sync effacer "dupont marie" --confirmer', "l'effacer, pour toujours"),
    ),
    "base": (
        Example("lsun-sync base sauvegarder copie.sqlite", "copier la base, même au travail"),
        Example("lsun-sync base verifier copie.sqlite", "vérifier que la copie est entière"),
        Example("lsun-sync base restaurer copie.sqlite --confirmer", "la remettre en place"),
    ),
    "academie": (
        Example("lsun-sync academie etat", "ce qui attend quelqu'un, et où en est la nuit"),
        Example("lsun-sync academie relancer 0350760L", "remettre cette école en attente"),
    ),
    "reglages": (
        Example("lsun-sync reglages", "ce qui vaut, et d'où cela vient"),
        Example("lsun-sync reglages --ecrire", "un fichier où chaque réglage est expliqué"),
    ),
    "demonstration": (
        Example("lsun-sync demonstration", "les écrans, sur l'école fictive"),
        Example("lsun-sync demonstration --lineaire", "la même école, ligne par ligne"),
    ),
    "be1d-simule": (
        Example("lsun-sync be1d-simule --port 8080 --latence 50", "l'école de démonstration"),
        Example("lsun-sync be1d-simule --ecoles 300 --quota 40", "une académie, avec un quota"),
    ),
    "extractions-simulees": (
        Example("lsun-sync extractions-simulees onde/ --eleves 250", "une école de 250 élèves"),
    ),
    "completion": (
        Example(
            "lsun-sync completion bash > ~/.local/share/bash-completion/completions/lsun-sync",
            "pour bash",
        ),
        Example(
            "lsun-sync completion zsh > ~/.zfunc/_lsun-sync",
            "pour zsh, si ~/.zfunc est dans fpath",
        ),
        Example(
            "lsun-sync completion fish > ~/.config/fish/completions/lsun-sync.fish", "pour fish"
        ),
    ),
    "page-de-manuel": (
        Example(
            "lsun-sync page-de-manuel > ~/.local/share/man/man1/lsun-sync.1",
            "« man lsun-sync » la montre ensuite",
        ),
        Example("lsun-sync page-de-manuel | man -l -", "la lire sans l'écrire"),
    ),
}
"""By command; of the program without a command under an empty name."""

EXAMPLES_TITLE = "Exemples"


def told(examples: Sequence[Example]) -> str:
    """The examples as they end a help; nothing when there are none."""
    lines = (f"  {example.line}\n      {example.sense}\n" for example in examples)
    return f"\n{EXAMPLES_TITLE}\u00a0:\n{''.join(lines)}" if examples else ""
