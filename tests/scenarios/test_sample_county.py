"""The county that ships with the program: 20,000 request lines, agreeing with the recomputation."""

import json

import pytest

from recompute_cycle import recompute
from wutong_fixtures import SAMPLE_COUNTY
from wutong_program import DONE, assert_result, county_copy, run_wutong


@pytest.mark.skipif(not SAMPLE_COUNTY.is_dir(), reason="the sample county is not in this checkout")
def test_the_sample_county_runs_and_agrees_with_the_recomputation(many_counties, county_code, tmp_path):
    county = county_copy(SAMPLE_COUNTY, tmp_path / "county", county=county_code)
    done = many_counties.cycle(county, tmp_path / "out")
    assert done.code == DONE, done
    assert_result(tmp_path / "out", recompute(county))
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["counts"]["request_lines"] == 20_000
    assert summary["checks_passed"] == len(summary["checks"]) > 0
    for stage in summary["stages"]:
        assert stage["statements"] < 100, f"{stage['name']}: statements grow with sets, not with rows"


@pytest.mark.skipif(not SAMPLE_COUNTY.is_dir(), reason="the sample county is not in this checkout")
def test_the_sample_county_can_be_made_again(tmp_path):
    done = run_wutong("generate", "--sample", "--out", tmp_path / "made")
    assert done.code == DONE, done
    made = {path.name: path.read_bytes() for path in (tmp_path / "made").iterdir()}
    assert made == {path.name: path.read_bytes() for path in SAMPLE_COUNTY.iterdir()}
