"""What people do about their own account, and who keeps users about others': sessions, an authenticator, tokens."""

import base64
import hmac
import struct
import time
import uuid
from urllib.parse import parse_qs, quote, urlparse

import pytest
from wutong_program import wait_until
from test_accounts import GOOD, administrator, new_user  # noqa: F401

PROOF = {"current_password": GOOD}


def code_of(secret, at=None):
    """RFC 6238, reckoned apart from the program."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at if at is not None else time.time()) // 30), "sha1").digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start:start + 4], 'big') & 0x7fffffff) % 10**6:06}"


def again(client, password=GOOD, **more):
    """The same user on another device; the answer and the client."""
    other = type(client)(client.address)
    body = {"user_name": client.user_name, "password": password, **more}
    answer = other.post("/api/v1/session", body)
    if answer.status == 200:
        other.cookie = "; ".join(each.split(";")[0] for each in answer.cookies)
        other.csrf_token = answer.json["csrf_token"]
    other.user_name = client.user_name
    return answer, other


def token_client(client, scopes, **more):
    made = client.post("/api/v1/account/tokens", {**PROOF, "name": "t" + uuid.uuid4().hex[:8], "scopes": scopes,
                                                  "valid_days": 30, **more})
    assert made.status == 201, made.text
    program = type(client)(client.address)
    program.token = made.json["token"]
    program.token_name = made.json["name"]
    return program


def manager(administrator):  # noqa: F811
    return new_user(administrator, [{"role": "purchasing_manager", "facility_code": None}])


def test_sessions_are_listed_and_ended(administrator):  # noqa: F811
    here = manager(administrator)
    _, there = again(here)
    _, elsewhere = again(here)
    listed = here.get("/api/v1/account/sessions").json["sessions"]
    assert len(listed) == 3 and sum(one["is_this"] for one in listed) == 1
    text = here.get("/api/v1/account/sessions").text
    assert all(client.cookie.split("=")[1] not in text for client in (here, there, elsewhere))

    theirs = [one for one in there.get("/api/v1/account/sessions").json["sessions"] if one["is_this"]][0]
    assert here.ask("DELETE", f"/api/v1/account/sessions/{theirs['session_id']}").status == 204
    assert there.get("/api/v1/cycles").code == "not_signed_in"
    assert here.ask("DELETE", f"/api/v1/account/sessions/{theirs['session_id']}").code == "session_unknown"
    assert elsewhere.get("/api/v1/cycles").status == 200

    assert here.ask("DELETE", "/api/v1/account/sessions").json == {"ended": 1}
    assert elsewhere.get("/api/v1/cycles").code == "not_signed_in"
    assert here.get("/api/v1/cycles").status == 200


def test_nobody_ends_anothers_session_by_its_name(administrator):  # noqa: F811
    mine, other = manager(administrator), manager(administrator)
    named = other.get("/api/v1/account/sessions").json["sessions"][0]["session_id"]
    assert mine.ask("DELETE", f"/api/v1/account/sessions/{named}").code == "session_unknown"
    assert other.get("/api/v1/cycles").status == 200


def test_an_authenticator_is_enrolled_asked_for_and_removed(administrator):  # noqa: F811
    here = manager(administrator)
    assert here.get("/api/v1/account/totp").json == {"state": "none"}
    assert here.post("/api/v1/account/totp", {"current_password": "not it"}).code == "current_password_wrong"
    key = str(uuid.uuid4())
    begun = here.post("/api/v1/account/totp", PROOF, Idempotency_Key=key)
    assert begun.status == 200 and begun.json["state"] == "begun", begun.text
    secret, address = begun.json["secret"], urlparse(begun.json["otpauth_uri"])
    assert (address.scheme, parse_qs(address.query)["secret"]) == ("otpauth", [secret.replace(" ", "")])
    secret = secret.replace(" ", "")
    assert here.post("/api/v1/account/totp", PROOF, Idempotency_Key=key).json["secret"] is None  # told once
    assert again(here)[0].status == 200  # not confirmed, so not asked for

    assert here.post("/api/v1/account/totp/confirm", {"totp_code": "000000"}).code == "totp_code_wrong"
    used = code_of(secret)
    confirmed = here.post("/api/v1/account/totp/confirm", {"totp_code": used})
    assert confirmed.json == {"state": "confirmed"}, confirmed.text
    assert here.post("/api/v1/account/totp", PROOF).code == "totp_already_enrolled"

    asked = again(here)[0]
    assert (asked.status, asked.code) == (401, "totp_code_required")
    assert again(here, "not the password")[0].code == "sign_in_failed"  # no word of codes to who knows no password
    assert again(here, totp_code="000000")[0].code == "sign_in_failed"
    assert again(here, totp_code=used)[0].code == "sign_in_failed"  # used for the confirmation
    fresh = code_of(secret, time.time() + 30)  # of the step that comes: good already, and not used
    assert again(here, totp_code=fresh)[0].status == 200
    assert here.get("/api/v1/account/totp").text.find(secret) == -1

    assert here.post("/api/v1/account/totp/remove", PROOF).code == "totp_code_wrong"
    assert here.post("/api/v1/account/totp/remove", {**PROOF, "totp_code": fresh}).code == "totp_code_wrong"
    assert here.get("/api/v1/account/totp").json == {"state": "confirmed"}


def test_a_lost_phone_is_the_administrators_to_remove_and_never_ones_own(administrator):  # noqa: F811
    here = manager(administrator)
    secret = here.post("/api/v1/account/totp", PROOF).json["secret"].replace(" ", "")
    assert here.post("/api/v1/account/totp/confirm", {"totp_code": code_of(secret)}).status == 200
    path = f"/api/v1/users/{here.user_name}/totp"
    assert administrator.get(path).json == {"state": "confirmed"}
    assert here.post(path + "/remove").code == "duty_missing"
    assert administrator.post(path + "/remove").json == {"state": "none"}
    assert again(here)[0].status == 200
    assert administrator.post("/api/v1/users/admin/totp/remove").code == "own_account_not_changed"


def test_an_authenticator_that_is_not_confirmed_is_given_up_without_a_code(administrator):  # noqa: F811
    here = manager(administrator)
    assert here.post("/api/v1/account/totp", PROOF).status == 200
    assert here.post("/api/v1/account/totp/remove", PROOF).json == {"state": "none"}
    assert here.post("/api/v1/account/totp/remove", PROOF).code == "totp_not_enrolled"


def test_a_token_is_told_once_and_acts_within_its_scopes(administrator):  # noqa: F811
    here = manager(administrator)
    key = str(uuid.uuid4())
    body = {**PROOF, "name": "夜间 export/1", "scopes": ["read_catalogue", "read_cycles"], "valid_days": 30}
    made = here.post("/api/v1/account/tokens", body, Idempotency_Key=key)
    assert made.status == 201, made.text
    assert here.post("/api/v1/account/tokens", body, Idempotency_Key=key).json["token"] is None
    listed = here.get("/api/v1/account/tokens")
    assert [one["name"] for one in listed.json["tokens"]] == ["夜间 export/1"]
    assert listed.json["tokens"][0]["scopes"] == ["read_catalogue", "read_cycles"]
    assert made.json["token"] not in listed.text

    program = type(here)(here.address)
    program.token = made.json["token"]
    assert program.get("/api/v1/cycles").status == 200
    assert program.get("/api/v1/items?limit=1").status == 200
    assert program.get("/api/v1/suppliers").code == "duty_missing"  # the owner may, the token may not
    assert here.get("/api/v1/suppliers?limit=1").status == 200

    assert here.post("/api/v1/account/tokens/revoke", {"name": "夜间 export/1"}).status == 204
    assert program.get("/api/v1/cycles").code == "not_signed_in"
    assert here.post("/api/v1/account/tokens/revoke", {"name": "夜间 export/1"}).code == "token_unknown"


def test_a_token_never_does_more_than_its_owner(administrator):  # noqa: F811
    here = manager(administrator)
    refused = here.post("/api/v1/account/tokens", {**PROOF, "name": "a", "scopes": ["keep_users"], "valid_days": 1})
    assert refused.code == "scope_beyond_duties"
    unknown = here.post("/api/v1/account/tokens", {**PROOF, "name": "a", "scopes": ["everything"], "valid_days": 1})
    assert (unknown.code, unknown.json["field"]) == ("field_not_allowed", "/scopes/0")
    assert here.post("/api/v1/account/tokens", {"current_password": "x", "name": "a", "scopes": ["read_cycles"],
                                                "valid_days": 1}).code == "current_password_wrong"
    program = token_client(here, ["read_suppliers", "read_cycles"])
    assert program.get("/api/v1/suppliers?limit=1").status == 200
    path = f"/api/v1/users/{here.user_name}"
    tag = administrator.get(path).headers["etag"]
    taken = administrator.put(path + "/grants", {"grants": [{"role": "public_supervisor", "facility_code": None}]},
                              If_Match=tag)
    assert taken.status == 200, taken.text
    assert program.get("/api/v1/suppliers?limit=1").code == "duty_missing"  # the owner lost it, so it is lost
    assert program.get("/api/v1/cycles").status == 200
    assert administrator.post(path + "/disable").status == 200
    assert program.get("/api/v1/cycles").code == "not_signed_in"


def test_a_token_cannot_decide_who_gets_in(administrator):  # noqa: F811
    """Neither its owner's account nor others', even when its scopes hold all that the owner may."""
    duties = administrator.get("/api/v1/session").json["duties"]
    program = token_client(administrator, duties)
    assert program.get("/api/v1/users?limit=1").status == 200
    document = program.get("/api/v1/openapi.json").json
    closed = [(method, path) for path, methods in document["paths"].items() for method, operation in methods.items()
              if operation.get("security") == [{"session": []}]]
    assert len(closed) > 18
    assert {("put", "/api/v1/session/password"), ("post", "/api/v1/account/tokens"),
            ("post", "/api/v1/users/{user_name}/reset-password"), ("post", "/api/v1/users")} <= set(closed)
    for method, path in closed:
        path = path.replace("{user_name}", "admin").replace("{session_id}", "x")
        answer = program.ask(method.upper(), path, b"{}", Content_Type="application/json", If_Match='"1"')
        assert (answer.status, answer.code) == (403, "session_needed"), (method, path, answer.text)
    tokens = administrator.get("/api/v1/users/admin/tokens").json["tokens"]
    assert program.token_name in [one["name"] for one in tokens]
    assert administrator.post("/api/v1/users/admin/tokens/revoke", {"name": program.token_name}).status == 204
    assert program.get("/api/v1/users?limit=1").code == "not_signed_in"


def test_a_password_that_another_chose_makes_no_token(administrator):  # noqa: F811
    """Whoever reset the password could otherwise keep a token of the user's beyond the user's own password."""
    name = "u" + uuid.uuid4().hex[:12]
    once = administrator.post("/api/v1/users", {"user_name": name, "display_name": name}).json["one_time_password"]
    client = type(administrator)(administrator.address)
    assert client.sign_in(name, once).status == 200
    body = {"current_password": once, "name": "a", "scopes": ["read_cycles"], "valid_days": 1}
    assert client.post("/api/v1/account/tokens", body).code == "password_change_due"
    assert client.post("/api/v1/account/totp", {"current_password": once}).code == "password_change_due"


def test_guessing_the_password_of_an_open_session_has_to_wait(administrator):  # noqa: F811
    here = manager(administrator)

    def who_guesses_waits():
        """The right password too; a machine that stood still meanwhile may have let the wait go by."""
        wrong = [here.post("/api/v1/account/totp", {"current_password": f"guess {n}"}).code for n in range(8)]
        assert wrong[0] == "current_password_wrong" and wrong[-1] == "too_many_attempts", wrong
        answer = here.post("/api/v1/account/totp/remove", PROOF)
        return answer.code == "too_many_attempts" and answer
    waiting = wait_until(who_guesses_waits, "a wait that outlasts a request")
    assert int(waiting.headers["retry-after"]) > 0


def test_who_keeps_users_ends_their_sessions(administrator):  # noqa: F811
    here = manager(administrator)
    path = f"/api/v1/users/{here.user_name}/sessions"
    assert len(administrator.get(path).json["sessions"]) == 1
    assert here.get(path).code == "duty_missing"
    assert administrator.ask("DELETE", path).json == {"ended": 1}
    assert here.get("/api/v1/cycles").code == "not_signed_in"
    assert administrator.ask("DELETE", "/api/v1/users/nobody/sessions").code == "user_unknown"
    assert administrator.get(f"/api/v1/users/{quote('王')}/tokens").code == "user_unknown"
