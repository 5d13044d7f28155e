"""What starts: `lsun-sync`, and `python -m tui`, which is the same."""

import gc
import os
import sys

# Nearly everything here is kept, or freed by its own count. Looking for circles at Python's own
# rate costs a school's run a sixth of its time, and the start a tenth.
gc.set_threshold(20_000, 20, 20)
# A key passes from thread to thread on its way to the screen: it may not wait for long at each.
sys.setswitchinterval(0.0005)
# Textual skips a frame after each one it paints. At its own rate of 60 a second, the echo of a key
# that comes just behind a message waits for up to 33 ms.
os.environ.setdefault("TEXTUAL_FPS", "250")

from tui.cli.main import main  # noqa: E402 - what is above is for the imports too

if __name__ == "__main__":
    sys.exit(main())
