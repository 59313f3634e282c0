"""`--database mysql://...`: the same results on a server that somebody else runs."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from outside_server import DATABASE, ODD_PASSWORD, ODD_USER, PASSWORD, OutsideServer, make_authority
from wutong_fixtures import QINGSHAN
from wutong_program import DONE, FAULT, WUTONG, environment, run_wutong, table_bytes, wait_until


@pytest.fixture(scope="module")
def server(program, tmp_path_factory):
    server = OutsideServer(tmp_path_factory.mktemp("outside"))
    yield server
    server.remove()


def by_variable(server, **changes):
    return environment(WUTONG_DATABASE=server.address(**changes))


def assert_no_secret(done):
    for secret in (PASSWORD, ODD_PASSWORD, "p%40ss", "秘密"):
        assert secret not in done.out and secret not in done.err, done


def assert_fault(done):
    assert done.code == FAULT and done.err, done
    assert_no_secret(done)


def test_an_empty_database_has_nothing_wrong_with_it(server):
    for arguments in (["migrate"], ["check"], ["audit", "verify"]):
        done = run_wutong(*arguments, env=by_variable(server))
        assert done.code == DONE, done


def test_both_periods_give_the_same_bytes_as_a_private_database(server, tmp_path):
    for period in ("2026-11", "2026-12"):
        done = run_wutong("cycle", "--county", QINGSHAN / period, "--out", tmp_path / period, cwd=tmp_path,
                          env=by_variable(server))
        assert done.code == DONE, done
        assert_no_secret(done)
        assert table_bytes(tmp_path / period) == table_bytes(QINGSHAN / f"{period}-results")
    assert run_wutong("--database", server.address(), "check").code == DONE
    done = run_wutong("--database", server.address(), "--json", "audit", "verify")
    assert done.code == DONE and json.loads(done.out)[0]["holds"], done
    assert server.sql("SHOW TABLES FROM other") == []
    assert {path.name for path in tmp_path.iterdir()} == {"2026-11", "2026-12"}


def test_texts_are_stored_as_they_are_whatever_the_server_s_own_character_set(server, tmp_path):
    """Runs after the cycles above, or makes them."""
    run_wutong("cycle", "--county", QINGSHAN / "2026-11", "--out", tmp_path / "out", env=by_variable(server))
    names = server.sql(f"SELECT name FROM {DATABASE}.supplier ORDER BY code")
    assert ['"北方"药业'] in names


def test_the_password_is_in_no_argument_and_no_output(server):
    process = subprocess.Popen([WUTONG, "--json", "check"], env=by_variable(server), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    line = wait_until(Path(f"/proc/{process.pid}/cmdline").read_bytes, "the command line")
    out, err = process.communicate(timeout=600)
    assert b"check" in line
    assert PASSWORD.encode() not in line + out + err


def test_a_user_and_a_password_of_odd_characters_are_written_as_percents(server):
    done = run_wutong("check", env=by_variable(server, user=ODD_USER, password=ODD_PASSWORD))
    assert done.code == DONE, done


def test_who_is_not_let_in_is_told_so_and_sees_no_password(server):
    assert_fault(run_wutong("check", env=by_variable(server, password=PASSWORD + "x")))
    assert_fault(run_wutong("check", env=by_variable(server, user="nobody")))
    assert_fault(run_wutong("check", env=by_variable(server, database="no_such_database")))
    assert_fault(run_wutong("check", env=by_variable(server, database="other")))


def test_an_option_is_stronger_than_the_variable(server):
    done = run_wutong("--database", server.address(), "check",
                      env=environment(WUTONG_DATABASE="mysql://nobody:x@127.0.0.1:1/nothing"))
    assert done.code == DONE, done


# Encryption -----------------------------------------------------------------


@pytest.mark.parametrize("options", ["?tls=required", "?tls=/no/such/authority.pem"])
def test_encryption_that_was_asked_for_is_never_left_out(server, options):
    """The server has none: better no connection than one that can be listened to."""
    assert_fault(run_wutong("check", env=by_variable(server, options=options)))


@pytest.fixture(scope="module")
def encrypted(server, tmp_path_factory):
    """The same server, now with a certificate; returns the folder of two authorities."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("authorities")
    for name in ("right", "wrong"):
        make_authority(folder, name)
    server.stop()
    server.start(f"--ssl-cert={folder / 'right-server.pem'}", f"--ssl-key={folder / 'right-server.key'}",
                 f"--ssl-ca={folder / 'right.pem'}", "--require-secure-transport=ON")
    return folder


def test_a_server_that_insists_on_encryption_gets_it(server, encrypted):
    for options in ("?tls=required", f"?tls={encrypted / 'right.pem'}"):
        done = run_wutong("check", env=by_variable(server, options=options))
        assert done.code == DONE, (options, done)


def test_a_server_of_another_authority_is_not_trusted(server, encrypted):
    assert_fault(run_wutong("check", env=by_variable(server, options=f"?tls={encrypted / 'wrong.pem'}")))
