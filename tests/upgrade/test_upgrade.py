"""Every earlier schema version, with data of its time, comes to the newest one and goes on."""

import json
import os
import random
import subprocess
import time

import pytest

from backups import ManyDatabases, manifest
from earlier_versions import DUMPS, NEWEST, TABLES, VERSIONS, load
from wutong_fixtures import QINGSHAN
from wutong_program import DONE, REFUSED, WUTONG, county_copy, table_bytes

SEED = os.environ.get("WUTONG_SEED") or str(random.SystemRandom().randrange(10**9))


@pytest.fixture(scope="module")
def server(program, tmp_path_factory):
    server = ManyDatabases(tmp_path_factory.mktemp("outside"))
    yield server
    server.remove()


@pytest.fixture(params=VERSIONS, ids=str)
def version(request):
    return request.param


@pytest.fixture
def database(server, version, tmp_path):
    """A database of that version, not opened by this program yet."""
    database = server.new_database()
    load(database, version, tmp_path)
    return database


def applied(database):
    return [int(version) for [version] in database.sql("SELECT version FROM schema_migration ORDER BY 1")]


def columns(database):
    """The whole schema: every column and every key, by table."""
    where = f"table_schema = '{database.name}' AND table_name NOT LIKE 'restore_mark'"
    return (database.sql("SELECT table_name, column_name, column_type, is_nullable, collation_name FROM"
                         f" information_schema.columns WHERE {where} ORDER BY 1, ordinal_position")
            + database.sql("SELECT table_name, index_name, seq_in_index, column_name, non_unique FROM"
                           f" information_schema.statistics WHERE {where} ORDER BY 1, 2, 3"))


def content(database):
    """Every row of every table."""
    return {table: sorted(database.sql(f"SELECT * FROM {table}")) for table in database.tables()
            if table != "schema_migration"}


@pytest.fixture(scope="module")
def newest_columns(server):
    fresh = server.new_database()
    assert fresh.run("migrate").code == DONE
    return columns(fresh)


def goes_on(database, version, work):
    """The next period's results, and accounts, exactly as if nothing had happened in between."""
    if version.has_a_settled_period:
        again = database.run("cycle", "--county", QINGSHAN / "2026-11", "--out", work / "again")
        assert again.code == REFUSED and "period_already_settled" in again.err, again
        period, county = "2026-12", QINGSHAN / "2026-12"
    else:
        period, county = "2026-11", county_copy(QINGSHAN / "2026-11", work / "another", county="another")
    done = database.run("cycle", "--county", county, "--out", work / "out")
    assert done.code == DONE, done
    assert table_bytes(work / "out") == table_bytes(QINGSHAN / f"{period}-results")
    codes = ["--county", database.sql("SELECT MIN(code) FROM county")[0][0]]
    if not database.sql("SELECT user_id FROM user_account"):
        assert database.run("user", "add", "boss", *codes).code == DONE
    for arguments in (["user", "add", "new", "--role", "purchasing_manager"], ["user", "disable", "new"],
                      ["user", "list"]):
        done = database.run(*arguments, *codes)
        assert done.code == DONE, done
    (work / "s.csv").write_text("code,name\nZ9,最新\n", encoding="utf-8")
    done = database.run("import", "suppliers", work / "s.csv", *codes)
    assert done.code == DONE, done
    database.assert_clean()


def test_the_dumps_are_of_the_versions_that_they_are_named_after(database, version):
    newest = max(set(range(1, int(version.dump[1:]) + 1)) - set(version.without))
    assert applied(database)[-1] == newest
    assert database.sql("SELECT COUNT(*) > 5 FROM audit_entry") == [["1"]]
    if version.has_a_settled_period:
        assert database.sql("SELECT COUNT(*) > 0 FROM stock_movement") == [["1"]]


def test_an_upgrade_keeps_every_row_and_the_county_goes_on(database, version, newest_columns, tmp_path):
    before = content(database)
    done = database.run("--json", "migrate")
    assert done.code == DONE and json.loads(done.out)["schema_version"] == NEWEST, done
    assert applied(database) == list(range(1, NEWEST + 1))
    assert columns(database) == newest_columns
    after = content(database)
    assert {table: after[table] for table in before} == before
    database.assert_clean()
    goes_on(database, version, tmp_path)


def test_a_backup_of_then_is_restored_and_goes_on(server, database, version, newest_columns, tmp_path):
    """Taken by this program before the upgrade, which it leaves to the restore."""
    before = applied(database)
    done = database.run("backup", tmp_path / "backup")
    assert done.code == DONE, done
    assert applied(database) == before and manifest(tmp_path / "backup")["schema_version"] == before[-1]
    restored = server.new_database()
    done = restored.run("--json", "restore", tmp_path / "backup")
    assert done.code == DONE, done
    assert json.loads(done.out)["schema_version_now"] == NEWEST
    assert columns(restored) == newest_columns
    goes_on(restored, version, tmp_path)


@pytest.mark.parametrize("version", [VERSIONS[0], VERSIONS[3], VERSIONS[-1]], indirect=True, ids=str)
def test_an_upgrade_that_is_killed_is_finished_by_the_next_start(database, version, newest_columns, tmp_path):
    """Killed again and again, each time later, until one came through."""
    before = content(database)
    rng, kills, patience = random.Random(f"{SEED}-{version}"), 0, 0.0
    print(f"WUTONG_SEED={SEED}")
    while NEWEST not in applied(database):
        process = subprocess.Popen([WUTONG, "migrate"], env=database.environment(), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        patience += rng.uniform(0, 0.05)
        time.sleep(patience)
        process.kill()
        process.communicate()
        kills += 1
    assert applied(database) == list(range(1, NEWEST + 1))
    print(f"killed {kills} times")
    assert database.run("migrate").code == DONE
    assert columns(database) == newest_columns
    after = content(database)
    assert {table: after[table] for table in before} == before
    database.assert_clean()
    goes_on(database, version, tmp_path)


def test_every_released_migration_has_a_dump_that_saw_it():
    """A new migration: make a dump with the program of before (README.md), and raise the figure."""
    newest_dump = max(int(path.name[1:5]) for path in DUMPS.glob("v*.sql.gz"))
    assert newest_dump >= 11
    assert set(TABLES) == set(range(1, NEWEST + 1))
