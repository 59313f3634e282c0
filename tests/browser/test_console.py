"""The console in Debian's Chromium: against a real server with the sample county, and, for what only a made-up
server can be brought to (a newcomer, a cancelled import), against the mock of the interface."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from http_client import Client
from wutong_program import WUTONG, environment

ROOT = Path(__file__).parents[2]
CONSOLE = ROOT / "procurement/console"
PASSWORD = "青山 county pharmacy 2026"
SCENARIOS = re.compile(r"^ *(not )?ok \d+ - (.*?)( # SKIP.*)?$", re.MULTILINE)


def run_scenarios(names=".*", **variables):
    """Name -> whether it passed, of the scenarios that ran; and all that was printed."""
    assert (ROOT / "build/console/index.html").exists(), "./dev console builds the console"
    files = sorted((ROOT / "tests/browser").glob("*.test.mjs"))
    command = ["node", "--test", "--test-reporter=tap", "--test-concurrency=2", f"--test-name-pattern={names}", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=1800, check=False,
                          env=environment(**variables))
    text = done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
    outcomes = {name: not failed for failed, name, skipped in SCENARIOS.findall(text) if not skipped}
    return outcomes, text


def judge(outcomes, text, at_least):
    failed = [name for name, passed in outcomes.items() if not passed]
    assert not failed, "\n".join(failed) + "\n" + text[-15000:]
    assert len(outcomes) >= at_least, text[-5000:]


def change_password(client, old):
    assert client.put("/api/v1/session/password", {"current_password": old, "new_password": PASSWORD}).status == 204


@pytest.fixture(scope="module")
def accounts(server):
    """An administrator, somebody who keeps the catalogue, a supplier's account and a member's."""
    administrator = server.client()
    assert administrator.sign_in("admin", server.first_password()).status == 200
    change_password(administrator, server.first_password())
    township = administrator.get("/api/v1/facilities?kind=township&limit=1").json["facilities"][0]["code"]
    for name, shown, role, facility, supplier in (("manager", "王主管", "purchasing_manager", None, None),
                                                  ("wholesaler", "赵经理", "supplier", None, "S0002"),
                                                  ("pharmacist", "李药师", "township_pharmacist", township, None),
                                                  ("nurse", "周护士", "requester", township, None)):
        add_user(server, administrator, name, shown, {"grants": [{"role": role, "facility_code": facility}],
                                                      **({"supplier_code": supplier} if supplier else {})})
    manager = Client(server.address)
    assert manager.sign_in("manager", PASSWORD).status == 200
    policy = {"subject": "formulary", "jurisdiction": "河北省", "document_no": "冀卫药政〔2026〕7号",
              "effective_from": "2026-01-01", "parameters": {"brands_per_generic_and_route": 2}}
    assert manager.post("/api/v1/policy-sets", policy).status == 201
    return {"WUTONG_URL": "http://{}:{}".format(*server.address), "WUTONG_USER": "manager", "WUTONG_ADMIN": "admin",
            "WUTONG_SUPPLIER": "wholesaler", "WUTONG_MEMBER": "pharmacist", "WUTONG_NURSE": "nurse",
            "WUTONG_PASSWORD": PASSWORD}


def add_user(server, administrator, name, shown, grants):
    created = administrator.post("/api/v1/users", {"user_name": name, "display_name": shown}).json
    granted = administrator.put(f"/api/v1/users/{name}/grants", grants, If_Match=f'"{created["version"]}"')
    assert granted.status == 200, granted.text
    user = Client(server.address)
    user.sign_in(name, created["one_time_password"])
    change_password(user, created["one_time_password"])


def test_a_person_works_with_the_console_of_a_real_server(accounts):
    judge(*run_scenarios(**accounts), at_least=20)


def test_what_a_real_server_cannot_be_brought_to_is_done_on_a_mock():
    judge(*run_scenarios("first sign-in|duties are offered|can be cancelled"), at_least=3)


def test_the_first_load_is_light():
    """What a browser loads before it shows the sign-in page, the shell and the first page: under 300 kB."""
    weighed = subprocess.run(["node", CONSOLE / "scripts/weigh.mjs"], capture_output=True, check=True).stdout.decode()
    weight = int(weighed.splitlines()[-1].split()[0])
    print(f"first load: {weight / 1000:.0f} kB in {len(weighed.splitlines()) - 1} files")
    assert 100_000 < weight < 300_000, weighed


def test_the_types_of_the_interface_are_those_of_the_program():
    document = subprocess.run([WUTONG, "openapi"], capture_output=True, check=True, env=environment()).stdout
    fresh = subprocess.run(["node", CONSOLE / "scripts/api_types.mjs"], input=document, capture_output=True,
                           check=True).stdout.decode()
    kept = (CONSOLE / "src/api/schema.d.ts").read_text()
    assert "AuditEntry" in fresh and fresh == kept, "./dev types writes them anew"


def test_both_languages_say_the_same_things():
    import json

    def keys(tree, before=""):
        for name, value in tree.items():
            yield from keys(value, f"{before}{name}.") if isinstance(value, dict) else [before + name]
    locales = ROOT / "procurement/console/src/locales"
    zh, en = (set(keys(json.loads((locales / f"{name}.json").read_text()))) for name in ("zh", "en"))
    assert zh == en and len(zh) > 100
