"""`python -m tui` is `lsun-sync`."""

import sys

from tui.cli.main import main

sys.exit(main())
