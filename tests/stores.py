"""Stores with a school in them."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from adapters.lsun.store import LsunStore
from core.model.school_contents import SchoolContents


def fill(path: Path, contents: SchoolContents) -> Path:
    """Put a school into the store of this file, which is made if there is none."""

    async def fill_it() -> None:
        async with LsunStore.open(f"sqlite:///{path}") as store:
            await store.fill(contents)

    asyncio.run(fill_it())
    return path


def rows(path: Path, query: str, *, write: bool = False) -> list[tuple[Any, ...]]:
    """What a statement gives; with `write`, what it does stays done."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(query).fetchall()
        if write:
            connection.commit()
    return found
