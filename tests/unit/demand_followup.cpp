#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/records/shortage_state.h"
#include "procurement/purchase/followup/simulate_supplier_failure.h"
#include "tests/support/organisation_actor.h"

using namespace wutong;
using namespace wutong::procurement;
using forecast::Estimate;
using inventory::ShortageAction;
using inventory::ShortageState;
using test::day;

namespace {

using Texts = std::vector<std::string>;

ItemOutlook item(const char* code, std::int64_t centre, const std::vector<MemberNeed>& members) {
  ItemOutlook outlook;
  outlook.item_id = 1;
  outlook.item_code = code;
  outlook.centre_stock = centre;
  outlook.members = members;
  return outlook;
}

Texts run_outs(const std::vector<ItemOutlook>& items, std::int64_t days) {
  Texts texts;
  for (const RunOut& out : simulate_run_outs(items, {day("2026-11-22"), days})) {
    texts.push_back(out.facility_code + " " + out.item_code + " " +
                    inventory::to_string(out.runs_out_on) + " " + std::to_string(out.centre_share) +
                    "+" + std::to_string(out.arrivals_counted) + "-" +
                    std::to_string(out.arrivals_missing));
  }
  return texts;
}

const MemberNeed big{1, "H1", 10, Estimate::of_units(6)};
const MemberNeed small{2, "V1", 10, Estimate::of_units(2)};

}  // namespace

TEST_CASE("every state of a registered shortage answers every action", "[demand]") {
  Texts allowed;
  for (const ShortageState state : inventory::all_shortage_states()) {
    for (const ShortageAction action : inventory::all_shortage_actions()) {
      const auto next = inventory::next_state(state, action);
      if (!next) continue;
      allowed.push_back(std::string(to_string(state)) + " " + std::string(to_string(action)) + " " +
                        std::string(to_string(*next)));
    }
  }
  CHECK(allowed == Texts{"registered purchase purchasing", "registered deliver delivered",
                         "registered cancel cancelled", "purchasing deliver delivered",
                         "purchasing cancel cancelled", "delivered collect collected",
                         "delivered no_show no_show", "delivered cancel cancelled"});
  for (const ShortageState state : inventory::all_shortage_states()) {
    CHECK(inventory::parse_shortage_state(to_string(state)) == state);
  }
  for (const ShortageAction action : inventory::all_shortage_actions()) {
    CHECK(inventory::parse_shortage_action(to_string(action)) == action);
  }
}

TEST_CASE("who runs out, and when: stock and the centre's share by use", "[demand]") {
  // 16 at the centre: 12 to H1, 4 to V1. H1 has 22 for 6 a day: three days; V1 14 for 2: seven.
  CHECK(run_outs({item("A", 16, {big, small})}, 10) ==
        Texts{"H1 A 2026-11-25 12+0-0", "V1 A 2026-11-29 4+0-0"});
  CHECK(run_outs({item("A", 16, {big, small})}, 7) == Texts{"H1 A 2026-11-25 12+0-0"});
  CHECK(run_outs({item("A", 16, {big, small})}, 3).empty());
}

TEST_CASE("what others deliver counts from its day, what the failing one owes does not",
          "[demand]") {
  ItemOutlook one = item("A", 16, {big, small});
  one.due = {{day("2026-11-24"), 80, true}, {day("2026-11-23"), 8, false}};
  // H1 gets 6 of the 8 on the 23rd: 28 last four days; 60 of the missing 80 would have been its.
  CHECK(run_outs({one}, 6) == Texts{"H1 A 2026-11-26 12+6-60"});
  one.due = {{day("2026-11-26"), 800, false}};  // a day late
  CHECK(run_outs({one}, 6) == Texts{"H1 A 2026-11-25 12+0-0"});
  one.due = {{day("2026-11-25"), 800, false}};  // in time
  CHECK(run_outs({one}, 6).empty());
  one.due = {{day("2026-11-01"), 800, false}};  // overdue: counted today
  CHECK(run_outs({one}, 6).empty());
  one.due = {{day("2026-12-31"), 80, true}};  // due after the failure
  CHECK(run_outs({one}, 6) == Texts{"H1 A 2026-11-25 12+0-0"});
}

TEST_CASE("run-outs come by day, and who uses nothing never runs out", "[demand]") {
  const MemberNeed idle{3, "T1", 0, Estimate{}};
  const MemberNeed empty{4, "V2", 0, Estimate::of_units(1)};
  CHECK(run_outs({item("B", 0, {small, idle}), item("A", 0, {empty, idle})}, 30) ==
        Texts{"V2 A 2026-11-22 0+0-0", "V1 B 2026-11-27 0+0-0"});
}
