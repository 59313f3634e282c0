"""The made-up counties reach every edge, and the recomputation keeps its own books.

These need no binary: what they check is that the random comparison is worth running,
and that what it compares with never loses a base unit or a 分.
"""

import random
from collections import Counter

import pytest

from compare_results import compare, journal_sums
from county_folders import first_folder, second_folder
from county_input import read_county
from recompute_cycle import recompute_with_state
from result_tables import write_tables

COUNTIES = 120


@pytest.fixture(scope="module")
def cycles(tmp_path_factory):
    """[(folder, county, state before, tables, state after)], every county twice."""
    home, found = tmp_path_factory.mktemp("counties"), []
    for number in range(COUNTIES):
        rng = random.Random(f"edges-{number}")
        first = first_folder(rng, home / f"{number}-1")
        tables, state = recompute_with_state(home / f"{number}-1")
        found.append((home / f"{number}-1", first, None, tables, state))
        second = second_folder(rng, home / f"{number}-2", first, state)
        tables, after = recompute_with_state(home / f"{number}-2", state)
        found.append((home / f"{number}-2", second, state, tables, after))
    return found


def edges_met(folder, county, before, tables):
    """The rules and edges that one cycle met, by name."""
    for _, _, reason, _ in tables["refused.csv"]:
        yield f"refused {reason}"
    for *_, supplied, reason in tables["shortages.csv"]:
        yield f"short {reason}"
        yield "supplied in part" if int(supplied) else "supplied nothing"
    for _, account, _, debit, _, _ in tables["journal.csv"]:
        yield f"account {account}"
        if account == "rounding":
            yield "rounding a loss" if debit != "0.00" else "rounding a gain"
    lines = Counter((row[1], row[2], row[3], row[4]) for row in tables["shipments.csv"])
    yield from ("one lot of several suppliers in one shipment" for count in lines.values() if count > 1)
    lots = Counter((row[0], row[2]) for row in tables["receipts.csv"])
    yield from ("an order line in several lots" for count in lots.values() if count > 1)
    kinds = Counter((row["facility_code"], row["item_code"]) for row in county.tables["requests"])
    yield from ("an emergency beside a regular request" for count in kinds.values() if count > 1)
    yield from (f"no {table}" for table in ("stock", "deliveries", "bid_tiers") if county.tables.get(table) is None)
    yield from edges_of_awards(tables)
    if before and any(row[3].endswith(lot.lot) for row in tables["shipments.csv"] for lot in before.centre_lots):
        yield "a lot carried over is shipped"
    if (folder / "requests.csv").read_bytes().startswith(b"\xef\xbb\xbf"):
        yield "byte order mark"
    if not tables["awards.csv"]:
        yield "nothing bought"


def edges_of_awards(tables):
    awards = Counter(row[0] for row in tables["awards.csv"])
    yield from ("an award split over suppliers" for count in awards.values() if count > 1)
    prices = Counter((row[0], row[2].rstrip("0").rstrip(".")) for row in tables["awards.csv"] if "." in row[2])
    yield from ("awards at one price" for count in prices.values() if count > 1)
    yield from ("a price with zeros at its end" for row in tables["awards.csv"] if row[2].endswith("0"))
    yield from ("more than 32 bits of packs" for row in tables["awards.csv"] if int(row[3]) >= 2**31)


EVERY_EDGE = {
    "refused bid_above_list_price", "refused min_order_above_capacity", "refused licence_expired",
    "refused not_ordered", "refused expired", "refused short_dated", "refused over_delivered",
    "short no_bid", "short capacity_short", "short delivery_short", "supplied in part", "supplied nothing",
    "account opening", "account inventory", "account payables", "account receivables", "rounding a loss",
    "rounding a gain", "one lot of several suppliers in one shipment", "an order line in several lots",
    "an emergency beside a regular request", "no stock", "no deliveries", "no bid_tiers",
    "an award split over suppliers", "awards at one price", "a price with zeros at its end",
    "more than 32 bits of packs", "a lot carried over is shipped", "byte order mark", "nothing bought",
}


def test_every_edge_is_met(cycles):
    """Each at least three times in the counties of one default run, give or take."""
    met = Counter(edge for folder, county, before, tables, _ in cycles
                  for edge in set(edges_met(folder, county, before, tables)))
    rare = {edge: met[edge] for edge in EVERY_EDGE if met[edge] < 3}
    assert not rare


def total(rows, column):
    return sum(int(row[column]) for row in rows)


def test_no_base_unit_is_lost(cycles):
    """What was there and what came is what is there now; shipping moves, it does not change."""
    for folder, _, before, tables, after in cycles:
        opening = read_county(folder).opening_stock or []
        there = sum(row.quantity for row in opening)
        if before is not None:
            there = sum(before.centre_lots.values()) + sum(before.member_stock.values())
        assert total(tables["stock.csv"], 4) == there + total(tables["receipts.csv"], 5), folder
        assert all(quantity > 0 for quantity in after.centre_lots.values()), folder


def test_the_inventory_account_is_what_the_stock_is_worth(cycles):
    for folder, _, before, tables, after in cycles:
        balances = dict(before.centre_value_by_item()) if before else {}
        for (account, party, _), amount in journal_sums(tables["journal.csv"]).items():
            if account == "inventory":
                balances[party] = balances.get(party, 0) + amount
        worth = {item: value for item, value in after.centre_value_by_item().items() if value}
        assert {item: value for item, value in balances.items() if value} == worth, folder


def test_every_request_is_supplied_or_short(cycles):
    for folder, county, _, tables, _ in cycles:
        requested = total([(row["quantity"],) for row in county.tables["requests"]], 0)
        missing = total(tables["shortages.csv"], 2) - total(tables["shortages.csv"], 3)
        assert requested == total(tables["shipments.csv"], 6) + missing, folder


def test_a_seed_makes_the_same_county_again(tmp_path):
    for attempt in ("once", "again"):
        first_folder(random.Random("same"), tmp_path / attempt, "130633")
    for path in sorted((tmp_path / "once").iterdir()):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_the_tables_written_down_compare_equal_to_themselves(cycles, tmp_path):
    for number, (_, _, _, tables, _) in enumerate(cycles):
        write_tables(tables, tmp_path / str(number))
        assert compare(tmp_path / str(number), tables) == []
