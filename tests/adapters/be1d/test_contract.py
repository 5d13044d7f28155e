"""The contract, and the stand-in that honours it."""

import json
from dataclasses import replace
from importlib import resources

import httpx
import jsonschema
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from adapters.be1d import consultation, wire
from adapters.be1d.stand_in.app import StandIn
from adapters.be1d.stand_in.faults import Fault
from adapters.be1d.stand_in.server import serve
from tests.adapters.be1d.conftest import ACCENTED, CONTENTS, INE, KNOWN, OTHER_INE, TOKEN, UAI
from tests.effort import examples

pytestmark = pytest.mark.proof


CONTRACT = json.loads(resources.files("adapters.be1d").joinpath("contract.json").read_text("utf-8"))
SCHEMAS = CONTRACT["components"]["schemas"]
BEARER = {"Authorization": f"Bearer {TOKEN}"}
LIMITS = ("maxLength", "maxItems", "minItems", "minimum", "maximum", "pattern", "format")
UNKNOWN_INE = "120000009ZZ"
IDENTITY = "nom=DUPONT&prenom=Marie%20Claire&sexe=F&date_naissance=2019-05-17"


def matches(route, path):
    wanted, given = route.split("/"), path.partition("?")[0].split("/")
    return len(wanted) == len(given) and all(
        item == other or item.startswith("{") for item, other in zip(wanted, given, strict=True)
    )


def validator(schema):
    return jsonschema.Draft202012Validator({**schema, "components": CONTRACT["components"]})


def limits(schema, definitions):
    """What a value is held to, and what each item of a list is."""
    found = {name: schema[name] for name in LIMITS if name in schema}
    if "enum" in schema:
        found["enum"] = set(schema["enum"])
    if "$ref" in schema:
        found |= limits(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    for alternative in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        found |= limits(alternative, definitions)
    if "items" in schema:
        found["items"] = limits(schema["items"], definitions)
    return found


@pytest.mark.parametrize(
    ("path", "status", "media"),
    [
        (f"/ecoles/{UAI}/structures", 200, "application/json"),
        (f"/ecoles/{UAI}/enseignants", 200, "application/json"),
        (f"/ecoles/{UAI}/eleves/{INE}", 200, "application/json"),
        (f"/ecoles/{UAI}/eleves?{IDENTITY}", 200, "application/json"),
        (f"/ecoles/{UAI}/eleves/120000009ZZ", 404, "application/problem+json"),
        (f"/ecoles/{UAI}/eleves/12", 400, "application/problem+json"),
        (f"/ecoles/{UAI}/eleves?nom=DUPONT", 400, "application/problem+json"),
        ("/ecoles/0350760L/structures", 404, "application/problem+json"),
        ("/ecoles/0350760A/structures", 400, "application/problem+json"),
    ],
)
async def test_the_stand_in_answers_as_the_contract_says(url, path, status, media):
    async with httpx.AsyncClient(base_url=url, headers=BEARER) as http:
        answer = await http.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, media)
    route = next(item for item in CONTRACT["paths"] if matches(item, path))
    validate(answer, CONTRACT["paths"][route]["get"])


def validate(answer, operation):
    """Hold the body of an answer to what the contract says of it."""
    response = operation["responses"][str(answer.status_code)]
    if "$ref" in response:
        response = CONTRACT["components"]["responses"][response["$ref"].rpartition("/")[2]]
    media = answer.headers["Content-Type"]
    validator(response["content"][media]["schema"]).validate(answer.json())


async def test_several_pupils_are_each_answered_in_one_request(url, stand_in):
    stand_in.faults.plan(OTHER_INE, Fault.NOT_JSON)
    async with httpx.AsyncClient(base_url=url, headers=BEARER) as http:
        tag = (await http.get(f"/ecoles/{UAI}/eleves/{INE}")).headers["ETag"].strip('"')
        states = []
        for known in (None, "autre", tag):
            asked = {INE: known, OTHER_INE: None, UNKNOWN_INE: None}
            answer = await http.post(f"/ecoles/{UAI}/consultations", json={"eleves": asked})
            validate(answer, CONTRACT["paths"]["/ecoles/{uai}/consultations"]["post"])
            states.append([item["etat"] for item in answer.json()])
    others = ["illisible", "inconnu"]
    assert states == [["fiche", *others], ["fiche", *others], ["inchangé", *others]]


async def test_a_record_that_is_known_is_not_sent_again(url, stand_in):
    async with httpx.AsyncClient(base_url=url, headers=BEARER) as http:
        path = f"/ecoles/{UAI}/eleves/{INE}"
        known = {"If-None-Match": (await http.get(path)).headers["ETag"]}
        again = await http.get(path, headers=known)
        assert (again.status_code, again.content) == (304, b"")
        renamed = replace(KNOWN, pupil=replace(KNOWN.pupil, usual_name="AUTRE"))
        stand_in.contents = replace(CONTENTS, registrations=(renamed,))
        assert (await http.get(path, headers=known)).json()["nom_usage"] == "AUTRE"


async def test_a_structure_has_the_digest_of_its_pupils_if_each_has_an_ine(url, stand_in):
    async with httpx.AsyncClient(base_url=url, headers=BEARER) as http:
        before = await http.get(f"/ecoles/{UAI}/structures")
        stand_in.contents = replace(CONTENTS, registrations=(KNOWN, ACCENTED))
        after = await http.get(f"/ecoles/{UAI}/structures")
        tags = [
            (ine, (await http.get(f"/ecoles/{UAI}/eleves/{ine}")).headers["ETag"].strip('"'))
            for ine in (OTHER_INE, INE)
        ]
    assert "empreinte" not in before.json()[0]
    assert after.json()[0]["empreinte"] == consultation.roll_digest(tags)
    validate(after, CONTRACT["paths"]["/ecoles/{uai}/structures"]["get"])


async def test_a_plain_register_has_neither_tags_nor_digests_nor_consultations():
    async with (
        serve(StandIn(CONTENTS, TOKEN, is_plain=True)) as url,
        httpx.AsyncClient(base_url=url, headers=BEARER) as http,
    ):
        pupil = await http.get(f"/ecoles/{UAI}/eleves/{INE}")
        structures = await http.get(f"/ecoles/{UAI}/structures")
        several = await http.post(f"/ecoles/{UAI}/consultations", json={"eleves": {INE: None}})
    assert "ETag" not in pupil.headers
    assert not any("empreinte" in structure for structure in structures.json())
    assert several.status_code == 404


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer autre"}])
async def test_without_the_token_access_is_refused(url, headers):
    async with httpx.AsyncClient(base_url=url, headers=headers) as http:
        answer = await http.get(f"/ecoles/{UAI}/structures")
    assert (answer.status_code, answer.json()["code"]) == (401, "acces-refuse")


@pytest.mark.parametrize(
    "kind",
    [
        wire.Adresse,
        wire.Telephones,
        wire.Responsable,
        wire.Classe,
        wire.Eleve,
        wire.StructureEcole,
        wire.Enseignant,
        consultation.Inchange,
        consultation.Fiche,
        consultation.Inconnu,
        consultation.Illisible,
    ],
)
def test_the_types_of_the_code_are_those_of_the_contract(kind):
    definitions = msgspec.json.schema(kind)["$defs"]
    if kind is consultation.Fiche:  # the record in it is read apart
        definitions |= msgspec.json.schema(wire.Eleve)["$defs"]
        definitions["Fiche"]["properties"]["eleve"] = {"$ref": "#/$defs/Eleve"}
    code, contract = definitions[kind.__name__], SCHEMAS[kind.__name__]
    assert code["required"] == contract["required"]
    assert {name: limits(item, definitions) for name, item in code["properties"].items()} == {
        name: limits(item, SCHEMAS) for name, item in contract["properties"].items()
    }


def operations(stand_in, *left_out):
    schema = schemathesis.openapi.from_dict(CONTRACT)
    schema.app = stand_in.app
    found = [item.ok() for item in schema.get_all_operations() if isinstance(item, Ok)]
    return [operation for operation in found if operation.label not in left_out]


OPERATIONS = operations(StandIn(CONTENTS, TOKEN))
PLAIN_OPERATIONS = operations(
    StandIn(CONTENTS, TOKEN, is_plain=True), "POST /ecoles/{uai}/consultations"
)


@pytest.mark.hypothesis
@pytest.mark.parametrize(
    "operation",
    [
        *(pytest.param(operation, id=operation.label) for operation in OPERATIONS),
        *(pytest.param(operation, id=f"plain {operation.label}") for operation in PLAIN_OPERATIONS),
    ],
)
def test_whatever_is_asked_the_stand_in_keeps_to_the_contract(operation):
    @given(operation.as_strategy())
    @settings(examples(60), suppress_health_check=list(HealthCheck))
    def keeps_to_it(case):
        # A UAI's control letter is no pattern: one that looks right may well be refused.
        case.call_and_validate(headers=BEARER, excluded_checks=[positive_data_acceptance])

    keeps_to_it()
