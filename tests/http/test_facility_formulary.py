"""What a facility chooses of its tier's formulary: begun, added to, left out; and what may be asked for then."""

import datetime
import uuid

import pytest
from stored import audited, fingerprints
from test_accounts import administrator, new_user  # noqa: F401

TODAY = datetime.date.today()


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


@pytest.fixture(scope="module")
def manager(administrator):  # noqa: F811
    manager = new_user(administrator, [{"role": "purchasing_manager", "facility_code": None}])
    made = manager.post("/api/v1/policy-sets", {
        "subject": "formulary", "jurisdiction": "河北省", "document_no": "冀卫药政〔2026〕8号",
        "effective_from": day(-40), "parameters": {"brands_per_generic_and_route": 2}})
    assert made.status == 201, made.text
    return manager


@pytest.fixture(scope="module")
def items(manager):
    """Five items of the county's and the townships' formularies, by code."""
    codes = sorted("F" + uuid.uuid4().hex[:8].upper() for _ in range(5))
    for code in codes:
        made = manager.post("/api/v1/items", {"code": code, "generic_name": "选用片" + code, "form": "片剂", "strength": "5mg",
                                              "base_unit": "片", "pack_size": 10, "kind": "western", "vat_rate": "0.13"})
        assert made.status == 201, made.text
    for tier in ("county", "township"):
        added = manager.post(f"/api/v1/formularies/{tier}/additions", {"item_codes": codes, "reason": "药事会"})
        assert added.status == 200, added.text
    return codes


@pytest.fixture
def township(manager):
    """A health centre of its own, with nothing chosen yet."""
    code = "TF" + uuid.uuid4().hex[:8].upper()
    made = manager.post("/api/v1/facilities", {"code": code, "name": "新镇 " + code, "kind": "township", "parent_code": "C0001"})
    assert made.status == 201, made.text
    return code


def path(facility, more=""):
    return f"/api/v1/facilities/{facility}/formulary{more}"


def shown(client, facility, query=""):
    answer = client.get(path(facility, query))
    assert answer.status == 200, answer.text
    return answer.json


def codes_of(page):
    return [each["item_code"] for each in page["items"]]


def change(client, facility, action, codes=None, **fields):
    body = {"reason": "本院药事会", **({"item_codes": codes} if codes else {}), **fields}
    return client.post(path(facility, "/" + action), body)


def test_a_facility_uses_its_tiers_formulary_until_it_has_one_of_its_own(manager, items, township):
    before = shown(manager, township, "?limit=1000")
    assert (before["tier"], before["own"], before["own_from"]) == ("township", False, None)
    assert set(items) <= set(codes_of(before)) and before["item_count"] == before["tier_item_count"] == len(before["items"])
    begun = change(manager, township, "begin", effective_from=day(3))
    assert (begun.status, begun.json) == (200, {"facility_code": township, "items": before["item_count"],
                                                "effective_from": day(3)})
    planned = shown(manager, township)
    assert (planned["own"], planned["own_from"]) == (False, day(3))
    assert change(manager, township, "begin").code == "facility_formulary_already_begun"


def test_what_is_left_out_and_taken_back(manager, items, township):
    kept, left = items[0], items[1]
    assert change(manager, township, "removals", [left]).code == "facility_formulary_not_begun"
    assert change(manager, township, "additions", items).json["items"] == 5
    assert codes_of(shown(manager, township)) == items
    assert change(manager, township, "additions", [left]).code == "formulary_already_holds"
    assert change(manager, township, "removals", [left]).code == "formulary_does_not_hold"  # it has just come in
    assert change(manager, township, "removals", [left], effective_from=day(2)).status == 200
    later = shown(manager, township, f"?as_of={day(2)}")
    assert left not in codes_of(later) and kept in codes_of(later)
    assert (later["own"], later["item_count"], later["own_from"]) == (True, 4, day(0))
    line = next(each for each in shown(manager, township)["items"] if each["item_code"] == left)
    assert (line["effective_until"], line["reason"], line["tier"]) == (day(2), "本院药事会", "township")
    # The removal keeps its own reason; the entry that begins again is another.
    assert change(manager, township, "additions", [left], effective_from=day(2), reason="恢复").status == 200
    assert left in codes_of(shown(manager, township, f"?as_of={day(2)}"))


def test_the_list_comes_in_pages_and_is_searched(manager, items, township):
    change(manager, township, "additions", items)
    found, cursor = [], ""
    for _ in range(4):
        page = shown(manager, township, "?limit=2" + cursor)
        found += codes_of(page)
        assert page["item_count"] == 5
        cursor = f"&cursor={page['next_cursor']}"
        if page["next_cursor"] is None:
            break
    assert found == items
    assert codes_of(shown(manager, township, "?q=" + items[3].lower())) == [items[3]]


def test_what_is_refused_names_the_facility_and_the_item(manager, township, items):
    unknown = change(manager, "NOSUCH", "additions", items)
    assert (unknown.status, unknown.code) == (404, "unknown_record")
    assert change(manager, "C0001", "begin").code == "facility_formulary_of_centre"
    assert change(manager, township, "additions", ["NOSUCH"]).code == "item_unknown"
    assert change(manager, township, "additions", items, effective_from=day(-1)).code == "item_day_past"
    assert change(manager, township, "additions", items, reason="").code == "field_not_allowed"
    single = "F" + uuid.uuid4().hex[:8].upper()
    manager.post("/api/v1/items", {"code": single, "generic_name": "无目录" + single, "form": "片剂", "strength": "5mg",
                                   "base_unit": "片", "pack_size": 10, "kind": "western", "vat_rate": "0.13"})
    refused = change(manager, township, "additions", [items[0], single])
    assert (refused.status, refused.code) == (422, "formulary_not_in_higher_tier")
    assert single in refused.json["detail"] and township in refused.json["detail"]
    assert shown(manager, township)["own"] is False  # all or none


def test_a_repeated_change_is_done_once(manager, items, township):
    key = str(uuid.uuid4())
    body = {"item_codes": items, "reason": "本院药事会"}
    first = manager.post(path(township, "/additions"), body, Idempotency_Key=key)
    again = manager.post(path(township, "/additions"), body, Idempotency_Key=key)
    assert (first.status, again.status, again.text) == (200, 200, first.text)
    other = manager.post(path(township, "/additions"), {**body, "item_codes": items[:1]}, Idempotency_Key=key)
    assert other.code == "request_reused_with_different_content"


def test_a_pharmacist_reads_what_her_part_uses_and_changes_nothing(server, administrator, manager, items, township):  # noqa: F811
    pharmacist = new_user(administrator, [{"role": "township_pharmacist", "facility_code": township}])
    change(manager, township, "additions", items[:2])
    assert codes_of(shown(pharmacist, township)) == items[:2]
    village = "VF" + uuid.uuid4().hex[:8].upper()
    manager.post("/api/v1/facilities", {"code": village, "name": "新村", "kind": "village", "parent_code": township})
    assert shown(pharmacist, village)["tier"] == "village"
    for other in ("T0001", "NOSUCH"):
        refused = pharmacist.get(path(other))
        assert (refused.status, refused.code) == (404, "unknown_record")
    before = fingerprints(server)
    for action in ("begin", "additions", "removals"):
        refused = change(pharmacist, township, action, None if action == "begin" else items)
        assert (refused.status, refused.code) == (403, "duty_missing")
    assert fingerprints(server) == before
    assert audited(server)[-1][1].startswith("refused")


def test_a_requisition_is_held_to_the_facilitys_own_formulary(administrator, manager, items, township):  # noqa: F811
    nurse = new_user(administrator, [{"role": "requester", "facility_code": township}], language="zh")

    def asks(code):
        return nurse.post("/api/v1/requisitions", {"facility_code": township, "kind": "regular",
                                                   "items": [{"item_code": code, "quantity": 1}]})
    assert asks(items[0]).status == 201
    change(manager, township, "additions", items[1:])
    refused = asks(items[0])
    assert (refused.status, refused.code) == (422, "requisition_item_not_in_own_formulary")
    assert items[0] in refused.json["detail"] and "本机构自己的用药目录" in refused.json["detail"]
    assert asks(items[1]).status == 201
    suggested = nurse.get(f"/api/v1/facilities/{township}/suggestions?limit=1000").json["suggestions"]
    assert [each["item_code"] for each in suggested] == items[1:]


def test_what_leaves_the_tier_is_out_and_comes_back(manager, items, township):
    change(manager, township, "additions", items)
    gone = items[4]
    assert manager.post("/api/v1/formularies/township/removals",
                        {"item_codes": [gone], "reason": "停产", "effective_from": day(5)}).status == 200
    assert next(each["effective_until"] for each in shown(manager, township)["items"]
                if each["item_code"] == gone) == day(5)  # the earlier of the two ends
    assert gone not in codes_of(shown(manager, township, f"?as_of={day(5)}"))
    assert manager.post("/api/v1/formularies/township/additions",
                        {"item_codes": [gone], "reason": "恢复", "effective_from": day(7)}).status == 200
    assert gone not in codes_of(shown(manager, township, f"?as_of={day(6)}"))
    assert gone in codes_of(shown(manager, township, f"?as_of={day(7)}"))
