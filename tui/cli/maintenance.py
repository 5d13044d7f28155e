"""`base`: copies of the store; what concerns a shared one is in `tui.cli.administration`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from core.errors import UserError
from core.messages import maintenance as said
from core.usecases.maintenance import check_copy, restore
from tui.cli import administration
from tui.cli.writers import WRITERS, Writer, warn
from tui.composition.workspace import store_file
from tui.existing import existing
from tui.exit_status import Status
from tui.wording import command_texts


def maintain(options: argparse.Namespace) -> Status:
    """Do with the base what is asked."""
    return ACTIONS[options.action](options)


def _save(options: argparse.Namespace) -> Status:
    store, [copy] = store_file(), _files(options, 1)
    existing(copy.parent)
    store.back_up(copy)
    return _tell(said.saved(copy), "sauvegarde", WRITERS[options.format])


def _restore(options: argparse.Namespace) -> Status:
    store, write = store_file(), WRITERS[options.format]
    [copy] = map(existing, _files(options, 1))
    if options.confirmer:
        kept = restore(store, copy)
        return _tell(said.restored(copy, kept), "restauration", write)
    check_copy(store, copy)
    _tell(said.WHOLE.format(what=said.THE_COPY.format(path=copy)), "verification", write)
    return _tell(said.HOW_TO_RESTORE, "question", write)


def _verify(options: argparse.Namespace) -> Status:
    store, write = store_file(), WRITERS[options.format]
    copy = next(map(existing, _files(options, len(options.objet[:1]))), None)
    flaws = store.flaws(copy)
    what = said.THE_COPY.format(path=copy) if copy else said.THE_STORE
    for flaw in flaws:
        warn(f"{what} : {said.flaw(flaw)}.", write)
    if flaws:
        return Status.INCOMPLETE
    return _tell(said.WHOLE.format(what=what), "verification", write)


def _files(options: argparse.Namespace, count: int) -> list[Path]:
    if len(options.objet) != count:
        raise UserError(command_texts.WHICH_COPY)
    return list(map(Path, options.objet))


def _tell(sentence: str, kind: str, write: Writer) -> Status:
    write(sentence, {"type": kind, "texte": sentence})
    return Status.SUCCESS


ACTIONS: dict[str, Callable[[argparse.Namespace], Status]] = {
    "sauvegarder": _save,
    "verifier": _verify,
    "restaurer": _restore,
    "migrer": administration.migrate,
    "copier": administration.copy,
    "autoriser": administration.allow,
    "interdire": administration.forbid,
}
