"""Who belongs to the county, where, in whose books, on which route, and who helps out."""

import datetime
import uuid

import pytest
from test_accounts import administrator, new_user  # noqa: F401

TODAY = datetime.date.today()


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


def fresh(letter):
    return letter + uuid.uuid4().hex[:8]


@pytest.fixture(scope="module")
def manager(administrator):  # noqa: F811
    return new_user(administrator, [{"role": "purchasing_manager", "facility_code": None}])


@pytest.fixture(scope="module")
def pharmacist(administrator):  # noqa: F811
    """Sees T0001 and what is below it, and nothing else."""
    return new_user(administrator, [{"role": "township_pharmacist", "facility_code": "T0001"}])


def join(client, code, kind="village", parent="T0001", **fields):
    return client.post("/api/v1/facilities", {"code": code, "name": "新村 " + code, "kind": kind, "parent_code": parent,
                                              **fields})


def joined(client, **fields):
    answer = join(client, fresh("V"), **fields)
    assert answer.status == 201, answer.text
    return answer


def tree(client, as_of=None):
    return client.get("/api/v1/organisation" + (f"?as_of={as_of}" if as_of else "")).json["facilities"]


def codes(facilities):
    return [each["code"] for each in facilities]


def test_the_tree_of_a_day(manager, pharmacist):
    whole = tree(manager)
    assert whole[0]["code"] == "C0001" and whole[0]["depth"] == 0 and len(whole) >= 284
    at = {each["code"]: position for position, each in enumerate(whole)}
    assert all(at[each["parent_code"]] < at[each["code"]] for each in whole[1:])
    member = joined(manager, joined_on=day(10)).json["code"]
    assert member not in codes(tree(manager)) and member in codes(tree(manager, day(10)))
    own = tree(pharmacist)
    assert (own[0]["code"], own[0]["depth"], own[0]["parent_code"]) == ("T0001", 0, "C0001")
    assert len(own) > 1 and all(each["parent_code"] == "T0001" and each["depth"] == 1 for each in own[1:])
    assert set(codes(own)) == {"T0001"} | {each["code"] for each in whole if each["parent_code"] == "T0001"}


def test_another_subtree_is_out_of_reach(manager, pharmacist):
    village = next(each["code"] for each in tree(manager) if each["parent_code"] == "T0002")
    for code in ("T0002", village, "C0001", "H0001"):
        for what in ("membership", "open-affairs"):
            answer = pharmacist.get(f"/api/v1/facilities/{code}/{what}")
            assert (answer.status, answer.code) == (403, "duty_missing"), (code, what)
    assert pharmacist.get("/api/v1/facilities/T0001/membership").json["code"] == "T0001"
    assert pharmacist.get("/api/v1/facilities/NOBODY/membership").code == "unknown_record"
    assert join(pharmacist, fresh("V")).code == "duty_missing"
    moved = pharmacist.post("/api/v1/facilities/T0001/move", {"parent_code": "H0001"}, If_Match='"1"')
    assert moved.code == "duty_missing"


def test_a_facility_joins_and_its_refusals_are_clear(manager):
    answer = joined(manager, reason="新建")
    assert (answer.json["is_member"], answer.headers["etag"], answer.json["parent_code"]) == (True, '"1"', "T0001")
    again = join(manager, answer.json["code"])
    assert (again.status, again.code) == (409, "facility_already_member") and answer.json["code"] in again.text
    assert join(manager, fresh("V"), parent="NOBODY").code == "facility_not_known"
    assert join(manager, fresh("V"), parent="C0001").code == "parent_kind_not_allowed"
    assert join(manager, fresh("C"), kind="centre").code == "centre_is_fixed"
    assert join(manager, " V").code == "bad_code"


def test_a_facility_moves_from_a_day_on(manager):
    member = joined(manager)
    path = "/api/v1/facilities/" + member.json["code"]
    body = {"parent_code": "T0002", "effective_from": day(7), "reason": "区划调整"}
    assert manager.post(path + "/move", body).code == "if_match_missing"
    moved = manager.post(path + "/move", body, If_Match=member.headers["etag"])
    assert (moved.status, moved.json["parent_code"], moved.headers["etag"]) == (200, "T0002", '"2"'), moved.text
    assert manager.get(path + "/membership").json["parent_code"] == "T0001"
    assert manager.get(f"{path}/membership?as_of={day(7)}").json["parent_code"] == "T0002"
    assert manager.post(path + "/move", body, If_Match='"1"').code == "record_has_changed"
    below = manager.post("/api/v1/facilities/T0001/move", {"parent_code": "T0001"},
                         If_Match=manager.get("/api/v1/facilities/T0001").headers["etag"])
    assert below.status == 422 and below.code in ("facility_below_itself", "parent_kind_not_allowed")


def test_who_leaves_must_have_nothing_open(manager):
    member = joined(manager)
    path = "/api/v1/facilities/" + member.json["code"]
    assert manager.get(path + "/open-affairs").json["must_be_handed_over"] is False
    left = manager.post(path + "/departure", {"left_on": day(1), "reason": "撤并"}, If_Match=member.headers["etag"])
    assert (left.status, left.json["lots_handed_over"]) == (200, 0), left.text
    assert manager.get(f"{path}/membership?as_of={day(1)}").json["departure"]["reason"] == "撤并"
    assert manager.get(f"{path}/membership?as_of={day(1)}").json["is_member"] is False
    twice = manager.post(path + "/departure", {"left_on": day(2), "reason": "撤并"}, If_Match=member.headers["etag"])
    assert twice.code == "facility_not_member"
    # A clinic of the sample county has stock and owes for what it was sent.
    village = next(each["code"] for each in tree(manager) if each["kind"] == "village" and
                   manager.get(f"/api/v1/facilities/{each['code']}/open-affairs").json["lots_in_stock"] > 0)
    affairs = manager.get(f"/api/v1/facilities/{village}/open-affairs").json
    assert affairs["must_be_handed_over"] and float(affairs["owed_amount"]) > 0
    tag = manager.get("/api/v1/facilities/" + village).headers["etag"]
    refused = manager.post(f"/api/v1/facilities/{village}/departure", {"reason": "撤并"}, If_Match=tag)
    assert (refused.status, refused.code) == (409, "facility_has_open_affairs")
    assert village in refused.json["detail"] and str(affairs["lots_in_stock"]) in refused.json["detail"]
    outdated = manager.post(f"/api/v1/facilities/{village}/departure", {"reason": "撤并"}, If_Match='"77"')
    assert outdated.code == "record_has_changed"
    township = manager.get("/api/v1/facilities/T0003")
    stays = manager.post("/api/v1/facilities/T0003/departure", {"reason": "撤并"}, If_Match=township.headers["etag"])
    assert stays.code == "children_would_stay"
    over = manager.post(f"/api/v1/facilities/{village}/departure", {"reason": "撤并", "handover_code": "T0003"},
                        If_Match=tag)
    assert (over.status, over.json["lots_handed_over"]) == (200, affairs["lots_in_stock"]), over.text
    assert over.json["balance_handed_over"] == affairs["owed_amount"]


def test_books_of_a_facility(manager, pharmacist):
    entity = {"code": fresh("E"), "name": "青石镇卫生院"}
    made = manager.post("/api/v1/accounting-entities", entity)
    assert (made.status, made.json["code"]) == (201, entity["code"]), made.text
    assert manager.post("/api/v1/accounting-entities", entity).code == "entity_code_taken"
    assigned = manager.put("/api/v1/facilities/T0004/accounting-entity",
                           {"entity_code": entity["code"], "effective_from": day(1)})
    assert assigned.status == 200, assigned.text
    assert manager.get("/api/v1/facilities/T0004/membership").json["entity_code"] is None
    village = next(each for each in tree(manager, day(1)) if each["parent_code"] == "T0004")
    assert village["entity_code"] == entity["code"]
    listed = {each["code"]: each for each in
              manager.get(f"/api/v1/accounting-entities?as_of={day(1)}").json["entities"]}
    assert listed[entity["code"]]["members"] > 1
    assert manager.put("/api/v1/facilities/T0004/accounting-entity",
                       {"entity_code": "NONE"}).code == "entity_not_known"
    assert pharmacist.post("/api/v1/accounting-entities", entity).code == "duty_missing"


def test_delivery_routes_are_planned_by_weekday(manager, pharmacist):
    stops = [joined(manager, parent="T0005").json["code"] for _ in range(2)]
    code = fresh("R")
    plan = {"name": "云台线", "hub_code": "T0005", "weekdays": ["monday", "thursday"], "stop_codes": stops}
    made = manager.post("/api/v1/delivery-routes", {"code": code, **plan})
    assert (made.status, made.headers["etag"], made.json["stop_codes"]) == (201, '"1"', stops), made.text
    path = "/api/v1/delivery-routes/" + code
    assert manager.post("/api/v1/delivery-routes", {"code": code, **plan}).code == "record_has_changed"
    clash = manager.post("/api/v1/delivery-routes", {"code": fresh("R"), **plan, "weekdays": ["thursday"]})
    assert (clash.status, clash.code) == (409, "facility_on_two_routes") and code in clash.json["detail"]
    next_plan = {**plan, "stop_codes": stops[::-1], "effective_from": day(3)}
    assert manager.put(path, next_plan).code == "if_match_missing"
    planned = manager.put(path, next_plan, If_Match='"1"')
    assert (planned.status, planned.json["stop_codes"], planned.headers["etag"]) == (200, stops[::-1], '"2"')

    def driven(query):
        return {each["code"]: each for each in manager.get("/api/v1/delivery-routes?" + query).json["routes"]}
    assert driven(f"as_of={day(0)}")[code]["stop_codes"] == stops
    assert code in driven("weekday=monday") and code not in driven("weekday=tuesday")
    assert len(manager.get(path + "/versions").json["versions"]) == 2
    assert [each for each in pharmacist.get("/api/v1/delivery-routes").json["routes"] if each["code"] == code] == []
    assert pharmacist.get(path).code == "duty_missing"
    tied = manager.post(f"/api/v1/facilities/{stops[0]}/departure", {"reason": "撤并"}, If_Match='"1"')
    assert tied.code == "facility_has_open_affairs" and code in tied.json["detail"]
    closed = manager.post(path + "/close", {"closed_on": day(3), "reason": "合并"}, If_Match='"2"')
    assert (closed.status, closed.json["is_closed"]) == (200, True), closed.text
    assert code in driven(f"as_of={day(2)}") and code not in driven(f"as_of={day(3)}")
    assert manager.put(path.replace(code, "NOBODY"), plan, If_Match='"1"').code == "unknown_record"


def test_drugstores_help_out(manager, pharmacist):
    store = joined(manager, kind="drugstore", parent="T0006").json["code"]
    body = {"pharmacy_code": "T0006", "drugstore_code": store, "distance_metres": 350, "opening_hours": "08:00-21:00"}
    made = manager.post("/api/v1/drugstore-links", body)
    assert (made.status, made.json["drugstore_code"]) == (201, store), made.text
    again = manager.post("/api/v1/drugstore-links", body)
    assert (again.status, again.code) == (409, "drugstore_linked_already")
    unfit = manager.post("/api/v1/drugstore-links", {**body, "drugstore_code": "T0002"})
    assert unfit.code == "link_drugstore_unfit"

    def linked(client, query=""):
        return [each["drugstore_code"] for each in client.get("/api/v1/drugstore-links?" + query).json["links"]]
    assert store in linked(manager, "facility_code=T0006") and store not in linked(manager, "facility_code=T0001")
    assert store not in linked(pharmacist)
    ended = manager.post(f"/api/v1/drugstore-links/{made.json['link_id']}/end", {"valid_until": day(2)})
    assert (ended.status, ended.json["valid_until"]) == (200, day(2)), ended.text
    assert store in linked(manager, f"as_of={day(2)}") and store not in linked(manager, f"as_of={day(3)}")
    assert manager.post("/api/v1/drugstore-links/1/end", {}).code == "unknown_record"
    assert manager.post(f"/api/v1/drugstore-links/{made.json['link_id']}/end",
                        {"valid_until": day(9)}).code == "link_not_known"


def test_kinds_under_kinds_are_data(manager):
    before = manager.get("/api/v1/parent-rules").json
    assert before["is_default"] and {"kind": "village", "parent_kind": "township"} in before["rules"]
    wider = before["rules"] + [{"kind": "village", "parent_kind": "centre"}]
    assert manager.put("/api/v1/parent-rules", {"rules": wider}).json["is_default"] is False
    assert join(manager, fresh("V"), parent="C0001").status == 201
    assert manager.put("/api/v1/parent-rules", {"rules": [{"kind": "centre", "parent_kind": "township"}]}).code == \
        "centre_is_fixed"
    assert manager.put("/api/v1/parent-rules", {"rules": []}).json == before
