"""The catalogue as it is kept: items with planned versions, formularies, substitution, policy, codes."""

import datetime
import uuid
from urllib.parse import quote

import pytest
from test_accounts import administrator, new_user  # noqa: F401

TODAY = datetime.date.today()


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


@pytest.fixture(scope="module")
def manager(administrator):  # noqa: F811
    return new_user(administrator, [{"role": "purchasing_manager", "facility_code": None}])


@pytest.fixture(scope="module")
def doctor(administrator):  # noqa: F811
    return new_user(administrator, [{"role": "village_doctor", "facility_code": "T0001"}])


@pytest.fixture(scope="module")
def limit_of_two(manager):
    """The policy on brands, without which nothing enters a formulary."""
    made = manager.post("/api/v1/policy-sets", {
        "subject": "formulary", "jurisdiction": "河北省", "document_no": "冀卫药政〔2026〕7号", "effective_from": day(-30),
        "parameters": {"brands_per_generic_and_route": 2}})
    assert made.status == 201, made.text
    return made.json


def item(code, **fields):
    return {"code": code, "generic_name": "试验片", "form": "片剂", "strength": "5mg", "base_unit": "片", "pack_size": 10,
            "kind": "western", "vat_rate": "0.13", **fields}


def new_item(manager, **fields):
    code = "N" + uuid.uuid4().hex[:10]
    made = manager.post("/api/v1/items", item(code, generic_name="试验片" + code, **fields))
    assert made.status == 201, made.text
    return made


def test_an_item_is_created_once(manager, doctor):
    details = {"generic_name_en": "Testin", "gtin": "06901234567892", "route": "oral", "form_family": "oral-solid",
               "insurance_class": "甲", "essential_medicine": True, "shelf_life_months": 24, "primary_level_only": True}
    made = new_item(manager, **details)
    assert {name: made.json[name] for name in details} == details
    assert (made.json["version"], made.headers["etag"], made.json["status"]) == (1, '"1"', "enabled")
    again = manager.post("/api/v1/items", item(made.json["code"]))
    assert (again.status, again.code) == (409, "item_already_registered")
    refused = manager.post("/api/v1/items", item(" A"))
    assert (refused.status, refused.code) == (422, "bad_code")
    missing = manager.post("/api/v1/items", {"code": "Z1"})
    assert missing.code == "field_not_allowed"
    assert doctor.post("/api/v1/items", item("Z2")).code == "duty_missing"
    assert doctor.get("/api/v1/items/Z2").status == 404


def test_the_same_request_again_answers_the_same(manager):
    code, key = "I" + uuid.uuid4().hex[:10], str(uuid.uuid4())
    first = manager.post("/api/v1/items", item(code), Idempotency_Key=key)
    again = manager.post("/api/v1/items", item(code), Idempotency_Key=key)
    other = manager.post("/api/v1/items", item(code, strength="6mg"), Idempotency_Key=key)
    assert (first.status, again.status, again.text) == (201, 201, first.text)
    assert other.code == "request_reused_with_different_content"


def test_a_change_repeated_late_is_answered_as_it_was_then(manager):
    made = new_item(manager, strength="5mg")
    path, key = "/api/v1/items/" + made.json["code"], str(uuid.uuid4())
    first = manager.put(path, {"strength": "7mg"}, If_Match='"1"', Idempotency_Key=key)
    manager.put(path, {"strength": "9mg"}, If_Match='"2"')
    again = manager.put(path, {"strength": "7mg"}, If_Match='"1"', Idempotency_Key=key)
    assert (first.status, again.status) == (200, 200), again.text
    assert again.text == first.text and again.headers["etag"] == first.headers["etag"] == '"2"'
    assert manager.get(path).json["strength"] == "9mg"
    other = manager.put(path, {"strength": "8mg"}, If_Match='"1"', Idempotency_Key=key)
    assert other.code == "request_reused_with_different_content"


def test_a_planned_version_holds_from_its_day_on(manager):
    made = new_item(manager, strength="5mg")
    path = "/api/v1/items/" + made.json["code"]
    planned = manager.put(path, {"strength": "7mg", "effective_from": day(10)}, If_Match=made.headers["etag"])
    assert planned.status == 200, planned.text
    assert (planned.json["strength"], planned.headers["etag"]) == ("5mg", '"2"')
    # What a later change does not name stays as it was planned.
    later = manager.put(path, {"storage": "cold", "effective_from": day(20)}, If_Match='"2"')
    assert later.status == 200, later.text
    versions = manager.get(path + "/versions").json["versions"]
    assert [(each["version"], each["strength"], each["storage"], each["state"]) for each in versions] == [
        (3, "7mg", "cold", "planned"), (2, "7mg", "", "planned"), (1, "5mg", "", "current")]
    assert manager.get(f"{path}?as_of={day(9)}").json["strength"] == "5mg"
    assert manager.get(f"{path}?as_of={day(10)}").json["strength"] == "7mg"
    assert manager.get(f"{path}?as_of={day(20)}").json["storage"] == "cold"
    assert manager.put(path, {"strength": "8mg"}, If_Match='"1"').code == "item_version_outdated"
    assert manager.put(path, {"strength": "8mg", "effective_from": day(-1)}, If_Match='"3"').code == "item_day_past"
    assert manager.put(path, {"strength": "8mg"}).code == "if_match_missing"


def add(manager, tier, codes, **fields):
    return manager.post(f"/api/v1/formularies/{tier}/additions", {"item_codes": codes, "reason": "药事会决定", **fields})


def remove(manager, tier, codes, **fields):
    return manager.post(f"/api/v1/formularies/{tier}/removals", {"item_codes": codes, "reason": "停产", **fields})


def test_a_lower_formulary_is_part_of_the_higher_one(manager, doctor, limit_of_two):
    first, second = new_item(manager).json["code"], new_item(manager).json["code"]
    lonely = new_item(manager, primary_level_only=True).json["code"]
    refused = add(manager, "village", [first])
    assert (refused.status, refused.code) == (422, "formulary_not_in_higher_tier") and first in refused.json["detail"]
    added = add(manager, "county", [first, second])
    assert (added.status, added.json["items"], added.json["tier"]) == (200, 2, "county"), added.text
    assert add(manager, "township", [first, second], effective_from=day(3)).json["items"] == 2
    assert add(manager, "village", [lonely]).status == 200
    assert add(manager, "county", [first]).code == "formulary_already_holds"
    assert remove(manager, "county", [first], effective_from=day(4)).code == "formulary_still_in_lower_tier"
    # All or none: the second is not in the village's formulary.
    assert remove(manager, "village", [lonely, second], effective_from=day(4)).code == "formulary_does_not_hold"
    assert add(manager, "county", ["NOBODY"]).code == "item_unknown"
    assert add(manager, "castle", [first]).code == "unknown_record"
    assert add(manager, "county", []).code == "field_not_allowed"
    assert add(doctor, "county", [first]).code == "duty_missing"

    def codes(path):
        return [each["item_code"] for each in doctor.get("/api/v1/formularies/" + path).json["items"]]
    assert codes("village/items?q=" + lonely) == [lonely]
    assert codes("village/items?primary_level_only=false&q=" + lonely) == []
    assert codes(f"township/items?q={first}") == [] and codes(f"township/items?q={first}&as_of={day(3)}") == [first]
    assert codes("county/items?q=" + quote("试验片" + second)) == [second]
    assert {lonely, first} & set(codes("county/items?limit=1000")) == {first}
    page = doctor.get("/api/v1/formularies/county/items?limit=1").json
    rest = doctor.get(f"/api/v1/formularies/county/items?limit=1000&cursor={page['next_cursor']}").json
    assert page["items"] + rest["items"] == doctor.get("/api/v1/formularies/county/items?limit=1000").json["items"]
    counts = {each["tier"]: each["items"] for each in doctor.get("/api/v1/formularies").json["formularies"]}
    assert list(counts) == ["village", "township", "county"] and counts["county"] >= 2
    history = doctor.get(f"/api/v1/items/{first}/formularies").json["formularies"]
    assert {(each["tier"], each["effective_from"]) for each in history} == {("county", day(0)), ("township", day(3))}
    assert remove(manager, "village", [lonely], effective_from=day(5)).status == 200
    assert codes(f"village/items?q={lonely}&as_of={day(5)}") == []


def test_one_product_two_brands(manager, limit_of_two):
    generic = "三牌片" + uuid.uuid4().hex[:8]
    brands = ["B" + uuid.uuid4().hex[:10] for _ in range(3)]
    for code in brands:
        assert manager.post("/api/v1/items", item(code, generic_name=generic, route="oral",
                                                  manufacturer=code)).status == 201
    assert add(manager, "county", brands[:2]).status == 200
    third = add(manager, "county", brands[2:])
    assert third.code == "formulary_too_many_brands" and generic in third.json["detail"]
    assert add(manager, "county", brands[2:], brand_exception="儿童剂型").status == 200
    shown = manager.get("/api/v1/formularies/county/items?generic_name=" + quote(generic)).json["items"]
    assert sorted(each["brand_exception"] for each in shown) == ["", "", "儿童剂型"]


def test_substitution_groups(manager, doctor):
    generic = "替代片" + uuid.uuid4().hex[:8]
    codes = ["G" + uuid.uuid4().hex[:10] for _ in range(3)]
    for position, code in enumerate(codes):
        injection = position == 2
        made = manager.post("/api/v1/items", item(
            code, generic_name=generic, route="injection" if injection else "oral",
            form_family="injection" if injection else "oral-solid"))
        assert made.status == 201, made.text
    name = f"{generic}/oral-solid/5mg"
    change = {"name": name, "item_codes": codes[:2]}
    formed = manager.post("/api/v1/substitution-groups/additions", change)
    assert formed.status == 200, formed.text
    assert [each["code"] for each in formed.json["members"]] == sorted(codes[:2])
    wrong = manager.post("/api/v1/substitution-groups/additions", {"name": name, "item_codes": codes[2:]})
    assert (wrong.code, wrong.status) == ("substitution_not_allowed", 422) and codes[2] in wrong.json["detail"]
    assert doctor.post("/api/v1/substitution-groups/additions", change).code == "duty_missing"
    listed = doctor.get("/api/v1/substitution-groups?q=" + quote(generic)).json["groups"]
    assert listed == [{"name": name, "items": 2}]
    shown = doctor.get("/api/v1/substitution-groups/members?name=" + quote(name)).json
    assert {each["code"] for each in shown["members"]} == set(codes[:2])
    assert [each["code"] for each in manager.get(
        "/api/v1/items?substitution_group=" + quote(name, safe="")).json["items"]] == sorted(codes[:2])
    left = manager.post("/api/v1/substitution-groups/removals",
                        {"name": name, "item_codes": codes[:1], "effective_from": day(2)})
    assert (left.status, [each["code"] for each in left.json["members"]]) == (200, codes[1:2]), left.text
    assert len(doctor.get("/api/v1/substitution-groups/members?name=" + quote(name)).json["members"]) == 2
    again = manager.post("/api/v1/substitution-groups/removals",
                         {"name": name, "item_codes": codes[:1], "effective_from": day(2)})
    assert again.code == "item_value_not_allowed"
    assert doctor.get("/api/v1/substitution-groups/members").code == "missing_value"
    assert doctor.get("/api/v1/substitution-groups/members?name=x").code == "unknown_record"
    first = "/api/v1/items?limit=2"
    page = manager.get(first).json
    assert len(page["items"]) == 2 and page["next_cursor"]


def test_substitutes_are_those_of_the_formulary(manager, doctor, limit_of_two):
    generic = "同组片" + uuid.uuid4().hex[:8]
    codes = sorted("U" + uuid.uuid4().hex[:10] for _ in range(3))
    for code in codes:
        assert manager.post("/api/v1/items", item(code, generic_name=generic, route="oral",
                                                  form_family="oral-solid")).status == 201
    assert manager.post("/api/v1/substitution-groups/additions",
                        {"name": generic, "item_codes": codes}).status == 200
    assert add(manager, "county", codes[:2]).status == 200
    found = doctor.get(f"/api/v1/items/{codes[0]}/substitutes?tier=county")
    assert [each["code"] for each in found.json["items"]] == codes[1:2], found.text
    assert doctor.get(f"/api/v1/items/{codes[0]}/substitutes?tier=village").json["items"] == []


def test_policy_sets_are_added_and_never_changed(manager, doctor, limit_of_two):
    assert limit_of_two["is_in_force"] and limit_of_two["parameters"] == {"brands_per_generic_and_route": 2}
    subject = "trial" + uuid.uuid4().hex[:8]
    body = {"subject": subject, "jurisdiction": "青梧县", "document_no": "青医保〔2026〕1号", "effective_from": day(-5),
            "parameters": {"days": 30, "share": "0.45"}}
    first = manager.post("/api/v1/policy-sets", body)
    assert first.status == 201, first.text
    same_day = manager.post("/api/v1/policy-sets", {**body, "document_no": "other"})
    assert (same_day.status, same_day.code) == (422, "policy_set_not_allowed")
    second = manager.post("/api/v1/policy-sets", {**body, "effective_from": day(5), "effective_to": day(50)}).json
    listed = doctor.get("/api/v1/policy-sets?subject=" + subject).json["policy_sets"]
    assert [each["is_in_force"] for each in listed] == [True, False]
    later = doctor.get(f"/api/v1/policy-sets/{second['policy_set_id']}?as_of={day(6)}").json
    assert later["is_in_force"] and later["effective_to"] == day(50)
    page = doctor.get("/api/v1/policy-sets?limit=1&subject=" + subject).json
    rest = doctor.get(f"/api/v1/policy-sets?limit=1&subject={subject}&cursor={page['next_cursor']}").json
    assert page["policy_sets"] + rest["policy_sets"] == listed and rest["next_cursor"] is None
    assert doctor.post("/api/v1/policy-sets", body).code == "duty_missing"
    assert doctor.get("/api/v1/policy-sets/7").code == "unknown_record"
    reversed_days = manager.post("/api/v1/policy-sets", {**body, "effective_from": day(60), "effective_to": day(59)})
    assert reversed_days.code == "policy_set_not_allowed"


def judged(client, code, **more):
    query = "".join(f"&{name}={quote(value)}" for name, value in more.items())
    return client.get(f"/api/v1/codes/judge?code={quote(code, safe='')}{query}").json


def test_a_code_is_judged(doctor):
    good = judged(doctor, "XR05CBA198A001010100863")
    assert (good["kind"], good["is_good"], good["fault"]) == ("western_drug", True, None)
    assert {"name": "enterprise", "value": "00863"} in good["parts"]
    wrong = judged(doctor, "XRO5CBA198A001010100863")
    assert not wrong["is_good"] and wrong["fault"]["position"] == 3
    assert wrong["fault"]["proposals"] == ["XR05CBA198A001010100863"]
    doctor.language = "zh-CN"
    assert judged(doctor, "XRO5CBA198A001010100863")["fault"]["detail"] != wrong["fault"]["detail"]
    doctor.language = "en"
    kinds = {"ZA09FAF0148010403170": "patent_medicine", "国药准字H20199001": "approval_number",
             "6901234567892": "gtin", "(01)06901234567892(17)271200(10)A1": "device_identity",
             "81234567890123456789": "trace_code", "C" + "0" * 19: "consumable"}
    assert {code: judged(doctor, code)["kind"] for code in kinds} == kinds
    assert judged(doctor, "6901234567891")["fault"]["reason"] == "wrong_check_digit"
    assert judged(doctor, "6901234567892", code_kind="trace_code")["fault"]["reason"] == "wrong_length"
    nothing = judged(doctor, "!?")
    assert (nothing["kind"], nothing["fault"]["reason"]) == (None, "unknown_number_kind")
    assert doctor.get("/api/v1/codes/judge").code == "missing_value"
