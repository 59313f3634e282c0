"""A county written by hand in a test: `county.supplier("S1")`, `county.bids(...)`.

Everything has a plain default, so that a test names only what its rule is about.
"""

import csv
import json

from recompute_cycle import recompute_with_state


class SmallCounty:
    def __init__(self, folder, today="2026-11-22", minimum_shelf_life_days=30, period="2026-11"):
        self.folder = folder
        self.cycle = {"period": period, "today": today, "award_rule": "lowest_price",
                      "minimum_shelf_life_days": minimum_shelf_life_days}
        self.tables = {
            "facilities": [{"code": "C", "name": "centre", "kind": "centre", "parent_code": ""}],
            "suppliers": [], "items": [], "bids": [], "requests": [],
        }

    def _add(self, table, **cells):
        self.tables.setdefault(table, []).append(cells)

    def facilities(self, *codes):
        for code in codes:
            self._add("facilities", code=code, name=code, kind="village", parent_code="C")

    def supplier(self, code, licence_expires_on=""):
        self._add("suppliers", code=code, name=code, licence_no="", licence_expires_on=licence_expires_on)

    def item(self, code, pack_size=1, vat_rate="0.13", list_price=""):
        self._add("items", code=code, generic_name=code, trade_name=code, form="tablet", strength="1 mg",
                  base_unit="tablet", pack_size=pack_size, manufacturer="M", kind="drug", storage="dry",
                  vat_rate=vat_rate, list_price=list_price)

    def bids(self, supplier, item, pack_price, capacity="", minimum=""):
        self._add("bids", supplier_code=supplier, item_code=item, pack_price=pack_price,
                  capacity_packs=capacity, min_order_packs=minimum)

    def tier(self, supplier, item, from_packs, pack_price):
        self._add("bid_tiers", supplier_code=supplier, item_code=item, from_packs=from_packs, pack_price=pack_price)

    def requests(self, facility, item, quantity, kind="regular"):
        self._add("requests", facility_code=facility, item_code=item, quantity=quantity, kind=kind,
                  requested_on="2026-11-01")

    def has(self, facility, item, lot, expires_on, quantity, pack_price=""):
        self._add("stock", facility_code=facility, item_code=item, lot=lot, expires_on=expires_on,
                  quantity=quantity, pack_price=pack_price)

    def delivers(self, supplier, item, lot, expires_on, quantity):
        self._add("deliveries", supplier_code=supplier, item_code=item, lot=lot, expires_on=expires_on,
                  quantity=quantity)

    def write(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "cycle.json").write_text(json.dumps(self.cycle), encoding="utf-8")
        for name, rows in self.tables.items():
            columns = list(rows[0]) if rows else _HEADERS_WITHOUT_ROWS[name]
            with open(self.folder / f"{name}.csv", "w", encoding="utf-8", newline="") as target:
                writer = csv.DictWriter(target, columns)
                writer.writeheader()
                writer.writerows(rows)

    def cycle_result(self, previous_state=None):
        """Tables without their `.csv`, and the state that the cycle leaves."""
        self.write()
        tables, state = recompute_with_state(self.folder, previous_state)
        return {name.removesuffix(".csv"): rows for name, rows in tables.items()}, state

    def result(self):
        return self.cycle_result()[0]


_HEADERS_WITHOUT_ROWS = {
    "suppliers": ["code", "name"],
    "items": ["code", "pack_size", "vat_rate"],
    "bids": ["supplier_code", "item_code", "pack_price"],
    "requests": ["facility_code", "item_code", "quantity", "kind", "requested_on"],
    "stock": ["facility_code", "item_code", "lot", "expires_on", "quantity"],
    "deliveries": ["supplier_code", "item_code", "lot", "expires_on", "quantity"],
}
