"""A disk fills up or a folder goes away: what was done is kept, and the rest comes later."""

import contextlib
import shutil
import subprocess

import pytest

from interrupted_cycles import end_of
from recompute_cycle import recompute
from wutong_program import DONE, FAULT, REFUSED, DataFolder, assert_result, generated_county

TRACES = ["audit_entry"]


@contextlib.contextmanager
def disk_of(size, folder):
    """A disk of its own for the folder, which is made."""
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True,
                             text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture
def small_disk(tmp_path):
    """Room for some of the result files."""
    with disk_of("32k", tmp_path / "small disk") as folder:
        yield folder


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


def fill(folder):
    """Takes all the room there is; returns the file that takes it."""
    with open(folder / "filler", "wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    return folder / "filler"


def test_a_database_without_room_gives_up_and_goes_on_when_there_is_some(program, tmp_path):
    county = generated_county(tmp_path / "county", facilities=60, items=100, suppliers=10, lines=6000, seed=4)
    with disk_of("400m", tmp_path / "disk") as disk:
        data = DataFolder(disk / "data")
        try:
            assert data.run("migrate").code == DONE
            filler = fill(disk)
            done = data.cycle(county, tmp_path / "out")
            # As the database says it, or the system, when the audit's key is what finds no room.
            assert done.code == FAULT and ("full" in done.err or "No space left" in done.err), done
            assert not (tmp_path / "out" / "summary.json").exists()
            filler.unlink()
            data.assert_clean()
            done = data.cycle(county, tmp_path / "out")
            assert done.code == DONE, done
            assert_result(tmp_path / "out", recompute(county))
        finally:
            data.remove()


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
