"""The settings: a TOML file in the user's folder, and environment variables that override it.

`[be1d] jeton` is `LSUN_SYNC_BE1D_JETON` in the environment, and so on for every setting.
"""

import getpass
import os
import platform
import stat
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta, field
from platformdirs import user_config_path, user_data_path

from core.errors import UserError
from core.model.users import Role, User
from tui import secrets
from tui.keymap import COMMANDS
from tui.setting_keys import keys_of
from tui.setting_kinds import (
    Address,
    File,
    Host,
    Hour,
    MailAddress,
    MailAddresses,
    Percentage,
    Periods,
    Seconds,
    Secret,
    fields_of,
    is_section,
    understood,
)
from tui.setting_sources import Sources, decoded, ours, parsed, variable_of
from tui.wording import access_texts
from tui.wording import setting_texts as words

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.model.academy import Night
    from core.rules.guard import Limits

_FOLDER = "lsun-sync"
TOKEN_VARIABLE = variable_of("be1d", "jeton")


def default_database() -> str:
    """The store in the user's own data folder."""
    return f"sqlite:///{user_data_path(_FOLDER) / 'lsun.sqlite'}"


class LsunSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the store is (any SQLAlchemy URL), and which of its schools is meant."""

    database: Annotated[str, Meta(description=words.BASE)] = field(
        name="base", default_factory=default_database
    )
    school: Annotated[str, Meta(description=words.SCHOOL)] = field(name="ecole", default="")
    journal_months: Annotated[int, Meta(ge=12, le=36)] = field(name="journal_mois", default=12)


class Be1dSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where BE1D answers, and how it is asked. Times in seconds."""

    url: Address = field(name="adresse", default="")
    token: Secret = field(name="jeton", default="")
    token_file: File = field(name="jeton_fichier", default="")
    keyring: bool = field(name="trousseau", default=False)
    authority: File = field(name="autorite", default="")
    certificate: File = field(name="certificat", default="")
    certificate_key: File = field(name="certificat_cle", default="")
    oauth2_url: Address = field(name="oauth2_adresse", default="")
    oauth2_client: str = field(default="")
    oauth2_secret: Secret = field(default="")
    oauth2_secret_file: File = field(name="oauth2_secret_fichier", default="")
    oauth2_scope: str = field(name="oauth2_portee", default="")
    closed_network: bool = field(name="reseau_ferme", default=False)
    proxy: Annotated[str, Meta(description=words.PROXY)] = field(name="mandataire", default="")
    at_once: Annotated[int, Meta(ge=1, le=100)] = field(name="simultanes", default=20)
    connect_timeout: Seconds = field(name="delai_connexion", default=5.0)
    answer_timeout: Seconds = field(name="delai_reponse", default=15.0)
    attempts: Annotated[int, Meta(ge=1, le=10)] = field(name="essais", default=4)

    def __repr__(self) -> str:
        return f"Be1dSettings(url={self.url!r})"  # the others are secrets, or near them


def _account() -> str:
    """The name of the account; a container may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "inconnu"


class UserSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is at the keyboard: a name for the history, and a role."""

    name: str = field(name="nom", default_factory=_account)
    role: Role = field(default=Role.DIRECTOR)

    @property
    def user(self) -> User:
        """As the core knows him or her."""
        # Over SSH, the machine in front of which somebody is.
        client = os.environ.get("SSH_CLIENT", "").partition(" ")[0]
        return User(self.name, self.role, f"{platform.node()} {client}".strip())


class GuardSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From how much change on a run holds itself: percentages of so many pupils or more."""

    not_found: Percentage = field(name="non_trouves", default=10.0)
    modified: Percentage = field(name="modifies", default=20.0)
    renumbered: Percentage = field(name="renumerotes", default=2.0)
    moved: Percentage = field(name="changements_de_classe", default=50.0)
    emptied: Percentage = field(name="donnees_vides", default=10.0)
    household: Percentage = field(name="familles", default=25.0)
    arrivals: Percentage = field(name="arrivees", default=50.0)
    unassigned: Percentage = field(name="affectations", default=50.0)
    unverified: Percentage = field(name="non_verifies", default=20.0)
    from_pupils: Annotated[int, Meta(ge=1)] = field(name="a_partir_de", default=10)

    @property
    def limits(self) -> "Limits":
        """As the core counts them."""
        from core.rules import guard  # noqa: PLC0415 - not before the first screen

        return guard.Limits(
            not_found=self.not_found / 100,
            modified=self.modified / 100,
            renumbered=self.renumbered / 100,
            moved=self.moved / 100,
            emptied=self.emptied / 100,
            household=self.household / 100,
            arrivals=self.arrivals / 100,
            unassigned=self.unassigned / 100,
            unverified=self.unverified / 100,
            from_pupils=self.from_pupils,
        )


class UnattendedSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When an unattended run insists, pauses and only adds, and how it tells somebody.

    `window` is in minutes, `first_wait` in seconds; periods are read by `core.rules.calendar`.
    """

    window: Annotated[float, Meta(ge=0, le=1440)] = field(name="fenetre", default=180.0)
    first_wait: Annotated[float, Meta(gt=0, le=3600)] = field(name="premiere_attente", default=60.0)
    pauses: Periods = ""
    additions_only: Periods = field(name="ajouts_seulement", default="")
    command: str = field(name="commande", default="")
    smtp_host: Host = field(name="smtp_serveur", default="")
    smtp_port: Annotated[int, Meta(ge=1, le=65535)] = 587
    smtp_user: str = field(name="smtp_utilisateur", default="")
    smtp_password: Secret = field(name="smtp_mot_de_passe", default="")
    smtp_password_file: File = field(name="smtp_mot_de_passe_fichier", default="")
    sender: MailAddress = field(name="expediteur", default="")
    recipients: MailAddresses = field(name="destinataires", default="")

    def __repr__(self) -> str:
        return "UnattendedSettings()"  # a password is among them


_LONG = 10.0
"""Seconds after which one looks elsewhere."""


class TerminalSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the screens look like, and how often they write to the line."""

    linear: bool = field(name="lineaire", default=False)
    theme: Literal["sombre", "clair", "contraste"] = "sombre"
    frames_per_second: Annotated[int, Meta(ge=1, le=30)] = field(
        name="images_par_seconde", default=4
    )
    clipboard: Literal["auto", "oui", "non"] = field(name="presse_papiers", default="auto")
    title: Literal["oui", "non"] = field(name="titre", default="oui")
    bell: Literal["non", "fin"] = field(name="sonnerie", default="non")

    def is_heard_after(self, seconds: float) -> bool:
        """Whether the bell sounds at the end of what took so long."""
        return self.bell == "fin" and seconds >= _LONG


class AcademySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When an academy's schools are synchronised, and how many at once by one worker."""

    opens: Hour = field(name="debut", default="20:00")
    closes: Hour = field(name="fin", default="06:00")
    zone: Annotated[str, Meta(description=words.ZONE)] = field(
        name="fuseau", default="Europe/Paris"
    )
    holidays: Annotated[str, Meta(description=words.DAYS)] = field(name="vacances", default="")
    at_once: Annotated[int, Meta(ge=1, le=50)] = field(name="ecoles_a_la_fois", default=4)
    figures: Annotated[str, Meta(description=words.HOST_AND_PORT)] = field(
        name="mesures", default="127.0.0.1:9108"
    )

    @property
    def night(self) -> "Night":
        """As the core knows it. Raises `ValueError` for a zone or days that are none."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - not before the first screen

        from core.model.academy import Night  # noqa: PLC0415

        return Night(
            time.fromisoformat(self.opens),
            time.fromisoformat(self.closes),
            ZoneInfo(self.zone),
            tuple(map(_days, filter(None, self.holidays.split(",")))),
        )


def _days(text: str) -> tuple[date, date]:
    first, _, last = text.strip().partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All the settings. `keys` are those of the commands that have others than usual."""

    lsun: LsunSettings = field(default_factory=LsunSettings)
    be1d: Be1dSettings = field(default_factory=Be1dSettings)
    user: UserSettings = field(name="utilisateur", default_factory=UserSettings)
    guard: GuardSettings = field(name="garde", default_factory=GuardSettings)
    unattended: UnattendedSettings = field(name="automatique", default_factory=UnattendedSettings)
    academy: AcademySettings = field(name="academie", default_factory=AcademySettings)
    terminal: TerminalSettings = field(default_factory=TerminalSettings)
    keys: dict[str, str] = field(name="touches", default_factory=dict)


def default_file() -> Path:
    """Where the settings file is, unless it is named."""
    return user_config_path(_FOLDER) / "reglages.toml"


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raise `UserError` when one of them has no meaning."""
    text, written = _file()
    told = Sources(default_file(), text, environment)
    _refuse_unknown(environment)
    values = {name: value for name, value in written.items() if name not in _SECTIONS}
    for section, kinds in _SECTIONS.items():
        overrides = {
            name: environment[variable]
            for name in kinds
            if (variable := variable_of(section, name)) in environment
        }
        in_file = written.get(section, {})
        if isinstance(in_file, dict):
            said = {**in_file, **overrides}
            in_file = {name: understood(kinds.get(name), said[name]) for name in said}
        values[section] = in_file
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        from tui.setting_faults import faults  # noqa: PLC0415 - few are wrong

        raise UserError(" ".join(faults(Settings, values, told))) from error
    return msgspec.structs.replace(settings, keys=keys_of(settings.keys, told))


def sources(environment: Mapping[str, str] = os.environ) -> Sources:
    """Where each setting is said. Raises `UserError` when the file cannot be read."""
    return Sources(default_file(), _file()[0], environment)


_SECTIONS: Mapping[str, Mapping[str, Any]] = {
    name: {known: setting.type for known, setting in fields_of(section.type).items()}
    if is_section(section)
    else dict.fromkeys(COMMANDS, str)
    for name, section in fields_of(Settings).items()
}
"""The names of the settings and what each takes, by section."""

_SECRETS = [
    (section, name)
    for section, declared in fields_of(Settings).items()
    if is_section(declared)
    for name, setting in fields_of(declared.type).items()
    if setting.type == Secret
]
"""The settings that others may not read."""


def _file() -> tuple[str, dict[str, Any]]:
    """The file, and what it says. Raises `UserError` when others may read a secret in it."""
    path = default_file()
    try:
        with path.open("rb") as file:
            status, content = os.fstat(file.fileno()), file.read()
    except (FileNotFoundError, NotADirectoryError):
        return "", {}
    except OSError as error:
        raise UserError(words.UNREADABLE.format(path=path)) from error
    text = decoded(path, content)
    written = parsed(path, text)
    if secrets.is_open_to_others(status, stat.S_IWGRP | stat.S_IWOTH):
        raise UserError(access_texts.WRITABLE_SETTINGS.format(path=path))
    sections = ((written.get(section), name) for section, name in _SECRETS)
    has_a_secret = any(isinstance(known, dict) and known.get(name) for known, name in sections)
    if has_a_secret and secrets.is_open_to_others(status):
        raise UserError(access_texts.READABLE_BY_OTHERS.format(path=path))
    return text, written


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """Raise `UserError` for a variable that sets nothing: it was meant to set something."""
    known = {variable_of(section, name) for section, names in _SECTIONS.items() for name in names}
    unknown = [name for name in ours(environment) if name not in known]
    if unknown:
        from tui.nearest import nearest  # noqa: PLC0415 - few are wrong

        found = (words.unknown_variable(name, nearest(name, known)) for name in unknown)
        raise UserError(" ".join(found))
