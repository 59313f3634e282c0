"""The program as its user meets it: started as a process, judged by exit code, output and files.

Also used by tests/fault. Nothing here ends a process that it did not start itself, and nothing
waits for a length of time: `wait_until` looks again and again until something has come true.
"""

import atexit
import contextlib
import fcntl
import functools
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from compare_results import compare, summary_faults
from result_tables import COLUMNS

WUTONG = os.path.abspath(os.environ["WUTONG"]) if os.environ.get("WUTONG") else None
DONE, REFUSED, USAGE, FAULT = 0, 1, 2, 3
RESULT_FILES = {*COLUMNS, "summary.json"}
LONGEST_WAIT_SECONDS = 600  # for a machine that freezes, never an expectation
CRASH_EXIT_CODE = 86  # of a sanitizer, so that its report is not taken for a refusal


def is_sanitized():
    """A build with the address sanitizer needs several times the memory."""
    if os.environ.get("WUTONG_SANITIZED") == "1":
        return True
    return WUTONG is not None and b"libasan.so" in Path(WUTONG).read_bytes()


@functools.cache
def folder_of_defaults():
    """Where the program keeps its data when it is told nothing: never the home of whoever runs the tests."""
    folder = tempfile.mkdtemp(prefix="wutong-defaults-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def environment(**changes):
    """The caller's environment without what would steer the program; None takes a variable away."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("WUTONG")}
    variables["XDG_DATA_HOME"] = folder_of_defaults()
    variables["ASAN_OPTIONS"] = variables["LSAN_OPTIONS"] = f"exitcode={CRASH_EXIT_CODE}"
    variables["UBSAN_OPTIONS"] = f"exitcode={CRASH_EXIT_CODE}:print_stacktrace=1"
    variables.update(LC_ALL="C.UTF-8", **changes)
    return variables


def wait_until(condition, what):
    """Returns what `condition` returned when it came true."""
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while not (answer := condition()):
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.01)
    return answer


class Ended(NamedTuple):
    """How a run of the program ended."""

    code: int
    out: str
    err: str

    def __str__(self):
        return f"exit {self.code}\nstdout:\n{self.out[-2000:]}\nstderr:\n{self.err[-4000:]}"


def assert_no_crash(ended):
    """Whatever happens, the program neither crashes nor trips a sanitizer."""
    assert ended.code in (DONE, REFUSED, USAGE, FAULT), ended
    assert "Sanitizer" not in ended.err and "runtime error:" not in ended.err, ended
    return ended


def run(arguments, **options):
    """Runs a command to its end; as text, with no terminal."""
    options.setdefault("env", environment())
    options.setdefault("stdin", subprocess.DEVNULL)
    done = subprocess.run([str(each) for each in arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=LONGEST_WAIT_SECONDS, check=False, **options)
    return Ended(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def run_wutong(*arguments, **options):
    return assert_no_crash(run([WUTONG, *arguments], **options))


class DataFolder:
    """A private database, and the program run on it."""

    def __init__(self, path):
        self.path = Path(path)
        self._users_lock = None

    # Running ----------------------------------------------------------------

    def command(self, *arguments):
        return [WUTONG, "--data", str(self.path), *(str(each) for each in arguments)]

    def run(self, *arguments, **options):
        return assert_no_crash(run(self.command(*arguments), **options))

    def cycle(self, county, out, *options, **process_options):
        return self.run("cycle", "--county", county, "--out", out, *options, **process_options)

    def start(self, *arguments, **options):
        """Starts the program and returns at once; its stderr is a pipe unless told otherwise."""
        options.setdefault("env", environment())
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen(self.command(*arguments), stdin=subprocess.DEVNULL, **options)

    def start_cycle(self, county, out, *options, **process_options):
        return self.start("cycle", "--county", county, "--out", out, *options, **process_options)

    def assert_clean(self):
        """Every invariant of every county holds, and no audit chain is broken."""
        for arguments in (("check",), ("audit", "verify")):
            done = self.run(*arguments)
            assert done.code == DONE, f"wutong {' '.join(arguments)}: {done}"

    def rows_of(self, county_code):
        """How many rows of a county each table holds; the server must be up."""
        tables = self.sql("SELECT table_name FROM information_schema.columns WHERE table_schema = 'wutong'"
                          " AND column_name = 'county_id' ORDER BY 1")
        counts = [f"SELECT '{name}', COUNT(*) FROM {name} WHERE county_id IN"
                  f" (SELECT county_id FROM county WHERE code = '{county_code}')" for [name] in tables]
        return dict(self.sql(" UNION ALL ".join(counts)))

    # The server -------------------------------------------------------------

    @property
    def database(self):
        return self.path / "database"

    def hold(self):
        """Keeps the server running between commands, as any user of it does: by a shared lock."""
        if not (self.database / "users.lock").exists():
            assert self.run("migrate").code == DONE
        self._users_lock = open(self.database / "users.lock", "rb+")
        fcntl.flock(self._users_lock, fcntl.LOCK_SH)
        # It may have been on its way down until this moment.
        started = self.run("migrate")
        assert started.code == DONE, started
        return self

    def release(self):
        if self._users_lock is not None:
            self._users_lock.close()
            self._users_lock = None

    def is_stopped(self):
        """No server is left and none is on its way: only then `server.lock` is free."""
        path = self.database / "server.lock"
        if not path.exists():
            return True
        with open(path, "rb+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

    def remove(self):
        self.release()
        wait_until(self.is_stopped, f"the end of the database server of {self.path}")
        shutil.rmtree(self.path, ignore_errors=True)

    def server_pid(self):
        """The private server's process, or None; never another process that has its old number."""
        with contextlib.suppress(OSError, ValueError):
            pid = int((self.database / "pid").read_text())
            if os.path.samefile(f"/proc/{pid}/cwd", self.database / "data"):
                return pid
        return None

    def client(self, statement):
        """Runs SQL behind the program's back."""
        return run(["mariadb", "--no-defaults", "--socket=socket", "--user=root", "--batch", "--skip-column-names",
                    "wutong", "--execute", statement], cwd=self.database)

    def sql(self, statement):
        """The same, when nothing may go wrong: the server must be up. Rows as lists of text."""
        done = self.client(statement)
        assert done.code == 0, done
        return [line.split("\t") for line in done.out.splitlines()]


# Results --------------------------------------------------------------------


def assert_result(out, expected):
    """The result folder holds exactly the files of the contract, and exactly what the oracle says."""
    assert {path.name for path in Path(out).iterdir()} == RESULT_FILES
    differences = compare(out, expected) + summary_faults(out)
    assert not differences, f"{out}:\n" + "\n".join(differences)


def table_bytes(out):
    """The tables of a result folder, byte for byte; not the summary, which tells the time it took."""
    return {name: (Path(out) / name).read_bytes() for name in COLUMNS}


def folder_state(folder):
    """Everything that a rewritten file would change."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path(folder).iterdir()}


# County folders -------------------------------------------------------------


def county_copy(folder, target, **changes):
    """A copy of a county folder with other values in its cycle.json; None takes a field away."""
    shutil.copytree(folder, target)
    cycle = json.loads((Path(target) / "cycle.json").read_text(encoding="utf-8-sig"))
    cycle.update(changes)
    cycle = {name: value for name, value in cycle.items() if value is not None}
    (Path(target) / "cycle.json").write_text(json.dumps(cycle, ensure_ascii=False), encoding="utf-8")
    return Path(target)


def generated_county(target, *, facilities, items, suppliers, lines, seed, **changes):
    """A made-up county from `wutong generate`, with values of its own in cycle.json."""
    plain = Path(target).with_name(Path(target).name + "-plain")
    done = run_wutong("generate", "--facilities", facilities, "--items", items, "--suppliers", suppliers,
                      "--lines", lines, "--seed", seed, "--out", plain)
    assert done.code == DONE, done
    return county_copy(plain, target, **changes)
