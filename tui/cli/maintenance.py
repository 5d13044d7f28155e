"""`base`: copies of the store."""

import argparse
from pathlib import Path

from core.errors import UserError
from core.messages import maintenance as said
from core.ports import StoreFile
from core.usecases.maintenance import check_copy, restore
from tui.cli.writers import WRITERS, Writer, warn
from tui.composition.workspace import store_file
from tui.exit_status import Status
from tui.wording import command_texts


def maintain(options: argparse.Namespace) -> Status:
    """Save the store, verify it or a copy, or put a copy back."""
    store, write = store_file(), WRITERS[options.format]
    if options.action == "verifier":
        return _verify(store, options.fichier, write)
    if options.fichier is None:
        raise UserError(command_texts.WHICH_COPY)
    if options.action == "sauvegarder":
        store.back_up(options.fichier)
        _tell(said.saved(options.fichier), "sauvegarde", write)
    elif options.confirmer:
        kept = restore(store, options.fichier)
        _tell(said.restored(options.fichier, kept), "restauration", write)
    else:
        check_copy(store, options.fichier)
        _tell(
            said.WHOLE.format(what=said.THE_COPY.format(path=options.fichier)),
            "verification",
            write,
        )
        _tell(said.HOW_TO_RESTORE, "question", write)
    return Status.SUCCESS


def _verify(store: StoreFile, copy: Path | None, write: Writer) -> Status:
    flaws = store.flaws(copy)
    what = said.THE_COPY.format(path=copy) if copy else said.THE_STORE
    for flaw in flaws:
        warn(f"{what} : {said.flaw(flaw)}.", write)
    if flaws:
        return Status.INCOMPLETE
    _tell(said.WHOLE.format(what=what), "verification", write)
    return Status.SUCCESS


def _tell(sentence: str, kind: str, write: Writer) -> None:
    write(sentence, {"type": kind, "texte": sentence})
