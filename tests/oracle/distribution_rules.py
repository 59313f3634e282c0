"""Rules 6 and 7 of the contract: sharing out the centre's stock and shipping it."""

from fractions import Fraction
from typing import NamedTuple

from exact_arithmetic import MILLIONTHS_PER_FEN, apportion, round_half_up

CLASSES_IN_ORDER = ("emergency", "regular")


class Shipment(NamedTuple):
    """A line of a member's shipment; the field order is its key order."""

    facility_code: str
    item_code: str
    lot: str
    expires_on: str
    supplier_code: str
    quantity: int
    amount: int


class Shortage(NamedTuple):
    facility_code: str
    item_code: str
    requested: int
    supplied: int
    reason: str


def requests_by_item(requests):
    """item -> class -> its requests in facility-code order."""
    by_item = {}
    for request in sorted(requests, key=lambda each: each.facility_code):
        classes = by_item.setdefault(request.item_code, {kind: [] for kind in CLASSES_IN_ORDER})
        classes[request.kind].append(request)
    return by_item


# Rule 6 ---------------------------------------------------------------------


def allocate_class(requests, available):
    """What each request of a class gets, in the order of `requests`."""
    asked = [request.quantity for request in requests]
    if available >= sum(asked):
        return asked
    return apportion(available, asked)


def allocate_item(classes, available):
    """Return [(request, base units)]: emergencies, then regular requests."""
    allocation = []
    for kind in CLASSES_IN_ORDER:
        given = allocate_class(classes[kind], available)
        available -= sum(given)
        allocation += zip(classes[kind], given, strict=True)
    return allocation


# Rule 7 ---------------------------------------------------------------------


def take_first_expiry_first(lots, state, quantity):
    """Take `quantity` from the front of `lots`; yield (lot, base units taken)."""
    while quantity > 0:
        lot = lots[0]
        on_hand = state.centre_lots[lot]
        taken = min(quantity, on_hand)
        state.take_from_centre(lot, taken)
        quantity -= taken
        if taken == on_hand:
            lots.pop(0)
        yield lot, taken


def line_amount(parts):
    """Round once for the whole line, also where one lot was bought at two prices."""
    if len(parts) == 1:
        [(lot, quantity)] = parts.items()
        return lot.value(quantity)
    exact = sum(Fraction(lot.price * quantity, MILLIONTHS_PER_FEN * lot.pack_size) for lot, quantity in parts.items())
    return round_half_up(exact.numerator, exact.denominator)


def shipments_of(lines):
    """Lines of one shipment, item, lot, expiry and supplier are one."""
    return [Shipment(*key, sum(parts.values()), line_amount(parts)) for key, parts in sorted(lines.items())]


def distribute(requests, state, usable_from):
    """Move stock from the centre to the members; return (shipments, supplied)
    where supplied maps (facility, item) to base units."""
    usable = state.usable_lots_by_item(usable_from)
    lines, supplied = {}, {}
    for item_code, classes in sorted(requests_by_item(requests).items()):
        lots = usable.get(item_code, [])
        available = sum(state.centre_lots[lot] for lot in lots)
        for request, quantity in allocate_item(classes, available):
            member = (request.facility_code, item_code)
            supplied[member] = supplied.get(member, 0) + quantity
            for lot, taken in take_first_expiry_first(lots, state, quantity):
                key = (*member, lot.lot, lot.expires_on, lot.supplier_code)
                parts = lines.setdefault(key, {})
                parts[lot] = parts.get(lot, 0) + taken
                state.put_at_member((*member, lot.lot, lot.expires_on), taken)
    return shipments_of(lines), supplied


# shortages.csv --------------------------------------------------------------


def shortage_reason(item_code, surviving_bids, awarded_packs, needed):
    if not surviving_bids.get(item_code):
        return "no_bid"
    if awarded_packs.get(item_code, 0) < needed[item_code]:
        return "capacity_short"
    return "delivery_short"


def shortages(requests, supplied, surviving_bids, awards, needed):
    """One row a facility and item, both request kinds added."""
    requested, awarded_packs = {}, {}
    for request in requests:
        member = (request.facility_code, request.item_code)
        requested[member] = requested.get(member, 0) + request.quantity
    for award in awards:
        item_code = award.bid.item_code
        awarded_packs[item_code] = awarded_packs.get(item_code, 0) + award.packs
    return [
        Shortage(*member, quantity, supplied[member],
                 shortage_reason(member[1], surviving_bids, awarded_packs, needed))
        for member, quantity in sorted(requested.items())
        if supplied[member] < quantity
    ]
