"""Every route, every role: what is not granted is refused, and nothing is changed by asking."""

import pytest
from test_accounts import administrator, new_user  # noqa: F401



@pytest.fixture(scope="module")
def contents(administrator):  # noqa: F811
    """(method, path, operation) of every route, from the document that is made of the route table."""
    document = administrator.get("/api/v1/openapi.json").json
    return [(method.upper(), path, operation) for path, methods in document["paths"].items()
            for method, operation in methods.items()]


def fill(path):
    return path.replace("{user_name}", "admin").replace("{job_id}", "1").replace("{", "x").replace("}", "x")


def ask(client, method, path, operation):
    """A request whose body is refused at the earliest after the permission was judged."""
    body = b"{}" if "requestBody" in operation else None
    return client.ask(method, fill(path), body, **({"Content_Type": "application/json"} if body else {}))


def is_open(operation):
    return operation.get("security") == []


def test_without_a_session_only_what_is_open_answers(server, contents):
    for method, path, operation in contents:
        answer = ask(server.client(), method, path, operation)
        if is_open(operation):
            assert answer.code != "not_signed_in" or path == "/api/v1/session", (method, path)
        else:
            assert (answer.status, answer.code) == (401, "not_signed_in"), (method, path)


def grants_of(role, administrator):  # noqa: F811
    """The role for the whole county where that is possible, else for one facility; suppliers get one."""
    facility = administrator.sample_facility
    return [[{"role": role, "facility_code": None}], [{"role": role, "facility_code": facility}]]


def member(administrator, role):  # noqa: F811
    """A user with this role alone, and whether it holds for the county."""
    supplier = administrator.sample_supplier if role == "supplier" else None
    for grants in grants_of(role, administrator):
        try:
            return new_user(administrator, grants, supplier_code=supplier), grants[0]["facility_code"] is None
        except AssertionError as refused:
            if "grant_" not in str(refused):
                raise
    raise AssertionError(f"{role} can be granted nowhere")


def test_every_role_may_do_what_its_duties_say_and_nothing_else(administrator, contents):  # noqa: F811
    administrator.sample_facility, administrator.sample_supplier = "H0001", "S0001"
    roles = administrator.get("/api/v1/roles").json["roles"]
    before = administrator.get("/api/v1/users?limit=1000").json
    asked = 0
    for role in roles:
        if role["role"] == "administrator":
            continue
        client, in_county = member(administrator, role["role"])
        for method, path, operation in contents:
            if "x-duty" not in operation:
                continue
            granted = operation["x-duty"] in role["duties"] and (
                in_county or operation["x-reach"] == "some_part" or role["role"] == "supplier")
            answer = ask(client, method, path, operation)
            asked += 1
            where = (role["role"], method, path, answer.text[:200])
            if granted:
                assert answer.status not in (401, 403), where
            else:
                assert (answer.status, answer.code) == (403, "duty_missing"), where
    assert asked > 100
    known = {user["user_name"]: user for user in before["users"]}
    after = administrator.get("/api/v1/users?limit=1000").json["users"]
    assert all(known[user["user_name"]]["grants"] == user["grants"] for user in after if user["user_name"] in known)


def test_supervisors_change_nothing(administrator, contents):  # noqa: F811
    readers = [role for role in administrator.get("/api/v1/roles").json["roles"] if role["read_only"]]
    assert len(readers) >= 4
    writes = {operation["x-duty"] for method, _, operation in contents
              if method != "GET" and "x-duty" in operation and operation["operationId"] != "verify_audit"}
    for role in readers:
        assert not writes & set(role["duties"]), role["role"]
