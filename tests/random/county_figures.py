"""Figures that lie on the edges of the rules: prices, quantities, days."""

import datetime

TEN_THOUSANDTHS = 10_000
PACK_SIZES = [1, 1, 1, 2, 3, 6, 7, 10, 12, 24, 30, 100, 1000]
VAT_RATES = ["0", "0.03", "0.13", "0.13", "0.06", "0.00", "0.130"]


def price(rng, big=False):
    """A price above 0 in ten-thousandths of a yuan, with 0 to 4 decimals."""
    if big:
        return rng.randrange(1, 99_999 * TEN_THOUSANDTHS)
    unit = 10 ** rng.randrange(5)
    return unit * rng.randrange(1, max(2, rng.choice([9, 500, 200_000, 2_000_000]) // unit))


def price_text(rng, ten_thousandths):
    """The price as text, sometimes with zeros at its end."""
    whole, rest = divmod(ten_thousandths, TEN_THOUSANDTHS)
    decimals = f"{rest:04d}".rstrip("0")
    if rng.randrange(3) == 0:
        decimals = decimals.ljust(rng.randrange(5), "0")
    return f"{whole}.{decimals}" if decimals else str(whole)


def price_beside(rng, ten_thousandths, ties=False):
    """The same price or one near it, so that ties and near-ties are common."""
    if ties and rng.randrange(6):
        return ten_thousandths
    away = rng.choice([0, 0, 0, 1, -1, rng.randrange(-50, 50), rng.randrange(5000), ten_thousandths * 9])
    return max(1, ten_thousandths + away)


def quantity(rng, big=False):
    if big and rng.randrange(4) == 0:
        return rng.randrange(2**31 - 2, 2**31 + 2)
    return rng.choice([1, 1, 2, 5, 5, 5, 10, 10, 7, 100, rng.randrange(1, 60), rng.randrange(1, 2000)])


def quantity_around(rng, wanted):
    """A quantity of stock that leaves `wanted` base units short, just met, or covered."""
    return rng.choice([0, 1, wanted // 3, wanted // 2, max(0, wanted - 1), wanted, wanted + 1, wanted * 2])


def capacity(rng, packs, ties=False):
    """A capacity in packs, as text; none given is unlimited."""
    if ties and rng.randrange(6):
        return str(packs // 3 + 1)
    some = rng.choice([0, 1, packs // 3, packs // 2, packs // 2, max(0, packs - 1), packs, packs + 5])
    return rng.choice(["", str(some), str(some)])


def minimum_order(rng, packs, its_capacity):
    """None, ordinary, above the need, and at or above the capacity."""
    around = int(its_capacity) if its_capacity else packs
    return rng.choice(["", "", "", "0", "1", str(packs // 2), str(packs + 3), str(around), str(around + 1)])


def day(today, offset):
    return (datetime.date.fromisoformat(today) + datetime.timedelta(days=offset)).isoformat()


def expiry(rng, today, minimum_shelf_life_days):
    """A day well ahead, or one on either side of today and of the minimum."""
    minimum = minimum_shelf_life_days
    edges = [-400, -1, 0, 1, minimum - 1, minimum, minimum + 1]
    ahead = [minimum + rng.randrange(400), minimum + 30, minimum + 30, 2000]
    return day(today, rng.choice(rng.choice([edges, ahead, ahead])))


def good_expiry(rng, today, minimum_shelf_life_days):
    return day(today, minimum_shelf_life_days + rng.choice([0, 0, 1, 30, 30, 365, rng.randrange(700)]))
