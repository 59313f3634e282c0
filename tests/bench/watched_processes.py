"""Runs the program on a data folder and tells what it and the folder's database server used."""

import fcntl
import os
import shutil
import subprocess
import time
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
LONGEST_STOP_SECONDS = 300


def cpu_seconds(pid):
    """User and system seconds of a process so far, with its threads; None when they cannot be read."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND
    except (OSError, IndexError, ValueError):
        return None


def peak_megabytes(pid):
    """The most memory that the process had resident so far; None when it cannot be read."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except (OSError, IndexError, ValueError):
        pass
    return None


def used_between(before, after):
    return None if before is None or after is None else after - before


class DataFolder:
    """A data folder whose private server keeps running while this object is entered."""

    def __init__(self, path):
        self.path = Path(path)
        self._users_lock = None

    def __enter__(self):
        # The server stops when nobody holds this lock (inventory/database/server_lock.h).
        self._users_lock = open(self.path / "database/users.lock", "rb")
        fcntl.flock(self._users_lock, fcntl.LOCK_SH)
        return self

    def __exit__(self, *_):
        self._users_lock.close()

    def server_pid(self):
        try:
            return int((self.path / "database/pid").read_text())
        except (OSError, ValueError):
            return None

    def remove_when_unused(self):
        """Waits until no process of the folder's server is left, and removes the folder."""
        if (self.path / "database/server.lock").exists():
            self._wait_for_server_end()
        shutil.rmtree(self.path, ignore_errors=True)

    def _wait_for_server_end(self):
        deadline = time.monotonic() + LONGEST_STOP_SECONDS
        with open(self.path / "database/server.lock", "rb") as lock:
            while time.monotonic() < deadline:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    return
                except BlockingIOError:
                    time.sleep(0.1)
        raise TimeoutError(f"the database server in {self.path} does not stop")


def environment():
    """The benchmark's database is its own, whatever the caller's programs use."""
    return {name: value for name, value in os.environ.items() if name != "WUTONG_DATABASE"}


def run_cycle(wutong, data, county, results):
    """Runs `wutong cycle` as a child. Returns wall and CPU seconds, memory, and both processes' CPU
    seconds of every stage, read when the child says on standard error that the stage is done."""
    server = data.server_pid()
    server_before = cpu_seconds(server)
    begin = time.monotonic()
    child = subprocess.Popen(
        [wutong, "--data", data.path, "cycle", "--county", county, "--out", results],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, encoding="utf-8", env=environment())
    said, stages, peak = [], {}, None
    last = (0.0, server_before)
    for line in child.stderr:
        said.append(line)
        now = (cpu_seconds(child.pid), cpu_seconds(server))
        if " lines" in line and " statements" in line:
            stages[line.split()[0]] = {"wutong_cpu_seconds": used_between(last[0], now[0]),
                                       "server_cpu_seconds": used_between(last[1], now[1])}
            last = now
            peak = peak_megabytes(child.pid) or peak
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(f"wutong cycle ended with {child.returncode}:\n" + "".join(said))
    return {"wall_seconds": wall,
            "wutong_cpu_seconds": usage.ru_utime + usage.ru_stime,
            "server_cpu_seconds": used_between(server_before, cpu_seconds(server)),
            # ru_maxrss may be this script's own, from before the child became the program.
            "wutong_peak_megabytes": peak or usage.ru_maxrss / 1024,
            "server_peak_megabytes": peak_megabytes(server),
            "cpu_by_stage": stages}
