"""Reads a county folder (contract section 3) into plain records.

Only what the rules need is kept.  The folder is taken to be well-formed: a fault
in it ends in an exception here, since naming faults is not what the recomputation
is for.
"""

import csv
import datetime
import json
from dataclasses import dataclass, field
from pathlib import Path

from exact_arithmetic import parse_decimal, parse_price, parse_whole

csv.field_size_limit(10**9)


@dataclass(frozen=True)
class Supplier:
    code: str
    licence_expires_on: str | None


@dataclass(frozen=True)
class Item:
    code: str
    pack_size: int
    vat_digits: int
    vat_scale: int
    list_price: int | None


@dataclass(frozen=True)
class Bid:
    row: int
    supplier_code: str
    item_code: str
    price: int
    price_text: str
    capacity_packs: int | None  # none given is unlimited
    min_order_packs: int


@dataclass(frozen=True)
class Request:
    facility_code: str
    item_code: str
    quantity: int
    kind: str


@dataclass(frozen=True)
class OpeningStock:
    facility_code: str
    item_code: str
    lot: str
    expires_on: str
    quantity: int
    price: int | None


@dataclass(frozen=True)
class Delivery:
    row: int
    supplier_code: str
    item_code: str
    lot: str
    expires_on: str
    quantity: int


@dataclass(frozen=True)
class Cycle:
    """The dates are ISO text, whose order is the order of the days."""

    period: str
    today: str
    usable_from: str
    unnamed_lot_expires_on: str


@dataclass
class County:
    cycle: Cycle
    facility_kinds: dict
    suppliers: dict
    items: dict
    bids: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    opening_stock: list | None = None  # none: the folder has no stock.csv
    deliveries: list | None = None  # none: every order arrives in full


def read_rows(path):
    """The data rows of a CSV file as dicts, in file order; a BOM is accepted."""
    with open(path, encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source, strict=True))


def _date(text):
    return datetime.date.fromisoformat(text).isoformat()


def _optional(row, column, parse):
    """An empty cell of an optional column, or no such column, is absent."""
    text = row.get(column)
    return parse(text) if text else None


def _read_cycle(path):
    cycle = json.loads(path.read_text(encoding="utf-8-sig"))
    if cycle["award_rule"] != "lowest_price":
        raise ValueError("only lowest_price can be recomputed by these rules")
    today = datetime.date.fromisoformat(cycle["today"])
    days = datetime.timedelta
    return Cycle(
        period=cycle["period"],
        today=today.isoformat(),
        usable_from=(today + days(cycle["minimum_shelf_life_days"])).isoformat(),
        unnamed_lot_expires_on=(today + days(730)).isoformat(),
    )


def _item(row):
    vat_digits, vat_scale = parse_decimal(row["vat_rate"])
    pack_size = parse_whole(row["pack_size"])
    return Item(row["code"], pack_size, vat_digits, vat_scale,
                _optional(row, "list_price", parse_price))


def _bid(row_number, row):
    return Bid(
        row=row_number,
        supplier_code=row["supplier_code"],
        item_code=row["item_code"],
        price=parse_price(row["pack_price"]),
        price_text=row["pack_price"],
        capacity_packs=_optional(row, "capacity_packs", parse_whole),
        min_order_packs=_optional(row, "min_order_packs", parse_whole) or 0,
    )


def _request(row):
    return Request(row["facility_code"], row["item_code"], parse_whole(row["quantity"]), row["kind"])


def _opening_stock(row):
    return OpeningStock(row["facility_code"], row["item_code"], row["lot"], _date(row["expires_on"]),
                        parse_whole(row["quantity"]), _optional(row, "pack_price", parse_price))


def _delivery(row_number, row):
    return Delivery(row_number, row["supplier_code"], row["item_code"], row["lot"],
                    _date(row["expires_on"]), parse_whole(row["quantity"]))


def _read_numbered(path, make):
    """Records that know their data row, 1 being the first after the header."""
    return [make(number, row) for number, row in enumerate(read_rows(path), start=1)]


def _read_optional(path, make):
    return _read_numbered(path, make) if path.exists() else None


def read_county(folder):
    folder = Path(folder)
    return County(
        cycle=_read_cycle(folder / "cycle.json"),
        facility_kinds={row["code"]: row["kind"] for row in read_rows(folder / "facilities.csv")},
        suppliers={
            row["code"]: Supplier(row["code"], _optional(row, "licence_expires_on", _date))
            for row in read_rows(folder / "suppliers.csv")
        },
        items={row["code"]: _item(row) for row in read_rows(folder / "items.csv")},
        bids=_read_numbered(folder / "bids.csv", _bid),
        requests=[_request(row) for row in read_rows(folder / "requests.csv")],
        opening_stock=_read_optional(folder / "stock.csv", lambda _, row: _opening_stock(row)),
        deliveries=_read_optional(folder / "deliveries.csv", _delivery),
    )
