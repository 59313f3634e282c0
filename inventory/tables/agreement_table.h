#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/agreement.h"
#include "inventory/records/recording.h"

namespace wutong::inventory {

/// A supplier supplies an item at a price (供货协议). Quantities in packs.
struct Agreement {
  std::int64_t agreement_id{};
  std::int64_t supplier_id{};
  std::int64_t item_id{};
  AgreementKind kind{};
  pricing::UnitPrice pack_price;
  Date first_day{};
  Date last_day{};
  std::optional<pricing::Quantity> committed_packs;  ///< none: nothing was promised
  std::optional<pricing::Quantity> maximum_packs;    ///< none: unlimited
  pricing::Quantity min_order_packs;                 ///< 0: none
  pricing::Quantity multiple_packs{1};
  std::optional<std::int64_t> lead_time_days;
  bool is_standby = false;
  std::optional<std::int64_t> distributor_id;  ///< none: the supplier delivers itself
  DeliverySite delivery{};
  std::optional<std::int64_t> award_cycle_id;
  std::int64_t version = 1;
  std::string created_by;
  std::optional<Date> ended_on;  ///< the first day on which it holds no more
  std::string ended_reason;
  std::string ended_by;

  /// The last day on which it holds; before `first_day` when it never did.
  Date holds_until() const {
    if (!ended_on) return last_day;
    return std::min(last_day, *ended_on - std::chrono::days(1));
  }
  bool holds_on(Date day) const { return first_day <= day && day <= holds_until(); }
  bool overlaps(const Agreement& other) const {
    return first_day <= other.holds_until() && other.first_day <= holds_until();
  }
};

/// What was ordered by an agreement and what came of it. Orders that were cancelled or declined do
/// not count, and one that was closed short counts for what came.
struct AgreementUse {
  pricing::Quantity ordered_packs;
  pricing::Quantity received_packs;  ///< whole packs, a line
};
using AgreementUses = std::unordered_map<std::int64_t, AgreementUse>;

void insert_agreements(Connection& connection, const Recording& recording,
                       const std::vector<Agreement>& agreements);
/// By id, its row locked until the transaction ends. Nothing: there is none.
std::optional<Agreement> lock_agreement(Connection& connection, std::int64_t county_id,
                                        std::int64_t agreement_id);
std::optional<Agreement> find_agreement(Connection& connection, std::int64_t county_id,
                                        std::int64_t agreement_id);
/// By id; those that do not exist are left out.
std::vector<Agreement> load_agreements_by_id(Connection& connection, std::int64_t county_id,
                                             const std::vector<std::int64_t>& agreement_ids);
/// Writes the end and the version that the agreement comes with.
void save_agreement_end(Connection& connection, std::int64_t county_id, const Agreement& agreement);

/// All of these items that hold on some day from `first` to `last`, by id.
std::vector<Agreement> load_agreements_of_items(Connection& connection, std::int64_t county_id,
                                                const std::vector<std::int64_t>& item_ids,
                                                Date first, Date last);
/// The uses of these agreements; those that were never used are left out.
AgreementUses load_agreement_uses(Connection& connection, std::int64_t county_id,
                                  const std::vector<std::int64_t>& agreement_ids);

/// What a list is narrowed by; empty: not narrowed.
struct AgreementFilter {
  std::optional<std::int64_t> supplier_id;
  std::optional<std::int64_t> item_id;
  std::optional<Date> as_of;  ///< those that hold on the day
  std::int64_t after_id = 0;
  std::int64_t at_most = 100;
};
/// By id, which grows with time.
std::vector<Agreement> list_agreements(Connection& connection, std::int64_t county_id,
                                       const AgreementFilter& filter);

}  // namespace wutong::inventory
