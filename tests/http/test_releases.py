"""Releases of others: taken in as a job, looked at row by row, compared, tied to items by a person."""

import uuid

import pytest
from test_accounts import administrator, new_user  # noqa: F401
from test_members import finished

GOOD = ["XR05CBA198A001010100863", "XA02BCA001A001010100864", "XN02BEA036A001010200101"]


@pytest.fixture(scope="module")
def manager(administrator):  # noqa: F811
    return new_user(administrator, [{"role": "purchasing_manager", "facility_code": None}])


def take_in(client, text, source="national_drug_code", batch=None, released_on="2026-10-01", **headers):
    batch = batch or uuid.uuid4().hex[:12]
    return finished(client, client.post(
        f"/api/v1/releases?source={source}&batch={batch}&released_on={released_on}", text.encode(),
        Content_Type="text/csv", **headers))


@pytest.fixture(scope="module")
def release(manager):
    """Four rows: one of an item by its approval number, one unknown, and two that cannot be understood."""
    known = manager.get("/api/v1/items/X0001").json
    rows = ["医保药品编码,药品名称,剂型,规格,最小包装数量,批准文号",
            f"{GOOD[0]},阿莫西林,胶囊剂,{known['strength']},{known['pack_size']},{known['approval_no']}",
            f"{GOOD[1]},无名,胶囊剂,1g,6,", "XRO5CBA198A001010100869,看错了,胶囊剂,1g,6,",
            f"{GOOD[2]},新剂型,飞行剂,1g,6,"]
    job = take_in(manager, "\n".join(rows) + "\n")
    assert job["state"] == "done", job
    assert job["result"] | {"release_id": ""} == {
        "release_id": "", "rows": 4, "quarantined_rows": 2, "bad_code": 1, "duplicate_code": 0,
        "bad_approval_number": 0, "unknown_form": 1, "unknown_unit": 0, "bad_pack_size": 0}
    return "/api/v1/releases/" + job["result"]["release_id"]


def rows(client, release, state):
    return client.get(f"{release}/rows?row_state={state}").json["rows"]


def test_what_cannot_be_understood_says_why_and_what_it_looks_like(manager, release):
    quarantined = rows(manager, release, "quarantined")
    assert [row["row_no"] for row in quarantined] == [3, 4]
    reason = quarantined[0]["reasons"][0]
    assert reason["reason"] == "bad_code" and "XR05CBA198A001010100869" in reason["proposals"]
    assert reason["code_reason"] == "look_alike_character" and reason["found"].startswith("XRO5")
    assert quarantined[1]["reasons"][0]["reason"] == "unknown_form"
    assert quarantined[1]["cells"]["药品名称"] == "新剂型"
    assert list(quarantined[0]["cells"])[:2] == ["医保药品编码", "药品名称"]
    assert [row["row_no"] for row in manager.get(f"{release}/rows?q=%E6%97%A0%E5%90%8D").json["rows"]] == [2]
    page = manager.get(f"{release}/rows?limit=3").json
    rest = manager.get(f"{release}/rows?limit=3&cursor={page['next_cursor']}").json
    assert [row["row_no"] for row in page["rows"] + rest["rows"]] == [1, 2, 3, 4] and rest["next_cursor"] is None


def test_items_are_proposed_and_a_person_decides(manager, release):
    job = finished(manager, manager.post(f"{release}/proposals"))
    assert job["state"] == "done" and job["result"]["quarantined_rows"] == 2, job
    proposed = rows(manager, release, "proposed")
    assert [(row["row_no"], row["item_code"]) for row in proposed] == [(1, "X0001")]
    assert proposed[0]["candidates"][0]["basis"] == "approval_strength_pack"
    assert rows(manager, release, "unmapped")[0]["mapping_reason"] == "no_item_matches"

    def decide(*decisions):
        return manager.post(f"{release}/decisions", {"decisions": list(decisions)})
    both = decide({"row_no": 1, "item_code": "X0001"}, {"row_no": 2, "item_code": None, "reason": "不采购"})
    assert (both.status, both.json) == (200, {"confirmed": 1, "rejected": 1, "unchanged": 0}), both.text
    assert decide({"row_no": 1, "item_code": "X0001"}).json["unchanged"] == 1
    assert decide({"row_no": 1, "item_code": "X0002"}).code == "mapping_needs_reason"
    assert decide({"row_no": 3, "item_code": "X0002"}).code == "release_row_in_quarantine"
    assert decide({"row_no": 99, "item_code": "X0002"}).code == "release_row_unknown"
    assert decide({"row_no": 1, "item_code": "NOBODY", "reason": "x"}).code == "unknown_code"
    row = manager.get(f"{release}/rows/1").json
    assert (row["state"], row["item_code"], len(row["decisions"])) == ("confirmed", "X0001", 1)
    assert row["decisions"][0]["decided_by"] == "user:" + manager.user_name
    counts = manager.get(release).json["counts"]
    assert (counts["quarantined"], counts["confirmed"], counts["rejected"], counts["waiting"]) == (2, 1, 1, 0)
    assert manager.get(f"{release}/rows/99").code == "unknown_record"


def test_accepted_words_lift_what_they_explain(manager, release):
    accepted = manager.post("/api/v1/catalogue-terms", {"kind": "form", "terms": ["飞行剂"]})
    assert (accepted.status, accepted.json) == (200, {"accepted": 1}), accepted.text
    assert {"kind": "form", "term": "飞行剂"} in manager.get("/api/v1/catalogue-terms?term_kind=form").json["terms"]
    job = finished(manager, manager.post(f"{release}/judgement"))
    assert (job["state"], job["result"]) == ("done", {"lifted": 1, "quarantined_rows": 1}), job
    assert [row["row_no"] for row in rows(manager, release, "waiting")] == [4]


def test_two_releases_are_compared(manager):
    header = "code,name,price\n"
    older = take_in(manager, header + f"{GOOD[0]},a,1\n{GOOD[1]},b,1\n", "listed_price")["result"]["release_id"]
    newer = take_in(manager, header + f"{GOOD[0]},a,2\n{GOOD[2]},c,1\n", "listed_price")["result"]["release_id"]
    path = f"/api/v1/releases/{newer}/difference?older_release_id={older}"
    told = manager.get(path).json
    assert (told["added"], told["removed"], told["changed"], told["unchanged"]) == (1, 1, 1, 0)
    assert [(each["change"], each["code"]) for each in told["changes"]] == [
        ("changed", GOOD[0]), ("added", GOOD[2]), ("removed", GOOD[1])]
    assert told["changes"][0]["cells"] == [{"column": "price", "before": "1", "after": "2"}]
    page = manager.get(path + "&limit=2").json
    rest = manager.get(f"{path}&limit=2&cursor={page['next_cursor']}").json
    assert page["changes"] + rest["changes"] == told["changes"] and rest["next_cursor"] is None
    assert [each["change"] for each in manager.get(path + "&change=removed").json["changes"]] == ["removed"]
    other = take_in(manager, header + f"{GOOD[0]},a,1\n")["result"]["release_id"]
    assert manager.get(f"/api/v1/releases/{newer}/difference?older_release_id={other}").code == \
        "releases_of_different_sources"
    assert manager.get(f"/api/v1/releases/{newer}/difference").code == "missing_value"


def test_a_batch_is_taken_in_once_and_a_repetition_is_known(manager):
    text, key, batch = f"code\n{GOOD[0]}\n", str(uuid.uuid4()), uuid.uuid4().hex[:10]
    first = take_in(manager, text, batch=batch, Idempotency_Key=key)
    again = take_in(manager, text, batch=batch, Idempotency_Key=key)
    assert first["result"] == again["result"]
    twice = take_in(manager, text, batch=batch)
    assert (twice["state"], twice["problem"]["code"]) == ("refused", "release_already_taken_in")
    assert batch in twice["problem"]["detail"] and "is already taken in" in twice["problem"]["detail"]
    other = take_in(manager, text, batch=batch + "x", Idempotency_Key=key)
    assert other["problem"]["code"] == "request_reused_with_different_content"


@pytest.mark.parametrize("text, code, words", [
    ("name\nx\n", "missing_column", "code"), ("", "missing_column", "code"),
    ("code,code\nx,y\n", "duplicate_column", "code"), (f"code\n{GOOD[0]},1\n", "wrong_cell_count", "row 1"),
    ('code\n"x\n', "bad_quoting", "")])
def test_a_file_that_cannot_be_kept_is_refused_whole(manager, text, code, words):
    before = manager.get("/api/v1/releases?limit=1000").json["releases"]
    job = take_in(manager, text)
    assert (job["state"], job["problem"]["code"]) == ("refused", code), job
    assert words in job["problem"]["detail"]
    assert manager.get("/api/v1/releases?limit=1000").json["releases"] == before


def test_releases_are_for_those_who_see_the_whole_catalogue(manager, administrator, release):  # noqa: F811
    for role, facility in (("village_doctor", "T0001"), ("township_pharmacist", "T0001")):
        outsider = new_user(administrator, [{"role": role, "facility_code": facility}])
        for path in ("/api/v1/releases", release, release + "/rows", release + "/rows/1"):
            assert outsider.get(path).code == "duty_missing", path
        assert outsider.post(release + "/proposals").code == "duty_missing"
    for wrong in ("source=castle&batch=1&released_on=2026-01-01", "batch=1&released_on=2026-01-01",
                  "source=vbp_result&batch=1", "source=vbp_result&batch=1&released_on=2026-02-30"):
        answer = manager.post("/api/v1/releases?" + wrong, b"code\n", Content_Type="text/csv")
        assert answer.status == 422 and answer.json["field"] in ("source", "released_on"), wrong
    page = manager.get("/api/v1/releases?limit=1&source=national_drug_code").json
    rest = manager.get(f"/api/v1/releases?limit=1000&source=national_drug_code&cursor={page['next_cursor']}").json
    whole = manager.get("/api/v1/releases?limit=1000&source=national_drug_code").json["releases"]
    assert page["releases"] + rest["releases"] == whole and len(whole) >= 2
