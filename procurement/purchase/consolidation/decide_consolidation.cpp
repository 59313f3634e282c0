#include "procurement/purchase/consolidation/decide_consolidation.h"

#include <fmt/format.h>

#include <algorithm>

#include "inventory/run_command.h"
#include "inventory/tables/facility_history_table.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/supplier_licence_table.h"
#include "procurement/purchase/periods/open_period.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::RequisitionDemand;
using inventory::RequisitionDocument;
using inventory::RequisitionKind;
using pricing::Quantity;

namespace {

std::vector<RequisitionDocument> load_wanted(Connection& connection, std::int64_t county_id,
                                             const std::string& period,
                                             const ConsolidationInput& input, Reading reading) {
  const std::vector<std::string> numbers =
      input.all ? inventory::approved_requisition_numbers(connection, county_id, period)
                : input.requisitions;
  auto documents = reading == Reading::for_update
                       ? inventory::lock_requisitions(connection, county_id, numbers)
                       : inventory::load_requisitions(connection, county_id, numbers);
  std::unordered_set<std::string> known;
  for (const RequisitionDocument& one : documents) known.insert(one.requisition_no);
  for (const std::string& number : numbers) {
    if (!known.contains(number)) throw Refused(Refusal::requisition_unknown, {number});
  }
  // Somebody else may have taken one meanwhile.
  if (input.all) {
    std::erase_if(documents, [](const RequisitionDocument& one) {
      return one.state != inventory::RequisitionState::approved;
    });
  }
  return documents;
}

void check_approved(const std::vector<RequisitionDocument>& documents) {
  for (const RequisitionDocument& one : documents) {
    if (inventory::next_state(one.state, inventory::RequisitionAction::consolidate)) continue;
    throw Refused(Refusal::requisition_not_approved,
                  {one.requisition_no, std::string(inventory::to_string(one.state))});
  }
}

/// All that items are decided upon, loaded in a few statements.
struct Surroundings {
  std::int64_t centre_id{};
  inventory::CodesById items;
  inventory::CodesById suppliers;
  inventory::CodesById facilities;
  std::unordered_map<std::int64_t, Quantity> pack_sizes;
  std::unordered_map<std::int64_t, Quantity> usable;
  std::unordered_map<std::int64_t, inventory::ItemFlow> flows;
  std::unordered_map<std::int64_t, std::vector<Offer>> offers;  ///< by item
  std::unordered_set<std::int64_t> members;
};

/// Items of which the centre has promised more than it has and expects, that nobody asks for now.
std::vector<std::int64_t> items_of_backlog(Surroundings& around,
                                           const std::vector<std::int64_t>& asked) {
  std::vector<std::int64_t> waiting;
  for (const auto& [item_id, flow] : around.flows) {
    if (std::binary_search(asked.begin(), asked.end(), item_id)) continue;
    if (flow.promised > around.usable[item_id] + flow.open_orders) waiting.push_back(item_id);
  }
  std::sort(waiting.begin(), waiting.end());
  return waiting;
}

/// Why a supplier may not be ordered from: code and detail.
using Bars = std::unordered_map<std::int64_t, std::pair<std::string, std::string>>;

Bars load_bars(Connection& connection, std::int64_t county_id, inventory::Date today) {
  Bars bars;
  for (const inventory::OrderBar& bar : inventory::load_order_bars(connection, county_id, today)) {
    if (bar.suspension) {
      bars[bar.supplier_id] = {
          std::string(wire_name(Refusal::supplier_suspended)),
          inventory::to_string(bar.suspension->suspended_on) + ": " + bar.suspension->reason};
      continue;
    }
    const inventory::LicenceRecord& licence = bar.licence.value().record;
    bars[bar.supplier_id] = {std::string(wire_name(Refusal::supplier_licence_expired)),
                             std::string(inventory::to_string(licence.kind)) + " " +
                                 licence.licence_no + ": " +
                                 inventory::to_string(licence.expires_on.value())};
  }
  return bars;
}

void load_offers(Connection& connection, const inventory::CycleRef& cycle, inventory::Date today,
                 const std::vector<std::int64_t>& item_ids, Surroundings& into) {
  const Bars bars = load_bars(connection, cycle.county_id, today);
  const auto declined = inventory::load_declined_agreements(connection, cycle);
  auto agreements =
      inventory::load_agreements_of_items(connection, cycle.county_id, item_ids, today, today);
  std::vector<std::int64_t> ids;
  for (const inventory::Agreement& one : agreements) ids.push_back(one.agreement_id);
  const auto uses = inventory::load_agreement_uses(connection, cycle.county_id, ids);
  for (inventory::Agreement& one : agreements) {
    Offer offer;
    offer.supplier_code = into.suppliers.at(one.supplier_id);
    const auto use = uses.find(one.agreement_id);
    if (use != uses.end()) offer.ordered_packs = use->second.ordered_packs;
    const auto bar = bars.find(one.supplier_id);
    if (bar != bars.end()) {
      offer.bar_code = bar->second.first;
      offer.bar_detail = bar->second.second;
    } else if (declined.contains(one.agreement_id)) {
      offer.bar_code = "declined";
    }
    offer.agreement = std::move(one);
    into.offers[offer.agreement.item_id].push_back(std::move(offer));
  }
}

Surroundings load_surroundings(Connection& connection, const inventory::CycleRef& cycle,
                               const inventory::CycleParameters& parameters,
                               inventory::Date today) {
  using inventory::Noun;
  const std::int64_t county_id = cycle.county_id;
  Surroundings around;
  around.centre_id = inventory::load_centre_id(connection, county_id);
  around.items = inventory::load_codes(connection, county_id, Noun::item);
  around.suppliers = inventory::load_codes(connection, county_id, Noun::supplier);
  around.facilities = inventory::load_codes(connection, county_id, Noun::facility);
  around.pack_sizes = inventory::load_pack_sizes(connection, county_id);
  around.usable = inventory::load_usable_stock(
      connection, county_id, today + std::chrono::days(parameters.minimum_shelf_life_days));
  around.flows = inventory::load_item_flows(connection, cycle, around.centre_id);
  const auto history = inventory::load_facility_history(connection, county_id);
  for (const auto& [id, code] : around.facilities) {
    if (history.is_member(id, today)) around.members.insert(id);
  }
  return around;
}

/// The demands of one item, in the order in which facilities are served.
std::vector<FacilityDemand> as_served(
    std::span<const RequisitionDemand> demands, const Surroundings& around,
    const std::unordered_map<std::int64_t, const RequisitionDocument*>& documents) {
  struct Keyed {
    bool is_regular;
    FacilityDemand demand;
  };
  std::vector<Keyed> keyed;
  for (const RequisitionDemand& one : demands) {
    const RequisitionDocument& document = *documents.at(one.requisition_id);
    keyed.push_back({document.kind != RequisitionKind::emergency,
                     {document.facility_id, around.facilities.at(document.facility_id),
                      around.members.contains(document.facility_id), one.quantity}});
  }
  std::stable_sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) {
    if (a.is_regular != b.is_regular) return b.is_regular;
    return a.demand.facility_code < b.demand.facility_code;
  });
  std::vector<FacilityDemand> served;
  for (Keyed& one : keyed) served.push_back(std::move(one.demand));
  return served;
}

/// The overrides of each item.
std::unordered_map<std::string, std::vector<ChosenSupplier>> chosen_by_item(
    const std::vector<SupplierOverride>& overrides, const inventory::CodesById& suppliers) {
  std::unordered_map<std::string, std::int64_t> ids;
  for (const auto& [id, code] : suppliers) ids.emplace(code, id);
  std::unordered_map<std::string, std::vector<ChosenSupplier>> chosen;
  for (const SupplierOverride& one : overrides) {
    const auto id = ids.find(one.supplier_code);
    if (id == ids.end()) throw Refused(Refusal::supplier_not_known, {one.supplier_code});
    chosen[one.item_code].push_back(
        {id->second, one.supplier_code, one.packs, one.reason_code, one.note});
  }
  return chosen;
}

/// One after the other, the parts of the fingerprint.
struct FingerprintTexts {
  std::string asked;
  std::string supply;
  std::string choice;

  std::string fingerprint() const {
    constexpr std::size_t digits = 16;
    const auto part = [](const std::string& text) {
      return inventory::content_hash(text).substr(0, digits);
    };
    return part(asked) + "-" + part(supply) + "-" + part(choice);
  }
};

std::string fingerprint_of(const ConsolidationDecision& decision, inventory::DeliveryRule rule) {
  FingerprintTexts texts;
  for (const RequisitionDemand& one : decision.demands) {
    texts.asked += fmt::format("{} {} {}\n", one.item_id, one.requisition_id, one.quantity.units());
  }
  for (const inventory::ConsolidatedItem& one : decision.content.items) {
    texts.supply += fmt::format("{} {} {} {} {} {}\n", one.item_id, one.usable_stock.units(),
                                one.promised.units(), one.open_orders.units(),
                                one.in_transit.units(), one.pack_size.units());
  }
  texts.choice = fmt::format("{} {}\n", decision.cycle.cycle_id, inventory::to_string(rule));
  for (const inventory::ConsolidatedLine& one : decision.content.lines) {
    texts.choice += fmt::format("{} {} {} {} {} {} {}\n", one.item_id, one.delivery_facility_id,
                                one.agreement_id, one.packs.units(), one.pack_price.to_string(),
                                one.reason_code, one.note);
  }
  for (const inventory::ConsolidationBar& one : decision.content.bars) {
    texts.choice +=
        fmt::format("{} {} {} {}\n", one.item_id, one.agreement_id, one.reason_code, one.detail);
  }
  return texts.fingerprint();
}

ItemCase case_of(std::int64_t item_id, Surroundings& around,
                 inventory::DeliveryRule delivery_rule) {
  ItemCase one;
  one.item_id = item_id;
  one.item_code = around.items.at(item_id);
  one.pack_size = around.pack_sizes.at(item_id);
  one.usable_stock = around.usable[item_id];
  one.flow = around.flows[item_id];
  one.offers = std::move(around.offers[item_id]);
  one.delivery_rule = delivery_rule;
  one.centre_id = around.centre_id;
  return one;
}

void add(ItemDecision&& item, inventory::ConsolidationContent& content) {
  content.items.push_back(std::move(item.item));
  std::move(item.lines.begin(), item.lines.end(), std::back_inserter(content.lines));
  std::move(item.bars.begin(), item.bars.end(), std::back_inserter(content.bars));
}

/// `item_ids` sorted, those asked for among them.
void decide_items(ConsolidationDecision& decision, Surroundings& around,
                  const ConsolidationInput& input, const std::vector<std::int64_t>& item_ids) {
  auto chosen = chosen_by_item(input.overrides, around.suppliers);
  std::unordered_map<std::int64_t, const RequisitionDocument*> documents;
  for (const RequisitionDocument& one : decision.requisitions) {
    documents.emplace(one.requisition_id, &one);
  }
  const std::span<const RequisitionDemand> demands(decision.demands);
  std::size_t begin = 0;
  for (const std::int64_t item_id : item_ids) {
    std::size_t end = begin;
    while (end < demands.size() && demands[end].item_id == item_id) ++end;
    ItemCase one = case_of(item_id, around, input.delivery_rule);
    one.demands = as_served(demands.subspan(begin, end - begin), around, documents);
    const auto mine = chosen.find(one.item_code);
    if (mine != chosen.end()) {
      one.chosen = std::move(mine->second);
      chosen.erase(mine);
    }
    for (const Offer& offer : one.offers) {
      decision.distributors.emplace(offer.agreement.agreement_id, offer.agreement.distributor_id);
    }
    add(decide_item(one), decision.content);
    begin = end;
  }
  if (chosen.empty()) return;
  const auto& [item_code, suppliers] = *chosen.begin();
  throw Refused(Refusal::override_without_agreement, {suppliers.front().supplier_code, item_code});
}

}  // namespace

ConsolidationDecision decide_consolidation(Connection& connection, std::int64_t county_id,
                                           inventory::Date today, const ConsolidationInput& input,
                                           Reading reading) {
  ConsolidationDecision decision;
  decision.cycle = reading == Reading::for_update ? lock_open_period(connection, county_id)
                                                  : find_open_period(connection, county_id);
  const inventory::CycleParameters& parameters = decision.cycle.parameters;
  decision.requisitions = load_wanted(connection, county_id, parameters.period, input, reading);
  check_approved(decision.requisitions);
  for (const RequisitionDocument& one : decision.requisitions) {
    decision.content.requisition_ids.push_back(one.requisition_id);
  }
  decision.demands =
      inventory::load_requisition_demands(connection, county_id, decision.content.requisition_ids);
  if (decision.demands.empty() && !input.all) throw Refused(Refusal::consolidation_empty);
  std::vector<std::int64_t> item_ids;
  for (const RequisitionDemand& one : decision.demands) {
    if (item_ids.empty() || item_ids.back() != one.item_id) item_ids.push_back(one.item_id);
  }
  const inventory::CycleRef cycle{county_id, decision.cycle.cycle_id};
  Surroundings around = load_surroundings(connection, cycle, parameters, today);
  if (input.all) {
    const std::vector<std::int64_t> waiting = items_of_backlog(around, item_ids);
    item_ids.insert(item_ids.end(), waiting.begin(), waiting.end());
    std::sort(item_ids.begin(), item_ids.end());
  }
  load_offers(connection, cycle, today, item_ids, around);
  decide_items(decision, around, input, item_ids);
  if (decision.demands.empty() && decision.content.lines.empty()) {
    throw Refused(Refusal::consolidation_empty);
  }
  decision.fingerprint = fingerprint_of(decision, input.delivery_rule);
  return decision;
}

}  // namespace wutong::procurement
