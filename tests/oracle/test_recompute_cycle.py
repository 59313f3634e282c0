"""Rule 8 and whole cycles, worked by hand: statements, stock, journal, a second cycle."""

import pytest

from compare_results import journal_sums
from recompute_cycle import recompute_with_state
from small_county import SmallCounty

FAR = "2030-01-01"


@pytest.fixture
def county(county):
    county.facilities("F1", "F2")
    county.supplier("S1")
    return county


def test_net_is_rounded_by_receipt_row_and_vat_is_the_rest(county):
    # 0.05 / 1.13 = 0.0442.. -> 0.04 for each of three lots, 0.12 in all,
    # while the sum at once would be 0.15 / 1.13 = 0.1327.. -> 0.13.
    county.item("I", vat_rate="0.13")
    county.bids("S1", "I", "0.05")
    county.requests("F1", "I", 3)
    for lot in ("A", "B", "C"):
        county.delivers("S1", "I", lot, FAR, 1)
    assert county.result()["supplier_statements"] == [("S1", "2026-11", "0.15", "0.12", "0.03")]


def test_each_item_has_its_own_vat_rate(county):
    # 113.00 / 1.13 = 100.00; 103.00 / 1.03 = 100.00; 50.00 / 1 = 50.00
    for item, rate, price in (("I", "0.13", "113"), ("J", "0.03", "103.00"), ("K", "0", "50.0000")):
        county.item(item, vat_rate=rate)
        county.bids("S1", item, price)
        county.requests("F1", item, 1)
    assert county.result()["supplier_statements"] == [("S1", "2026-11", "266.00", "250.00", "16.00")]


def test_a_supplier_whose_receipts_come_to_nothing_still_has_a_statement(county):
    county.item("I")
    county.bids("S1", "I", "0.0049")
    county.requests("F1", "I", 1)
    result = county.result()
    assert result["supplier_statements"] == [("S1", "2026-11", "0.00", "0.00", "0.00")]
    assert result["member_statements"] == [("F1", "2026-11", "0.00")]
    assert result["journal"] == []


def test_closing_stock_joins_the_suppliers_of_a_lot_and_shows_no_zero_rows(county):
    county.item("I", pack_size=10)
    county.has("C", "I", "L", FAR, 3, "1")
    county.has("F2", "I", "L", FAR, 7)
    county.has("F1", "I", "L", FAR, 0)
    county.bids("S1", "I", "1")
    county.delivers("S1", "I", "L", FAR, 10)
    county.requests("F2", "I", 5)
    # Need 5 - 3 = 2: a pack of 10.  13 on hand, 5 shipped: 8 left at the centre, 7 + 5 at F2.
    assert county.result()["stock"] == [("C", "I", "L", FAR, "8"), ("F2", "I", "L", FAR, "12")]


def test_the_journal_of_a_cycle_with_rounding(county):
    # Item I, packs of 3.  Opening: 2 units at 1.00 -> 0.67 (0.666..).
    # Need 5 - 2 = 3: one pack at 2.00, received 2.00.
    # F1 asks 1, F2 asks 4.  F1 takes 1 of the opening lot: 0.33.  F2 takes the other: 0.33,
    # and 3 of the bought lot: 2.00.  Closing 0.  Left over: 0.67 + 2.00 - 0.33 - 2.33 - 0 = 0.01.
    county.item("I", pack_size=3)
    county.has("C", "I", "A", "2027-01-01", 2, "1.00")
    county.bids("S1", "I", "2.00")
    county.requests("F1", "I", 1)
    county.requests("F2", "I", 4)
    result = county.result()
    assert result["journal"] == [
        ("1", "inventory", "I", "0.67", "0.00", "I"),
        ("1", "opening", "I", "0.00", "0.67", "I"),
        ("2", "inventory", "I", "2.00", "0.00", "PO-2026-11-S1"),
        ("2", "payables", "S1", "0.00", "2.00", "PO-2026-11-S1"),
        ("3", "inventory", "I", "0.00", "0.33", "SH-2026-11-F1"),
        ("3", "receivables", "F1", "0.33", "0.00", "SH-2026-11-F1"),
        ("4", "inventory", "I", "0.00", "2.33", "SH-2026-11-F2"),
        ("4", "receivables", "F2", "2.33", "0.00", "SH-2026-11-F2"),
        ("5", "rounding", "I", "0.01", "0.00", "I"),
        ("5", "inventory", "I", "0.00", "0.01", "I"),
    ]


def test_rounding_can_fall_the_other_way(county):
    # 2 units at 1.01 a pack of 3: 0.6733 -> 0.67; one each to F1 and F2: 0.3367 -> 0.34 twice.
    # Left over: 0.67 - 0.68 = -0.01: inventory is debited, rounding credited.
    county.item("I", pack_size=3)
    county.has("C", "I", "A", FAR, 2, "1.01")
    county.requests("F1", "I", 1)
    county.requests("F2", "I", 1)
    sums = journal_sums(county.result()["journal"])
    assert sums["rounding", "I", "I"] == -1
    assert sums["inventory", "I", "I"] == 67 + 1


def test_opening_value_is_rounded_lot_by_lot_and_counts_unusable_lots(county):
    # 0.005 twice -> 0.01 + 0.01, one of the lots long expired.
    county.item("I")
    county.has("C", "I", "A", "2020-01-01", 1, "0.005")
    county.has("C", "I", "B", FAR, 1, "0.005")
    county.has("F1", "I", "B", FAR, 1000)  # a member's stock is not valued
    assert county.result()["journal"] == [
        ("1", "inventory", "I", "0.02", "0.00", "I"), ("1", "opening", "I", "0.00", "0.02", "I")]


def test_a_received_total_is_not_the_order_amount_when_less_arrives(county):
    # 3 packs of 7 at 1.00 ordered: 3.00.  20 of 21 arrive: 20/7 = 2.857.. -> 2.86.
    county.item("I", pack_size=7)
    county.bids("S1", "I", "1.00")
    county.requests("F1", "I", 21)
    county.delivers("S1", "I", "A", FAR, 20)
    result = county.result()
    assert result["purchase_orders"][0][-1] == "3.00"
    assert result["receipts"][0][-1] == "2.86"
    assert result["member_statements"] == [("F1", "2026-11", "2.86")]


def test_large_numbers_stay_exact(county):
    # 99999999.9999 x 2147483649 packs = 214748364899785251.6351 -> ...251.64
    county.item("I", pack_size=1000)
    county.bids("S1", "I", "99999999.9999")
    county.requests("F1", "I", 2147483649 * 1000)
    assert county.result()["purchase_orders"][0][3:] == ("2147483649", "99999999.9999", "214748364899785251.64")


def test_no_requests_leave_everything_empty(county):
    county.item("I")
    county.bids("S1", "I", "1", minimum="5")
    assert all(rows == [] for rows in county.result().values())


# A second cycle on the same database ----------------------------------------


@pytest.fixture
def second(county, tmp_path):
    """The period after `county`, with 1 unit of a pack of 3 at 2.00 left at the centre.

    First cycle: F1 asks 5 of packs of 3 at 2.00: 2 packs, 6 units, 4.00.  Shipped 5: 3.33.
    Closing 1 unit: 0.67.  Left over 4.00 - 3.33 - 0.67 = 0.
    """
    county.item("I", pack_size=3)
    county.bids("S1", "I", "2.00")
    county.requests("F1", "I", 5)
    result, state = county.cycle_result()
    assert "rounding" not in {row[1] for row in result["journal"]}
    following = SmallCounty(tmp_path / "second", today="2026-12-22", period="2026-12")
    following.facilities("F1", "F2", "F9")
    following.supplier("S1")
    return following, state


def test_a_lot_carried_over_keeps_its_price_and_pack_size(second):
    # F9 asks 11 of what now comes in packs of 10 at 5.00.  1 on hand: one pack is bought.
    # The old unit costs 2.00 / 3 = 0.67, the ten new ones 5.00.
    following, state = second
    following.item("I", pack_size=10)
    following.bids("S1", "I", "5.00")
    following.requests("F9", "I", 11)
    result, _ = following.cycle_result(state)
    assert [row[3:] for row in result["shipments"]] == [
        ("PO-2026-11-S1", "2028-11-21", "S1", "1", "0.67"), ("PO-2026-12-S1", "2028-12-21", "S1", "10", "5.00")]


def test_a_second_cycle_has_no_opening_lines_and_keeps_members_stock(second):
    following, state = second
    following.item("I", pack_size=10)
    following.bids("S1", "I", "5.00")
    following.requests("F9", "I", 1)
    result, _ = following.cycle_result(state)
    assert journal_sums(result["journal"]) == {
        ("inventory", "I", "SH-2026-12-F9"): -67, ("receivables", "F9", "SH-2026-12-F9"): 67}
    lot = ("I", "PO-2026-11-S1", "2028-11-21")
    assert result["stock"] == [("F1", *lot, "5"), ("F9", *lot, "1")]


def test_an_item_left_out_of_the_second_folder_keeps_its_stock(second):
    following, state = second
    result, _ = following.cycle_result(state)
    assert result["journal"] == []
    assert [(row[0], row[4]) for row in result["stock"]] == [("C", "1"), ("F1", "5")]


def test_a_second_cycle_leaves_the_state_before_it_alone(second):
    following, state = second
    following.item("I")
    following.requests("F9", "I", 1)
    first = following.cycle_result(state)
    assert following.cycle_result(state) == first


def test_opening_stock_is_known_after_the_first_cycle(second):
    following, state = second
    following.item("I")
    following.has("C", "I", "A", FAR, 1, "1")
    following.write()
    with pytest.raises(ValueError, match="opening_stock_already_known"):
        recompute_with_state(following.folder, state)
