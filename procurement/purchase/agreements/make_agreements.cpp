#include "procurement/purchase/agreements/make_agreements.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "inventory/identifier.h"
#include "inventory/tables/award_table.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/item_table.h"
#include "inventory/tables/master_tables.h"
#include "procurement/purchase/agreements/judge_agreement.h"

namespace wutong::procurement {

using inventory::Agreement;
using inventory::CycleRef;

namespace {

using Ids = std::unordered_map<std::string, std::int64_t>;

Ids ids_of(const inventory::CodesById& codes) {
  Ids ids;
  for (const auto& [id, code] : codes) ids.emplace(code, id);
  return ids;
}

/// What the rows name, as far as it exists.
struct Named {
  Ids suppliers;
  std::unordered_map<std::string, inventory::ItemVersion> items;
};

Named load_named(inventory::Connection& connection, const inventory::Recording& recording,
                 const std::vector<AgreementInput>& inputs) {
  std::vector<std::string> codes;
  for (const AgreementInput& input : inputs) codes.push_back(input.item_code);
  Named named{
      ids_of(inventory::load_codes(connection, recording.county_id, inventory::Noun::supplier)),
      {}};
  for (auto& item :
       inventory::load_items_by_code(connection, recording.county_id, recording.today, codes)) {
    std::string code = item.item.record.code;
    named.items.emplace(std::move(code), std::move(item));
  }
  return named;
}

Agreement agreement_of(const AgreementInput& input, const Named& named, const std::string& actor) {
  Agreement agreement;
  agreement.agreement_id = inventory::IdentifierSource::shared().next();
  agreement.supplier_id = named.suppliers.at(input.supplier_code);
  agreement.item_id = named.items.at(input.item_code).item_id;
  agreement.kind = input.kind;
  agreement.pack_price = input.pack_price;
  agreement.first_day = input.first_day;
  agreement.last_day = input.last_day;
  agreement.committed_packs = input.committed_packs;
  agreement.maximum_packs = input.maximum_packs;
  agreement.min_order_packs = input.min_order_packs;
  agreement.multiple_packs = input.multiple_packs;
  agreement.lead_time_days = input.lead_time_days;
  agreement.is_standby = input.is_standby;
  if (!input.distributor_code.empty()) {
    agreement.distributor_id = named.suppliers.at(input.distributor_code);
  }
  agreement.delivery = input.delivery;
  agreement.created_by = actor;
  return agreement;
}

/// Agreements by supplier and item: those that stand, and those of the rows before.
class Standing {
 public:
  Standing(inventory::Connection& connection, std::int64_t county_id,
           const std::vector<Agreement>& wanted) {
    if (wanted.empty()) return;
    std::vector<std::int64_t> item_ids;
    inventory::Date first = wanted.front().first_day;
    inventory::Date last = wanted.front().last_day;
    for (const Agreement& one : wanted) {
      item_ids.push_back(one.item_id);
      first = std::min(first, one.first_day);
      last = std::max(last, one.last_day);
    }
    for (Agreement& one :
         inventory::load_agreements_of_items(connection, county_id, item_ids, first, last)) {
      add(std::move(one));
    }
  }
  void add(Agreement one) { by_pair_[{one.supplier_id, one.item_id}].push_back(std::move(one)); }
  const Agreement* overlapping(const Agreement& wanted) const {
    const auto found = by_pair_.find({wanted.supplier_id, wanted.item_id});
    if (found == by_pair_.end()) return nullptr;
    for (const Agreement& one : found->second) {
      if (one.overlaps(wanted)) return &one;
    }
    return nullptr;
  }

 private:
  std::map<std::pair<std::int64_t, std::int64_t>, std::vector<Agreement>> by_pair_;
};

/// Every fault of the rows by themselves.
std::vector<RowFault> faults_of(const std::vector<AgreementInput>& inputs, const Named& named) {
  std::vector<RowFault> faults;
  for (std::size_t row = 0; row < inputs.size(); ++row) {
    const AgreementInput& input = inputs[row];
    for (const std::string& supplier : {input.supplier_code, input.distributor_code}) {
      if (!supplier.empty() && !named.suppliers.contains(supplier)) {
        faults.push_back({row, Refusal::supplier_not_known, {supplier}});
      }
    }
    const auto item = named.items.find(input.item_code);
    if (item == named.items.end()) {
      faults.push_back({row, Refusal::item_unknown, {input.item_code}});
      continue;
    }
    if (auto fault = judge_agreement(input, item->second.item.record.list_price)) {
      faults.push_back({row, fault->refusal, std::move(fault->figures)});
    }
  }
  return faults;
}

std::vector<RowFault> overlaps_of(const std::vector<AgreementInput>& inputs,
                                  const std::vector<Agreement>& agreements, Standing& standing) {
  std::vector<RowFault> faults;
  for (std::size_t row = 0; row < agreements.size(); ++row) {
    if (const Agreement* other = standing.overlapping(agreements[row])) {
      faults.push_back({row,
                        Refusal::agreement_overlaps,
                        {inputs[row].supplier_code, inputs[row].item_code,
                         std::to_string(other->agreement_id)}});
    }
    standing.add(agreements[row]);
  }
  return faults;
}

std::string record(inventory::Connection& connection, const inventory::Recording& recording,
                   const std::vector<AgreementInput>& inputs,
                   std::optional<std::int64_t> award_cycle_id) {
  inventory::lock_county(connection, recording.county_id);
  const Named named = load_named(connection, recording, inputs);
  auto faults = faults_of(inputs, named);
  if (!faults.empty()) throw RowsRefused(std::move(faults));
  std::vector<Agreement> agreements;
  for (const AgreementInput& input : inputs) {
    agreements.push_back(agreement_of(input, named, recording.actor));
    agreements.back().award_cycle_id = award_cycle_id;
  }
  Standing standing(connection, recording.county_id, agreements);
  faults = overlaps_of(inputs, agreements, standing);
  if (!faults.empty()) throw RowsRefused(std::move(faults));

  inventory::insert_agreements(connection, recording, agreements);
  std::vector<std::int64_t> ids;
  for (const Agreement& one : agreements) ids.push_back(one.agreement_id);
  return fmt::format(R"({{"agreement_ids":[{}{}{}]}})", ids.empty() ? "" : "\"",
                     fmt::join(ids, "\",\""), ids.empty() ? "" : "\"");
}

/// The awards with what the bids that won say beside the price.
std::vector<AgreementInput> load_awarded(inventory::Connection& connection, const CycleRef& cycle,
                                         const AgreementsFromAwards& input) {
  const auto suppliers =
      inventory::load_codes(connection, cycle.county_id, inventory::Noun::supplier);
  const auto items = inventory::load_codes(connection, cycle.county_id, inventory::Noun::item);
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT a.supplier_id, a.item_id, a.pack_price, a.pack_price_places, b.capacity_packs,"
      " COALESCE(b.min_order_packs, 0), b.lead_time_days FROM award a JOIN bid b"
      " ON b.county_id = a.county_id AND b.cycle_id = a.cycle_id AND b.item_id = a.item_id AND"
      " b.supplier_id = a.supplier_id WHERE a.county_id = {} AND a.cycle_id = {}"
      " ORDER BY a.supplier_id, a.item_id",
      cycle.county_id, cycle.cycle_id));
  std::vector<AgreementInput> inputs;
  while (rows.next()) {
    AgreementInput one;
    one.supplier_code = suppliers.at(rows.integer(1));
    one.item_code = items.at(rows.integer(2));
    one.kind = inventory::AgreementKind::contract;
    one.pack_price = rows.price(3, 4);
    one.first_day = input.first_day;
    one.last_day = input.last_day;
    one.maximum_packs = rows.optional_quantity(5);
    one.min_order_packs = rows.quantity(6);
    if (!rows.is_null(7)) one.lead_time_days = rows.integer(7);
    inputs.push_back(std::move(one));
  }
  return inputs;
}

CycleRef closed_cycle(inventory::Connection& connection, std::int64_t county_id,
                      const std::string& period) {
  for (const inventory::Cycle& cycle : inventory::load_cycles(connection, county_id)) {
    if (cycle.parameters.period != period) continue;
    if (cycle.state == inventory::CycleState::closed) return {county_id, cycle.cycle_id};
    throw Refused(Refusal::earlier_cycle_unfinished, {period});
  }
  throw Refused(Refusal::unknown_record, {"period", period});
}

}  // namespace

std::string make_agreements(inventory::Connection& connection,
                            const inventory::Recording& recording,
                            const std::vector<AgreementInput>& inputs) {
  return record(connection, recording, inputs, std::nullopt);
}

std::string make_agreements_from_awards(inventory::Connection& connection,
                                        const inventory::Recording& recording,
                                        const AgreementsFromAwards& input) {
  const CycleRef cycle = closed_cycle(connection, recording.county_id, input.period);
  return record(connection, recording, load_awarded(connection, cycle, input), cycle.cycle_id);
}

}  // namespace wutong::procurement
