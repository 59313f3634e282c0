"""Requests made up from the OpenAPI document, right and wrong ones: no answer is a fault of ours, and every
answer is what the document says. WUTONG_SEED repeats a run."""

import json
import os
import random
import uuid
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from test_accounts import administrator, new_user  # noqa: F401

ROUNDS = int(os.environ.get("WUTONG_HTTP_ROUNDS", "12"))
NASTY = ["", " ", "0", "-1", "x" * 300, "阿莫西林", "'; DROP TABLE item; --", "\u202e", "😀", "../../etc/passwd", "%00",
         "=cmd()", "null", "1e999", "2026-02-30", "2026-11-22", "\t\r\n", "{}", "\\", "C0001", "S0001", "H0001", "X0001"]


@pytest.fixture(scope="module")
def document(administrator):  # noqa: F811
    return administrator.get("/api/v1/openapi.json").json


def resolved(schema, document):
    while "$ref" in schema:
        node = document
        for part in schema["$ref"].lstrip("#/").split("/"):
            node = node[part]
        schema = node
    return schema


def made_up(schema, document, rng, wrong):
    """A value that fits the schema, unless `wrong` says that here and there it shall not."""
    schema = resolved(schema, document)
    if wrong and rng.random() < 0.2:
        return rng.choice([None, True, -1, 1.5, [], {}, "", rng.choice(NASTY), 10**30])
    if "enum" in schema:
        return rng.choice(schema["enum"])
    kind = schema.get("type", "string")
    if isinstance(kind, list):
        kind = rng.choice(kind)
    if kind == "object":
        fields = schema.get("properties", {})
        given = {name: made_up(inner, document, rng, wrong) for name, inner in fields.items()
                 if name in schema.get("required", []) or rng.random() < 0.5}
        if wrong and rng.random() < 0.1:
            given["surprise"] = 1
        return given
    if kind == "array":
        return [made_up(schema["items"], document, rng, wrong) for _ in range(rng.randrange(3))]
    if kind == "integer":
        return rng.randint(schema.get("minimum", -5), min(schema.get("maximum", 1000), 1000))
    if kind == "boolean":
        return rng.random() < 0.5
    if kind == "null":
        return None
    if "pattern" in schema and not wrong:
        return "2026-11-22" if "{4}-" in schema["pattern"] else "8.72"
    text = rng.choice(NASTY)
    return text[:schema.get("maxLength", 500)] if not wrong else text


def made_up_path(path, parameters, document, rng, wrong):
    query = {}
    for parameter in (resolved(each, document) for each in parameters):
        if parameter["in"] == "path":
            value = rng.choice(["admin", "C0001", "S0001", "H0001", "X0001", "items", "suppliers", "county", "1", rng.choice(NASTY[4:])])
            path = path.replace("{" + parameter["name"] + "}", quote(value, safe=""))
        elif parameter["in"] == "query" and rng.random() < 0.5:
            query[parameter["name"]] = made_up(parameter["schema"], document, rng, wrong)
    if wrong and rng.random() < 0.1:
        query["surprise"] = "1"
    return path + ("?" + urlencode(query) if query else "")


def validator(schema, document):
    return jsonschema.Draft202012Validator({**schema, "components": document["components"]})


def judge(answer, path, operation, document):
    where = (operation["operationId"], path, answer.status, answer.text[:500])
    assert answer.status < 500 or answer.code in ("server_busy", "sign_in_busy"), where
    if answer.status == 204:
        return
    declared = operation["responses"].get(str(answer.status), operation["responses"]["default"])
    media = answer.headers["content-type"].split(";")[0]
    if media not in declared["content"]:
        declared = operation["responses"]["default"] if answer.status >= 400 else declared
    if "json" in media:
        assert media in declared["content"], where
        errors = list(validator(declared["content"][media]["schema"], document).iter_errors(answer.json))
        assert not errors, (where, errors[0].message, list(errors[0].absolute_path))


def body_of(operation, document, rng, wrong):
    """The body and its type."""
    if "requestBody" not in operation:
        return None, None
    content = operation["requestBody"]["content"]
    if "application/json" not in content:
        text = rng.choice(["code,name\n", "code,name,kind,parent_code\nX,Y,village,C0001\n", "\0\xff", "", "a,b\n1,2\n" * 50])
        return text.encode("latin-1"), rng.choice(list(content))
    if wrong and rng.random() < 0.15:
        return rng.choice([b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"a":1,"a":2}', b"null"]), "application/json"
    return json.dumps(made_up(content["application/json"]["schema"], document, rng, wrong)).encode(), "application/json"


def test_no_made_up_request_is_a_fault(server, administrator, document):  # noqa: F811
    seed = int(os.environ.get("WUTONG_SEED", random.SystemRandom().randrange(10**9)))
    print(f"seed {seed}")
    rng = random.Random(seed)
    nobody = server.client()
    manager = new_user(administrator, [{"role": "purchasing_manager", "facility_code": None}])
    managers_duties = manager.get("/api/v1/session").json["duties"]
    skipped = {"follow_job", "sign_in", "sign_out", "change_password", "reset_password", "disable_user", "set_grants",
               "end_user_sessions"}
    for round_number in range(ROUNDS):
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                if operation["operationId"] in skipped and round_number % 4:
                    continue
                by_manager = operation.get("x-duty") in managers_duties
                client = nobody if operation["operationId"] in skipped else manager if by_manager else administrator
                wrong = rng.random() < 0.6
                asked = made_up_path(path, operation.get("parameters", []), document, rng, wrong)
                body, media = body_of(operation, document, rng, wrong)
                headers = {"Content_Type": media} if media else {}
                if method != "get":
                    headers["Idempotency_Key"] = rng.choice([str(uuid.UUID(int=rng.getrandbits(128))), "same"])
                if rng.random() < 0.7:
                    headers["If_Match"] = rng.choice(['"1"', '"2"', "*", '"x"', '"99999999999999999999"'])
                judge(client.ask(method.upper(), asked, body, **headers), asked, operation, document)


def test_the_document_is_complete(document):
    """Every operation has a name of its own, an answer, and the refusals."""
    names = [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names)) > 20
    for methods in document["paths"].values():
        for operation in methods.values():
            assert "default" in operation["responses"] and len(operation["responses"]) == 2
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
