"""A whole procurement cycle recomputed from the contract alone.

    recompute_cycle.py COUNTY_DIR OUT_DIR [--after EARLIER_COUNTY_DIR ...]

writes the CSV files of the result folder.  `--after` names, oldest first, the
folders of the cycles that the same database has already seen.
"""

import argparse

from county_input import read_county
from county_state import CentreLot, open_the_books
from distribution_rules import distribute, shortages
from exact_arithmetic import money_text
from purchase_rules import award, open_order_lines, order_no, packs_needed_by_item, receive, sift_bids
from result_tables import sorted_table, write_tables
from settlement_rules import journal_lines, member_totals, rounding_by_item, shipment_no, supplier_totals


def put_receipts_in_centre(receipts, lines, state):
    """Received goods keep the price of their order line and today's pack size."""
    for receipt in receipts:
        bid = lines[receipt.supplier_code, receipt.item_code].award.bid
        lot = CentreLot(receipt.item_code, receipt.expires_on, receipt.lot, receipt.supplier_code,
                        state.cycles_done + 1, bid.price, state.items[receipt.item_code].pack_size)
        state.put_in_centre(lot, receipt.quantity)


def award_rows(awards):
    for bid, packs in awards:
        yield bid.item_code, bid.supplier_code, bid.price_text, packs, "lowest_price"


def order_rows(period, awards):
    for one_award in awards:
        bid, packs = one_award
        yield (order_no(period, bid.supplier_code), bid.supplier_code, bid.item_code, packs, bid.price_text,
               money_text(one_award.amount()))


def receipt_rows(period, receipts):
    for receipt in receipts:
        yield (order_no(period, receipt.supplier_code), *receipt[:-1], money_text(receipt.amount))


def shipment_rows(period, shipments):
    for shipment in shipments:
        yield (shipment_no(period, shipment.facility_code), *shipment[:-1], money_text(shipment.amount))


def supplier_statement_rows(period, totals):
    for supplier_code, (received, net) in totals.items():
        yield supplier_code, period, money_text(received), money_text(net), money_text(received - net)


def member_statement_rows(period, totals):
    for facility_code, shipped in totals.items():
        yield facility_code, period, money_text(shipped)


def stock_rows(state):
    """Closing stock everywhere; the centre's lots without regard to who sold them."""
    closing = dict(state.member_stock)
    centre = state.centre_code()
    for lot, quantity in state.centre_lots.items():
        key = (centre, lot.item_code, lot.lot, lot.expires_on)
        closing[key] = closing.get(key, 0) + quantity
    return [(*key, quantity) for key, quantity in closing.items()]


def journal_rows(lines):
    for line in lines:
        yield (line.entry_no, line.account, line.party, money_text(line.debit), money_text(line.credit), line.source)


def recompute_with_state(folder, previous_state=None):
    """Return (tables, state after the cycle); `previous_state` is left as it was."""
    county = read_county(folder)
    cycle = county.cycle
    state = open_the_books(county, previous_state)
    opening_value = state.centre_value_by_item()

    surviving_bids, refused_bids = sift_bids(county.bids, state, cycle.today)
    needed = packs_needed_by_item(county.requests, state, cycle.usable_from)
    awards = award(surviving_bids, needed)
    lines = open_order_lines(awards, state)
    receipts, refused_deliveries = receive(county.deliveries, lines, state, cycle)
    put_receipts_in_centre(receipts, lines, state)
    shipments, supplied = distribute(county.requests, state, cycle.usable_from)

    state.cycles_done += 1
    left_over = rounding_by_item(opening_value, receipts, shipments, state.centre_value_by_item())
    opening_to_post = opening_value if previous_state is None else {}
    journal = journal_lines(cycle.period, opening_to_post, receipts, shipments, left_over)
    rows = {
        "awards.csv": award_rows(awards),
        "purchase_orders.csv": order_rows(cycle.period, awards),
        "receipts.csv": receipt_rows(cycle.period, receipts),
        "shipments.csv": shipment_rows(cycle.period, shipments),
        "shortages.csv": shortages(county.requests, supplied, surviving_bids, awards, needed),
        "refused.csv": refused_bids + refused_deliveries,
        "supplier_statements.csv": supplier_statement_rows(cycle.period, supplier_totals(receipts, state.items)),
        "member_statements.csv": member_statement_rows(cycle.period, member_totals(shipments)),
        "stock.csv": stock_rows(state),
        "journal.csv": journal_rows(journal),
    }
    return {name: sorted_table(name, table) for name, table in rows.items()}, state


def recompute(folder, previous_state=None):
    """Return {file name: [row as a tuple of text, in the contract's column order]}."""
    return recompute_with_state(folder, previous_state)[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("county")
    parser.add_argument("out")
    parser.add_argument("--after", nargs="*", default=[], metavar="COUNTY_DIR")
    arguments = parser.parse_args()
    state = None
    for earlier in arguments.after:
        _, state = recompute_with_state(earlier, state)
    write_tables(recompute(arguments.county, state), arguments.out)


if __name__ == "__main__":
    main()
