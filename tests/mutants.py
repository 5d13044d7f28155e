"""Which small changes of the code its tests do not see: `make mutants` (mutmut; takes hours).

Each scope has a folder of its own in `build/mutants`, and the tests that are nearest to it, so that
a mutant costs little. A further run tries what has changed since, and what survived, anew.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "mutants"
LEAST = 0.90
"""The share of mutants that the tests must see, in each scope."""

KILLED = {"killed", "timeout"}
"""A mutant that never ends is seen too."""


class Scope(NamedTuple):
    """What is mutated, but for what is `spared`, and the tests that are to see it."""

    mutated: str
    tests: tuple[str, ...]
    spared: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


SCOPES = {
    "core": Scope("core/*", ("tests/core",)),
    "lsun": Scope(
        "adapters/lsun/*",
        ("tests/adapters/lsun", "tests/contracts/test_store.py"),
        # Migrations are no modules to mutmut; what a server alone reaches would start one a mutant.
        tuple(
            f"adapters/lsun/{name}"
            for name in ("migrations/*", "postgresql.py", "administration.py", "access.py")
        ),
        ("-k", "not postgresql and not Synchronisations and not test_server and not test_access"),
    ),
    "client": Scope(
        "adapters/be1d/client.py", ("tests/adapters/be1d", "tests/contracts/test_register.py")
    ),
}


def main(names: list[str]) -> int:
    """Run these scopes, or all of them; 1 when the tests see too few mutants of one."""
    found = {name: _run(FOLDER / name, SCOPES[name]) for name in names or SCOPES}
    for statuses in found.values():
        for mutant, status in statuses.items():
            if status not in KILLED:
                print(f"{mutant} : {status}")
    print("| What | Mutants | Killed | Timed out | Survived | Without a test | Share |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, statuses in found.items():
        counts = Counter(statuses.values())
        of_each = [counts[status] for status in ("killed", "timeout", "survived", "no tests")]
        row = [f"`{SCOPES[name].mutated}`", len(statuses), *of_each, f"{_share(statuses):.1%}"]
        print(f"| {' | '.join(map(str, row))} |")
    return int(any(_share(statuses) < LEAST for statuses in found.values()))


def _share(statuses: dict[str, str]) -> float:
    return sum(status in KILLED for status in statuses.values()) / len(statuses)


def _run(folder: Path, scope: Scope) -> dict[str, str]:
    """What became of each mutant of a scope."""
    folder.mkdir(parents=True, exist_ok=True)
    for room in ("core", "adapters", "tui", "tests"):
        if not (folder / room).exists():
            (folder / room).symlink_to(ROOT / room)
    # mutmut reads its settings where it runs, and pytest does too.
    settings = f"""
[tool.mutmut]
source_paths = ["core", "adapters", "tui"]
only_mutate = ["{scope.mutated}"]
do_not_mutate = {list(scope.spared)}
pytest_add_cli_args = {["--timeout=15", *scope.options]}
pytest_add_cli_args_test_selection = {list(scope.tests)}
timeout_multiplier = 4.0
timeout_constant = 4.0
"""
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8") + settings)
    before = _survivors(_results(folder))
    _mutmut(folder, "run", "--max-children", "1")
    # mutmut lets what it knows stand, and the tests may see these by now.
    if again := before & _survivors(_results(folder)):
        _mutmut(folder, "run", "--max-children", "1", *sorted(again))
    return _results(folder)


def _survivors(statuses: dict[str, str]) -> set[str]:
    return {name for name, status in statuses.items() if status in ("survived", "no tests")}


def _results(folder: Path) -> dict[str, str]:
    if not (folder / "mutants").exists():
        return {}
    lines = _mutmut(folder, "results", "--all", "true", keep=True).splitlines()
    return dict(line.strip().split(": ", 1) for line in lines if ": " in line)


def _mutmut(folder: Path, *arguments: str, keep: bool = False) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE if keep else None,
        text=True,
        check=True,
    )
    return done.stdout or ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
