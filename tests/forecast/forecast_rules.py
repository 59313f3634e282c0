"""The methods that have no parameters to choose, once more in exact fractions: what `wutong forecast`
says of them must agree. Demand is a list of Fraction or None (unknown)."""

from fractions import Fraction

LEARNT, HELD_OUT = 48, 12


def known(demand):
    return [each for each in demand if each is not None]


def weight(percent, seen):
    return max(Fraction(percent, 100), Fraction(1, seen))


def naive(demand, _ahead):
    return known(demand)[-1]


def seasonal_naive(demand, ahead, season=12):
    period = len(demand) + ahead - 1
    while period >= season:
        period -= season
        if period < len(demand) and demand[period] is not None:
            return demand[period]
    return known(demand)[-1]


def mean(demand, _ahead):
    return sum(known(demand)) / len(known(demand))


def zero(_demand, _ahead):
    return Fraction(0)


def recent_median(demand, _ahead):
    last = sorted(known(demand)[-12:])
    return (last[(len(last) - 1) // 2] + last[len(last) // 2]) / 2


def smoothed(demand, percent):
    level = Fraction(0)
    for seen, value in enumerate(known(demand), start=1):
        level += (value - level) * weight(percent, seen)
    return level


def simple_smoothing_fixed(demand, _ahead):
    return smoothed(demand, 20)


def best_of(members, demand):
    """The member whose one-step forecasts had the least squared error, the first of equal ones."""
    values = known(demand)
    squares = [sum((values[i] - member(values[:i])) ** 2 for i in range(1, len(values))) for member in members]
    return members[squares.index(min(squares))]


def simple_smoothing(demand, _ahead):
    members = [lambda values, percent=percent: smoothed(values, percent) for percent in (5, 10, 20, 30, 45, 60, 80)]
    return best_of(members, demand)(demand)


def moving_average(demand, _ahead):
    members = [lambda values, window=window: sum(known(values)[-window:]) / len(known(values)[-window:])
               for window in (3, 6, 12)]
    return best_of(members, demand)(demand)


def croston_of(demand, percent):
    size = interval = Fraction(0)
    demands = since = 0
    for value in known(demand):
        since += 1
        if value:
            demands += 1
            size += (value - size) * weight(percent, demands)
            interval += (since - interval) * weight(percent, demands)
            since = 0
    return size / interval if demands else Fraction(0)


def croston(demand, _ahead):
    members = [lambda values, percent=percent: croston_of(values, percent) for percent in (5, 10, 20, 30)]
    return best_of(members, demand)(demand)


def syntetos_boylan(demand, _ahead):
    members = [lambda values, percent=percent: croston_of(values, percent) * (1 - Fraction(percent, 200))
               for percent in (5, 10, 20, 30)]
    return best_of(members, demand)(demand)


def tsb_of(demand, size_percent, chance_percent):
    size = chance = Fraction(0)
    demands = 0
    for seen, value in enumerate(known(demand), start=1):
        chance += ((1 if value else 0) - chance) * weight(chance_percent, seen)
        if value:
            demands += 1
            size += (value - size) * weight(size_percent, demands)
    return size * chance


def teunter_syntetos_babai(demand, _ahead):
    members = [lambda values, pair=pair: tsb_of(values, *pair)
               for pair in ((10, 5), (10, 10), (20, 5), (20, 10), (20, 20), (30, 30))]
    return best_of(members, demand)(demand)


METHODS = {rule.__name__: rule for rule in (
    naive, seasonal_naive, mean, zero, recent_median, simple_smoothing_fixed, simple_smoothing, moving_average,
    croston, syntetos_boylan, teunter_syntetos_babai)}


def held_out(periods):
    return min(12, max(1, periods // 3))


def mase(demand, name, horizon):
    """Mean absolute error over all forecasts into the hold-out, over the naive error before it."""
    cut = len(demand) - held_out(len(demand))
    before = known(demand[:cut])
    scale = sum(abs(b - a) for a, b in zip(before, before[1:])) / (len(before) - 1)
    errors = []
    for origin in range(cut, len(demand)):
        for ahead in range(1, horizon + 1):
            if origin + ahead <= len(demand) and demand[origin + ahead - 1] is not None:
                rule = METHODS[name]
                if name == "seasonal_naive" and origin < 12:
                    rule = simple_smoothing
                errors.append(abs(demand[origin + ahead - 1] - rule(demand[:origin], ahead)))
    return sum(errors) / len(errors) / scale
