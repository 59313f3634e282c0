"""What should be asked for and why, what was used, until when, who waits, who runs out: over HTTP."""

import datetime

import pytest
from http_client import every
from test_accounts import administrator, new_user  # noqa: F401

TODAY = datetime.date.today()


@pytest.fixture(scope="module")
def people(administrator):  # noqa: F811
    """A township with stock of an item, its pharmacist, one of another township, the centre's people."""
    facilities = administrator.get("/api/v1/facilities?limit=1000").json["facilities"]
    finance = new_user(administrator, [{"role": "finance", "facility_code": None}])
    shipments = finance.get("/api/v1/shipments?limit=1000").json["shipments"]
    townships = [each["code"] for each in facilities if each["kind"] == "township"]
    township = next(one["facility_code"] for one in shipments if one["facility_code"] in townships)
    shipment = next(one for one in shipments if one["facility_code"] == township)
    lines = finance.get(f"/api/v1/shipments/{shipment['shipment_no']}").json["lines"]

    def somebody(role, facility_code):
        return new_user(administrator, [{"role": role, "facility_code": facility_code}])
    return {"township": township, "line": lines[0], "item": lines[0]["item_code"], "finance": finance,
            "pharmacist": somebody("township_pharmacist", township),
            "stranger": somebody("township_pharmacist", next(code for code in townships if code != township)),
            "centre": somebody("approver", None), "manager": somebody("purchasing_manager", None)}


def at(people, path=""):
    return f"/api/v1/facilities/{people['township']}{path}"


def use(people, items, who="pharmacist", **fields):
    return people[who].post(at(people, "/consumption"), {"items": items} | fields)


def suggestion_of(people, item=None, who="pharmacist"):
    listed = people[who].get(at(people, "/suggestions?limit=1000"))
    assert listed.status == 200, listed.text
    return next(each for each in listed.json["suggestions"] if each["item_code"] == (item or people["item"]))


def test_a_suggestion_shows_what_it_is_made_of(people):
    suggestion = suggestion_of(people)
    inputs = suggestion["inputs"]
    assert suggestion["method"] == "periodic_review" and inputs["basis"] == "supplied" and inputs["is_stock_estimated"]
    assert suggestion["suggested_quantity"] % suggestion["pack_size"] == 0 and inputs["whole_packs"]
    assert len(inputs["periods"]) == 12 and inputs["service_level"] == "0.95"
    short = max(0, inputs["target"] - inputs["on_hand"] - inputs["on_the_way"])
    assert inputs["shortfall"] == short
    assert suggestion["suggested_quantity"] == -(-short // suggestion["pack_size"]) * suggestion["pack_size"]


def test_the_pages_of_the_suggestions_are_the_whole(people):
    whole = people["pharmacist"].get(at(people, "/suggestions?limit=1000")).json["suggestions"]
    paged, cursor = [], ""
    while cursor is not None:
        page = people["pharmacist"].get(at(people, "/suggestions?limit=2") + (f"&cursor={cursor}" if cursor else "")).json
        paged += page["suggestions"]
        cursor = page["next_cursor"]
    assert paged == whole and len(whole) > 2


def test_what_was_used_is_recorded_counted_and_taken_back(people):
    before = suggestion_of(people)["inputs"]["stock_on_books"]
    recorded = use(people, [{"item_code": people["item"], "quantity": 2}], reason="门诊")
    assert recorded.status == 201, recorded.text
    document = recorded.json
    assert document["used_on"] == TODAY.isoformat() and sum(line["quantity"] for line in document["lines"]) == 2
    now = suggestion_of(people)["inputs"]
    assert (now["basis"], now["stock_on_books"], now["is_stock_estimated"]) == ("recorded", before - 2, False)
    counted = use(people, [{"item_code": people["item"], "remaining": before - 5}])
    assert sum(line["quantity"] for line in counted.json["lines"]) == 3, counted.text
    path = f"/api/v1/consumption/{document['consumption_no']}"
    assert people["stranger"].get(path).code == "consumption_unknown"
    assert people["stranger"].post(path + "/reverse", {"reason": "x"}).code == "consumption_unknown"
    assert people["centre"].post(path + "/reverse", {"reason": "x"}).code == "duty_missing"
    taken_back = people["pharmacist"].post(path + "/reverse", {"reason": "录错"})
    assert taken_back.status == 201 and taken_back.json["is_reversal"], taken_back.text
    assert people["pharmacist"].get(path).json["is_reversed"]
    assert people["pharmacist"].post(path + "/reverse", {"reason": "again"}).code == "consumption_already_reversed"
    assert suggestion_of(people)["inputs"]["stock_on_books"] == before - 3
    listed = people["pharmacist"].get(at(people, "/consumption")).json["consumptions"]
    assert [one["is_reversal"] for one in listed] == [True, False, False]


def test_no_consumption_is_recorded_for_others_or_beyond_what_is_there(people):
    item = people["item"]
    assert use(people, [{"item_code": item, "quantity": 1}], who="stranger").code == "unknown_record"
    assert use(people, [{"item_code": item, "quantity": 1}], who="centre").code == "duty_missing"
    assert use(people, [{"item_code": item, "quantity": 10**9}]).code == "consumption_above_stock"
    assert use(people, [{"item_code": item}]).code == "consumption_needs_one_figure"
    tomorrow = (TODAY + datetime.timedelta(days=1)).isoformat()
    assert use(people, [{"item_code": item, "quantity": 1}], used_on=tomorrow).code == "consumption_dated_later"
    once = [use(people, [{"item_code": item, "quantity": 1}]) for _ in range(1)][0]
    again = people["pharmacist"].post(at(people, "/consumption"), {"items": [{"item_code": item, "quantity": 1}]},
                                      Idempotency_Key="double click")
    twice = people["pharmacist"].post(at(people, "/consumption"), {"items": [{"item_code": item, "quantity": 1}]},
                                      Idempotency_Key="double click")
    assert once.status == 201 and again.json == twice.json, (once.text, again.text)


def test_a_stock_list_is_kept_with_its_history(people):
    path, item = at(people, "/stock-list"), people["item"]
    on_books = suggestion_of(people)["inputs"]["on_hand"]
    line = {"item_code": item, "method": "imprest", "maximum": on_books + 1000}
    assert people["stranger"].put(path, {"items": [line]}, If_Match='"0"').code == "unknown_record"
    assert people["pharmacist"].put(path, {"items": [line]}).code == "if_match_missing"
    begun = people["pharmacist"].put(path, {"items": [line]}, If_Match='"0"')
    assert begun.status == 200 and begun.headers["etag"] == '"1"', begun.text
    assert people["pharmacist"].put(path, {"items": [line]}, If_Match='"0"').code == "record_has_changed"
    suggestion = suggestion_of(people)
    assert suggestion["method"] == "imprest" and suggestion["inputs"]["maximum"] == on_books + 1000
    assert suggestion["suggested_quantity"] >= 1000
    wrong = {"item_code": item, "method": "minimum_maximum", "minimum": 9, "maximum": 8}
    assert people["pharmacist"].put(path, {"items": [wrong]}, If_Match='"1"').code == "stock_list_minimum_above_maximum"
    off = people["pharmacist"].put(path, {"items": [{"item_code": item, "method": "periodic_review"}]}, If_Match='"1"')
    assert off.status == 200 and off.json["items"] == []
    history = people["pharmacist"].get(f"{path}/{item}").json["items"]
    assert [one["method"] for one in history] == ["periodic_review", "imprest"]
    assert people["pharmacist"].get(f"{path}/NOTHING").code == "unknown_record"


def initiate(people, **fields):
    body = {"facility_code": people["township"], "kind": "regular"} | fields
    return people["pharmacist"].post("/api/v1/requisitions", body)


def step(client, requisition, action, body=None):
    return client.post(f"/api/v1/requisitions/{requisition['requisition_no']}/{action}", body,
                       If_Match=f'"{requisition["version"]}"')


def test_list_prefill_and_review_sheet_say_the_same(people):
    on_books = suggestion_of(people)["inputs"]["on_hand"]
    line = {"item_code": people["item"], "method": "imprest", "maximum": on_books + 500}
    version = people["pharmacist"].get(at(people, "/stock-list")).headers["etag"]
    assert people["pharmacist"].put(at(people, "/stock-list"), {"items": [line]}, If_Match=version).status == 200
    suggested = {each["item_code"]: each["suggested_quantity"] for each in
                 people["pharmacist"].get(at(people, "/suggestions?limit=1000")).json["suggestions"]}
    begun = initiate(people, prefill="suggestion")
    assert begun.status == 201, begun.text
    requisition = begun.json
    lines = {each["item_code"]: each for each in requisition["items"]}
    assert {code: each["requested_quantity"] for code, each in lines.items()} == \
        {code: quantity for code, quantity in suggested.items() if quantity > 0}
    assert all(each["suggested_quantity"] == each["requested_quantity"] for each in lines.values())
    submitted = step(people["pharmacist"], requisition, "submit").json
    path = f"/api/v1/requisitions/{requisition['requisition_no']}/review-sheet"
    sheet = people["centre"].get(path)
    assert sheet.status == 200, sheet.text
    assert {each["item_code"]: each["suggested_now"] for each in sheet.json["lines"]} == \
        {code: suggested[code] for code in lines}
    assert sheet.json["state"] == "submitted" and sheet.json["version"] == submitted["version"]
    assert people["stranger"].get(path).code == "requisition_unknown"
    # A second one knows that the first awaits its judgement; approved, it is on its way.
    assert suggestion_of(people)["inputs"]["awaiting_approval"] == suggested[people["item"]]
    approved = step(people["centre"], submitted, "review", {"judgement": "let_through"})
    assert approved.status == 200, approved.text
    assert suggestion_of(people)["inputs"]["on_the_way"] == suggested[people["item"]]
    assert suggestion_of(people)["suggested_quantity"] == 0
    assert people["centre"].get(path).json["lines"][0]["approved_quantity"] is not None


def test_a_route_calendar_closes_regular_requisitions(people):
    """The route is driven every day and closes six days before: whatever the hour, a delivery has been closed."""
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    route = {"code": "R-DEMAND", "name": "每日", "hub_code": people["township"], "weekdays": days,
             "stop_codes": [people["township"]], "effective_from": TODAY.isoformat()}
    made = people["manager"].post("/api/v1/delivery-routes", route)
    assert made.status == 201, made.text
    path = "/api/v1/delivery-routes/R-DEMAND/calendar"
    assert people["pharmacist"].get(path).code == "calendar_unknown"
    assert people["pharmacist"].get(at(people, "/cut-off")).json["is_open"]
    cut_off = {"days_before": 6, "cut_off_time": "00:00"}
    assert people["pharmacist"].put(path, cut_off, If_Match='"0"').code == "duty_missing"
    assert people["manager"].put(path, cut_off | {"cut_off_time": "24:00"}, If_Match='"0"').status >= 400
    assert people["manager"].put(path, cut_off, If_Match='"0"').status == 200
    assert people["manager"].put(path, cut_off, If_Match='"0"').code == "record_has_changed"
    shown = people["pharmacist"].get(at(people, "/cut-off")).json
    assert not shown["is_open"] and shown["passed"]["route_code"] == "R-DEMAND" and shown["next"] is not None
    items = [{"item_code": people["item"], "quantity": 5}]
    begun = initiate(people, items=items).json
    assert begun["next_cut_off"] == shown["next"]
    refused = step(people["pharmacist"], begun, "submit")
    assert (refused.status, refused.code) == (409, "cut_off_passed")
    assert shown["next"]["cut_off_day"] in refused.json["detail"]
    urgent = initiate(people, items=items, kind="emergency", reason="抢救").json
    assert urgent["next_cut_off"] is None
    assert step(people["pharmacist"], urgent, "submit").status == 200
    assert people["manager"].put(path, {"days_before": None, "cut_off_time": None}, If_Match='"1"').status == 200
    assert step(people["pharmacist"], begun, "submit").status == 200


def test_who_waits_for_what_was_short(people):
    body = {"facility_code": people["township"], "item_code": people["item"], "quantity": 3, "asked_by": "王芳"}
    assert people["stranger"].post("/api/v1/shortage-cases", body).code == "duty_missing"
    registered = people["pharmacist"].post("/api/v1/shortage-cases", body | {"contact": "村口"})
    assert registered.status == 201 and registered.json["state"] == "registered", registered.text
    case = registered.json
    path = f"/api/v1/shortage-cases/{case['case_no']}"
    assert people["stranger"].get(path).code == "shortage_unknown"

    def advance(action, version, who="pharmacist"):
        return people[who].post(path + "/advance", {"action": action}, If_Match=f'"{version}"')
    assert advance("cancel", 1, "stranger").code == "shortage_unknown"
    assert advance("collect", 1).code == "shortage_step_not_allowed"
    for version, action in enumerate(["purchase", "deliver", "collect"], start=1):
        assert advance(action, version).status == 200
    assert advance("cancel", 3).code == "record_has_changed"
    assert advance("cancel", 4).code == "shortage_step_not_allowed"
    assert [one["action"] for one in people["pharmacist"].get(path).json["steps"]] == \
        ["register", "purchase", "deliver", "collect"]
    assert people["stranger"].get("/api/v1/shortage-cases").json["cases"] == []
    assert people["pharmacist"].get("/api/v1/shortage-cases?state=collected").json["cases"][0]["case_no"] == case["case_no"]


def test_what_a_dispatch_left_short_is_registered_once(people):
    shortages = every(people["finance"], "/api/v1/shortages", "shortages")
    period = people["finance"].get("/api/v1/cycles").json["cycles"][0]["period"]
    fed = people["manager"].post("/api/v1/shortage-cases/from-dispatch", {"period": period})
    assert fed.status == 200 and fed.json["cases"] == len(shortages) > 0, fed.text
    again = people["manager"].post("/api/v1/shortage-cases/from-dispatch", {"period": period})
    assert again.json["cases"] == 0
    assert people["pharmacist"].post("/api/v1/shortage-cases/from-dispatch", {"period": period}).code == "duty_missing"
    cases = every(people["finance"], "/api/v1/shortage-cases", "cases")
    assert sum(one["source"] == "dispatch" for one in cases) == len(shortages)


def test_who_runs_out_when_a_supplier_fails(people):
    path = "/api/v1/simulations/supplier-failure"
    assert people["pharmacist"].get(path + "?supplier_code=S0001").code == "duty_missing"
    assert people["finance"].get(path + "?supplier_code=NOBODY").code == "unknown_record"
    answer = people["finance"].get(path + "?supplier_code=S0001&days=200&limit=1000")
    assert answer.status == 200, answer.text
    run_outs = answer.json["run_outs"]
    assert answer.json["items"] > 0 and run_outs
    assert [one["runs_out_on"] for one in run_outs] == sorted(one["runs_out_on"] for one in run_outs)
    for one in run_outs:
        there = one["stock"] + one["centre_share"] + one["arrivals_counted"]
        daily = float(one["daily_use"])
        assert daily * one["days_left"] <= there + 1e-3 < daily * (one["days_left"] + 1) + 1e-3, one
    paged, cursor = [], ""
    while cursor is not None:
        page = people["finance"].get(path + "?supplier_code=S0001&days=200&limit=7" + (f"&cursor={cursor}" if cursor else "")).json
        paged += page["run_outs"]
        cursor = page["next_cursor"]
    assert paged == run_outs
