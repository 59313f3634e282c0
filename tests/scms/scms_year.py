"""What one year of the SCMS history says as a procurement cycle: bids and requests.

Pure decisions over source rows; `convert_scms.py` writes them down.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scms_codes import Codes
from scms_source import SourceRow

TOKEN_PRICE = Decimal("0.01")
TOKEN_PART_OF_AVERAGE = Fraction(1, 10)
NO_PRICE_THIS_YEAR = "no_price_this_year"


@dataclass
class ItemYear:
    """All rows of one item in one year."""
    rows: list[SourceRow] = field(default_factory=list)

    @property
    def average_price(self) -> Fraction:
        """What a pack cost on average, free packs and those at a token price included."""
        return Fraction(sum(row.value for row in self.rows)) / sum(row.packs for row in self.rows)

    def bids(self) -> dict[str, SourceRow]:
        """By vendor, the row with its lowest price above 0 (of equal ones, the first ID)."""
        lowest: dict[str, SourceRow] = {}
        for row in sorted(self.rows, key=lambda row: (row.pack_price, row.row_id)):
            if row.pack_price > 0:
                lowest.setdefault(row.vendor, row)
        return lowest

    def price_uses(self) -> list[tuple[SourceRow, str]]:
        """Each row with what becomes of its pack price. A token price is always its vendor's bid:
        nothing above 0 is lower."""
        bids, average = self.bids(), self.average_price
        return [(row, price_use(row.pack_price, bids, row.vendor, average)) for row in self.rows]


def price_use(price: Decimal, bids: dict[str, SourceRow], vendor: str, average: Fraction) -> str:
    if price == 0:
        return "zero_price"
    if price > bids[vendor].pack_price:
        return "above_bid"
    return "token_bid" if is_token(price, average) else "bid"


def is_token(pack_price: Decimal, average_price: Fraction) -> bool:
    """One cent stands for "free of charge" where the item really costs dollars; where the whole
    year's average is a cent or two (safety lancets), it is the price."""
    return pack_price <= TOKEN_PRICE and pack_price < average_price * TOKEN_PART_OF_AVERAGE


@dataclass
class Year:
    year: int
    items: dict[str, ItemYear] = field(default_factory=dict)    # by item code

    def priced_items(self) -> dict[str, ItemYear]:
        """The items that a cycle can buy: someone named a price this year."""
        return {code: item for code, item in sorted(self.items.items()) if item.bids()}

    def used_rows(self) -> list[SourceRow]:
        return [row for item in self.priced_items().values() for row in item.rows]

    def requests(self, codes: Codes) -> dict[tuple[str, str], list[SourceRow]]:
        """By facility code and item code, the rows that one request stands for."""
        requests: dict[tuple[str, str], list[SourceRow]] = {}
        for row in self.used_rows():
            requests.setdefault((codes.facility(row), codes.item(row)), []).append(row)
        return dict(sorted(requests.items()))


def split_into_years(rows: list[SourceRow], codes: Codes) -> dict[int, Year]:
    years: dict[int, Year] = {}
    for row in rows:
        year = years.setdefault(row.year, Year(row.year))
        year.items.setdefault(codes.item(row), ItemYear()).rows.append(row)
    return dict(sorted(years.items()))
