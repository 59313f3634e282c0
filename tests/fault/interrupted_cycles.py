"""Cycles that are interrupted at a chosen moment, and what must be true afterwards.

A moment is a number of progress lines that were seen (each stage prints one when it ends) and a
time after the last of them. The times come from a seeded generator, and are scaled by how long each
stage took undisturbed: so that they hit every stage on any machine. Nothing is asserted about time.
"""

import os
import random
import signal
import time
from pathlib import Path
from typing import NamedTuple

from compare_results import compare
from recompute_cycle import recompute
from wutong_program import DONE, REFUSED, Ended, assert_no_crash, assert_result, county_copy, wait_until

SEED = os.environ.get("WUTONG_SEED") or str(random.SystemRandom().randrange(10**9))
KILLS = int(os.environ.get("WUTONG_KILLS", "12"))


class Moment(NamedTuple):
    lines: int
    seconds: float

    def __str__(self):
        return f"{self.lines} lines and {self.seconds:.3f} s (WUTONG_SEED={SEED} WUTONG_KILLS={KILLS})"

    def wait(self, process):
        """Returns at the moment, or when the process has ended before."""
        for _ in range(self.lines):
            if not process.stderr.readline():
                break
        time.sleep(self.seconds)


class Undisturbed:
    """One cycle that nobody interrupts: what every interrupted one must come to in the end."""

    def __init__(self, data, county, code, home):
        self.data, self.county = data, county
        self.expected = recompute(county)
        process = data.start_cycle(county_copy(county, home / "undisturbed", county=code), home / "undisturbed-out")
        at, self.gaps = time.monotonic(), []
        while process.stderr.readline():
            self.gaps.append(time.monotonic() - at)
            at = time.monotonic()
        assert process.wait() == DONE
        self.gaps.append(time.monotonic() - at)
        assert_result(home / "undisturbed-out", self.expected)
        self.rows = data.rows_of(code)

    def moment(self, name, number, count):
        """The `number`th of `count` moments, spread over the whole run."""
        lines = number * len(self.gaps) // count
        rng = random.Random(f"{SEED}-{name}-{number}")
        return Moment(lines, rng.uniform(0, 1.2 * self.gaps[lines]))


class InterruptedCycle:
    """The cycle of a county of its own, on the database that all share."""

    def __init__(self, undisturbed, code, home):
        self.undisturbed, self.data, self.code = undisturbed, undisturbed.data, code
        self.county = county_copy(undisturbed.county, home / "county", county=code)
        self.out = home / "out"

    def start(self):
        return self.data.start_cycle(self.county, self.out)

    def assert_whole_so_far(self):
        """Every invariant holds, and results that say that they are complete are."""
        done = self.data.run("check")
        assert done.code == DONE, done
        if (self.out / "summary.json").exists():
            assert compare(self.out, self.undisturbed.expected) == []

    def finish(self, except_rows=()):
        """Run again: completed, or settled already; and everything was done once."""
        done = self.data.cycle(self.county, self.out)
        assert done.code == DONE or (done.code == REFUSED and "period_already_settled" in done.err), done
        assert_result(self.out, self.undisturbed.expected)
        rows = self.data.rows_of(self.code)
        assert {name: count for name, count in rows.items() if name not in except_rows} == {
            name: count for name, count in self.undisturbed.rows.items() if name not in except_rows}
        again = self.data.cycle(self.county, self.out)
        assert again.code == REFUSED and "period_already_settled" in again.err, again


def kill_program(process):
    process.kill()
    process.wait()
    process.stderr.close()


def kill_server(data):
    """kill -9 of the private server, if it is up; returns when the process is gone."""
    pid = data.server_pid()
    if pid is None:
        return
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: data.server_pid() != pid, "the end of the killed server")


def kill_keeper(data):
    """kill -9 of the process that started the server: its parent."""
    pid = data.server_pid()
    if pid is None:
        return
    status = Path(f"/proc/{pid}/stat").read_text()
    keeper = int(status.rpartition(")")[2].split()[1])
    assert Path(f"/proc/{keeper}/comm").read_text().strip() == "wutong-keeper"
    os.kill(keeper, signal.SIGKILL)


def end_of(process):
    _, errors = process.communicate(timeout=600)
    return assert_no_crash(Ended(process.returncode, "", errors.decode(errors="replace")))
