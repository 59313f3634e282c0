"""Orders of the daily work over HTTP: who may take which step, what a supplier sees, the files, who is late."""

import csv
import http.client
import io
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest
from stored import fingerprints, rows
from test_accounts import administrator, new_user  # noqa: F401

PERIOD = "2031-03"
STATES = ("drafted", "approved", "placed", "confirmed", "declined", "partly_received", "received", "closed_short",
          "cancelled")
# What leads out of which state; everything else is refused. inventory/records/order_state.cpp has the same table.
TAKEN = {"approve": {"drafted"}, "place": {"approved"}, "confirm": {"placed"}, "decline": {"placed"},
         "change": {"drafted", "approved", "placed", "confirmed", "declined"},
         "cancel": {"drafted", "approved", "placed", "confirmed", "declined"},
         "close": {"placed", "confirmed", "partly_received"}}


@pytest.fixture(scope="module")
def people(administrator):  # noqa: F811
    def somebody(role, supplier_code=None):
        return new_user(administrator, [{"role": role, "facility_code": None}], supplier_code=supplier_code)
    return {"maker": somebody("purchasing_manager"), "approver": somebody("approver"),
            "supplier": somebody("supplier", "S0001"), "other": somebody("supplier", "S0002"),
            "finance": somebody("finance")}


@pytest.fixture(scope="module")
def make(server, people):
    """Writes an order as a consolidation would: so many lines, for S0001, in a state that steps lead to."""
    rows(server, "INSERT INTO procurement_cycle SELECT county_id, 1, '" + PERIOD + "', '2031-03-01', 90,"
                 " 'lowest_price', '', 'trading' FROM county")
    rows(server, "INSERT INTO supply_agreement SELECT county_id, item_id, (SELECT supplier_id FROM supplier WHERE"
                 " code = 'S0001'), item_id, 'contract', 8.705, 3, '2020-01-01', '2039-12-31', NULL, NULL, 0, 1, NULL,"
                 " 0, NULL, 'centre', NULL, 1, 'x', NOW(), NULL, '', '' FROM item")
    count = 0

    def write(lines=2, state="drafted"):
        nonlocal count
        count += 1
        number = f"PO-{PERIOD}-S0001-{count:04}"
        maker = f"user:{people['maker'].user_name}"
        rows(server, f"INSERT INTO purchase_order SELECT county_id, {count}, 1, '{number}', supplier_id, 'drafted', 0"
                     " FROM supplier WHERE code = 'S0001'")
        rows(server, f"INSERT INTO purchase_order_line SELECT county_id, {count}, item_id, 10, pack_size, 8.705, 3,"
                     f" 87.05, 0, 0 FROM item ORDER BY code LIMIT {lines}")
        rows(server, "INSERT INTO purchase_order_line_detail SELECT county_id, order_id, item_id, item_id, 1,"
                     f" 'lowest_price', '内部备注' FROM purchase_order_line WHERE order_id = {count}")
        rows(server, "INSERT INTO purchase_order_line_version SELECT county_id, order_id, 1, item_id, packs, pack_size,"
                     f" pack_price, pack_price_places, amount FROM purchase_order_line WHERE order_id = {count}")
        rows(server, f"UPDATE purchase_order SET amount = {lines} * 87.05 WHERE order_id = {count}")
        rows(server, f"INSERT INTO purchase_order_detail SELECT county_id, {count}, 1, 1, facility_id, NULL,"
                     f" '2031-03-01', NULL, NULL, NULL, '{maker}' FROM facility WHERE kind = 'centre'")
        rows(server, f"INSERT INTO purchase_order_step SELECT county_id, {count}, 1, 'create', 'drafted', '', '',"
                     f" '{maker}', NOW() FROM county")
        bring(number, state)
        return number

    def bring(number, state):
        if state == "cancelled":
            assert act(people, "cancel", number).status == 200
        if state in ("drafted", "cancelled"):
            return
        steps = ["approve"] + (["place"] if state != "approved" else [])
        steps += {"confirmed": ["confirm"], "declined": ["decline"], "closed_short": ["close"]}.get(state, [])
        for action in steps:
            answer = act(people, action, number)
            assert answer.status == 200, answer.text
        if state in ("partly_received", "received"):  # as the receiving leaves it
            rows(server, f"UPDATE purchase_order SET state = '{state}' WHERE order_no = '{number}'")
    return write


BODIES = {"approve": {}, "place": {}, "confirm": {}, "decline": {"reason_code": "out_of_stock"},
          "cancel": {"reason": "不再需要"}, "close": {"reason": "不再供货"}}
WHO = {"approve": "approver", "confirm": "supplier", "decline": "supplier"}


def show(client, number):
    return client.get(f"/api/v1/orders/{number}")


def act(people, action, number, who=None, body=None, tag=None):
    client = people[who or WHO.get(action, "maker")]
    tag = tag or show(people["finance"], number).headers["etag"]
    if action == "change":
        lines = show(people["finance"], number).json["lines"]
        body = body or {"lines": [{"item_code": lines[0]["item_code"], "packs": lines[0]["packs"] + 1}], "reason": "加"}
        return client.put(f"/api/v1/orders/{number}", body, If_Match=tag)
    return client.post(f"/api/v1/orders/{number}/{action}", BODIES[action] if body is None else body, If_Match=tag)


def fetch(client, path):
    """The answer's bytes, for files that are no text."""
    connection = http.client.HTTPConnection(*client.address, timeout=120)
    try:
        connection.request("GET", path, headers=client.headers({}))
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


@pytest.mark.parametrize("state", STATES)
def test_every_step_in_every_state(people, make, state):
    for action, allowed in TAKEN.items():
        number = make(state=state)
        # A supplier is not shown what was not sent to it: there the step is asked for by the centre.
        who = "maker" if action in ("confirm", "decline") else None
        body = BODIES[action] | {"note": "电话"} if who else None
        answer = act(people, action, number, who, body)
        if state in allowed:
            assert answer.status == 200, (action, answer.text)
            assert answer.headers["etag"] == f'"{answer.json["version"]}"'
        else:
            assert (answer.status, answer.code) == (409, "order_step_not_allowed"), (action, answer.text)
            assert show(people["finance"], number).json["state"] == state


def test_an_order_goes_from_the_draft_to_the_suppliers_word(people, make):
    number = make(lines=3)
    assert act(people, "approve", number, who="maker").code == "same_person_for_two_duties"
    assert show(people["supplier"], number).code == "unknown_record"  # not sent yet
    assert act(people, "approve", number).json["state"] == "approved"
    sent = act(people, "place", number).json
    assert sent["state"] == "placed" and sent["placed_at"] < sent["answer_due_at"] and sent["expected_on"]
    seen = show(people["supplier"], number).json
    assert seen["lines"][0]["needed_quantity"] is None and "内部备注" not in str(seen)
    assert [one["action"] for one in seen["steps"]] == ["place"]
    assert show(people["other"], number).code == "unknown_record"
    assert act(people, "confirm", number, who="other").code == "order_unknown"
    confirmed = act(people, "confirm", number).json
    assert confirmed["state"] == "confirmed" and confirmed["answered_at"]
    assert [one["action"] for one in show(people["finance"], number).json["steps"]] == [
        "create", "approve", "place", "confirm"]
    assert act(people, "confirm", number, tag='"1"').code == "record_has_changed"
    assert people["maker"].post(f"/api/v1/orders/{number}/cancel", {"reason": "x"}).code == "if_match_missing"


def test_a_change_keeps_the_versions(people, make):
    number = make(lines=3, state="placed")
    before = show(people["finance"], number).json
    codes = [line["item_code"] for line in before["lines"]]
    changed = act(people, "change", number, body={"lines": [{"item_code": codes[0], "packs": 0},
                                                            {"item_code": codes[1], "packs": 3}], "reason": "缺货"}).json
    assert changed["state"] == "drafted" and changed["amount"] == "113.17"  # 26.12 (26.115 half up) + 87.05
    assert [(one["version"], len(one["lines"])) for one in changed["versions"]] == [(1, 3), (4, 2)]
    assert show(people["supplier"], number).code == "unknown_record"  # being changed
    assert act(people, "approve", number).status == act(people, "place", number).status == 200
    assert len(show(people["supplier"], number).json["lines"]) == 2


def test_the_same_request_twice_is_one_step(people, make):
    number = make()
    tag = show(people["finance"], number).headers["etag"]
    one, two = (people["approver"].post(f"/api/v1/orders/{number}/approve", {}, If_Match=tag,
                                        Idempotency_Key="double click") for _ in range(2))
    assert one.status == two.status == 200 and one.json == two.json


def test_orders_of_a_cycle_are_shown_and_take_no_step(people, server):
    number = people["finance"].get("/api/v1/orders?limit=1").json["orders"][0]["order_no"]
    order = show(people["finance"], number).json
    assert order["is_daily"] is False and order["steps"] == [] and order["placed_at"] is None
    before = fingerprints(server)
    for action in TAKEN:
        who = "maker" if action != "approve" else None
        assert act(people, action, number, who).code == "order_of_a_cycle", action
    before["command"] = None
    after = fingerprints(server)
    after["command"] = None
    assert after == before


def test_lists_are_narrowed_by_state_and_by_what_is_late(people, make, server):
    late, on_time = make(state="placed"), make(state="placed")
    number = late.rsplit("-", 1)[1].lstrip("0")
    rows(server, f"UPDATE purchase_order_clock SET answer_due_at = '2020-01-01' WHERE order_id = {number}")
    def listed(query, who="finance"):
        return [one["order_no"] for one in people[who].get(f"/api/v1/orders?limit=1000&{query}").json["orders"]]
    assert late in listed("overdue=answer") and on_time not in listed("overdue=answer")
    assert {late, on_time} <= set(listed("state=placed&period=" + PERIOD))
    assert listed("state=placed&period=2001-01") == []
    assert set(listed("state=placed", "supplier")) == set(listed("state=placed&supplier_code=S0001"))
    assert listed("state=drafted", "supplier") == []
    assert listed(f"period={PERIOD}", "other") == []
    # Noted once, by whoever comes first: the server's own timer or somebody.
    assert people["maker"].post("/api/v1/orders/escalation").json["escalated"] in (0, 1)
    assert people["maker"].post("/api/v1/orders/escalation").json == {"escalated": 0}
    steps = [one["action"] for one in show(people["finance"], late).json["steps"]]
    assert steps.count("escalate") == 1
    assert show(people["finance"], late).json["is_escalated"] is True


@pytest.fixture(scope="module")
def long_order(make):
    return make(lines=300, state="placed")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pdf_has_every_line_on_numbered_pages(people, long_order, tmp_path, language):
    status, headers, body = fetch(people["supplier"], f"/api/v1/orders/{long_order}/document?language={language}")
    assert status == 200 and headers["Content-Type"] == "application/pdf"
    file = tmp_path / "order.pdf"
    file.write_bytes(body)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True).stdout
    pages = text.rstrip("\f").split("\f")
    order = show(people["finance"], long_order).json
    count = len(order["lines"])
    assert count == 300 and len(pages) > 10
    numbered = re.findall(r"^ *(\d+) +(\S+) ", text, re.MULTILINE)
    assert [code for number, code in numbered if number.isdigit() and code in {line["item_code"] for line in order["lines"]}] \
        == [line["item_code"] for line in order["lines"]]
    label = "第 {} 页，共 {} 页" if language == "zh" else "Page {} of {}"
    heading = "品种代码" if language == "zh" else "Item"
    for number, page in enumerate(pages, 1):
        assert label.format(number, len(pages)) in page
        assert heading in page or number == len(pages), page
        assert long_order in page
    assert f"{float(order['amount']):,.2f}" in text
    again = fetch(people["supplier"], f"/api/v1/orders/{long_order}/document?language={language}")[2]
    assert again == body


def test_the_csv_is_what_the_order_says(people, long_order):
    answer = people["finance"].get(f"/api/v1/orders/{long_order}/document?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert f'filename="{long_order}.csv"' in answer.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    order = show(people["finance"], long_order).json
    assert [(row["item_code"], int(row["packs"]), row["pack_price"], row["amount"]) for row in table] == [
        (line["item_code"], line["packs"], line["pack_price"], line["amount"]) for line in order["lines"]]
    assert {row["order_no"] for row in table} == {long_order}
    assert [row["line"] for row in table] == [str(number) for number in range(1, len(table) + 1)]


# The sequences of the UBL 2.1 schemas (OASIS, os-UBL-2.1), of the elements that an order may be written with.
SEQUENCES = {
    "Order": "UBLVersionID CustomizationID ProfileID ID CopyIndicator UUID IssueDate IssueTime OrderTypeCode Note"
             " DocumentCurrencyCode PricingCurrencyCode TaxCurrencyCode CustomerReference AccountingCost LineCountNumeric"
             " ValidityPeriod Contract Signature BuyerCustomerParty SellerSupplierParty OriginatorCustomerParty"
             " FreightForwarderParty AccountingCustomerParty Delivery DeliveryTerms PaymentMeans PaymentTerms"
             " AllowanceCharge TaxTotal AnticipatedMonetaryTotal OrderLine",
    "BuyerCustomerParty": "CustomerAssignedAccountID Party", "SellerSupplierParty": "CustomerAssignedAccountID Party",
    "Party": "EndpointID PartyIdentification PartyName PostalAddress PartyTaxScheme PartyLegalEntity Contact",
    "CarrierParty": "PartyIdentification PartyName", "ManufacturerParty": "PartyIdentification PartyName",
    "Delivery": "ID Quantity DeliveryAddress DeliveryLocation RequestedDeliveryPeriod PromisedDeliveryPeriod CarrierParty"
                " DeliveryParty",
    "DeliveryLocation": "ID Description Name Address", "RequestedDeliveryPeriod": "StartDate EndDate",
    "TaxTotal": "TaxAmount TaxSubtotal", "TaxSubtotal": "TaxableAmount TaxAmount Percent TaxCategory",
    "TaxCategory": "ID Name Percent TaxExemptionReason TaxScheme", "TaxScheme": "ID Name",
    "ClassifiedTaxCategory": "ID Name Percent TaxExemptionReason TaxScheme",
    "AnticipatedMonetaryTotal": "LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount"
                                " PayableRoundingAmount PayableAmount",
    "OrderLine": "Note LineItem", "LineItem": "ID UUID Note LineStatusCode Quantity LineExtensionAmount TotalTaxAmount"
                                              " PartialDeliveryIndicator Delivery PricingReference AllowanceCharge Price Item",
    "PricingReference": "OriginalItemLocationQuantity AlternativeConditionPrice",
    "AlternativeConditionPrice": "PriceAmount BaseQuantity PriceTypeCode PriceType",
    "Item": "Description PackQuantity PackSizeNumeric CatalogueIndicator Name AdditionalInformation Keyword BrandName"
            " ModelName BuyersItemIdentification SellersItemIdentification ManufacturersItemIdentification"
            " StandardItemIdentification AdditionalItemIdentification CommodityClassification ClassifiedTaxCategory"
            " AdditionalItemProperty ManufacturerParty",
    "BuyersItemIdentification": "ID", "AdditionalItemIdentification": "ID", "AdditionalItemProperty": "ID Name Value",
    "PartyIdentification": "ID", "PartyName": "Name",
}
SPACES = {"cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
          "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"}


def check_sequence(element):
    name = element.tag.split("}")[1]
    children = [child.tag.split("}")[1] for child in element]
    if not children:
        assert element.text and element.text.strip(), name  # UBL has no empty elements
        return
    order = SEQUENCES[name].split()
    places = [order.index(child) for child in children]
    assert places == sorted(places), (name, children)
    for child in element:
        space = SPACES["cac" if len(child) else "cbc"]
        assert child.tag.startswith("{" + space + "}"), child.tag
        check_sequence(child)


def test_the_ubl_order_is_ordered_as_its_schema_demands(people, long_order, tmp_path):
    answer = people["supplier"].get(f"/api/v1/orders/{long_order}/document?format=ubl")
    assert answer.headers["content-type"] == "application/xml"
    file = tmp_path / "order.xml"
    file.write_text(answer.text, encoding="utf-8")
    subprocess.run(["xmllint", "--noout", file], check=True)
    root = ElementTree.fromstring(answer.text.encode())
    assert root.tag == "{urn:oasis:names:specification:ubl:schema:xsd:Order-2}Order"
    check_sequence(root)
    order = show(people["finance"], long_order).json
    def texts(path):
        return [one.text for one in root.iterfind(path, SPACES)]
    assert texts("cbc:ID") == [long_order]
    assert texts("cac:OrderLine/cac:LineItem/cac:Item/cac:BuyersItemIdentification/cbc:ID") == [
        line["item_code"] for line in order["lines"]]
    assert [int(one) for one in texts("cac:OrderLine/cac:LineItem/cbc:Quantity")] == [
        line["packs"] * line["pack_size"] for line in order["lines"]]
    fen = lambda text: round(float(text) * 100)  # noqa: E731
    net = sum(fen(one) for one in texts("cac:OrderLine/cac:LineItem/cbc:LineExtensionAmount"))
    vat = sum(fen(one) for one in texts("cac:OrderLine/cac:LineItem/cbc:TotalTaxAmount"))
    assert net + vat == fen(order["amount"]) == fen(texts("cac:AnticipatedMonetaryTotal/cbc:PayableAmount")[0])
    assert fen(texts("cac:TaxTotal/cbc:TaxAmount")[0]) == vat


def test_a_file_of_anothers_order_is_not_there(people, long_order, make):
    for kind in ("pdf", "csv", "ubl"):
        assert people["other"].get(f"/api/v1/orders/{long_order}/document?format={kind}").code == "unknown_record"
        assert people["supplier"].get(f"/api/v1/orders/{make()}/document?format={kind}").code == "unknown_record"
    assert people["finance"].get(f"/api/v1/orders/{long_order}/document?format=xlsx").code == "field_not_allowed"


def test_suppliers_are_measured_and_see_themselves_only(people, make):
    make(state="confirmed")
    make(state="declined")
    whole = people["finance"].get(f"/api/v1/supplier-performance?period={PERIOD}").json["suppliers"]
    one = next(each for each in whole if each["supplier_code"] == "S0001")
    assert one["orders"] >= 2 and one["declined"] >= 1
    assert one["answered_in_time"]["ten_thousandths"] is not None
    assert one["received"]["whole"] == round(float(one["ordered_amount"]) * 100)
    own = people["supplier"].get(f"/api/v1/supplier-performance?period={PERIOD}").json["suppliers"]
    assert own == [one]
    assert people["other"].get(f"/api/v1/supplier-performance?period={PERIOD}").json["suppliers"] == []
    assert people["supplier"].get("/api/v1/supplier-performance?supplier_code=S0002").code == "unknown_record"
