#include "procurement/purchase/followup/simulate_supplier_failure.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "inventory/tables/master_tables.h"
#include "inventory/tables/supply_outlook_table.h"
#include "pricing/apportion.h"
#include "procurement/purchase/demand/recorded_periods.h"
#include "procurement/purchase/demand/replenishment_policy.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using forecast::Estimate;
using inventory::Date;
using inventory::FacilityUse;

namespace {

constexpr std::chrono::days one_day{1};
constexpr int days_of_use = 90;

/// What one member can count on, day by day.
struct MemberSupply {
  std::int64_t centre_share = 0;
  std::map<Date, std::int64_t> arrivals;
  std::int64_t missing = 0;
};

std::vector<MemberSupply> share_out(const ItemOutlook& item, const FailureSpan& span) {
  std::vector<std::int64_t> weights;
  for (const MemberNeed& member : item.members) weights.push_back(member.daily_use.micros());
  std::vector<MemberSupply> supplies(item.members.size());
  const auto shares = pricing::apportion(item.centre_stock, weights);
  for (std::size_t i = 0; i < supplies.size(); ++i) supplies[i].centre_share = shares[i];
  for (const DueGoods& due : item.due) {
    const Date day = std::max(due.due_on, span.today);
    if (day >= span.today + one_day * static_cast<int>(span.days)) continue;
    const auto parts = pricing::apportion(due.quantity, weights);
    for (std::size_t i = 0; i < supplies.size(); ++i) {
      if (due.is_from_failing) {
        supplies[i].missing += parts[i];
      } else {
        supplies[i].arrivals[day] += parts[i];
      }
    }
  }
  return supplies;
}

/// The first day that is not met, if there is one within the span.
std::optional<RunOut> run_out_of(const ItemOutlook& item, const MemberNeed& member,
                                 const MemberSupply& supply, const FailureSpan& span) {
  RunOut out{member.facility_id,
             member.facility_code,
             item.item_id,
             item.item_code,
             {},
             0,
             member.stock,
             supply.centre_share,
             0,
             supply.missing,
             member.daily_use};
  for (std::int64_t i = 0; i < span.days; ++i) {
    const Date day = span.today + one_day * static_cast<int>(i);
    const auto arrived = supply.arrivals.find(day);
    if (arrived != supply.arrivals.end()) out.arrivals_counted += arrived->second;
    const auto there =
        Estimate::of_units(member.stock + supply.centre_share + out.arrivals_counted);
    if (scaled(member.daily_use, {i + 1, 1}) <= there) continue;
    out.runs_out_on = day;
    out.days_left = i;
    return out;
  }
  return std::nullopt;
}

void add_run_outs(const ItemOutlook& item, const FailureSpan& span, std::vector<RunOut>& found) {
  ItemOutlook users = item;
  std::erase_if(users.members,
                [](const MemberNeed& member) { return member.daily_use <= Estimate{}; });
  std::sort(users.members.begin(), users.members.end(), [](const auto& a, const auto& b) {
    return a.facility_code < b.facility_code;  // ties of the shares are settled by code
  });
  if (users.members.empty()) return;
  const auto supplies = share_out(users, span);
  for (std::size_t i = 0; i < users.members.size(); ++i) {
    if (auto out = run_out_of(users, users.members[i], supplies[i], span)) {
      found.push_back(std::move(*out));
    }
  }
}

/// Everything that is known of the supplier's items, by item.
using Outlooks = std::map<std::int64_t, ItemOutlook>;

Estimate daily_use_of(const FacilityUse& use, Date since, Date today) {
  const std::int64_t days =
      std::max<std::int64_t>(1, (today - std::max(since, *use.since)).count() + 1);
  return forecast::not_negative(scaled(Estimate::of_units(use.used), {1, days}));
}

struct UseOfCounty {
  std::map<std::pair<std::int64_t, std::int64_t>, FacilityUse> recorded;
  std::map<std::pair<std::int64_t, std::int64_t>, FacilityUse> supplied;
};

void add_members(const UseOfCounty& county, const inventory::UseWanted& wanted,
                 const inventory::CodesById& codes, std::int64_t centre_id, Outlooks& outlooks) {
  std::map<std::pair<std::int64_t, std::int64_t>, MemberNeed> needs;
  for (const auto& [key, use] : county.recorded) {
    if (use.facility_id == centre_id) {
      outlooks[use.item_id].centre_stock = use.stock;
      continue;
    }
    MemberNeed& need = needs[key];
    need.stock = use.stock;
    if (use.since) need.daily_use = daily_use_of(use, wanted.since, wanted.today);
  }
  for (const auto& [key, use] : county.supplied) {
    const auto recorded = county.recorded.find(key);
    const bool records = recorded != county.recorded.end() && recorded->second.since;
    MemberNeed& need = needs[key];
    if (records) continue;
    // Who records nothing is taken to have used what was shipped, evenly.
    need.daily_use = daily_use_of(use, wanted.since, wanted.today);
    const PeriodPlan plan{ConsumptionBasis::supplied, wanted.today, wanted.since, 1, 1};
    need.stock = std::min(
        need.stock, stock_if_used_evenly(plan, use.arrivals, 0, need.daily_use, wanted.today));
  }
  for (auto& [key, need] : needs) {
    need.facility_id = key.first;
    need.facility_code = codes.at(key.first);
    outlooks[key.second].members.push_back(need);
  }
}

void add_orders(inventory::Connection& connection, std::int64_t county_id, std::int64_t supplier_id,
                const inventory::UseWanted& wanted, Outlooks& outlooks) {
  const auto policy = load_replenishment_policy(connection, county_id, wanted.today);
  const Date usual = wanted.today + one_day * static_cast<int>(policy.lead_time_days);
  for (const auto& line : inventory::load_open_orders(connection, county_id, wanted.item_ids)) {
    outlooks[line.item_id].due.push_back(
        {line.expected_on.value_or(usual), line.outstanding, line.supplier_id == supplier_id});
  }
}

template <typename Uses>
std::map<std::pair<std::int64_t, std::int64_t>, FacilityUse> by_key(const Uses& uses) {
  std::map<std::pair<std::int64_t, std::int64_t>, FacilityUse> keyed;
  for (const FacilityUse& use : uses) keyed.emplace(std::pair(use.facility_id, use.item_id), use);
  return keyed;
}

std::int64_t require_supplier_id(inventory::Connection& connection, std::int64_t county_id,
                                 const std::string& code) {
  for (const auto& [id, known] :
       inventory::load_codes(connection, county_id, inventory::Noun::supplier)) {
    if (known == code) return id;
  }
  throw Refused(Refusal::unknown_record, {"supplier", code});
}

}  // namespace

std::vector<RunOut> simulate_run_outs(const std::vector<ItemOutlook>& items,
                                      const FailureSpan& span) {
  std::vector<RunOut> found;
  for (const ItemOutlook& item : items) add_run_outs(item, span, found);
  std::sort(found.begin(), found.end(), [](const RunOut& a, const RunOut& b) {
    return std::tie(a.runs_out_on, a.facility_code, a.item_code) <
           std::tie(b.runs_out_on, b.facility_code, b.item_code);
  });
  return found;
}

SupplierFailure simulate_supplier_failure(inventory::Connection& connection, std::int64_t county_id,
                                          const std::string& supplier_code,
                                          const FailureSpan& span) {
  SupplierFailure answer{supplier_code, span};
  const std::int64_t supplier_id = require_supplier_id(connection, county_id, supplier_code);
  inventory::UseWanted wanted;
  wanted.today = span.today;
  wanted.since = span.today - one_day * days_of_use;
  wanted.item_ids = inventory::load_items_of_supplier(connection, county_id, supplier_id,
                                                      span.today - one_day * 365);
  answer.items = static_cast<std::int64_t>(wanted.item_ids.size());
  if (wanted.item_ids.empty()) return answer;

  const auto item_codes = inventory::load_codes(connection, county_id, inventory::Noun::item);
  Outlooks outlooks;
  for (const std::int64_t id : wanted.item_ids) {
    outlooks[id].item_id = id;
    outlooks[id].item_code = item_codes.at(id);
  }
  const UseOfCounty county{by_key(inventory::load_recorded_use(connection, county_id, wanted)),
                           by_key(inventory::load_supplied(connection, county_id, wanted))};
  add_members(county, wanted,
              inventory::load_codes(connection, county_id, inventory::Noun::facility),
              inventory::load_centre_id(connection, county_id), outlooks);
  add_orders(connection, county_id, supplier_id, wanted, outlooks);
  std::vector<ItemOutlook> items;
  for (auto& [id, outlook] : outlooks) items.push_back(std::move(outlook));
  answer.run_outs = simulate_run_outs(items, span);
  return answer;
}

}  // namespace wutong::procurement
