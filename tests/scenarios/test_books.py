"""The books in the format of hledger, read by hledger: a second opinion on every sum."""

import csv
import io
import random
import re
import shutil

import pytest

from compare_results import journal_sums, read_tables
from county_folders import first_folder
from small_county import SmallCounty
from wutong_program import DONE, FAULT, REFUSED, USAGE, county_copy, run

pytestmark = pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")

PARENTS = {"payables": "liabilities:payables", "receivables": "assets:receivables", "inventory": "assets:inventory",
           "opening": "equity:opening", "rounding": "expenses:rounding"}


def hledger(*arguments):
    done = run(["hledger", *arguments])
    assert done.code == 0, done
    return done.out


def balances(journal):
    """account name -> 分; what comes to nothing is left out."""
    table = hledger("-f", journal, "balance", "--flat", "--empty", "--output-format", "csv", "--no-total")
    rows = list(csv.DictReader(io.StringIO(table)))
    amounts = {row["account"]: row["balance"] for row in rows}
    fen = {name: int(amount.removeprefix("CNY ").replace(".", "").replace("CNY", "").replace(" ", ""))
           if amount != "0" else 0 for name, amount in amounts.items()}
    return {name: amount for name, amount in fen.items() if amount}


def journal_balances(*outs):
    """The same from the journal.csv of result folders."""
    sums = {}
    for out in outs:
        for (account, party, _), amount in journal_sums(read_tables(out)["journal.csv"]).items():
            sums[account, party] = sums.get((account, party), 0) + amount
    return {key: amount for key, amount in sums.items() if amount}


def plain(code):
    """The exporter's way of writing a code, undone: %XX is one byte."""
    raw = re.sub(rb"%([0-9A-F]{2})", lambda found: bytes([int(found[1], 16)]), code.encode())
    return raw.decode()


def by_account(hledger_balances):
    found = {}
    for name, amount in hledger_balances.items():
        kind, account, party = name.split(":", 2)
        short = next(key for key, parent in PARENTS.items() if parent == f"{kind}:{account}")
        found[short, plain(party)] = amount
    return found


def assert_books_agree(data, county_code, journal, *outs):
    done = data.run("export", "hledger", journal, "--county", county_code)
    assert done.code == DONE, done
    hledger("-f", journal, "check")
    assert by_account(balances(journal)) == journal_balances(*outs)


def test_hledger_finds_the_sums_of_both_periods(many_counties, qingshan, county_code, tmp_path):
    outs = []
    for period, county in qingshan.items():
        outs.append(tmp_path / f"{period}-out")
        assert many_counties.cycle(county, outs[-1]).code == DONE
    assert_books_agree(many_counties, county_code, tmp_path / "books.journal", *outs)
    for period, out in zip(qingshan, outs, strict=True):
        done = many_counties.run("export", "hledger", "--county", county_code, "--period", period)
        assert done.code == DONE, done
        (tmp_path / f"{period}.journal").write_text(done.out, encoding="utf-8")
        assert by_account(balances(tmp_path / f"{period}.journal")) == journal_balances(out)


@pytest.mark.parametrize("number", range(3))
def test_codes_that_mean_something_to_hledger_are_only_codes(many_counties, county_code, tmp_path, number):
    """Colons, semicolons, quotes, dots and signs in the codes of random hostile counties."""
    first_folder(random.Random(f"books-{number}"), tmp_path / "county", county_code)
    done = many_counties.cycle(tmp_path / "county", tmp_path / "out")
    assert done.code == DONE, done
    assert_books_agree(many_counties, county_code, tmp_path / "books.journal", tmp_path / "out")


HOSTILE_CODES = ["a:b", "a;b", "a  b", "a | b", "(a)", "[a]", "=1", "@2", "* a", "! a", "{a}", "a%3Ab", "2026-01-01",
                 "\u7532\u3000\u3000\u4e59", "a\u00a0 b", "CNY 1", "#a", "~ a", "\u2212 1", '"a"', "a\u2003\u2003b"]


def test_every_single_hostile_code_survives(many_counties, county_code, tmp_path):
    """White space of other scripts among them: two of those end an account's name, too."""
    county = SmallCounty(tmp_path / "county")
    county.cycle["county"] = county_code
    for number, code in enumerate(HOSTILE_CODES):
        county.facilities(f"F{code}")
        county.supplier(f"S{code}")
        county.item(code)
        county.bids(f"S{code}", code, f"{number + 1}.25")
        county.requests(f"F{code}", code, number + 1)
    county.write()
    done = many_counties.cycle(tmp_path / "county", tmp_path / "out")
    assert done.code == DONE, done
    assert_books_agree(many_counties, county_code, tmp_path / "books.journal", tmp_path / "out")


def test_an_export_that_cannot_be_made_is_refused(many_counties, qingshan, county_codes, county_code, tmp_path):
    another = county_copy(qingshan["2026-11"], tmp_path / "another", county=next(county_codes))
    for number, county in enumerate([qingshan["2026-11"], another]):
        assert many_counties.cycle(county, tmp_path / f"out-{number}").code == DONE
    nameless = many_counties.run("export", "hledger")
    assert nameless.code == REFUSED and "county_not_named" in nameless.err, nameless
    unknown = many_counties.run("export", "hledger", "--county", "no such county")
    assert unknown.code in (REFUSED, USAGE) and "no such county" in unknown.err, unknown
    for place in (tmp_path / "no folder" / "file", tmp_path):
        done = many_counties.run("export", "hledger", place, "--county", county_code)
        assert done.code == REFUSED and "output_not_writable" in done.err, done
    full = many_counties.run("export", "hledger", "/dev/full", "--county", county_code)
    assert full.code in (REFUSED, FAULT), full
