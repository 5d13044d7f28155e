"""A store copied into another, in whichever database: all of its rows, or none."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, func, insert, select, text

from adapters.lsun import sentences
from adapters.lsun.database import open_engine, parsed, reading, store_errors, time_of
from adapters.lsun.run_lifecycle import is_dead
from adapters.lsun.spoilt import UNREADABLE
from adapters.lsun.tables import metadata, runs
from adapters.new_file import new_file
from core.errors import FileError, StoreError
from core.model.runs import RunState

_AT_ONCE = 1000
"""Rows that are read and written together."""


def copy_store(source: str, target: str) -> int:
    """Copy all the rows of a store into an empty one; how many there are.

    Counts and fingerprints of each table are compared before anything is committed. Raises
    `StoreError` when either cannot be used, a run is alive in the source, or the target is not
    empty; `FileError` when it is a file that is there.
    """
    path = Path(parsed(source).database or "")
    with store_errors(), ExitStack() as stack:
        if _is_a_file(source) and not path.is_file():
            raise StoreError(sentences.NOT_THERE.format(path=path))
        given = stack.enter_context(_engine(source))
        made = stack.enter_context(_new_file(target) if _is_a_file(target) else _engine(target))
        old = stack.enter_context(reading(given).begin())
        _refuse_living_run(old)
        with made.begin() as new:
            _refuse_unless_empty(new)
            try:
                return sum(_copy(old, new, table) for table in metadata.sorted_tables)
            except UNREADABLE as error:
                raise StoreError(sentences.UNREADABLE_DATA) from error


def _copy(old: Connection, new: Connection, table: Table) -> int:
    """Copy the rows of a table; how many. Raises `StoreError` when they do not come back alike."""
    taken = hashlib.sha256()
    count = 0
    for rows in _rows(old, table):
        new.execute(insert(table), [dict(row._mapping) for row in rows])  # noqa: SLF001 - its API
        _add(taken, rows)
        count += len(rows)
    come_back = hashlib.sha256()
    for rows in _rows(new, table):
        _add(come_back, rows)
    if come_back.digest() != taken.digest():
        raise StoreError(sentences.COPY_DIFFERS.format(table=table.name))
    if count and new.dialect.name == "postgresql" and "id" in table.c:
        last = select(func.max(table.c.id)).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, "id")
        new.execute(select(func.setval(sequence, last)))
    return count


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    in_order = select(table).order_by(*table.primary_key)
    return connection.execute(in_order, execution_options={"yield_per": _AT_ONCE}).partitions()


def _add(fingerprint: Any, rows: Sequence[Row[Any]]) -> None:  # noqa: ANN401 - a hash has no type
    for row in rows:
        body = json.dumps(tuple(row), default=str, sort_keys=True)
        fingerprint.update(body.encode() + b"\n")


def _refuse_living_run(connection: Connection) -> None:
    running = runs.c.state == RunState.RUNNING.value
    alive = select(runs.c.id).where(running, ~is_dead(time_of(connection)))
    if connection.execute(alive).first() is not None:
        raise StoreError(sentences.SOURCE_IN_USE)


def _refuse_unless_empty(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(text("1")).select_from(table).limit(1)).first() is not None:
            raise StoreError(sentences.TARGET_NOT_EMPTY)


def _is_a_file(url: str) -> bool:
    return parsed(url).get_backend_name() == "sqlite"


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _new_file(url: str) -> Iterator[Engine]:
    """An engine on what becomes this file, if nothing fails."""
    path = Path(parsed(url).database or "")
    try:
        with new_file(path) as unfinished:
            with _engine(f"sqlite:///{unfinished}") as engine:
                yield engine
            with closing(sqlite3.connect(unfinished)) as whole:
                whole.execute("PRAGMA journal_mode=DELETE")
    except FileExistsError as error:
        raise FileError(sentences.ALREADY_THERE.format(path=path)) from error
