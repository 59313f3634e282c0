"""Rule 5, worked by hand: what is accepted, what is refused, what it costs."""

import pytest


@pytest.fixture
def county(county):
    """S1 has an order of 3 packs of 10 of item I at 8.72 a pack: 26.16, 30 base units."""
    county.facilities("F1")
    county.supplier("S1")
    county.supplier("S2")
    county.item("I", pack_size=10)
    county.bids("S1", "I", "8.72")
    county.requests("F1", "I", 30)
    return county


def received(result):
    return [row[3:] for row in result["receipts"]]


def test_without_a_deliveries_file_everything_arrives_in_a_lot_named_like_the_order(county):
    # 2027-11-22 is 365 days on; 2028 has a 29 February, so 365 more end on 2028-11-21.
    assert county.result()["receipts"] == [
        ("PO-2026-11-S1", "S1", "I", "PO-2026-11-S1", "2028-11-21", "30", "26.16")]


def test_an_empty_deliveries_file_means_that_nothing_arrives(county):
    county.tables["deliveries"] = []
    result = county.result()
    assert result["receipts"] == []
    assert result["supplier_statements"] == []
    assert result["shortages"] == [("F1", "I", "30", "0", "delivery_short")]


def test_what_was_not_ordered_is_refused(county):
    county.delivers("S2", "I", "L", "2020-01-01", 5)  # also expired, but that is the later reason
    assert county.result()["refused"] == [("deliveries.csv", "1", "not_ordered", "")]


def test_expired_comes_before_short_dated_and_both_leave_the_line_open(county):
    # today 2026-11-22, usable from 2026-12-22
    county.delivers("S1", "I", "A", "2026-11-21", 30)
    county.delivers("S1", "I", "B", "2026-11-22", 30)
    county.delivers("S1", "I", "C", "2026-12-21", 30)
    county.delivers("S1", "I", "D", "2026-12-22", 30)
    result = county.result()
    assert [row[1:3] for row in result["refused"]] == [("1", "expired"), ("2", "short_dated"), ("3", "short_dated")]
    assert received(result) == [("D", "2026-12-22", "30", "26.16")]


def test_the_excess_is_refused_and_the_rest_accepted(county):
    county.delivers("S1", "I", "A", "2028-01-01", 25)
    county.delivers("S1", "I", "B", "2028-01-01", 9)  # 5 still open: 4 too many
    county.delivers("S1", "I", "C", "2028-01-01", 7)  # none open: all 7 too many
    result = county.result()
    assert result["refused"] == [
        ("deliveries.csv", "2", "over_delivered", "4"), ("deliveries.csv", "3", "over_delivered", "7")]
    # 26.16 x 25/30 = 21.80 and x 5/30 = 4.36, exactly
    assert received(result) == [("A", "2028-01-01", "25", "21.80"), ("B", "2028-01-01", "5", "4.36")]


def test_rows_of_one_lot_and_expiry_are_one_receipt(county):
    county.delivers("S1", "I", "A", "2028-01-01", 10)
    county.delivers("S1", "I", "A", "2028-01-02", 5)
    county.delivers("S1", "I", "A", "2028-01-01", 15)
    # 26.16 x 25/30 = 21.80, 26.16 x 5/30 = 4.36
    assert received(county.result()) == [("A", "2028-01-01", "25", "21.80"), ("A", "2028-01-02", "5", "4.36")]


def test_missing_fen_go_by_largest_remainder(county):
    # 26.16 over 7, 11, 12 of 30: 610.4, 959.2, 1046.4 分 -> 610 + 959 + 1046 = 2615.
    # One 分 is missing; A and C tie at 0.4: the lot decides.
    county.delivers("S1", "I", "C", "2028-01-01", 12)
    county.delivers("S1", "I", "B", "2028-01-01", 11)
    county.delivers("S1", "I", "A", "2028-01-01", 7)
    assert received(county.result()) == [
        ("A", "2028-01-01", "7", "6.11"), ("B", "2028-01-01", "11", "9.59"), ("C", "2028-01-01", "12", "10.46")]


def test_the_largest_remainder_wins_over_the_lot(county):
    # 26.16 over 13 and 17 of 30: 1133.6 and 1482.4 分; the missing one goes to 0.6, which is lot B.
    county.delivers("S1", "I", "A", "2028-01-01", 17)
    county.delivers("S1", "I", "B", "2028-01-01", 13)
    assert received(county.result()) == [("A", "2028-01-01", "17", "14.82"), ("B", "2028-01-01", "13", "11.34")]


def test_one_lot_with_two_expiries_is_two_receipts(county):
    # 29 accepted: 8.72 x 29 / 10 = 25.288 -> 25.29.  Over 14, 14 and 1 of 29:
    # 1220.9, 1220.9 and 87.2 分 -> 1220 + 1220 + 87 = 2527, and both 14s get a missing 分.
    county.delivers("S1", "I", "A", "2029-01-01", 14)
    county.delivers("S1", "I", "A", "2028-01-01", 14)
    county.delivers("S1", "I", "B", "2028-01-01", 1)
    assert received(county.result()) == [
        ("A", "2028-01-01", "14", "12.21"), ("A", "2029-01-01", "14", "12.21"), ("B", "2028-01-01", "1", "0.87")]


def test_an_even_split_of_an_odd_fen_goes_to_the_earlier_expiry(county):
    # 8.72 x 4 / 10 = 3.488 -> 3.49 for two lots of 2: 174.5 分 each.
    county.delivers("S1", "I", "A", "2029-01-01", 2)
    county.delivers("S1", "I", "A", "2028-01-01", 2)
    assert received(county.result()) == [("A", "2028-01-01", "2", "1.75"), ("A", "2029-01-01", "2", "1.74")]


def test_a_delivery_of_nothing_is_no_receipt_and_no_refusal(county):
    county.delivers("S1", "I", "A", "2028-01-01", 0)
    result = county.result()
    assert result["receipts"] == [] and result["refused"] == []


def test_refusals_are_sorted_by_file_and_row_as_a_number(county):
    county.bids("S2", "I", "1", capacity="1", minimum="2")
    for _ in range(11):
        county.delivers("S2", "I", "A", "2028-01-01", 1)
    rows = [row[:2] for row in county.result()["refused"]]
    assert rows == [("bids.csv", "2")] + [("deliveries.csv", str(number)) for number in range(1, 12)]
