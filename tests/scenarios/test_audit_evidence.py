"""Checkpoints and exports of the audit chain: what an auditor keeps finds what the database cannot tell."""

import csv
import hashlib
import json
import os
import random
import shutil
import stat
import subprocess
import sys

import pytest

from wutong_fixtures import QINGSHAN
from wutong_program import DONE, FAULT, REFUSED, USAGE, DataFolder, county_copy


@pytest.fixture(scope="module")
def settled(tmp_path_factory):
    """A data folder of its own: keys and kept checkpoints lie in it."""
    home = tmp_path_factory.mktemp("audited")
    data = DataFolder(home / "data")
    data.hold()
    data.of_the_cycle = county_copy(QINGSHAN / "2026-11", home / "county"), home / "out"
    done = data.cycle(*data.of_the_cycle)
    assert done.code == DONE, done
    yield data
    data.release()


@pytest.fixture
def tampered(settled, tmp_path):
    """The tables of the audit are put back as they were."""
    tables = ["audit_entry", "audit_head", "audit_answer", "audit_checkpoint", "command"]
    for table in tables:
        settled.sql(f"DROP TABLE IF EXISTS kept_{table}; CREATE TABLE kept_{table} AS SELECT * FROM {table}")
    kept = {path.name: path.read_bytes() for path in settled.path.glob("audit.checkpoint.*")}
    yield settled
    for table in tables:
        settled.sql(f"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table}; DROP TABLE kept_{table}")
    for name, content in kept.items():
        (settled.path / name).write_bytes(content)
    assert verdict(settled)[0] == DONE


def verdict(data, *arguments):
    done = data.run("--json", "audit", "verify", *arguments)
    assert done.code in (DONE, FAULT), done
    return done.code, json.loads(done.out)[0]


def forge(data, first, actor):
    """Computes the chain anew from a row on, as its format says."""
    rows = data.sql("SELECT e.county_id, e.sequence, recorded_at, actor, operation, idempotency_key, content_hash,"
                    " outcome, previous_hash, COALESCE(answer_hash, '') FROM audit_entry e LEFT JOIN audit_answer a"
                    f" USING (county_id, sequence) WHERE sequence >= {first} ORDER BY sequence")
    previous, changes = rows[0][8], []
    for position, row in enumerate(rows):
        row[3] = actor if position == 0 else row[3]
        row[8] = previous
        text = f"{row[0]}/{row[1]}" + "".join(f"|{len(field.encode())}:{field}" for field in row[2:] if field)
        previous = hashlib.sha256(text.encode()).hexdigest()
        changes.append(f"UPDATE audit_entry SET actor = '{row[3]}', previous_hash = '{row[8]}', hash = '{previous}'"
                       f" WHERE sequence = {row[1]}")
    changes.append(f"UPDATE audit_head SET sequence = {rows[-1][1]}, hash = '{previous}'")
    data.sql("; ".join(changes))


def test_a_cycle_ends_with_a_checkpoint(settled):
    code, found = verdict(settled)
    assert code == DONE and found["checkpoints"] == 1
    # Everything but the checkpoint's own row is signed.
    [[sequence]] = settled.sql("SELECT sequence FROM audit_checkpoint")
    assert int(sequence) == found["rows"] - 1
    people = settled.run("audit", "verify")
    assert "1 checkpoints" in people.out, people


def test_the_key_is_for_its_owner_alone_and_not_in_the_database(settled):
    key = settled.path / "audit.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 and key.stat().st_size == 32
    dump = str(settled.sql("SELECT * FROM audit_checkpoint"))
    assert key.read_bytes().hex() not in dump


def test_a_chain_computed_anew_is_found_by_the_checkpoint(tampered):
    forge(tampered, 3, "somebody else")
    code, found = verdict(tampered)
    assert code == FAULT and "first_broken_link" not in found
    assert found["checkpoint"]["number"] == 1 and found["checkpoint"]["reason"] == "the chain has another hash there"
    # The invariant sees it too, without a key.
    broken = [each["name"] for each in json.loads(tampered.run("--json", "check").out) if not each["holds"]]
    assert "audit_checkpoints_fit_the_chain" in broken
    people = tampered.run("audit", "verify")
    assert people.code == FAULT and "checkpoint 1 (row" in people.out


def cut(data, last):
    data.sql(f"DELETE FROM audit_entry WHERE sequence > {last}; DELETE FROM audit_answer WHERE sequence > {last};"
             f" UPDATE audit_head SET sequence = {last}, hash = (SELECT hash FROM audit_entry WHERE sequence = {last});"
             f" DELETE FROM audit_checkpoint WHERE sequence > {last}")


def test_a_cycle_that_was_killed_before_its_checkpoint_gets_it_when_it_is_run_again(tampered):
    [[signed]] = tampered.sql("SELECT sequence FROM audit_checkpoint")
    tampered.sql("DELETE FROM audit_checkpoint; DELETE FROM command WHERE idempotency_key LIKE 'checkpoint/%'")
    for path in tampered.path.glob("audit.checkpoint.*"):
        path.unlink()
    cut(tampered, int(signed))
    assert verdict(tampered)[1]["checkpoints"] == 0
    for _ in range(2):  # and once only
        again = tampered.cycle(*tampered.of_the_cycle)
        assert again.code == REFUSED and "period_already_settled" in again.err, again
        assert tampered.sql("SELECT number, sequence FROM audit_checkpoint") == [["1", signed]]
        assert verdict(tampered)[0] == DONE


def test_an_end_cut_off_with_its_checkpoints_is_found_by_the_kept_one(tampered, tmp_path):
    kept, key = tmp_path / "kept.txt", tmp_path / "key.pem"
    assert tampered.run("audit", "checkpoint", kept).code == DONE
    assert tampered.run("audit", "export", tmp_path / "exported").code == DONE
    shutil.copy(tmp_path / "exported/public_keys.pem", key)
    cut(tampered, 5)
    code, found = verdict(tampered)  # by the data folder's own
    assert code == FAULT and found["checkpoint"]["reason"] == "the chain ends before it"
    for path in tampered.path.glob("audit.checkpoint.*"):
        path.unlink()
    assert verdict(tampered)[0] == DONE  # whoever has the data folder too leaves no trace in it ...
    code, found = verdict(tampered, "--checkpoint", kept, "--public-key", key)  # ... but the auditor has one
    assert code == FAULT and found["checkpoint"]["number"] == 1


def test_a_chain_signed_anew_with_another_key_is_found_by_the_kept_key(tampered, tmp_path):
    assert tampered.run("audit", "export", tmp_path / "exported").code == DONE
    key = tmp_path / "exported/public_keys.pem"
    shutil.copy(tampered.path / "audit.key", tmp_path / "audit.key")
    kept = {path: path.read_bytes() for path in tampered.path.glob("audit.checkpoint.*")}
    forge(tampered, 3, "somebody else")
    tampered.sql("DELETE FROM audit_checkpoint")
    for path in [*kept, tampered.path / "audit.key"]:
        path.unlink()
    assert tampered.run("audit", "checkpoint").code == DONE
    assert verdict(tampered)[0] == DONE
    code, found = verdict(tampered, "--public-key", key)
    assert code == FAULT and found["checkpoint"]["reason"] == "it is signed with a key that is not known"
    shutil.copy(tmp_path / "audit.key", tampered.path / "audit.key")


def test_no_checkpoint_is_made_of_a_broken_chain(tampered):
    tampered.sql("UPDATE audit_entry SET operation = 'x' ORDER BY sequence DESC LIMIT 1")
    done = tampered.run("audit", "checkpoint")
    assert done.code == REFUSED and "refused: audit_chain_broken" in done.err, done


def test_a_former_key_is_believed_when_it_is_put_in_its_place(tampered, tmp_path):
    assert tampered.run("audit", "export", tmp_path / "exported").code == DONE
    shutil.move(tampered.path / "audit.key", tmp_path / "audit.key")
    assert verdict(tampered)[0] == FAULT
    former = tampered.path / "audit.former.pem"
    shutil.copy(tmp_path / "exported/public_keys.pem", former)
    assert verdict(tampered)[0] == DONE
    former.unlink()
    shutil.move(tmp_path / "audit.key", tampered.path / "audit.key")


@pytest.mark.parametrize("arguments", [("--checkpoint", "none"), ("--public-key", "none"), ("--checkpoint", "README"),
                                       ("--public-key", "README")])
def test_files_that_are_no_evidence_are_wrong_usage(settled, tmp_path, arguments):
    (tmp_path / "README").write_text("wutong audit checkpoint 1\n")
    done = settled.run("audit", "verify", arguments[0], tmp_path / arguments[1])
    assert done.code == USAGE, done


# The export ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def exported(settled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("for_the_auditor") / "export"
    done = settled.run("audit", "export", folder)
    assert done.code == DONE, done
    return folder


def verify(folder, *arguments):
    """The exported program, which knows nothing of ours."""
    return subprocess.run([sys.executable, "verify.py", *arguments], cwd=folder, capture_output=True, text=True,
                          check=False)


def test_an_export_is_verified_without_the_program(settled, exported):
    assert {path.name for path in exported.iterdir()} == {
        "README.en.md", "README.zh.md", "verify.py", "entries.csv", "checkpoints.csv", "public_keys.pem",
        "newest_checkpoint.txt"}
    done = verify(exported, "newest_checkpoint.txt", "public_keys.pem")
    assert done.returncode == 0 and "whole" in done.stdout, done
    with open(exported / "entries.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [[row["sequence"], row["hash"]] for row in rows] == settled.sql(
        f"SELECT sequence, hash FROM audit_entry WHERE sequence <= {len(rows)} ORDER BY sequence")


def changed_byte(path, position):
    content = bytearray(path.read_bytes())
    content[position] = ord("1") if content[position] != ord("1") else ord("2")
    path.write_bytes(content)


def test_a_changed_byte_of_an_export_is_found(exported, tmp_path):
    seed = int(os.environ.get("WUTONG_SEED", random.SystemRandom().randrange(10**9)))
    print(f"seed {seed}")
    rng = random.Random(seed)
    for name in ("entries.csv", "checkpoints.csv"):
        content = (exported / name).read_bytes()
        begin = content.index(b"\n") + 1  # the header's names are not hashed: without one nothing is found at all
        for _ in range(8):
            copy = tmp_path / "copy"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(exported, copy)
            position = rng.randrange(begin, len(content) - 1)
            changed_byte(copy / name, position)
            assert verify(copy).returncode != 0, (name, position, content[position - 20:position + 20])


def test_a_missing_row_of_an_export_is_found(exported, tmp_path):
    lines = (exported / "entries.csv").read_text().splitlines(keepends=True)
    for missing in (1, len(lines) // 2, slice(len(lines) - 2, None)):
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(exported, copy)
        rest = lines.copy()
        del rest[missing]
        (copy / "entries.csv").write_text("".join(rest))
        assert verify(copy).returncode == 1, missing


def test_an_export_of_days_holds_no_others(settled, tmp_path):
    past = settled.run("audit", "export", tmp_path / "past", "--to", "2020-01-01")
    assert past.code == DONE, past
    assert len((tmp_path / "past/entries.csv").read_text().splitlines()) == 1
    since = settled.run("audit", "export", tmp_path / "since", "--from", "2020-01-01", "--to", "2999-12-31")
    assert since.code == DONE, since
    assert verify(tmp_path / "since", "--part").returncode == 0


def test_an_export_writes_over_nothing(settled, exported, tmp_path):
    before = sorted(path.name for path in exported.iterdir())
    again = settled.run("audit", "export", exported)
    assert again.code == REFUSED and "output_not_writable" in again.err, again
    assert sorted(path.name for path in exported.iterdir()) == before
    assert settled.run("audit", "export", tmp_path / "bad", "--from", "2026-13-01").code == USAGE
    assert list(tmp_path.iterdir()) == []
