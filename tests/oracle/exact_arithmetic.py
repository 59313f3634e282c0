"""Whole-number arithmetic for the recomputation: no binary fractions anywhere.

A price is held as a whole number of millionths of a yuan, an amount as a whole
number of 分.  Every rounding is one of the two that the contract names: half up
to a 分, or a split by largest remainder.
"""

import re

MILLIONTHS_PER_YUAN = 10**6
MILLIONTHS_PER_FEN = 10**4

_PLAIN_DECIMAL = re.compile(r"([0-9]+)(?:\.([0-9]+))?")


def parse_decimal(text):
    """Return (digits, scale) so that the value is exactly digits / scale."""
    match = _PLAIN_DECIMAL.fullmatch(text)
    if match is None:
        raise ValueError(f"not a plain decimal: {text!r}")
    decimals = match.group(2) or ""
    return int(match.group(1) + decimals), 10 ** len(decimals)


def parse_price(text):
    """Return a price in millionths of a yuan; more than six decimals are an error."""
    digits, scale = parse_decimal(text)
    if MILLIONTHS_PER_YUAN % scale != 0:
        raise ValueError(f"more than six decimals: {text!r}")
    return digits * (MILLIONTHS_PER_YUAN // scale)


def parse_whole(text):
    digits, scale = parse_decimal(text)
    if scale != 1:
        raise ValueError(f"not a whole number: {text!r}")
    return digits


def round_half_up(numerator, denominator):
    """Round a non-negative ratio to the nearest whole number, a half upwards."""
    return (2 * numerator + denominator) // (2 * denominator)


def round_up(numerator, denominator):
    return -(-numerator // denominator)


def value_in_fen(price, quantity, pack_size):
    """What `quantity` base units cost at `price` a pack of `pack_size`, in 分."""
    return round_half_up(price * quantity, MILLIONTHS_PER_FEN * pack_size)


def net_in_fen(amount, vat_digits, vat_scale):
    """amount / (1 + vat_rate) to the 分, the rate being vat_digits / vat_scale."""
    return round_half_up(amount * vat_scale, vat_scale + vat_digits)


def apportion(total, weights):
    """Split `total` by `weights`; what rounding down leaves goes one each by
    largest remainder.  Ties fall to the earlier weight, so the caller passes the
    weights in the order in which the contract breaks ties."""
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: -remainders[at])
    for at in by_remainder[: total - sum(shares)]:
        shares[at] += 1
    return shares


def money_text(fen):
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"
