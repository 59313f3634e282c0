"""Where the results go: places that cannot take them are refused before any work is done."""

import os

import pytest

from wutong_program import DONE, REFUSED, assert_result, folder_state
from recompute_cycle import recompute


def assert_nothing_done(data, county_code):
    assert set(data.rows_of(county_code).values()) <= {"0"}


def refused_for(data, county, out, county_code):
    done = data.cycle(county, out)
    assert done.code == REFUSED, done
    assert "output_not_writable" in done.err and str(out) in done.err, done
    assert_nothing_done(data, county_code)


def assert_runs(data, county, out):
    done = data.cycle(county, out)
    assert done.code == DONE, done
    assert_result(out, recompute(county))


def test_a_file_is_no_result_folder(many_counties, qingshan, county_code, tmp_path):
    (tmp_path / "out").write_text("in the way")
    refused_for(many_counties, qingshan["2026-11"], tmp_path / "out", county_code)
    refused_for(many_counties, qingshan["2026-11"], tmp_path / "out" / "below", county_code)
    assert (tmp_path / "out").read_text() == "in the way"
    assert_runs(many_counties, qingshan["2026-11"], tmp_path / "good" / "and" / "deep")


def test_a_folder_that_nobody_may_write_to_is_refused(many_counties, qingshan, county_code, tmp_path):
    """For root, which may write to any ordinary folder, one that the kernel made."""
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    refused_for(many_counties, qingshan["2026-11"], out if os.geteuid() != 0 else "/proc/self/out", county_code)
    out.chmod(0o700)
    assert_runs(many_counties, qingshan["2026-11"], out)


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="there is no /proc")
def test_an_existing_folder_that_takes_no_files_is_refused(many_counties, qingshan, county_code):
    refused_for(many_counties, qingshan["2026-11"], "/proc/self", county_code)


def test_what_else_is_in_the_result_folder_stays(many_counties, qingshan, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    (out / "awards.csv").write_text("of another county")
    assert many_counties.cycle(qingshan["2026-11"], out).code == DONE
    assert (out / "notes.txt").read_text() == "mine"
    (out / "notes.txt").unlink()
    assert_result(out, recompute(qingshan["2026-11"]))


@pytest.mark.parametrize("way", ["the same path", "a link"])
def test_the_county_folder_is_never_overwritten(many_counties, qingshan, tmp_path, way):
    """Both folders have a stock.csv: the input of the month must not be lost to a slip of the hand."""
    out = county = qingshan["2026-11"]
    if way == "a link":
        out = tmp_path / "out"
        out.symlink_to(county)
    before = folder_state(county)
    done = many_counties.cycle(county, out)
    assert done.code == REFUSED, done
    assert folder_state(county) == before


def test_a_link_to_a_folder_is_a_folder(many_counties, qingshan, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    assert_runs(many_counties, qingshan["2026-11"], tmp_path / "out")
