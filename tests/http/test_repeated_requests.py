"""What is asked for more than once is done once: a double click, a retry after a cut connection, a message that is
played again. Along the whole purchase, eight at a time."""

import datetime
import json
import socket
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from http_client import every
from test_accounts import administrator, new_user  # noqa: F401

PERIOD = "2026-12"
AT_ONCE = 8
LET_THROUGH = {"judgement": "let_through"}


@pytest.fixture(scope="module")
def people(administrator):  # noqa: F811
    facilities = administrator.get("/api/v1/facilities?limit=1000").json["facilities"]
    hospital = next(each["code"] for each in facilities if each["kind"] == "hospital")
    everybody = {role: new_user(administrator, [{"role": role, "facility_code": None}]) for role in
                 ("purchasing_manager", "approver", "requester", "receiver", "inspector", "finance")}
    return everybody | {"hospital": hospital, "supplier": new_user(
        administrator, [{"role": "supplier", "facility_code": None}], supplier_code="S0001")}


@pytest.fixture(scope="module")
def item(people):
    """Agreed with S0001 for the period that is worked day by day; kept at room temperature."""
    manager = people["purchasing_manager"]
    opened = manager.post("/api/v1/periods", {"period": PERIOD, "minimum_shelf_life_days": 30})
    assert opened.status == 201, opened.text
    listed = manager.get("/api/v1/items?limit=1000&kind=western").json["items"]
    item = next(each for each in listed if each["list_price"] is not None)
    today = datetime.date.today()
    made = manager.post("/api/v1/agreements", {"agreements": [{
        "supplier_code": "S0001", "item_code": item["code"], "kind": "contract", "pack_price": "0.01",
        "first_day": str(today - datetime.timedelta(days=3)), "last_day": str(today + datetime.timedelta(days=30))}]})
    assert made.status == 201, made.text
    return item


def at_once(deeds):
    """The answers to requests that leave together."""
    gate = threading.Barrier(len(deeds))

    def wait_and_do(deed):
        gate.wait(timeout=60)
        return deed()
    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(wait_and_do, deeds))


def cut(client, path, body, headers):
    """Sends a request whole and goes away without waiting for its answer."""
    text = json.dumps(body).encode() if body is not None else b""
    fields = client.headers({name.replace("_", "-"): value for name, value in headers.items()})
    fields |= {"Host": "wutong", "Content-Length": str(len(text)), "Content-Type": "application/json"}
    head = f"POST {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    with socket.create_connection(client.address, timeout=120) as connection:
        connection.sendall(head.encode() + text)


def done_once(client, path, body, **headers):
    """Cut off, clicked eight times, played again later: one answer, to the letter."""
    headers["Idempotency_Key"] = str(uuid.uuid4())
    cut(client, path, body, headers)
    answers = at_once([lambda: client.post(path, body, **headers)] * AT_ONCE)
    answers.append(client.post(path, body, **headers))
    for answer in answers:
        assert answer.status in (200, 201), answer.text
        assert (answer.status, answer.text) == (answers[0].status, answers[0].text)
    return answers[0]


def one_of_many(deeds, refusals):
    """Of requests with a key each one is done, the others are refused as they should be."""
    answers = at_once(deeds)
    done = [answer for answer in answers if answer.status in (200, 201)]
    assert len(done) == 1, [answer.text[:200] for answer in answers]
    assert {answer.code for answer in answers if answer.status not in (200, 201)} <= refusals
    return done[0]


def tag(document):
    return {"If_Match": f'"{document["version"]}"'}


def draft(people, item, quantity):
    return {"facility_code": people["hospital"], "kind": "regular", "period": PERIOD,
            "items": [{"item_code": item["code"], "quantity": quantity}]}


def submitted(people, item, quantity):
    begun = people["requester"].post("/api/v1/requisitions", draft(people, item, quantity)).json
    return people["requester"].post(f"/api/v1/requisitions/{begun['requisition_no']}/submit", **tag(begun)).json


def approved(people, item, quantity):
    asked = submitted(people, item, quantity)
    judged = people["approver"].post(f"/api/v1/requisitions/{asked['requisition_no']}/review", LET_THROUGH, **tag(asked))
    assert judged.json["state"] == "approved", judged.text
    return judged.json


def placed(people, item, quantity):
    """The number of an order that was sent."""
    asked = approved(people, item, quantity)
    manager = people["purchasing_manager"]
    choice = {"requisitions": [asked["requisition_no"]]}
    preview = manager.post("/api/v1/consolidations/preview", choice).json
    made = manager.post("/api/v1/consolidations", choice | {"fingerprint": preview["fingerprint"]})
    assert made.status == 201, made.text
    shown = manager.get(f"/api/v1/consolidations/{made.json['consolidation_no']}").json
    path = f"/api/v1/orders/{shown['orders'][0]['order_no']}"
    seen = manager.get(path).json
    for who, action in (("approver", "approve"), ("purchasing_manager", "place")):
        answer = people[who].post(f"{path}/{action}", {}, **tag(seen))
        assert answer.status == 200, answer.text
        seen = answer.json
    return seen["order_no"]


def brought(order_no, item, quantity, note, lot="L1"):
    return {"order_no": order_no, "delivery_note_no": note, "lines": [
        {"item_code": item["code"], "lot": lot, "expires_on": "2099-01-01", "quantity": quantity,
         "coldest_tenths": 30, "warmest_tenths": 70}]}


def accepted(quantity):
    return {"lines": [{"line_no": 1, "accepted_quantity": quantity, "rejected_quantity": 0, "reason": ""}]}


def test_a_requisition_is_begun_submitted_and_approved_once(people, item):
    before = {each["requisition_no"] for each in every(people["requester"], "/api/v1/requisitions", "requisitions")}
    begun = done_once(people["requester"], "/api/v1/requisitions", draft(people, item, 5)).json
    after = {each["requisition_no"] for each in every(people["requester"], "/api/v1/requisitions", "requisitions")}
    assert after - before == {begun["requisition_no"]}
    path = f"/api/v1/requisitions/{begun['requisition_no']}"
    sent = done_once(people["requester"], path + "/submit", None, **tag(begun)).json
    judged = done_once(people["approver"], path + "/review", LET_THROUGH, **tag(sent)).json
    assert [each["action"] for each in people["requester"].get(path).json["steps"]][-2:] == ["submit", "approve"]
    assert judged["version"] == sent["version"] + 1 == begun["version"] + 2


def test_of_many_who_submit_with_a_key_each_one_does(people, item):
    begun = people["requester"].post("/api/v1/requisitions", draft(people, item, 5)).json
    path = f"/api/v1/requisitions/{begun['requisition_no']}/submit"
    one_of_many([lambda: people["requester"].post(path, None, **tag(begun))] * AT_ONCE, {"record_has_changed"})


def test_a_consolidation_is_made_once(people, item):
    manager = people["purchasing_manager"]
    orders = len(every(manager, f"/api/v1/orders?period={PERIOD}", "orders"))
    for deed in ("the same key", "a key each"):
        asked = approved(people, item, 1_000_000)
        choice = {"requisitions": [asked["requisition_no"]]}
        body = choice | {"fingerprint": manager.post("/api/v1/consolidations/preview", choice).json["fingerprint"]}
        if deed == "the same key":
            done_once(manager, "/api/v1/consolidations", body)
        else:
            one_of_many([lambda: manager.post("/api/v1/consolidations", body)] * AT_ONCE,  # noqa: B023
                        {"requisition_not_approved", "consolidation_outdated"})
        orders += 1
        assert len(every(manager, f"/api/v1/orders?period={PERIOD}", "orders")) == orders


def test_a_delivery_is_recorded_and_inspected_once(people, item):
    order_no = placed(people, item, 2_000_000)
    receiver, inspector = people["receiver"], people["inspector"]
    first = done_once(receiver, "/api/v1/deliveries", brought(order_no, item, 40, "N1")).json
    second = one_of_many([lambda: receiver.post("/api/v1/deliveries", brought(order_no, item, 60, "N2"))] * AT_ONCE,
                         {"delivery_note_taken"}).json
    listed = every(receiver, f"/api/v1/deliveries?order_no={order_no}", "deliveries")
    assert sorted(each["delivery_no"] for each in listed) == sorted([first["delivery_no"], second["delivery_no"]])
    done_once(inspector, f"/api/v1/deliveries/{first['delivery_no']}/inspection", accepted(40), **tag(first))
    path = f"/api/v1/deliveries/{second['delivery_no']}/inspection"
    one_of_many([lambda: inspector.post(path, accepted(60), **tag(second))] * AT_ONCE, {"record_has_changed"})
    line, = people["finance"].get(f"/api/v1/orders/{order_no}").json["lines"]
    assert line["accepted_quantity"] == 100


def test_an_invoice_is_recorded_and_matched_once(people, item):
    order_no = placed(people, item, 2_000_000)
    quantity = item["pack_size"] * 100  # at 0.01 a pack
    delivery = people["receiver"].post("/api/v1/deliveries", brought(order_no, item, quantity, "N1", "LI")).json
    inspected = people["inspector"].post(f"/api/v1/deliveries/{delivery['delivery_no']}/inspection",
                                         accepted(quantity), **tag(delivery))
    assert inspected.status == 200, inspected.text
    net = round(100 / (1 + float(item["vat_rate"])))  # 分 of one yuan; never a half
    body = {"supplier_code": "S0001", "number": "FP1", "issued_on": str(datetime.date.today()), "gross_amount": "1.00",
            "net_amount": f"0.{net:02}", "vat_amount": f"0.{100 - net:02}",
            "lines": [{"order_no": order_no, "item_code": item["code"], "lot": "LI", "quantity": quantity,
                       "pack_price": "0.01", "amount": "1.00", "vat_rate": item["vat_rate"]}]}
    recorded = done_once(people["supplier"], "/api/v1/invoices", body).json["invoice"]
    one_of_many([lambda number=number: people["supplier"].post("/api/v1/invoices", body | {"number": number})
                 for number in ["FP2"] * AT_ONCE], {"invoice_number_taken"})
    matched = done_once(people["finance"], f"/api/v1/invoices/{recorded['invoice_id']}/match", None, **tag(recorded)).json
    assert (matched["invoice"]["state"], matched["payable_amount"]) == ("matched", "1.00")


def test_of_eight_approvals_for_the_last_yuan_one_is_given(people, item):
    asked = [submitted(people, item, 7) for _ in range(AT_ONCE)]
    amount = asked[0]["items"][0]["estimated_amount"]
    budget = {"code": "LAST", "name": "最后一元", "facility_code": people["hospital"], "measure": "money",
              "first_period": "2026-01", "last_period": "2099-12",
              "releases": [{"from_period": "2026-01", "figure": amount, "reason": "余额"}]}
    assert people["finance"].post("/api/v1/budgets", budget).status == 201
    one_of_many([lambda one=one: people["approver"].post(f"/api/v1/requisitions/{one['requisition_no']}/review",
                                                         LET_THROUGH, **tag(one)) for one in asked],
                {"budget_insufficient"})
    shown = next(each for each in people["finance"].get("/api/v1/budgets").json["budgets"] if each["code"] == "LAST")
    assert (shown["committed"], shown["available"]) == (amount, "0.00")
    states = [people["requester"].get(f"/api/v1/requisitions/{one['requisition_no']}").json["state"] for one in asked]
    assert sorted(states) == ["approved"] + ["submitted"] * (AT_ONCE - 1)
