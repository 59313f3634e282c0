#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/tables/policy_table.h"
#include "inventory/tables/requisition_document_table.h"
#include "procurement/catalogue/change_formulary.h"
#include "procurement/catalogue/disable_item.h"
#include "procurement/purchase/requisitions/initiate_requisition.h"
#include "procurement/purchase/requisitions/merge_requisitions.h"
#include "procurement/purchase/requisitions/review_requisition.h"
#include "procurement/purchase/requisitions/save_requisition.h"
#include "tests/support/organisation_actor.h"
#include "tests/support/purchase_county.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::Recording;
using inventory::RequisitionKind;
using pricing::Quantity;
using test::PurchaseCounty;
using test::refuses;

namespace {

using Lines = std::vector<std::string>;

AskedItem asked(const char* code, std::int64_t quantity) {
  return {code, Quantity(quantity), {}, ""};
}

std::string review(PurchaseCounty& county, const std::string& actor, const std::string& number,
                   Judgement judgement, const std::vector<JudgedItem>& items = {},
                   const std::string& reason_code = {}) {
  const SeenRequisition seen = county.now(number);
  return county.does(actor, [&](Connection& connection, const Recording& recording) {
    return review_requisition(connection, recording, {seen, judgement, items, reason_code, ""});
  });
}

Lines lines_of(PurchaseCounty& county) {
  return county.database.rows(
      "SELECT i.code, r.requested_quantity, r.endorsed_quantity, r.approved_quantity FROM"
      " requisition_item r JOIN item i USING (county_id, item_id) ORDER BY requisition_id, code");
}

}  // namespace

TEST_CASE("a village's requisition goes up through its township to the centre", "[requisition]") {
  PurchaseCounty county;
  const std::string number = county.initiates("user:li", "V1", {asked("A", 25), asked("B", 7)});
  CHECK(number == "RQ-V1-20261122-1");
  CHECK(county.state_of(number) == "draft");
  county.submits("user:li", number);
  CHECK(county.state_of(number) == "submitted");
  CHECK(review(county, "user:township", number, Judgement::let_through, {{"A", Quantity(20)}},
               "stock_enough")
            .front() == '{');
  CHECK(county.state_of(number) == "endorsed");
  county.lets_through("user:centre", number);
  CHECK(county.state_of(number) == "approved");
  CHECK(lines_of(county) == Lines{"A|25|20|20", "B|7|7|7"});
  CHECK(county.initiates("user:li", "V1", {}) == "RQ-V1-20261122-2");
  CHECK(county.broken().empty());
}

TEST_CASE("a township's requisition is judged by the centre alone", "[requisition]") {
  PurchaseCounty county;
  const std::string number = county.initiates("user:wang", "T1", {asked("A", 25)});
  county.submits("user:wang", number);
  county.lets_through("user:centre", number);
  CHECK(county.state_of(number) == "approved");
  CHECK(lines_of(county) == Lines{"A|25|NULL|25"});
}

TEST_CASE("nobody judges what he asked for himself", "[requisition]") {
  PurchaseCounty county;
  const std::string number = county.initiates("user:li", "V1", {asked("A", 25)});
  county.submits("user:zhang", number);
  CHECK(refuses(county.lets_through("user:li", number), "same_person_for_two_duties"));
  CHECK(refuses(county.lets_through("user:zhang", number), "same_person_for_two_duties"));
  CHECK(county.state_of(number) == "submitted");
}

TEST_CASE("a requisition that was sent back is mended and sent off again", "[requisition]") {
  PurchaseCounty county;
  const std::string number = county.initiates("user:li", "V1", {asked("A", 25)});
  county.submits("user:li", number);
  CHECK(refuses(review(county, "user:township", number, Judgement::send_back), "field_missing"));
  review(county, "user:township", number, Judgement::send_back, {}, "quantity_too_high");
  CHECK(county.state_of(number) == "returned");
  const SeenRequisition seen = county.now(number);
  county.does("user:li", [&](Connection& connection, const Recording& recording) {
    return save_requisition(connection, recording, {seen, {}, "", {asked("A", 10)}});
  });
  county.submits("user:li", number);
  CHECK(county.state_of(number) == "submitted");
  CHECK(lines_of(county) == Lines{"A|10|NULL|NULL"});
  CHECK(county.broken().empty());
}

TEST_CASE("a change of a requisition that has changed meanwhile is refused", "[requisition]") {
  PurchaseCounty county;
  const std::string number = county.initiates("user:li", "V1", {asked("A", 25)});
  const SeenRequisition seen = county.now(number);
  const auto save = [&](std::int64_t quantity) {
    return county.does("user:li", [&](Connection& connection, const Recording& recording) {
      return save_requisition(connection, recording, {seen, {}, "", {asked("A", quantity)}});
    });
  };
  CHECK(save(5).front() == '{');
  CHECK(refuses(save(6), "record_has_changed"));
  CHECK(lines_of(county) == Lines{"A|5|NULL|NULL"});
}

TEST_CASE("what cannot be asked for is refused by name", "[requisition]") {
  PurchaseCounty county;
  CHECK(refuses(county.initiates("user:li", "V9", {}), "facility_not_known"));
  CHECK(refuses(county.initiates("user:li", "C1", {}), "requisition_facility_unfit"));
  CHECK(refuses(county.initiates("user:li", "V1", {asked("X", 1)}), "item_unknown"));
  CHECK(refuses(county.initiates("user:li", "V1", {asked("A", 0)}), "figure_out_of_range"));
  CHECK(refuses(county.initiates("user:li", "V1", {asked("A", 1), asked("A", 2)}),
                "requisition_item_twice"));
  CHECK(refuses(county.initiates("user:li", "T1", {asked("A", 1)}, RequisitionKind::equipment),
                "requisition_item_no_equipment"));
  const std::string empty = county.initiates("user:li", "V1", {});
  CHECK(refuses(county.submits("user:li", empty), "requisition_empty"));
  const std::string urgent =
      county.initiates("user:li", "V1", {asked("A", 1)}, RequisitionKind::emergency);
  CHECK(refuses(county.submits("user:li", urgent), "field_missing"));
  CHECK(refuses(county.submits("user:li", "RQ-9"), "requisition_unknown"));
}

TEST_CASE("a reviewer lets through no more than was asked for, and not nothing", "[requisition]") {
  PurchaseCounty county;
  const std::string number = county.initiates("user:wang", "T1", {asked("A", 25)});
  county.submits("user:wang", number);
  const auto judge = [&](const std::vector<JudgedItem>& items) {
    return review(county, "user:centre", number, Judgement::let_through, items, "stock_enough");
  };
  CHECK(refuses(judge({{"A", Quantity(26)}}), "approved_above_requested"));
  CHECK(refuses(judge({{"A", Quantity(0)}}), "review_approves_nothing"));
  CHECK(refuses(judge({{"B", Quantity(1)}}), "requisition_item_not_there"));
  CHECK(county.state_of(number) == "submitted");
}

TEST_CASE("a disabled item, and one outside the tier's formulary, cannot be asked for",
          "[requisition]") {
  PurchaseCounty county;
  auto& session = county.database.session();
  inventory::save_policy_set(session, PurchaseCounty::county,
                             {"formulary",
                              "青山县",
                              "1号",
                              test::day("2026-01-01"),
                              {},
                              R"({"brands_per_generic_and_route": 2})"});
  for (const auto tier : {inventory::Tier::county, inventory::Tier::township}) {
    add_to_formulary(session, PurchaseCounty::county,
                     {tier, {"A"}, test::day("2026-11-22"), "遴选", ""}, test::day("2026-11-22"));
  }
  CHECK(refuses(county.initiates("user:wang", "T1", {asked("B", 1)}),
                "requisition_item_not_in_formulary"));
  CHECK(county.initiates("user:wang", "T1", {asked("A", 1)}) == "RQ-T1-20261122-1");
  // No village formulary was made: a village is not held by one.
  CHECK(county.initiates("user:li", "V1", {asked("B", 1)}) == "RQ-V1-20261122-1");
}

TEST_CASE("an emergency within its caps is approved at once and judged afterwards",
          "[requisition]") {
  PurchaseCounty county;
  inventory::save_policy_set(county.database.session(), PurchaseCounty::county,
                             {"requisition",
                              "青山县",
                              "2号",
                              test::day("2026-01-01"),
                              {},
                              R"({"emergency_items": 2, "emergency_fen": 1000})"});
  county.opens_budget("B1", "T1", 600);
  const auto emergency = [&](const std::vector<AskedItem>& items) {
    const std::string number =
        county.initiates("user:li", "V1", items, RequisitionKind::emergency, "抢救");
    return std::pair(number, county.submits("user:li", number));
  };
  const auto [number, answer] = emergency({asked("A", 25)});  // 5.00
  CHECK(county.state_of(number) == "approved");
  CHECK(county.budget("B1") == "600 500 0");
  CHECK(refuses(emergency({asked("A", 60)}).second, "emergency_above_cap"));
  CHECK(refuses(emergency({asked("A", 1), asked("B", 1), asked("N", 1)}).second,
                "emergency_above_cap"));
  CHECK(refuses(emergency({asked("A", 10)}).second, "budget_insufficient"));

  const auto confirm = [&](const char* actor) {
    const SeenRequisition seen = county.now(number);
    return county.does(actor, [&](Connection& connection, const Recording& recording) {
      return confirm_requisition(connection, recording, {seen, "", "属实"});
    });
  };
  CHECK(refuses(confirm("user:li"), "same_person_for_two_duties"));
  CHECK(confirm("user:township").front() == '{');
  CHECK(refuses(confirm("user:township"), "requisition_step_not_allowed"));
  CHECK(county.broken().empty());
}

TEST_CASE("an approval commits every budget over the facility, a cancellation gives it back",
          "[requisition]") {
  PurchaseCounty county;
  county.opens_budget("COUNTY", "C1", 100'000);
  county.opens_budget("T1", "T1", 1'000);
  county.opens_budget("H1", "H1", 1'000);
  const std::string number = county.asks_and_is_judged("V1", asked("A", 25));
  CHECK(county.state_of(number) == "approved");
  CHECK(county.budget("COUNTY") == "100000 500 0");
  CHECK(county.budget("T1") == "1000 500 0");
  CHECK(county.budget("H1") == "1000 0 0");
  const std::string too_much = county.asks_and_is_judged("V2", asked("A", 30));
  CHECK(county.state_of(too_much) == "endorsed");
  CHECK(county.budget("COUNTY") == "100000 500 0");
  CHECK(county.cancels("user:li", number).front() == '{');
  CHECK(county.budget("COUNTY") == "100000 0 0");
  CHECK(county.budget("T1") == "1000 0 0");
  county.lets_through("user:centre", too_much);
  CHECK(county.state_of(too_much) == "approved");
  CHECK(county.broken().empty());
}

TEST_CASE("a new requisition can begin with the lines of last time", "[requisition]") {
  PurchaseCounty county;
  const std::string first = county.initiates("user:li", "V1", {asked("A", 25), asked("B", 7)});
  county.submits("user:li", first);
  disable_item(county.database.session(), PurchaseCounty::county,
               {"B", test::day("2026-11-22"), "召回", "user:keeper"}, test::day("2026-11-22"));
  const std::string answer =
      county.does("user:li", [&](Connection& connection, const Recording& recording) {
        return initiate_requisition(
            connection, recording, {"V1", RequisitionKind::regular, "", {}, "", Prefill::last, {}});
      });
  CHECK(answer.find("\"items\":1") != std::string::npos);
  CHECK(lines_of(county) == Lines{"A|25|NULL|NULL", "B|7|NULL|NULL", "A|25|NULL|NULL"});
}

TEST_CASE("drafts of one facility are merged, and what was merged is cancelled", "[requisition]") {
  PurchaseCounty county;
  const std::string one = county.initiates("user:li", "V1", {asked("A", 25)});
  const std::string two = county.initiates("user:li", "V1", {asked("A", 5), asked("B", 7)});
  const std::string other = county.initiates("user:zhao", "V2", {asked("A", 5)});
  const auto merge = [&](const std::string& from) {
    const SeenRequisition seen = county.now(from);
    const SeenRequisition into = county.now(one);
    return county.does("user:li", [&](Connection& connection, const Recording& recording) {
      return merge_requisitions(connection, recording, {into, {seen}});
    });
  };
  CHECK(refuses(merge(other), "requisitions_do_not_merge"));
  CHECK(refuses(merge(one), "requisitions_do_not_merge"));
  CHECK(merge(two).front() == '{');
  CHECK(county.state_of(two) == "cancelled");
  CHECK(lines_of(county) == Lines{"A|30|NULL|NULL", "B|7|NULL|NULL", "A|5|NULL|NULL",
                                  "B|7|NULL|NULL", "A|5|NULL|NULL"});
  CHECK(county.broken().empty());
}
