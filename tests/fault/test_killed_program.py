"""kill -9 of `wutong` at any moment of a cycle loses nothing and does nothing twice.

    WUTONG_KILLS  how many moments (12), spread over the whole run
    WUTONG_SEED   the seed of the moments (a new one each time; printed)
"""

import signal

import pytest

from interrupted_cycles import KILLS, SEED, kill_program
from wutong_program import DONE, REFUSED, county_copy


@pytest.mark.parametrize("number", range(KILLS))
def test_a_cycle_that_was_killed_is_finished_by_running_it_again(undisturbed, interrupted, number):
    moment = undisturbed.moment("program", number, KILLS)
    print(f"killed after {moment}")
    process = interrupted.start()
    moment.wait(process)
    kill_program(process)
    interrupted.assert_whole_so_far()
    if number % 3 == 2:  # and the second run is killed as well
        second = undisturbed.moment("program-again", number, KILLS)
        print(f"and again after {second}")
        process = interrupted.start()
        second.wait(process)
        kill_program(process)
        interrupted.assert_whole_so_far()
    interrupted.finish()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_cycle_that_was_told_to_stop_is_finished_by_running_it_again(undisturbed, interrupted, how):
    process = interrupted.start()
    undisturbed.moment(how.name, 1, 3).wait(process)
    process.send_signal(how)
    process.wait()
    process.stderr.close()
    interrupted.assert_whole_so_far()
    interrupted.finish()


def killed_in_the_middle(undisturbed, interrupted):
    """A cycle that is certainly begun and certainly not done: two stages were reported."""
    process = interrupted.start()
    for _ in range(3):
        assert process.stderr.readline()
    kill_program(process)
    return interrupted


def test_an_interrupted_cycle_is_not_continued_from_another_folder(undisturbed, interrupted, tmp_path):
    killed_in_the_middle(undisturbed, interrupted)
    other = county_copy(interrupted.county, tmp_path / "other", minimum_shelf_life_days=31)
    done = interrupted.data.cycle(other, tmp_path / "other-out")
    assert done.code == REFUSED and "request_reused_with_different_content" in done.err, (SEED, done)
    interrupted.finish(except_rows=["audit_entry"])


def test_no_other_period_is_begun_before_an_interrupted_one_is_finished(undisturbed, interrupted, tmp_path):
    killed_in_the_middle(undisturbed, interrupted)
    following = county_copy(interrupted.county, tmp_path / "following", period="2026-12")
    (following / "stock.csv").unlink(missing_ok=True)
    done = interrupted.data.cycle(following, tmp_path / "following-out")
    assert done.code == REFUSED and "earlier_cycle_unfinished" in done.err, (SEED, done)
    interrupted.finish(except_rows=["audit_entry"])


def test_other_counties_do_not_notice(undisturbed, interrupted, county_codes, tmp_path):
    """A cycle that was killed, and one that is stopped in the middle, hold nobody up."""
    killed_in_the_middle(undisturbed, interrupted)
    process = interrupted.start()
    process.stderr.readline()
    process.send_signal(signal.SIGSTOP)
    try:
        other = county_copy(undisturbed.county, tmp_path / "other", county=next(county_codes))
        done = interrupted.data.cycle(other, tmp_path / "other-out")
        assert done.code == DONE, (SEED, done)
    finally:
        process.send_signal(signal.SIGCONT)
        process.communicate()
    interrupted.finish()
