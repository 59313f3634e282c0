#!/usr/bin/env python3
"""Turns the SCMS delivery history into county folders, one for each year of delivery.

Usage: convert_scms.py SCMS_CSV OUT_DIR

Writes OUT_DIR/YYYY (a county folder by the contract, section 3), OUT_DIR/accounting.csv
(a line for every source row) and OUT_DIR/totals.json. The README beside this file tells the rules.
"""

import csv
import json
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from scms_codes import CENTRE_CODE, Codes, base_unit, item_kind, manufacturer, storage
from scms_source import DATE_WORDS, Reference, SourceRow, read_source
from scms_year import NO_PRICE_THIS_YEAR, ItemYear, Year, split_into_years

FOLDER_README = """# SCMS {year}

What the countries received in {year} from the USAID Supply Chain Management System, as one
procurement cycle of county `SCMS-{year}`: countries ask, vendors bid, the lowest price is awarded.
Made by `tests/scms/convert_scms.py`; the rules are in `tests/scms/README.md`.

**All prices are US dollars.** The product knows one currency unit and treats them as that unit.
There is no VAT in the source, so `vat_rate` is 0. The centre `{centre}` is invented.
"""

ACCOUNTING_COLUMNS = (
    "source_id", "year", "status", "reason", "facility_code", "supplier_code", "item_code",
    "pack_size", "packs", "pack_price", "price_use", "line_value", "packs_times_price",
    "value_difference", "insurance", "freight", "freight_of_row", "weight", "weight_of_row",
)


def write_table(path: Path, columns: tuple[str, ...], rows) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)   # RFC 4180: CRLF, quotes where needed
        writer.writerow(columns)
        writer.writerows(rows)


def write_json(path: Path, content) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


# --- One county folder ----------------------------------------------------------------------------

def facility_rows(year: Year, codes: Codes):
    countries = {(codes.facility(row), row.country, "hospital", CENTRE_CODE)
                 for row in year.used_rows()}
    centre = (CENTRE_CODE, "SCMS purchasing centre (invented)", "centre", "")
    return sorted(countries | {centre})


def supplier_rows(year: Year, codes: Codes):
    return sorted({(codes.supplier(row), row.vendor) for row in year.used_rows()})


def item_rows(year: Year):
    for code, item in year.priced_items().items():
        row = item.rows[0]
        yield (code, row.description, row.brand, row.dosage_form, row.dosage, base_unit(row),
               row.pack_size, manufacturer(item.rows), item_kind(row), storage(row), "0.00")


def bid_rows(year: Year, codes: Codes):
    return sorted((codes.supplier(row), item_code, row.pack_price_text)
                  for item_code, item in year.priced_items().items()
                  for row in item.bids().values())


def request_rows(year: Year, codes: Codes):
    """The first delivery stands for the day of the request: the only date that every row has."""
    for (facility, item), rows in year.requests(codes).items():
        units = sum(row.packs * row.pack_size for row in rows)
        first = min(row.dates["delivered"] for row in rows)
        yield facility, item, units, "regular", first.isoformat()


def cycle_parameters(year: Year) -> dict:
    """A county code for each year keeps the years apart in one database."""
    return {
        "county": f"SCMS-{year.year}",
        "period": f"{year.year}-12",
        "today": f"{year.year}-12-31",
        "minimum_shelf_life_days": 30,
        "award_rule": "lowest_price",
    }


def write_county_folder(folder: Path, year: Year, codes: Codes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "facilities.csv", ("code", "name", "kind", "parent_code"),
                facility_rows(year, codes))
    write_table(folder / "suppliers.csv", ("code", "name"), supplier_rows(year, codes))
    write_table(folder / "items.csv",
                ("code", "generic_name", "trade_name", "form", "strength", "base_unit", "pack_size",
                 "manufacturer", "kind", "storage", "vat_rate"), item_rows(year))
    write_table(folder / "bids.csv", ("supplier_code", "item_code", "pack_price"),
                bid_rows(year, codes))
    write_table(folder / "requests.csv",
                ("facility_code", "item_code", "quantity", "kind", "requested_on"),
                request_rows(year, codes))
    write_json(folder / "cycle.json", cycle_parameters(year))
    (folder / "README.md").write_text(
        FOLDER_README.format(year=year.year, centre=CENTRE_CODE), encoding="utf-8")


# --- Accounting for every source row --------------------------------------------------------------

@dataclass(frozen=True)
class RowFate:
    row: SourceRow
    used: bool
    price_use: str     # bid, token_bid, above_bid, zero_price

    @property
    def status(self) -> str:
        return "used" if self.used else "not_used"

    @property
    def reason(self) -> str:
        return "" if self.used else NO_PRICE_THIS_YEAR


def item_fates(item: ItemYear):
    has_bids = bool(item.bids())
    for row, price_use in item.price_uses():
        yield RowFate(row, has_bids, price_use)


def all_fates(years: dict[int, Year]) -> list[RowFate]:
    fates = [fate for year in years.values() for item in year.items.values()
             for fate in item_fates(item)]
    return sorted(fates, key=lambda fate: fate.row.row_id)


def measure_cells(measure) -> tuple:
    """The figure or the word of the source, and the row that holds the figure instead."""
    if isinstance(measure, Reference):
        return "", measure.row_id
    return measure, ""


def accounting_row(fate: RowFate, codes: Codes) -> tuple:
    row = fate.row
    insurance = "" if row.insurance is None else row.insurance
    return (row.row_id, row.year, fate.status, fate.reason, codes.facility(row),
            codes.supplier(row), codes.item(row), row.pack_size, row.packs, row.pack_price_text,
            fate.price_use, row.value, row.packs * row.pack_price, row.value_difference, insurance,
            *measure_cells(row.freight), *measure_cells(row.weight))


# --- Totals ---------------------------------------------------------------------------------------

def sum_of_decimals(values) -> str:
    return str(sum((value for value in values if isinstance(value, Decimal)), Decimal("0.00")))


def totals_of(fates: list[RowFate]) -> dict:
    rows = [fate.row for fate in fates]
    differing = [row for row in rows if row.value_difference != 0]
    return {
        "rows": len(rows),
        "rows_used": sum(fate.used for fate in fates),
        "rows_not_used": dict(Counter(fate.reason for fate in fates if not fate.used)),
        "price_use": dict(sorted(Counter(fate.price_use for fate in fates).items())),
        "packs": sum(row.packs for row in rows),
        "packs_used": sum(fate.row.packs for fate in fates if fate.used),
        "base_units_used": sum(fate.row.packs * fate.row.pack_size for fate in fates if fate.used),
        "line_value": sum_of_decimals(row.value for row in rows),
        "line_value_used": sum_of_decimals(fate.row.value for fate in fates if fate.used),
        "insurance": sum_of_decimals(row.insurance for row in rows),
        "freight_numeric": sum_of_decimals(row.freight for row in rows),
        "value_equals_packs_times_price_rows": len(rows) - len(differing),
        "value_differs_rows": len(differing),
        "packs_times_price": sum_of_decimals(row.packs * row.pack_price for row in rows),
        "value_difference": sum_of_decimals(row.value_difference for row in rows),
        "value_difference_absolute": sum_of_decimals(abs(row.value_difference) for row in rows),
    }


def year_totals(year: Year, fates: list[RowFate], codes: Codes) -> dict:
    bidders = [len(item.bids()) for item in year.priced_items().values()]
    return totals_of(fates) | {
        "countries": len({row.country for row in year.used_rows()}),
        "vendors": len({row.vendor for row in year.used_rows()}),
        "items": len(bidders),
        "items_with_two_or_more_bidders": sum(count >= 2 for count in bidders),
        "bids": sum(bidders),
        "request_lines": len(year.requests(codes)),
    }


def count_words(measures) -> dict:
    words = Counter(measure for measure in measures if isinstance(measure, str))
    references = sum(isinstance(measure, Reference) for measure in measures)
    return {"numeric": sum(isinstance(measure, Decimal) for measure in measures),
            "references_resolved": references, **dict(sorted(words.items()))}


def sent_after_delivery(row: SourceRow) -> bool:
    sent = row.dates["order_sent"]
    return isinstance(sent, date) and sent > row.dates["delivered"]


def oddities(rows: list[SourceRow]) -> dict:
    """What the source says in words or against the calendar; none of it changes a cycle."""
    words = Counter(f"{name}: {value}" for row in rows for name, value in row.dates.items()
                    if value in DATE_WORDS)
    return {
        "words_in_dates": dict(sorted(words.items())),
        "freight": count_words([row.freight for row in rows]),
        "weight": count_words([row.weight for row in rows]),
        "insurance_empty": sum(row.insurance is None for row in rows),
        "orders_sent_after_delivery": sum(sent_after_delivery(row) for row in rows),
    }


# --- The whole ------------------------------------------------------------------------------------

def convert(source: Path, out: Path) -> dict:
    """Returns the content of totals.json."""
    rows = read_source(source)
    codes = Codes(rows)
    years = split_into_years(rows, codes)
    fates = all_fates(years)
    for year in years.values():
        write_county_folder(out / str(year.year), year, codes)
    write_table(out / "accounting.csv", ACCOUNTING_COLUMNS,
                (accounting_row(fate, codes) for fate in fates))
    totals = {"currency": "USD", "all_years": totals_of(fates), "years": {}}
    for year in years.values():
        of_year = [fate for fate in fates if fate.row.year == year.year]
        totals["years"][str(year.year)] = year_totals(year, of_year, codes)
    totals["oddities"] = oddities(rows)
    write_json(out / "totals.json", totals)
    return totals


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    totals = convert(Path(arguments[0]), Path(arguments[1]))["all_years"]
    print(f"{totals['rows']} source rows, {totals['rows_used']} used, "
          f"line value {totals['line_value']} USD, {totals['packs']} packs")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
