"""Small hostile county folders from a seed: well-formed, and on every edge of the rules.

    county_folders.py --seed N --out DIR [--county CODE] [--periods 2]

writes DIR/1 (and DIR/2, the period after on the same county).
"""

import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))

from county_deliveries import make_deliveries  # noqa: E402
from county_shapes import make_county, make_following_county  # noqa: E402
from hostile_text import csv_bytes  # noqa: E402
from recompute_cycle import recompute, recompute_with_state  # noqa: E402

# file -> (columns, which of them are optional)
INPUT_COLUMNS = {
    "facilities": ("code name kind parent_code", ""),
    "suppliers": ("code name licence_no licence_expires_on order_fee minimum_order_amount",
                  "licence_no licence_expires_on order_fee minimum_order_amount"),
    "items": ("code generic_name trade_name form strength base_unit pack_size manufacturer kind storage vat_rate "
              "substitution_group approval_no list_price", "substitution_group approval_no list_price"),
    "bids": ("supplier_code item_code pack_price capacity_packs min_order_packs lead_time_days",
             "capacity_packs min_order_packs lead_time_days"),
    "bid_tiers": ("supplier_code item_code from_packs pack_price", ""),
    "requests": ("facility_code item_code quantity kind requested_on", ""),
    "stock": ("facility_code item_code lot expires_on quantity pack_price", "pack_price"),
    "deliveries": ("supplier_code item_code lot expires_on quantity", ""),
}


def write_county(rng, county, folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cycle.json").write_text(json.dumps(county.cycle, ensure_ascii=False), encoding="utf-8")
    for table, (columns, optional) in INPUT_COLUMNS.items():
        rows = county.tables.get(table)
        if rows is not None:
            (folder / f"{table}.csv").write_bytes(csv_bytes(rng, columns.split(), rows, optional.split()))


def write_with_deliveries(rng, county, folder, previous_state=None):
    """Deliveries answer orders, so these are recomputed from the folder without them."""
    write_county(rng, county, folder)
    if rng.randrange(5):
        orders = recompute(folder, previous_state)["purchase_orders.csv"]
        on_hand = {lot[:4] for lot in previous_state.centre_lots} if previous_state else frozenset()
        county.tables["deliveries"] = make_deliveries(rng, county, orders, on_hand)
        write_county(rng, county, folder)


def first_folder(rng, folder, county_code=None):
    """Write a county's first period; return what `second_folder` continues from."""
    county = make_county(rng, county_code)
    write_with_deliveries(rng, county, Path(folder))
    return county


def second_folder(rng, folder, earlier_county, previous_state):
    """Write the following period of the same county: changed prices, pack sizes
    and tax, new items and facilities, no stock.csv."""
    county = make_following_county(rng, earlier_county)
    write_with_deliveries(rng, county, Path(folder), previous_state)
    return county


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", required=True)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--county")
    parser.add_argument("--periods", type=int, default=2, choices=[1, 2])
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    county = first_folder(rng, arguments.out / "1", arguments.county)
    if arguments.periods == 2:
        _, state = recompute_with_state(arguments.out / "1")
        second_folder(rng, arguments.out / "2", county, state)


if __name__ == "__main__":
    main()
