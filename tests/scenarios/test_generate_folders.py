"""`wutong generate`: the same arguments give the same county, and it is one that can be run."""

import pytest

from recompute_cycle import recompute
from wutong_program import DONE, FAULT, REFUSED, USAGE, assert_result, generated_county, run_wutong

SMALL = ["--facilities", 20, "--items", 30, "--suppliers", 5, "--lines", 300]


def generate(out, *arguments, **options):
    done = run_wutong("generate", *SMALL, "--out", out, *arguments, **options)
    assert done.code == DONE, done
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_the_same_arguments_give_the_same_bytes(tmp_path):
    first = generate(tmp_path / "first", "--seed", 7)
    assert {"facilities.csv", "requests.csv", "cycle.json"} <= set(first)
    assert first["requests.csv"].count(b"\n") == 301
    # Where, when and by whom do not matter.
    again = generate(tmp_path / "又一次", "--seed", 7, cwd=tmp_path)
    assert again == first
    assert generate(tmp_path / "other", "--seed", 8) != first


@pytest.mark.parametrize("size", [
    {"facilities": 25, "items": 40, "suppliers": 6, "lines": 700, "seed": 3},
    {"facilities": 2, "items": 1, "suppliers": 1, "lines": 2, "seed": 1},
    {"facilities": 1, "items": 1, "suppliers": 0, "lines": 0, "seed": 18446744073709551615},
    {"facilities": 3, "items": 5, "suppliers": 0, "lines": 20, "seed": 0},
], ids=["small", "smallest with a request", "nothing to do", "nobody to buy from"])
def test_the_cycle_of_a_made_up_county_is_what_the_contract_says(many_counties, county_code, tmp_path, size):
    county = generated_county(tmp_path / "county", **size, county=county_code)
    done = many_counties.cycle(county, tmp_path / "out")
    assert done.code == DONE, done
    assert_result(tmp_path / "out", recompute(county))


NONSENSE = {
    "no county at all": ["--facilities", "0"],
    "fewer than none": ["--items", "-1"],
    "words": ["--lines", "many"],
    "half a facility": ["--facilities", "2.5"],
    "beyond 64 bits": ["--lines", "99999999999999999999"],
    "more lines than there can be": ["--facilities", "2", "--items", "3", "--lines", "7"],
    "more facilities than memory": ["--facilities", "9223372036854775807"],
    "a seed below nothing": ["--seed", "-1"],
    "an empty number": ["--items", ""],
}


@pytest.mark.parametrize("arguments", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_wrong_usage(tmp_path, arguments):
    done = run_wutong("generate", *arguments, "--out", tmp_path / "out")
    assert done.code == USAGE and done.err, done
    assert not (tmp_path / "out").exists()


def test_it_says_where_it_cannot_write(tmp_path):
    assert run_wutong("generate").code == USAGE
    (tmp_path / "file").write_text("in the way")
    done = run_wutong("generate", *SMALL, "--out", tmp_path / "file")
    assert done.code in (REFUSED, FAULT) and str(tmp_path / "file") in done.err, done
    assert (tmp_path / "file").read_text() == "in the way"
