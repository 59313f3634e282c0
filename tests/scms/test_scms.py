"""Ten years of real orders go through the converter, and every year through a whole cycle.

The expected figures are computed here from the source file itself, without the converter's code.
Environment: WUTONG (the program; without it the cycles are skipped), WUTONG_SHARED (the folder that
holds data/scms; otherwise ../shared beside the project).
"""

import csv
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import compare_years
from folder_rules import folder_faults, read_folder, read_table
from scms_codes import slugs
from scms_source import Reference, SourceFault, parse_date, parse_measure, read_source
from scms_year import is_token

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
SHARED = Path(os.environ.get("WUTONG_SHARED") or PROJECT.parent / "shared").resolve()
SOURCE = SHARED / "data" / "scms" / "scms_lf.csv"
ORACLE = PROJECT / "tests" / "oracle"
YEARS = range(2006, 2016)
CYCLE_SECONDS = 900     # far above what a year needs: only a hang is to be caught

# From the README of the data.
ROWS, PACKS = 10_324, 189_265_090
LINE_VALUE, INSURANCE = Fraction("1627584457.29"), Fraction("2410060.61")
FREIGHT, EXACT_ROWS = Fraction("68817849.41"), 9_605


def run(*command) -> subprocess.CompletedProcess:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          timeout=CYCLE_SECONDS)


def convert(out: Path) -> Path:
    done = run(sys.executable, HERE / "convert_scms.py", SOURCE, out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def source():
    if not SOURCE.exists():
        pytest.skip(f"the SCMS data is not there: {SOURCE}")
    return read_table(SOURCE)


@pytest.fixture(scope="session")
def converted(source, tmp_path_factory):
    return convert(tmp_path_factory.mktemp("scms") / "converted")


@pytest.fixture(scope="session")
def accounting(converted):
    return read_table(converted / "accounting.csv")


def sum_column(rows, column) -> Fraction:
    return sum((Fraction(row[column]) for row in rows if row[column]), Fraction(0))


def is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


# --- Accounting for every row ---------------------------------------------------------------------

def test_every_source_row_has_one_line_with_its_figures_unchanged(source, accounting):
    assert len(accounting) == ROWS
    of_source = {row["ID"]: row for row in source}
    assert {row["source_id"] for row in accounting} == set(of_source)
    for row in accounting:
        original = of_source[row["source_id"]]
        assert row["year"] == "20" + original["Delivered to Client Date"][-2:]
        assert row["packs"] == original["Line Item Quantity"]
        assert row["pack_size"] == original["Unit of Measure (Per Pack)"]
        assert row["pack_price"] == original["Pack Price"]
        assert Fraction(row["line_value"]) == Fraction(original["Line Item Value"])
        assert row["insurance"] == original["Line Item Insurance (USD)"]


def test_totals_tie_to_those_of_the_data(accounting, converted):
    freight = [row for row in accounting if is_number(row["freight"])]
    assert sum(int(row["packs"]) for row in accounting) == PACKS
    assert sum_column(accounting, "line_value") == LINE_VALUE
    assert sum_column(accounting, "insurance") == INSURANCE
    assert sum_column(freight, "freight") == FREIGHT
    totals = json.loads((converted / "totals.json").read_text(encoding="utf-8"))["all_years"]
    assert (totals["rows"], totals["packs"]) == (ROWS, PACKS)
    assert Fraction(totals["line_value"]) == LINE_VALUE
    assert Fraction(totals["insurance"]) == INSURANCE
    assert Fraction(totals["freight_numeric"]) == FREIGHT


def test_years_add_up_to_the_whole(converted):
    totals = json.loads((converted / "totals.json").read_text(encoding="utf-8"))
    assert sorted(map(int, totals["years"])) == list(YEARS)
    for name in ("rows", "rows_used", "packs", "packs_used", "base_units_used", "line_value",
                 "line_value_used", "insurance", "freight_numeric", "value_difference"):
        of_years = sum(Fraction(year[name]) for year in totals["years"].values())
        assert of_years == Fraction(totals["all_years"][name]), name


def test_value_differs_from_packs_times_price_only_by_the_rounding_of_the_price(accounting):
    differing = [row for row in accounting if Fraction(row["value_difference"]) != 0]
    assert ROWS - len(differing) == EXACT_ROWS
    for row in accounting:
        product = int(row["packs"]) * Fraction(row["pack_price"])
        assert Fraction(row["packs_times_price"]) == product
        assert Fraction(row["value_difference"]) == Fraction(row["line_value"]) - product
        assert abs(Fraction(row["value_difference"])) <= int(row["packs"]) * Fraction("0.005")


def test_every_reference_leads_to_a_figure_or_a_word_of_its_shipment(source, accounting):
    by_id = {row["ID"]: row for row in source}
    references = [row for row in accounting if row["freight_of_row"]]
    assert len(references) == 2_445
    for row in references:
        target = by_id[row["freight_of_row"]]
        assert target["ASN/DN #"] == by_id[row["source_id"]]["ASN/DN #"]
        assert not target["Freight Cost (USD)"].startswith("See ")
        assert row["weight_of_row"] == row["freight_of_row"]


def test_a_row_is_left_out_only_when_nobody_priced_its_item_that_year(accounting):
    priced = {(row["year"], row["item_code"]) for row in accounting
              if Fraction(row["pack_price"]) > 0}
    for row in accounting:
        expected = ("used", "") if (row["year"], row["item_code"]) in priced \
            else ("not_used", "no_price_this_year")
        assert (row["status"], row["reason"]) == expected
    left_out = [row for row in accounting if row["status"] == "not_used"]
    assert len(left_out) == 6 and sum_column(left_out, "line_value") == 0


def expected_price_use(row, rows_of_item) -> str:
    price = Fraction(row["pack_price"])
    of_vendor = [Fraction(other["pack_price"]) for other in rows_of_item
                 if other["supplier_code"] == row["supplier_code"]]
    if price == 0:
        return "zero_price"
    if price > min(price for price in of_vendor if price > 0):
        return "above_bid"
    average = sum_column(rows_of_item, "line_value") / sum_column(rows_of_item, "packs")
    return "token_bid" if is_token_price(price, average) else "bid"


def test_every_row_says_what_became_of_its_price(accounting):
    of_item = defaultdict(list)
    for row in accounting:
        of_item[row["year"], row["item_code"]].append(row)
    for row in accounting:
        expected = expected_price_use(row, of_item[row["year"], row["item_code"]])
        assert row["price_use"] == expected, row["source_id"]
    tokens = [row for row in accounting if row["price_use"] == "token_bid"]
    assert Counter(row["year"] for row in tokens) == {"2008": 2, "2009": 21}


def test_converting_twice_gives_the_same_bytes(converted, tmp_path):
    again = convert(tmp_path / "again")
    files = sorted(path.relative_to(converted) for path in converted.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    for name in files:
        assert (converted / name).read_bytes() == (again / name).read_bytes(), name


# --- Small cases, which need no data --------------------------------------------------------------

def test_both_date_styles_and_the_words_are_understood():
    assert parse_date("2-Jun-06") == date(2006, 6, 2)
    assert parse_date("11/13/06") == date(2006, 11, 13)
    assert parse_date("Pre-PQ Process") == "Pre-PQ Process"


@pytest.mark.parametrize("text", ["", "soon", "31-Feb-06", "13/11/06", "2-Jun-2006"])
def test_what_is_neither_a_date_nor_a_known_word_is_refused(text):
    with pytest.raises(ValueError):
        parse_date(text)


def test_a_reference_is_read_and_an_unknown_word_refused():
    assert parse_measure("See ASN-93 (ID#:1281)", frozenset()) == Reference("ASN-93", 1281)
    with pytest.raises(SourceFault):
        parse_measure("Ask the driver", frozenset())


def test_a_reference_to_a_row_that_is_not_there_is_refused_by_row(source, tmp_path):
    broken = dict(source[0]) | {"Freight Cost (USD)": "See ASN-8 (ID#:999999)"}
    with open(tmp_path / "broken.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(broken))
        writer.writeheader()
        writer.writerow(broken)
    with pytest.raises(SourceFault, match="row 1: freight"):
        read_source(tmp_path / "broken.csv")


@pytest.mark.parametrize("price, average, expected", [
    ("0.01", "9", True), ("0.01", "0.11", True), ("0.01", "0.10", False), ("0.02", "9", False)])
def test_a_token_price_is_a_cent_for_goods_of_more_than_ten(price, average, expected):
    assert is_token(Decimal(price), Fraction(average)) is expected


def test_codes_stay_apart_when_names_begin_alike():
    codes = slugs(["INVERNESS MEDICAL INNOVATIONS HONG KONG LTD",
                   "INVERNESS MEDICAL INNOVATIONS SOUTH AFRICA (PTY) LTD", "Côte d'Ivoire"])
    assert list(codes.values()) == ["INVERNESS-MEDICAL", "INVERNESS-MEDICAL-2", "COTE-D-IVOIRE"]


# --- The county folders ---------------------------------------------------------------------------

@pytest.mark.parametrize("year", YEARS)
def test_each_year_is_a_valid_county_folder(converted, year):
    assert folder_faults(converted / str(year), year) == []


def requested_units(folder: Path) -> dict[tuple[str, str], int]:
    return {(row["facility_code"], row["item_code"]): int(row["quantity"])
            for row in read_folder(folder)["requests.csv"]}


@pytest.mark.parametrize("year", YEARS)
def test_requests_carry_exactly_the_packs_of_the_used_rows(converted, accounting, year):
    expected = defaultdict(int)
    for row in accounting:
        if row["year"] == str(year) and row["status"] == "used":
            units = int(row["packs"]) * int(row["pack_size"])
            expected[row["facility_code"], row["item_code"]] += units
    assert requested_units(converted / str(year)) == expected


def test_a_code_means_the_same_text_in_every_year(converted):
    meanings = defaultdict(set)
    for year in YEARS:
        tables = read_folder(converted / str(year))
        for name, text in (("facilities.csv", "name"), ("suppliers.csv", "name"),
                           ("items.csv", "generic_name")):
            for row in tables[name]:
                meanings[name, row["code"]].add((row[text], row.get("pack_size")))
    assert all(len(texts) == 1 for texts in meanings.values())
    assert len({text for texts in meanings.values() for text in texts}) == len(meanings)


# --- Every year's cycle ---------------------------------------------------------------------------

def rows_by_item(source, year: int):
    """The year's source rows by description and pack size, straight from the file."""
    items = defaultdict(list)
    for row in source:
        if row["Delivered to Client Date"].endswith(f"-{year % 100:02d}"):
            items[row["Item Description"], row["Unit of Measure (Per Pack)"]].append(row)
    return items


def is_token_price(price: Fraction, average: Fraction) -> bool:
    """A cent where a pack cost more than ten cents on average."""
    return price == Fraction("0.01") and price * 10 < average


def prices_above_zero(rows) -> list[Fraction]:
    return [Fraction(row["Pack Price"]) for row in rows if Fraction(row["Pack Price"]) > 0]


def prices_but_tokens(rows) -> list[Fraction]:
    average = sum_column(rows, "Line Item Value") / sum_column(rows, "Line Item Quantity")
    return [price for price in prices_above_zero(rows) if not is_token_price(price, average)]


def cheapest_award(source, year: int, prices_of=prices_above_zero) -> Fraction:
    """By hand: of each item, all packs at the lowest price that anyone had that year."""
    total = Fraction(0)
    for rows in rows_by_item(source, year).values():
        prices = prices_of(rows)
        if prices:
            total += min(prices) * sum(int(row["Line Item Quantity"]) for row in rows)
    return total


def cheapest_award_of_folder(folder: Path) -> Fraction:
    """The same from the county folder: request units / pack size, to the cheapest bid."""
    tables = read_folder(folder)
    pack_sizes = {row["code"]: int(row["pack_size"]) for row in tables["items.csv"]}
    prices, packs = defaultdict(list), defaultdict(Fraction)
    for row in tables["bids.csv"]:
        prices[row["item_code"]].append(Fraction(row["pack_price"]))
    for row in tables["requests.csv"]:
        packs[row["item_code"]] += Fraction(int(row["quantity"]), pack_sizes[row["item_code"]])
    return sum(min(prices[item]) * packs[item] for item in packs)


@pytest.mark.parametrize("year", YEARS)
def test_a_bid_is_the_lowest_price_above_zero_of_its_vendor(source, converted, year):
    expected = {}
    for (item, pack_size), rows in rows_by_item(source, year).items():
        for vendor in {row["Vendor"] for row in rows}:
            prices = prices_above_zero(row for row in rows if row["Vendor"] == vendor)
            if prices:
                expected[item, pack_size, vendor] = min(prices)
    tables = read_folder(converted / str(year))
    items = {row["code"]: (row["generic_name"], row["pack_size"]) for row in tables["items.csv"]}
    vendors = {row["code"]: row["name"] for row in tables["suppliers.csv"]}
    assert expected == {(*items[row["item_code"]], vendors[row["supplier_code"]]):
                        Fraction(row["pack_price"]) for row in tables["bids.csv"]}


@pytest.mark.parametrize("year", YEARS)
def test_the_folder_holds_the_award_that_the_source_implies(source, converted, year):
    assert cheapest_award_of_folder(converted / str(year)) == cheapest_award(source, year)


@pytest.fixture(scope="session")
def run_cycle(converted, tmp_path_factory):
    """Runs a year once, all years in one data folder: starting a database takes seconds."""
    if not os.environ.get("WUTONG"):
        pytest.skip("WUTONG does not name the program")
    program = Path(os.environ["WUTONG"]).resolve()
    data = tmp_path_factory.mktemp("scms_data")
    results = tmp_path_factory.mktemp("scms_results")
    finished = {}

    def run_year(year: int) -> Path:
        if year not in finished:
            finished[year] = run(program, "--data", data, "cycle", "--county",
                                 converted / str(year), "--out", results / str(year))
        assert finished[year].returncode == 0, finished[year].stderr
        return results / str(year)

    run_year.check = lambda: run(program, "--data", data, "check")
    return run_year


@pytest.mark.parametrize("year", YEARS)
def test_the_cycle_costs_what_the_hand_computation_says(source, converted, run_cycle, year):
    result = run_cycle(year)
    expected = cheapest_award(source, year)
    assert sum_column(read_table(result / "purchase_orders.csv"), "amount") == expected
    assert sum_column(read_table(result / "supplier_statements.csv"), "received_amount") == expected
    assert sum_column(read_table(result / "member_statements.csv"), "shipped_amount") == expected


@pytest.mark.parametrize("year", YEARS)
def test_every_request_is_supplied_in_full(converted, run_cycle, year):
    result = run_cycle(year)
    shipped = defaultdict(int)
    for row in read_table(result / "shipments.csv"):
        shipped[row["facility_code"], row["item_code"]] += int(row["quantity"])
    assert shipped == requested_units(converted / str(year))
    assert read_table(result / "shortages.csv") == []
    assert read_table(result / "refused.csv") == []


@pytest.mark.parametrize("year", YEARS)
def test_the_independent_recomputation_agrees(converted, run_cycle, tmp_path, year):
    if not (ORACLE / "compare_results.py").exists():
        pytest.skip("tests/oracle is not there")
    result, expected = run_cycle(year), tmp_path / "expected"
    recomputed = run(sys.executable, ORACLE / "recompute_cycle.py", converted / str(year), expected)
    assert recomputed.returncode == 0, recomputed.stderr
    compared = run(sys.executable, ORACLE / "compare_results.py", result, expected)
    assert compared.returncode == 0, compared.stdout + compared.stderr


def test_every_invariant_holds_after_ten_counties(run_cycle):
    for year in YEARS:
        run_cycle(year)
    checked = run_cycle.check()
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_comparison_ties_to_the_source_and_is_the_one_in_the_readme(source, converted, run_cycle):
    results = [run_cycle(year) for year in YEARS][0].parent
    years = compare_years.read_years(converted, results)
    whole = compare_years.total(years, compare_years.whole_cycle)
    assert whole.paid == LINE_VALUE
    assert whole.award == sum(cheapest_award(source, year) for year in YEARS)
    for year, number in zip(years, YEARS, strict=True):
        assert compare_years.without_token_prices(year) == compare_years.Comparison(
            year.paid, cheapest_award(source, number, prices_but_tokens)), number
    assert compare_years.report(years) in (HERE / "README.md").read_text(encoding="utf-8")
