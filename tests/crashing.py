"""The program, with an error of its own in it: `CRASHES` says where it strikes.

What fails has a pupil and a secret at hand, and its error says both.
"""

import asyncio
import gc
import os
import sys
import threading

from core.usecases.workspace import Workspace
from tui.cli.main import main
from tui.fullscreen.terminal.driver import TerminalDriver

PUPIL, SECRET = "DUPONT-DES-ESSAIS", "Bearer jeton-tres-secret"
TOGETHER = f"{PUPIL} {SECRET}"


def fail(*_arguments, pupil=PUPIL, secret=SECRET):
    raise ValueError(f"{pupil} {secret}")


class FailsAtItsEnd:
    def __init__(self, pupil=PUPIL):
        self.pupil = pupil

    def __del__(self):
        fail(self.pupil)


async def in_the_program(_workspace):
    fail(PUPIL)


async def in_a_thread(_workspace):
    await asyncio.to_thread(fail, PUPIL)


async def in_a_group(_workspace):
    async with asyncio.TaskGroup() as group:
        group.create_task(in_the_program(_workspace))


async def beside_it(workspace, schools=Workspace.schools):
    """What nobody waits for: none of it ends the program."""
    asyncio.get_running_loop().call_soon(fail, PUPIL)
    forgotten = asyncio.create_task(in_the_program(workspace))
    thread = threading.Thread(target=fail, args=[TOGETHER])
    thread.start()
    await asyncio.to_thread(thread.join)
    await asyncio.wait([forgotten])
    del forgotten
    FailsAtItsEnd()
    gc.collect()
    return await schools(workspace)


if __name__ == "__main__":
    match os.environ["CRASHES"]:
        case "in the keys":
            TerminalDriver._typed = fail  # type: ignore[method-assign]
        case where:
            Workspace.schools = {  # type: ignore[method-assign]
                "in the program": in_the_program,
                "in a thread": in_a_thread,
                "in a group": in_a_group,
                "beside it": beside_it,
            }[where]
    sys.exit(main())
