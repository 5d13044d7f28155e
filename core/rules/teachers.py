"""Teachers: who is who, who is added, and who teaches in which class.

Source: LSU matches a teacher on civilité and nom. A link that BE1D no longer has goes, unless a
locked bilan of the current period names that teacher in that class; a teacher is never deleted.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from core.model.bilans import Signatory
from core.model.events import KnownTeacher, TeacherDecision
from core.model.records import Structure, Teacher
from core.text import without_accents


def decide_teachers(
    known: Sequence[KnownTeacher], from_register: Sequence[Teacher], scope: Sequence[Structure]
) -> tuple[TeacherDecision, ...]:
    """What changes in the links to the structures of the scope; the others are left as they are.

    Of teachers new to LSUN, those come who teach in the scope, or nowhere yet. A school has
    teachers: when none is told, nothing is known of any. What cannot be read as a class, or as a
    teacher, is no absence: it removes no link.
    """
    if not from_register:
        return ()
    structures = {structure.id: structure for structure in scope}
    source = _Source(from_register)
    same = dict(_matched(known, source.teachers))
    decided = []
    for place, teacher in enumerate(source.teachers):
        match = same.get(place)
        wanted = [structures[number] for number in teacher.structures if number in structures]
        if match is None and teacher.structures and not wanted:
            continue
        decided.append(_decide(match, teacher, structures, source))
    for absent in known:
        if absent not in same.values():
            nowhere = replace(absent.teacher, structures=())
            decided.append(_decide(absent, nowhere, structures, source, is_absent=True))
    return tuple(filter(_says_anything, decided))


class _Source:
    """What a source says of the teachers, and how much of it can be read."""

    def __init__(self, from_register: Sequence[Teacher]) -> None:
        self.teachers = _merged([teacher for teacher in from_register if teacher.is_named])
        self.unread_labels = tuple(
            dict.fromkeys(label for teacher in from_register for label in teacher.unread_labels)
        )
        self._taught = {number for teacher in from_register for number in teacher.structures}
        self._names_everyone = all(teacher.is_named for teacher in from_register)

    def says_who_left(self, teacher: Teacher, number: int, *, is_absent: bool) -> bool:
        """Whether that this teacher is not told for this class means that he or she left it."""
        if teacher.unread_labels or (is_absent and not self._names_everyone):
            return False
        # A class that nobody is told to teach may be one whose label nobody can read.
        return number in self._taught or not self.unread_labels


def _decide(
    known: KnownTeacher | None,
    teacher: Teacher,
    structures: Mapping[int, Structure],
    source: _Source,
    *,
    is_absent: bool = False,
) -> TeacherDecision:
    has = [number for number in known.teacher.structures if number in structures] if known else []
    left = [number for number in has if number not in teacher.structures]
    detached = [
        number for number in left if source.says_who_left(teacher, number, is_absent=is_absent)
    ]
    return TeacherDecision(
        known=known,
        teacher=teacher,
        attached=tuple(
            structures[number]
            for number in teacher.structures
            if number in structures and number not in has
        ),
        detached=tuple(structures[number] for number in detached),
        unsaid=tuple(structures[number] for number in left if number not in detached),
        unread_labels=teacher.unread_labels or source.unread_labels,
    )


def keep_signed_links(
    decisions: Sequence[TeacherDecision], signed: Mapping[int, Collection[Signatory]]
) -> tuple[TeacherDecision, ...]:
    """Keep the links that a locked bilan of the current period holds.

    `signed` has, for a structure, the teachers whom such bilans of its pupils name.
    """

    def is_signed(decision: TeacherDecision, structure: Structure) -> bool:
        teacher = decision.known.teacher if decision.known else decision.teacher
        named = {
            _name(signatory.family_name, signatory.first_name)
            for signatory in signed.get(structure.id, ())
        }
        return _name(teacher.family_name, teacher.first_name) in named

    return tuple(
        replace(
            decision,
            detached=tuple(
                structure for structure in decision.detached if not is_signed(decision, structure)
            ),
            kept=tuple(
                structure for structure in decision.detached if is_signed(decision, structure)
            ),
        )
        for decision in decisions
    )


def only_added(
    from_register: Sequence[Teacher], decisions: Sequence[TeacherDecision]
) -> tuple[Teacher, ...]:
    """What the register would tell if nobody were renamed in it, and nobody left a class.

    `decisions` are what `decide_teachers` makes of it for all the structures of the school. Who is
    new, and could be taken for another once the others are told as LSUN has them, is not told.
    """
    decided = {_full(decision.teacher) for decision in decisions}
    unchanged = [teacher for teacher in _merged(from_register) if _full(teacher) not in decided]
    kept = [
        _with_additions(decision.known.teacher, decision.attached)
        for decision in decisions
        if decision.known is not None
    ]
    new = (
        decision.teacher
        for decision in decisions
        if decision.known is None and not any(_alike(decision.teacher, other) for other in kept)
    )
    return (*unchanged, *kept, *new)


def _with_additions(known: Teacher, attached: Sequence[Structure]) -> Teacher:
    more = (structure.id for structure in attached)
    return replace(known, structures=tuple(dict.fromkeys((*known.structures, *more))))


def _alike(one: Teacher, other: Teacher) -> bool:
    return any(key(one) == key(other) for key in _MATCHING_KEYS)


def _says_anything(decision: TeacherDecision) -> bool:
    is_new = decision.known is None
    links = decision.attached or decision.detached or decision.unsaid
    return is_new or decision.is_renamed or bool(links)


def _merged(from_register: Sequence[Teacher]) -> list[Teacher]:
    """Each teacher once, with all the structures that he or she is said to teach."""
    merged: dict[object, Teacher] = {}
    for teacher in from_register:
        former = merged.get(_full(teacher), teacher)
        merged[_full(teacher)] = replace(
            former,
            structures=tuple(dict.fromkeys((*former.structures, *teacher.structures))),
            unread_labels=tuple(dict.fromkeys((*former.unread_labels, *teacher.unread_labels))),
        )
    return list(merged.values())


def _matched(
    known: Sequence[KnownTeacher], from_register: Sequence[Teacher]
) -> Iterator[tuple[int, KnownTeacher]]:
    """The place of each told teacher whom LSUN has, and who that is: from the surest sign on.

    A sign that two of them share tells neither apart.
    """
    left, arrived = list(known), dict(enumerate(from_register))
    for key in _MATCHING_KEYS:
        for number, teacher in tuple(arrived.items()):
            alike = [
                known_teacher
                for known_teacher in left
                if key(known_teacher.teacher) == key(teacher)
            ]
            as_alike = [other for other in arrived.values() if key(other) == key(teacher)]
            if len(alike) == len(as_alike) == 1:
                yield number, alike[0]
                left.remove(alike[0])
                del arrived[number]


def _civility(teacher: Teacher) -> str:
    """Mademoiselle is Madame to LSU."""
    letters = without_accents(teacher.civility)
    return "mme" if letters == "mlle" else letters


def _name(family_name: str, first_name: str) -> tuple[str, str]:
    return without_accents(family_name), without_accents(first_name)


def _full(teacher: Teacher) -> object:
    return _civility(teacher), _name(teacher.family_name, teacher.first_name)


def _without_civility(teacher: Teacher) -> object:
    return _name(teacher.family_name, teacher.first_name)


def _without_first_name(teacher: Teacher) -> object:
    return _civility(teacher), without_accents(teacher.family_name)


_MATCHING_KEYS: tuple[Callable[[Teacher], object], ...] = (
    _full,
    _without_civility,
    _without_first_name,
)
