import pytest

from core.messages.lookup_trace import lookup_trace
from core.model.answers import Cause, Found, NotFound, OtherIne, Several, Unverified
from core.model.records import Admission
from core.rules.decisions import decide
from tests.core.builders import a_bilan, a_livret, a_locked_bilan, a_registration

BY_INE = "Recherché par son INE (*******01AB) : "
BY_IDENTITY = "son identité civile (nom, prénom, sexe, date et lieu de naissance)"
CHANGED = a_registration(family_name="DUPOND", email="neuf@example.fr")


@pytest.mark.parametrize(
    ("livret", "answer", "steps"),
    [
        (
            a_livret(a_locked_bilan()),
            Found(CHANGED),
            (
                f"{BY_INE}trouvé.",
                "Il diffère de LSUN en : Nom de famille, Courriel.",
                "Archivé avant sa mise à jour : il a 1 bilan verrouillé.",
            ),
        ),
        (
            a_livret(a_bilan()),
            Found(CHANGED, by_ine=False),
            (
                f"{BY_INE}inconnu ; puis par {BY_IDENTITY} : trouvé.",
                "Il diffère de LSUN en : Nom de famille, Courriel.",
                "Non archivé : il n'a aucun bilan verrouillé.",
            ),
        ),
        (
            a_livret(),
            Found(a_registration()),
            (f"{BY_INE}trouvé.", "Il ne diffère en rien de LSUN."),
        ),
        (
            a_livret(),
            Found(a_registration(Admission.ACCEPTED)),
            (
                f"{BY_INE}trouvé.",
                "Son admission n'est pas définitive dans Base Elèves 1er degré.",
            ),
        ),
        (
            a_livret(),
            Found(a_registration(Admission.LEFT)),
            (f"{BY_INE}trouvé.", "Il est radié de l'école dans Base Elèves 1er degré."),
        ),
        (a_livret(), NotFound(), (f"{BY_INE}inconnu ; puis par {BY_IDENTITY} : non trouvé.",)),
        (
            a_livret(),
            OtherIne(),
            (f"{BY_INE}inconnu ; puis par {BY_IDENTITY} : un élève qui a un autre INE.",),
        ),
        (
            a_livret(ine=None),
            Several(2),
            (f"Recherché par {BY_IDENTITY}, faute d'INE : plusieurs élèves.",),
        ),
        (
            a_livret(a_locked_bilan(), a_locked_bilan()),
            Found(CHANGED),
            (
                f"{BY_INE}trouvé.",
                "Il diffère de LSUN en : Nom de famille, Courriel.",
                "Archivé avant sa mise à jour : il a 2 bilans verrouillés.",
            ),
        ),
        (
            a_livret(ine=None),
            Found(a_registration(ine=None), by_ine=False),
            (
                f"Recherché par {BY_IDENTITY}, faute d'INE : trouvé.",
                "Il ne diffère en rien de LSUN.",
            ),
        ),
        (
            a_livret(ine=None),
            Unverified(Cause.TOO_SLOW),
            (
                f"Recherché par {BY_IDENTITY}, faute d'INE : sans réponse.",
                "Aucune réponse sûre : rien n'est décidé.",
            ),
        ),
        (
            a_livret(),
            Unverified(Cause.TOO_SLOW),
            (f"{BY_INE}sans réponse.", "Aucune réponse sûre : rien n'est décidé."),
        ),
    ],
)
def test_each_step_is_told(livret, answer, steps):
    assert lookup_trace(decide(livret, answer)) == steps
