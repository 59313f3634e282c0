"""From a period opened to orders drafted, over HTTP: agreements, preview, commit, undo, and what is refused.

The sample county's cycle is closed; the period after it is worked day by day."""

import pytest
from http_client import every
from test_accounts import administrator, new_user  # noqa: F401

CLOSED, PERIOD = "2026-11", "2026-12"


@pytest.fixture(scope="module")
def people(administrator):  # noqa: F811
    def somebody(role, facility_code=None, supplier_code=None):
        return new_user(administrator, [{"role": role, "facility_code": facility_code}], supplier_code=supplier_code)
    facilities = administrator.get("/api/v1/facilities?limit=1000").json["facilities"]
    hospital = next(each["code"] for each in facilities if each["kind"] == "hospital")
    return {"manager": somebody("purchasing_manager"), "approver": somebody("approver"), "hospital": hospital,
            "pharmacist": somebody("requester", hospital), "supplier": somebody("supplier", None, "S0001"),
            "finance": somebody("finance")}


@pytest.fixture(scope="module")
def day(server):
    """The county's day: agreements hold around it, whenever the test is run."""
    import datetime
    today = datetime.date.today()
    return {"first_day": str(today - datetime.timedelta(days=3)), "last_day": str(today + datetime.timedelta(days=30))}


@pytest.fixture(scope="module")
def items(people):
    listed = people["manager"].get("/api/v1/items?limit=1000&kind=western").json["items"]
    return [each for each in listed if each["list_price"] is not None][:4]


@pytest.fixture(scope="module")
def period(people):
    closed = people["manager"].get(f"/api/v1/periods/{CLOSED}").json
    assert closed["state"] == "closed"
    again = people["manager"].post("/api/v1/periods", {"period": CLOSED, "minimum_shelf_life_days": 30})
    assert (again.status, again.code) == (409, "period_already_settled")
    early = people["manager"].post("/api/v1/periods", {"period": "2026-10", "minimum_shelf_life_days": 30})
    assert early.code == "later_period_settled"
    opened = people["manager"].post("/api/v1/periods", {"period": PERIOD, "minimum_shelf_life_days": 30})
    assert (opened.status, opened.json["state"]) == (201, "trading"), opened.text
    twice = people["manager"].post("/api/v1/periods", {"period": "2027-01", "minimum_shelf_life_days": 30})
    assert twice.code == "period_still_open"
    return PERIOD


def agreed(item, supplier, day, **fields):
    return {"supplier_code": supplier, "item_code": item["code"], "kind": "contract", "pack_price": "0.01"} | day | fields


def requisition(people, item, quantity):
    """Approved for the hospital."""
    begun = people["pharmacist"].post("/api/v1/requisitions", {
        "facility_code": people["hospital"], "kind": "regular", "period": PERIOD,
        "items": [{"item_code": item["code"], "quantity": quantity}]})
    assert begun.status == 201, begun.text
    number = begun.json["requisition_no"]
    path = f"/api/v1/requisitions/{number}"
    sent = people["pharmacist"].post(path + "/submit", None, If_Match=f'"{begun.json["version"]}"')
    assert sent.status == 200, sent.text
    approved = people["approver"].post(path + "/review", {"judgement": "let_through"},
                                       If_Match=f'"{sent.json["version"]}"')
    assert approved.json["state"] == "approved", approved.text
    return number


def test_periods_are_listed(people, period):
    listed = people["manager"].get("/api/v1/periods").json["periods"]
    assert [(each["period"], each["state"]) for each in listed] == [(CLOSED, "closed"), (PERIOD, "trading")]
    assert people["manager"].get("/api/v1/periods/2030-01").code == "unknown_record"


def test_opening_stock_comes_too_late_when_stock_has_moved(people, period, items):
    row = {"facility_code": "C0001", "item_code": items[0]["code"], "lot": "L1", "expires_on": "2030-01-01",
           "quantity": 5, "pack_price": "1.00"}
    path = f"/api/v1/periods/{period}/opening-stock"
    assert people["manager"].post(path, {"rows": [row]}).code == "opening_stock_too_late"
    wrong = people["manager"].post(path, {"rows": [
        row, row, row | {"lot": "L2", "item_code": "nothing"}, row | {"lot": "L3", "expires_on": "2030-02-31"},
        {name: value for name, value in row.items() if name != "pack_price"} | {"lot": "L4"}]})
    assert wrong.status == 422, wrong.text
    assert [(each["field"], each["code"]) for each in wrong.json["errors"]] == [
        ("/rows/1/lot", "duplicate_key"), ("/rows/2/item_code", "item_unknown"),
        ("/rows/3/expires_on", "field_not_allowed"), ("/rows/4/pack_price", "field_missing")]


def test_agreements_are_made_all_or_none(people, items, day):
    manager = people["manager"]
    dear = agreed(items[1], "S0001", day, pack_price="999999999")
    few = agreed(items[2], "S0001", day, min_order_packs=5, maximum_packs=4)
    refused = manager.post("/api/v1/agreements", {"agreements": [agreed(items[0], "S0001", day), dear, few]})
    assert [(each["field"], each["code"]) for each in refused.json["errors"]] == [
        ("/agreements/1", "agreement_above_list_price"), ("/agreements/2", "agreement_minimum_above_maximum")]
    assert manager.get(f"/api/v1/agreements?item_code={items[0]['code']}").json["agreements"] == []
    made = manager.post("/api/v1/agreements", {"agreements": [agreed(items[3], "S0001", day, committed_packs=100,
                                                                     kind="vbp")]})
    assert made.status == 201, made.text
    one = made.json["agreements"][0]
    assert one["progress"]["ordered_packs"] == 0 and one["progress"]["elapsed_days"] == 4
    path = f"/api/v1/agreements/{one['agreement_id']}"
    shown = manager.get(path)
    assert shown.json == one and shown.headers["etag"] == '"1"'
    overlap = manager.post("/api/v1/agreements", {"agreements": [agreed(items[3], "S0001", day)]})
    assert (overlap.status, overlap.code) == (409, "agreement_overlaps")
    assert manager.post(path + "/end", {"reason": "x"}).code == "if_match_missing"
    assert manager.post(path + "/end", {"reason": "x"}, If_Match='"2"').code == "record_has_changed"
    ended = manager.post(path + "/end", {"reason": "no longer made"}, If_Match='"1"')
    assert ended.json["ended_reason"] == "no longer made" and ended.json["version"] == 2, ended.text
    assert manager.post(path + "/end", {"reason": "x"}, If_Match='"2"').code == "agreement_ended"
    in_force = manager.get(f"/api/v1/agreements?item_code={items[3]['code']}&as_of={ended.json['ended_on']}").json
    assert in_force["agreements"] == []
    assert manager.get("/api/v1/agreements/1").code == "agreement_unknown"


def test_the_awards_of_a_cycle_become_agreements(people, period, day):
    body = {"period": CLOSED, "first_day": "2031-01-01", "last_day": "2031-12-31"}
    assert people["manager"].post("/api/v1/agreements/from-awards", body | {"period": PERIOD}).code == "earlier_cycle_unfinished"
    made = people["manager"].post("/api/v1/agreements/from-awards", body)
    awards = every(people["manager"], f"/api/v1/awards?period={CLOSED}", "awards")
    assert made.status == 201, made.text[:500]
    agreements = made.json["agreements"]
    assert {(each["supplier_code"], each["item_code"], each["pack_price"]) for each in agreements} == \
        {(each["supplier_code"], each["item_code"], each["pack_price"]) for each in awards}
    listed = every(people["manager"], "/api/v1/agreements?as_of=2031-06-01", "agreements", limit=400)
    assert sorted(each["agreement_id"] for each in listed) == sorted(each["agreement_id"] for each in agreements)


def test_a_consolidation_is_previewed_made_and_undone(people, period, items, day):
    manager = people["manager"]
    assert manager.post("/api/v1/agreements", {"agreements": [
        agreed(items[0], "S0001", day, multiple_packs=5), agreed(items[0], "S0002", day, pack_price="0.02")]}).status == 201
    assert manager.post("/api/v1/consolidations/preview", {"all": True}).code == "consolidation_empty"
    number = requisition(people, items[0], 1_000_003)
    choice = {"requisitions": [number]}
    preview = manager.post("/api/v1/consolidations/preview", choice)
    assert preview.status == 200, preview.text
    item = preview.json["items"][0]
    assert item["requests"] == [{"requisition_no": number, "facility_code": people["hospital"], "kind": "regular",
                                 "quantity": 1_000_003}]
    line = item["lines"][0]
    free = max(0, item["usable_stock"] + item["open_orders"] - item["promised"])
    assert item["net_need"] == 1_000_003 - free
    assert line["supplier_code"] == "S0001" and line["reason_code"] == "lowest_price" and line["order_no"] is None
    assert line["needed_packs"] == -(-item["net_need"] // item["pack_size"])
    assert line["packs"] == line["needed_packs"] + line["added_packs"] and line["packs"] % 5 == 0
    # Another choice is another decision.
    other = choice | {"overrides": [{"item_code": items[0]["code"], "supplier_code": "S0002", "reason_code": "quality"}]}
    outdated = manager.post("/api/v1/consolidations", other | {"fingerprint": preview.json["fingerprint"]})
    assert (outdated.status, outdated.code) == (409, "consolidation_outdated")
    made = manager.post("/api/v1/consolidations", choice | {"fingerprint": preview.json["fingerprint"]},
                        Idempotency_Key="consolidate once")
    assert made.status == 201, made.text
    repeated = manager.post("/api/v1/consolidations", choice | {"fingerprint": preview.json["fingerprint"]},
                            Idempotency_Key="consolidate once")
    assert repeated.json == made.json
    path = f"/api/v1/consolidations/{made.json['consolidation_no']}"
    shown = manager.get(path)
    assert shown.headers["etag"] == '"1"'
    kept = shown.json["items"][0]
    order_no = kept["lines"][0].pop("order_no")
    line.pop("order_no")
    assert kept == item  # what was seen is what is kept
    assert [each["order_no"] for each in shown.json["orders"]] == [order_no] == [f"PO-{PERIOD}-S0001-1"]
    assert manager.get(f"/api/v1/orders/{order_no}").json["state"] == "drafted"
    assert people["pharmacist"].get(f"/api/v1/requisitions/{number}").json["state"] == "consolidated"
    assert manager.post("/api/v1/consolidations/preview", choice).code == "requisition_not_approved"
    progress = manager.get(f"/api/v1/agreements/{kept['lines'][0]['agreement_id']}").json["progress"]
    assert progress["ordered_packs"] == line["packs"]
    # Who may look, and who may not.
    assert people["finance"].get(path).status == 200
    for who in ("supplier", "pharmacist"):
        assert people[who].get(path).code == "duty_missing"
        assert people[who].get("/api/v1/agreements").code == "duty_missing"
    undone = manager.post(path + "/undo", {"reason": "too much"}, If_Match='"1"')
    assert undone.status == 200 and undone.json["state"] == "undone", undone.text
    assert people["pharmacist"].get(f"/api/v1/requisitions/{number}").json["state"] == "approved"
    assert manager.get(f"/api/v1/orders/{order_no}").json["state"] == "cancelled"
    assert manager.post(path + "/undo", {"reason": "x"}, If_Match='"2"').code == "consolidation_step_not_allowed"
    listed = manager.get(f"/api/v1/consolidations?state=undone&period={PERIOD}").json["consolidations"]
    assert [each["consolidation_no"] for each in listed] == [made.json["consolidation_no"]]


def test_a_commitment_that_is_not_met_needs_a_reason(people, period, items, day):
    manager = people["manager"]
    made = manager.post("/api/v1/agreements", {"agreements": [
        agreed(items[1], "S0001", day, kind="vbp", committed_packs=1_000_000, pack_price="0.03"),
        agreed(items[1], "S0002", day)]})
    assert made.status == 201, made.text
    number = requisition(people, items[1], 900_000)
    override = {"item_code": items[1]["code"], "supplier_code": "S0002", "packs": 7}
    choice = {"requisitions": [number], "overrides": [override]}
    assert manager.post("/api/v1/consolidations/preview", choice).code == "override_needs_reason"
    choice["overrides"][0] |= {"reason_code": "delivery_late", "note": "two weeks late"}
    lines = manager.post("/api/v1/consolidations/preview", choice).json["items"][0]["lines"]
    assert [(each["supplier_code"], each["reason_code"]) for each in lines] == [("S0002", "delivery_late"),
                                                                               ("S0001", "commitment")]
    assert lines[0]["packs"] == 7
    unknown = manager.post("/api/v1/consolidations/preview", {"requisitions": ["nothing"]})
    assert (unknown.status, unknown.code) == (404, "requisition_unknown")
