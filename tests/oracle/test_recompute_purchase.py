"""Rules 1 to 4, worked by hand: bids, need, award, order."""

import pytest


@pytest.fixture
def county(county):
    county.facilities("F1", "F2")
    for code in ("S1", "S2", "S3"):
        county.supplier(code)
    return county


def awarded(result):
    return [(supplier, packs) for _, supplier, _, packs, _ in result["awards"]]


def refusals(result):
    return [row[:3] for row in result["refused"]]


def test_a_bid_above_the_list_price_is_refused_and_one_at_it_is_not(county):
    county.item("I", list_price="8.7")
    county.requests("F1", "I", 1)
    county.bids("S1", "I", "8.7001")
    county.bids("S2", "I", "8.7000")
    result = county.result()
    assert refusals(result) == [("bids.csv", "1", "bid_above_list_price")]
    assert awarded(result) == [("S2", "1")]


def test_a_minimum_above_the_capacity_is_refused_and_one_equal_to_it_is_not(county):
    county.item("I")
    county.requests("F1", "I", 1)
    county.bids("S1", "I", "1", capacity="4", minimum="5")
    county.bids("S2", "I", "2", capacity="5", minimum="5")
    result = county.result()
    assert refusals(result) == [("bids.csv", "1", "min_order_above_capacity")]
    assert awarded(result) == [("S2", "5")]


def test_a_licence_that_ends_today_is_good_and_one_that_ended_yesterday_is_not(county):
    county.supplier("S4", licence_expires_on="2026-11-21")
    county.supplier("S5", licence_expires_on="2026-11-22")
    county.item("I")
    county.requests("F1", "I", 1)
    county.bids("S4", "I", "1")
    county.bids("S5", "I", "2")
    result = county.result()
    assert refusals(result) == [("bids.csv", "1", "licence_expired")]
    assert awarded(result) == [("S5", "1")]


def test_a_bid_has_one_refusal_the_first_that_applies(county):
    county.supplier("S4", licence_expires_on="2020-01-01")
    county.item("I", list_price="1")
    county.bids("S4", "I", "2", capacity="1", minimum="2")
    county.item("J")
    county.bids("S4", "J", "2", capacity="1", minimum="2")
    assert refusals(county.result()) == [
        ("bids.csv", "1", "bid_above_list_price"), ("bids.csv", "2", "min_order_above_capacity")]


def test_packs_needed_are_rounded_up_after_usable_stock_is_taken_off(county):
    # 7 + 5 = 12 asked, 1 usable on the shelf: 11 needed, 11 / 5 = 2.2 -> 3 packs.
    county.item("I", pack_size=5)
    county.requests("F1", "I", 7)
    county.requests("F2", "I", 5, kind="emergency")
    county.has("C", "I", "L", "2026-12-22", 1, "5.00")
    county.bids("S1", "I", "1")
    assert awarded(county.result()) == [("S1", "3")]


def test_stock_a_day_short_of_the_minimum_shelf_life_covers_no_need(county):
    # usable from 2026-11-22 + 30 days = 2026-12-22
    county.item("I")
    county.requests("F1", "I", 4)
    county.has("C", "I", "L", "2026-12-21", 4, "5.00")
    county.bids("S1", "I", "1")
    assert awarded(county.result()) == [("S1", "4")]


def test_stock_at_a_member_covers_no_need(county):
    county.item("I")
    county.requests("F1", "I", 4)
    county.has("F2", "I", "L", "2030-01-01", 100)
    county.bids("S1", "I", "1")
    assert awarded(county.result()) == [("S1", "4")]


def test_enough_stock_means_no_award(county):
    county.item("I")
    county.requests("F1", "I", 4)
    county.has("C", "I", "L", "2030-01-01", 4, "5.00")
    county.bids("S1", "I", "1", minimum="3")
    result = county.result()
    assert awarded(result) == []
    assert result["shipments"] == [("SH-2026-11-F1", "F1", "I", "L", "2030-01-01", "", "4", "20.00")]


def test_the_cheapest_bid_is_filled_to_its_capacity_first(county):
    county.item("I")
    county.requests("F1", "I", 10)
    county.bids("S1", "I", "10.0", capacity="100")
    county.bids("S2", "I", "9.9", capacity="7")
    assert awarded(county.result()) == [("S1", "3"), ("S2", "7")]


def test_prices_tie_as_numbers_and_then_the_larger_capacity_is_first(county):
    # 8.7 and 8.7000 are one price; 6 packs is more than 4.
    county.item("I")
    county.requests("F1", "I", 9)
    county.bids("S1", "I", "8.7", capacity="4")
    county.bids("S2", "I", "8.7000", capacity="6")
    result = county.result()
    assert awarded(result) == [("S1", "3"), ("S2", "6")]
    assert [row[2] for row in result["awards"]] == ["8.7", "8.7000"]


def test_no_capacity_given_is_more_than_any_capacity(county):
    county.item("I")
    county.requests("F1", "I", 9)
    county.bids("S1", "I", "1", capacity="1000000")
    county.bids("S2", "I", "1")
    assert awarded(county.result()) == [("S2", "9")]


def test_the_last_tie_falls_to_the_supplier_code_by_code_points(county):
    # "S2" < "s1" by code points, whatever a language's dictionary says.
    county.supplier("s1")
    county.item("I")
    county.requests("F1", "I", 9)
    county.bids("s1", "I", "1", capacity="5")
    county.bids("S2", "I", "1", capacity="5")
    assert awarded(county.result()) == [("S2", "5"), ("s1", "4")]


def test_a_minimum_order_raises_the_last_share_above_the_need(county):
    # 10 needed: S1 takes 8; 2 are left, raised to S2's minimum of 6; S3 gets nothing.
    county.item("I")
    county.requests("F1", "I", 10)
    county.bids("S1", "I", "1", capacity="8")
    county.bids("S2", "I", "2", capacity="9", minimum="6")
    county.bids("S3", "I", "3")
    assert awarded(county.result()) == [("S1", "8"), ("S2", "6")]


def test_a_capacity_of_nothing_is_passed_over_without_an_award(county):
    county.item("I")
    county.requests("F1", "I", 2)
    county.bids("S1", "I", "1", capacity="0")
    county.bids("S2", "I", "2")
    assert awarded(county.result()) == [("S2", "2")]


def test_tiers_play_no_part(county):
    county.item("I")
    county.requests("F1", "I", 100)
    county.bids("S1", "I", "2")
    county.bids("S2", "I", "1.99")
    county.tier("S1", "I", 10, "0.01")
    result = county.result()
    assert awarded(result) == [("S2", "100")]
    assert result["purchase_orders"][0][4:] == ("1.99", "199.00")


def test_an_order_line_is_rounded_half_up_once(county):
    # 0.0050 x 1 = 0.005 -> 0.01; 0.0049 x 1 -> 0.00; 1.0015 x 3 = 3.0045 -> 3.00
    county.item("I")
    county.item("J")
    county.item("K")
    county.requests("F1", "I", 1)
    county.requests("F1", "J", 1)
    county.requests("F1", "K", 3)
    county.bids("S1", "I", "0.0050")
    county.bids("S1", "J", "0.0049")
    county.bids("S1", "K", "1.0015")
    assert county.result()["purchase_orders"] == [
        ("PO-2026-11-S1", "S1", "I", "1", "0.0050", "0.01"),
        ("PO-2026-11-S1", "S1", "J", "1", "0.0049", "0.00"),
        ("PO-2026-11-S1", "S1", "K", "3", "1.0015", "3.00"),
    ]


def test_orders_and_awards_are_sorted_each_by_its_own_key(county):
    county.item("I")
    county.item("J")
    for item in ("I", "J"):
        county.requests("F1", item, 2)
        county.bids("S2", item, "1", capacity="1")
        county.bids("S1", item, "2", capacity="1")
    result = county.result()
    assert [row[:2] for row in result["awards"]] == [("I", "S1"), ("I", "S2"), ("J", "S1"), ("J", "S2")]
    assert [row[1:3] for row in result["purchase_orders"]] == [("S1", "I"), ("S1", "J"), ("S2", "I"), ("S2", "J")]
