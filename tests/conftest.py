"""Tests see the same terminal on every machine: French in UTF-8, with colours."""

import os

for name in ("LC_ALL", "LC_CTYPE", "NO_COLOR", "TMUX", "STY", "VTE_VERSION", "ACCESSIBLE"):
    os.environ.pop(name, None)
os.environ |= {"LANG": "C.UTF-8", "TERM": "xterm-256color"}
