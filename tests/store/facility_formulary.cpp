#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/tables/facility_formulary_table.h"
#include "inventory/tables/formulary_reads.h"
#include "inventory/tables/policy_table.h"
#include "procurement/catalogue/change_facility_formulary.h"
#include "procurement/catalogue/change_formulary.h"
#include "procurement/purchase/demand/suggest_quantities.h"
#include "procurement/purchase/requisitions/initiate_requisition.h"
#include "procurement/refusal/refusal.h"
#include "tests/support/organisation_actor.h"
#include "tests/support/purchase_county.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::Recording;
using inventory::Tier;
using pricing::Quantity;
using test::day;
using test::PurchaseCounty;
using test::refuses;

namespace {

using Codes = std::vector<std::string>;
constexpr std::int64_t county_id = PurchaseCounty::county;
const inventory::Date today = day("2026-11-22");

/// The small county, with A, B and N in the formularies of the county and of the townships.
struct Members {
  PurchaseCounty county;
  Connection& session = county.database.session();

  Members() {
    inventory::save_policy_set(session, county_id,
                               {"formulary",
                                "青山县",
                                "1号",
                                day("2026-01-01"),
                                {},
                                R"({"brands_per_generic_and_route": 2})"});
    for (const Tier tier : {Tier::county, Tier::township}) {
      add_to_formulary(session, county_id, {tier, {"A", "B", "N"}, today, "遴选", ""}, today);
    }
  }

  using Change = std::string (*)(Connection&, std::int64_t, const FacilityFormularyChange&,
                                 inventory::Date);
  std::string does(Change change, const char* facility, Codes codes, const char* from,
                   const char* reason = "药事会") {
    return county.does("user:wang", [&](Connection& connection, const Recording& recording) {
      return change(connection, county_id, {facility, std::move(codes), day(from), reason},
                    recording.today);
    });
  }
  std::string begins(const char* facility, const char* from = "2026-11-22") {
    return does(begin_facility_formulary, facility, {}, from);
  }
  std::string adds(const char* facility, Codes codes, const char* from = "2026-11-22") {
    return does(add_to_facility_formulary, facility, std::move(codes), from);
  }
  std::string removes(const char* facility, Codes codes, const char* from) {
    return does(remove_from_facility_formulary, facility, std::move(codes), from);
  }

  std::int64_t id_of(const char* noun, const std::string& code) {
    return county.database.figure(
        fmt::format("SELECT {0}_id FROM {0} WHERE code = '{1}'", noun, code));
  }
  inventory::FacilityFormulary of_township(const char* on) {
    return inventory::load_formulary_of(
        session, county_id, {id_of("facility", "T1"), inventory::FacilityKind::township, day(on)});
  }
  /// The codes that T1 may use on a day, and before them whether they are its own choice.
  Codes used(const char* on) {
    const auto formulary = of_township(on);
    Codes codes{formulary.own ? "own" : "of the tier"};
    for (const char* code : {"A", "B", "N", "E"}) {
      if (formulary.holds(id_of("item", code))) codes.emplace_back(code);
    }
    return codes;
  }
  Codes listed(const char* on, const std::string& text = {}, const std::string& after = {},
               std::int64_t limit = 10) {
    inventory::FormularyFilter filter{Tier::township, day(on), text, {}, {}, {}};
    if (of_township(on).own) filter.chosen_by = id_of("facility", "T1");
    Codes codes;
    for (const auto& line : inventory::list_formulary(session, county_id, filter, after, limit)) {
      codes.push_back(line.item.item.record.code + " " +
                      inventory::to_string(line.entry.effective_from) + " " + line.entry.reason);
    }
    return codes;
  }
};

}  // namespace

TEST_CASE("a facility without a formulary of its own uses its tier's", "[facility_formulary]") {
  Members members;
  CHECK(members.used("2026-11-21") == Codes{"of the tier"});
  CHECK_FALSE(members.of_township("2026-11-21").limits());
  CHECK(members.used("2026-11-22") == Codes{"of the tier", "A", "B", "N"});
  CHECK(members.listed("2026-11-22").size() == 3);
  CHECK(members.begins("H1") == R"({"items":3})");
  CHECK(members.used("2026-11-22") == Codes{"of the tier", "A", "B", "N"});  // another's changes
}

TEST_CASE("a facility takes over its tier's formulary, leaves out and takes back",
          "[facility_formulary]") {
  Members members;
  CHECK(members.begins("T1", "2026-11-25") == R"({"items":3})");
  CHECK(members.used("2026-11-24") == Codes{"of the tier", "A", "B", "N"});
  CHECK(members.used("2026-11-25") == Codes{"own", "A", "B", "N"});
  CHECK(members.removes("T1", {"A", "N"}, "2026-12-01") == R"({"items":2})");
  CHECK(members.used("2026-11-30") == Codes{"own", "A", "B", "N"});
  CHECK(members.used("2026-12-01") == Codes{"own", "B"});
  CHECK(members.adds("T1", {"A"}, "2026-12-05") == R"({"items":1})");
  CHECK(members.used("2026-12-04") == Codes{"own", "B"});  // what is planned does not hold yet
  CHECK(members.used("2026-12-05") == Codes{"own", "A", "B"});
  CHECK(members.listed("2026-12-04") == Codes{"B 2026-11-25 药事会"});
  CHECK(members.listed("2026-12-05") == Codes{"A 2026-12-05 药事会", "B 2026-11-25 药事会"});
  CHECK(members.listed("2026-12-05", "b") == Codes{"B 2026-11-25 药事会"});
  CHECK(members.listed("2026-12-05", "", "A") == Codes{"B 2026-11-25 药事会"});
  CHECK(members.listed("2026-12-05", "", "", 1) == Codes{"A 2026-12-05 药事会"});
  CHECK(members.removes("T1", {"A", "B"}, "2026-12-10") == R"({"items":2})");
  CHECK(members.used("2026-12-10") == Codes{"own"});
  CHECK(members.of_township("2026-12-10").limits());  // nothing chosen is nothing allowed
  CHECK(members.county.broken().empty());
  CHECK(members.county.database.rows("SELECT reason, removal_reason FROM facility_formulary_entry"
                                     " WHERE effective_until IS NULL") == Codes{});
}

TEST_CASE("the first addition begins a formulary of that item alone", "[facility_formulary]") {
  Members members;
  CHECK(members.adds("T1", {"B"}, "2026-11-23") == R"({"items":1})");
  CHECK(members.used("2026-11-22") == Codes{"of the tier", "A", "B", "N"});
  CHECK(members.used("2026-11-23") == Codes{"own", "B"});
}

TEST_CASE("what leaves the tier's formulary leaves the facility's, and comes back with it",
          "[facility_formulary]") {
  Members members;
  members.begins("T1");
  remove_from_formulary(members.session, county_id,
                        {Tier::township, {"A"}, day("2026-11-25"), "停产", ""}, today);
  CHECK(members.used("2026-11-24") == Codes{"own", "A", "B", "N"});
  CHECK(members.used("2026-11-25") == Codes{"own", "B", "N"});
  CHECK(members.listed("2026-11-25").size() == 2);
  add_to_formulary(members.session, county_id,
                   {Tier::township, {"A"}, day("2026-12-01"), "恢复", ""}, today);
  CHECK(members.used("2026-12-01") == Codes{"own", "A", "B", "N"});
  CHECK(members.adds("T1", {"A"}, "2026-11-26") ==
        "formulary_not_in_higher_tier: the item A cannot be in the formulary of T1 from 2026-11-26 "
        "on: it is not in that of township");
  remove_from_formulary(members.session, county_id,
                        {Tier::township, {"A", "B", "N"}, day("2026-12-24"), "停产", ""}, today);
  CHECK(members.used("2026-12-24") == Codes{"own"});
  CHECK(members.of_township("2026-12-24").limits());  // its own holds it to nothing
  CHECK(members.county.broken().empty());
}

TEST_CASE("what cannot be changed of a facility's formulary is refused by name",
          "[facility_formulary]") {
  Members members;
  CHECK(refuses(members.begins("C1"), "facility_formulary_of_centre"));
  CHECK(refuses(members.begins("T9"), "facility_not_known"));
  CHECK(refuses(members.begins("T1", "2026-11-21"), "item_day_past"));
  CHECK(refuses(members.does(begin_facility_formulary, "T1", {}, "2026-11-22", ""),
                "item_reason_missing"));
  // The villages have no formulary that they could take over.
  CHECK(refuses(members.begins("V1"), "facility_formulary_tier_has_none"));
  CHECK(refuses(members.adds("V1", {"A"}), "formulary_not_in_higher_tier"));
  CHECK(refuses(members.removes("T1", {"A"}, "2026-11-23"), "facility_formulary_not_begun"));

  CHECK(members.begins("T1", "2026-11-24") == R"({"items":3})");
  CHECK(refuses(members.begins("T1", "2026-11-23"), "facility_formulary_already_begun"));
  CHECK(refuses(members.removes("T1", {"A"}, "2026-11-23"), "facility_formulary_not_begun"));
  CHECK(refuses(members.removes("T1", {"A"}, "2026-11-24"), "formulary_does_not_hold"));
  CHECK(refuses(members.adds("T1", {"A"}, "2026-11-23"), "formulary_already_holds"));
  CHECK(refuses(members.adds("T1", {"A"}, "2026-11-25"), "formulary_already_holds"));
  CHECK(refuses(members.adds("T1", {"X"}), "item_unknown"));
  CHECK(refuses(members.adds("T1", {"E"}), "formulary_not_in_higher_tier"));
  CHECK(members.removes("T1", {"A"}, "2026-12-01") == R"({"items":1})");
  CHECK(refuses(members.removes("T1", {"B", "A"}, "2026-12-02"), "formulary_does_not_hold"));
  CHECK(members.used("2026-12-02") == Codes{"own", "B", "N"});  // all or none
  CHECK(refuses(members.adds("T1", {"A"}, "2026-11-30"), "formulary_already_holds"));
  CHECK(members.adds("T1", {"A"}, "2026-12-01") == R"({"items":1})");
  CHECK(members.county.broken().empty());

  members.session.execute(
      "UPDATE facility_formulary_entry SET effective_until = '2026-12-02'"
      " WHERE effective_until = '2026-12-01'");
  CHECK(members.county.broken() == Codes{"facility_formulary_has_no_overlap"});
}

TEST_CASE("a facility that has left has no formulary to change", "[facility_formulary]") {
  Members members;
  members.session.execute(
      "INSERT INTO facility_departure SELECT county_id, facility_id, 1, '2026-11-23', '', NULL,"
      " NULL FROM facility WHERE code = 'H1'");
  CHECK(refuses(members.begins("H1", "2026-11-23"), "facility_not_member"));
  CHECK(members.begins("H1") == R"({"items":3})");
}

TEST_CASE("only what a facility has chosen can be asked for, and is suggested",
          "[facility_formulary]") {
  Members members;
  PurchaseCounty& county = members.county;
  const auto asks = [&](const char* facility, const char* code) {
    return county.initiates("user:wang", facility, {{code, Quantity(1), {}, ""}});
  };
  const auto suggested = [&] {
    SuggestionsWanted wanted;
    wanted.facility_id = members.id_of("facility", "T1");
    wanted.facility_kind = inventory::FacilityKind::township;
    wanted.today = today;
    Codes codes;
    for (const auto& each : suggest_quantities(members.session, county_id, wanted).items) {
      codes.push_back(each.item.item.record.code);
    }
    return codes;
  };
  CHECK(asks("T1", "A") == "RQ-T1-20261122-1");
  CHECK(suggested() == Codes{"A", "B", "N"});
  CHECK(members.adds("T1", {"B"}) == R"({"items":1})");
  CHECK(asks("T1", "A") ==
        "requisition_item_not_in_own_formulary: requisition RQ-T1-20261122-2: the item A is in the "
        "formulary of the tier township, but not in the facility's own");
  CHECK(refuses(asks("T1", "E"), "requisition_item_not_in_formulary"));
  CHECK(asks("T1", "B") == "RQ-T1-20261122-2");
  CHECK(suggested() == Codes{"B"});
  CHECK(asks("H1", "A") == "RQ-H1-20261122-1");
}

TEST_CASE("two thousand items are chosen in a few statements", "[facility_formulary]") {
  Members members;
  members.session.execute(
      "INSERT INTO formulary_entry SELECT 1, 'county', 1000000 + a.seq, '2026-11-22', NULL, '', '',"
      " '' FROM seq_1_to_2000 a");
  const auto before = members.session.counts().statements;
  const FacilityFormularyChange change{"H1", {}, today, "起步"};
  CHECK(begin_facility_formulary(members.session, county_id, change, today) == R"({"items":2003})");
  const auto statements = members.session.counts().statements - before;
  INFO(statements);
  CHECK(statements <= 9);
}
