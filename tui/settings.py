"""The settings: a TOML file in the user's folder, and environment variables that override it.

`[be1d] jeton` is `LSUN_SYNC_BE1D_JETON` in the environment, and so on for every setting.
"""

import getpass
import os
import platform
import stat
import tomllib
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, field
from platformdirs import user_config_path, user_data_path

from core.errors import UserError
from core.model.users import Role, User
from tui import secrets
from tui.keymap import COMMANDS, keys_read
from tui.wording import access_texts, texts
from tui.wording.key_texts import key_name

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.model.academy import Night
    from core.rules.guard import Limits

_FOLDER = "lsun-sync"
_PREFIX = "LSUN_SYNC"
TOKEN_VARIABLE = f"{_PREFIX}_BE1D_JETON"

# To Python's `$`, a line break may follow: `\\Z` ends for good.
Address = Annotated[str, Meta(pattern=r"^(https?://[^\s]+)?\Z")]
Secret = Annotated[str, Meta(pattern=r"^[!-~]*\Z")]
_MAIL = r"[^\s@,;<>\"]+@[^\s@,;<>\"]+"
MailAddress = Annotated[str, Meta(pattern=rf"^({_MAIL})?\Z")]
MailAddresses = Annotated[str, Meta(pattern=rf"^({_MAIL}( *, *{_MAIL})*)?\Z")]
Hour = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
Seconds = Annotated[float, Meta(gt=0, le=600)]
Percentage = Annotated[float, Meta(ge=0, le=100)]


def default_database() -> str:
    """The store in the user's own data folder."""
    return f"sqlite:///{user_data_path(_FOLDER) / 'lsun.sqlite'}"


class LsunSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the store is (any SQLAlchemy URL), and which of its schools is meant."""

    database: str = field(name="base", default_factory=default_database)
    school: str = field(name="ecole", default="")
    journal_months: Annotated[int, Meta(ge=12, le=36)] = field(name="journal_mois", default=12)


class Be1dSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where BE1D answers, and how it is asked. Times in seconds."""

    url: Address = field(name="adresse", default="")
    token: Secret = field(name="jeton", default="")
    token_file: str = field(name="jeton_fichier", default="")
    keyring: bool = field(name="trousseau", default=False)
    authority: str = field(name="autorite", default="")
    certificate: str = field(name="certificat", default="")
    certificate_key: str = field(name="certificat_cle", default="")
    oauth2_url: Address = field(name="oauth2_adresse", default="")
    oauth2_client: str = field(default="")
    oauth2_secret: Secret = field(default="")
    oauth2_secret_file: str = field(name="oauth2_secret_fichier", default="")
    oauth2_scope: str = field(name="oauth2_portee", default="")
    closed_network: bool = field(name="reseau_ferme", default=False)
    proxy: str = field(name="mandataire", default="")
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
    pauses: str = ""
    additions_only: str = field(name="ajouts_seulement", default="")
    command: str = field(name="commande", default="")
    smtp_host: Annotated[str, Meta(pattern=r"^[\w.:-]*\Z")] = field(name="smtp_serveur", default="")
    smtp_port: Annotated[int, Meta(ge=1, le=65535)] = 587
    smtp_user: str = field(name="smtp_utilisateur", default="")
    smtp_password: Secret = field(name="smtp_mot_de_passe", default="")
    smtp_password_file: str = field(name="smtp_mot_de_passe_fichier", default="")
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
    zone: str = field(name="fuseau", default="Europe/Paris")
    holidays: str = field(name="vacances", default="")
    at_once: Annotated[int, Meta(ge=1, le=50)] = field(name="ecoles_a_la_fois", default=4)
    figures: str = field(name="mesures", default="127.0.0.1:9108")

    @property
    def night(self) -> "Night":
        """As the core knows it. Raises `ValueError` for a zone or days that are none."""
        from core.model.academy import Night  # noqa: PLC0415 - not before the first screen

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
    path = default_file()
    try:
        written = _written(path)
        for section in msgspec.structs.fields(Settings):
            overrides = _from_environment(section, environment)
            name = section.encode_name
            written[name] = {**written.get(name, {}), **overrides}
        settings = msgspec.convert(written, Settings, strict=False)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(texts.UNREADABLE_SETTINGS.format(path=path)) from error
    except (msgspec.ValidationError, TypeError) as error:
        raise UserError(texts.BAD_SETTING.format(path=path, error=error)) from error
    return msgspec.structs.replace(settings, keys=_keys(settings.keys))


def _written(path: Path) -> dict[str, Any]:
    """What the file says. Raises `UserError` when others may read a secret in it, or change it."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        written = tomllib.load(file)
    if secrets.is_open_to_others(status, stat.S_IWGRP | stat.S_IWOTH):
        raise UserError(access_texts.WRITABLE_SETTINGS.format(path=path))
    sections = ((written.get(name), names) for name, names in _SECRETS.items())
    has_a_secret = any(
        isinstance(section, dict) and any(map(section.get, names)) for section, names in sections
    )
    if has_a_secret and secrets.is_open_to_others(status):
        raise UserError(access_texts.READABLE_BY_OTHERS.format(path=path))
    return written


_SECRETS = {"be1d": ("jeton", "oauth2_secret"), "automatique": ("smtp_mot_de_passe",)}
"""The settings that others may not read, by section."""


def _keys(written: Mapping[str, str]) -> dict[str, str]:
    keys = {}
    for name, text in written.items():
        if name not in COMMANDS:
            raise UserError(texts.UNKNOWN_COMMAND.format(name=name, known=", ".join(COMMANDS)))
        read = keys_read(text)
        if read is None:
            raise UserError(texts.NOT_A_KEY.format(name=name, text=text))
        keys[name] = read
    used: dict[str, str] = {}
    for name, command in COMMANDS.items():
        for key in keys.get(name, command.keys).split(","):
            if key in used:
                shared = {"key": key_name(key), "one": used[key], "other": name}
                raise UserError(texts.SHARED_KEY.format(**shared))
            used[key] = name
    return keys


def _from_environment(
    section: msgspec.structs.FieldInfo, environment: Mapping[str, str]
) -> dict[str, str]:
    prefix = f"{_PREFIX}_{section.encode_name}_".upper()
    names = (
        [setting.encode_name for setting in msgspec.structs.fields(section.type)]
        if isinstance(section.type, type) and issubclass(section.type, msgspec.Struct)
        else COMMANDS
    )
    return {
        name: environment[prefix + name.upper()]
        for name in names
        if prefix + name.upper() in environment
    }
