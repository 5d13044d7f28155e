"""The contract, and the stand-in that honours it."""

import json
from importlib import resources

import httpx
import jsonschema
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from adapters.be1d import wire
from adapters.be1d.stand_in.app import StandIn
from tests.adapters.be1d.conftest import CONTENTS, INE, TOKEN, UAI
from tests.effort import examples

CONTRACT = json.loads(resources.files("adapters.be1d").joinpath("contract.json").read_text("utf-8"))
SCHEMAS = CONTRACT["components"]["schemas"]
BEARER = {"Authorization": f"Bearer {TOKEN}"}
LIMITS = ("maxLength", "maxItems", "minItems", "minimum", "maximum", "pattern", "format")
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
    responses = CONTRACT["paths"][route]["get"]["responses"]
    response = responses[str(status)]
    if "$ref" in response:
        response = CONTRACT["components"]["responses"][response["$ref"].rpartition("/")[2]]
    validator(response["content"][media]["schema"]).validate(answer.json())


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
    ],
)
def test_the_types_of_the_code_are_those_of_the_contract(kind):
    definitions = msgspec.json.schema(kind)["$defs"]
    code, contract = definitions[kind.__name__], SCHEMAS[kind.__name__]
    assert code["required"] == contract["required"]
    assert {name: limits(item, definitions) for name, item in code["properties"].items()} == {
        name: limits(item, SCHEMAS) for name, item in contract["properties"].items()
    }


schema = schemathesis.openapi.from_dict(CONTRACT)
schema.app = StandIn(CONTENTS, TOKEN).app
OPERATIONS = [
    operation.ok() for operation in schema.get_all_operations() if isinstance(operation, Ok)
]


@pytest.mark.hypothesis
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_whatever_is_asked_the_stand_in_keeps_to_the_contract(operation):
    @given(operation.as_strategy())
    @settings(examples(60), suppress_health_check=list(HealthCheck))
    def keeps_to_it(case):
        # A UAI's control letter is no pattern: one that looks right may well be refused.
        case.call_and_validate(headers=BEARER, excluded_checks=[positive_data_acceptance])

    keeps_to_it()
