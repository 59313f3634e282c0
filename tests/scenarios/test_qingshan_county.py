"""A county of one page, written and worked out by hand: every table of two periods, byte for byte.

An emergency, a scarce item from two suppliers, over-delivered, expired and short-dated goods, an
item nobody bids for, opening stock one day too old, and a second period that lives on the first.
"""

import csv
import json

import pytest

from compare_results import compare
from recompute_cycle import recompute_with_state
from result_tables import COLUMNS
from wutong_fixtures import QINGSHAN
from wutong_program import DONE, DataFolder, environment, table_bytes

PERIODS = ["2026-11", "2026-12"]


def expected_bytes(period):
    return table_bytes(QINGSHAN / f"{period}-results")


def two_periods(data, home, *options, **process_options):
    outs = {}
    for period in PERIODS:
        outs[period] = home / f"{period} 结果, \"all\" of 'it'"
        done = data.cycle(QINGSHAN / period, outs[period], *options, **process_options)
        assert done.code == DONE, done
    return outs


@pytest.fixture(scope="module")
def one_county(program, tmp_path_factory):
    """The only county of its database needs no name. One thread."""
    home = tmp_path_factory.mktemp("qingshan")
    data = DataFolder(home / "data")
    outs = two_periods(data, home, "--threads", "1")
    yield data, outs
    data.remove()


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("period", PERIODS)
def test_every_table_is_what_was_worked_out_by_hand(one_county, period, name):
    _, outs = one_county
    found, wanted = table_bytes(outs[period])[name], expected_bytes(period)[name]
    assert found.decode().splitlines() == wanted.decode().splitlines()
    assert found == wanted


def test_what_was_worked_out_by_hand_agrees_with_the_recomputation(tmp_path):
    state = None
    for period in PERIODS:
        tables, state = recompute_with_state(QINGSHAN / period, state)
        assert compare(QINGSHAN / f"{period}-results", tables) == []


def test_another_data_folder_and_eight_threads_give_the_same_bytes(one_county, tmp_path):
    """In a folder too deep for a socket's address, at another place of the world."""
    _, outs = one_county
    data = DataFolder(tmp_path / ("another 'data' \"folder\" $HOME; " * 4) / "数据")
    try:
        elsewhere = environment(TZ="Pacific/Kiritimati", LANG="tr_TR.UTF-8", LC_NUMERIC="de_DE.UTF-8")
        again = two_periods(data, tmp_path, "--threads", "8", env=elsewhere)
        for period in PERIODS:
            assert table_bytes(again[period]) == table_bytes(outs[period])
    finally:
        data.remove()


def with_bom_and_crlf(folder):
    for path in folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    return folder


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(many_counties, qingshan, tmp_path):
    done = many_counties.cycle(with_bom_and_crlf(qingshan["2026-11"]), tmp_path / "out")
    assert done.code == DONE, done
    assert table_bytes(tmp_path / "out") == expected_bytes("2026-11")


def reverse_table(path):
    with open(path, encoding="utf-8", newline="") as source:
        header, *rows = csv.reader(source)
    with open(path, "w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([header[::-1], *(row[::-1] for row in reversed(rows))])


def without_order_in_an_entry(tables):
    """How the lines of one journal entry are ordered is not said anywhere."""
    return {**tables, "journal.csv": sorted(tables["journal.csv"].splitlines())}


def test_the_order_of_rows_and_columns_changes_nothing(many_counties, qingshan, tmp_path):
    """Except for bids and deliveries, whose row numbers are part of the result."""
    for name in ("facilities", "suppliers", "items", "requests", "stock"):
        reverse_table(qingshan["2026-11"] / f"{name}.csv")
    done = many_counties.cycle(qingshan["2026-11"], tmp_path / "out")
    assert done.code == DONE, done
    found, wanted = table_bytes(tmp_path / "out"), expected_bytes("2026-11")
    assert without_order_in_an_entry(found) == without_order_in_an_entry(wanted)


def test_the_summary_says_what_was_done(one_county):
    _, outs = one_county
    summary = json.loads((outs["2026-11"] / "summary.json").read_text(encoding="utf-8"))
    assert summary["period"] == "2026-11"
    assert summary["totals"]["owed_to_suppliers"] == "675.01"
    assert summary["totals"]["owed_by_members"] == "716.26"
    assert summary["checks"] and all(check["holds"] for check in summary["checks"])
    assert {stage["name"] for stage in summary["stages"]} >= {"award_bids", "settle_period"}


def test_relative_paths_and_slashes_at_their_end_are_fine(many_counties, qingshan, tmp_path):
    done = many_counties.cycle("2026-11/", "./out/", cwd=tmp_path)
    assert done.code == DONE, done
    assert table_bytes(tmp_path / "out") == expected_bytes("2026-11")
