"""Rules 1 to 5 of the contract: from bids to goods received."""

from dataclasses import dataclass, field
from typing import NamedTuple

from exact_arithmetic import MILLIONTHS_PER_FEN, apportion, round_half_up, round_up, value_in_fen


class Award(NamedTuple):
    bid: object
    packs: int

    def amount(self):
        return round_half_up(self.bid.price * self.packs, MILLIONTHS_PER_FEN)


class Receipt(NamedTuple):
    supplier_code: str
    item_code: str
    lot: str
    expires_on: str
    quantity: int
    amount: int


class Refused(NamedTuple):
    file: str
    row: int
    reason: str
    detail: str


@dataclass
class OrderLine:
    award: Award
    open_quantity: int
    accepted: dict = field(default_factory=dict)  # (lot, expires_on) -> base units


# Rule 1 ---------------------------------------------------------------------


def bid_refusal(bid, state, today):
    """The first reason that applies, or None."""
    list_price = state.items[bid.item_code].list_price
    if list_price is not None and bid.price > list_price:
        return "bid_above_list_price"
    if bid.capacity_packs is not None and bid.min_order_packs > bid.capacity_packs:
        return "min_order_above_capacity"
    licence_end = state.suppliers[bid.supplier_code].licence_expires_on
    if licence_end is not None and licence_end < today:
        return "licence_expired"
    return None


def sift_bids(bids, state, today):
    """Return (surviving bids by item, refusals)."""
    surviving, refused = {}, []
    for bid in bids:
        reason = bid_refusal(bid, state, today)
        if reason is None:
            surviving.setdefault(bid.item_code, []).append(bid)
        else:
            refused.append(Refused("bids.csv", bid.row, reason, ""))
    return surviving, refused


# Rule 2 ---------------------------------------------------------------------


def packs_needed_by_item(requests, state, usable_from):
    requested = {}
    for request in requests:
        requested[request.item_code] = requested.get(request.item_code, 0) + request.quantity
    usable = state.usable_lots_by_item(usable_from)
    needed = {}
    for item_code, quantity in requested.items():
        on_hand = sum(state.centre_lots[lot] for lot in usable.get(item_code, []))
        needed[item_code] = round_up(max(0, quantity - on_hand), state.items[item_code].pack_size)
    return needed


# Rule 3 ---------------------------------------------------------------------


def lowest_price_order(bid):
    unlimited = bid.capacity_packs is None
    return (bid.price, 0 if unlimited else 1, 0 if unlimited else -bid.capacity_packs, bid.supplier_code)


def award_item(bids, packs_needed):
    awards = []
    for bid in sorted(bids, key=lowest_price_order):
        if packs_needed <= 0:
            break
        limit = packs_needed if bid.capacity_packs is None else bid.capacity_packs
        packs = max(min(packs_needed, limit), bid.min_order_packs)
        packs_needed -= packs
        if packs > 0:  # a bid with no capacity is passed over
            awards.append(Award(bid, packs))
    return awards


def award(surviving_bids, needed):
    return [
        one_award
        for item_code in sorted(needed)
        for one_award in award_item(surviving_bids.get(item_code, []), needed[item_code])
    ]


# Rule 5 ---------------------------------------------------------------------


def order_no(period, supplier_code):
    return f"PO-{period}-{supplier_code}"


def open_order_lines(awards, state):
    """(supplier, item) -> order line with its whole quantity open."""
    lines = {}
    for one_award in awards:
        bid = one_award.bid
        quantity = one_award.packs * state.items[bid.item_code].pack_size
        lines[bid.supplier_code, bid.item_code] = OrderLine(one_award, quantity)
    return lines


def delivery_refusal(delivery, line, cycle):
    """The first reason, other than too much, that applies to the whole row."""
    if line is None:
        return "not_ordered"
    if delivery.expires_on < cycle.today:
        return "expired"
    if delivery.expires_on < cycle.usable_from:
        return "short_dated"
    return None


def accept_delivery(delivery, line):
    """Fill the line; return the excess, which is refused."""
    accepted = min(delivery.quantity, line.open_quantity)
    if accepted > 0:
        key = (delivery.lot, delivery.expires_on)
        line.accepted[key] = line.accepted.get(key, 0) + accepted
        line.open_quantity -= accepted
    return delivery.quantity - accepted


def take_deliveries(deliveries, lines, cycle):
    """Fill the order lines in file order; return what was refused."""
    refused = []
    for delivery in deliveries:
        line = lines.get((delivery.supplier_code, delivery.item_code))
        reason = delivery_refusal(delivery, line, cycle)
        if reason is not None:
            refused.append(Refused("deliveries.csv", delivery.row, reason, ""))
            continue
        excess = accept_delivery(delivery, line)
        if excess > 0:
            refused.append(Refused("deliveries.csv", delivery.row, "over_delivered", str(excess)))
    return refused


def take_everything(lines, cycle):
    """Without deliveries.csv every line arrives in full, in a lot named like the order."""
    for (supplier_code, _), line in lines.items():
        key = (order_no(cycle.period, supplier_code), cycle.unnamed_lot_expires_on)
        line.accepted[key] = line.open_quantity
        line.open_quantity = 0


def receipts_of_line(line, pack_size):
    """The line's received total is rounded once and then split over its lots."""
    bid = line.award.bid
    lots = sorted(line.accepted)  # by lot, then expires_on: the order that breaks ties
    quantities = [line.accepted[lot] for lot in lots]
    total = value_in_fen(bid.price, sum(quantities), pack_size)
    amounts = apportion(total, quantities)
    return [
        Receipt(bid.supplier_code, bid.item_code, lot, expires_on, quantity, amount)
        for (lot, expires_on), quantity, amount in zip(lots, quantities, amounts, strict=True)
    ]


def receive(deliveries, lines, state, cycle):
    """Return (receipts, refusals)."""
    refused = []
    if deliveries is None:
        take_everything(lines, cycle)
    else:
        refused = take_deliveries(deliveries, lines, cycle)
    receipts = [
        receipt
        for key in sorted(lines)
        for receipt in receipts_of_line(lines[key], state.items[key[1]].pack_size)
    ]
    return receipts, refused
