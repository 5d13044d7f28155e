"""Every bench, then one table of every bar; `--json FILE` writes it for programs too."""

import argparse
from pathlib import Path

from tests.benchmarks import extractions, gradebooks, killers, synchronisation, terminal
from tests.benchmarks.table import print_table, write_json


def main() -> None:
    """Run them all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    for bench in (extractions, gradebooks, killers, synchronisation, terminal):
        bench.main()
    print_table()
    if options.json:
        write_json(options.json)


if __name__ == "__main__":
    main()
