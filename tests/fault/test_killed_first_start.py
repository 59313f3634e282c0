"""kill -9 while the database of a new data folder is installed, started, and given its schema."""

import os
import signal

import pytest

from recompute_cycle import recompute
from wutong_fixtures import QINGSHAN
from wutong_program import DONE, DataFolder, assert_result, wait_until

# What is seen in the folder `database` when it is time, and who is killed.
MOMENTS = {
    "the installer has begun, the program": ("installing", os.kill),
    "the installer has begun, it and the program": ("installing", os.killpg),
    "the installer is at work, it and the program": ("installing/mysql/*", os.killpg),
    "the files are in place, the program": ("data", os.kill),
    "the server answers, the program": ("socket", os.kill),
    "the first table is made, the program": ("data/wutong/*.ibd", os.kill),
}


@pytest.mark.parametrize("seen, kill", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_first_start_that_was_killed_is_made_good_by_the_next(tmp_path, seen, kill):
    data = DataFolder(tmp_path / "data")
    try:
        # A session of its own: the installer's processes are in it, and those of nobody else.
        process = data.start_cycle(QINGSHAN / "2026-11", tmp_path / "out", start_new_session=True)
        wait_until(lambda: process.poll() is not None or any(data.database.glob(seen)), seen)
        assert process.poll() is None, process.communicate()
        kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()
        assert data.run("check").code == DONE
        done = data.cycle(QINGSHAN / "2026-11", tmp_path / "out")
        assert done.code == DONE, done
        assert_result(tmp_path / "out", recompute(QINGSHAN / "2026-11"))
        data.assert_clean()
    finally:
        data.remove()
