#include "procurement/purchase/demand/record_consumption.h"

#include <algorithm>
#include <unordered_map>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/ledgers/stock_ledger.h"
#include "inventory/tables/item_table.h"
#include "procurement/purchase/demand/require_member_facility.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::Consumption;
using inventory::ConsumptionLine;
using inventory::Recording;

namespace {

std::vector<KnownUse> known_uses(Connection& connection, const Recording& recording,
                                 const std::vector<UsedItem>& items) {
  std::vector<std::string> codes;
  for (const UsedItem& item : items) codes.push_back(item.item_code);
  std::unordered_map<std::string, std::int64_t> ids;
  for (const auto& item :
       inventory::load_items_by_code(connection, recording.county_id, recording.today, codes)) {
    ids.emplace(item.item.record.code, item.item_id);
  }
  std::vector<KnownUse> uses;
  for (const UsedItem& item : items) {
    const auto found = ids.find(item.item_code);
    if (found == ids.end()) throw Refused(Refusal::item_unknown, {item.item_code});
    uses.push_back({found->second, item});
  }
  return uses;
}

std::string next_number(Connection& connection, const Recording& recording,
                        std::int64_t facility_id, const std::string& begins) {
  const std::int64_t made =
      inventory::count_consumption_numbers(connection, recording.county_id, facility_id, begins);
  return begins + std::to_string(made + 1);
}

std::string number_begins(const std::string& facility_code, inventory::Date day) {
  std::string compact = inventory::to_string(day);
  std::erase(compact, '-');
  return "CS-" + facility_code + "-" + compact + "-";
}

/// Goods leave the facility, or come back to it.
std::string write(Connection& connection, const Recording& recording, const Consumption& document,
                  const std::vector<ConsumptionLine>& lines) {
  std::vector<inventory::StockMovement> movements;
  for (const ConsumptionLine& line : lines) {
    inventory::StockMovement movement{document.consumption_id, line.lot_id, document.facility_id,
                                      inventory::location_consumed, line.quantity.units()};
    if (document.reverses_id) std::swap(movement.from_location_id, movement.to_location_id);
    movements.push_back(movement);
  }
  inventory::insert_consumption(connection, recording, document, lines);
  inventory::post_movements(connection, recording.county_id, std::move(movements));
  return inventory::answer_of({{"consumption_id", document.consumption_id},
                               {"lines", static_cast<std::int64_t>(lines.size())}});
}

}  // namespace

std::string record_consumption(Connection& connection, const Recording& recording,
                               const RecordConsumption& input) {
  const std::int64_t facility_id =
      require_supplied_member(connection, recording, input.facility_code);
  if (input.used_on > recording.today) {
    throw Refused(Refusal::consumption_dated_later,
                  {inventory::to_string(input.used_on), inventory::to_string(recording.today)});
  }
  const auto uses = known_uses(connection, recording, input.items);
  // The number comes first: it locks the facility, so that its stock is read as the last one left
  // it.
  const std::string number = next_number(connection, recording, facility_id,
                                         number_begins(input.facility_code, input.used_on));
  const auto lines = decide_consumption(
      input.facility_code, uses,
      inventory::load_lot_balances(connection, recording.county_id, facility_id));
  if (lines.empty()) throw Refused(Refusal::requisition_empty, {number});
  return write(connection, recording,
               {inventory::IdentifierSource::shared().next(), number, facility_id, input.used_on,
                std::nullopt, input.reason},
               lines);
}

std::string reverse_consumption(Connection& connection, const Recording& recording,
                                const ReverseConsumption& input) {
  const auto document =
      inventory::find_consumption(connection, recording.county_id, input.consumption_no, true);
  if (!document) throw Refused(Refusal::consumption_unknown, {input.consumption_no});
  if (document->reverses_id || document->reversed_by) {
    throw Refused(Refusal::consumption_already_reversed, {input.consumption_no});
  }
  if (input.reason.empty()) throw Refused(Refusal::field_missing, {input.consumption_no, "reason"});
  const std::string begins = input.consumption_no.substr(0, input.consumption_no.rfind('-') + 1);
  const std::string number = next_number(connection, recording, document->facility_id, begins);
  return write(
      connection, recording,
      {inventory::IdentifierSource::shared().next(), number, document->facility_id,
       document->used_on, document->consumption_id, input.reason},
      inventory::load_consumption_lines(connection, recording.county_id, document->consumption_id));
}

}  // namespace wutong::procurement
