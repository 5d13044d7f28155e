"""The school of these journeys, as its extractions have it; one of its pupils may be renamed."""

from dataclasses import replace

from adapters.demonstration.crowd import crowd, later
from adapters.demonstration.extractions import Style
from core.model.identifiers import Uai

UAI = Uai("0960001E")
CUSTOM = Style(custom_columns=True)
UNICODE = Style(custom_columns=True, encoding="utf-8")
OF = ("--ecole", str(UAI), "--date", "20/11/2026")
SCHOOL = crowd(1, 60, UAI)
TODAY = later(SCHOOL, 1, 0)
CHANGED = later(SCHOOL, 1, 0.2)
PUPIL = SCHOOL.pupils[0][0]


def renamed(registration):
    if registration.pupil != PUPIL:
        return registration
    return replace(registration, pupil=replace(PUPIL, family_name=f"{PUPIL.family_name}-NEUF"))
