"""What an unattended run needs beside a workspace, as the settings describe it."""

import shlex
import shutil
import sys
from datetime import time
from pathlib import Path

from platformdirs import user_config_path, user_state_path

from adapters.unattended.command import NotifyingCommand
from adapters.unattended.crontab import CrontabSchedule
from adapters.unattended.mail import Mailer, MailServer
from adapters.unattended.memory import FileMemory
from adapters.unattended.retrying import Retrying
from adapters.unattended.systemd import SystemdSchedule
from core.errors import UserError
from core.model.identifiers import Uai
from core.ports.unattended import Notifier, Schedule
from core.rules.calendar import Calendar, InvalidPeriod, Period, periods_of
from core.usecases.notices import Notices
from core.usecases.unattended import Retry
from tui import secrets
from tui.composition.access import is_loopback
from tui.settings import UnattendedSettings
from tui.wording import unattended_texts


def calendar(chosen: UnattendedSettings) -> Calendar:
    """When nothing is done, and when something is only added. Raises `UserError`."""
    return Calendar(
        pauses=_periods("pauses", chosen.pauses),
        additions_only=_periods("ajouts_seulement", chosen.additions_only),
    )


def retry(chosen: UnattendedSettings) -> Retry:
    """How a register that is down is waited for."""
    return Retrying(window=chosen.window * 60, first_wait=chosen.first_wait)


def notices(chosen: UnattendedSettings) -> Notices:
    """Who is told, and what was told. Raises `UserError` when that makes no sense."""
    notifiers: list[Notifier] = []
    if chosen.command:
        try:
            notifiers.append(NotifyingCommand(shlex.split(chosen.command)))
        except ValueError as error:
            raise UserError(unattended_texts.BAD_COMMAND) from error
    if chosen.smtp_host:
        notifiers.append(_mailer(chosen))
    return Notices(notifiers, FileMemory(user_state_path("lsun-sync") / "automatique.json"))


def schedule(kind: str, uai: Uai, at: time) -> Schedule:
    """What starts an unattended run of this school each day at this hour."""
    command = [*_this_program(), "synchroniser", "--automatique", "--ecole", str(uai)]
    if kind == "systemd":
        return SystemdSchedule(user_config_path("systemd") / "user", uai, command, at)
    return CrontabSchedule(uai, command, at)


def _periods(name: str, text: str) -> tuple[Period, ...]:
    try:
        return periods_of(text)
    except InvalidPeriod as error:
        raise UserError(unattended_texts.BAD_PERIOD.format(name=name, text=error)) from error


def _mailer(chosen: UnattendedSettings) -> Mailer:
    if not (chosen.sender and chosen.recipients):
        raise UserError(unattended_texts.HALF_MAIL)
    password = chosen.smtp_password
    if not password and chosen.smtp_password_file:
        password = secrets.from_file(Path(chosen.smtp_password_file).expanduser())
    server = MailServer(
        chosen.smtp_host,
        chosen.smtp_port,
        chosen.smtp_user,
        password,
        is_this_machine=is_loopback(chosen.smtp_host),
    )
    return Mailer(server, chosen.sender, [to.strip() for to in chosen.recipients.split(",")])


def _this_program() -> list[str]:
    installed = shutil.which("lsun-sync", path=str(Path(sys.executable).parent))
    return [installed] if installed else [sys.executable, "-m", "tui"]
