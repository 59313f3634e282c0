"""Backups that are taken while others write: each is of one moment, and of one that there was."""

import itertools
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from backups import ManyDatabases, manifest
from wutong_program import DONE, REFUSED, DataFolder, county_copy, generated_county, wait_until

sys.path.insert(0, str(Path(__file__).parents[1] / "http"))

from http_fixtures import Server  # noqa: E402
from test_accounts import GOOD  # noqa: E402

BACKUPS = 4
CODE = "900001"


@pytest.fixture(scope="module")
def county(program, tmp_path_factory):
    return generated_county(tmp_path_factory.mktemp("county") / "county", facilities=30, items=60, suppliers=8,
                            lines=1500, seed=21)


@pytest.fixture(scope="module")
def served(county, tmp_path_factory):
    """A county with one settled period, served, and a purchasing manager who has signed in."""
    home = tmp_path_factory.mktemp("served")
    data = DataFolder(home / "data").hold()
    assert data.cycle(county_copy(county, home / "first", county=CODE), home / "first-out").code == DONE
    made = data.run("user", "add", "boss")
    assert made.code == DONE, made
    password = "another long county secret"
    made = subprocess.run(data.command("user", "add", "wang", "--role", "purchasing_manager", "--password-stdin"),
                          input=password.encode() + b"\n", capture_output=True, check=False)
    assert made.returncode == DONE, made.stderr
    server = Server(data.path, home / "serve.log")
    client = server.client()
    assert client.sign_in("wang", password).status == 200
    changed = client.put("/api/v1/session/password", {"current_password": password, "new_password": GOOD})
    assert changed.status == 204, changed.text
    yield data, client, home
    assert server.end() == 0
    data.assert_clean()
    data.remove()


class Load:
    """Threads that write until they are told to stop; each counts what it got done."""

    def __init__(self, *writers):
        self.stop, self.done, self.errors = threading.Event(), [0] * len(writers), []
        self.threads = [threading.Thread(target=self._go, args=(number, writer))
                        for number, writer in enumerate(writers)]

    def _go(self, number, writer):
        try:
            for turn in itertools.count():
                if self.stop.is_set():
                    return
                writer(turn)
                self.done[number] += 1
        except Exception as error:  # told at the end, in the test's own thread
            self.errors.append(error)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for thread in self.threads:
            thread.join()
        assert not self.errors, self.errors

    def wait_for_one_more_of_each(self):
        before = list(self.done)
        wait_until(lambda: self.errors or all(now > then for now, then in zip(self.done, before, strict=True)),
                   "the writers")


def writers_of(data, client, county, home):
    def run_a_cycle(turn):
        folder = county_copy(county, home / f"county-{turn}", county=str(910000 + turn))
        done = data.cycle(folder, home / f"out-{turn}")
        assert done.code == DONE, done

    def rename_a_supplier(turn):
        before = client.get("/api/v1/suppliers/S0001")
        changed = client.put("/api/v1/suppliers/S0001", {"name": f"供应商 {turn}"}, If_Match=before.headers["etag"])
        assert changed.status == 200, changed.text

    def import_suppliers(turn):
        file = home / "suppliers.csv"
        rows = "".join(f"N{number:04},名称 {turn}\n" for number in range(300))
        file.write_text("code,name\n" + rows, encoding="utf-8")
        done = data.run("import", "suppliers", file, "--county", CODE)
        assert done.code == DONE, done

    return run_a_cycle, rename_a_supplier, import_suppliers


@pytest.fixture(scope="module")
def backups(served, county):
    """One after the other, each begun while a cycle, requests and imports are under way."""
    data, client, home = served
    folders = []
    with Load(*writers_of(data, client, county, home)) as load:
        for number in range(BACKUPS):
            load.wait_for_one_more_of_each()
            folders.append(home / f"backup-{number}")
            done = data.run("backup", folders[-1])
            assert done.code == DONE, done
        load.wait_for_one_more_of_each()
    return folders


@pytest.fixture(scope="module")
def databases(program, tmp_path_factory):
    server = ManyDatabases(tmp_path_factory.mktemp("outside"))
    yield server
    server.remove()


@pytest.mark.parametrize("number", range(BACKUPS))
def test_each_restores_to_where_every_invariant_holds(backups, databases, number):
    database = databases.new_database()
    done = database.run("restore", backups[number])
    assert done.code == DONE, done
    database.assert_clean()


def test_the_audit_chains_of_all_are_beginnings_of_the_chain_that_went_on(served, backups):
    data = served[0]
    lengths = []
    for folder in backups:
        for head in manifest(folder)["counties"]:
            if head["audit_sequence"] == 0:
                continue  # registered, and nothing done yet
            assert data.sql(f"SELECT hash FROM audit_entry WHERE county_id = {head['county_id']}"
                            f" AND sequence = {head['audit_sequence']}") == [[head["audit_hash"]]]
        lengths.append(sum(head["audit_sequence"] for head in manifest(folder)["counties"]))
    assert lengths == sorted(set(lengths)), "each backup is of a later moment"
    assert lengths[-1] < int(data.sql("SELECT SUM(sequence) FROM audit_head")[0][0])


def test_two_backups_at_once_do_not_mix(served, tmp_path):
    data = served[0]
    first, second = (data.start("backup", tmp_path / "same") for _ in range(2))
    codes = sorted(each.wait() for each in (first, second))
    for each in (first, second):
        each.stderr.close()
    assert codes == [DONE, REFUSED]
    assert [path.name for path in tmp_path.iterdir()] == ["same"]
