"""The command line itself: help, wrong arguments, databases that cannot be reached."""

import json
import socket

import pytest

from wutong_fixtures import QINGSHAN
from wutong_program import DONE, FAULT, USAGE, environment, run_wutong

WRONG = {
    "no command": [],
    "an unknown command": ["bargain"],
    "an unknown option": ["check", "--fast"],
    "an option without its value": ["cycle", "--county"],
    "a cycle without a result folder": ["cycle", "--county", "x"],
    "a cycle without a county folder": ["cycle", "--out", "x"],
    "one argument too many": ["check", "everything"],
    "threads that are no number": ["cycle", "--county", "x", "--out", "y", "--threads", "many"],
    "negative threads": ["cycle", "--county", "x", "--out", "y", "--threads", "-1"],
    "more threads than anyone has": ["cycle", "--county", "x", "--out", "y", "--threads", "100000"],
    "audit what?": ["audit"],
    "export what?": ["export"],
    "an unknown export": ["export", "poetry"],
    "import what?": ["import"],
    "import from where?": ["import", "items"],
    "an unknown import": ["import", "poetry", "x.csv"],
    "two commands": ["check", "migrate"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
def test_wrong_usage_is_exit_2(arguments, tmp_path):
    done = run_wutong("--data", tmp_path / "data", *arguments)
    assert done.code == USAGE, done
    assert done.out == "" and done.err != "", done
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", [[], ["cycle"], ["check"], ["audit"], ["audit", "verify"], ["migrate"],
                                     ["import"], ["export"], ["generate"],
                                     ["serve"]])
def test_help_is_exit_0(command, tmp_path):
    done = run_wutong(*command, "--help", cwd=tmp_path)
    assert done.code == DONE and done.err == "", done
    assert "--" in done.out
    assert list(tmp_path.iterdir()) == []


WRONG_ADDRESSES = ["nonsense", "mysql://", "mysql:///name", "http://user@host/name", "mysql://user@host",
                   "mysql://user@host/", "mysql://host/name", "mysql://user:secret@host:abc/name",
                   "mysql://user:secret@host:99999/name", "mysql://user:secret@host/name?speed=high",
                   "mysql://user:secret@[::1/name", "postgres://user:secret@host/name"]


@pytest.mark.parametrize("by", ["option", "variable"])
@pytest.mark.parametrize("address", WRONG_ADDRESSES)
def test_a_wrong_database_address_is_exit_2(address, by, tmp_path):
    arguments = ["--database", address] if by == "option" else []
    done = run_wutong(*arguments, "check", cwd=tmp_path,
                      env=environment(**({"WUTONG_DATABASE": address} if by == "variable" else {})))
    assert done.code == USAGE, done
    assert "secret" not in done.err and "secret" not in done.out, done


def closed_port():
    """A port that nothing listens on: bound, and never listened to, until the test ends."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    return bound


def test_a_database_that_is_not_there_is_exit_3(tmp_path):
    with closed_port() as bound:
        address = f"mysql://user:secret@127.0.0.1:{bound.getsockname()[1]}/name"
        done = run_wutong("cycle", "--county", QINGSHAN / "2026-11", "--out", tmp_path / "out",
                          env=environment(WUTONG_DATABASE=address))
    assert done.code == FAULT, done
    assert "database is not available" in done.err and "数据库" in done.err, done
    assert "secret" not in done.err
    assert not (tmp_path / "out").exists()


def test_a_data_folder_that_cannot_be_made_is_exit_3(tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = run_wutong("--data", tmp_path / "file" / "data", "check")
    assert done.code == FAULT and str(tmp_path / "file") in done.err, done
    done = run_wutong("--data", tmp_path / "file", "check")
    assert done.code == FAULT and str(tmp_path / "file") in done.err, done
    assert (tmp_path / "file").read_text() == "in the way"


def test_results_for_programs_are_json(many_counties, qingshan, tmp_path):
    done = many_counties.cycle(qingshan["2026-11"], tmp_path / "out", "--json")
    assert done.code == DONE, done
    summary = json.loads(done.out)
    written = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary == written
    for arguments in (["migrate"], ["check"], ["audit", "verify"]):
        done = many_counties.run("--json", *arguments)
        assert done.code == DONE and json.loads(done.out), done


def test_output_that_cannot_be_written_is_not_success(many_counties):
    """`wutong ... > full disk` must not look like a success."""
    for arguments in (["--json", "check"], ["check"], ["audit", "verify"]):
        with open("/dev/full", "wb") as full:
            process = many_counties.start(*arguments, stdout=full)
            _, errors = process.communicate(timeout=600)
        assert process.returncode == FAULT, (arguments, process.returncode, errors)
