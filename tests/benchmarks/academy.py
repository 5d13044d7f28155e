"""A night of an academy: a real server, a stand-in with all its schools, workers in processes.

One worker of two is killed in the middle, and a third one joins. Then the next night, in which
nothing has changed. It fails when a school is not done once, or an archive is missing or double.
"""

import argparse
import os
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.nights import paper
from tests.nights.course import LATENCY_MS, Conductor
from tests.nights.night import AT_ONCE, Night, an_academy
from tests.nights.processors import OTHERS
from tests.postgres import server

SCALING, RESUMED_WITHIN_S, SECOND_NIGHT = 1.7, 45, 0.05
"""What is demanded: times, seconds, and a share of the first night."""


def main():
    """Do three nights, and print their figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ecoles", type=int, default=300)
    parser.add_argument("--eleves", type=int, default=131)
    parser.add_argument("--latence", type=int, default=LATENCY_MS)
    options = parser.parse_args()
    with ExitStack() as stack:
        running = stack.enter_context(server())
        folder = Path(stack.enter_context(TemporaryDirectory()))
        name = stack.enter_context(running.database())
        night = Night(running.url(name), an_academy(options.ecoles, options.eleves), folder)
        night.prepare()
        course = Conductor(night, running, options.latence).lead(nights=3)
    tell(course)
    print("", *paper.lines(course), sep="\n")


def tell(course):
    """Print what was measured, in French."""
    print(
        f"{course.schools} écoles de {course.pupils} élèves ; {os.cpu_count()} processeurs, que les"
        " ouvriers partagent avec PostgreSQL (sans fsync) et BE1D simulée"
    )
    print(
        f"BE1D simulée répond en {course.latency_ms} ms, pour qu'un ouvrier attende comme en vrai ;"
        f" {AT_ONCE} écoles à la fois, 20 demandes à la fois par ouvrier"
    )
    done = course.schools - 2
    print(f"écoles faites une fois chacune : {done} sur {done} ; une retenue, une en échec")
    print(f"archives : {course.archived} voulues, autant de faites, aucune en double")
    print(f"écoles par minute : {60 * course.schools / course.seconds:.0f}")
    print(f"élèves par seconde : {course.schools * course.pupils / course.seconds:.0f}")
    names = ("un ouvrier", "deux ouvriers", "la deuxième nuit", "la troisième nuit")
    for name, window in zip(names, course.windows, strict=True):
        processors = ", ".join(f"{who} {share:.2f}" for who, share in window.processors.items())
        print(
            f"{name} : {window.pupils_per_second:.0f} élèves par seconde pendant"
            f" {window.seconds:.0f} s ; à n'attendre que BE1D {window.waited:.0%} du temps ;"
            f" processeurs : {processors}"
        )
    _bar("de un ouvrier à deux", course.scaling, f"{course.scaling:.2f} ×", SCALING, least=True)
    if course.scaling < SCALING:
        print(f"  ce qui finit d'abord : {_what_ends(course.windows[1])}")
    after = course.resumed_after
    _bar(
        f"écoles de l'ouvrier tué : {course.resumed} ; reprise",
        after,
        f"{after:.0f} s",
        RESUMED_WITHIN_S,
    )
    for name, share, (first, second) in zip(
        ("demandes", "octets"), course.shares, zip(*course.asked[:2], strict=True), strict=True
    ):
        told = f"{share:.3f} de la première ({second} sur {first})"
        _bar(f"{name} de la deuxième nuit", share, told, SECOND_NIGHT)
    added = {name: size for name, size in course.growth.items() if size > 0}
    print(f"octets que la troisième nuit ajoute à la base : {sum(added.values())} ({added})")


def _what_ends(two):
    """Why two workers are not twice as fast as one."""
    used, there = sum(two.processors.values()), os.cpu_count() or 1
    if used > 0.9 * there:
        others = two.processors[OTHERS]
        return f"les processeurs ({used:.2f} sur {there}, dont {others:.2f} d'autres programmes)"
    if two.waited > 0.5:
        return "BE1D, que les ouvriers attendent"
    return "PostgreSQL ou la file : ni les processeurs ni BE1D ne sont pris"


def _bar(name, found, told, demanded, *, least=False):
    kept = found >= demanded if least else found <= demanded
    sign = "≥" if least else "≤"
    print(f"{name} : {told} ; demandé {sign} {demanded} : {'tenu' if kept else 'MANQUÉ'}")


if __name__ == "__main__":
    main()
