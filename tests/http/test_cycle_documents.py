"""What a cycle wrote, as suppliers, members, finance and supervisors see it: the result folder is the proof."""

import csv
from collections import Counter

import pytest
from http_client import every
from test_accounts import administrator, new_user  # noqa: F401


@pytest.fixture(scope="module")
def results(server):
    """The result folder's tables of the cycle that the server's database holds."""
    folder = server.data.parent / "results"
    return lambda name: list(csv.DictReader((folder / f"{name}.csv").open(encoding="utf-8-sig", newline="")))


@pytest.fixture(scope="module")
def finance(administrator):  # noqa: F811
    return new_user(administrator, [{"role": "finance", "facility_code": None}])


@pytest.fixture(scope="module")
def supplier(administrator, results):  # noqa: F811
    """The account of the supplier with the most awards."""
    code = Counter(row["supplier_code"] for row in results("awards")).most_common(1)[0][0]
    client = new_user(administrator, [{"role": "supplier", "facility_code": None}], supplier_code=code)
    client.code = code
    return client


@pytest.fixture(scope="module")
def township(administrator, finance, results):  # noqa: F811
    """The pharmacist of a township with villages below it that were sent something; knows its codes."""
    children = {}
    for one in finance.get("/api/v1/facilities?limit=1000").json["facilities"]:
        children.setdefault(one["parent_code"], []).append((one["kind"], one["code"]))
    served = {row["facility_code"] for row in results("member_statements")}
    code, villages = next((code, [village for kind, village in below if kind == "village"])
                          for code, below in sorted(children.items(), key=str)
                          if sum(kind == "village" and village in served for kind, village in below) > 1)
    client = new_user(administrator, [{"role": "township_pharmacist", "facility_code": code}])
    client.codes = {code, *villages}
    return client


def fields(rows, *names):
    return sorted(tuple(str(row[name]) for name in names) for row in rows)


LISTS = [
    # path, name of the list, file of the result folder, fields that both have
    ("awards", "awards", "awards", ("item_code", "supplier_code", "pack_price", "packs", "reason")),
    ("shortages", "shortages", "shortages", ("facility_code", "item_code", "requested", "supplied", "reason")),
    ("supplier-statements", "statements", "supplier_statements",
     ("supplier_code", "period", "received_amount", "net_amount", "vat_amount")),
    ("member-statements", "statements", "member_statements", ("facility_code", "period", "shipped_amount")),
]


@pytest.mark.parametrize("path, name, file, shared", LISTS, ids=[one[0] for one in LISTS])
def test_finance_and_supervisors_see_all(administrator, finance, results, path, name, file, shared):  # noqa: F811
    expected = fields(results(file), *shared)
    assert len(expected) > 3
    assert fields(every(finance, "/api/v1/" + path, name), *shared) == expected
    supervisor = new_user(administrator, [{"role": "government_inspector", "facility_code": None}])
    assert fields(every(supervisor, "/api/v1/" + path, name, limit=7 if len(expected) < 200 else 97), *shared) == expected


def test_orders_receipts_and_shipments_have_the_lines_of_the_result_folder(finance, results):
    lines = [{**line, "order_no": order["order_no"], "supplier_code": order["supplier_code"]}
             for order in every(finance, "/api/v1/orders", "orders", limit=3)
             for line in finance.get(f"/api/v1/orders/{order['order_no']}").json["lines"]]
    names = ("order_no", "supplier_code", "item_code", "packs", "pack_price", "amount")
    assert fields(lines, *names) == fields(results("purchase_orders"), *names)

    names = ("order_no", "supplier_code", "item_code", "lot", "expires_on", "quantity", "amount")
    lines = [{**line, "order_no": receipt["order_no"], "supplier_code": receipt["supplier_code"]}
             for receipt in every(finance, "/api/v1/receipts", "receipts", limit=3)
             for line in finance.get(f"/api/v1/receipts/{receipt['receipt_id']}").json["lines"]]
    assert fields(lines, *names) == fields(results("receipts"), *names)

    shipments = every(finance, "/api/v1/shipments", "shipments", limit=17)
    expected = results("shipments")
    assert {one["shipment_no"] for one in shipments} == {row["shipment_no"] for row in expected}
    assert len(shipments) == len({one["shipment_no"] for one in shipments})
    one = shipments[len(shipments) // 2]
    names = ("item_code", "lot", "expires_on", "quantity", "amount")
    assert fields(finance.get(f"/api/v1/shipments/{one['shipment_no']}").json["lines"], *names) == fields(
        [row for row in expected if row["shipment_no"] == one["shipment_no"]], *names)


def test_lists_are_narrowed_by_name(finance, results):
    code = results("supplier_statements")[0]["supplier_code"]
    for path, name in (("awards", "awards"), ("orders", "orders"), ("receipts", "receipts"),
                       ("supplier-statements", "statements")):
        whole = every(finance, "/api/v1/" + path, name)
        assert every(finance, f"/api/v1/{path}?supplier_code={code}", name) == [
            one for one in whole if one["supplier_code"] == code] != []
        assert every(finance, f"/api/v1/{path}?period=2001-01", name) == []
        assert every(finance, f"/api/v1/{path}?period={whole[0]['period']}", name) == whole
        assert finance.get(f"/api/v1/{path}?supplier_code=nobody").code == "unknown_record"
        assert finance.get(f"/api/v1/{path}?period=november").code == "field_not_allowed"
        assert finance.get(f"/api/v1/{path}?cursor=YQ").status in (200, 422)  # a key of one part
    assert finance.get("/api/v1/awards?cursor=YQ").code == "field_not_allowed"
    code = results("member_statements")[0]["facility_code"]
    whole = every(finance, "/api/v1/shipments", "shipments")
    assert every(finance, f"/api/v1/shipments?facility_code={code}", "shipments") == [
        one for one in whole if one["facility_code"] == code] != []


def test_a_supplier_sees_its_own_documents_only(supplier, finance):
    for path, name in (("awards", "awards"), ("orders", "orders"), ("receipts", "receipts"),
                       ("supplier-statements", "statements")):
        whole = every(finance, "/api/v1/" + path, name)
        own = [one for one in whole if one["supplier_code"] == supplier.code]
        assert 0 < len(own) < len(whole)
        assert every(supplier, "/api/v1/" + path, name, limit=2 if len(own) < 40 else 50) == own
        other = next(one["supplier_code"] for one in whole if one["supplier_code"] != supplier.code)
        for code in (other, "nobody"):
            assert supplier.get(f"/api/v1/{path}?supplier_code={code}").code == "unknown_record"
    orders = every(finance, "/api/v1/orders", "orders")
    mine = next(one for one in orders if one["supplier_code"] == supplier.code)
    theirs = next(one for one in orders if one["supplier_code"] != supplier.code)
    assert supplier.get(f"/api/v1/orders/{mine['order_no']}").json["lines"]
    assert supplier.get(f"/api/v1/orders/{theirs['order_no']}").code == "unknown_record"
    receipts = every(finance, "/api/v1/receipts", "receipts")
    theirs = next(one for one in receipts if one["supplier_code"] != supplier.code)
    assert supplier.get(f"/api/v1/receipts/{theirs['receipt_id']}").code == "unknown_record"
    # No member is a supplier's business.
    assert every(supplier, "/api/v1/member-statements", "statements") == []
    assert supplier.get("/api/v1/member-statements?facility_code=H0001").code == "unknown_record"
    assert supplier.get("/api/v1/shipments").code == "duty_missing"
    assert supplier.get("/api/v1/shortages").code == "duty_missing"


def test_a_member_sees_its_own_and_what_is_below_it(township, finance):
    for path, name in (("shipments", "shipments"), ("shortages", "shortages"), ("member-statements", "statements")):
        whole = every(finance, "/api/v1/" + path, name)
        own = [one for one in whole if one["facility_code"] in township.codes]
        assert len(own) < len(whole)
        assert own or path == "shortages"
        assert every(township, "/api/v1/" + path, name, limit=3 if len(own) < 40 else 50) == own
        other = next(one["facility_code"] for one in whole if one["facility_code"] not in township.codes)
        for code in (other, "nobody"):
            assert township.get(f"/api/v1/{path}?facility_code={code}").code == "unknown_record"
        for code in township.codes:
            assert township.get(f"/api/v1/{path}?facility_code={code}").status == 200
    shipments = every(finance, "/api/v1/shipments", "shipments")
    mine = next(one for one in shipments if one["facility_code"] in township.codes)
    theirs = next(one for one in shipments if one["facility_code"] not in township.codes)
    assert township.get(f"/api/v1/shipments/{mine['shipment_no']}").json["lines"]
    assert township.get(f"/api/v1/shipments/{theirs['shipment_no']}").code == "unknown_record"
    for path in ("orders", "receipts", "supplier-statements", "awards"):
        assert township.get("/api/v1/" + path).code == "duty_missing"
