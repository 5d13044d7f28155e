"""What holds of a store at any moment, whatever struck: the promise of the product, checked."""

import asyncio
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.lsun.codec import to_json
from adapters.lsun.store import LsunStore
from core.model.identifiers import Uai

Rows = list[tuple[Any, ...]]

PUPILS = """
    SELECT pupils.id, ine, family_name, usual_name, first_names, sex, birth_date, birth_place,
        level, addresses, email, phones, label
    FROM pupils JOIN structures ON structures.id = structure
"""
GUARDIANS = """
    SELECT pupil, position, civility, family_name, usual_name, first_name, kinship, custody,
        address, email, phones
    FROM guardians ORDER BY pupil, position
"""
GROUPS = """
    SELECT pupil, label FROM pupil_groups JOIN structures ON structures.id = structure
    ORDER BY pupil, label
"""
TEACHERS = """
    SELECT civility, family_name, first_name, label FROM teachers
    LEFT JOIN teachings ON teacher = teachers.id LEFT JOIN structures ON structures.id = structure
    ORDER BY 2, 3, 4
"""
STRUCTURES = "SELECT number, label, levels, is_group FROM structures ORDER BY 1"


@dataclass(frozen=True)
class Contents:
    """A store at one moment: each pupil by his number, and all the rest."""

    pupils: dict[int, Rows]
    archives: list[tuple[int, Any]]
    messages: list[tuple[int | None, str]]
    outcomes: dict[int, list[str]]
    staff: list[Rows]

    @property
    def whole(self) -> list[Any]:
        """What a synchronisation leaves, whatever the numbers that rows were given."""
        everybody = sorted(repr([row[1:] for row in rows]) for rows in self.pupils.values())
        archived = sorted(repr(livret) for _, livret in self.archives)
        return [everybody, archived, self.staff]

    @property
    def said(self) -> Counter[str]:
        """The messages, each as often as it was said."""
        return Counter(text for _, text in self.messages)


def contents(path: Path) -> Contents:
    """All that a store holds, which is whole as a file."""
    with closing(sqlite3.connect(path)) as connection:

        def rows(query: str) -> Rows:
            return connection.execute(query).fetchall()

        assert rows("PRAGMA integrity_check") == [("ok",)]
        assert rows("PRAGMA foreign_key_check") == []
        pupils = {row[0]: [row] for row in rows(PUPILS)}
        for query in (GUARDIANS, GROUPS):
            for row in rows(query):
                pupils[row[0]].append(row)
        archived = rows("SELECT pupil, livret FROM archives ORDER BY id")
        outcomes = rows("SELECT pupil, outcome FROM run_pupils ORDER BY run")
        return Contents(
            pupils,
            [(pupil, json.loads(livret)) for pupil, livret in archived],
            rows("SELECT pupil, text FROM messages ORDER BY id"),
            _by_pupil(row for row in outcomes if row[1] is not None),
            [rows(TEACHERS), rows(STRUCTURES)],
        )


def livrets(path: Path, uai: Uai) -> dict[int, Any]:
    """Each livret of a school as an archive would keep it, by the number of its pupil."""

    async def read() -> dict[int, Any]:
        async with LsunStore.open(f"sqlite:///{path}") as store:
            known = await store.livrets(uai)
            return {
                livret.id: json.loads(json.dumps(to_json(await store.livret(livret.id))))
                for livret in known
            }

    return asyncio.run(read())


@dataclass(frozen=True)
class Promise:
    """What may be in a store between a synchronisation's beginning and its end."""

    before: Contents
    livrets: dict[int, Any]
    after: Contents

    def check(self, now: Contents) -> None:
        """Each pupil is whole before or whole after, with his archive, his message, his result."""
        self._check_pupils(now)
        self._check_archives(now)
        self._check_messages(now)

    def check_end(self, now: Contents) -> None:
        """It ended as it does when nothing strikes."""
        self.check(now)
        assert now.whole == self.after.whole

    def _changed(self, pupil: int, now: Contents) -> bool:
        return now.pupils[pupil] != self.before.pupils[pupil]

    def _check_pupils(self, now: Contents) -> None:
        assert now.pupils.keys() >= self.before.pupils.keys()
        for pupil, was in self.before.pupils.items():
            assert now.pupils[pupil] in (was, self.after.pupils[pupil])
            assert now.outcomes[pupil].count("updated") == self._changed(pupil, now)
        arrived, expected = (
            Counter(
                repr(held.pupils[pupil][0][1:]) for pupil in held.pupils.keys() - self.before.pupils
            )
            for held in (now, self.after)
        )
        assert arrived <= expected

    def _check_archives(self, now: Contents) -> None:
        assert len({pupil for pupil, _ in now.archives}) == len(now.archives)
        to_archive = {pupil for pupil, _ in self.after.archives}
        updated = {pupil for pupil in self.before.pupils if self._changed(pupil, now)}
        assert {pupil for pupil, _ in now.archives} == to_archive & updated
        for pupil, livret in now.archives:
            assert livret == self.livrets[pupil]

    def _check_messages(self, now: Contents) -> None:
        said, expected = _by_pupil(now.messages), _by_pupil(self.after.messages)
        for pupil in self.before.pupils:
            if now.outcomes[pupil][-1:] == self.after.outcomes[pupil]:
                told = len(said[pupil]) - len(expected[pupil])
                assert said[pupil][told:] == expected[pupil]
            if self._changed(pupil, now):
                assert said[pupil].count(expected[pupil][-1]) == 1


def _by_pupil(rows: Iterable[tuple[Any, str]]) -> defaultdict[Any, list[str]]:
    found: defaultdict[Any, list[str]] = defaultdict(list)
    for pupil, told in rows:
        found[pupil].append(told)
    return found
