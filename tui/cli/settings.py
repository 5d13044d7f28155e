"""`reglages`: what holds, where it comes from, and a file to change it."""

import argparse

from tui.cli.writers import WRITERS
from tui.composition import settings_file
from tui.effective_settings import EffectiveSetting, effective_settings
from tui.exit_status import Status
from tui.settings import default_file
from tui.wording import setting_texts


def tell_settings(options: argparse.Namespace) -> Status:
    """Tell each setting, or write the file that does. Raises `UserError` when one is refused."""
    write = WRITERS[options.format]
    if options.ecrire:
        path = settings_file.write_commented()
        is_beside = path != default_file()
        sentence = setting_texts.written_file(path, default_file() if is_beside else None)
        write(sentence, {"type": "fichier", "chemin": str(path), "texte": sentence})
        return Status.SUCCESS
    known, path = effective_settings(), default_file()
    there = path.exists()
    write(
        setting_texts.file_line(path, is_there=there),
        {"type": "fichier", "chemin": str(path), "existe": there},
    )
    for setting in known:
        write(_line(setting), _fields(setting))
    return Status.SUCCESS


def _line(setting: EffectiveSetting) -> str:
    explained = setting_texts.explained(setting.meaning, setting.accepted)
    return f"{setting.label} = {setting.shown} ({setting.origin}). {explained}"


def _fields(setting: EffectiveSetting) -> dict[str, object]:
    origin = "variable" if setting.variable else "fichier" if setting.line else "defaut"
    return {
        "type": "reglage",
        "section": setting.section,
        "nom": setting.name,
        "valeur": None if setting.is_secret else setting.value,
        "regle": setting.is_set,
        "origine": origin,
        "variable": setting.its_variable,
        "ligne": setting.line,
        "defaut": setting.default,
        "accepte": setting.accepted,
        "sens": setting.meaning,
    }
