"""The audit chain over HTTP: its verification, its checkpoints, the key."""

import hashlib
import http.client
import io
import re
import subprocess
import zipfile

import pytest
from http_fixtures import SAMPLE_COUNTY, Server
from test_accounts import administrator  # noqa: F401
from wutong_program import DataFolder, run_wutong, wait_until


def test_a_checkpoint_is_made_and_read_back(administrator, server, tmp_path):  # noqa: F811
    made = administrator.post("/api/v1/audit/checkpoints", Idempotency_Key="one")
    assert made.status == 201, made
    again = administrator.post("/api/v1/audit/checkpoints", Idempotency_Key="one")
    assert again.json == made.json
    listed = administrator.get("/api/v1/audit/checkpoints?limit=1000").json["checkpoints"]
    assert made.json in listed
    assert [each["number"] for each in listed] == list(range(1, len(listed) + 1))
    # What is shown is what an auditor keeps.
    (tmp_path / "kept.txt").write_text(made.json["text"])
    (tmp_path / "key.pem").write_text(administrator.get("/api/v1/audit/public-key").json["pem"])
    verified = run_wutong("--data", server.data, "audit", "verify", "--checkpoint", tmp_path / "kept.txt",
                          "--public-key", tmp_path / "key.pem")
    assert verified.code == 0, verified


def test_checkpoints_come_in_pages(administrator):  # noqa: F811
    for number in range(3):
        administrator.post("/api/v1/users", {"user_name": f"paged{number}", "display_name": "x"})
        administrator.post("/api/v1/audit/checkpoints")
    seen, cursor = [], ""
    while cursor is not None:
        page = administrator.get("/api/v1/audit/checkpoints?limit=1" + (f"&cursor={cursor}" if cursor else "")).json
        seen += [each["number"] for each in page["checkpoints"]]
        cursor = page["next_cursor"]
    assert seen == list(range(1, len(seen) + 1)) and len(seen) > 1


def test_the_key_is_named_by_its_fingerprint(administrator, tmp_path):  # noqa: F811
    key = administrator.get("/api/v1/audit/public-key").json
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key["pem"].encode(),
                         capture_output=True, check=True).stdout
    assert key["algorithm"] == "Ed25519" and hashlib.sha256(der).hexdigest() == key["fingerprint"]


def test_the_verification_names_a_checkpoint_that_does_not_fit(administrator, server):  # noqa: F811
    administrator.post("/api/v1/audit/checkpoints")
    whole = administrator.post("/api/v1/audit/verification").json
    assert whole["unbroken"] is True and whole["checkpoint"] is None and whole["checkpoints"] >= 1
    data = DataFolder(server.data)
    flipped = "UPDATE audit_checkpoint SET made_at = made_at + INTERVAL {} SECOND WHERE number = 1"
    data.sql(flipped.format(1))
    found = administrator.post("/api/v1/audit/verification").json
    data.sql(flipped.format(-1))
    assert found["unbroken"] is False and found["checkpoint"] == 1
    assert found["reason"] == "its signature does not fit it"


@pytest.fixture
def short_lived(tmp_path):
    assert run_wutong("--data", tmp_path / "data", "cycle", "--county", SAMPLE_COUNTY, "--out",
                      tmp_path / "results").code == 0
    started = Server(tmp_path / "data", tmp_path / "serve.log")
    yield started
    started.end()


def test_a_server_that_ends_leaves_a_checkpoint(short_lived, tmp_path):
    data = DataFolder(tmp_path / "data")
    data.hold()
    wait_until(lambda: re.search("serving", short_lived.log.read_text()), "the server")
    assert short_lived.client().post("/api/v1/session", {"user_name": "nobody", "password": "wrong password"}).status
    before = int(data.sql("SELECT MAX(number) FROM audit_checkpoint")[0][0])
    assert short_lived.end() == 0
    assert int(data.sql("SELECT MAX(number) FROM audit_checkpoint")[0][0]) == before + 1
    data.assert_clean()
    data.release()


def exported(client, query=""):
    """The files of the archive, by name."""
    connection = http.client.HTTPConnection(*client.address, timeout=120)
    connection.request("GET", "/api/v1/audit/export" + query, headers=client.headers({}))
    answer = connection.getresponse()
    content = answer.read()
    assert (answer.status, answer.getheader("Content-Type")) == (200, "application/zip"), content[:400]
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return {name.removeprefix("audit/"): archive.read(name) for name in archive.namelist()}


def test_what_an_auditor_downloads_is_verified_without_this_program(administrator, tmp_path):  # noqa: F811
    administrator.post("/api/v1/users", {"user_name": "exported", "display_name": "x"})
    made = administrator.post("/api/v1/audit/checkpoints").json
    files = exported(administrator)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert files["newest_checkpoint.txt"].decode() == made["text"]
    verified = subprocess.run(["/usr/bin/python3", tmp_path / "verify.py"], capture_output=True, check=False)
    assert verified.returncode == 0, verified
    whole = files["entries.csv"].count(b"\n")
    assert whole > 2 and b"create_user" in files["entries.csv"]
    # One byte of one entry is enough to be found out.
    (tmp_path / "entries.csv").write_bytes(files["entries.csv"].replace(b"create_user", b"creaXe_user", 1))
    assert subprocess.run(["/usr/bin/python3", tmp_path / "verify.py"], capture_output=True,
                          check=False).returncode != 0
    assert exported(administrator, "?to_day=2000-01-01")["entries.csv"].count(b"\n") == 1
    assert administrator.get("/api/v1/audit/export?from_day=2026-02-30").code == "field_not_allowed"
