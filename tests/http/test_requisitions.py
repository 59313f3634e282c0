"""From a village's wish to the centre's approval, over HTTP: by whom, within which budget, and what is refused."""

import pytest
from test_accounts import administrator, new_user  # noqa: F401


@pytest.fixture(scope="module")
def people(administrator):  # noqa: F811
    """A village doctor, the pharmacist of the township above, one of another township, the centre, finance."""
    facilities = administrator.get("/api/v1/facilities?limit=1000").json["facilities"]
    village = next(each for each in facilities if each["kind"] == "village")
    other = next(each["code"] for each in facilities
                 if each["kind"] == "township" and each["code"] != village["parent_code"])

    def somebody(role, facility_code):
        return new_user(administrator, [{"role": role, "facility_code": facility_code}])
    return {"village": village["code"], "township": village["parent_code"],
            "doctor": somebody("village_doctor", village["code"]),
            "pharmacist": somebody("township_pharmacist", village["parent_code"]),
            "stranger": somebody("township_pharmacist", other),
            "centre": somebody("approver", None), "finance": somebody("finance", None)}


def items_of(client, how_many):
    listed = client.get("/api/v1/items?limit=1000&kind=western").json["items"]
    return [each["code"] for each in listed[:how_many]]


def step(client, requisition, action, body=None, method="post"):
    path = f"/api/v1/requisitions/{requisition['requisition_no']}" + (f"/{action}" if action else "")
    return getattr(client, method)(path, body, If_Match=f'"{requisition["version"]}"')


def initiate(people, items, who="doctor", **fields):
    body = {"facility_code": people["village"], "kind": "regular",
            "items": [{"item_code": code, "quantity": quantity} for code, quantity in items]} | fields
    return people[who].post("/api/v1/requisitions", body)


def test_a_requisition_goes_from_the_village_to_the_centre(people):
    codes = items_of(people["doctor"], 3)
    begun = initiate(people, [(code, 100) for code in codes])
    assert begun.status == 201, begun.text
    requisition = begun.json
    assert requisition["state"] == "draft" and begun.headers["etag"] == '"1"'
    assert [line["item_code"] for line in requisition["items"]] == sorted(codes)
    saved = step(people["doctor"], requisition, "",
                 {"items": [{"item_code": codes[0], "quantity": 50}, {"item_code": codes[1], "quantity": 60}]}, "put")
    assert saved.status == 200 and len(saved.json["items"]) == 2, saved.text
    submitted = step(people["doctor"], saved.json, "submit").json
    assert (submitted["state"], submitted["awaiting_facility_code"]) == ("submitted", people["township"])
    # The doctor is no reviewer, and neither is the pharmacist of another township, to whom it is not there.
    assert step(people["doctor"], submitted, "review", {"judgement": "let_through"}).status == 403
    assert step(people["stranger"], submitted, "review", {"judgement": "let_through"}).code == "requisition_unknown"
    assert people["stranger"].get(f"/api/v1/requisitions/{submitted['requisition_no']}").status == 404
    endorsed = step(people["pharmacist"], submitted, "review",
                    {"judgement": "let_through", "items": [{"item_code": codes[0], "quantity": 40}],
                     "reason_code": "stock_enough"}).json
    assert endorsed["state"] == "endorsed", endorsed
    # The township has judged; the next word is the centre's.
    assert step(people["pharmacist"], endorsed, "review", {"judgement": "let_through"}).code == "duty_missing"
    approved = step(people["centre"], endorsed, "review", {"judgement": "let_through"}).json
    assert approved["state"] == "approved" and approved["awaiting_facility_code"] is None
    assert [line["approved_quantity"] for line in sorted(approved["items"], key=lambda each: codes.index(each["item_code"]))] \
        == [40, 60]
    assert [each["action"] for each in approved["steps"]] == ["save", "save", "submit", "endorse", "approve"]


def test_somebody_elses_change_is_noticed(people):
    requisition = initiate(people, [(items_of(people["doctor"], 1)[0], 5)]).json
    assert step(people["doctor"], requisition, "submit").status == 200
    late = step(people["doctor"], requisition, "cancel", {"reason": "x"})
    assert late.status in (409, 412) and late.code == "record_has_changed", late.text


def test_the_same_request_twice_makes_one_requisition(people):
    body = {"facility_code": people["village"], "kind": "regular",
            "items": [{"item_code": items_of(people["doctor"], 1)[0], "quantity": 5}]}
    one = people["doctor"].post("/api/v1/requisitions", body, Idempotency_Key="double click")
    two = people["doctor"].post("/api/v1/requisitions", body, Idempotency_Key="double click")
    assert one.status == two.status == 201
    assert one.json["requisition_no"] == two.json["requisition_no"]
    other = people["doctor"].post("/api/v1/requisitions", body | {"reason": "x"}, Idempotency_Key="double click")
    assert other.code == "request_reused_with_different_content"


def test_no_step_is_taken_on_what_is_anothers(people):
    code = items_of(people["doctor"], 1)[0]
    theirs = initiate(people, [(code, 5)]).json
    bodies = {"": {"items": []}, "submit": None, "cancel": {"reason": "x"}, "confirm": {},
              "review": {"judgement": "reject", "reason_code": "x"},
              "merge": {"from": [{"requisition_no": theirs["requisition_no"], "version": 1}]}}
    for action, body in bodies.items():
        answer = step(people["stranger"], theirs, action, body, "post" if action else "put")
        assert (answer.status, answer.code) == (404, "requisition_unknown"), (action, answer.text)
    assert people["doctor"].get(f"/api/v1/requisitions/{theirs['requisition_no']}").json == theirs


def test_everybody_sees_the_requisitions_of_his_own(people):
    initiate(people, [(items_of(people["doctor"], 1)[0], 5)])
    assert people["stranger"].get("/api/v1/requisitions").json["requisitions"] == []
    seen = people["pharmacist"].get("/api/v1/requisitions").json["requisitions"]
    assert seen and {each["facility_code"] for each in seen} == {people["village"]}
    whole = people["finance"].get("/api/v1/requisitions?limit=1000").json["requisitions"]
    paged, cursor = [], ""
    while cursor is not None:
        page = people["finance"].get("/api/v1/requisitions?limit=2" + (f"&cursor={cursor}" if cursor else "")).json
        paged += page["requisitions"]
        cursor = page["next_cursor"]
    assert paged == whole and len(whole) >= 2
    drafts = people["finance"].get("/api/v1/requisitions?state=draft").json["requisitions"]
    assert drafts and all(each["state"] == "draft" for each in drafts)


def test_nobody_asks_for_a_facility_that_is_not_his(people):
    assert initiate(people, [], who="stranger").code == "duty_missing"
    assert initiate(people, [], who="centre").code == "duty_missing"
    assert initiate(people, [], facility_code="NOWHERE").code == "facility_not_known"
    unknown = initiate(people, [("NOTHING", 1)])
    assert unknown.code == "item_unknown" and "NOTHING" in unknown.json["figures"]  # a page finds the line by it
    code = items_of(people["doctor"], 1)[0]
    assert initiate(people, [(code, 1), (code, 2)]).code == "requisition_item_twice"


def test_an_approval_takes_from_the_budget_and_a_cancellation_gives_back(people):
    code = items_of(people["doctor"], 1)[0]
    requisition = initiate(people, [(code, 100)]).json
    amount = requisition["items"][0]["estimated_amount"]
    assert amount is not None
    budget = {"code": "T-2026", "name": "乡镇预算", "facility_code": people["township"], "measure": "money",
              "first_period": "2026-01", "last_period": "2099-12",
              "releases": [{"from_period": "2026-01", "figure": amount, "reason": "第一季度"}]}
    assert people["doctor"].post("/api/v1/budgets", budget).status == 403
    opened = people["finance"].post("/api/v1/budgets", budget)
    assert opened.status == 201 and opened.json["available"] == amount, opened.text
    assert people["finance"].post("/api/v1/budgets", budget).code == "budget_code_taken"

    def shown():
        return next(each for each in people["pharmacist"].get("/api/v1/budgets").json["budgets"]
                    if each["code"] == "T-2026")
    submitted = step(people["doctor"], requisition, "submit").json
    endorsed = step(people["pharmacist"], submitted, "review", {"judgement": "let_through"}).json
    approved = step(people["centre"], endorsed, "review", {"judgement": "let_through"}).json
    assert (shown()["committed"], shown()["available"]) == (amount, "0.00")

    another = step(people["doctor"], initiate(people, [(code, 1)]).json, "submit").json
    another = step(people["pharmacist"], another, "review", {"judgement": "let_through"}).json
    refused = step(people["centre"], another, "review", {"judgement": "let_through"})
    assert refused.code == "budget_insufficient" and "T-2026" in refused.text
    taken_back = people["finance"].post("/api/v1/budgets/T-2026/releases",
                                        {"from_period": "2026-01", "figure": "-0.01", "reason": "收回"})
    assert taken_back.code == "budget_below_spent"
    assert step(people["doctor"], approved, "cancel", {"reason": "不再需要"}).json["state"] == "cancelled"
    assert (shown()["committed"], shown()["available"]) == ("0.00", amount)
    assert step(people["centre"], another, "review", {"judgement": "let_through"}).json["state"] == "approved"
    assert people["stranger"].get("/api/v1/budgets").json["budgets"] == []
    movements = people["pharmacist"].get("/api/v1/budgets/T-2026/movements").json["movements"]
    steps = [each for each in movements if each["action"] != "fund"]  # of one second, perhaps
    assert [(each["action"], each["figure"]) for each in steps] == \
        [("commit", another["items"][0]["estimated_amount"]), ("release", amount), ("commit", amount)]
    assert steps[1]["requisition_no"] == approved["requisition_no"] and steps[1]["reason"] == "不再需要"
    assert [each["figure"] for each in movements if each["action"] == "fund"] == [amount]
    paged, cursor = [], ""
    while cursor is not None:
        page = people["finance"].get("/api/v1/budgets/T-2026/movements?limit=1" + (f"&cursor={cursor}" if cursor else "")).json
        paged += page["movements"]
        cursor = page["next_cursor"]
    assert paged == movements
    assert people["stranger"].get("/api/v1/budgets/T-2026/movements").code == "budget_unknown"
    unknown = people["finance"].post("/api/v1/budgets/NONE/releases", {"from_period": "2026-01", "figure": "1"})
    assert unknown.code == "budget_unknown"


def test_a_whole_catalogue_is_asked_for_and_copied(people):
    """As many lines as the peers' users complain about; nothing is cut off."""
    listed, cursor = [], ""
    while cursor is not None and len(listed) < 400:
        page = people["finance"].get("/api/v1/items?limit=1000" + (f"&cursor={cursor}" if cursor else "")).json
        listed += [each["code"] for each in page["items"]]
        cursor = page["next_cursor"]
    begun = initiate(people, [(code, 10) for code in listed])
    assert begun.status == 201 and len(begun.json["items"]) == len(listed), begun.text[:500]
    submitted = step(people["doctor"], begun.json, "submit")
    assert submitted.status == 200
    copied = people["doctor"].post("/api/v1/requisitions",
                                   {"facility_code": people["village"], "kind": "regular", "prefill": "last"})
    assert len(copied.json["items"]) == len(listed)
