"""What the screens cost on the line, in time and in memory, beside the budget of each.

`make bench` prints them. The program, its terminal, its register and its store are the real ones.
Nothing fails here: a figure depends on the machine, and a ratio less than the rest.
"""

import asyncio
import compileall
import os
import re
import resource
import statistics
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

from textual.app import App
from textual.reactive import var

from core.model.messages import Message, Severity
from tests.benchmarks import minimal
from tests.benchmarks.driving import (
    AT_50_PER_SECOND,
    AT_FULL_SPEED,
    COLUMNS,
    KILOBYTE,
    LINES,
    MEGABYTE,
    MENU_IS_PAINTED,
    MENU_IS_READY,
    RUN_HAS_ENDED,
    RUN_IS_SHOWN,
    SELECTION_IS_READY,
    frames,
    launch,
    open_selection,
    tell,
    wait_for_the_run,
)
from tests.benchmarks.keys import (
    bench_filter,
    bench_keys_while_running,
)
from tests.benchmarks.school import moved_school
from tui.fullscreen import app as application
from tui.fullscreen.screens.messages import MessagesPage
from tui.fullscreen.widgets.panel import Entry

NOISE = 1.1
"""What two measures of the same thing may differ by: as much is no slower."""

REST = 10
STARTS = 7
MANY, PER_FLUSH = 10_000, 50


def cpu_seconds(pid):
    """What a process has used of the processors so far, for itself and for the system."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def bench_first_screen(terminal):
    """The bytes until the school is told."""
    terminal.wait_for(MENU_IS_READY)
    terminal.wait_for_quiet()
    tell("Premier écran", len(terminal.received) / KILOBYTE, "ko", 20)


def bench_rest(terminal, where):
    """The bytes when nobody does anything."""
    before = len(terminal.received)
    terminal.read_all_for(REST)
    tell(f"Au repos, {where}, en {REST} s", len(terminal.received) - before, "octets", 0)


def bench_arrow(terminal):
    """The bytes of the current row's move, without scrolling: the most of several."""
    costs = []
    for key in ("down", "down", "down", "up", "up"):
        before = len(terminal.received)
        terminal.press(key)
        terminal.wait_for_quiet()
        costs.append(len(terminal.received) - before)
    tell("Une flèche dans le sélecteur", max(costs), "octets", 500)


class Run:
    """A whole run, followed on the screen: what it wrote, how long it took, what it used."""

    def __init__(self, terminal):
        launch(terminal)
        before = len(terminal.received)
        start, used = time.monotonic(), cpu_seconds(terminal.process.pid)
        wait_for_the_run(terminal)
        self.bytes = len(terminal.received) - before
        self.cpu = cpu_seconds(terminal.process.pid) - used
        self.seconds = terminal.arrivals[-1][0] - start
        self.live_bytes = _between_the_first_and_the_last_frame(terminal)


def _between_the_first_and_the_last_frame(terminal):
    live = [
        received
        for _, received, lines in frames(terminal)
        if any(RUN_IS_SHOWN in line for line in lines)
        and not any(RUN_HAS_ENDED in line for line in lines)
    ]
    return live[-1] - live[0]


def bench_bytes(run, school):
    """What the messages cost, against their own text as the report has it."""
    signs = tuple(f"{item.word} : ".encode() for item in Severity)
    sentences = [line for line in school.report().splitlines() if line.startswith(signs)]
    text = sum(len(line) + 1 for line in sentences)
    print(
        f"{len(sentences)} messages de {text / len(sentences):.0f} octets,"
        f" {len(sentences) / run.seconds:.0f} par seconde :"
    )
    tell("  octets écrits contre octets du texte", run.bytes / text, "×", 1.5)
    tell("  sans la première ni la dernière image", run.live_bytes / text, "×")


def bench_cpu(run, school):
    """What the interface adds to the run's own work."""
    # Starting and opening the store are not the run's work: another command does nothing else.
    opening, opened_in = _used_without_a_screen(school, "ecoles")
    everything, ended_in = _used_without_a_screen(school, "synchroniser")
    tell(
        "  processeur de l'application, écrans compris", 100 * run.cpu / run.seconds, "% d'un cœur"
    )
    tell("  processeur contre la même sans écran", run.cpu / (everything - opening), "×")
    tell("  durée contre la même sans écran", run.seconds / (ended_in - opened_in), "×", 1.05)


def _used_without_a_screen(school, command):
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before, start = used(), time.monotonic()
    school.without_a_screen(command, at_once=AT_FULL_SPEED)
    return used() - before, time.monotonic() - start


def bench_a_command(school):
    """What a command costs before it does anything: the schools of a store are hardly any work."""

    def used(run):
        def cost():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run()
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

        return statistics.median(cost() for _ in range(STARTS))

    bare = used(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    command = used(lambda: school.without_a_screen("ecoles", at_once=AT_FULL_SPEED))
    tell("Une commande sans écran, processeur, Python en moins", command - bare, "s", 0.25)


def bench_live_panel(school):
    """What a message costs at the pace of a slow register."""
    with school.in_a_terminal(AT_50_PER_SECOND) as terminal:
        terminal.wait_for(MENU_IS_READY)
        open_selection(terminal)
        run = Run(terminal)
    print(f"{school.pupils} messages, {school.pupils / run.seconds:.0f} par seconde :")
    tell("  octets par message", run.live_bytes / school.pupils, "octets", 200)
    tell("  débit", run.live_bytes / run.seconds / KILOBYTE, "ko/s", 10)
    first_and_last = run.bytes - run.live_bytes
    tell("  première et dernière images, en plus", first_and_last / KILOBYTE, "ko")


class ManyMessages(App):
    """Shows a page of messages, and nothing else goes on."""

    CSS_PATH = Path(application.__file__).with_name(application.LsunSync.CSS_PATH)
    school_line = var("")


class PageOfMessages(MessagesPage):
    """The page that a run has, without the run."""

    def body(self):
        yield from self.messages_body()


async def no_workspace():
    raise NotImplementedError


async def bench_many_messages():
    """Whether the page takes the ten thousandth message as it took the first."""
    passes = [await measured_at_each_thousand(time.process_time) for _ in range(3)]
    # The least of three: what else the machine does only adds.
    first = min(moments[1] - moments[0] for moments in passes)
    last = min(moments[-1] - moments[-2] for moments in passes)
    tracemalloc.start()
    held = await measured_at_each_thousand(lambda: tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    print(f"{MANY} messages par {PER_FLUSH} sur la page des messages, seule et sans terminal :")
    tell("  mémoire ajoutée", (held[-1] - held[0]) / MEGABYTE, "Mo", 15)
    tell("  processeur, premier millier", first, "ms/message")
    tell("  dernier millier contre premier", last / first, "×", NOISE)


async def measured_at_each_thousand(measure):
    """What is measured before the first message, and after each thousand."""
    app, page = ManyMessages(), PageOfMessages("❯", no_workspace)
    async with app.run_test(size=(COLUMNS, LINES)) as pilot:
        await app.push_screen(page)
        await pilot.pause()
        measured = [measure()]
        for number in range(0, MANY, PER_FLUSH):
            page.add_entries(map(entry, range(number, number + PER_FLUSH)))
            await pilot.pause()
            if (number + PER_FLUSH) % 1000 == 0:
                measured.append(measure())
    return measured


def entry(number):
    """A message like those of a run."""
    text = f"L'élève Marie Claire DUPONT {number:05} (CE1 A) a été mis à jour."
    return Entry("CE1 A", Message(Severity.INFORMATION, text))


def bench_first_frame(school):
    """From the start of the program to its first painted screen, against the least."""

    def seconds(module, painted):
        with school.in_a_terminal(AT_FULL_SPEED, module) as terminal:
            terminal.wait_for(painted)
            return terminal.arrivals[-1][0] - terminal.started

    # In turn, so that what slows the machine down slows both.
    ours, least = zip(
        *(
            (seconds("tui", MENU_IS_PAINTED), seconds(minimal.__name__, minimal.TEXT))
            for _ in range(STARTS)
        ),
        strict=True,
    )
    print(
        f"Première image, médiane de {STARTS} : {statistics.median(ours):.2f} s ;"
        f" application Textual minimale : {statistics.median(least):.2f} s"
    )
    ratio = statistics.median(ours) / statistics.median(least)
    tell("  première image contre celle d'une application minimale", ratio, "×", 1.2)
    filled = statistics.median(seconds_to_the_classes(school) for _ in range(STARTS))
    ratio = filled / statistics.median(least)
    tell("  sélecteur rempli, 1 000 élèves, contre la même", ratio, "×", 2.5)


def seconds_to_the_classes(school):
    """From the start of the program to the classes, for one who types ahead."""
    with school.in_a_terminal(AT_FULL_SPEED) as terminal:
        terminal.wait_for(MENU_IS_PAINTED)
        terminal.type("enter")
        terminal.wait_for(SELECTION_IS_READY)
        return terminal.arrivals[-1][0] - terminal.started


def bench_memory(terminal, school):
    """What the application holds after a run, against the least that an application holds."""

    def resident(pid):
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        return int(re.findall(r"VmRSS:\s*(\d+)", status)[0])

    with school.in_a_terminal(AT_FULL_SPEED, minimal.__name__) as least:
        least.wait_for(minimal.TEXT)
        ratio = resident(terminal.process.pid) / resident(least.process.pid)
    tell("  mémoire au repos après la synchronisation", ratio, "×", 2.0)


def main():
    """Print it all."""
    for package in ("core", "adapters", "tui", "tests/benchmarks"):
        compileall.compile_dir(package, quiet=1)
    with moved_school(1_000) as school:
        bench_first_frame(school)
        bench_a_command(school)
        with school.in_a_terminal(AT_FULL_SPEED) as terminal:
            bench_first_screen(terminal)
            bench_rest(terminal, "au menu")
            open_selection(terminal)
            bench_rest(terminal, "dans le sélecteur")
            bench_arrow(terminal)
            run = Run(terminal)
            bench_bytes(run, school)
            bench_rest(terminal, "synchronisation terminée")
            bench_filter(terminal)
            bench_memory(terminal, school)
        bench_cpu(run, school)
    with moved_school(500) as school:
        bench_live_panel(school)
    # At most 200 a second: the run outlasts the keys that are pressed during it.
    with moved_school(3_600) as school:
        bench_keys_while_running(school)
    asyncio.run(bench_many_messages())


if __name__ == "__main__":
    main()
