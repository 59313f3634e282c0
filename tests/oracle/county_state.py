"""What a county's database holds between two cycles: the newest version of the
master data, the lots at the centre with what they cost, and members' stock."""

import copy
from dataclasses import dataclass, field
from typing import NamedTuple

from exact_arithmetic import value_in_fen


class CentreLot(NamedTuple):
    """One lot of an item at the centre.

    The fields are in the order of rule 7 (first expiry first, then lot, then
    supplier, opening stock with none first), so sorting lots is FEFO.  A lot keeps
    the price and the pack size at which it was bought.
    """

    item_code: str
    expires_on: str
    lot: str
    supplier_code: str
    bought_in_cycle: int
    price: int
    pack_size: int

    def value(self, quantity):
        return value_in_fen(self.price, quantity, self.pack_size)


@dataclass
class CountyState:
    cycles_done: int = 0
    facility_kinds: dict = field(default_factory=dict)
    suppliers: dict = field(default_factory=dict)
    items: dict = field(default_factory=dict)
    centre_lots: dict = field(default_factory=dict)  # CentreLot -> base units
    member_stock: dict = field(default_factory=dict)  # (facility, item, lot, expires_on) -> base units

    def centre_code(self):
        [centre] = [code for code, kind in self.facility_kinds.items() if kind == "centre"]
        return centre

    def copy(self):
        """A state of its own; the records in it never change and are shared."""
        twin = copy.copy(self)
        for name in ("facility_kinds", "suppliers", "items", "centre_lots", "member_stock"):
            setattr(twin, name, dict(getattr(self, name)))
        return twin

    def put_in_centre(self, lot, quantity):
        if quantity > 0:
            self.centre_lots[lot] = self.centre_lots.get(lot, 0) + quantity

    def take_from_centre(self, lot, quantity):
        left = self.centre_lots[lot] - quantity
        assert left >= 0, lot
        if left:
            self.centre_lots[lot] = left
        else:
            del self.centre_lots[lot]

    def put_at_member(self, key, quantity):
        if quantity > 0:
            self.member_stock[key] = self.member_stock.get(key, 0) + quantity

    def usable_lots_by_item(self, usable_from):
        """item -> its usable lots at the centre, first expiry first (rule 2)."""
        lots = {}
        for lot in sorted(self.centre_lots):
            if lot.expires_on >= usable_from:
                lots.setdefault(lot.item_code, []).append(lot)
        return lots

    def centre_value_by_item(self):
        values = {}
        for lot, quantity in self.centre_lots.items():
            values[lot.item_code] = values.get(lot.item_code, 0) + lot.value(quantity)
        return values


def open_the_books(county, previous_state):
    """The state before the cycle: master data of the folder over what is known,
    and opening stock from stock.csv in a first cycle only."""
    if previous_state is not None and county.opening_stock is not None:
        raise ValueError("opening_stock_already_known")
    state = (previous_state or CountyState()).copy()
    state.facility_kinds.update(county.facility_kinds)
    state.suppliers.update(county.suppliers)
    state.items.update(county.items)
    centre = state.centre_code()
    for row in county.opening_stock or []:
        if row.facility_code == centre:
            pack_size = state.items[row.item_code].pack_size
            lot = CentreLot(row.item_code, row.expires_on, row.lot, "", 0, row.price, pack_size)
            state.put_in_centre(lot, row.quantity)
        else:
            state.put_at_member((row.facility_code, row.item_code, row.lot, row.expires_on), row.quantity)
    return state
