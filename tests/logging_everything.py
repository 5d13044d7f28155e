"""The program, where every log of every library is kept, at its lowest level, in `LOGGED`."""

import logging
import os
import sys

logging.basicConfig(level=1, filename=os.environ["LOGGED"], force=True)
logging.captureWarnings(capture=True)

from tui.cli.main import main  # noqa: E402 - libraries find the logs as they would be

if __name__ == "__main__":
    sys.exit(main())
