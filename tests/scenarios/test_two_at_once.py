"""Two cycles at the same time: of one county, which one of them completes, and of two, which both do."""

import threading

import pytest

from recompute_cycle import recompute
from wutong_program import (DONE, LONGEST_WAIT_SECONDS, REFUSED, DataFolder, Ended, assert_no_crash, assert_result,
                            county_copy, generated_county)

SIZE = {"facilities": 40, "items": 80, "suppliers": 10, "lines": 2500}


@pytest.fixture(scope="module")
def county(program, tmp_path_factory):
    return generated_county(tmp_path_factory.mktemp("county") / "county", **SIZE, seed=11)


def run_at_once(data, *jobs):
    """Starts a cycle for each (county folder, result folder) and waits for all of them."""
    processes = [data.start_cycle(*job) for job in jobs]
    ended = [process.communicate(timeout=LONGEST_WAIT_SECONDS) for process in processes]
    return [assert_no_crash(Ended(process.returncode, "", errors.decode()))
            for process, (_, errors) in zip(processes, ended, strict=True)]


def assert_done_or_settled(done):
    assert done.code == DONE or (done.code == REFUSED and "period_already_settled" in done.err), done


@pytest.mark.parametrize("attempt", range(3))
def test_the_same_cycle_twice_at_once_is_done_once(many_counties, county, county_code, tmp_path, attempt):
    mine = county_copy(county, tmp_path / "county", county=county_code)
    jobs = [(mine, tmp_path / "one"), (mine, tmp_path / "other")]
    ended = run_at_once(many_counties, *jobs)
    for done, (_, out) in zip(ended, jobs, strict=True):
        assert_done_or_settled(done)
        if done.code == DONE:
            assert_result(out, recompute(mine))
    assert DONE in {done.code for done in ended}
    [[commands]] = many_counties.sql("SELECT COUNT(*) FROM command c JOIN county k ON k.county_id = c.county_id"
                                     f" WHERE k.code = '{county_code}' AND c.operation = 'settle_period'")
    assert commands == "1"


def test_two_runs_into_one_result_folder_leave_whole_results(many_counties, county, county_code, tmp_path):
    """Someone who is impatient starts the same command again."""
    mine = county_copy(county, tmp_path / "county", county=county_code)
    ended = run_at_once(many_counties, (mine, tmp_path / "out"), (mine, tmp_path / "out"))
    for done in ended:
        assert_done_or_settled(done)
    assert_result(tmp_path / "out", recompute(mine))


def test_two_counties_at_once_are_both_done(many_counties, county, county_codes, tmp_path):
    jobs = [(county_copy(county, tmp_path / f"county-{number}", county=next(county_codes)), tmp_path / f"out-{number}")
            for number in range(3)]
    for done, (folder, out) in zip(run_at_once(many_counties, *jobs), jobs, strict=True):
        assert done.code == DONE, done
        assert_result(out, recompute(folder))


def test_two_contents_for_one_period_at_once_are_not_mixed(many_counties, county, county_code, tmp_path):
    """One of the two is the month's folder; the other is refused, and by name."""
    folders = [county_copy(county, tmp_path / f"county-{number}", county=county_code, minimum_shelf_life_days=days)
               for number, days in enumerate([30, 60])]
    jobs = [(folder, tmp_path / f"out-{number}") for number, folder in enumerate(folders)]
    ended = run_at_once(many_counties, *jobs)
    assert sorted(done.code for done in ended) == [DONE, REFUSED], ended
    for done, (folder, out) in zip(ended, jobs, strict=True):
        if done.code == DONE:
            assert_result(out, recompute(folder))
        else:
            assert ("request_reused_with_different_content" in done.err or "period_already_settled" in done.err), done


@pytest.fixture(scope="module")
def new_database(program, tmp_path_factory):
    """Not there yet: the first test that uses it starts it."""
    data = DataFolder(tmp_path_factory.mktemp("new") / "data")
    yield data
    data.remove()


def test_a_first_start_of_several_at_once_starts_one_server(new_database, county, tmp_path):
    jobs = [(county_copy(county, tmp_path / f"county-{number}", county=f"14000{number}"), tmp_path / f"out-{number}")
            for number in range(2)]
    for done, (folder, out) in zip(run_at_once(new_database, *jobs), jobs, strict=True):
        assert done.code == DONE, done
        assert_result(out, recompute(folder))
    new_database.assert_clean()


def test_nobody_who_checks_meanwhile_sees_anything_broken(new_database, qingshan, county_code, tmp_path):
    """Between two commands everything holds, so it does at any moment for whoever looks. Few counties,
    so that most of the looking is at the one that works."""
    folders = [county_copy(qingshan["2026-12"], tmp_path / f"county-{year}", period=f"{year}-01")
               for year in range(2027, 2037)]
    done = []

    def work():
        for folder in folders:
            done.append(new_database.cycle(folder, folder.with_name(folder.name + "-out")))

    worker = threading.Thread(target=work)
    worker.start()
    looks = []
    while worker.is_alive():
        looks += [new_database.run("check"), new_database.run("audit", "verify")]
    worker.join()
    assert [each.code for each in done] == [DONE] * len(folders), done
    wrong = [look for look in looks if look.code != DONE]
    broken = {line for look in wrong for line in look.out.splitlines() if "BROKEN" in line or "breaks" in line}
    assert not wrong, f"{len(wrong)} of {len(looks)}: {broken}"
