"""The tables of the result folder (contract section 4): columns, keys, bytes."""

import csv
from pathlib import Path

COLUMNS = {
    "awards.csv": ("item_code", "supplier_code", "pack_price", "packs", "reason"),
    "purchase_orders.csv": ("order_no", "supplier_code", "item_code", "packs", "pack_price", "amount"),
    "receipts.csv": ("order_no", "supplier_code", "item_code", "lot", "expires_on", "quantity", "amount"),
    "shipments.csv": ("shipment_no", "facility_code", "item_code", "lot", "expires_on", "supplier_code",
                      "quantity", "amount"),
    "shortages.csv": ("facility_code", "item_code", "requested", "supplied", "reason"),
    "refused.csv": ("file", "row", "reason", "detail"),
    "supplier_statements.csv": ("supplier_code", "period", "received_amount", "net_amount", "vat_amount"),
    "member_statements.csv": ("facility_code", "period", "shipped_amount"),
    "stock.csv": ("facility_code", "item_code", "lot", "expires_on", "quantity"),
    "journal.csv": ("entry_no", "account", "party", "debit", "credit", "source"),
}

# The journal is not here: how its lines are grouped is free, so it is compared by sums.
KEY_COLUMNS = {
    "awards.csv": ("item_code", "supplier_code"),
    "purchase_orders.csv": ("order_no", "supplier_code", "item_code"),
    "receipts.csv": ("order_no", "supplier_code", "item_code", "lot", "expires_on"),
    "shipments.csv": ("shipment_no", "facility_code", "item_code", "lot", "expires_on", "supplier_code"),
    "shortages.csv": ("facility_code", "item_code"),
    "refused.csv": ("file", "row"),
    "supplier_statements.csv": ("supplier_code", "period"),
    "member_statements.csv": ("facility_code", "period"),
    "stock.csv": ("facility_code", "item_code", "lot", "expires_on"),
}


def key_of(name, row):
    """A row's sorting key: text by code points, a row number as a number."""
    key = []
    for column in KEY_COLUMNS[name]:
        text = row[COLUMNS[name].index(column)]
        key.append(int(text) if column == "row" else text)
    return tuple(key)


def sorted_table(name, rows):
    """Rows as text in the order of the contract."""
    as_text = [tuple(str(cell) for cell in row) for row in rows]
    if name in KEY_COLUMNS:
        as_text.sort(key=lambda row: key_of(name, row))
    return as_text


def write_tables(tables, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with open(folder / name, "w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(COLUMNS[name])
            writer.writerows(rows)
