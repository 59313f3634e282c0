"""The database that the program keeps for itself: its owner's alone, and never on the network."""

import os
import stat
import subprocess

import pytest

from recompute_cycle import recompute
from wutong_program import DONE, assert_result, environment, run_wutong


def sockets_of(pid):
    """The inodes of the sockets that a process has open."""
    for name in os.listdir(f"/proc/{pid}/fd"):
        target = os.readlink(f"/proc/{pid}/fd/{name}")
        if target.startswith("socket:["):
            yield target.removeprefix("socket:[").removesuffix("]")


def network_sockets(pid):
    """The inodes of all sockets of the network that the process sees, of whichever process they are."""
    for protocol in ("tcp", "tcp6", "udp", "udp6"):
        with open(f"/proc/{pid}/net/{protocol}", encoding="ascii") as lines:
            next(lines)
            yield from (line.split()[9] for line in lines)


def test_the_server_is_not_on_the_network(many_counties):
    pid = many_counties.server_pid()
    assert pid is not None
    own = set(sockets_of(pid))
    assert own and not own & set(network_sockets(pid))


def test_nobody_else_can_look_into_the_data_folder(many_counties):
    for folder in (many_counties.path, many_counties.database):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_usual_data_folder_is_used_when_none_is_named(many_counties, county_code, qingshan, tmp_path):
    (tmp_path / "wutong").symlink_to(many_counties.path)
    done = run_wutong("cycle", "--county", qingshan["2026-11"], "--out", tmp_path / "out",
                      env=environment(XDG_DATA_HOME=str(tmp_path)))
    assert done.code == DONE, done
    assert many_counties.rows_of(county_code)["procurement_cycle"] == "1"


@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1), (0, 1, 2)], ids=str)
def test_a_program_started_without_its_standard_streams_writes_into_no_other_file(many_counties, qingshan, tmp_path,
                                                                                 closed):
    """What it opens first must not be taken for its standard output: a result file, or the database."""
    closing = " ".join(f"{stream}>&-" for stream in closed)
    command = many_counties.command("cycle", "--county", qingshan["2026-11"], "--out", tmp_path / "out")
    done = subprocess.run(["/bin/sh", "-c", f'exec "$@" {closing}', "sh", *command], env=environment(),
                          stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert done.returncode == DONE, done
    assert_result(tmp_path / "out", recompute(qingshan["2026-11"]))
