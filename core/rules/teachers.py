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
    known: Sequence[KnownTeacher], told: Sequence[Teacher], scope: Sequence[Structure]
) -> tuple[TeacherDecision, ...]:
    """What changes in the links to the structures of the scope; the others are left as they are.

    Of teachers new to LSUN, those come who teach in the scope, or nowhere yet. A school has
    teachers: when none is told, nothing is known of any.
    """
    if not told:
        return ()
    structures = {structure.id: structure for structure in scope}
    told = _once(told)
    same = dict(_paired(known, told))
    decided = []
    for number, teacher in enumerate(told):
        wanted = [structures[one] for one in teacher.structures if one in structures]
        who = same.get(number)
        if who is None and teacher.structures and not wanted:
            continue
        has = who.teacher.structures if who else ()
        decided.append(
            TeacherDecision(
                known=who,
                teacher=teacher,
                attached=tuple(one for one in wanted if one.id not in has),
                detached=tuple(
                    structures[one]
                    for one in has
                    if one in structures and one not in teacher.structures
                ),
            )
        )
    gone = [one for one in known if one not in same.values()]
    decided += [
        TeacherDecision(
            known=one,
            teacher=one.teacher,
            detached=tuple(structures[n] for n in one.teacher.structures if n in structures),
        )
        for one in gone
    ]
    return tuple(one for one in decided if _does_something(one))


def keep_signed_links(
    decisions: Sequence[TeacherDecision], signed: Mapping[int, Collection[Signatory]]
) -> tuple[TeacherDecision, ...]:
    """Keep the links that a locked bilan of the current period holds.

    `signed` has, for a structure, the teachers whom such bilans of its pupils name.
    """

    def is_held(decision: TeacherDecision, structure: Structure) -> bool:
        teacher = decision.known.teacher if decision.known else decision.teacher
        named = {_name(one.family_name, one.first_name) for one in signed.get(structure.id, ())}
        return _name(teacher.family_name, teacher.first_name) in named

    return tuple(
        replace(
            decision,
            detached=tuple(one for one in decision.detached if not is_held(decision, one)),
            kept=tuple(one for one in decision.detached if is_held(decision, one)),
        )
        for decision in decisions
    )


def _does_something(decision: TeacherDecision) -> bool:
    is_new = decision.known is None
    return is_new or decision.is_renamed or bool(decision.attached or decision.detached)


def _once(told: Sequence[Teacher]) -> list[Teacher]:
    """Each teacher once, with all the structures that he or she is said to teach."""
    merged: dict[object, Teacher] = {}
    for teacher in told:
        former = merged.get(_full(teacher))
        structures = (*former.structures, *teacher.structures) if former else teacher.structures
        one = replace(former or teacher, structures=tuple(dict.fromkeys(structures)))
        merged[_full(teacher)] = one
    return list(merged.values())


def _paired(
    known: Sequence[KnownTeacher], told: Sequence[Teacher]
) -> Iterator[tuple[int, KnownTeacher]]:
    """The place of each told teacher whom LSUN has, and who that is: from the surest sign on.

    A sign that two of them share tells neither apart.
    """
    left, arrived = list(known), dict(enumerate(told))
    for sign in _SIGNS:
        for number, teacher in tuple(arrived.items()):
            alike = [one for one in left if sign(one.teacher) == sign(teacher)]
            rivals = [one for one in arrived.values() if sign(one) == sign(teacher)]
            if len(alike) == len(rivals) == 1:
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


_SIGNS: tuple[Callable[[Teacher], object], ...] = (_full, _without_civility, _without_first_name)
