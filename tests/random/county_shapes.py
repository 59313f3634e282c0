"""The tables of a small hostile county, each row a dict of column to text."""

import datetime
from dataclasses import dataclass, field

import county_figures as figures
from hostile_text import LOTS, make_codes, name


@dataclass
class County:
    cycle: dict
    big: bool = False  # figures near and above 2**31
    ties: bool = False  # suppliers, lots and requests that only the last tie-break tells apart
    tables: dict = field(default_factory=dict)  # name -> rows, or None for no such file

    def codes(self, table):
        return [row["code"] for row in self.tables[table]]

    @property
    def today(self):
        return self.cycle["today"]

    @property
    def minimum_days(self):
        return self.cycle["minimum_shelf_life_days"]

    def centre(self):
        return next(row["code"] for row in self.tables["facilities"] if row["kind"] == "centre")

    def members(self):
        return [row["code"] for row in self.tables["facilities"] if row["kind"] != "centre"]

    def pack_size(self, item_code):
        return next(int(row["pack_size"]) for row in self.tables["items"] if row["code"] == item_code)


def some(rng, choice, other=""):
    """`choice` two times in three."""
    return choice if rng.randrange(3) else other


# Master data ----------------------------------------------------------------


def make_cycle(rng, county_code):
    today = datetime.date(2024, 1, 1) + datetime.timedelta(days=rng.randrange(1400))
    today = rng.choice([today, today, datetime.date(2024, 2, 29), datetime.date(2026, 12, 31)]).isoformat()
    cycle = {"period": today[:7], "today": today, "award_rule": "lowest_price",
             "minimum_shelf_life_days": rng.choice([0, 1, 30, 30, 90, 365, 800])}
    return {**cycle, "county": county_code} if county_code else cycle


_PARENT_KINDS = {"hospital": ["centre"], "township": ["centre", "hospital"], "drugstore": ["centre", "township"],
                 "village": ["township", "hospital", "centre"]}


def facility(rng, code, known):
    """A facility below one that is known; the tree grows three deep and more."""
    kind = rng.choice(["hospital", "township", "township", "village", "village", "village", "drugstore"])
    parents = [row for row in known if row["kind"] in _PARENT_KINDS[kind]]
    deepest = [row for row in parents if row["kind"] != "centre"] or parents
    return {"code": code, "name": name(rng), "kind": kind, "parent_code": rng.choice(deepest)["code"]}


def make_facilities(rng, count):
    centre, *others = make_codes(rng, "F", count)
    rows = [{"code": centre, "name": name(rng), "kind": "centre", "parent_code": ""}]
    for code in others:
        rows.append(facility(rng, code, rows))
    rng.shuffle(rows)  # a parent may come after its children
    return rows


def supplier(rng, code, today):
    licence_end = rng.choice(["", "", figures.day(today, -1), figures.day(today, 0), figures.day(today, 400)])
    return {"code": code, "name": name(rng), "licence_no": some(rng, name(rng)), "licence_expires_on": licence_end,
            "order_fee": some(rng, "12.50"), "minimum_order_amount": some(rng, "1000")}


def item(rng, code):
    return {"code": code, "generic_name": name(rng), "trade_name": name(rng), "form": some(rng, "胶囊", "tablet"),
            "strength": some(rng, "0.25g", "5 mg/ml, 2 ml"), "base_unit": some(rng, "粒", "tablet"),
            "pack_size": str(rng.choice(figures.PACK_SIZES)), "manufacturer": name(rng), "kind": "drug",
            "storage": "dry", "vat_rate": rng.choice(figures.VAT_RATES),
            "substitution_group": some(rng, "", "G1"), "approval_no": some(rng, "国药准字H13020001"),
            "list_price": ""}


# What a cycle brings --------------------------------------------------------


def make_requests(rng, county, count):
    """Unique by facility, item and kind; few pairs, so that both kinds often meet."""
    members, items = county.members(), county.codes("items")
    requests = {}
    for _ in range(count if members and items else 0):
        key = (rng.choice(members), rng.choice(items), rng.choice(["regular", "regular", "emergency"]))
        requests[key] = {"facility_code": key[0], "item_code": key[1], "kind": key[2],
                         "quantity": "5" if county.ties else str(figures.quantity(rng, county.big)),
                         "requested_on": figures.day(county.today, -rng.randrange(30))}
    return list(requests.values())


def requested_quantity(county, item_code):
    return sum(int(row["quantity"]) for row in county.tables["requests"] if row["item_code"] == item_code)


def stock_row(rng, county, facility_code, item_code, held):
    at_centre = facility_code == county.centre()
    cost = figures.price_text(rng, figures.price(rng))
    return {"facility_code": facility_code, "item_code": item_code, "lot": rng.choice(LOTS),
            "expires_on": figures.expiry(rng, county.today, county.minimum_days), "quantity": str(held),
            "pack_price": cost if at_centre else some(rng, "", cost)}


def make_stock(rng, county):
    rows = {}
    for item_code in county.codes("items"):
        wanted = requested_quantity(county, item_code)
        for _ in range(rng.choice([0, 0, 1, 2, 5])):
            place = county.centre() if rng.randrange(4) else rng.choice(county.codes("facilities"))
            row = stock_row(rng, county, place, item_code, figures.quantity_around(rng, wanted))
            rows[place, item_code, row["lot"], row["expires_on"]] = row
    return list(rows.values())


def bid(rng, county, supplier_code, item_code, item_price):
    packs = -(-requested_quantity(county, item_code) // county.pack_size(item_code))
    its_capacity = figures.capacity(rng, packs, county.ties)
    return {"supplier_code": supplier_code, "item_code": item_code,
            "pack_price": figures.price_text(rng, figures.price_beside(rng, item_price, county.ties)),
            "capacity_packs": its_capacity, "min_order_packs": figures.minimum_order(rng, packs, its_capacity),
            "lead_time_days": some(rng, "3")}


def make_bids(rng, county):
    """Also sets the list prices, at, above and below what is bid."""
    bids, suppliers = [], county.codes("suppliers")
    for row in county.tables["items"]:
        item_price = figures.price(rng, county.big)
        limit = figures.price_text(rng, figures.price_beside(rng, item_price))
        row["list_price"] = rng.choice(["", "", limit, figures.price_text(rng, item_price * 2)])
        bidders = rng.sample(suppliers, min(len(suppliers), rng.choice([0, 1, 2, 3, 3, 8, 8 if county.ties else 2])))
        bids += [bid(rng, county, code, row["code"], item_price) for code in bidders]
    rng.shuffle(bids)
    return bids


def make_tiers(rng, county):
    """Discounts that the rule lowest_price must not look at."""
    rows = []
    for row in county.tables["bids"]:
        for from_packs in sorted(rng.sample(range(1, 50), rng.choice([0, 0, 1, 3]))):
            rows.append({"supplier_code": row["supplier_code"], "item_code": row["item_code"],
                         "from_packs": str(from_packs), "pack_price": figures.price_text(rng, rng.randrange(1, 5))})
    return rows


def fill_cycle(rng, county):
    """Everything of a cycle but its deliveries, which need its orders."""
    county.tables["requests"] = make_requests(rng, county, rng.choice([0, 3, 10, 20, 40, 80, 80]))
    county.tables["bids"] = make_bids(rng, county)
    county.tables["bid_tiers"] = make_tiers(rng, county) if rng.randrange(2) else None


def make_county(rng, county_code=None):
    county = County(make_cycle(rng, county_code), big=rng.randrange(8) == 0, ties=rng.randrange(3) == 0)
    county.tables["facilities"] = make_facilities(rng, rng.randrange(2, 13))
    county.tables["suppliers"] = [supplier(rng, code, county.today)
                                  for code in make_codes(rng, "S", rng.randrange(1, 9))]
    county.tables["items"] = [item(rng, code) for code in make_codes(rng, "I", rng.choice([1, 2, 3, 5, 15]))]
    fill_cycle(rng, county)
    county.tables["stock"] = make_stock(rng, county) if rng.randrange(5) else None
    return county


# The period after -----------------------------------------------------------


def following_cycle(rng, cycle):
    """The next month, on a day by which some of the stock has run out of shelf life."""
    first = datetime.date.fromisoformat(cycle["period"] + "-01")
    following = (first + datetime.timedelta(days=32)).replace(day=1)
    today = following + datetime.timedelta(days=rng.randrange(28))
    return {**cycle, "period": following.isoformat()[:7], "today": today.isoformat(),
            "minimum_shelf_life_days": rng.choice([cycle["minimum_shelf_life_days"], 0, 60])}


def following_items(rng, earlier):
    """Some repacked or taxed anew, some left out (their stock stays), some new."""
    kept = [dict(row) for row in earlier if rng.randrange(8)]
    for row in kept:
        row["pack_size"] = some(rng, row["pack_size"], str(rng.choice(figures.PACK_SIZES)))
        row["vat_rate"] = some(rng, row["vat_rate"], rng.choice(figures.VAT_RATES))
        row["generic_name"] = some(rng, row["generic_name"], name(rng))
    taken = [row["code"] for row in earlier]
    return kept + [item(rng, code) for code in make_codes(rng, "N", rng.randrange(3), taken)]


def make_following_county(rng, earlier):
    county = County(following_cycle(rng, earlier.cycle), big=earlier.big, ties=earlier.ties)
    facilities = [dict(row) for row in earlier.tables["facilities"]]
    for code in make_codes(rng, "G", rng.randrange(3), earlier.codes("facilities")):
        facilities.append(facility(rng, code, facilities))
    taken = earlier.codes("suppliers")
    codes = taken + make_codes(rng, "T", rng.randrange(2), taken)
    county.tables["facilities"] = facilities
    county.tables["suppliers"] = [supplier(rng, code, county.today) for code in codes]
    county.tables["items"] = following_items(rng, earlier.tables["items"])
    fill_cycle(rng, county)
    county.tables["stock"] = None  # opening stock comes from the database
    return county
