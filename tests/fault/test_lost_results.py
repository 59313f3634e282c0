"""The place for the results fills up or goes away: the work is kept, and the results come later."""

import shutil
import subprocess

import pytest

from interrupted_cycles import end_of
from wutong_program import DONE, FAULT, REFUSED

TRACES = ["audit_entry"]


@pytest.fixture
def small_disk(tmp_path):
    """A disk with room for some of the result files."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", folder], capture_output=True,
                             text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_named_and_the_cycle_completes_elsewhere(interrupted, small_disk):
    good, interrupted.out = interrupted.out, small_disk / "out"
    for _ in range(2):
        done = interrupted.data.cycle(interrupted.county, interrupted.out)
        assert done.code in (REFUSED, FAULT), done
        assert str(interrupted.out) in done.err and "No space left on device" in done.err, done
        assert not (interrupted.out / "summary.json").exists()
        assert not list(interrupted.out.glob(".*.unfinished"))
        interrupted.assert_whole_so_far()
    interrupted.out = good
    interrupted.finish(except_rows=TRACES)


@pytest.mark.parametrize("lines", [1, 6, 12])
def test_a_result_folder_deleted_in_the_middle_is_filled_by_running_again(interrupted, lines):
    process = interrupted.start()
    for _ in range(lines):
        assert process.stderr.readline()
    shutil.rmtree(interrupted.out)
    done = end_of(process)
    assert done.code in (DONE, REFUSED, FAULT), done
    if done.code == DONE:
        assert (interrupted.out / "summary.json").exists(), done
    interrupted.assert_whole_so_far()
    if done.code != DONE:
        interrupted.finish(except_rows=TRACES)


def test_a_county_folder_deleted_in_the_middle_is_not_missed(interrupted, tmp_path):
    """It was read whole before anything was written."""
    process = interrupted.start()
    assert process.stderr.readline()
    interrupted.county.rename(tmp_path / "moved")
    done = end_of(process)
    assert done.code == DONE, done
    (tmp_path / "moved").rename(interrupted.county)
    interrupted.finish()
