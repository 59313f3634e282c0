#include "inventory/records/facility_history.h"

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "inventory/tables/accounting_entity_table.h"
#include "procurement/catalogue/organisation/check_place.h"
#include "procurement/catalogue/organisation/leave_facility.h"
#include "procurement/catalogue/organisation/link_drugstore.h"
#include "procurement/refusal/refusal.h"

using namespace wutong;
using inventory::Date;
using inventory::FacilityHistory;
using inventory::FacilityKind;
using procurement::Refused;

namespace {

using enum FacilityKind;
using Lines = std::vector<std::string>;

Date day(const char* text) {
  return inventory::parse_date(text).value();
}

std::string refusal_of(const std::function<void()>& check) {
  try {
    check();
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "";
}

/// C1 over H1, T1 and T2; V1 and V2 under T1, V3 under T2; D1 under T1. Ids in that order from 1.
struct County {
  FacilityHistory history;
  std::int64_t last_id = 0;

  County() {
    add("C1", centre, "");
    add("H1", hospital, "C1");
    add("T1", township, "C1");
    add("T2", township, "C1");
    add("V1", village, "T1");
    add("V2", village, "T1");
    add("V3", village, "T2");
    add("D1", drugstore, "T1");
  }
  void add(const char* code, FacilityKind kind, const char* parent,
           const char* from = "2026-01-01") {
    history.add_code(++last_id, code);
    history.add({last_id, 1, day(from), code, kind, history.id_of(parent)});
  }
  void becomes(const char* code, FacilityKind kind, const char* parent, const char* from) {
    auto version = history.newest(history.id_of(code));
    ++version.version;
    version.kind = kind;
    version.parent_id = history.id_of(parent);
    version.effective_from = day(from);
    history.add(version);
  }
  void leaves(const char* code, const char* on) {
    history.add(inventory::FacilityDeparture{history.id_of(code), 1, day(on), "", 0, {}});
  }
  Lines subtree(const char* code, const char* on) const {
    Lines codes;
    const auto tree = history.tree_on(day(on));
    for (const auto* member : tree.subtree(history.id_of(code))) codes.push_back(member->code);
    return codes;
  }
  std::string place(const char* code, const char* from) const {
    return refusal_of([&] {
      procurement::check_place(history, inventory::default_parent_rules(), history.id_of(code),
                               day(from));
    });
  }
  std::string leaving(const char* code, const char* on, const procurement::OpenAffairs& open = {},
                      const char* handover = "") const {
    FacilityHistory planned = history;
    const inventory::FacilityDeparture departure{history.id_of(code),     1, day(on), "",
                                                 history.id_of(handover), {}};
    planned.add(departure);
    return refusal_of([&] { procurement::check_leaving(planned, departure, open); });
  }
};

}  // namespace

TEST_CASE("any day has its own tree", "[organisation]") {
  County county;
  county.becomes("V2", village, "T2", "2026-07-01");
  county.add("V4", village, "T1", "2026-09-01");
  county.leaves("V1", "2026-10-01");
  CHECK(county.subtree("C1", "2025-12-31").empty());
  CHECK(county.subtree("C1", "2026-01-01") ==
        Lines{"C1", "H1", "T1", "D1", "V1", "V2", "T2", "V3"});
  CHECK(county.subtree("T1", "2026-06-30") == Lines{"T1", "D1", "V1", "V2"});
  CHECK(county.subtree("T1", "2026-07-01") == Lines{"T1", "D1", "V1"});
  CHECK(county.subtree("T2", "2026-07-01") == Lines{"T2", "V2", "V3"});
  CHECK(county.subtree("T1", "2026-09-01") == Lines{"T1", "D1", "V1", "V4"});
  CHECK(county.subtree("T1", "2026-10-01") == Lines{"T1", "D1", "V4"});
  CHECK(county.subtree("V1", "2026-10-01").empty());
  CHECK(county.history.days_of_change(day("2026-08-01")) ==
        std::vector<Date>{day("2026-08-01"), day("2026-09-01"), day("2026-10-01")});
}

TEST_CASE("what was recorded later stands for what was recorded before", "[organisation]") {
  County county;
  county.becomes("V1", village, "T2", "2026-12-01");
  county.becomes("V1", village, "T1", "2026-11-01");
  CHECK(county.subtree("T2", "2026-12-31") == Lines{"T2", "V3"});
  CHECK(county.history.newest(county.history.id_of("V1")).version == 3);
}

TEST_CASE("a former member comes back", "[organisation]") {
  County county;
  county.leaves("V3", "2026-03-01");
  const std::int64_t v3 = county.history.id_of("V3");
  CHECK(county.history.is_member(v3, day("2026-02-28")));
  CHECK_FALSE(county.history.is_member(v3, day("2026-03-01")));
  CHECK(county.history.end_departure(v3, day("2026-05-01")));
  CHECK_FALSE(county.history.end_departure(v3, day("2026-06-01")));
  CHECK_FALSE(county.history.is_member(v3, day("2026-04-30")));
  CHECK(county.history.is_member(v3, day("2026-05-01")));
}

TEST_CASE("every pair of kinds is allowed or not", "[organisation]") {
  const auto& rules = inventory::default_parent_rules();
  const std::vector<FacilityKind> kinds{centre, hospital, township, village, drugstore};
  std::string table;
  for (const FacilityKind kind : kinds) {
    for (const FacilityKind parent : kinds) table += rules.contains({kind, parent}) ? '+' : '-';
    table += ' ';
  }
  // Columns: centre hospital township village drugstore as the parent.
  CHECK(table == "----- +---- ++--- --+-- +++-- ");
}

TEST_CASE("a facility stands under a member of a kind that is allowed", "[organisation]") {
  County county;
  CHECK(county.place("V1", "2026-01-01").empty());
  county.becomes("V1", village, "H1", "2026-05-01");
  CHECK(county.place("V1", "2026-05-01")
            .find("parent_kind_not_allowed: the facility \"V1\" (village) cannot stand under"
                  " \"H1\" (hospital)") == 0);
  county.becomes("V1", village, "T2", "2026-06-01");
  CHECK(county.place("V1", "2026-06-01").empty());
  county.leaves("T2", "2026-08-01");
  CHECK(county.place("V1", "2026-06-01")
            .find("facility_not_member: the facility \"T2\" is not a member on 2026-08-01") == 0);
}

TEST_CASE("a facility below itself is refused with the chain, on later days too",
          "[organisation]") {
  County county;
  county.becomes("T1", township, "V1", "2026-05-01");
  CHECK(county.place("T1", "2026-05-01").find("facility_below_itself: ") == 0);
  CHECK(county.place("T1", "2026-05-01").find("T1 > V1 > T1") != std::string::npos);
  County planned;
  planned.becomes("T2", township, "T1", "2026-09-01");
  planned.becomes("T1", township, "V3", "2026-05-01");
  CHECK(planned.place("T1", "2026-05-01").find("parent_kind_not_allowed") == 0);
  planned.becomes("T1", township, "T1", "2026-10-01");
  CHECK(planned.place("T1", "2026-10-01").find("T1 > T1") != std::string::npos);
}

TEST_CASE("a kind must suit what is below", "[organisation]") {
  County county;
  county.becomes("T1", hospital, "C1", "2026-05-01");
  const auto refusal = refusal_of([&] {
    procurement::check_children(county.history, inventory::default_parent_rules(),
                                county.history.id_of("T1"), day("2026-05-01"));
  });
  CHECK(refusal.find("parent_kind_not_allowed") == 0);
  CHECK(refusal.find("\"V1\" (village)") != std::string::npos);
}

TEST_CASE("nobody leaves members behind, now or later", "[organisation]") {
  County county;
  CHECK(county.leaving("V1", "2026-05-01").empty());
  CHECK(county.leaving("C1", "2026-05-01").find("centre_is_fixed") == 0);
  CHECK(
      county.leaving("T2", "2026-05-01")
          .find("children_would_stay: the facility \"T2\" still has 1 facilities below it (V3)") ==
      0);
  county.leaves("V3", "2026-05-01");
  CHECK(county.leaving("T2", "2026-05-01").empty());
  CHECK(county.leaving("T2", "2026-04-30").find("children_would_stay") == 0);
  county.becomes("V2", village, "T2", "2026-12-01");
  CHECK(county.leaving("T2", "2026-05-01").find("(V2)") != std::string::npos);
}

TEST_CASE("open affairs need another member to answer for them", "[organisation]") {
  const County county;
  procurement::OpenAffairs open;
  open.lots_in_stock = 3;
  open.owed_fen = 1250;
  open.unfinished_periods = {"2026-11"};
  const auto refusal = county.leaving("V1", "2026-11-20", open);
  CHECK(refusal.find("facility_has_open_affairs") == 0);
  CHECK(refusal.find("routes -; drugstore links 0; lots in stock 3; balance 12.50 yuan; unsettled"
                     " periods 2026-11") != std::string::npos);
  CHECK(county.leaving("V1", "2026-11-20", open, "T1").empty());
  CHECK(county.leaving("V1", "2026-11-20", open, "V1").find("handover_facility_unfit") == 0);
  County shrinking;
  shrinking.leaves("V2", "2026-12-01");
  CHECK(shrinking.leaving("V1", "2026-11-20", open, "V2").find("handover_facility_unfit") == 0);
  CHECK(shrinking.leaving("V1", "2026-11-20", open, "T2").empty());
}

TEST_CASE("each open affair counts by itself", "[organisation]") {
  const County county;
  const auto refused = [&](const std::function<void(procurement::OpenAffairs&)>& opening,
                           const char* handover) {
    procurement::OpenAffairs open;
    opening(open);
    return !county.leaving("V1", "2026-11-20", open, handover).empty();
  };
  CHECK(refused([](auto& open) { open.lots_in_stock = 1; }, ""));
  CHECK(refused([](auto& open) { open.owed_fen = -1; }, ""));
  CHECK(refused([](auto& open) { open.unfinished_periods = {"2026-11"}; }, ""));
  CHECK(refused([](auto& open) { open.routes = {"R1"}; }, "T1"));
  CHECK(refused([](auto& open) { open.drugstore_links = 1; }, "T1"));
}

TEST_CASE("books are those of the nearest facility above that has any", "[organisation]") {
  County county;
  const auto id = [&](const char* code) { return county.history.id_of(code); };
  const std::vector<inventory::EntityAssignment> assignments{{id("C1"), 1, 100, day("2026-01-01")},
                                                             {id("T1"), 2, 200, day("2026-05-01")},
                                                             {id("V2"), 3, 300, day("2026-05-01")},
                                                             {id("T1"), 4, 400, day("2026-08-01")}};
  const auto entity = [&](const char* code, const char* on) {
    return inventory::entity_on(county.history.tree_on(day(on)), assignments, id(code), day(on));
  };
  CHECK(entity("V1", "2026-04-30") == 100);
  CHECK(entity("V1", "2026-05-01") == 200);
  CHECK(entity("V1", "2026-08-01") == 400);
  CHECK(entity("V2", "2026-08-01") == 300);
  CHECK(entity("V3", "2026-08-01") == 100);
  CHECK(inventory::entity_on(county.history.tree_on(day("2026-08-01")), {}, id("V3"),
                             day("2026-08-01")) == 0);
}

TEST_CASE("a link joins a pharmacy and a drugstore, once at a time", "[organisation]") {
  const County county;
  const auto id = [&](const char* code) { return county.history.id_of(code); };
  const std::vector<inventory::DrugstoreLink> others{
      {1, id("T1"), id("D1"), 300, "08-21", day("2026-02-01"), day("2026-04-30")}};
  inventory::DrugstoreLink link{0, id("T1"), id("D1"), 300, "08-21", day("2026-05-01"), {}};
  const auto refusal = [&] {
    return refusal_of([&] { procurement::check_drugstore_link(county.history, others, link); });
  };
  CHECK(refusal().empty());
  link.valid_from = day("2026-04-30");
  CHECK(refusal().find("drugstore_linked_already: ") == 0);
  link.valid_from = day("2026-01-05");
  CHECK_FALSE(refusal().empty());
  link.valid_until = day("2026-01-31");
  CHECK(refusal().empty());
  link.valid_until = day("2026-01-04");
  CHECK(refusal().find("dates_reversed") == 0);
  link.valid_until.reset();
  link.pharmacy_facility_id = id("V1");
  CHECK(refusal().find("link_pharmacy_unfit") == 0);
  link.pharmacy_facility_id = id("H1");
  CHECK(refusal().empty());
  link.drugstore_facility_id = id("T2");
  CHECK(refusal().find("link_drugstore_unfit") == 0);
  link.distance_metres = -1;
  CHECK(refusal().find("figure_out_of_range") == 0);
  link.distance_metres = 0;
  link.opening_hours.clear();
  CHECK(refusal().find("field_missing") == 0);
}
