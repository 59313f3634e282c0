"""Makes the dump of a schema version: real data, made by the program of that time.

    WUTONG=/path/to/wutong/of/that/time python3 tests/upgrade/make_dump.py tests/upgrade/dumps/v0008.sql.gz

Run it with the program of the newest released schema before a migration is added. It needs
mariadb-dump (Debian package mariadb-client), which nothing else of the project needs. README.md says
which commit made which dump.
"""

import gzip
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

for folder in ("oracle", "scenarios", "http"):
    sys.path.insert(0, str(Path(__file__).parents[1] / folder))

from http_client import Client  # noqa: E402
from wutong_program import DONE, WUTONG, DataFolder, wait_until  # noqa: E402

QINGSHAN = Path(__file__).parents[1] / "scenarios" / "counties" / "qingshan"
PASSWORD = "青山 county pharmacy 2026"
SUPPLIERS = "code,name,licence_no,licence_expires_on\nZ1,\"后来, 的供应商 \U0001f600\",冀Z-1,2031-01-31\n"
RECORDS = {
    "manufacturers": "code,name,registered_on\nM1,华北制药,2026-01-02\n",
    "supplier_licences": "supplier,kind,licence_no,valid_from,expires_on\nZ1,business,B-1,2025-01-01,2029-12-31\n",
    "accounting_entities": "code,name,registered_on\nE1,总院,2026-01-02\n",
}
DUMP = ["mariadb-dump", "--no-defaults", "--socket=socket", "--user=root", "--single-transaction", "--hex-blob",
        "--order-by-primary", "--skip-comments", "--default-character-set=utf8mb4", "wutong"]


def knows(data, command):
    """Whether the program of that time has a command."""
    return re.search(rf"^ +{command}\b", data.run("--help").out, re.MULTILINE) is not None


def done(ended):
    assert ended.code == DONE, ended
    return ended


def make_accounts(data):
    done(data.run("user", "add", "boss"))
    done(data.run("user", "add", "wang", "--name", "王伟", "--role", "purchasing_manager", "--role", "requester"))
    done(data.run("user", "add", "away"))
    done(data.run("user", "disable", "away"))
    done(data.run("user", "token", "wang", "nightly", "--scope", "export_data"))


def serve(data, work):
    """Yields the address of a server that has told the first administrator's password."""
    out = work / "serve.out"
    with open(out, "wb") as file:
        process = data.start("serve", "--listen", "127.0.0.1:0", stdout=file, stderr=subprocess.DEVNULL)
    found = wait_until(lambda: re.search(r"http://([^:/]+):(\d+)/", out.read_text()), "the server")
    return process, (found.group(1), int(found.group(2)))


def change_over_http(data, work):
    """A person's changes: a supplier's licence, an item disabled, a facility renamed."""
    password = re.search(r"\S{12,}$", done(data.run("user", "reset-password", "wang")).out.strip()).group(0)
    process, address = serve(data, work)
    try:
        wang = Client(address)
        signed_in = wang.sign_in("wang", password)
        if signed_in.status == 404:
            return  # an interface of before there were accounts
        assert signed_in.status == 200, signed_in.text
        assert wang.put("/api/v1/session/password",
                        {"current_password": password, "new_password": PASSWORD}).status == 204
        for kind, change in (("suppliers", lambda was: {"name": was["name"] + "（新）", "licence_no": "冀AA-9",
                                                        "licence_expires_on": "2032-06-30"}),
                             ("facilities", lambda was: {"name": was["name"] + "（新）", "kind": was["kind"]})):
            listed = wang.get(f"/api/v1/{kind}")
            if listed.status != 200:
                continue  # not there yet at that time
            was = listed.json[kind][-1]
            tag = wang.get(f"/api/v1/{kind}/{was['code']}").headers["etag"]
            changed = wang.put(f"/api/v1/{kind}/{was['code']}", change(was), If_Match=tag)
            print(kind, was["code"], changed.status, changed.code)
        ask_for_restock(wang)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def ask_for_restock(wang):
    """A draft of a township, where the program of that time knows requisitions."""
    townships = wang.get("/api/v1/facilities?kind=township&limit=1")
    items = wang.get("/api/v1/items?limit=2")
    if townships.status != 200 or items.status != 200:
        return
    draft = wang.post("/api/v1/requisitions", {"facility_code": townships.json["facilities"][0]["code"],
                                               "kind": "regular", "items": [{"item_code": item["code"], "quantity": 100}
                                                         for item in items.json["items"]]})
    print("requisition", draft.status, draft.code, draft.text[:200])


def keep_records(data, work):
    """Single tables, where the program of that time imports them."""
    for kind, content in RECORDS.items():
        (work / f"{kind}.csv").write_text(content, encoding="utf-8")
        print(kind, data.run("import", kind, work / f"{kind}.csv").code)


def fill(data, work):
    done(data.cycle(QINGSHAN / "2026-11", work / "out"))
    if knows(data, "user"):
        make_accounts(data)
    if knows(data, "import"):
        (work / "suppliers.csv").write_text(SUPPLIERS, encoding="utf-8")
        done(data.run("import", "suppliers", work / "suppliers.csv"))
        keep_records(data, work)
    if knows(data, "user"):
        change_over_http(data, work)
    done(data.run("check"))
    done(data.run("audit", "verify"))


def main(target):
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder) / "data").hold()
        try:
            fill(data, Path(folder))
            dump = subprocess.run(DUMP, cwd=data.database, stdout=subprocess.PIPE, check=True).stdout
            if (data.path / "audit.key").exists():  # of a version that signs checkpoints
                shutil.copyfile(data.path / "audit.key", target.with_name(target.name.split(".")[0] + ".audit.key"))
        finally:
            data.remove()
    target.write_bytes(gzip.compress(dump, 9, mtime=0))
    print(f"{target}: {len(dump)} bytes, {target.stat().st_size} compressed, by {WUTONG}")


if __name__ == "__main__":
    main(Path(os.path.abspath(sys.argv[1])))
