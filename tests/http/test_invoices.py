"""Suppliers' invoices over HTTP: entry, import, match, cases, and who sees what."""

import csv
import uuid
from decimal import ROUND_HALF_UP, Decimal

import pytest
from test_accounts import administrator, new_user  # noqa: F401
from test_members import finished


@pytest.fixture(scope="module")
def received(server):
    """A receipt line of the sample county's cycle, with its price and VAT rate."""
    results = server.data.parent / "results"
    with open(results / "receipts.csv", encoding="utf-8", newline="") as file:
        receipts = list(csv.DictReader(file))
    with open(results / "purchase_orders.csv", encoding="utf-8", newline="") as file:
        orders = {(row["order_no"], row["item_code"]): row for row in csv.DictReader(file)}
    lines = []
    for receipt in receipts:
        order = orders[receipt["order_no"], receipt["item_code"]]
        lines.append(receipt | {"supplier_code": order["supplier_code"], "pack_price": order["pack_price"]})
    return lines


@pytest.fixture(scope="module")
def people(administrator, received):  # noqa: F811
    county = lambda role: [{"role": role, "facility_code": None}]  # noqa: E731
    return {"finance": new_user(administrator, county("finance")),
            "approver": new_user(administrator, county("payment_approver")),
            "supplier": new_user(administrator, county("supplier"), supplier_code=received[0]["supplier_code"])}


@pytest.fixture(scope="module")
def items(administrator):  # noqa: F811
    return {item["code"]: item for item in administrator.get("/api/v1/items?limit=1000").json["items"]}


def half_up(value):
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def invoice(received, items, quantity=None, price=None, number=None):
    """A body that bills a receipt line, as somebody would write it."""
    item = items[received["item_code"]]
    quantity = int(received["quantity"]) if quantity is None else quantity
    price = received["pack_price"] if price is None else price
    amount = half_up(Decimal(price) * quantity / item["pack_size"])
    net = half_up(amount / (1 + Decimal(item["vat_rate"])))
    return {"supplier_code": received["supplier_code"], "number": number or "FP" + uuid.uuid4().hex[:10],
            "issued_on": "2026-11-22",
            "gross_amount": str(amount), "net_amount": str(net), "vat_amount": str(amount - net),
            "lines": [{"order_no": received["order_no"], "item_code": received["item_code"], "lot": received["lot"],
                       "quantity": quantity, "pack_price": price, "amount": str(amount),
                       "vat_rate": item["vat_rate"]}]}


def match(client, recorded):
    path = f"/api/v1/invoices/{recorded.json['invoice']['invoice_id']}"
    return client.post(path + "/match", If_Match=recorded.headers["etag"])


def test_an_invoice_is_recorded_matched_and_may_be_paid(people, received, items):
    body = invoice(received[0], items)
    recorded = people["supplier"].post("/api/v1/invoices", body)
    assert recorded.status == 201, recorded.text
    assert recorded.json["invoice"]["state"] == "recorded"
    assert match(people["supplier"], recorded).code == "duty_missing"
    path = f"/api/v1/invoices/{recorded.json['invoice']['invoice_id']}"
    assert people["finance"].post(path + "/match").code == "if_match_missing"
    matched = match(people["finance"], recorded)
    assert (matched.status, matched.json["invoice"]["state"]) == (200, "matched"), matched.text
    assert matched.json["payable_amount"] == body["gross_amount"]
    assert match(people["finance"], recorded).code == "record_has_changed"
    again = people["supplier"].post("/api/v1/invoices", body | {"number": " " + body["number"].lower()})
    assert (again.status, again.code) == (409, "invoice_number_taken")
    listed = people["finance"].get(f"/api/v1/invoices?supplier_code={body['supplier_code']}&invoice_state=matched&period=2026-11")
    assert body["number"] in [each["number"] for each in listed.json["invoices"]]
    assert people["finance"].get("/api/v1/invoices?period=2026-10").json["invoices"] == []


def test_a_supplier_sees_and_records_its_own_invoices_only(people, received, items):
    other = next(line for line in received if line["supplier_code"] != received[0]["supplier_code"])
    foreign = people["finance"].post("/api/v1/invoices", invoice(other, items))
    assert foreign.status == 201, foreign.text
    path = f"/api/v1/invoices/{foreign.json['invoice']['invoice_id']}"
    assert people["supplier"].get(path).code == "unknown_record"
    withdrawn = people["supplier"].post(path + "/withdraw", {"reason": "x"}, If_Match=foreign.headers["etag"])
    assert withdrawn.code == "unknown_record"
    suppliers = {each["supplier_code"] for each in people["supplier"].get("/api/v1/invoices").json["invoices"]}
    assert suppliers <= {received[0]["supplier_code"]}
    assert people["supplier"].get(f"/api/v1/invoices?supplier_code={other['supplier_code']}").json["invoices"] == []
    assert people["supplier"].post("/api/v1/invoices", invoice(other, items)).code == "supplier_not_known"
    withdrawn = people["finance"].post(path + "/withdraw", {"reason": "typed wrongly"}, If_Match=foreign.headers["etag"])
    assert withdrawn.json["invoice"]["state"] == "withdrawn", withdrawn.text


def test_a_difference_is_settled_by_somebody_with_authority(people, received, items):
    line = received[1]
    dearer = str(Decimal(line["pack_price"]) + 1)
    recorded = people["finance"].post("/api/v1/invoices", invoice(line, items, price=dearer))
    held = match(people["finance"], recorded)
    assert held.json["invoice"]["state"] == "held", held.text
    case = held.json["cases"][0]
    assert (case["rule"], case["state"], case["found"]) == ("price", "open", dearer)
    assert "accept_with_authority" in case["ways_out"]
    path = f"/api/v1/invoices/{held.json['invoice']['invoice_id']}/cases/{case['case_id']}/resolve"
    body = {"way_out": "accept_with_authority", "reason": "涨价通知 2026-11"}
    assert people["finance"].post(path, body, If_Match=held.headers["etag"]).code == "duty_missing"
    wrong = people["approver"].post(path, body | {"way_out": "withdraw"}, If_Match=held.headers["etag"])
    assert (wrong.status, wrong.code) == (422, "way_out_not_open")
    settled = people["approver"].post(path, body, If_Match=held.headers["etag"])
    assert settled.status == 200, settled.text
    assert settled.json["invoice"]["state"] == "matched"
    assert settled.json["cases"][0]["settled_by"] != recorded.json["invoice"]["recorded_by"]


def test_a_file_is_recorded_whole_or_not_at_all(people, received, items):
    line = received[2]
    item = items[line["item_code"]]
    amount = half_up(Decimal(line["pack_price"]) / item["pack_size"])
    number = "CSV" + uuid.uuid4().hex[:8]
    header = "supplier_code,invoice_no,issued_on,order_no,item_code,lot,quantity,pack_price,amount,vat_rate\n"
    row = f"{line['supplier_code']},{{}},2026-11-22,{line['order_no']},{line['item_code']},{line['lot']},1," \
          f"{line['pack_price']},{amount},{item['vat_rate']}\n"
    before = len(people["finance"].get("/api/v1/invoices?limit=1000").json["invoices"])
    faulty = (header + row.format(number) + row.format(number + "b").replace(",2026-11-22,", ",2026-11-32,")).encode()
    job = finished(people["finance"], people["finance"].post("/api/v1/invoices/imports", faulty, Content_Type="text/csv"))
    assert job["state"] == "refused" and job["result"]["faults"][0]["column"] == "issued_on", job
    doctype = b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"
    job = finished(people["finance"], people["finance"].post("/api/v1/invoices/imports", doctype, Content_Type="application/xml"))
    assert job["result"]["faults"][0]["code"] == "document_type_refused", job
    assert len(people["finance"].get("/api/v1/invoices?limit=1000").json["invoices"]) == before
    good = (header + row.format(number) + row.format(number + "b")).encode()
    job = finished(people["finance"], people["finance"].post("/api/v1/invoices/imports", good, Content_Type="text/csv"))
    assert job["state"] == "done" and job["result"]["documents"] == 2, job
    job = finished(people["finance"], people["finance"].post("/api/v1/invoices/imports", good, Content_Type="text/csv"))
    assert job["result"]["faults"][0]["code"] == "invoice_number_taken", job
    if line["supplier_code"] != received[0]["supplier_code"]:
        job = finished(people["supplier"], people["supplier"].post("/api/v1/invoices/imports", good, Content_Type="text/csv"))
        assert job["result"]["faults"][0]["code"] == "supplier_not_known", job
