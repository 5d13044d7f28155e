"""What hostile LSU files cost until they are refused, and what the worst of them costs.

`make bench` prints seconds and megabytes: 10 s and 300 MB are what none of them may exceed.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.adapters.lsu.killers import KILLERS, dense

SIZE, BILANS = 60, 14_000
_READ = r"""
import re, sys, time
from pathlib import Path
from adapters.lsu.reading import read_bilans
from core.errors import FileError
start = time.perf_counter()
try:
    for bilan in read_bilans(Path(sys.argv[1])):
        pass
    end = "lu"
except FileError:
    end = "refusé"
[most] = re.findall(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
print(f"{end} en {time.perf_counter() - start:5.2f} s, {int(most) // 1024:>4} Mo")
"""


def bench(path, what):
    """Print what reading a file costs, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, path], capture_output=True, text=True, check=False
    )
    said = done.stdout.strip() or f"le programme s'est arrêté ({done.returncode})"
    print(f"{path.stat().st_size / 1e6:>4.0f} Mo, {what:<38} {said}")


def main():
    """Print it all."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "cahier.xml")
        for what, text in KILLERS.items():
            path.write_text(text(SIZE), "utf-8")
            bench(path, what)
        path.write_text(dense(BILANS), "utf-8")
        bench(path, "des bilans, faux à la dernière ligne")


if __name__ == "__main__":
    main()
