"""Compares a result folder with the recomputed tables, exactly.

    compare_results.py RESULT_DIR ORACLE_DIR

exits 0 when they agree and 1 with the first differences of each file when not.
Free text (`reason` of an award, `detail` of a refusal other than `over_delivered`)
is ignored.  The journal is compared by sums, since its grouping is free.
"""

import json
import re
import sys
from itertools import zip_longest
from pathlib import Path

from result_tables import COLUMNS
from rfc_4180 import NotRfc4180, parse

DIFFERENCES_SHOWN = 5
FREE_TEXT = "<free text>"
_AMOUNT = re.compile(r"[0-9]+\.[0-9]{2}")
_ACCOUNTS = {"opening", "inventory", "payables", "receivables", "rounding"}


def without_free_text(name, row):
    if name == "awards.csv":
        return (*row[:-1], FREE_TEXT)
    if name == "refused.csv" and row[2] != "over_delivered":
        return (*row[:-1], FREE_TEXT)
    return tuple(row)


def show(name, row):
    return ", ".join(f"{column}={cell!r}" for column, cell in zip(COLUMNS[name], row, strict=True))


def _limited(lines):
    more = len(lines) - DIFFERENCES_SHOWN
    return lines[:DIFFERENCES_SHOWN] + ([f"... and {more} more"] if more > 0 else [])


def compare_rows(name, actual, expected):
    """Differences of a table whose rows and order are both settled."""
    actual = [without_free_text(name, row) for row in actual]
    expected = [without_free_text(name, row) for row in expected]
    if actual == expected:
        return []
    expected_rows, actual_rows = set(expected), set(actual)
    missing = [f"missing: {show(name, row)}" for row in expected if row not in actual_rows]
    surplus = [f"surplus: {show(name, row)}" for row in actual if row not in expected_rows]
    if missing or surplus:
        return _limited(missing) + _limited(surplus)
    pairs = zip_longest(actual, expected)
    number, (found, wanted) = next((at, pair) for at, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return ["same rows, but repeated or in another order; first at data row "
            f"{number}: found {found!r}, wanted {wanted!r}"]


# The journal ----------------------------------------------------------------


def fen(text):
    if _AMOUNT.fullmatch(text) is None:
        raise ValueError(f"not an amount with two decimals: {text!r}")
    return int(text.replace(".", ""))


def journal_sums(rows):
    """(account, party, source) -> debit minus credit, without what comes to nothing."""
    sums = {}
    for _, account, party, debit, credit, source in rows:
        key = (account, party, source)
        sums[key] = sums.get(key, 0) + fen(debit) - fen(credit)
    return {key: total for key, total in sums.items() if total != 0}


def journal_line_faults(rows):
    """What is wrong with single lines, whatever the oracle says."""
    faults, rounded_items = [], set()
    for number, (_, account, party, debit, credit, _) in enumerate(rows, 1):
        if account not in _ACCOUNTS:
            faults.append(f"data row {number}: no such account {account!r}")
        if (fen(debit) == 0) == (fen(credit) == 0):
            faults.append(f"data row {number}: exactly one of debit {debit} and credit {credit} must be non-zero")
        if account == "rounding" and party in rounded_items:
            faults.append(f"data row {number}: a second rounding line for item {party!r}")
        if account == "rounding":
            rounded_items.add(party)
    return faults


def journal_entry_faults(rows):
    """Each entry balances, and entries come in the order of their numbers."""
    balances = {}
    for entry_no, _, _, debit, credit, _ in rows:
        balances[entry_no] = balances.get(entry_no, 0) + fen(debit) - fen(credit)
    faults = [f"entry {entry_no} is out of balance by {balance} 分"
              for entry_no, balance in balances.items() if balance != 0]
    numbers = [int(row[0]) for row in rows]
    return faults + ([] if numbers == sorted(numbers) else ["entry_no is not in order"])


def compare_journal(actual, expected):
    try:
        faults = journal_line_faults(actual) + journal_entry_faults(actual)
        found, wanted = journal_sums(actual), journal_sums(expected)
    except ValueError as fault:
        return [str(fault)]
    for key in sorted(found.keys() | wanted.keys()):
        if found.get(key, 0) != wanted.get(key, 0):
            account, party, source = key
            faults.append(f"account {account}, party {party!r}, source {source!r}: debit - credit is "
                          f"{found.get(key, 0)} 分, wanted {wanted.get(key, 0)} 分")
    return _limited(faults)


# Whole folders --------------------------------------------------------------


def compare_table(name, data, expected):
    """Differences between the bytes of one file and the expected rows."""
    try:
        header, rows = parse(data)
    except NotRfc4180 as fault:
        return [f"not RFC 4180: {fault}"]
    if header != COLUMNS[name]:
        return [f"columns are {','.join(header)}, wanted {','.join(COLUMNS[name])}"]
    if name == "journal.csv":
        return compare_journal(rows, expected)
    return compare_rows(name, rows, expected)


def summary_faults(folder):
    try:
        json.loads((Path(folder) / "summary.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        return [f"summary.json: {fault}"]
    return []


def compare(result_folder, expected_tables):
    """Return the differences, each with its file's name; none when all agree."""
    differences = []
    for name in COLUMNS:
        path = Path(result_folder) / name
        if not path.exists():
            differences.append(f"{name}: missing")
            continue
        found = compare_table(name, path.read_bytes(), expected_tables[name])
        differences += [f"{name}: {difference}" for difference in found]
    return differences


def read_tables(folder):
    return {name: parse((Path(folder) / name).read_bytes())[1] for name in COLUMNS}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    differences = compare(sys.argv[1], read_tables(sys.argv[2]))
    print("\n".join(differences) or "equal")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
