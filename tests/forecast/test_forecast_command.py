"""`wutong forecast` as its user meets it: files in, forecasts and accuracy out, bad files refused by place."""

import csv
import json
import os
import random
from fractions import Fraction
from pathlib import Path

import pytest

import forecast_rules
import made_up_demand
import scms_demand
import wutong_program
from wutong_program import DONE, REFUSED, USAGE, run_wutong

SCMS = Path(__file__).parents[3] / "shared" / "data" / "scms" / "scms_lf.csv"


@pytest.fixture(autouse=True, scope="session")
def program():
    if wutong_program.WUTONG is None:
        pytest.skip("WUTONG does not name the program")


def write(path, rows, header="series,period,quantity"):
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def months(quantities, series="A", first=(2024, 1)):
    for i, quantity in enumerate(quantities):
        month = first[0] * 12 + first[1] - 1 + i
        yield f"{series},{month // 12}-{month % 12 + 1:02d},{quantity}"


def forecast_json(file, *options):
    done = run_wutong("--json", "forecast", file, *options)
    assert done.code == DONE, done
    return json.loads(done.out)


def refused(file):
    done = run_wutong("forecast", file)
    assert done.code == REFUSED, done
    assert "nothing was forecast" in done.err and "未作任何预测" in done.err
    assert done.out == ""
    return done.err


def test_forecasts_follow_the_last_period_of_each_series(tmp_path):
    file = write(tmp_path / "d.csv", [*months([7] * 14), *months([0, 3] * 5, "B, \"x\"".replace('"', '""').join('""'),
                                                                 (2025, 10))])
    done = run_wutong("forecast", file, "--horizon", 2, "--out", tmp_path / "out.csv")
    assert done.code == DONE, done
    with open(tmp_path / "out.csv", encoding="utf-8", newline="") as out:
        rows = list(csv.DictReader(out))
    assert [(row["series"], row["period"]) for row in rows] == [
        ("A", "2025-03"), ("A", "2025-04"), ('B, "x"', "2026-08"), ('B, "x"', "2026-09")]
    assert [row["forecast"] for row in rows[:2]] == ["7", "7"]
    assert all(row["method"] and row["demand_class"] for row in rows)
    assert "| chosen |" in done.out and "1 of 2 series" in done.out


def test_without_out_the_forecasts_stand_before_the_table(tmp_path):
    done = run_wutong("forecast", write(tmp_path / "d.csv", months([5, 6] * 10)))
    assert done.code == DONE, done
    assert done.out.startswith("series,period,forecast,expected,method,demand_class\n")
    assert done.out.index("\n\nAccuracy: 1 of 1") > 0


@pytest.mark.parametrize("periods, following", [
    (["2026-11", "2026-12"], "2027-01"), (["2026-Q3", "2026Q4"], "2027-Q1"),
    (["2026-W52", "2026W53"], "2027-W01"), (["2024-W51", "2024-W52"], "2025-W01"), (["8", "9"], "10")])
def test_periods_are_months_quarters_weeks_or_numbers(tmp_path, periods, following):
    file = write(tmp_path / "d.csv", [f"A,{period},4" for period in periods])
    [series] = forecast_json(file, "--horizon", 1)["series"]
    assert series["forecasts"] == [{"period": following, "forecast": "4", "expected": "4"}]


def test_order_of_rows_columns_and_threads_does_not_matter(tmp_path):
    chance = random.Random(5)
    rows = [row for name in "ABCDEFG" for row in months([chance.randint(0, 9) for _ in range(30)], name)]
    one = forecast_json(write(tmp_path / "a.csv", rows), "--threads", 1, "--replay")
    assert one == forecast_json(write(tmp_path / "a.csv", rows), "--threads", 5, "--replay")
    turned = [",".join(reversed(row.split(","))) for row in rows]
    chance.shuffle(turned)
    other = forecast_json(write(tmp_path / "b.csv", turned, "quantity,period,series"))
    assert sorted(map(str, one["series"])) == sorted(map(str, other["series"]))


def test_empty_cells_and_missing_rows_are_unknown_not_zero(tmp_path):
    empty = write(tmp_path / "a.csv", months(["", "6", "", "6", "6", "6", "", "6", "6"]))
    rows = [row for row in months(["", "6", "", "6", "6", "6", "", "6", "6"]) if not row.endswith(",")]
    missing = write(tmp_path / "b.csv", rows)
    assert forecast_json(empty) == forecast_json(missing)
    assert forecast_json(empty)["series"][0]["forecasts"][0]["forecast"] == "6"


def test_a_series_of_which_nothing_is_known_is_named_without_a_forecast(tmp_path):
    file = write(tmp_path / "d.csv", ["A,2026-01,", "B,2026-01,3"])
    assert forecast_json(file)["series"][0] == {"series": "A"}
    assert "A,,,,," in run_wutong("forecast", file).out.replace('"', "")


@pytest.mark.parametrize("row, code", [
    ("A,2026-13,4", "period_not_understood"), ("A,2026-11-01,4", "period_not_understood"),
    ("A,2025-W53,4", "period_not_understood"), ("A,2026-Q5,4", "period_not_understood"),
    ("A,-3,4", "period_not_understood"), ("A,0002026-1,4", "period_not_understood"),
    ("A,2026-Q1,4", "period_of_another_kind"), ("A,2026-01,9", "duplicate_key"),
    ("A,2026-02,-4", "bad_number"), ("A,2026-02,1e3", "bad_number"), ("A,2026-02,NaN", "bad_number"),
    ("A,2026-02,10000000000", "number_too_large"), ("A,2026-02,0.1234567", "too_many_decimals"),
    (",2026-02,4", "missing_value"), ("A,,4", "missing_value"), ("A,2026-02", "wrong_cell_count"),
    ('A,2026-02,"4', "bad_quoting")])
def test_a_bad_row_is_refused_by_its_place_and_rule(tmp_path, row, code):
    told = refused(write(tmp_path / "d.csv", ["A,2026-01,4", row]))
    assert "d.csv row 2" in told and f": {code}: " in told and "第 2 行" in told


def test_every_fault_is_told_and_json_has_them_all(tmp_path):
    file = write(tmp_path / "d.csv", ["A,2026-01,x", "A,2026-99,4", "B,2026-01,1"])
    assert refused(file).count("d.csv row") == 2
    done = run_wutong("--json", "forecast", file)
    assert [(fault["row"], fault["column"]) for fault in json.loads(done.out)] == [(1, "quantity"), (2, "period")]


@pytest.mark.parametrize("header, code", [
    ("series,period", "missing_column"), ("series,period,quantity,more", "unknown_column"), ("", "missing_column")])
def test_a_bad_header_is_refused(tmp_path, header, code):
    assert f": {code}: " in refused(write(tmp_path / "d.csv", [], header))


def test_a_file_that_is_not_there_and_a_series_too_long_are_refused(tmp_path):
    assert "missing_file" in refused(tmp_path / "none.csv")
    assert "series_too_long" in refused(write(tmp_path / "d.csv", ["A,1,4", "A,900000000,4"]))


def test_a_file_without_rows_has_no_forecasts(tmp_path):
    answer = forecast_json(write(tmp_path / "d.csv", []), "--replay")
    assert answer["series"] == [] and answer["accuracy"]["series"] == 0


@pytest.mark.parametrize("options", [
    ["--horizon", "0"], ["--lead", "2"], ["--replay", "--service", "1.5"], ["--replay", "--service", "x"], ["--season", "0"]])
def test_wrong_usage_is_told(tmp_path, options):
    file = write(tmp_path / "d.csv", months([1, 2, 3]))
    assert run_wutong("forecast", file, *options).code == USAGE


def test_the_largest_figures_are_forecast(tmp_path):
    file = write(tmp_path / "d.csv", months(["9999999999.999999", "0", "0.000001"] * 20))
    assert float(forecast_json(file, "--replay")["series"][0]["forecasts"][0]["expected"]) > 1e9


def random_demand(chance):
    share = chance.choice([0.2, 0.6, 1.0])
    demand = []
    for _ in range(chance.randint(9, 70)):
        quantity = Fraction(chance.randint(1, 500)) if chance.random() < share else Fraction(0)
        demand.append(None if chance.random() < 0.05 else quantity)
    return [Fraction(1), Fraction(4), *demand, Fraction(2)]


def test_each_method_agrees_with_its_recomputation_in_fractions(tmp_path):
    seed = int(os.environ.get("WUTONG_SEED", random.randrange(2 ** 32)))
    print(f"WUTONG_SEED={seed}")
    chance = random.Random(seed)
    for _ in range(8):
        demand = random_demand(chance)
        file = write(tmp_path / "d.csv", months(["" if each is None else each for each in demand], first=(2001, 1)))
        lines = {line["method"]: line for line in forecast_json(file, "--horizon", 3)["accuracy"]["lines"]}
        for name in forecast_rules.METHODS:
            expected = forecast_rules.mase(demand, name, 3)
            found = Fraction(lines[name]["mean_mase"])
            # Rounded at each step in the program; members of nearly equal errors may change places.
            assert abs(found - expected) <= Fraction(1, 10_000) * (1 + expected), (name, demand)


def lines_of(answer):
    return {line["method"]: float(line["mean_mase"]) for line in answer["accuracy"]["lines"]}


@pytest.mark.parametrize("kind", made_up_demand.KINDS)
def test_what_is_chosen_beats_naive_and_smoothing_on_made_up_demand(tmp_path, kind):
    made_up_demand.write_demand(kind, 20261123, 60, tmp_path / "d.csv")
    lines = lines_of(forecast_json(tmp_path / "d.csv", "--horizon", 3))
    assert lines["chosen"] < lines["naive"]
    assert lines["chosen"] <= lines["simple_smoothing"] * 1.01


@pytest.fixture(scope="session")
def scms_answer(tmp_path_factory):
    if not SCMS.exists():
        pytest.skip("shared/data/scms is not beside this checkout")
    file = tmp_path_factory.mktemp("scms") / "demand.csv"
    assert scms_demand.write_demand(SCMS, file) == 1012
    return forecast_json(file, "--horizon", 3, "--replay")


def test_the_converter_keeps_every_base_unit(tmp_path):
    if not SCMS.exists():
        pytest.skip("shared/data/scms is not beside this checkout")
    scms_demand.write_demand(SCMS, tmp_path / "d.csv")
    with open(SCMS, encoding="utf-8-sig", newline="") as file:
        expected = sum(int(row["Line Item Quantity"]) * int(row["Unit of Measure (Per Pack)"]) for row in csv.DictReader(file))
    with open(tmp_path / "d.csv", encoding="utf-8", newline="") as file:
        assert sum(int(row["quantity"]) for row in csv.DictReader(file)) == expected


def test_on_scms_the_chosen_forecasts_beat_naive_and_smoothing(scms_answer):
    lines = lines_of(scms_answer)
    assert lines["chosen"] < min(lines["naive"], lines["simple_smoothing"], lines["simple_smoothing_fixed"])
    assert lines["expected"] < lines["naive"]


def test_on_scms_periodic_review_holds_the_level_with_less_stock(scms_answer):
    rules = {rule["rule"]: rule for rule in scms_answer["replay"]}
    review = rules.pop("periodic_review")
    assert float(review["service_level"]) >= 0.95
    assert float(review["stock"]) < float(rules["minimum_maximum, scaled to the service level"]["stock"])
    assert float(review["stock"]) < float(rules["minimum_maximum, scaled to what review reached"]["stock"])
