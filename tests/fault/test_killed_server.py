"""kill -9 of the private database server, its keeper, or its connections, in the middle of a cycle."""

import pytest

from interrupted_cycles import end_of, kill_keeper, kill_program, kill_server
from wutong_program import DONE, FAULT

# What a failed attempt leaves beside the work itself: a line in the audit chain.
TRACES = ["audit_entry"]
MOMENTS = 4


def survive(interrupted, process):
    """The program recovers, or gives up in good order; running it again completes the cycle."""
    done = end_of(process)
    assert done.code in (DONE, FAULT), done
    print(done.err.splitlines()[-3:])
    interrupted.assert_whole_so_far()
    interrupted.finish(except_rows=TRACES)


@pytest.mark.parametrize("number", range(MOMENTS))
def test_the_server_is_killed(undisturbed, interrupted, number):
    moment = undisturbed.moment("server", number, MOMENTS)
    print(f"killed after {moment}")
    process = interrupted.start()
    moment.wait(process)
    kill_server(interrupted.data)
    survive(interrupted, process)


def test_the_server_is_killed_again_and_again(undisturbed, interrupted):
    """Whenever another stage is done, for as long as the program goes on."""
    process = interrupted.start()
    for _ in range(5):
        process.stderr.readline()
        kill_server(interrupted.data)
    survive(interrupted, process)


@pytest.mark.parametrize("number", range(2))
def test_the_keeper_is_killed(undisturbed, interrupted, number):
    moment = undisturbed.moment("keeper", number + 1, 4)
    print(f"killed after {moment}")
    process = interrupted.start()
    moment.wait(process)
    kill_keeper(interrupted.data)
    survive(interrupted, process)


@pytest.mark.parametrize("number", range(MOMENTS))
def test_the_program_and_the_server_are_killed(undisturbed, interrupted, number):
    moment = undisturbed.moment("both", number, MOMENTS)
    print(f"killed after {moment}")
    process = interrupted.start()
    moment.wait(process)
    if number % 2 == 0:
        kill_program(process)
        kill_server(interrupted.data)
    else:
        kill_server(interrupted.data)
        kill_program(process)
    interrupted.assert_whole_so_far()
    interrupted.finish(except_rows=TRACES)


def cut_connections(data):
    others = "id <> CONNECTION_ID() AND user = 'root'"
    for [connection] in data.sql(f"SELECT id FROM information_schema.processlist WHERE {others}"):
        data.client(f"KILL {connection}")  # it may have ended by itself meanwhile


def test_connections_are_cut_again_and_again(undisturbed, interrupted):
    process = interrupted.start()
    while process.stderr.readline():
        cut_connections(interrupted.data)
    survive(interrupted, process)
