"""Short codes and product words for what the SCMS file only knows by its full text.

Codes depend on the source rows alone, taken in the order of their IDs: a row that is added at the
end never renames what is already there.
"""

import re
import unicodedata

from scms_source import SourceRow

CENTRE_CODE = "CENTRE"
CODE_LENGTH = 20

# The first text found in the dosage form decides; "Oral powder" is measured in grams, the powders
# for a solution by the millilitres that they make, injections by the vial or ampoule.
BASE_UNITS = (
    ("tablet", "tablet"), ("capsule", "capsule"), ("solution", "ml"), ("suspension", "ml"),
    ("powder", "g"), ("injection", "vial"), ("ancillary", "piece"), ("test kit", "test"),
)


def slug(text: str) -> str:
    """Whole words of `text` in A-Z, 0-9 and -, as many as fit into a code."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    code = ""
    for word in re.findall(r"[A-Z0-9]+", plain.upper()):
        longer = f"{code}-{word}" if code else word[:CODE_LENGTH]
        if len(longer) > CODE_LENGTH:
            break
        code = longer
    return code


def slugs(texts: list[str], taken: frozenset[str] = frozenset()) -> dict[str, str]:
    """A code for each text; the second of the same slug ends in -2, and so on."""
    codes: dict[str, str] = {}
    used = set(taken)
    for text in texts:
        base, number = slug(text), 1
        code = base
        while code in used:
            number += 1
            code = f"{base}-{number}"
        codes[text] = code
        used.add(code)
    return codes


def numbered_item_codes(rows: list[SourceRow]) -> dict[tuple[str, int], str]:
    """`ARV-001`: product group, and the number of the item in it by its first source row."""
    codes: dict[tuple[str, int], str] = {}
    counts: dict[str, int] = {}
    for row in rows:
        if row.item_key not in codes:
            counts[row.product_group] = counts.get(row.product_group, 0) + 1
            codes[row.item_key] = f"{row.product_group}-{counts[row.product_group]:03d}"
    return codes


class Codes:
    """The codes of all years together, so that a year's result can be compared with the next."""

    def __init__(self, rows: list[SourceRow]):
        in_order = sorted(rows, key=lambda row: row.row_id)
        self.facilities = slugs([row.country for row in unique(in_order, "country")],
                                taken=frozenset({CENTRE_CODE}))
        self.suppliers = slugs([row.vendor for row in unique(in_order, "vendor")])
        self.items = numbered_item_codes(in_order)

    def facility(self, row: SourceRow) -> str:
        return self.facilities[row.country]

    def supplier(self, row: SourceRow) -> str:
        return self.suppliers[row.vendor]

    def item(self, row: SourceRow) -> str:
        return self.items[row.item_key]


def unique(rows: list[SourceRow], field: str) -> list[SourceRow]:
    """The first row of each value of the field, in the order of the rows."""
    first: dict[str, SourceRow] = {}
    for row in rows:
        first.setdefault(getattr(row, field), row)
    return list(first.values())


def base_unit(row: SourceRow) -> str:
    form = row.dosage_form.lower()
    return next(unit for text, unit in BASE_UNITS if text in form)


def item_kind(row: SourceRow) -> str:
    if row.product_group not in ("HRDT", "MRDT"):
        return "western"
    return "consumable" if "Ancillary" in row.dosage_form else "reagent"


def storage(row: SourceRow) -> str:
    return "cool" if ", cool," in row.description else "room"


def manufacturer(rows: list[SourceRow]) -> str:
    """Most items came from several sites in a year, and a bid does not say from which."""
    sites = sorted({row.manufacturing_site for row in rows})
    return sites[0] if len(sites) == 1 else f"{len(sites)} manufacturing sites"
