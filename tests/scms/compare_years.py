#!/usr/bin/env python3
"""What one consolidated lowest-price award a year would have cost, against what was paid.

Usage: compare_years.py CONVERTED_DIR RESULTS_DIR

CONVERTED_DIR is the output of convert_scms.py; RESULTS_DIR holds, for each of its years, the result
folder of `wutong cycle`. Prints Markdown. Everything is exact until it is printed. Read the caveats
in the README beside this file before quoting a figure.
"""

import csv
import sys
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path

STOCK_VENDOR = "SCMS-FROM-RDC"    # SCMS's own distribution centres: stock it had bought before
FREIGHT_IN_PRICE = "Freight Included in Commodity Cost"
Bids = dict[str, dict[str, Fraction]]    # by item, by supplier: the pack price


class ResultFault(ValueError):
    """The result folder contradicts itself or the county folder."""


def read_table(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Delivery:
    """One used source row, as accounting.csv tells it."""
    item: str
    supplier: str
    packs: int
    value: Fraction
    price: Fraction
    is_token: bool           # 0.01 for goods that cost dollars
    freight_in_price: bool   # delivered terms: dearer than the bare goods, rightly

    @property
    def has_real_price(self) -> bool:
        return self.price > 0 and not self.is_token


def lowest_bids(rows) -> Bids:
    bids: Bids = defaultdict(dict)
    for row in rows:
        of_item = bids[row.item]
        of_item[row.supplier] = min(row.price, of_item.get(row.supplier, row.price))
    return bids


def contested_items(bids: Bids) -> set[str]:
    return {item for item, of_item in bids.items() if len(of_item) >= 2}


@dataclass
class YearData:
    year: str
    deliveries: list[Delivery]
    request_lines: int
    items: int
    vendors: int
    bids: Bids               # those of the county folder
    award_cost: Fraction     # sum of all received amounts

    @property
    def paid(self) -> Fraction:
        return sum((row.value for row in self.deliveries), Fraction(0))

    @cached_property
    def real_bids(self) -> Bids:
        """Each vendor's lowest price that is not a token."""
        return lowest_bids(row for row in self.deliveries if row.has_real_price)

    @cached_property
    def contested(self) -> list[Delivery]:
        """Where a real choice existed: two real bids or more, and packs really paid for."""
        items = contested_items(self.real_bids)
        return [row for row in self.deliveries if row.has_real_price and row.item in items]

    def lowest_real_price(self, row: Delivery) -> Fraction:
        return min(self.real_bids[row.item].values())


# --- Reading --------------------------------------------------------------------------------------

def read_deliveries(converted: Path) -> dict[str, list[Delivery]]:
    by_year = defaultdict(list)
    for row in read_table(converted / "accounting.csv"):
        if row["status"] == "used":
            by_year[row["year"]].append(Delivery(
                row["item_code"], row["supplier_code"], int(row["packs"]),
                Fraction(row["line_value"]), Fraction(row["pack_price"]),
                row["price_use"] == "token_bid", row["freight"] == FREIGHT_IN_PRICE))
    return by_year


def read_bids(folder: Path) -> Bids:
    bids: Bids = defaultdict(dict)
    for row in read_table(folder / "bids.csv"):
        bids[row["item_code"]][row["supplier_code"]] = Fraction(row["pack_price"])
    return bids


def checked_award_cost(result: Path) -> Fraction:
    """Everything that was ordered arrives, so the orders and the statements say the same sum."""
    orders = read_table(result / "purchase_orders.csv")
    ordered = sum((Fraction(row["amount"]) for row in orders), Fraction(0))
    statements = read_table(result / "supplier_statements.csv")
    received = sum((Fraction(row["received_amount"]) for row in statements), Fraction(0))
    if ordered != received:
        raise ResultFault(f"{result}: ordered {ordered}, received {received}")
    return received


def read_year(year: str, deliveries: list[Delivery], folder: Path, result: Path) -> YearData:
    return YearData(
        year=year,
        deliveries=deliveries,
        request_lines=len(read_table(folder / "requests.csv")),
        items=len(read_table(folder / "items.csv")),
        vendors=len(read_table(folder / "suppliers.csv")),
        bids=read_bids(folder),
        award_cost=checked_award_cost(result),
    )


def read_years(converted: Path, results: Path) -> list[YearData]:
    return [read_year(year, rows, converted / year, results / year)
            for year, rows in sorted(read_deliveries(converted).items())]


# --- Figures --------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Comparison:
    paid: Fraction
    award: Fraction

    def __add__(self, other: "Comparison") -> "Comparison":
        return Comparison(self.paid + other.paid, self.award + other.award)

    @property
    def difference(self) -> Fraction:
        """Above 0: the award is cheaper than what was paid."""
        return self.paid - self.award

    @property
    def percent(self) -> Fraction:
        return 100 * self.difference / self.paid if self.paid else Fraction(0)


NOTHING = Comparison(Fraction(0), Fraction(0))


def compared(rows: list[Delivery], price_of) -> Comparison:
    """What these rows cost in reality, and what their packs cost at `price_of(row)`."""
    return Comparison(sum((row.value for row in rows), Fraction(0)),
                      sum((row.packs * price_of(row) for row in rows), Fraction(0)))


def whole_cycle(year: YearData) -> Comparison:
    """To the letter: the lowest price above 0, whatever it is. This award is the program's own."""
    return Comparison(year.paid, year.award_cost)


def without_token_prices(year: YearData) -> Comparison:
    """The same packs, token prices not taken as bids."""
    return compared(year.deliveries, year.lowest_real_price)


def like_for_like(year: YearData) -> Comparison:
    return compared(year.contested, year.lowest_real_price)


def same_vendor(year: YearData) -> Comparison:
    """Nobody switches: each vendor sells what it sold, always at its lowest price of the year."""
    return compared(year.contested, lambda row: year.real_bids[row.item][row.supplier])


def average_prices(rows: list[Delivery]) -> dict[tuple[str, str], Fraction]:
    values, packs = defaultdict(Fraction), defaultdict(int)
    for row in rows:
        values[row.item, row.supplier] += row.value
        packs[row.item, row.supplier] += row.packs
    return {key: values[key] / packs[key] for key in packs}


def average_price_bids(year: YearData) -> Comparison:
    """Each vendor bids its average price of the year; all packs go to the lowest average."""
    lowest: dict[str, Fraction] = {}
    for (item, _), price in average_prices(year.contested).items():
        lowest[item] = min(price, lowest.get(item, price))
    return compared(year.contested, lambda row: lowest[row.item])


def outside_vendors(year: YearData) -> Comparison:
    """Without the packs that SCMS delivered from its own stock, and without that stock's bid."""
    outside = {item: [price for vendor, price in bids.items() if vendor != STOCK_VENDOR]
               for item, bids in year.real_bids.items()}
    rows = [row for row in year.contested
            if row.supplier != STOCK_VENDOR and len(outside[row.item]) >= 2]
    return compared(rows, lambda row: min(outside[row.item]))


def freight_not_in_price(year: YearData) -> Comparison:
    """Without the deliveries whose price includes the freight; the prices stay as they are."""
    rows = [row for row in year.contested if not row.freight_in_price]
    return compared(rows, year.lowest_real_price)


# --- Printing -------------------------------------------------------------------------------------

def rounded(value: Fraction, places: int) -> Decimal:
    """Half up, exactly, for printing only."""
    units = int(abs(value) * 10 ** places + Fraction(1, 2))
    return Decimal(-units if value < 0 else units).scaleb(-places)


def money(value: Fraction) -> str:
    return f"{rounded(value, 2):,}"


def percent(figures: Comparison) -> str:
    return f"{rounded(figures.percent, 1)}%"


def comparison_cells(figures: Comparison) -> list[str]:
    return [money(figures.paid), money(figures.award), money(figures.difference), percent(figures)]


def markdown_table(header: list[str], rows: list[list[str]], text_columns: int = 1) -> str:
    rule = ["---"] * text_columns + ["---:"] * (len(header) - text_columns)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [header, rule, *rows])


def total(years: list[YearData], figures_of) -> Comparison:
    return sum((figures_of(year) for year in years), NOTHING)


def whole_table(years: list[YearData]) -> str:
    rows = [[year.year, f"{len(year.deliveries):,}", f"{year.request_lines:,}", str(year.items),
             str(year.vendors), str(len(contested_items(year.bids))),
             *comparison_cells(whole_cycle(year)), percent(without_token_prices(year))]
            for year in years]
    different = [{row.item for year in years for row in year.deliveries},
                 {row.supplier for year in years for row in year.deliveries},
                 {item for year in years for item in contested_items(year.bids)}]
    rows.append(["**Total**", f"{sum(len(year.deliveries) for year in years):,}",
                 f"{sum(year.request_lines for year in years):,}",
                 *(str(len(codes)) for codes in different),
                 *comparison_cells(total(years, whole_cycle)),
                 percent(total(years, without_token_prices))])
    return markdown_table(["Year", "Order lines", "Requests", "Items", "Vendors",
                           "Items with 2+ bids", "Paid, USD", "Lowest-price award, USD",
                           "Difference", "%", "% without token prices"], rows)


def like_for_like_table(years: list[YearData]) -> str:
    rows = [[year.year, f"{len(year.contested):,}", str(len(contested_items(year.real_bids))),
             *comparison_cells(like_for_like(year))] for year in years]
    rows.append(["**Total**", f"{sum(len(year.contested) for year in years):,}",
                 str(len({item for year in years for item in contested_items(year.real_bids)})),
                 *comparison_cells(total(years, like_for_like))])
    return markdown_table(["Year", "Order lines", "Items", "Paid, USD", "Award, USD", "Difference",
                           "%"], rows)


SENSITIVITIES = (
    ("Whole cycle, to the letter", whole_cycle),
    ("Whole cycle, without token prices", without_token_prices),
    ("Like for like", like_for_like),
    ("... same vendors, each at its lowest price of the year", same_vendor),
    ("... all packs at the lowest *average* price of a vendor", average_price_bids),
    ("... without deliveries whose price includes freight", freight_not_in_price),
    ("... outside vendors only, SCMS's own stock left out", outside_vendors),
)


def sensitivity_table(years: list[YearData]) -> str:
    rows = [[name, *comparison_cells(total(years, figures_of))]
            for name, figures_of in SENSITIVITIES]
    return markdown_table(["All years", "Paid, USD", "Award, USD", "Difference", "%"], rows)


def report(years: list[YearData]) -> str:
    return "\n\n".join([
        "Whole cycle of each year, to the letter; the last column leaves token prices out:",
        whole_table(years),
        "Like for like: items with two or more real bids, without free packs and token prices:",
        like_for_like_table(years),
        "How much of it hangs on the assumptions:", sensitivity_table(years)]) + "\n"


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    print(report(read_years(Path(arguments[0]), Path(arguments[1]))), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
