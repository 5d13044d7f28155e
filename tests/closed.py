"""A folder on which one has no rights, whoever runs the tests."""

import errno
from pathlib import Path


def closed(monkeypatch, folder):
    """Let nobody look at what is in this folder."""
    stat = Path.stat

    def refused(path, **options):
        if folder in path.parents:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", refused)
