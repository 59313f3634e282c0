"""`wutong backup` and `wutong restore`: everything comes back, and what is not whole is not taken."""

import json
import os
import random
import shutil
import stat

import pytest

from backups import ManyDatabases, assert_refused, change_row, files_of, manifest
from wutong_fixtures import QINGSHAN
from wutong_program import DONE, FAULT, REFUSED, USAGE, DataFolder, run, table_bytes


@pytest.fixture(scope="module")
def databases(program, tmp_path_factory):
    server = ManyDatabases(tmp_path_factory.mktemp("outside"))
    yield server
    server.remove()


@pytest.fixture(scope="module")
def settled(program, tmp_path_factory):
    """A month of the county written by hand, with accounts."""
    home = tmp_path_factory.mktemp("settled")
    data = DataFolder(home / "data").hold()
    assert data.cycle(QINGSHAN / "2026-11", home / "out").code == DONE
    assert data.run("user", "add", "boss").code == DONE
    assert data.run("user", "add", "wang", "--name", "王伟 \U0001f600", "--role", "purchasing_manager").code == DONE
    yield data
    data.remove()


@pytest.fixture(scope="module")
def backup(settled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backups") / "first"
    done = settled.run("backup", folder)
    assert done.code == DONE, done
    return folder


@pytest.fixture
def copy(backup, tmp_path):
    return shutil.copytree(backup, tmp_path / "copy")


# There and back -------------------------------------------------------------


def test_a_backup_is_its_owners_alone_and_a_standard_tool_checks_it(backup):
    for path in [backup, backup / "tables", *files_of(backup)]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=backup).code == 0
    assert not backup.with_name("first.partial").exists()


def test_the_manifest_says_what_is_in_it(settled, backup):
    said = manifest(backup)
    [head] = said["counties"]
    assert settled.sql("SELECT sequence, hash FROM audit_head") == [[str(head["audit_sequence"]), head["audit_hash"]]]
    for table in said["tables"]:
        assert settled.sql(f"SELECT COUNT(*) FROM {table['name']}") == [[str(table["rows"])]]
    assert {table["name"] for table in said["tables"]} == {name for [name] in settled.sql("SHOW TABLES")}


def test_everything_comes_back_and_the_county_goes_on(settled, backup, tmp_path):
    restored = DataFolder(tmp_path / "restored")
    try:
        done = restored.run("--json", "restore", backup)
        assert done.code == DONE, done
        said = json.loads(done.out)
        assert said["violations"] == 0 and said["invariants"] > 30
        assert said["counties"][0]["audit_sequence"] == manifest(backup)["counties"][0]["audit_sequence"]
        restored.hold()
        restored.assert_clean()
        for [table] in settled.sql("SHOW TABLES"):
            everything = f"SELECT * FROM {table}"
            assert sorted(restored.sql(everything)) == sorted(settled.sql(everything)), table
            assert restored.sql(f"SHOW CREATE TABLE {table}") == settled.sql(f"SHOW CREATE TABLE {table}")
        assert restored.sql("SHOW TABLES") == settled.sql("SHOW TABLES")
        assert restored.cycle(QINGSHAN / "2026-12", tmp_path / "out").code == DONE
        assert table_bytes(tmp_path / "out") == table_bytes(QINGSHAN / "2026-12-results")
    finally:
        restored.remove()


def test_to_somebody_elses_server_and_from_it(settled, backup, databases, tmp_path):
    database = databases.new_database()
    done = database.run("restore", backup)
    assert done.code == DONE, done
    database.assert_clean()
    assert database.run("backup", tmp_path / "second").code == DONE
    first, second = manifest(backup), manifest(tmp_path / "second")
    assert [(table["name"], table["rows"], table["rows_sha256"]) for table in first["tables"]] == [
        (table["name"], table["rows"], table["rows_sha256"]) for table in second["tables"]]


def test_texts_numbers_and_bytes_of_every_kind_come_back(databases, tmp_path):
    """What no table of ours has today, but one may have tomorrow."""
    database = databases.new_database()
    assert database.run("migrate").code == DONE
    database.sql("CREATE TABLE odd (id BIGINT UNSIGNED PRIMARY KEY, t LONGTEXT, b LONGBLOB, v VARBINARY(9),"
                 " d DECIMAL(65,30), f DATETIME(6), y DATE, e ENUM('a','乙'), g INT AS (id % 7))"
                 " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
    hostile = "'\\\\\\'\"\\n\\r\\t\\0\\Z%_ 中文 \U0001f600 [\"x\",null]'"
    database.sql("SET sql_mode = '';"
                 f"INSERT INTO odd (id, t, b, v, d, f, y, e) VALUES (18446744073709551615, {hostile}, x'00ff27225c0a', x'00',"
                 " -12345678901234567890123456789012345.000000000000000000000000000001, '2026-02-28 23:59:59.000001',"
                 " '9999-12-31', '乙'), (0, '', '', '', 0, NULL, NULL, NULL), (1, NULL, NULL, NULL, NULL, NULL, NULL, 'a')")
    assert database.run("backup", tmp_path / "odd").code == DONE
    other = databases.new_database()
    done = other.run("restore", tmp_path / "odd")
    assert done.code == DONE, done
    query = "SELECT id, HEX(t), HEX(b), HEX(v), d, f, y, e, g FROM odd ORDER BY id"
    assert other.sql(query) == database.sql(query)


# What is refused ------------------------------------------------------------


def test_a_backup_overwrites_nothing(settled, backup, tmp_path):
    before = {path: path.read_bytes() for path in files_of(backup)}
    assert_refused(settled.run("backup", backup), "backup_target_taken", backup)
    assert {path: path.read_bytes() for path in files_of(backup)} == before
    (tmp_path / "file").write_text("precious")
    assert_refused(settled.run("backup", tmp_path / "file"), "backup_target_taken")
    assert (tmp_path / "file").read_text() == "precious"
    (tmp_path / "empty").mkdir()
    assert settled.run("backup", str(tmp_path / "empty") + "/").code == DONE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file"]


def test_a_place_that_cannot_be_written_is_named(settled, tmp_path):
    assert_refused(settled.run("backup", tmp_path / "no" / "such" / "folder"), "output_not_writable", "folder")
    assert_refused(settled.run("backup", "/proc/backup"), "output_not_writable", "/proc/backup")


def test_nothing_is_backed_up_from_nowhere(tmp_path, databases):
    done = DataFolder(tmp_path / "mistyped").run("backup", tmp_path / "out")
    assert_refused(done, "backup_of_nothing", "mistyped")
    assert list(tmp_path.iterdir()) == []
    assert_refused(databases.new_database().run("backup", tmp_path / "out"), "backup_of_nothing")
    assert list(tmp_path.iterdir()) == []


def test_a_used_database_is_not_restored_over(settled, backup, databases):
    before = settled.sql("SELECT * FROM audit_head")
    assert_refused(settled.run("restore", backup), "restore_target_used", "county -")
    assert settled.sql("SELECT * FROM audit_head") == before
    database = databases.new_database()
    database.sql("CREATE TABLE somebodys (id INT)")
    assert_refused(database.run("restore", backup), "restore_target_used", "somebodys")
    assert database.tables() == {"somebodys"}


def test_what_is_no_backup_is_refused_and_nothing_is_made(tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("nothing", "empty"):
        data = DataFolder(tmp_path / "data")
        assert_refused(data.run("restore", tmp_path / name), "backup_not_readable", name)
        assert not data.path.exists()
    assert data.run("restore").code == USAGE


def test_a_flipped_byte_anywhere_is_found(copy, databases):
    """One byte of every file at a place of its own, and every byte of the checksums' first lines."""
    seed = os.environ.get("WUTONG_SEED") or str(random.SystemRandom().randrange(10**9))
    print(f"WUTONG_SEED={seed}")
    rng = random.Random(seed)
    database = databases.new_database()
    places = [(path, rng.randrange(path.stat().st_size)) for path in files_of(copy)]
    places += [(copy / "SHA256SUMS", at) for at in (0, 63, 64, 65, 66, 79)]
    places += [(copy / "manifest.json", rng.randrange((copy / "manifest.json").stat().st_size)) for _ in range(5)]
    for path, at in places:
        whole = path.read_bytes()
        flipped = bytearray(whole)
        flipped[at] ^= 1 << rng.randrange(8)
        path.write_bytes(flipped)
        assert_refused(database.run("restore", copy), "backup_damaged", copy)
        path.write_bytes(whole)
    assert database.tables() == set()
    assert database.run("restore", copy).code == DONE


def test_a_missing_and_a_shortened_file_are_found(copy, databases):
    database = databases.new_database()
    for path in [copy / "SHA256SUMS", copy / "manifest.json", copy / "tables" / "item.ndjson.gz"]:
        whole = path.read_bytes()
        path.write_bytes(whole[:-1])
        assert_refused(database.run("restore", copy), "backup_damaged", copy)
        path.unlink()
        assert_refused(database.run("restore", copy), "backup_not_readable", path.name)
        path.write_bytes(whole)
    (copy / "SHA256SUMS").write_text((copy / "SHA256SUMS").read_text() + "\n")
    assert_refused(database.run("restore", copy), "backup_damaged", "SHA256SUMS")
    assert database.tables() == set()


@pytest.mark.parametrize(("field", "value", "refusal"), [("format_version", 2, "backup_format_unknown"),
                                                         ("schema_version", 9999, "backup_newer_than_program")])
def test_a_backup_of_a_newer_program_is_refused(copy, databases, field, value, refusal):
    from backups import sign_again
    said = manifest(copy) | {field: value}
    (copy / "manifest.json").write_text(json.dumps(said))
    sign_again(copy)
    database = databases.new_database()
    assert_refused(database.run("restore", copy), refusal, value)
    assert database.tables() == set()


def test_the_schema_of_a_newer_program_is_not_backed_up(backup, databases, tmp_path):
    database = databases.new_database()
    assert database.run("restore", backup).code == DONE
    database.sql("INSERT INTO schema_migration VALUES (9999, 'x', UTC_TIMESTAMP(6))")
    assert_refused(database.run("backup", tmp_path / "newer"), "schema_newer_than_program", 9999)
    assert list(tmp_path.iterdir()) == []


# What was changed on purpose, checksums and all ------------------------------


def assert_unusable(database, *words):
    """Nothing but another restore works on it."""
    for arguments in (("check",), ("migrate",), ("audit", "verify"), ("export", "items"), ("user", "list"),
                      ("backup", "/nowhere/at/all"), ("serve", "--listen", "127.0.0.1:0")):
        assert_refused(database.run(*arguments), "database_half_restored", *words)


def test_other_rows_than_were_written_are_found_after_loading(copy, databases):
    change_row(copy, "supplier", lambda row: [*row[:4], row[4] + " ", *row[5:]])
    database = databases.new_database()
    assert_refused(database.run("restore", copy), "restored_data_differs", "supplier")
    assert_unusable(database, "restored_data_differs", copy)


def test_another_audit_head_is_found_after_loading(copy, databases):
    from backups import sign_again
    said = manifest(copy)
    said["counties"][0]["audit_sequence"] += 1
    (copy / "manifest.json").write_text(json.dumps(said))
    sign_again(copy)
    database = databases.new_database()
    assert_refused(database.run("restore", copy), "restored_data_differs", "audit_head")
    assert_unusable(database, "audit_head")


def test_a_definition_that_does_something_else_is_not_run(copy, databases):
    from backups import sign_again
    said = manifest(copy)
    said["tables"][0]["definition"] = "DROP TABLE somebodys"
    (copy / "manifest.json").write_text(json.dumps(said))
    sign_again(copy)
    database = databases.new_database()
    assert_refused(database.run("restore", copy), "backup_damaged", "manifest.json")
    assert database.tables() == set()


def test_data_that_broke_an_invariant_is_restored_only_when_that_is_accepted(backup, databases, tmp_path):
    database = databases.new_database()
    assert database.run("restore", backup).code == DONE
    database.sql("UPDATE account_balance SET balance = balance + 1 LIMIT 1")
    assert database.run("check").code == FAULT
    assert database.run("backup", tmp_path / "broken").code == DONE
    other = databases.new_database()
    assert_refused(other.run("restore", tmp_path / "broken"), "restored_data_breaks_invariants", "balance")
    assert_unusable(other, "balance")
    done = other.run("--json", "restore", tmp_path / "broken", "--accept-violations")
    assert done.code == DONE and json.loads(done.out)["violations"] > 0, done
    assert json.loads(done.out)["cleared_half_restored"]
    assert other.run("check").code == FAULT


# The key that is in no backup -----------------------------------------------


@pytest.fixture
def sealed(backup, databases, tmp_path):
    """A backup with a user who has an authenticator, and the folder with its key."""
    database = databases.new_database()
    assert database.run("restore", backup).code == DONE
    database.sql("UPDATE user_credential SET totp_sealed = 'x' LIMIT 1")
    home = tmp_path / "home"
    home.mkdir()
    (home / "sealing.key").write_bytes(os.urandom(32))
    (home / "sealing.key").chmod(0o600)
    done = database.run("--data", home, "backup", tmp_path / "sealed")
    assert done.code == DONE and "sealing.key" in done.out, done
    key = (home / "sealing.key").read_bytes()
    assert not any(key in path.read_bytes() for path in files_of(tmp_path / "sealed"))
    return tmp_path / "sealed", home / "sealing.key"


def test_sealed_secrets_are_not_restored_without_their_key_unseen(sealed, databases, tmp_path):
    backup, key = sealed
    new, database = tmp_path / "new", databases.new_database()
    assert_refused(database.run("--data", new, "restore", backup), "sealing_key_needed", "sealing.key")
    wrong = tmp_path / "wrong.key"
    wrong.write_bytes(os.urandom(32))
    wrong.chmod(0o600)
    for arguments in (["--sealing-key", wrong], ["--data", tmp_path / "wrong home"]):
        (tmp_path / "wrong home").mkdir(exist_ok=True)
        shutil.copy(wrong, tmp_path / "wrong home" / "sealing.key")
        assert_refused(database.run("--data", new, "restore", backup, *arguments) if arguments[0] != "--data"
                       else database.run(*arguments, "restore", backup), "sealing_key_wrong")
    assert database.tables() == set() and not new.exists()
    done = database.run("--data", new, "restore", backup, "--sealing-key", key)
    assert done.code == DONE, done
    assert (new / "sealing.key").read_bytes() == key.read_bytes()
    assert stat.S_IMODE((new / "sealing.key").stat().st_mode) == 0o600


def test_sealed_secrets_can_be_given_up(sealed, databases, tmp_path):
    backup, _ = sealed
    database = databases.new_database()
    done = database.run("--data", tmp_path / "new", "restore", backup, "--without-sealing-key")
    assert done.code == DONE, done
    assert REFUSED == database.run("restore", backup, "--without-sealing-key").code
