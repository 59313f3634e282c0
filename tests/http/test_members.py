"""Suppliers, facilities and single tables, over HTTP."""

import json

import pytest
from test_accounts import administrator, new_user  # noqa: F401
from test_own_account import token_client
from wutong_program import wait_until


@pytest.fixture(scope="module")
def manager(administrator):  # noqa: F811
    return new_user(administrator, [{"role": "purchasing_manager", "facility_code": None}])


def finished(client, started):
    assert started.status == 202, started.text
    path = started.headers["location"]
    return wait_until(lambda: (job := client.get(path).json)["state"] != "running" and job, "the job")


def upload(client, kind, text, mode, media="text/csv"):
    return finished(client, client.post(f"/api/v1/imports/{kind}?mode={mode}", text if isinstance(text, bytes)
                                        else text.encode(), Content_Type=media))


def test_a_supplier_is_changed_by_version(manager):
    before = manager.get("/api/v1/suppliers/S0001")
    assert before.status == 200 and before.headers["etag"] == f'"{before.json["version"]}"'
    change = {"name": "惠民医药（新）", "licence_no": "冀AA3129001", "licence_expires_on": "2031-06-30"}
    changed = manager.put("/api/v1/suppliers/S0001", change, If_Match=before.headers["etag"])
    assert changed.status == 200, changed.text
    assert (changed.json["name"], changed.json["licence_state"]) == ("惠民医药（新）", "valid")
    outdated = manager.put("/api/v1/suppliers/S0001", change | {"name": "x"}, If_Match=before.headers["etag"])
    assert outdated.status in (409, 412), outdated.text
    versions = manager.get("/api/v1/suppliers/S0001/versions").json["versions"]
    assert [version["version"] for version in versions] == [before.json["version"] + 1, before.json["version"]]
    wrong = manager.put("/api/v1/suppliers/S0001", change | {"licence_expires_on": "2026-02-30"},
                        If_Match=changed.headers["etag"])
    assert (wrong.code, wrong.json["field"]) == ("field_not_allowed", "/licence_expires_on")


def test_an_expired_licence_is_told(manager):
    tag = manager.get("/api/v1/suppliers/S0002").headers["etag"]
    change = {"name": "太行", "licence_no": "1", "licence_expires_on": "2020-01-01"}
    shown = manager.put("/api/v1/suppliers/S0002", change, If_Match=tag).json
    assert shown["licence_state"] == "expired" and shown["days_left"] < 0


def test_a_suppliers_account_sees_itself_only(administrator):  # noqa: F811
    supplier = new_user(administrator, [{"role": "supplier", "facility_code": None}], supplier_code="S0003")
    session = supplier.get("/api/v1/session").json
    assert session["supplier_code"] == "S0003"
    listed = supplier.get("/api/v1/suppliers")
    if listed.status == 200:
        assert [each["code"] for each in listed.json["suppliers"]] == ["S0003"]
        assert supplier.get("/api/v1/suppliers/S0001").code == "unknown_record"
    else:
        assert listed.code == "duty_missing"


def test_members_are_found_by_kind_and_name(manager):
    hospitals = manager.get("/api/v1/facilities?kind=hospital").json["facilities"]
    assert len(hospitals) == 3 and all(each["parent_code"] for each in hospitals)
    whole = manager.get("/api/v1/facilities?limit=1000").json["facilities"]
    assert len(whole) == 284
    paged, cursor = [], ""
    while cursor is not None:
        page = manager.get("/api/v1/facilities?limit=100" + (f"&cursor={cursor}" if cursor else "")).json
        paged += page["facilities"]
        cursor = page["next_cursor"]
    assert paged == whole


def test_an_import_names_each_bad_row_in_both_languages(manager):
    header = "code,name,kind,parent_code\n"
    text = header + "N1,新村,village,H0001\nN2,,village,H0001\nN3,X,castle,H0001\nN4,Y,village,NOBODY\n"
    for language, words in (("en", "value is required"), ("zh-CN", "必须填写")):
        manager.language = language
        job = upload(manager, "facilities", text, "all_or_nothing")
        report = job["result"]
        assert (job["state"], report["stored"], report["rows"], report["refused"]) == ("refused", False, 4, 3)
        assert [(fault["row"], fault["column"], fault["code"]) for fault in report["faults"]] == [
            (2, "name", "missing_value"), (3, "kind", "unknown_value"), (4, "parent_code", "unknown_code")]
        assert words in report["faults"][0]["detail"]
    assert manager.get("/api/v1/facilities/N1").code == "unknown_record"
    manager.language = "en"
    accepted = upload(manager, "facilities", text, "accepted_rows")
    assert (accepted["state"], accepted["result"]["registered"]) == ("done", 1)
    assert manager.get("/api/v1/facilities/N1").json["name"] == "新村"


@pytest.mark.parametrize("kind", ["items", "suppliers", "facilities"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_imported_again_changes_nothing(manager, kind, form):
    import http.client
    connection = http.client.HTTPConnection(*manager.address, timeout=120)
    connection.request("GET", f"/api/v1/exports/{kind}?format={form}", headers=manager.headers({}))
    response = connection.getresponse()
    content, media = response.read(), response.getheader("Content-Type").split(";")[0]
    assert response.status == 200
    report = upload(manager, kind, content, "all_or_nothing", media)["result"]
    assert report["refused"] == report["registered"] == report["changed"] == 0
    assert report["unchanged"] == report["rows"] > 30


def test_the_kinds_say_what_can_be_done_with_them(manager):
    kinds = {kind["name"]: kind for kind in manager.get("/api/v1/exchange-kinds").json["kinds"]}
    assert {"facilities", "items", "formularies", "delivery_routes"} <= set(kinds)
    assert kinds["supplier_licences"]["reading_duty"] == "read_suppliers"
    assert kinds["supplier_licences"]["changing_duty"] == "keep_suppliers"
    for name, kind in kinds.items():
        header = manager.get(f"/api/v1/exports/{name}?format=csv").text.splitlines()[0].lstrip("\ufeff")
        assert header.split(",") == [column["name"] for column in kind["columns"]]


def test_a_file_of_formularies_says_which_rule_a_row_breaks(manager):
    rows = "tier,item,effective_from,effective_until,reason\nvillage,NO-SUCH,2027-01-01,,x\n"
    report = upload(manager, "formularies", rows.encode(), "preview")["result"]
    fault, = report["faults"]
    assert (fault["row"], fault["column"], fault["code"]) == (1, "item", "item_unknown")
    assert "NO-SUCH" in fault["detail"]


def test_to_import_a_kind_one_may_change_its_records(manager):
    program = token_client(manager, ["import_data", "keep_catalogue"])
    rows = b"code,name\nM77,x\n"
    assert program.post("/api/v1/imports/manufacturers?mode=preview", rows, Content_Type="text/csv").code == "duty_missing"
    assert program.post("/api/v1/imports/items?mode=preview", rows, Content_Type="text/csv").status == 202


def test_a_jobs_progress_streams_to_its_end(manager):
    started = manager.post("/api/v1/imports/items?mode=preview", b"code\n" * 3, Content_Type="text/csv")
    events = manager.get(started.headers["location"] + "/events")
    assert events.headers["content-type"] == "text/event-stream"
    last = json.loads(events.text.strip().split("data: ")[-1])
    assert last["state"] in ("done", "refused") and last["result"]["faults"]


def test_a_job_is_its_owners_alone(manager, administrator):  # noqa: F811
    started = manager.post("/api/v1/imports/items?mode=preview", b"code\n", Content_Type="text/csv")
    assert administrator.get(started.headers["location"]).code == "unknown_record"
