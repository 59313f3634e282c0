"""Every route, every role, another facility, another supplier, a token, nobody: what is not granted is refused, and
nothing in the database is another afterwards."""

import json
import random

import pytest
from stored import audited, fingerprints
from test_accounts import GOOD, administrator, new_user  # noqa: F401
from test_generated_requests import made_up

# Routes that answer everybody with the duty alike, as what they show belongs to no facility and no supplier. A new
# route stands here, or among those below that are asked about what is another's.
OF_NOBODY = {
    "list_items", "show_item", "list_item_versions", "list_cycles", "list_periods", "show_period",
    "list_facilities", "show_facility", "list_facility_versions",  # the register of members is everybody's
    "show_licence_policy", "list_manufacturers",
    # the catalogue
    "list_item_formularies", "list_item_substitutes", "list_formularies", "list_formulary_items",
    "list_substitution_groups", "show_substitution_group", "list_policy_sets", "show_policy_set", "judge_code",
    "list_releases", "show_release", "list_release_rows", "show_release_row", "show_release_difference",
    "list_catalogue_terms",
    # the organisation
    "show_organisation", "show_membership", "show_parent_rules", "list_accounting_entities", "list_delivery_routes",
    "show_delivery_route", "list_delivery_route_versions", "list_drugstore_links", "show_route_calendar",
}
# operation: how another's is asked for. Answered like what does not exist.
ANOTHERS_SUPPLIER = {
    "show_supplier": "/api/v1/suppliers/{supplier}", "list_supplier_versions": "/api/v1/suppliers/{supplier}/versions",
    "list_supplier_licences": "/api/v1/suppliers/{supplier}/licences",
    "list_licences": "/api/v1/licences?supplier_code={supplier}",
    "list_authorisations": "/api/v1/authorisations?supplier_code={supplier}",
    "list_awards": "/api/v1/awards?supplier_code={supplier}", "list_orders": "/api/v1/orders?supplier_code={supplier}",
    "list_receipts": "/api/v1/receipts?supplier_code={supplier}",
    "list_supplier_statements": "/api/v1/supplier-statements?supplier_code={supplier}",
    "show_order": "/api/v1/orders/{order}", "show_order_document": "/api/v1/orders/{order}/document",
    "list_supplier_performance": "/api/v1/supplier-performance?supplier_code={supplier}",
    "show_receipt": "/api/v1/receipts/{receipt}",
    "list_member_statements": "/api/v1/member-statements?facility_code={facility}",
    "list_facility_formulary": "/api/v1/facilities/{facility}/formulary",
}
ANOTHERS_FACILITY = {
    "list_shipments": "/api/v1/shipments?facility_code={facility}",
    "list_shortages": "/api/v1/shortages?facility_code={facility}",
    "list_member_statements": "/api/v1/member-statements?facility_code={facility}",
    "show_shipment": "/api/v1/shipments/{shipment}",
    "list_suggestions": "/api/v1/facilities/{facility}/suggestions",
    "list_consumptions": "/api/v1/facilities/{facility}/consumption",
    "show_stock_list": "/api/v1/facilities/{facility}/stock-list",
    "show_next_cut_off": "/api/v1/facilities/{facility}/cut-off",
    "list_stock_list_history": "/api/v1/facilities/{facility}/stock-list/X0001",
    "list_facility_formulary": "/api/v1/facilities/{facility}/formulary",
}
# Lists without a name in the question: those who ask see their own, which the tests of each area prove.
NARROWED = {
    "list_suppliers",
    # test_invoices.py: a supplier sees and records its own invoices only
    "list_invoices", "show_invoice", "record_invoice", "withdraw_invoice", "import_invoices",
    # test_orders.py: a supplier answers its own orders only
    "confirm_order", "decline_order",
    # test_receiving.py: a supplier sees and announces its own only
    "list_notices", "show_notice", "announce_notice", "withdraw_notice", "list_deliveries", "show_delivery",
    "list_nonconformances", "show_nonconformance", "list_returns", "show_return",
}
# Asked about what is another facility's by test_requisitions.py (every step) and test_organisation.py.
NARROWED_TO_A_PART = {
    "list_requisitions", "show_requisition", "initiate_requisition", "save_requisition", "merge_requisitions",
    "submit_requisition", "review_requisition", "confirm_requisition", "cancel_requisition", "list_budgets",
    "list_budget_movements", "show_open_affairs",
    "show_open_affairs",
    # test_receiving.py: what comes to another facility is not there
    "list_notices", "show_notice", "list_deliveries", "show_delivery", "record_delivery", "inspect_delivery",
    "list_nonconformances", "show_nonconformance", "resolve_nonconformance", "close_nonconformance",
    # test_demand.py
    "show_review_sheet", "record_consumption", "show_consumption", "reverse_consumption", "change_stock_list",
    "list_shortage_cases", "register_shortage", "show_shortage_case", "advance_shortage_case",
    # test_facility_formulary.py; today nobody keeps the catalogue of a part of the county
    "begin_facility_formulary", "add_facility_formulary_items", "remove_facility_formulary_items",
}


@pytest.fixture(scope="module")
def document(administrator):  # noqa: F811
    return administrator.get("/api/v1/openapi.json").json


@pytest.fixture(scope="module")
def contents(document):
    """(method, path, operation) of every route, from the document that is made of the route table."""
    return [(method.upper(), path, operation) for path, methods in document["paths"].items()
            for method, operation in methods.items()]


@pytest.fixture(scope="module")
def roles(administrator):  # noqa: F811
    return administrator.get("/api/v1/roles").json["roles"]


def fill(path):
    """A user that is there, and otherwise records that are not."""
    return path.replace("{user_name}", "admin").replace("{job_id}", "1").replace("{", "x").replace("}", "x")


def ask(client, method, path, operation):
    """A request whose body is refused at the earliest after the permission was judged."""
    body = b"{}" if "requestBody" in operation else None
    return client.ask(method, fill(path), body, **({"Content_Type": "application/json"} if body else {}))


def ask_well(client, method, path, operation, document):
    """A request that would be obeyed if only it were permitted: records that are there, a body that fits."""
    there = {"user_name": "admin", "code": "S0001" if "/suppliers" in path else "H0001" if "/facilities" in path
             else "X0001", "kind": "items"}
    for name, value in there.items():
        path = path.replace("{" + name + "}", value)
    body, media = None, None
    if "requestBody" in operation:
        content = operation["requestBody"]["content"]
        media = next(iter(content))
        body = b"code,name,kind,parent_code\nX,Y,village,C0001\n"
        if media == "application/json":
            body = json.dumps(made_up(content[media]["schema"], document, random.Random(1), wrong=False)).encode()
    headers = {"Content_Type": media} if media else {}
    return client.ask(method, fill(path), body, If_Match='"1"', **headers)


def is_open(operation):
    return operation.get("security") == []


def is_for_everybody_signed_in(operation):
    """The kinds of exchange, one's own jobs: what needs no duty, and no session of a browser."""
    return "x-duty" not in operation and "security" not in operation


def test_without_a_session_only_what_is_open_answers(server, contents, document):
    before = fingerprints(server)
    for method, path, operation in contents:
        if is_open(operation):
            answer = ask(server.client(), method, path, operation)
            assert answer.code != "not_signed_in" or path == "/api/v1/session", (method, path)
            continue
        answer = ask_well(server.client(), method, path, operation, document)
        assert (answer.status, answer.code) == (401, "not_signed_in"), (method, path)
    after = fingerprints(server)
    after["sign_in_attempts"] = before["sign_in_attempts"]
    assert after == before


def member(administrator, role, facility="H0001", supplier="S0001"):  # noqa: F811
    """A user with this role alone, and whether it holds for the county."""
    for grants in ([{"role": role, "facility_code": None}], [{"role": role, "facility_code": facility}]):
        try:
            client = new_user(administrator, grants, supplier_code=supplier if role == "supplier" else None)
            return client, grants[0]["facility_code"] is None
        except AssertionError as refused:
            if "grant_" not in str(refused):
                raise
    raise AssertionError(f"{role} can be granted nowhere")


def split_by_grant(contents, role, in_county):
    granted, refused = [], []
    for method, path, operation in contents:
        if "x-duty" not in operation:
            continue
        may = operation["x-duty"] in role["duties"] and (in_county or operation["x-reach"] == "some_part")
        (granted if may else refused).append((method, path, operation))
    return granted, refused


def test_every_role_may_do_what_its_duties_say_and_nothing_else(server, administrator, contents, document,  # noqa: F811
                                                                roles):
    asked = 0
    for role in roles:
        if role["role"] == "administrator":
            continue
        client, in_county = member(administrator, role["role"])
        granted, refused = split_by_grant(contents, role, in_county)
        before, audit_before = fingerprints(server), len(audited(server))
        for method, path, operation in refused:
            answer = ask_well(client, method, path, operation, document)
            where = (role["role"], method, path, answer.text[:200])
            assert (answer.status, answer.code) == (403, "duty_missing"), where
        assert fingerprints(server) == before, role["role"]
        assert all(outcome.startswith("refused") for _, outcome in audited(server)[audit_before:])
        for method, path, operation in granted:
            answer = ask(client, method, path, operation)
            assert answer.status not in (401, 403), (role["role"], method, path, answer.text[:200])
        asked += len(granted) + len(refused)
    assert asked > 1000


def test_a_role_for_one_facility_reaches_nothing_of_the_county(administrator, contents, roles):  # noqa: F811
    """Roles that can be held either way, held for one facility."""
    either = 0
    for role in roles:
        grants = [{"role": role["role"], "facility_code": "H0001"}]
        try:
            client = new_user(administrator, grants)
        except AssertionError as refused:
            assert "grant_" in str(refused)
            continue
        either += 1
        for method, path, operation in split_by_grant(contents, role, in_county=False)[1]:
            answer = ask(client, method, path, operation)
            assert (answer.status, answer.code) == (403, "duty_missing"), (role["role"], method, path)
    assert either > 8


@pytest.fixture(scope="module")
def anothers(administrator):  # noqa: F811
    """Documents of S0002 and of a facility outside of H0001, as finance finds them."""
    finance = new_user(administrator, [{"role": "finance", "facility_code": None}])
    below, grown = {"H0001"}, True
    facilities = finance.get("/api/v1/facilities?limit=1000").json["facilities"]
    while grown:
        more = below | {one["code"] for one in facilities if one["parent_code"] in below}
        grown, below = more != below, more
    shipments = finance.get("/api/v1/shipments?limit=1000").json["shipments"]
    shipment = next(one for one in shipments if one["facility_code"] not in below)
    return {"supplier": "S0002", "facility": shipment["facility_code"], "shipment": shipment["shipment_no"],
            "order": finance.get("/api/v1/orders?supplier_code=S0002").json["orders"][0]["order_no"],
            "receipt": finance.get("/api/v1/receipts?supplier_code=S0002").json["receipts"][0]["receipt_id"]}


def answers_as_if_absent(client, template, anothers):
    theirs = client.get(template.format(**anothers))
    nobodys = client.get(template.format(supplier="nobody", facility="nobody", shipment="nobody", order="nobody",
                                         receipt="nobody"))
    assert (theirs.status, theirs.code) == (nobodys.status, nobodys.code) == (404, "unknown_record"), template
    for value in anothers.values():
        theirs_detail = theirs.json["detail"].replace(value, "nobody")
        if theirs_detail == nobodys.json["detail"]:
            return
    raise AssertionError((theirs.text, nobodys.text))


def test_what_is_another_suppliers_is_not_there(server, administrator, contents, roles, anothers):  # noqa: F811
    duties = next(role["duties"] for role in roles if role["role"] == "supplier")
    reached = {operation["operationId"] for _, _, operation in contents if operation.get("x-duty") in duties}
    assert reached == (reached & OF_NOBODY) | set(ANOTHERS_SUPPLIER) | NARROWED  # none is outside the matrix
    client, _ = member(administrator, "supplier")
    before = fingerprints(server)
    for operation, template in ANOTHERS_SUPPLIER.items():
        answers_as_if_absent(client, template, anothers)
    assert fingerprints(server) == before


def test_what_is_another_facilitys_is_not_there(server, administrator, contents, roles, anothers):  # noqa: F811
    by_part = {operation["operationId"]: operation for _, _, operation in contents
               if operation.get("x-reach") == "some_part"}
    named = set(ANOTHERS_FACILITY) | NARROWED_TO_A_PART
    assert set(by_part) == (set(by_part) & OF_NOBODY) | named  # none is outside the matrix
    asked = 0
    for role in roles:
        reached = [name for name in ANOTHERS_FACILITY if by_part[name]["x-duty"] in role["duties"]]
        if not reached:
            continue
        try:
            client = new_user(administrator, [{"role": role["role"], "facility_code": "H0001"}])
        except AssertionError as refused:
            assert "grant_" in str(refused)
            continue
        before = fingerprints(server)
        for name in reached:
            answers_as_if_absent(client, ANOTHERS_FACILITY[name], anothers)
            asked += 1
        assert fingerprints(server) == before
    assert asked > 15


def test_a_token_without_the_scope_is_refused_what_its_owner_may(server, administrator, contents, document):  # noqa: F811
    owner = new_user(administrator, [{"role": "purchasing_manager", "facility_code": None}])
    made = owner.post("/api/v1/account/tokens", {"current_password": GOOD, "name": "narrow", "scopes": ["read_audit"],
                                                 "valid_days": 1})
    assert made.code == "scope_beyond_duties"
    made = owner.post("/api/v1/account/tokens", {"current_password": GOOD, "name": "narrow", "scopes": ["read_cycles"],
                                                 "valid_days": 1})
    program = type(owner)(owner.address)
    program.token = made.json["token"]
    before = fingerprints(server)
    for method, path, operation in contents:
        if is_open(operation) or operation.get("x-duty") == "read_cycles" or is_for_everybody_signed_in(operation):
            continue
        answer = ask_well(program, method, path, operation, document)
        expected = "session_needed" if operation.get("security") == [{"session": []}] else "duty_missing"
        assert (answer.status, answer.code) == (403, expected), (method, path, answer.text[:200])
    assert fingerprints(server) == before


def test_supervisors_change_nothing(contents, roles):
    readers = [role for role in roles if role["read_only"]]
    assert len(readers) >= 4
    writes = {operation["x-duty"] for method, _, operation in contents
              if method != "GET" and "x-duty" in operation and operation["operationId"] != "verify_audit"}
    for role in readers:
        assert not writes & set(role["duties"]), role["role"]
