"""The SCMS delivery history as monthly demand: a series a country and item, in base units.

    scms_demand.py SOURCE.csv OUT.csv

A series runs from its first delivery to the last month of the whole file; months without a delivery
are zero. Nothing is left out: items that were delivered once are series too.
"""

import csv
import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path


def month_of(text: str) -> int:
    """`2-Jun-06` as months since year 0."""
    day = datetime.strptime(text, "%d-%b-%y")
    return day.year * 12 + day.month - 1


def month_text(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def monthly_series(source: Path) -> dict[str, dict[int, int]]:
    """Base units by month, of each "country / item number"; in the order of the file."""
    items: dict[tuple[str, str], int] = {}
    series: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    with open(source, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            item = row["Item Description"], row["Unit of Measure (Per Pack)"]
            number = items.setdefault(item, len(items) + 1)
            units = int(row["Line Item Quantity"]) * int(item[1])
            series[f"{row['Country']} / {number}"][month_of(row["Delivered to Client Date"])] += units
    return series


def write_demand(source: Path, out: Path) -> int:
    """Writes columns series, period, quantity; returns how many series."""
    series = monthly_series(source)
    last = max(max(months) for months in series.values())
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["series", "period", "quantity"])
        for name, months in series.items():
            for month in range(min(months), last + 1):
                writer.writerow([name, month_text(month), months.get(month, 0)])
    return len(series)


if __name__ == "__main__":
    print(write_demand(Path(sys.argv[1]), Path(sys.argv[2])), "series", file=sys.stderr)
