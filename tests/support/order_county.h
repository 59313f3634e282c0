#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "inventory/records/order_state.h"
#include "inventory/tables/order_detail_table.h"
#include "procurement/purchase/orders/require_order.h"
#include "tests/support/organisation_actor.h"
#include "tests/support/test_database.h"

namespace wutong::test {

/// A county whose period 2026-11 is worked day by day: centre C1, hospital H1; suppliers S1, S2 and
/// the distributor D1; items A (pack of 10 at 2.00), B (pack of 3 at 1.005) and C (pack of 1 at
/// 7.00). S1 has an agreement for each: packs of A in multiples of 5, at least 10 and at most
/// 1,000, due in 2 days; C is volume-based with 300 packs committed. Each deed is a command of its
/// own; the clock stands at 2026-11-22 09:00 until it is set.
class OrderCounty {
 public:
  using Operation = std::function<std::string(inventory::Connection&, const inventory::Recording&)>;
  static constexpr std::int64_t county = 1;

  OrderCounty();

  /// The answer, or the refusal's wire name and English sentence.
  std::string does(const std::string& actor, const Operation& operation);

  /// Drafts an order of S1 of these packs by item code; answers its number.
  std::string drafts(const std::map<std::string, std::int64_t>& packs,
                     const std::string& actor = "user:maker", const std::string& distributor = {});
  std::string approves(const std::string& actor, const std::string& order_no,
                       const std::set<std::string>& roles = {});
  std::string sends(const std::string& order_no);
  std::string confirms(const std::string& order_no);
  std::string declines(const std::string& order_no, const std::string& reason = "out_of_stock");
  std::string changes(const std::string& order_no, const std::map<std::string, std::int64_t>& packs,
                      const std::string& actor = "user:maker", const std::string& reason = "少要");
  std::string cancels(const std::string& order_no, const std::string& reason = "不再需要");
  std::string closes(const std::string& order_no, const std::string& reason = "不再供货");
  std::string escalates();
  /// Drafted, approved by another, sent.
  std::string drafts_and_sends(const std::map<std::string, std::int64_t>& packs,
                               const std::string& distributor = {});
  /// The deed that the action is the name of; receiving is written as the receiving would.
  std::string acts(inventory::OrderAction action, const std::string& order_no);
  /// Puts everything of the lines, or half of it, on a receipt of the day of the clock.
  void receives(const std::string& order_no, bool all);
  /// Brings an order, which must be drafted, to that state.
  void brings_to(const std::string& order_no, inventory::OrderState state);

  procurement::SeenOrder seen(const std::string& order_no);
  inventory::DailyOrder order(const std::string& order_no);
  std::string state_of(const std::string& order_no) { return order(order_no).order.state; }
  /// "version action state reason" of every step.
  std::vector<std::string> steps_of(const std::string& order_no);
  std::vector<std::string> broken() { return broken_invariants(database.session()); }
  void has_policy(const std::string& subject, const std::string& parameters);

  TestDatabase database;
  inventory::Moment now = day("2026-11-22") + std::chrono::hours(9);

 private:
  std::int64_t id_of(const char* table, const std::string& code);
  int keys_ = 0;
};

}  // namespace wutong::test
