"""Reads the SCMS delivery history and refuses what it does not understand.

Amounts are `Decimal`, counts are `int`; no float is made anywhere. A word or a reference that is not
listed here stops the reading with the row's ID, so that nothing is dropped in silence.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

DATE_COLUMNS = {
    "quotation_sent": "PQ First Sent to Client Date",
    "order_sent": "PO Sent to Vendor Date",
    "scheduled": "Scheduled Delivery Date",
    "delivered": "Delivered to Client Date",
    "recorded": "Delivery Recorded Date",
}
DATE_WORDS = frozenset({"Date Not Captured", "Pre-PQ Process", "N/A - From RDC"})
FREIGHT_COLUMN, WEIGHT_COLUMN = "Freight Cost (USD)", "Weight (Kilograms)"
MEASURE_WORDS = {
    FREIGHT_COLUMN: frozenset({"Freight Included in Commodity Cost", "Invoiced Separately"}),
    WEIGHT_COLUMN: frozenset({"Weight Captured Separately"}),
}
MONTHS = {name: number for number, name in enumerate(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)}
DAY_MONTH_YEAR = re.compile(r"(\d{1,2})-([A-Z][a-z]{2})-(\d{2})")
MONTH_DAY_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2})")
REFERENCE = re.compile(r"See ((?:ASN|DN)-\d+) \(ID#:(\d+)\)")
PLAIN_DECIMAL = re.compile(r"\d+(\.\d+)?")


class SourceFault(ValueError):
    """The file holds something that this reader has no rule for."""


@dataclass(frozen=True)
class Reference:
    """`See ASN-93 (ID#:1281)`: the figure stands in that other row, for the whole shipment."""
    shipment: str
    row_id: int


@dataclass(frozen=True)
class SourceRow:
    row_id: int
    order: str
    shipment: str
    country: str
    vendor: str
    product_group: str
    sub_classification: str
    description: str
    brand: str
    dosage: str
    dosage_form: str
    manufacturing_site: str
    pack_size: int                 # base units in a pack
    packs: int
    value: Decimal                 # US dollars, to be kept as given
    pack_price: Decimal            # US dollars, rounded in the source to 2 places
    pack_price_text: str
    insurance: Decimal | None      # US dollars; None: the cell is empty
    freight: Decimal | Reference | str   # US dollars
    weight: Decimal | Reference | str    # kilograms
    dates: dict[str, date | str]   # by the keys of DATE_COLUMNS; a str is one of DATE_WORDS

    @property
    def year(self) -> int:
        return self.dates["delivered"].year

    @property
    def item_key(self) -> tuple[str, int]:
        """The same description in another pack size is another item."""
        return self.description, self.pack_size

    @property
    def value_difference(self) -> Decimal:
        """Line value - packs x pack price: what the rounding of the pack price hides."""
        return self.value - self.packs * self.pack_price


def parse_date(text: str) -> date | str:
    """`2-Jun-06` or `11/13/06` (month first; all years are 20xx); a known word stays as it is."""
    if text in DATE_WORDS:
        return text
    if match := DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = match[1], MONTHS[match[2]], match[3]
    elif match := MONTH_DAY_YEAR.fullmatch(text):
        month, day, year = match.groups()
    else:
        raise SourceFault(f"neither a date nor a known word: {text!r}")
    return date(2000 + int(year), int(month), int(day))


def parse_decimal(text: str) -> Decimal:
    if not PLAIN_DECIMAL.fullmatch(text):
        raise SourceFault(f"not a plain decimal: {text!r}")
    return Decimal(text)


def parse_count(text: str) -> int:
    """A whole number of 1 or more: packs, and base units in a pack."""
    if not re.fullmatch(r"[1-9]\d*", text):
        raise SourceFault(f"not a whole number of 1 or more: {text!r}")
    return int(text)


def parse_measure(text: str, known_words: frozenset[str]) -> Decimal | Reference | str:
    if text in known_words:
        return text
    if match := REFERENCE.fullmatch(text):
        return Reference(match[1], int(match[2]))
    return parse_decimal(text)


def read_row(cells: dict[str, str]) -> SourceRow:
    dates = {name: parse_date(cells[column]) for name, column in DATE_COLUMNS.items()}
    if not isinstance(dates["delivered"], date):
        raise SourceFault("the delivery date must be a date: it decides the year")
    insurance = cells["Line Item Insurance (USD)"]
    return SourceRow(
        row_id=parse_count(cells["ID"]),
        order=cells["PO / SO #"],
        shipment=cells["ASN/DN #"],
        country=cells["Country"],
        vendor=cells["Vendor"],
        product_group=cells["Product Group"],
        sub_classification=cells["Sub Classification"],
        description=cells["Item Description"],
        brand=cells["Brand"],
        dosage=cells["Dosage"],
        dosage_form=cells["Dosage Form"],
        manufacturing_site=cells["Manufacturing Site"],
        pack_size=parse_count(cells["Unit of Measure (Per Pack)"]),
        packs=parse_count(cells["Line Item Quantity"]),
        value=parse_decimal(cells["Line Item Value"]),
        pack_price=parse_decimal(cells["Pack Price"]),
        pack_price_text=cells["Pack Price"],
        insurance=parse_decimal(insurance) if insurance else None,
        freight=parse_measure(cells[FREIGHT_COLUMN], MEASURE_WORDS[FREIGHT_COLUMN]),
        weight=parse_measure(cells[WEIGHT_COLUMN], MEASURE_WORDS[WEIGHT_COLUMN]),
        dates=dates,
    )


def check_reference(row: SourceRow, measure: str, rows: dict[int, SourceRow]) -> None:
    """The row that is named must be there, of the same shipment, and not itself point elsewhere."""
    reference = getattr(row, measure)
    if not isinstance(reference, Reference):
        return
    target = rows.get(reference.row_id)
    if target is None or target.shipment != reference.shipment:
        raise SourceFault(f"row {row.row_id}: {measure} refers to {reference}, which is not there")
    if isinstance(getattr(target, measure), Reference):
        raise SourceFault(f"row {row.row_id}: {measure} refers to another reference, {reference}")


def read_source(path) -> list[SourceRow]:
    """Every row, in the order of the file; raises SourceFault naming the row."""
    rows: dict[int, SourceRow] = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for cells in csv.DictReader(file, strict=True):
            try:
                row = read_row(cells)
            except (SourceFault, KeyError, ValueError) as fault:
                raise SourceFault(f"row {cells.get('ID')}: {fault}") from fault
            if row.row_id in rows:
                raise SourceFault(f"row {row.row_id} is there twice")
            rows[row.row_id] = row
    for row in rows.values():
        check_reference(row, "freight", rows)
        check_reference(row, "weight", rows)
    return list(rows.values())
