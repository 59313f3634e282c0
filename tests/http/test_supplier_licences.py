"""Suppliers begin, show licences, are suspended; manufacturers let them sell."""

import datetime
import uuid

import pytest
from test_accounts import administrator, new_user  # noqa: F401


@pytest.fixture(scope="module")
def manager(administrator):  # noqa: F811
    return new_user(administrator, [{"role": "purchasing_manager", "facility_code": None}])


def day(offset):
    """The server runs on this machine, so its day is ours."""
    return (datetime.date.today() + datetime.timedelta(days=offset)).isoformat()


def new_supplier(manager, **more):
    code = "N" + uuid.uuid4().hex[:10]
    made = manager.post("/api/v1/suppliers", {"code": code, "name": "新供 " + code, **more})
    assert made.status == 201, made.text
    return made


def licences(client, path):
    """Every page, two at a time."""
    found, cursor = [], ""
    while cursor is not None:
        page = client.get(path + ("&" if "?" in path else "?") + "limit=2" + (f"&cursor={cursor}" if cursor else ""))
        assert page.status == 200, page.text
        found += page.json["licences"]
        cursor = page.json["next_cursor"]
    return found


def test_a_supplier_begins_once(manager):
    key, code = str(uuid.uuid4()), "N" + uuid.uuid4().hex[:10]
    body = {"code": code, "name": "新供", "order_fee": "12.50", "licence_no": "冀A1", "licence_expires_on": day(400)}
    first = manager.post("/api/v1/suppliers", body, Idempotency_Key=key)
    again = manager.post("/api/v1/suppliers", body, Idempotency_Key=key)
    assert first.status == again.status == 201 and first.json == again.json
    assert (first.headers["etag"], first.json["order_fee"], first.json["suspension"]) == ('"1"', "12.50", None)
    assert manager.get(f"/api/v1/suppliers/{code}").json == first.json
    assert manager.post("/api/v1/suppliers", body).code == "supplier_code_taken"
    wrong = manager.post("/api/v1/suppliers", body | {"code": code + "x", "order_fee": "-1"})
    assert wrong.status == 422, wrong.text
    assert manager.get(f"/api/v1/suppliers/{code}x").code == "unknown_record"


def test_a_supplier_that_begins_later_is_answered_as_it_will_be(manager):
    made = new_supplier(manager, effective_from=day(30))
    assert made.json["effective_from"] == day(30)
    assert manager.get(f"/api/v1/suppliers/{made.json['code']}").code == "unknown_record"  # not today
    recorded = manager.post(f"/api/v1/suppliers/{made.json['code']}/licences",
                            {"kind": "business", "licence_no": "1", "valid_from": day(-1)})
    assert recorded.status == 201, recorded.text


@pytest.mark.parametrize("left, state, warning", [
    (61, "valid", None), (60, "expires_soon", 60), (31, "expires_soon", 60), (30, "expires_soon", 30),
    (8, "expires_soon", 30), (7, "expires_soon", 7), (0, "expires_soon", 7), (-1, "expired", None)])
def test_a_licence_warns_before_it_ends(manager, left, state, warning):
    code = new_supplier(manager).json["code"]
    made = manager.post(f"/api/v1/suppliers/{code}/licences",
                        {"kind": "drug_distribution", "licence_no": "冀B-1", "issuer": "省局", "scope": "中成药",
                         "valid_from": day(-500), "expires_on": day(left)})
    assert made.status == 201, made.text
    assert (made.json["state"], made.json["days_left"], made.json["warning_days"]) == (state, left, warning)
    listed = licences(manager, f"/api/v1/licences?supplier_code={code}")
    assert listed == [made.json]
    due = licences(manager, f"/api/v1/licences?supplier_code={code}&within_days=60")
    assert [one["licence_id"] for one in due] == ([made.json["licence_id"]] if left <= 60 else [])
    assert licences(manager, f"/api/v1/licences?supplier_code={code}&licence_state={state}") == listed


def test_licences_of_all_come_by_last_day(manager):
    codes = [new_supplier(manager).json["code"] for _ in range(3)]
    for number, code in enumerate(codes):
        for kind in ("business", "good_supply"):
            body = {"kind": kind, "licence_no": f"L{number}", "valid_from": day(-9), "expires_on": day(50 - 10 * number)}
            assert manager.post(f"/api/v1/suppliers/{code}/licences", body).status == 201
    listed = licences(manager, "/api/v1/licences")
    whole = manager.get("/api/v1/licences?limit=1000").json["licences"]
    assert listed == whole and len({one["licence_id"] for one in whole}) == len(whole) >= 6
    ends = [one["expires_on"] or "9999" for one in whole]
    assert ends == sorted(ends)
    assert manager.get("/api/v1/licences?supplier_code=nobody").code == "unknown_record"
    assert manager.get("/api/v1/licences?cursor=***").code == "field_not_allowed"


def test_a_licence_is_renewed_or_withdrawn_and_never_edited(manager):
    code = new_supplier(manager).json["code"]
    path = f"/api/v1/suppliers/{code}/licences"
    body = {"kind": "business", "licence_no": "old", "valid_from": day(-300), "expires_on": day(-2)}
    old = manager.post(path, body).json
    assert manager.post(path, body).code == "licence_already_recorded"
    key, renewal = str(uuid.uuid4()), {"licence_no": "new", "valid_from": day(-1), "expires_on": day(700)}
    new = manager.post(f"{path}/{old['licence_id']}/renew", renewal, Idempotency_Key=key)
    again = manager.post(f"{path}/{old['licence_id']}/renew", renewal, Idempotency_Key=key)
    assert new.status == again.status == 201 and new.json == again.json, new.text
    assert (new.json["kind"], new.json["renews_licence_id"]) == ("business", old["licence_id"])
    assert manager.post(f"{path}/{old['licence_id']}/renew", renewal).code == "licence_no_longer_in_use"
    assert [one["licence_no"] for one in licences(manager, f"/api/v1/licences?supplier_code={code}")] == ["new"]
    ever = licences(manager, path)
    assert [(one["licence_no"], one["renewed_by_licence_id"]) for one in ever] == [
        ("old", new.json["licence_id"]), ("new", None)]

    withdrawn = manager.post(f"{path}/{new.json['licence_id']}/withdraw", {"reason": "登记错误"})
    assert (withdrawn.json["withdrawn_on"], withdrawn.json["withdrawn_reason"]) == (day(0), "登记错误")
    assert [one["licence_no"] for one in licences(manager, f"/api/v1/licences?supplier_code={code}")] == ["old"]
    for wrong in ("x", "1", "99999999999999999999999"):
        assert manager.post(f"{path}/{wrong}/withdraw", {"reason": "x"}).code == "licence_not_known"
    other = new_supplier(manager).json["code"]
    assert manager.post(f"/api/v1/suppliers/{other}/licences/{old['licence_id']}/withdraw",
                        {"reason": "x"}).code == "licence_not_known"


def test_a_suspended_supplier_says_why_until_it_is_reinstated(manager):
    made = new_supplier(manager)
    path, tag = f"/api/v1/suppliers/{made.json['code']}", made.headers["etag"]
    assert manager.post(path + "/suspend", {"reason": "抽检不合格"}).code == "if_match_missing"
    assert manager.post(path + "/suspend", {"reason": ""}, If_Match=tag).code == "field_not_allowed"
    assert manager.post(path + "/suspend", {"reason": "x"}, If_Match='"7"').status in (409, 412)
    assert manager.get(path).json["suspension"] is None
    assert manager.post(path + "/reinstate", {"reason": "x"}, If_Match=tag).code == "supplier_not_suspended"
    suspended = manager.post(path + "/suspend", {"reason": "抽检不合格"}, If_Match=tag)
    assert suspended.json["suspension"] == {"suspended_on": day(0), "reason": "抽检不合格"}, suspended.text
    listed = {one["code"]: one for one in manager.get("/api/v1/suppliers?limit=1000").json["suppliers"]}
    assert listed[made.json["code"]] == suspended.json
    assert manager.post(path + "/suspend", {"reason": "x"}, If_Match=tag).code == "supplier_already_suspended"
    assert manager.post(path + "/reinstate", {"reason": "整改完成"}, If_Match=tag).json["suspension"] is None


def test_the_policy_of_warnings_is_set_by_a_document(manager):
    code = new_supplier(manager).json["code"]
    manager.post(f"/api/v1/suppliers/{code}/licences",
                 {"kind": "business", "licence_no": "1", "valid_from": day(-9), "expires_on": day(80)})
    assert manager.get("/api/v1/licence-policy").json == {"warning_days": [60, 30, 7], "document_no": None}
    wrong = {"warning_days": [60, 90, 7], "document_no": "县医保〔2026〕9号"}
    assert manager.put("/api/v1/licence-policy", wrong).code == "figure_out_of_range"
    changed = manager.put("/api/v1/licence-policy", wrong | {"warning_days": [90, 30, 7]})
    assert changed.json == {"warning_days": [90, 30, 7], "document_no": "县医保〔2026〕9号"}, changed.text
    warned = manager.get(f"/api/v1/licences?supplier_code={code}").json["licences"][0]
    assert (warned["state"], warned["warning_days"]) == ("expires_soon", 90)
    assert manager.put("/api/v1/licence-policy", wrong | {"warning_days": [60, 30, 7]}).status == 200


def test_a_manufacturer_lets_a_supplier_sell(manager):
    maker, code = "M" + uuid.uuid4().hex[:10], new_supplier(manager).json["code"]
    made = manager.post("/api/v1/manufacturers", {"code": maker, "name": "制药厂"})
    assert made.status == 201 and made.json == {"code": maker, "name": "制药厂", "registered_on": day(0)}, made.text
    assert manager.post("/api/v1/manufacturers", {"code": maker, "name": "x"}).code == "manufacturer_code_taken"
    assert made.json in manager.get("/api/v1/manufacturers?limit=1000").json["manufacturers"]
    body = {"manufacturer_code": maker, "supplier_code": code, "scope": "注射剂", "valid_from": day(-3)}
    allowed = manager.post("/api/v1/authorisations", body)
    assert allowed.status == 201 and allowed.json["valid_until"] is None, allowed.text
    assert manager.post("/api/v1/authorisations", body | {"valid_until": day(-9)}).code == "dates_reversed"
    assert manager.post("/api/v1/authorisations", body | {"supplier_code": "x"}).code == "supplier_not_known"
    assert manager.post("/api/v1/authorisations", body | {"manufacturer_code": "x"}).code == "manufacturer_not_known"
    by_supplier = manager.get(f"/api/v1/authorisations?supplier_code={code}").json
    by_maker = manager.get(f"/api/v1/authorisations?manufacturer_code={maker}").json
    assert by_supplier == by_maker == {"authorisations": [allowed.json], "next_cursor": None}
    end = {"manufacturer_code": maker, "supplier_code": code, "valid_until": day(-1)}
    assert manager.post("/api/v1/authorisations/end", end).json == {"ended": 1}
    assert manager.get(f"/api/v1/authorisations?supplier_code={code}").json["authorisations"] == []
    before = manager.get(f"/api/v1/authorisations?supplier_code={code}&as_of={day(-1)}").json["authorisations"]
    assert [one["valid_until"] for one in before] == [day(-1)]
    assert manager.get("/api/v1/authorisations?as_of=2026-02-30").code == "field_not_allowed"


def test_a_suppliers_account_sees_its_own_licences_only(administrator, manager):  # noqa: F811
    mine, other = new_supplier(manager).json["code"], new_supplier(manager).json["code"]
    for code in (mine, other):
        body = {"kind": "business", "licence_no": "L-" + code, "valid_from": day(-9)}
        assert manager.post(f"/api/v1/suppliers/{code}/licences", body).status == 201
        maker = "M" + code
        manager.post("/api/v1/manufacturers", {"code": maker, "name": "厂"})
        manager.post("/api/v1/authorisations", {"manufacturer_code": maker, "supplier_code": code, "valid_from": day(0)})
    supplier = new_user(administrator, [{"role": "supplier", "facility_code": None}], supplier_code=mine)
    assert [one["code"] for one in supplier.get("/api/v1/suppliers").json["suppliers"]] == [mine]
    assert [one["code"] for one in supplier.get("/api/v1/suppliers?limit=1").json["suppliers"]] == [mine]
    assert supplier.get(f"/api/v1/suppliers?q={other}").json["suppliers"] == []
    assert {one["supplier_code"] for one in supplier.get("/api/v1/licences").json["licences"]} == {mine}
    assert {one["supplier_code"] for one in supplier.get("/api/v1/authorisations").json["authorisations"]} == {mine}
    for path in ("/api/v1/suppliers/{}", "/api/v1/suppliers/{}/versions", "/api/v1/suppliers/{}/licences",
                 "/api/v1/licences?supplier_code={}", "/api/v1/authorisations?supplier_code={}"):
        assert supplier.get(path.format(mine)).status == 200, path
        theirs, nobodys = supplier.get(path.format(other)), supplier.get(path.format("nobody"))
        assert (theirs.status, theirs.code) == (nobodys.status, nobodys.code) == (404, "unknown_record"), path
        assert theirs.json["detail"].replace(other, "nobody") == nobodys.json["detail"]
