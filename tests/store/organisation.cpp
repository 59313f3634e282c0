#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "inventory/answer.h"
#include "procurement/catalogue/organisation/assign_entity.h"
#include "procurement/catalogue/organisation/change_facility.h"
#include "procurement/catalogue/organisation/join_facility.h"
#include "procurement/catalogue/organisation/leave_facility.h"
#include "procurement/catalogue/organisation/link_drugstore.h"
#include "procurement/catalogue/organisation/move_facility.h"
#include "procurement/catalogue/organisation/plan_route.h"
#include "procurement/catalogue/organisation/read_organisation.h"
#include "procurement/catalogue/organisation/register_entity.h"
#include "procurement/catalogue/organisation/set_parent_rules.h"
#include "procurement/catalogue/register_master_data.h"
#include "tests/support/organisation_actor.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::FacilityKind;
using inventory::FacilityRecord;
using inventory::Recording;
using inventory::Weekday;
using test::day;
using test::refuses;

namespace {

using enum FacilityKind;
using Lines = std::vector<std::string>;
constexpr std::int64_t county = test::organisation_county;

/// Who keeps the members of a county that a folder has brought in.
struct Keeper : test::OrganisationActor {
  std::vector<FacilityRecord> folder{
      {"C1", "采购配送中心", centre, ""},   {"H1", "县医院", hospital, "C1"},
      {"T1", "东镇卫生院", township, "C1"}, {"T2", "西镇卫生院", township, "C1"},
      {"V1", "李家村", village, "T1"},      {"V2", "王家村", village, "T1"},
      {"V3", "赵家村", village, "T2"},      {"D1", "惠民药店", drugstore, "T1"}};

  Keeper() { brings_folder("2026-01-01"); }
  void brings_folder(const char* on) {
    register_master_data(database.session(), county, day(on), folder, {}, {});
  }
  std::string joins(const FacilityRecord& record, const char* on) {
    return does([&](Connection& connection, const Recording& by) {
      return join_facility(connection, by, {record, day(on), "新成员"});
    });
  }
  std::string leaves(const char* code, const char* on, const char* handover = "",
                     const char* reason = "撤并") {
    return does([&](Connection& connection, const Recording& by) {
      return leave_facility(connection, by, {code, day(on), reason, handover});
    });
  }
  std::string moves(const char* code, const char* parent, std::int64_t version, const char* from) {
    return does([&](Connection& connection, const Recording& by) {
      return move_facility(connection, by, {code, parent, version, day(from), ""});
    });
  }
  std::string changes(const char* code, const char* name, FacilityKind kind, std::int64_t version,
                      const char* from) {
    return does([&](Connection& connection, const Recording& by) {
      return change_facility(connection, by, {code, name, kind, version, day(from), "更名"});
    });
  }
  std::string plans(const char* code, const Lines& stops, std::set<Weekday> weekdays,
                    std::int64_t version, const char* from, const char* hub = "T1") {
    return does([&](Connection& connection, const Recording& by) {
      return plan_route(connection, by,
                        {code, "东线", hub, weekdays, stops, version, day(from), ""});
    });
  }
  std::string closes(const char* code, std::int64_t version, const char* on) {
    return does([&](Connection& connection, const Recording& by) {
      return close_route(connection, by, {code, version, day(on), "并线"});
    });
  }
  std::string links(const char* pharmacy, const char* store, std::int64_t metres,
                    const char* from) {
    return does([&](Connection& connection, const Recording& by) {
      return link_drugstore(connection, by,
                            {pharmacy, store, metres, "08:00-21:00", day(from), {}});
    });
  }
  std::string ends_link(const char* pharmacy, const char* store, const char* until) {
    return does([&](Connection& connection, const Recording& by) {
      return end_drugstore_link(connection, by, {pharmacy, store, day(until)});
    });
  }
  Lines below(const char* code, const char* on) {
    Lines codes;
    for (const auto& member : facility_subtree(database.session(), county, code, day(on))) {
      codes.push_back(member.code);
    }
    return codes;
  }
  Lines listed(inventory::FacilityQuery query) {
    Lines codes;
    for (const auto& one : list_facilities(database.session(), county, query).facilities) {
      codes.push_back(one.record.code);
    }
    return codes;
  }
  FacilityDetail facility(const char* code, const char* on) {
    return load_facility(database.session(), county, code, day(on)).value();
  }
  /// A lot that lies somewhere, booked as the ledgers do.
  void stocks(const char* code) {
    const auto id = database.figure("SELECT facility_id FROM facility WHERE code = '" +
                                    std::string(code) + "'");
    auto& session = database.session();
    session.execute(
        "INSERT INTO item SELECT 1, 77, 'I1', 1, '', '', '', '', '', 1, '', '', '', 0,"
        " 0, '', '', NULL, NULL");
    session.execute(
        "INSERT INTO item_version SELECT county_id, item_id, version, '2026-01-01',"
        " generic_name, trade_name, form, strength, base_unit, pack_size, manufacturer,"
        " kind, storage, vat_rate, vat_rate_places, substitution_group, approval_no,"
        " list_price, list_price_places FROM item");
    session.execute("INSERT INTO lot VALUES (1, 88, 77, 'L', '2030-01-01', NULL, NULL, NULL, 1)");
    session.execute("INSERT INTO stock_movement VALUES (1, 99, 88, -1, " + std::to_string(id) +
                    ", 5)");
    session.execute("INSERT INTO stock_balance VALUES (1, " + std::to_string(id) + ", 88, 5)");
  }
};

}  // namespace

TEST_CASE("a facility joins on a day and leaves on another, and nothing is deleted",
          "[organisation]") {
  Keeper keeper;
  CHECK(inventory::figure_in(keeper.joins({"V4", "孙家村", village, "T2"}, "2026-11-15"),
                             "version") == 1);
  CHECK(keeper.below("T2", "2026-11-14") == Lines{"T2", "V3"});
  CHECK(keeper.below("T2", "2026-11-15") == Lines{"T2", "V3", "V4"});
  CHECK(refuses(keeper.joins({"V4", "孙家村", village, "T2"}, "2026-11-16"),
                "facility_already_member"));
  CHECK(refuses(keeper.leaves("V4", "2026-11-14"), "facility_not_member"));
  CHECK(refuses(keeper.leaves("V9", "2026-11-14"), "facility_not_known"));
  CHECK(refuses(keeper.leaves("V4", "2026-11-20", "", ""), "field_missing"));
  CHECK(inventory::figure_in(keeper.leaves("V4", "2026-11-20"), "departure_id") > 0);
  CHECK(refuses(keeper.leaves("V4", "2026-11-19"), "facility_not_member"));
  CHECK(keeper.below("T2", "2026-11-19") == Lines{"T2", "V3", "V4"});
  CHECK(keeper.below("T2", "2026-11-20") == Lines{"T2", "V3"});
  CHECK(keeper.facility("V4", "2026-11-20").departure->reason == "撤并");
  CHECK(keeper.facility("V4", "2026-11-20").facility.left_on == day("2026-11-20"));
  CHECK(refuses(keeper.joins({"V4", "孙家村", village, "T2"}, "2026-11-19"), "dates_reversed"));
  const auto back = keeper.joins({"V4", "孙家村新址", village, "T1"}, "2026-12-01");
  CHECK(inventory::figure_in(back, "version") == 2);
  CHECK(inventory::figure_in(back, "rejoined") == 1);
  CHECK(keeper.below("T2", "2026-11-30") == Lines{"T2", "V3"});
  CHECK(keeper.below("T1", "2026-12-01") == Lines{"T1", "D1", "V1", "V2", "V4"});
  CHECK(keeper.is_sound());
}

TEST_CASE("joining needs a place in the tree", "[organisation]") {
  Keeper keeper;
  CHECK(refuses(keeper.joins({"C2", "x", centre, ""}, "2026-11-15"), "centre_is_fixed"));
  CHECK(refuses(keeper.joins({"V4", "x", village, ""}, "2026-11-15"), "field_missing"));
  CHECK(refuses(keeper.joins({"V4", "", village, "T1"}, "2026-11-15"), "field_missing"));
  CHECK(refuses(keeper.joins({"V4 ", "x", village, "T1"}, "2026-11-15"), "bad_code"));
  CHECK(refuses(keeper.joins({"V4", "x", village, "T9"}, "2026-11-15"), "facility_not_known"));
  CHECK(refuses(keeper.joins({"V4", "x", village, "H1"}, "2026-11-15"), "parent_kind_not_allowed"));
  CHECK(refuses(keeper.joins({"V4", "x", village, "T1"}, "2025-11-15"), "facility_not_member"));
  CHECK(keeper.database.figure("SELECT COUNT(*) FROM facility") == 8);
  const auto allows = [&](const inventory::ParentRules& rules) {
    return keeper.does([&](Connection& connection, const Recording& by) {
      return set_parent_rules(connection, by, rules);
    });
  };
  CHECK(refuses(allows({{centre, hospital}}), "centre_is_fixed"));
  allows({{village, hospital}});
  CHECK(inventory::figure_in(keeper.joins({"V4", "x", village, "H1"}, "2026-11-15"), "version") ==
        1);
  CHECK(refuses(keeper.joins({"V5", "x", village, "T1"}, "2026-11-15"), "parent_kind_not_allowed"));
  allows({});
  CHECK(inventory::figure_in(keeper.joins({"V5", "x", village, "T1"}, "2026-11-15"), "version") ==
        1);
  CHECK(keeper.is_sound());
}

TEST_CASE("a facility moves with all below it, never below itself", "[organisation]") {
  Keeper keeper;
  CHECK(inventory::figure_in(keeper.moves("T2", "H1", 1, "2026-07-01"), "version") == 2);
  CHECK(keeper.below("H1", "2026-06-30") == Lines{"H1"});
  CHECK(keeper.below("H1", "2026-07-01") == Lines{"H1", "T2", "V3"});
  CHECK(refuses(keeper.moves("T2", "C1", 1, "2026-08-01"), "record_has_changed"));
  CHECK(refuses(keeper.moves("T2", "C1", 2, "2026-06-01"), "change_before_newest_version"));
  CHECK(inventory::figure_in(keeper.moves("T2", "H1", 2, "2026-08-01"), "changed") == 0);
  const auto refusal = keeper.moves("T2", "V3", 2, "2026-08-01");
  CHECK(refuses(refusal, "facility_below_itself"));
  CHECK(refusal.find("T2 > V3 > T2") != std::string::npos);
  CHECK(refuses(keeper.moves("C1", "H1", 1, "2026-08-01"), "centre_is_fixed"));
  CHECK(refuses(keeper.moves("V1", "C1", 1, "2026-08-01"), "parent_kind_not_allowed"));
  CHECK(refuses(keeper.moves("V1", "T9", 1, "2026-08-01"), "facility_not_known"));
  CHECK(keeper.is_sound());
}

TEST_CASE("a facility changes name and kind as versions", "[organisation]") {
  Keeper keeper;
  CHECK(inventory::figure_in(keeper.changes("V1", "李家庄", village, 1, "2026-07-01"), "version") ==
        2);
  CHECK(keeper.facility("V1", "2026-06-30").facility.record.name == "李家村");
  CHECK(keeper.facility("V1", "2026-07-01").facility.record.name == "李家庄");
  CHECK(keeper.facility("V1", "2026-06-30").facility.newest_version == 2);
  CHECK(refuses(keeper.changes("V1", "x", village, 1, "2026-08-01"), "record_has_changed"));
  CHECK(inventory::figure_in(keeper.changes("V1", "李家庄", village, 2, "2026-08-01"), "changed") ==
        0);
  CHECK(refuses(keeper.changes("V1", "x", centre, 2, "2026-08-01"), "centre_is_fixed"));
  CHECK(refuses(keeper.changes("C1", "x", hospital, 1, "2026-08-01"), "centre_is_fixed"));
  CHECK(refuses(keeper.changes("V1", "x", hospital, 2, "2026-08-01"), "parent_kind_not_allowed"));
  CHECK(refuses(keeper.changes("T1", "x", hospital, 1, "2026-08-01"), "parent_kind_not_allowed"));
  CHECK(inventory::figure_in(keeper.changes("C1", "新中心", centre, 1, "2026-08-01"), "version") ==
        2);
  const auto page = list_facility_versions(keeper.database.session(), county, "V1", {}, 1);
  CHECK(page.versions.at(0).note.reason == "更名");
  CHECK(page.next_cursor == 2);
  CHECK(list_facility_versions(keeper.database.session(), county, "V1", 2, 5)
            .versions.at(0)
            .note.actor.empty());
  CHECK(keeper.is_sound());
}

TEST_CASE("nobody leaves with open affairs, unless another member takes over", "[organisation]") {
  Keeper keeper;
  CHECK(refuses(keeper.leaves("C1", "2026-11-20"), "centre_is_fixed"));
  CHECK(refuses(keeper.leaves("T2", "2026-11-20"), "children_would_stay"));
  keeper.stocks("V1");
  CHECK(keeper.leaves("V1", "2026-11-20").find("lots in stock 1") != std::string::npos);
  CHECK(refuses(keeper.leaves("V1", "2026-11-20", "V9"), "facility_not_known"));
  CHECK(refuses(keeper.leaves("V1", "2026-11-20", "V1"), "handover_facility_unfit"));
  CHECK(inventory::figure_in(keeper.leaves("V1", "2026-11-20", "T1"), "lots_handed_over") == 1);
  CHECK(keeper.database.rows("SELECT f.code FROM facility_departure d JOIN facility f ON"
                             " f.facility_id = d.handover_facility_id") == Lines{"T1"});
  CHECK(keeper.is_sound());
}

TEST_CASE("requests of an unfinished cycle and money owed are open affairs", "[organisation]") {
  Keeper keeper;
  auto& session = keeper.database.session();
  const auto v1 = keeper.database.figure("SELECT facility_id FROM facility WHERE code = 'V1'");
  session.execute(
      "INSERT INTO procurement_cycle VALUES (1, 5, '2026-11', '2026-11-01', 90,"
      " 'lowest_price', '', 'received')");
  session.execute("INSERT INTO requisition_line VALUES (1, 5, 77, 'regular', " +
                  std::to_string(v1) + ", 10, '2026-11-01')");
  session.execute("INSERT INTO account_balance VALUES (1, 'receivables', " + std::to_string(v1) +
                  ", 12.50)");
  CHECK(keeper.leaves("V1", "2026-11-20").find("balance 12.50 yuan; unsettled periods 2026-11") !=
        std::string::npos);
  session.execute("UPDATE procurement_cycle SET state = 'settled'");
  CHECK(keeper.leaves("V1", "2026-11-20").find("unsettled periods -") != std::string::npos);
  CHECK(inventory::figure_in(keeper.leaves("V1", "2026-11-20", "T1"), "balance_handed_over_fen") ==
        1250);
}

TEST_CASE("routes and links must be ended before a facility leaves", "[organisation]") {
  Keeper keeper;
  keeper.plans("R1", {"V1", "V2"}, {Weekday::monday}, 0, "2026-02-01");
  keeper.links("H1", "D1", 350, "2026-02-01");
  CHECK(keeper.leaves("V1", "2026-11-20", "T1").find("routes R1") != std::string::npos);
  CHECK(keeper.leaves("D1", "2026-11-20", "T1").find("drugstore links 1") != std::string::npos);
  keeper.plans("R1", {"V2"}, {Weekday::monday}, 1, "2026-11-20");
  keeper.ends_link("H1", "D1", "2026-11-19");
  CHECK(refuses(keeper.leaves("V1", "2026-11-19"), "facility_has_open_affairs"));
  CHECK(refuses(keeper.leaves("D1", "2026-11-19"), "facility_has_open_affairs"));
  CHECK(inventory::figure_in(keeper.leaves("V1", "2026-11-20"), "departure_id") > 0);
  CHECK(inventory::figure_in(keeper.leaves("D1", "2026-11-20"), "departure_id") > 0);
  CHECK(keeper.is_sound());
}

TEST_CASE("routes are planned, changed and closed, and nobody is on two a weekday",
          "[organisation]") {
  Keeper keeper;
  const std::set<Weekday> days{Weekday::monday, Weekday::thursday};
  CHECK(inventory::figure_in(keeper.plans("R1", {"V2", "V1"}, days, 0, "2026-02-01"), "version") ==
        1);
  CHECK(refuses(keeper.plans("R1", {"V2"}, days, 0, "2026-02-01"), "record_has_changed"));
  CHECK(refuses(keeper.plans("R1", {"V2"}, days, 1, "2026-01-15"), "change_before_newest_version"));
  CHECK(refuses(keeper.plans("R2", {"V2"}, {}, 0, "2026-02-01"), "route_without_days"));
  CHECK(refuses(keeper.plans("R2", {"V9"}, days, 0, "2026-02-01"), "facility_not_known"));
  CHECK(refuses(keeper.plans("R2", {"V3"}, days, 0, "2026-02-01", "H1"), "route_hub_unfit"));
  const auto clash = keeper.plans("R2", {"V3", "V1"}, {Weekday::thursday}, 0, "2026-01-10", "T2");
  CHECK(refuses(clash, "facility_on_two_routes"));
  for (const char* figure : {"V1", "thursday", "R1", "R2", "2026-02-01"}) {
    CHECK(clash.find(figure) != std::string::npos);
  }
  keeper.plans("R2", {"V3", "V1"}, {Weekday::friday}, 0, "2026-01-10", "T2");
  const auto on = [&](const char* as_of, std::optional<Weekday> weekday = {}) {
    Lines lines;
    for (const auto& route : list_routes(keeper.database.session(), county, day(as_of), weekday)) {
      std::string line = route.plan.code + " " + route.hub_code;
      for (const std::string& stop : route.stop_codes) line += " " + stop;
      lines.push_back(line);
    }
    return lines;
  };
  CHECK(on("2026-01-31") == Lines{"R2 T2 V3 V1"});
  CHECK(on("2026-02-01") == Lines{"R1 T1 V2 V1", "R2 T2 V3 V1"});
  CHECK(on("2026-02-01", Weekday::thursday) == Lines{"R1 T1 V2 V1"});
  CHECK(keeper.facility("V1", "2026-02-01").route_codes == Lines{"R1", "R2"});
  CHECK(refuses(keeper.closes("R3", 1, "2026-05-01"), "route_not_known"));
  CHECK(refuses(keeper.closes("R1", 7, "2026-05-01"), "record_has_changed"));
  keeper.closes("R1", 1, "2026-05-01");
  CHECK(on("2026-05-01") == Lines{"R2 T2 V3 V1"});
  CHECK(keeper.is_sound());
}

TEST_CASE("drugstores help a pharmacy out, the nearest first", "[organisation]") {
  Keeper keeper;
  keeper.joins({"D2", "康乐药店", drugstore, "H1"}, "2026-01-01");
  keeper.links("H1", "D1", 900, "2026-02-01");
  keeper.links("H1", "D2", 150, "2026-02-01");
  CHECK(refuses(keeper.links("H1", "D2", 150, "2026-03-01"), "drugstore_linked_already"));
  CHECK(refuses(keeper.links("V1", "D2", 150, "2026-03-01"), "link_pharmacy_unfit"));
  CHECK(refuses(keeper.links("H1", "D2", -1, "2026-03-01"), "figure_out_of_range"));
  CHECK(refuses(keeper.ends_link("T1", "D1", "2026-05-01"), "link_not_known"));
  const auto on = [&](const char* as_of) {
    Lines codes;
    for (const auto& link :
         list_drugstore_links(keeper.database.session(), county, "H1", day(as_of))) {
      codes.push_back(link.drugstore_code + " " + std::to_string(link.link.distance_metres));
    }
    return codes;
  };
  CHECK(on("2026-01-31").empty());
  CHECK(on("2026-02-01") == Lines{"D2 150", "D1 900"});
  keeper.ends_link("H1", "D2", "2026-05-31");
  CHECK(on("2026-06-01") == Lines{"D1 900"});
  CHECK(keeper.facility("D1", "2026-06-01").links.size() == 1);
  keeper.links("H1", "D2", 150, "2026-06-01");
  CHECK(on("2026-06-01") == Lines{"D2 150", "D1 900"});
  CHECK(keeper.is_sound());
}

TEST_CASE("books belong to the entity of the nearest facility above", "[organisation]") {
  Keeper keeper;
  const auto registers = [&](const char* code) {
    return keeper.does([&](Connection& connection, const Recording& by) {
      return register_entity(connection, by, {code, "核算主体"});
    });
  };
  const auto assigns = [&](const char* facility, const char* entity, const char* from) {
    return keeper.does([&](Connection& connection, const Recording& by) {
      return assign_entity(connection, by, {facility, entity, day(from)});
    });
  };
  registers("E1");
  registers("E2");
  CHECK(refuses(registers("E1"), "entity_code_taken"));
  CHECK(refuses(assigns("T1", "E3", "2026-05-01"), "entity_not_known"));
  assigns("C1", "E1", "2026-02-01");
  assigns("T1", "E2", "2026-05-01");
  CHECK(refuses(assigns("T1", "E1", "2026-04-01"), "change_before_newest_version"));
  CHECK(refuses(assigns("V8", "E1", "2026-04-01"), "facility_not_known"));
  CHECK(keeper.facility("V1", "2026-01-31").entity_code.empty());
  CHECK(keeper.facility("V1", "2026-02-01").entity_code == "E1");
  CHECK(keeper.facility("V1", "2026-05-01").entity_code == "E2");
  CHECK(keeper.facility("V3", "2026-05-01").entity_code == "E1");
  const auto all = load_entities_of_members(keeper.database.session(), county, day("2026-05-01"));
  CHECK(all.size() == 8);
  CHECK(keeper.is_sound());
}

TEST_CASE("facilities are listed by code, kind, membership and page", "[organisation]") {
  Keeper keeper;
  keeper.leaves("V3", "2026-03-01");
  inventory::FacilityQuery query;
  query.as_of = day("2026-03-01");
  CHECK(keeper.listed(query) == Lines{"C1", "D1", "H1", "T1", "T2", "V1", "V2"});
  query.membership = inventory::Membership::former;
  CHECK(keeper.listed(query) == Lines{"V3"});
  query.membership = inventory::Membership::all;
  query.kind = village;
  CHECK(keeper.listed(query) == Lines{"V1", "V2", "V3"});
  query.text = "赵";
  CHECK(keeper.listed(query) == Lines{"V3"});
  query = {};
  query.as_of = day("2026-02-28");
  query.at_most = 3;
  const auto page = list_facilities(keeper.database.session(), county, query);
  CHECK(page.facilities.at(1).record == FacilityRecord{"D1", "惠民药店", drugstore, "T1"});
  CHECK(page.next_cursor == "H1");
  query.after_code = "T2";
  CHECK(keeper.listed(query) == Lines{"V1", "V2", "V3"});
  CHECK_FALSE(list_facilities(keeper.database.session(), county, query).next_cursor);
  CHECK_FALSE(load_facility(keeper.database.session(), county, "V1", day("2025-12-31")));
}

TEST_CASE("a county folder goes on working, and what it does not say stays", "[organisation]") {
  Keeper keeper;
  keeper.plans("R1", {"V1"}, {Weekday::monday}, 0, "2026-02-01");
  keeper.joins({"V4", "孙家村", village, "T2"}, "2026-11-15");
  keeper.leaves("V3", "2026-03-01");
  keeper.folder[4].name = "李家村卫生室";
  keeper.brings_folder("2026-12-01");
  CHECK(keeper.facility("V1", "2026-12-01").route_codes == Lines{"R1"});
  CHECK(keeper.facility("V1", "2026-12-01").facility.version == 2);
  CHECK(keeper.below("T2", "2026-12-01") == Lines{"T2", "V4"});
  CHECK(keeper.is_sound());
}

TEST_CASE("the invariants of the organisation notice what is wrong", "[organisation]") {
  Keeper keeper;
  auto& session = keeper.database.session();
  const auto breaks = [&](const std::string& statement) {
    inventory::Transaction undone(session);
    session.execute(statement);
    return test::broken_invariants(session);
  };
  keeper.plans("R1", {"V1"}, {Weekday::monday}, 0, "2026-02-01");
  keeper.plans("R2", {"V2"}, {Weekday::monday}, 0, "2026-03-01");
  const std::string v1 = "(SELECT facility_id FROM facility WHERE code = 'V1')";
  CHECK(test::broken_invariants(session).empty());
  CHECK(breaks("UPDATE facility SET parent_id = NULL WHERE code = 'T1'") ==
        Lines{"current_record_is_newest_version", "facility_tree_has_one_root"});
  CHECK(breaks("UPDATE facility a JOIN facility b ON b.code = 'V1' SET a.parent_id ="
               " b.facility_id WHERE a.code = 'T1'") ==
        Lines{"current_record_is_newest_version", "facility_tree_has_one_root"});
  CHECK(breaks("UPDATE delivery_route_stop SET facility_id = " + v1) ==
        Lines{"nobody_is_on_two_routes_a_weekday"});
  CHECK(breaks("UPDATE delivery_route_stop SET facility_id = 1 WHERE stop_no = 1") ==
        Lines{"nobody_is_on_two_routes_a_weekday", "organisation_names_known_records"});
  CHECK(breaks("INSERT INTO facility_departure VALUES (1, " + v1 +
               ", 1, '2026-05-01', '', NULL, NULL), (1, " + v1 +
               ", 2, '2026-07-01', '', NULL, NULL)") == Lines{"spans_of_one_thing_do_not_overlap"});
  CHECK(breaks("INSERT INTO facility_departure VALUES (1, " + v1 +
               ", 1, '2026-05-01', '', NULL, '2026-07-01'), (1, " + v1 +
               ", 2, '2026-07-01', '', NULL, NULL)")
            .empty());
  CHECK(breaks("INSERT INTO supplier_licence VALUES (1, 1, 5, 'other', 'N', '', '', '2026-05-01',"
               " '2026-04-30', NULL, NULL, '', '2026-01-01', '')") ==
        Lines{"licence_dates_are_in_order", "organisation_names_known_records"});
}

TEST_CASE("two thousand facilities are read and changed with a handful of statements",
          "[organisation]") {
  Keeper keeper;
  for (int township_no = 0; township_no < 40; ++township_no) {
    const std::string code = "TT" + std::to_string(100 + township_no);
    keeper.folder.push_back({code, "乡镇卫生院", township, "C1"});
    for (int village_no = 0; village_no < 48; ++village_no) {
      keeper.folder.push_back(
          {code + "-" + std::to_string(100 + village_no), "村卫生室", village, code});
    }
  }
  keeper.brings_folder("2026-02-01");
  auto& store = keeper.database.store();
  const auto statements = [&](const std::function<void(Connection&)>& work) {
    const auto lease = store.lease();
    const auto before = store.counts().statements;
    work(*lease);
    return store.counts().statements - before;
  };
  const Recording by{county, "keeper", day("2026-11-22"), day("2026-11-22")};
  CHECK(statements([](Connection& connection) {
          CHECK(facility_subtree(connection, county, "C1", day("2026-11-22")).size() == 1968);
        }) == 2);
  CHECK(statements([](Connection& connection) {
          inventory::FacilityQuery query;
          query.as_of = day("2026-11-22");
          query.at_most = 1000;
          CHECK(list_facilities(connection, county, query).next_cursor);
        }) == 1);
  CHECK(statements([](Connection& connection) {
          const auto detail = load_facility(connection, county, "TT100", day("2026-11-22"));
          CHECK(detail->child_codes.size() == 48);
        }) <= 9);
  CHECK(statements([&](Connection& connection) {
          move_facility(connection, by, {"TT101", "H1", 1, day("2026-06-01"), ""});
        }) <= 8);
  Lines stops;
  for (int village_no = 0; village_no < 48; ++village_no) {
    stops.push_back("TT100-" + std::to_string(100 + village_no));
  }
  CHECK(statements([&](Connection& connection) {
          plan_route(connection, by,
                     {"R9",
                      "长线",
                      "TT100",
                      {Weekday::monday, Weekday::friday},
                      stops,
                      0,
                      day("2026-06-01"),
                      ""});
        }) <= 12);
  CHECK(keeper.below("H1", "2026-06-01").size() == 50);
  CHECK(keeper.is_sound());
}
