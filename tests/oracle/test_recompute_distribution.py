"""Rules 6 and 7, worked by hand: sharing out, FEFO, shortages."""

import pytest

FAR = "2030-01-01"


@pytest.fixture
def county(county):
    county.facilities("F1", "F2", "F3")
    county.supplier("S1")
    county.supplier("S2")
    county.item("I")
    return county


def supplied(result):
    totals = {}
    for _, facility, _, _, _, _, quantity, _ in result["shipments"]:
        totals[facility] = totals.get(facility, 0) + int(quantity)
    return totals


def lots_shipped(result):
    rows = result["shipments"]
    return [(facility, lot, supplier, quantity) for _, facility, _, lot, _, supplier, quantity, _ in rows]


def test_emergencies_come_first_and_regular_requests_share_what_is_left(county):
    # 10 on hand: the emergency of 6 in full, 4 left for 8 + 8: 2 each.
    county.has("C", "I", "L", FAR, 10, "1")
    county.requests("F1", "I", 8)
    county.requests("F2", "I", 8)
    county.requests("F3", "I", 6, kind="emergency")
    assert supplied(county.result()) == {"F1": 2, "F2": 2, "F3": 6}


def test_scarce_units_left_over_go_by_largest_remainder_then_facility_code(county):
    # 5 for 3 + 3 + 1: 15/7 = 2.14, 2.14 and 5/7 = 0.71 -> 2, 2, 0; the fifth goes to 0.71, which is F3.
    county.has("C", "I", "L", FAR, 5, "1")
    county.requests("F1", "I", 3)
    county.requests("F2", "I", 3)
    county.requests("F3", "I", 1)
    assert supplied(county.result()) == {"F1": 2, "F2": 2, "F3": 1}


def test_equal_remainders_go_to_the_first_facility_codes(county):
    # 5 for 3 x 5: 1.67 each -> 1, 1, 1 and two left, for F1 and F2.
    county.has("C", "I", "L", FAR, 5, "1")
    for facility in ("F3", "F2", "F1"):
        county.requests(facility, "I", 5)
    assert supplied(county.result()) == {"F1": 2, "F2": 2, "F3": 1}


def test_scarce_emergencies_share_and_regular_requests_get_nothing(county):
    # 3 for 4 + 4: 1.5 each; the odd one to F1.  F3 has nothing, and no shipment row.
    county.has("C", "I", "L", FAR, 3, "1")
    county.requests("F1", "I", 4, kind="emergency")
    county.requests("F2", "I", 4, kind="emergency")
    county.requests("F3", "I", 1)
    result = county.result()
    assert supplied(result) == {"F1": 2, "F2": 1}
    assert result["shortages"] == [
        ("F1", "I", "4", "2", "no_bid"), ("F2", "I", "4", "1", "no_bid"), ("F3", "I", "1", "0", "no_bid")]


def test_lots_go_first_expiry_first_then_lot_then_supplier_with_opening_stock_first(county):
    # S1 and S2 both bring lot M of the same expiry as the opening lot M.
    county.has("C", "I", "M", FAR, 1, "1")
    county.has("C", "I", "Z", "2029-12-31", 1, "1")
    county.bids("S2", "I", "1", capacity="1")
    county.bids("S1", "I", "2", capacity="2")
    county.delivers("S2", "I", "M", FAR, 1)
    county.delivers("S1", "I", "M", FAR, 1)
    county.delivers("S1", "I", "A", FAR, 1)
    for facility, quantity in (("F1", 2), ("F2", 2), ("F3", 1)):
        county.requests(facility, "I", quantity)
    # The queue is Z (earliest), A, M of no supplier, M of S1, M of S2.
    assert lots_shipped(county.result()) == [
        ("F1", "A", "S1", "1"), ("F1", "Z", "", "1"),
        ("F2", "M", "", "1"), ("F2", "M", "S1", "1"),
        ("F3", "M", "S2", "1")]


def test_an_emergency_of_a_later_facility_takes_the_earlier_lot(county):
    county.has("C", "I", "A", "2027-01-01", 1, "1")
    county.has("C", "I", "B", FAR, 1, "1")
    county.requests("F1", "I", 1)
    county.requests("F2", "I", 1, kind="emergency")
    assert lots_shipped(county.result()) == [("F1", "B", "", "1"), ("F2", "A", "", "1")]


def test_both_kinds_of_one_facility_are_one_line_of_the_lot(county):
    # 0.005 x 2 = 0.01 in one line; two lines would be 0.01 + 0.01.
    county.has("C", "I", "A", FAR, 2, "0.005")
    county.requests("F1", "I", 1)
    county.requests("F1", "I", 1, kind="emergency")
    assert county.result()["shipments"] == [("SH-2026-11-F1", "F1", "I", "A", FAR, "", "2", "0.01")]


def test_both_kinds_are_added_in_one_shortage_row(county):
    county.has("C", "I", "A", FAR, 5, "1")
    county.requests("F1", "I", 3)
    county.requests("F1", "I", 4, kind="emergency")
    assert county.result()["shortages"] == [("F1", "I", "7", "5", "no_bid")]


def test_a_shipment_line_costs_what_its_lot_cost(county):
    # Opening lot at 10 a pack, bought lot at 7: both packs of 4.
    # 3 x 10 / 4 = 7.50 and 2 x 7 / 4 = 3.50.
    county.item("J", pack_size=4)
    county.has("C", "J", "A", FAR, 3, "10")
    county.bids("S1", "J", "7")
    county.requests("F1", "J", 5)
    county.delivers("S1", "J", "B", FAR, 4)
    assert [row[3:] for row in county.result()["shipments"]] == [
        ("A", FAR, "", "3", "7.50"), ("B", FAR, "S1", "2", "3.50")]


def test_short_dated_stock_is_never_shipped_and_stays(county):
    county.has("C", "I", "A", "2026-12-21", 9, "1")
    county.requests("F1", "I", 5)
    result = county.result()
    assert result["shipments"] == []
    assert result["stock"] == [("C", "I", "A", "2026-12-21", "9")]


def test_a_refused_bid_leaves_an_item_without_bids(county):
    county.item("J", list_price="1")
    county.bids("S1", "J", "2")
    county.requests("F1", "J", 1)
    assert county.result()["shortages"] == [("F1", "J", "1", "0", "no_bid")]


def test_capacity_short_comes_before_delivery_short(county):
    # 10 needed, 6 can be had, 5 are delivered.
    county.bids("S1", "I", "1", capacity="6")
    county.delivers("S1", "I", "A", FAR, 5)
    county.requests("F1", "I", 10)
    assert county.result()["shortages"] == [("F1", "I", "10", "5", "capacity_short")]


def test_a_bid_without_capacity_is_a_bid(county):
    county.bids("S1", "I", "1", capacity="0")
    county.requests("F1", "I", 10)
    assert county.result()["shortages"] == [("F1", "I", "10", "0", "capacity_short")]


def test_awarded_in_full_and_not_delivered_is_delivery_short(county):
    county.bids("S1", "I", "1")
    county.delivers("S1", "I", "A", FAR, 9)
    county.requests("F1", "I", 10)
    assert county.result()["shortages"] == [("F1", "I", "10", "9", "delivery_short")]
