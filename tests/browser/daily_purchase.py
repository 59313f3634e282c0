"""A month worked day by day, for the scenarios of a browser: a period, agreements, and orders of the supplier whose
account looks at them, some to be answered and some to be received."""

import datetime
import json

from http_client import Client

PERIOD, SUPPLIER, CENTRE = "2026-12", "S0002", "C0001"
GTIN = "06901234567892"


def ok(answer):
    assert answer.status in (200, 201), (answer.status, answer.text[:600])
    return answer.json


def tag(document):
    return {"If_Match": f'"{document["version"]}"'}


class Purchase:
    """What the people of the county do before somebody opens the console."""

    def __init__(self, server, people, password):
        self.people = {}
        for name in people:
            self.people[name] = Client(server.address)
            ok(self.people[name].sign_in(name, password))
        facilities = ok(self.people["manager"].get("/api/v1/facilities?limit=1000"))["facilities"]
        self.facility = next(each["code"] for each in facilities if each["kind"] == "hospital")

    def ask(self, who, path, body=None, **headers):
        return ok(self.people[who].post("/api/v1/" + path, body, **headers))

    def opens(self):
        self.ask("manager", "periods", {"period": PERIOD, "minimum_shelf_life_days": 30})
        listed = ok(self.people["manager"].get("/api/v1/items?limit=1000&kind=western"))["items"]
        priced = [each for each in listed if each["list_price"] and each["code"].startswith("X")]
        warm = [each for each in priced if each["storage"] == "room"][:5]
        cold = [each for each in priced if each["storage"] == "cold"][:1]
        assert len(warm) == 5 and cold
        self.items = warm + cold
        self.numbers(warm[0]["code"])
        today = datetime.date.today()
        self.ask("manager", "agreements", {"agreements": [
            {"supplier_code": SUPPLIER, "item_code": each["code"], "kind": "contract", "pack_price": each["list_price"],
             "first_day": str(today - datetime.timedelta(days=3)), "last_day": str(today + datetime.timedelta(days=300))}
            for each in self.items]})

    def numbers(self, code):
        """The item gets the number that its packs carry as a bar code."""
        item = ok(self.people["manager"].get("/api/v1/items/" + code))
        ok(self.people["manager"].put("/api/v1/items/" + code, {"gtin": GTIN}, **tag(item)))

    def approve_request(self, items, packs):
        """What the hospital asks for, approved by everybody above it; its number."""
        lines = [{"item_code": each["code"], "quantity": packs * int(each["pack_size"])} for each in items]
        asked = self.ask("buyer", "requisitions", {"facility_code": self.facility, "kind": "regular", "period": PERIOD,
                                                   "items": lines})
        path = "requisitions/" + asked["requisition_no"]
        asked = self.ask("buyer", path + "/submit", **tag(asked))
        while asked["state"] in ("submitted", "endorsed"):
            asked = self.ask("judge", path + "/review", {"judgement": "let_through"}, **tag(asked))
        return asked["requisition_no"]

    def order(self, items, packs=10, until="confirm"):
        """What the hospital asks for, approved, consolidated and placed with the supplier; its number."""
        self.approve_request(items, packs)
        before = self.order_numbers()
        preview = self.ask("manager", "consolidations/preview", {"all": True})
        self.ask("manager", "consolidations", {"all": True, "fingerprint": preview["fingerprint"]})
        number, = self.order_numbers() - before
        for who, step in (("judge", "approve"), ("manager", "place"), ("wholesaler", "confirm")):
            seen = ok(self.people["manager"].get("/api/v1/orders/" + number))
            self.ask(who, f"orders/{number}/{step}", {}, **tag(seen))
            if step == until:
                break
        return number

    def order_numbers(self):
        listed = ok(self.people["manager"].get(f"/api/v1/orders?period={PERIOD}&limit=1000"))["orders"]
        return {each["order_no"] for each in listed}


def begin_purchase(server, password):
    """Order numbers by what a scenario does with them, as the scenarios read them."""
    purchase = Purchase(server, ("manager", "buyer", "judge", "wholesaler"), password)
    purchase.opens()
    first, second, cold = purchase.items[:2], purchase.items[2:4], purchase.items[5:]
    orders = {"to_confirm": purchase.order(first, until="place"), "to_decline": purchase.order(second, until="place"),
              "to_look_at": purchase.order(first + second, until="place"), "to_announce": purchase.order(first),
              "to_scan": purchase.order(first + second), "to_receive": purchase.order(first + cold),
              "to_deviate": purchase.order(second)}
    # Left for the workbench: two requisitions that are approved, and nothing more.
    orders["to_consolidate"] = [purchase.approve_request(first, 7), purchase.approve_request(second, 3)]
    orders["period"] = PERIOD
    return json.dumps(orders)
