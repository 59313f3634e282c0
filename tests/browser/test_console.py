"""The console in Debian's Chromium: against a real server with the sample county, and, for what only a made-up
server can be brought to (a newcomer, a cancelled import), against the mock of the interface."""

import os
import re
import subprocess
import warnings
from pathlib import Path

import pytest
from daily_purchase import begin_purchase
from http_client import Client
from test_members import finished
from wutong_program import WUTONG, environment

ROOT = Path(__file__).parents[2]
CONSOLE = ROOT / "procurement/console"
PASSWORD = "青山 county pharmacy 2026"
SCENARIOS = re.compile(r"^ *(not )?ok \d+ - (.*?)( # SKIP.*)?$", re.MULTILINE)
FAILURE = re.compile(r"^( *)not ok .*(?:\n\1  ---(?:\n.*?)*?\n\1  \.\.\.)?", re.MULTILINE)  # with what is told of it


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


def failures_of(outcomes):
    return [name for name, passed in outcomes.items() if not passed]


def what_failed(text):
    return "\n".join(found.group() for found in FAILURE.finditer(text)) or text[-15000:]


def all_pass(names=".*", at_least=1, **variables):
    """A scenario that fails is tried once more, alone: a machine that stands still for a while is no verdict on the
    console. What passes only then is printed as a warning, with what failed, to be looked for with a slow browser."""
    outcomes, text = run_scenarios(names, **variables)
    assert len(outcomes) >= at_least, text[-5000:]
    failed = failures_of(outcomes)
    if not failed:
        return
    told = "\n".join(failed) + "\n" + what_failed(text)
    again, text = run_scenarios("|".join(f"^{re.escape(name)}$" for name in failed), **variables)
    assert set(again) >= set(failed) and not failures_of(again), f"{told}\n\ntried again:\n{what_failed(text)}"
    warnings.warn(f"passed only when it was tried again: {told}", stacklevel=2)


def change_password(client, old):
    assert client.put("/api/v1/session/password", {"current_password": old, "new_password": PASSWORD}).status == 204


@pytest.fixture(scope="module")
def accounts(server):
    return make_accounts(server)


def make_accounts(server):
    """An administrator, somebody who keeps the catalogue, a supplier's account and a member's, and who asks, approves
    and pays."""
    administrator = server.client()
    assert administrator.sign_in("admin", server.first_password()).status == 200
    change_password(administrator, server.first_password())
    village = administrator.get("/api/v1/facilities?kind=village&limit=1").json["facilities"][0]
    township = village["parent_code"]
    for name, shown, role, facility, supplier in (("manager", "王主管", "purchasing_manager", None, None),
                                                  ("wholesaler", "赵经理", "supplier", None, "S0002"),
                                                  ("pharmacist", "李药师", "township_pharmacist", township, None),
                                                  ("nurse", "周护士", "requester", township, None),
                                                  ("doctor", "孙村医", "village_doctor", village["code"], None),
                                                  ("judge", "陈主任", "approver", None, None),
                                                  ("bookkeeper", "吴会计", "finance", None, None),
                                                  ("payer", "郑院长", "payment_approver", None, None),
                                                  ("visitor", "吴同志", "requester", township, None),
                                                  ("buyer", "钱药师", "requester", None, None),
                                                  ("receiver", "冯收货", "receiver", None, None),
                                                  ("inspector", "褚验收", "inspector", None, None),
                                                  ("second", "卫验收", "inspector checker", None, None)):
        add_user(server, administrator, name, shown, {"grants": [{"role": one, "facility_code": facility} for one in role.split()],
                                                      **({"supplier_code": supplier} if supplier else {})})
    manager = Client(server.address)
    assert manager.sign_in("manager", PASSWORD).status == 200
    policy = {"subject": "formulary", "jurisdiction": "河北省", "document_no": "冀卫药政〔2026〕7号",
              "effective_from": "2026-01-01", "parameters": {"brands_per_generic_and_route": 2}}
    assert manager.post("/api/v1/policy-sets", policy).status == 201
    add_items(manager, 200)
    keep_organisation(manager)
    return {"WUTONG_URL": "http://{}:{}".format(*server.address), "WUTONG_USER": "manager", "WUTONG_ADMIN": "admin",
            "WUTONG_VISITOR": "visitor", "WUTONG_SUPPLIER": "wholesaler", "WUTONG_MEMBER": "pharmacist",
            "WUTONG_NURSE": "nurse", "WUTONG_DOCTOR": "doctor", "WUTONG_JUDGE": "judge", "WUTONG_FINANCE": "bookkeeper",
            "WUTONG_PAYER": "payer", "WUTONG_RECEIVER": "receiver", "WUTONG_INSPECTOR": "inspector",
            "WUTONG_SECOND_INSPECTOR": "second", "WUTONG_ORDERS": begin_purchase(server, PASSWORD),
            "WUTONG_PASSWORD": PASSWORD}


def add_items(manager, count):
    """So many items more: with those of the sample county a requisition of 1,200 lines can be written."""
    heading = "code,generic_name,trade_name,form,strength,base_unit,pack_size,manufacturer,kind,storage,vat_rate," \
              "substitution_group,approval_no,list_price\n"
    rows = "".join(f"Q{index:04},增补片{index},,片剂,0.25g,片,24,试验药厂,western,room,0.13,,国药准字H00000000,8.72\n"
                   for index in range(count))
    job = finished(manager, manager.post("/api/v1/imports/items?mode=all_or_nothing", (heading + rows).encode(),
                                         Content_Type="text/csv"))
    assert job["result"]["accepted"] == count, job


def keep_organisation(manager):
    """Something to look at on every page."""
    for path, body in (("accounting-entities", {"code": "E01", "name": "青石片区核算中心"}),
                       ("delivery-routes", {"code": "R01", "name": "北线", "hub_code": "T0002", "weekdays": ["tuesday", "friday"],
                                            "stop_codes": ["V0012", "V0010", "V0011"]}),
                       ("drugstore-links", {"pharmacy_code": "T0005", "drugstore_code": "D0001", "distance_metres": 420,
                                            "opening_hours": "7:30–21:30"})):
        made = manager.post("/api/v1/" + path, body)
        assert made.status == 201, made.text


def add_user(server, administrator, name, shown, grants):
    created = administrator.post("/api/v1/users", {"user_name": name, "display_name": shown}).json
    granted = administrator.put(f"/api/v1/users/{name}/grants", grants, If_Match=f'"{created["version"]}"')
    assert granted.status == 200, granted.text
    user = Client(server.address)
    user.sign_in(name, created["one_time_password"])
    change_password(user, created["one_time_password"])


def test_a_person_works_with_the_console_of_a_real_server(accounts):
    all_pass(at_least=20, **accounts)


def test_what_a_real_server_cannot_be_brought_to_is_done_on_a_mock():
    all_pass("first sign-in|duties are offered|can be cancelled", at_least=3)


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
