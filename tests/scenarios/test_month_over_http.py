"""A month worked day by day over HTTP owes and is owed what a whole cycle of the same folder does, to the fen.

Master data is imported; from the opening of the period on, everything is done by accounts of the people who do it:
opening stock, agreements, requisitions with their review, consolidation, orders, deliveries, inspection, dispatch,
settlement."""

import csv
import datetime
import json
import os
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "http"))

from http_client import every  # noqa: E402
from http_fixtures import Server  # noqa: E402
from test_accounts import GOOD, new_user  # noqa: E402
from wutong_program import run_wutong  # noqa: E402

SAMPLE_COUNTY = Path(__file__).parents[2] / "sql/seed/sample_county"
DATED = {"expires_on", "requested_on", "licence_expires_on"}


def rows_of(path):
    if not path.exists():
        return []
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def one_in(portion, requests):
    """What every so-manieth facility asks for, whole: the others ask for nothing."""
    asking = sorted({row["facility_code"] for row in requests})[::portion]
    return [row for row in requests if row["facility_code"] in set(asking)]


def moved_to_today(source, target, portion=1):
    """The folder as if it had been written today: the interface knows no other day."""
    today = datetime.date.today()
    cycle = json.loads((source / "cycle.json").read_text())
    days = today - datetime.date.fromisoformat(cycle["today"])
    cycle |= {"today": today.isoformat(), "period": today.isoformat()[:7]}
    target.mkdir()
    (target / "cycle.json").write_text(json.dumps(cycle))
    for path in source.glob("*.csv"):
        rows = rows_of(path)
        if path.name == "requests.csv":
            rows = one_in(portion, rows)
        for row in rows:
            for name in DATED & set(row):
                if row[name]:
                    row[name] = (datetime.date.fromisoformat(row[name]) + days).isoformat()
        with open(target / path.name, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else path.read_text().strip().split(","))
            writer.writeheader()
            writer.writerows(rows)
    return cycle


def ok(answer):
    assert answer.status in (200, 201, 204), (answer.status, answer.text[:600])
    return answer.json if answer.text else None


def half_up(value):
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def cut(rows, parts):
    """The same goods in the same order, on several carts: the row at each cut comes half now, half later."""
    carts = []
    for part in range(parts, 1, -1):
        now, rows = rows[:len(rows) // part], rows[len(rows) // part:]
        if rows and rows[0]["quantity"] > 1:
            half = rows[0]["quantity"] // 2
            now = now + [rows[0] | {"quantity": half}]
            rows = [rows[0] | {"quantity": rows[0]["quantity"] - half}] + rows[1:]
        carts.append(now)
    return [cart for cart in carts + [rows] if cart]


def tag(document):
    return {"If_Match": f'"{document["version"]}"'}


class Month:
    """The people of a county, and what each of them does."""

    def __init__(self, server, county, cycle, by_own_users=True):
        self.server, self.county, self.cycle = server, county, cycle
        self.period, self.today = cycle["period"], cycle["today"]
        self.by_own_users = by_own_users
        self.sellers = {}
        self.checks_persons = True
        self.rejected = 0
        admin = server.client()
        ok(admin.sign_in("admin", server.first_password()))
        ok(admin.put("/api/v1/session/password",
                     {"current_password": server.first_password(), "new_password": GOOD}))
        self.admin = admin
        for role in ("purchasing_manager", "requester", "approver", "receiver", "inspector", "finance"):
            setattr(self, role, new_user(admin, [{"role": role, "facility_code": None}]))
        self.items = {row["code"]: row for row in rows_of(county / "items.csv")}
        self.suppliers = {row["code"]: row for row in rows_of(county / "suppliers.csv")}

    def opens(self):
        ok(self.purchasing_manager.post("/api/v1/periods", {
            "period": self.period, "minimum_shelf_life_days": self.cycle["minimum_shelf_life_days"]}))
        stock = [{"facility_code": row["facility_code"], "item_code": row["item_code"], "lot": row["lot"],
                  "expires_on": row["expires_on"], "quantity": int(row["quantity"]),
                  "pack_price": row.get("pack_price") or None} for row in rows_of(self.county / "stock.csv")]
        if stock:
            ok(self.purchasing_manager.post(f"/api/v1/periods/{self.period}/opening-stock", {"rows": stock}))

    def standing_bids(self):
        """Those that contract rule 1 lets stand."""
        for bid in rows_of(self.county / "bids.csv"):
            list_price = self.items[bid["item_code"]].get("list_price")
            licence = self.suppliers[bid["supplier_code"]].get("licence_expires_on")
            least, most = bid.get("min_order_packs"), bid.get("capacity_packs")
            if list_price and Decimal(bid["pack_price"]) > Decimal(list_price):
                continue
            if least and most and int(least) > int(most):
                continue
            if licence and licence < self.today:
                continue
            yield bid, int(least or 0), int(most) if most else None

    def agrees(self):
        first = self.period + "-01"
        agreements = [{"supplier_code": bid["supplier_code"], "item_code": bid["item_code"], "kind": "contract",
                       "pack_price": bid["pack_price"], "first_day": first, "last_day": "2099-12-31",
                       "maximum_packs": most, "min_order_packs": least} for bid, least, most in self.standing_bids()]
        for begin in range(0, len(agreements), 1000):
            ok(self.purchasing_manager.post("/api/v1/agreements", {"agreements": agreements[begin:begin + 1000]}))

    def asks(self, whose=lambda facility: True):
        """A requisition a facility and kind, by its own user, let through by everybody above."""
        asked = defaultdict(list)
        for row in rows_of(self.county / "requests.csv"):
            asked[row["facility_code"], row["kind"]].append(
                {"item_code": row["item_code"], "quantity": int(row["quantity"])})
        own = {}
        for (facility, kind), items in sorted(asked.items()):
            if not whose(facility):
                continue
            asker = self.requester
            if self.by_own_users:
                asker = own[facility] = own.get(facility) or new_user(
                    self.admin, [{"role": "requester", "facility_code": facility}])
            requisition = ok(asker.post("/api/v1/requisitions", {
                "facility_code": facility, "kind": kind, "period": self.period, "items": items,
                "reason": "抢救" if kind == "emergency" else ""}))
            path = f"/api/v1/requisitions/{requisition['requisition_no']}"
            requisition = ok(asker.post(path + "/submit", **tag(requisition)))
            while requisition["state"] in ("submitted", "endorsed"):
                requisition = ok(self.approver.post(path + "/review", {"judgement": "let_through"},
                                                    **tag(requisition)))
            assert requisition["state"] == "approved"
        return len(asked)

    def consolidates(self):
        choice = {"all": True}
        preview = ok(self.purchasing_manager.post("/api/v1/consolidations/preview", choice))
        ok(self.purchasing_manager.post("/api/v1/consolidations", choice | {"fingerprint": preview["fingerprint"]}))
        listed = ok(self.purchasing_manager.get(f"/api/v1/orders?period={self.period}&limit=1000"))
        return listed["orders"]

    def places(self, orders):
        """Approved by one, sent by another, confirmed by the supplier."""
        for order in orders:
            path = f"/api/v1/orders/{order['order_no']}"
            seen = ok(self.purchasing_manager.get(path))
            seen = ok(self.approver.post(path + "/approve", {}, **tag(seen)))
            seen = ok(self.purchasing_manager.post(path + "/place", {}, **tag(seen)))
            supplier = self.account_of(order["supplier_code"])
            ok(supplier.post(path + "/confirm", {}, **tag(seen)))

    def account_of(self, supplier_code):
        if supplier_code not in self.sellers:
            self.sellers[supplier_code] = new_user(self.admin, [{"role": "supplier", "facility_code": None}],
                                                   supplier_code=supplier_code)
        return self.sellers[supplier_code]

    def brings(self, orders):
        """The rows of deliveries.csv by order, in file order; what a supplier brings is for its first order."""
        brought = defaultdict(list)
        for row in rows_of(self.county / "deliveries.csv"):
            brought[row["supplier_code"]].append({
                "item_code": row["item_code"], "lot": row["lot"], "expires_on": row["expires_on"],
                "quantity": int(row["quantity"]), "coldest_tenths": 30, "warmest_tenths": 70})
        for order in orders:
            if brought[order["supplier_code"]]:
                yield order, brought.pop(order["supplier_code"])

    def receives(self, orders, parts=1, noticed=False):
        """What came by order, as the rules alone would inspect it; rejected lines with their reason."""
        for order, rows in self.brings(orders):
            for number, part in enumerate(cut(rows, parts)):
                notice = self.announces(order, f"发货 {number}") if noticed and number == 0 else None
                self.rejected += self.takes_in(order, part, f"随货 {number}", notice)
        listed = every(self.inspector, "/api/v1/nonconformances", "nonconformances")
        assert sum(1 for each in listed if each["reason"] != "under_delivered") == self.rejected

    def announces(self, order, number):
        """The first line of the order, on its way; what comes may be more."""
        line = ok(self.finance.get(f"/api/v1/orders/{order['order_no']}"))["lines"][0]
        notice = ok(self.account_of(order["supplier_code"]).post("/api/v1/notices", {
            "notice_no": number, "order_no": order["order_no"],
            "lines": [{"item_code": line["item_code"], "lot": "预告", "expires_on": "2099-01-01", "quantity": 1}]}))
        return notice["notice_id"]

    def takes_in(self, order, rows, note, notice=None):
        """Answers of how many lines something was rejected."""
        delivery = ok(self.receiver.post("/api/v1/deliveries", {
            "order_no": order["order_no"], "delivery_note_no": note, "lines": rows, "notice_id": notice}))
        lines = [{"line_no": line["line_no"], "accepted_quantity": line["proposed_accepted_quantity"],
                  "rejected_quantity": line["quantity"] - line["proposed_accepted_quantity"],
                  "reason": line["proposed_reason"] or ""} for line in delivery["lines"]]
        path = f"/api/v1/deliveries/{delivery['delivery_no']}/inspection"
        if self.checks_persons:  # once: nobody inspects what he received
            refused = self.receiver.post(path, {"lines": lines}, **tag(delivery))
            assert refused.status == 403, refused.text
            self.checks_persons = False
        inspected = ok(self.inspector.post(path, {"lines": lines}, **tag(delivery)))
        return sum(1 for line in inspected["lines"] if line["rejected_quantity"])

    def billed(self, order_no, ordered, line):
        """As a supplier computes it, who knows the price and what he brought."""
        amount = half_up(Decimal(ordered["pack_price"]) * line["quantity"] / ordered["pack_size"])
        return {"order_no": order_no, "item_code": line["item_code"], "lot": line["lot"], "quantity": line["quantity"],
                "pack_price": ordered["pack_price"], "amount": str(amount),
                "vat_rate": self.items[line["item_code"]]["vat_rate"]}

    def bills(self):
        """An invoice a receipt, by its supplier; matched by another."""
        for head in every(self.finance, f"/api/v1/receipts?period={self.period}", "receipts"):
            receipt = ok(self.finance.get(f"/api/v1/receipts/{head['receipt_id']}"))
            ordered = {line["item_code"]: line for line in
                       ok(self.finance.get(f"/api/v1/orders/{head['order_no']}"))["lines"]}
            lines = [self.billed(head["order_no"], ordered[line["item_code"]], line) for line in receipt["lines"]]
            gross = sum(Decimal(line["amount"]) for line in lines)
            net = sum(half_up(Decimal(line["amount"]) / (1 + Decimal(line["vat_rate"]))) for line in lines)
            seller = self.account_of(head["supplier_code"])
            invoice = ok(seller.post("/api/v1/invoices", {
                "supplier_code": head["supplier_code"], "number": "FP" + head["receipt_id"],
                "issued_on": self.today, "gross_amount": str(gross), "net_amount": str(net),
                "vat_amount": str(gross - net), "lines": lines}))["invoice"]
            matched = ok(self.finance.post(f"/api/v1/invoices/{invoice['invoice_id']}/match", **tag(invoice)))
            assert matched["invoice"]["state"] == "matched", matched
            assert matched["payable_amount"] == str(gross)

    def ships(self):
        shipped = self.purchasing_manager.post("/api/v1/dispatches", {})
        assert shipped.status == 201 or shipped.code == "nothing_to_dispatch", shipped.text

    def ends(self):
        shipped = ok(self.purchasing_manager.post("/api/v1/dispatches", {}))
        settled = ok(self.finance.post(f"/api/v1/periods/{self.period}/settlement", {"close_open_orders": True}))
        return shipped, settled

    def statements(self, kind, key, fields):
        rows, cursor = {}, ""
        while True:
            page = ok(self.finance.get(f"/api/v1/{kind}-statements?period={self.period}&limit=1000{cursor}"))
            rows |= {row[key]: tuple(row[field] for field in fields) for row in page["statements"]}
            if not page["next_cursor"]:
                return rows
            cursor = "&cursor=" + page["next_cursor"]


def of_the_cycle(results, kind, key, fields):
    return {row[key]: tuple(row[field] for field in fields) for row in rows_of(results / f"{kind}_statements.csv")}


def generated(folder):
    made = run_wutong("generate", "--facilities", 14, "--items", 40, "--suppliers", 6, "--lines", 400, "--seed", 7,
                      "--out", folder)
    assert made.code == 0, made.err
    return folder


SUPPLIER = ("supplier", "supplier_code", ("received_amount", "net_amount", "vat_amount"))
MEMBER = ("member", "facility_code", ("shipped_amount",))


class Served:
    """A county's folder as of today, gone through by a cycle once, and served without one."""

    def __init__(self, tmp_path, source, portion=1):
        self.folder, self.county = tmp_path, tmp_path / "county"
        self.cycle = moved_to_today(source, self.county, portion)
        assert run_wutong("--data", tmp_path / "once", "cycle", "--county", self.county,
                          "--out", tmp_path / "results").code == 0
        for kind in ("facilities", "suppliers", "items"):
            imported = run_wutong("--data", tmp_path / "data", "import", kind, self.county / f"{kind}.csv")
            assert imported.code == 0, imported.err

    def __enter__(self):
        self.server = Server(self.folder / "data", self.folder / "serve.log")
        return self

    def __exit__(self, kind, *_):
        code = self.server.end()
        if kind is None:
            assert code == 0
            checked = run_wutong("--data", self.folder / "data", "check")
            assert checked.code == 0, checked.out

    def expected(self, kind, key, fields):
        return of_the_cycle(self.folder / "results", kind, key, fields)


def portion_of(which):
    """Of the sample county's facilities one in eight asks when the program is slowed down by its
    sanitizers, with all items, bids, stock and deliveries; WUTONG_LONG=1: all of them."""
    is_slow = os.environ.get("WUTONG_SANITIZED") and not os.environ.get("WUTONG_LONG")
    return 8 if which == "sample" and is_slow else 1


@pytest.mark.parametrize("which", ["generated", "sample"])
def test_a_month_over_http_ends_as_the_cycle_does(tmp_path, which):
    source = SAMPLE_COUNTY if which == "sample" else generated(tmp_path / "made")
    with Served(tmp_path, source, portion_of(which)) as served:
        month = Month(served.server, served.county, served.cycle, by_own_users=which == "generated")
        month.opens()
        month.agrees()
        month.asks()
        orders = month.consolidates()
        month.places(orders)
        month.receives(orders)
        month.bills()
        month.ends()
        for statements in (SUPPLIER, MEMBER):
            assert served.expected(*statements) and month.statements(*statements) == served.expected(*statements)


def test_goods_that_come_in_parts_are_owed_to_the_same_fen(tmp_path):
    """A line is rounded once, whatever its number of receipts; net and VAT are rounded a receipt row, and sum."""
    with Served(tmp_path, generated(tmp_path / "made")) as served:
        month = Month(served.server, served.county, served.cycle)
        month.opens()
        month.agrees()
        month.asks()
        orders = month.consolidates()
        month.places(orders)
        month.receives(orders, parts=3, noticed=True)
        month.bills()
        month.ends()
        received = ("supplier", "supplier_code", ("received_amount",))
        assert served.expected(*received) and month.statements(*received) == served.expected(*received)
        assert month.statements(*MEMBER) == served.expected(*MEMBER)
        for gross, net, vat in month.statements(*SUPPLIER).values():
            assert Decimal(net) + Decimal(vat) == Decimal(gross)


def test_what_is_asked_for_in_two_rounds_is_ordered_and_owed_once(tmp_path):
    """Who asks later is served from what the first round left over, and is ordered for once."""
    with Served(tmp_path, generated(tmp_path / "made")) as served:
        month = Month(served.server, served.county, served.cycle)
        month.opens()
        month.agrees()
        facilities = [row["code"] for row in rows_of(served.county / "facilities.csv")]
        first = set(facilities[::2])
        known = set()
        for whose in (lambda code: code in first, lambda code: code not in first):
            month.asks(whose)
            orders = [each for each in month.consolidates() if each["order_no"] not in known]
            known |= {each["order_no"] for each in orders}
            month.places(orders)
            month.receives(orders, parts=2)
            month.ships()
        month.bills()
        ok(month.finance.post(f"/api/v1/periods/{month.period}/settlement", {"close_open_orders": True}))
        owed = defaultdict(Decimal)
        for order_no in known:
            order = ok(month.finance.get(f"/api/v1/orders/{order_no}"))
            for line in order["lines"]:
                rounded = half_up(Decimal(line["pack_price"]) * line["accepted_quantity"] / line["pack_size"])
                assert rounded == Decimal(line["received_amount"])
                owed[order["supplier_code"]] += rounded
        statements = month.statements(*SUPPLIER)
        assert {code: Decimal(row[0]) for code, row in statements.items()} == {
            code: sum_ for code, sum_ in owed.items() if sum_}
        assert all(Decimal(net) + Decimal(vat) == Decimal(gross) for gross, net, vat in statements.values())
        shipped = defaultdict(Decimal)
        for shipment in every(month.finance, f"/api/v1/shipments?period={month.period}", "shipments"):
            shipped[shipment["facility_code"]] += Decimal(shipment["amount"])
        assert {code: Decimal(row[0]) for code, row in month.statements(*MEMBER).items()} == dict(shipped)
