"""Signing in, and keeping users, as people meet it."""

import re
import uuid

import pytest

GOOD = "青山 county pharmacy 2026"


@pytest.fixture(scope="module")
def administrator(server):
    """Has signed in with the password that the first start told, and changed it."""
    client = server.client()
    first = server.first_password()
    assert first, server.out.read_text()
    session = client.sign_in("admin", first)
    assert session.status == 200, session.text
    assert session.json["user"]["must_change_password"]
    assert client.get("/api/v1/users").code == "duty_missing"  # nothing is permitted before
    changed = client.put("/api/v1/session/password", {"current_password": first, "new_password": GOOD})
    assert changed.status == 204, changed.text
    assert "keep_users" in client.get("/api/v1/session").json["duties"]
    return client


def new_user(administrator, grants, language="en", supplier_code=None):
    """A user who has changed the first password, and is signed in."""
    name = "u" + uuid.uuid4().hex[:12]
    created = administrator.post("/api/v1/users", {"user_name": name, "display_name": "村医 " + name})
    assert created.status == 201, created.text
    body = {"grants": grants}
    if supplier_code:
        body["supplier_code"] = supplier_code
    granted = administrator.put(f"/api/v1/users/{name}/grants", body, If_Match=f'"{created.json["version"]}"')
    assert granted.status == 200, granted.text
    client = type(administrator)(administrator.address, language)
    assert client.sign_in(name, created.json["one_time_password"]).status == 200
    assert client.put("/api/v1/session/password",
                      {"current_password": created.json["one_time_password"], "new_password": GOOD}).status == 204
    client.user_name = name
    return client


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(server, administrator):
    client = server.client()
    answer = client.sign_in("admin", GOOD)
    assert answer.status == 200
    assert len(answer.cookies) == 2
    for cookie in answer.cookies:
        assert re.match(r"wutong_(session|device)=\S+; Path=/; HttpOnly; SameSite=Strict(;|$)", cookie)


def test_a_wrong_password_and_an_unknown_name_answer_alike(server, administrator):
    wrong = server.client().sign_in("admin", "not the password")
    unknown = server.client().sign_in("nobody.like.that", "not the password")
    assert (wrong.status, wrong.code) == (unknown.status, unknown.code) == (401, "sign_in_failed")
    assert wrong.json["detail"] == unknown.json["detail"]


def test_the_first_password_is_good_once(server, administrator):
    assert server.client().sign_in("admin", server.first_password()).code == "sign_in_failed"


def test_a_write_without_the_sessions_token_is_refused(administrator):
    other = type(administrator)(administrator.address)
    other.cookie = administrator.cookie
    assert other.get("/api/v1/users").status == 200
    refused = other.post("/api/v1/users", {"user_name": "forged", "display_name": "forged"})
    assert refused.code == "csrf_token_wrong"
    assert administrator.get("/api/v1/users/forged").code == "user_unknown"


def test_who_signed_out_is_nobody(administrator):
    client = new_user(administrator, [])
    assert client.get("/api/v1/session").status == 200
    assert client.ask("DELETE", "/api/v1/session").status == 204
    assert client.get("/api/v1/session").code == "not_signed_in"


def test_a_user_is_created_once_whatever_is_repeated(administrator):
    name, key = "u" + uuid.uuid4().hex[:12], str(uuid.uuid4())
    body = {"user_name": name, "display_name": "A"}
    first = administrator.post("/api/v1/users", body, Idempotency_Key=key)
    again = administrator.post("/api/v1/users", body, Idempotency_Key=key)
    assert first.status == again.status == 201
    assert first.json["one_time_password"] and again.json["one_time_password"] is None
    assert administrator.post("/api/v1/users", body).code == "user_name_taken"
    other = {"user_name": name, "display_name": "B"}
    assert administrator.post("/api/v1/users", other, Idempotency_Key=key).code == \
        "request_reused_with_different_content"


def test_a_change_names_the_version_it_was_made_for(administrator):
    name = "u" + uuid.uuid4().hex[:12]
    administrator.post("/api/v1/users", {"user_name": name, "display_name": "A"})
    path = f"/api/v1/users/{name}"
    tag = administrator.get(path).headers["etag"]
    assert administrator.put(path, {"display_name": "B"}).code == "if_match_missing"
    assert administrator.put(path, {"display_name": "B"}, If_Match=tag).json["display_name"] == "B"
    outdated = administrator.put(path, {"display_name": "C"}, If_Match=tag)
    assert outdated.status == 412, outdated.text
    assert administrator.get(path).json["display_name"] == "B"


def test_fields_that_are_unknown_or_wrong_are_named(administrator):
    answer = administrator.post("/api/v1/users", {"user_name": 7, "display_name": "A", "is_admin": True})
    assert answer.status == 422 and answer.code == "field_not_allowed"
    assert "/user_name" in [error["field"] for error in answer.json["errors"]]
    assert administrator.post("/api/v1/users", {"user_name": "x" * 3000, "display_name": "A"}).status == 422
    assert administrator.post("/api/v1/users", b'{"user_name": "a", "user_name": "b"}',
                              Content_Type="application/json").code == "body_not_json"
    assert administrator.post("/api/v1/users", b"[" * 5000, Content_Type="application/json").code == "body_not_json"
    assert administrator.post("/api/v1/users", b"a=b", Content_Type="text/plain").code == "media_type_not_taken"
    assert administrator.get("/api/v1/users?colour=red").code == "unknown_parameter"
    assert administrator.get("/api/v1/users?limit=0").code == "field_not_allowed"
    assert administrator.get("/api/v1/users?cursor=***").code == "field_not_allowed"


def test_lists_come_in_pages_that_miss_nobody(administrator):
    for _ in range(5):
        administrator.post("/api/v1/users", {"user_name": "p" + uuid.uuid4().hex[:12], "display_name": "P"})
    names, cursor = [], ""
    while cursor is not None:
        page = administrator.get("/api/v1/users?limit=2" + (f"&cursor={cursor}" if cursor else "")).json
        names += [user["user_name"] for user in page["users"]]
        cursor = page["next_cursor"]
    whole = administrator.get("/api/v1/users?limit=1000").json["users"]
    assert names == [user["user_name"] for user in whole] == sorted(names)


def test_what_was_done_is_in_the_audit_chain(administrator):
    entries = administrator.get("/api/v1/audit?actor=user:admin&limit=1000").json["entries"]
    assert any(entry["operation"] == "create_user" and entry["outcome"] == "done" for entry in entries)
    assert [entry["sequence"] for entry in entries] == sorted((e["sequence"] for e in entries), reverse=True)
    assert administrator.post("/api/v1/audit/verification").json["unbroken"] is True
