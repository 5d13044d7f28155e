"""`python -m tui` is `lsun-sync`."""

import sys

from tui.cli import main

sys.exit(main())
