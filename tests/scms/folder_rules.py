"""Checks a county folder by the contract, section 3, for the files that the converter writes.

Written apart from the converter and from the product: it shares no code with either.
"""

import csv
import json
import re
from datetime import date
from pathlib import Path

COLUMNS = {
    "facilities.csv": ["code", "name", "kind", "parent_code"],
    "suppliers.csv": ["code", "name"],
    "items.csv": ["code", "generic_name", "trade_name", "form", "strength", "base_unit",
                  "pack_size", "manufacturer", "kind", "storage", "vat_rate"],
    "bids.csv": ["supplier_code", "item_code", "pack_price"],
    "requests.csv": ["facility_code", "item_code", "quantity", "kind", "requested_on"],
}
KEYS = {
    "facilities.csv": ("code",), "suppliers.csv": ("code",), "items.csv": ("code",),
    "bids.csv": ("supplier_code", "item_code"),
    "requests.csv": ("facility_code", "item_code", "kind"),
}
WHOLE_NUMBER = re.compile(r"[1-9]\d*")
PRICE = re.compile(r"(0|[1-9]\d*)(\.\d{1,4})?")
CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
ALLOWED_FILES = set(COLUMNS) | {"cycle.json", "README.md"}


def read_table(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def read_folder(folder: Path) -> dict[str, list[dict[str, str]]]:
    return {name: read_table(folder / name) for name in COLUMNS}


def table_faults(name: str, path: Path, rows: list[dict[str, str]]):
    header = path.read_bytes().split(b"\r\n", 1)[0].decode("utf-8").split(",")
    if header != COLUMNS[name]:
        yield f"{name}: columns {header}"
    keys = [tuple(row[column] for column in KEYS[name]) for row in rows]
    if len(keys) != len(set(keys)):
        yield f"{name}: a key is there twice"
    if keys != sorted(keys):
        yield f"{name}: not in the order of its keys"
    for number, row in enumerate(rows, start=1):
        if None in row or None in row.values():
            yield f"{name} row {number}: not as many cells as columns"
        for column in KEYS[name]:
            if column.endswith("code") and not (CODE.fullmatch(row[column]) and len(row[column]) <= 24):
                yield f"{name} row {number}: odd code {row[column]!r}"


def facility_faults(rows):
    centres = [row["code"] for row in rows if row["kind"] == "centre"]
    if len(centres) != 1:
        yield f"facilities.csv: {len(centres)} centres"
    for row in rows:
        is_centre = row["code"] in centres
        if not is_centre and (row["kind"], row["parent_code"]) != ("hospital", *centres):
            yield f"facilities.csv: {row}"
        if is_centre and row["parent_code"]:
            yield f"facilities.csv: the centre has a parent: {row}"


def item_faults(rows):
    for row in rows:
        if not WHOLE_NUMBER.fullmatch(row["pack_size"]) or row["vat_rate"] != "0.00":
            yield f"items.csv: {row}"
        if "" in row.values():
            yield f"items.csv: an empty cell in {row}"


def bid_faults(tables):
    suppliers = {row["code"] for row in tables["suppliers.csv"]}
    items = {row["code"] for row in tables["items.csv"]}
    for row in tables["bids.csv"]:
        if row["supplier_code"] not in suppliers or row["item_code"] not in items:
            yield f"bids.csv: unknown code in {row}"
        if not PRICE.fullmatch(row["pack_price"]) or not re.search("[1-9]", row["pack_price"]):
            yield f"bids.csv: odd price in {row}"


def request_faults(tables, year: int):
    hospitals = {row["code"] for row in tables["facilities.csv"] if row["kind"] == "hospital"}
    pack_sizes = {row["code"]: int(row["pack_size"]) for row in tables["items.csv"]}
    priced = {row["item_code"] for row in tables["bids.csv"]}
    for row in tables["requests.csv"]:
        if row["facility_code"] not in hospitals or row["item_code"] not in priced:
            yield f"requests.csv: unknown facility, or an item nobody bids for, in {row}"
        elif not WHOLE_NUMBER.fullmatch(row["quantity"]) or row["kind"] != "regular":
            yield f"requests.csv: {row}"
        elif int(row["quantity"]) % pack_sizes[row["item_code"]]:
            yield f"requests.csv: not in whole packs: {row}"
        if date.fromisoformat(row["requested_on"]).year != year:
            yield f"requests.csv: not a date of the year: {row}"


def cycle_faults(folder: Path, year: int):
    expected = {"county": f"SCMS-{year}", "period": f"{year}-12", "today": f"{year}-12-31",
                "minimum_shelf_life_days": 30, "award_rule": "lowest_price"}
    if json.loads((folder / "cycle.json").read_text(encoding="utf-8")) != expected:
        yield "cycle.json is not as expected"


def unused_code_faults(tables):
    """Nothing is listed that no request needs or no bid names."""
    requested = {row["facility_code"] for row in tables["requests.csv"]}
    if requested != {row["code"] for row in tables["facilities.csv"] if row["kind"] == "hospital"}:
        yield "facilities.csv: a facility without a request"
    items = {row["code"] for row in tables["items.csv"]}
    if items != {row["item_code"] for row in tables["requests.csv"]}:
        yield "items.csv: an item without a request"


def folder_faults(folder: Path, year: int) -> list[str]:
    """Every fault; an empty list is a valid folder."""
    unknown = {path.name for path in folder.iterdir()} - ALLOWED_FILES
    faults = [f"{name}: not a file of such a folder" for name in sorted(unknown)]
    tables = read_folder(folder)
    for name, rows in tables.items():
        faults += table_faults(name, folder / name, rows)
    faults += facility_faults(tables["facilities.csv"])
    faults += item_faults(tables["items.csv"])
    faults += bid_faults(tables)
    faults += request_faults(tables, year)
    faults += cycle_faults(folder, year)
    faults += unused_code_faults(tables)
    return faults
