"""kill -9, a full disk, a lost server: no backup looks whole that is not, and no database either."""

import random
import resource
import shutil
import signal
import subprocess
import time

import pytest

from backups import ManyDatabases, assert_refused, files_of
from interrupted_cycles import KILLS, SEED
from test_lost_results import disk_of
from wutong_program import DONE, REFUSED, WUTONG, DataFolder, generated_county, run


@pytest.fixture(scope="module")
def data(program, tmp_path_factory):
    home = tmp_path_factory.mktemp("backed-up")
    county = generated_county(home / "county", facilities=40, items=100, suppliers=10, lines=4000, seed=5)
    data = DataFolder(home / "data").hold()
    assert data.cycle(county, home / "out").code == DONE
    yield data
    data.remove()


@pytest.fixture(scope="module")
def databases(program, tmp_path_factory):
    server = ManyDatabases(tmp_path_factory.mktemp("outside"))
    yield server
    server.remove()


@pytest.fixture(scope="module")
def backup(data, tmp_path_factory):
    """One that nobody disturbed, and how long it took."""
    folder = tmp_path_factory.mktemp("backups") / "whole"
    begun = time.monotonic()
    assert data.run("backup", folder).code == DONE
    return folder, time.monotonic() - begun


def killed(process, seconds):
    """kill -9 after a time; whether it was still running."""
    time.sleep(seconds)
    was_running = process.poll() is None
    process.kill()
    process.communicate()
    return was_running


def test_a_killed_backup_never_has_its_name(data, backup, databases, tmp_path):
    rng, interrupted = random.Random(f"{SEED}-backup"), 0
    print(f"WUTONG_SEED={SEED}")
    for number in range(KILLS):
        target = tmp_path / "nightly"
        if killed(data.start("backup", target), rng.uniform(0, 1.1) * backup[1]) and not target.exists():
            interrupted += 1
            continue
        database = databases.new_database()
        assert database.run("restore", target).code == DONE, number
        shutil.rmtree(target)
    assert interrupted > 0
    assert data.run("backup", tmp_path / "nightly").code == DONE  # in spite of what the killed ones left
    assert [path.name for path in tmp_path.iterdir()] == ["nightly"]
    assert len(files_of(tmp_path / "nightly")) == len(files_of(backup[0]))


def start_restore(database, backup):
    return subprocess.Popen([WUTONG, "restore", str(backup)], env=database.environment(), stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def restore_seconds(databases, backup):
    begun = time.monotonic()
    done = databases.new_database().run("restore", backup[0])
    assert done.code == DONE, done
    return time.monotonic() - begun


def test_a_killed_restore_leaves_nothing_that_looks_usable(databases, backup, restore_seconds):
    rng, half = random.Random(f"{SEED}-restore"), 0
    print(f"WUTONG_SEED={SEED}")
    for number in range(KILLS):
        database = databases.new_database()
        killed(start_restore(database, backup[0]), rng.uniform(0, 1.1) * restore_seconds)
        checked = database.run("check") if "restore_mark" in database.tables() else None
        if checked is not None and checked.code != DONE:
            half += 1
            assert_refused(checked, "database_half_restored", backup[0])
            again = database.run("restore", backup[0])
            assert again.code == DONE and "half restored" in again.out, (number, again)
        elif database.tables() == set():
            assert database.run("restore", backup[0]).code == DONE
        assert "restore_mark" not in database.tables() or checked.code == DONE
        database.assert_clean()
        assert database.run("restore", backup[0]).code == REFUSED
    assert half > 0


def test_a_killed_restore_into_a_data_folder_is_begun_again(backup, restore_seconds, tmp_path):
    data = DataFolder(tmp_path / "data")
    try:
        data.path.mkdir()
        for part in (0.3, 0.6, 0.9):
            killed(data.start("restore", backup[0]), part * restore_seconds + 0.2)
        done = data.run("restore", backup[0])
        assert done.code == DONE or (done.code == REFUSED and "restore_target_used" in done.err), done
        data.assert_clean()
    finally:
        data.remove()


def test_a_second_restore_waits_for_nobody(databases, backup):
    """It is refused while the first goes on, and the first is not disturbed by it."""
    database = databases.new_database()
    first = start_restore(database, backup[0])
    while "restore_mark" not in database.tables():
        assert first.poll() is None
    second = database.run("restore", backup[0])
    assert second.code == REFUSED, second
    assert "restore_under_way" in second.err or "restore_target_used" in second.err, second
    assert first.wait() == DONE
    first.stderr.close()
    database.assert_clean()


def test_a_restore_whose_sessions_are_ended_is_half_a_restore(databases, backup):
    database = databases.new_database()
    process = start_restore(database, backup[0])
    while "restore_mark" not in database.tables():
        assert process.poll() is None
    for [number] in database.sql("SELECT id FROM information_schema.processlist WHERE user = 'clerk'"):
        databases.client(f"KILL {number}")
    _, errors = process.communicate()
    assert process.returncode != DONE and b"Sanitizer" not in errors, errors
    assert_refused(database.run("check"), "database_half_restored", backup[0])
    assert database.run("restore", backup[0]).code == DONE


# Disks that fill up ----------------------------------------------------------


def test_a_full_disk_is_named_and_nothing_is_left(data, tmp_path):
    with disk_of("64k", tmp_path / "small") as disk:
        assert_refused(data.run("backup", disk / "nightly"), "output_not_writable", "No space left on device")
        assert list(disk.iterdir()) == []


def test_a_limit_of_file_size_is_a_full_disk_too(data, tmp_path):
    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))

    done = run(data.command("backup", tmp_path / "nightly"), preexec_fn=limited, restore_signals=False)
    assert_refused(done, "output_not_writable", "File too large")
    assert list(tmp_path.iterdir()) == []


def test_what_somebody_else_put_where_the_folder_is_made_stays(data, tmp_path):
    (tmp_path / "nightly.partial").write_text("somebody's")
    assert_refused(data.run("backup", tmp_path / "nightly"), "output_not_writable", "nightly.partial")
    assert (tmp_path / "nightly.partial").read_text() == "somebody's"
