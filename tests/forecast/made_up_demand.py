"""Made-up demand of six kinds, from a seed: a guard against tuning on one set of data."""

import csv
import math
import random
from pathlib import Path

KINDS = ("seasonal", "trend", "slow", "intermittent", "lumpy", "short")


def poisson(chance: random.Random, mean: float) -> int:
    if mean > 50:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        count += 1
        product *= chance.random()
    return count


def seasonal(chance):
    level, noise = math.exp(chance.uniform(3, 9)), chance.uniform(0.05, 0.3)
    swing, phase = chance.uniform(0.1, 0.6), chance.uniform(0, 2 * math.pi)
    for month in range(chance.randint(48, 120)):
        level *= math.exp(chance.gauss(0, 0.02))
        season = 1 + swing * math.sin(2 * math.pi * month / 12 + phase)
        yield max(0, round(level * season * math.exp(chance.gauss(0, noise))))


def trend(chance):
    level, noise, growth = math.exp(chance.uniform(3, 9)), chance.uniform(0.05, 0.3), chance.uniform(-0.01, 0.02)
    for _ in range(chance.randint(48, 120)):
        growth = 0.98 * growth + chance.gauss(0, 0.002)
        level *= math.exp(growth + chance.gauss(0, 0.03))
        yield max(0, round(level * math.exp(chance.gauss(0, noise))))


def slow(chance):
    mean = chance.uniform(1, 8)
    for _ in range(chance.randint(36, 96)):
        yield poisson(chance, mean)


def intermittent(chance):
    share, mean = chance.uniform(0.1, 0.6), chance.uniform(1, 20)
    for _ in range(chance.randint(36, 96)):
        yield 1 + poisson(chance, mean) if chance.random() < share else 0


def lumpy(chance):
    share = chance.uniform(0.05, 0.4)
    for _ in range(chance.randint(36, 96)):
        yield max(1, round(math.exp(chance.gauss(4, 1)))) if chance.random() < share else 0


def short(chance):
    mean = math.exp(chance.uniform(0, 5))
    for _ in range(chance.randint(3, 14)):
        yield poisson(chance, mean)


def write_demand(kind: str, seed: int, count: int, out: Path):
    """`count` series of a kind, months from 2018-01."""
    chance = random.Random(f"{kind} {seed}")
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["series", "period", "quantity"])
        for number in range(count):
            for month, units in enumerate(globals()[kind](chance)):
                writer.writerow([f"{kind} {number + 1}", f"{2018 + month // 12}-{month % 12 + 1:02d}", units])
