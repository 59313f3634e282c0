"""What suppliers really bring for the orders of a cycle, right and wrong."""

import county_figures as figures
from hostile_text import CONFUSABLE_LOTS, LOTS


def parts_of(rng, quantity):
    """Cut a quantity into a few parts that add up to it, equal ones and zeros included."""
    if rng.randrange(3) == 0:
        count = rng.choice([2, 3])
        return [quantity // count] * count + [quantity % count]
    cuts = sorted(rng.randrange(quantity + 1) for _ in range(rng.choice([0, 0, 1, 2, 4])))
    return [high - low for low, high in zip([0, *cuts], [*cuts, quantity], strict=True)]


def brought(rng, ordered):
    """How much comes in all: in full, short, nothing, or too much."""
    return rng.choice([ordered, ordered, ordered, ordered // 2, max(0, ordered - 1), rng.randrange(ordered + 1),
                       0, ordered + 1, ordered * 2, ordered + rng.randrange(1, 9)])


class DeliveryPlan:
    def __init__(self, rng, county, lots_on_hand):
        """`lots_on_hand` are (item, expires_on, lot, supplier) of earlier cycles that
        the centre still holds: what it would mean to buy more of such a lot at
        another price is left open by the contract, so it is not generated."""
        self.rng, self.county, self.lots_on_hand = rng, county, lots_on_hand
        self.rows = []
        self.lots_of_item = {}

    def lots(self, item_code):
        """Few lots and expiries an item, so that rows, suppliers and opening stock share them."""
        if item_code not in self.lots_of_item:
            today, minimum = self.county.today, self.county.minimum_days
            days = [figures.good_expiry(self.rng, today, minimum) for _ in range(2)]
            one, other = self.rng.choice([self.rng.sample(LOTS, 2), self.rng.choice(CONFUSABLE_LOTS)])
            opening = [row for row in self.county.tables["stock"] or [] if row["item_code"] == item_code]
            self.lots_of_item[item_code] = [(one, days[0]), (one, days[1]), (other, days[0])]
            self.lots_of_item[item_code] += [(row["lot"], row["expires_on"]) for row in opening[:1]]
        return self.lots_of_item[item_code]

    def add(self, supplier_code, item_code, lot, expires_on, quantity):
        while (item_code, expires_on, lot, supplier_code) in self.lots_on_hand:
            lot += "+"
        self.rows.append({"supplier_code": supplier_code, "item_code": item_code, "lot": lot,
                          "expires_on": expires_on, "quantity": str(quantity)})

    def fill(self, supplier_code, item_code, ordered):
        """The rows for one order line."""
        for quantity in parts_of(self.rng, brought(self.rng, ordered)):
            lot, expires_on = self.rng.choice(self.lots(item_code))
            self.add(supplier_code, item_code, lot, expires_on, quantity)
        if self.rng.randrange(3) == 0:  # often expired or short-dated
            expires_on = figures.expiry(self.rng, self.county.today, self.county.minimum_days)
            self.add(supplier_code, item_code, self.rng.choice(LOTS), expires_on, self.rng.randrange(ordered + 2))

    def add_stray_row(self):
        """Most often something that was never ordered."""
        self.add(self.rng.choice(self.county.codes("suppliers")), self.rng.choice(self.county.codes("items")),
                 self.rng.choice(LOTS), figures.expiry(self.rng, self.county.today, self.county.minimum_days),
                 self.rng.randrange(20))


def make_deliveries(rng, county, order_rows, lots_on_hand=frozenset()):
    """`order_rows` are the rows of purchase_orders.csv."""
    plan = DeliveryPlan(rng, county, lots_on_hand)
    for _, supplier_code, item_code, packs, _, _ in order_rows:
        if rng.randrange(10):
            plan.fill(supplier_code, item_code, int(packs) * county.pack_size(item_code))
    for _ in range(rng.choice([0, 0, 1, 5]) if county.tables["items"] else 0):
        plan.add_stray_row()
    rng.shuffle(plan.rows)  # file order decides which row is the one too many
    return plan.rows
