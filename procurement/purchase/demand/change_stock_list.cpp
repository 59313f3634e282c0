#include "procurement/purchase/demand/change_stock_list.h"

#include <unordered_map>
#include <unordered_set>

#include "inventory/answer.h"
#include "inventory/tables/item_table.h"
#include "procurement/purchase/demand/require_member_facility.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::StockListLine;
using inventory::StockMethod;

namespace {

std::vector<StockListLine> lines_of(inventory::Connection& connection,
                                    const inventory::Recording& recording,
                                    const ChangeStockList& input) {
  std::vector<std::string> codes;
  std::unordered_set<std::string> seen;
  for (const WantedLevels& wanted : input.items) {
    if (!seen.insert(wanted.item_code).second) {
      throw Refused(Refusal::requisition_item_twice, {input.facility_code, wanted.item_code});
    }
    check_levels(input.facility_code, wanted);
    codes.push_back(wanted.item_code);
  }
  std::unordered_map<std::string, std::int64_t> ids;
  for (const auto& item :
       inventory::load_items_by_code(connection, recording.county_id, recording.today, codes)) {
    ids.emplace(item.item.record.code, item.item_id);
  }
  std::vector<StockListLine> lines;
  for (const WantedLevels& wanted : input.items) {
    const auto found = ids.find(wanted.item_code);
    if (found == ids.end()) throw Refused(Refusal::item_unknown, {wanted.item_code});
    lines.push_back({found->second, wanted.method, wanted.minimum, wanted.maximum, wanted.note});
  }
  return lines;
}

}  // namespace

void check_levels(const std::string& facility_code, const WantedLevels& wanted) {
  const auto needs = [&](const char* figure) {
    throw Refused(Refusal::stock_list_method_needs_figure,
                  {facility_code, wanted.item_code, std::string(to_string(wanted.method)), figure});
  };
  if (wanted.method == StockMethod::periodic_review) return;
  if (!wanted.maximum) needs("maximum");
  if (wanted.method == StockMethod::imprest) return;
  if (!wanted.minimum) needs("minimum");
  if (*wanted.minimum > *wanted.maximum) {
    throw Refused(Refusal::stock_list_minimum_above_maximum,
                  {facility_code, wanted.item_code, wanted.minimum->to_string(),
                   wanted.maximum->to_string()});
  }
}

std::string change_stock_list(inventory::Connection& connection,
                              const inventory::Recording& recording, const ChangeStockList& input) {
  const std::int64_t facility_id =
      require_supplied_member(connection, recording, input.facility_code);
  const std::int64_t version =
      inventory::lock_stock_list(connection, recording.county_id, facility_id);
  if (version != input.expected_version) {
    throw Refused(Refusal::record_has_changed,
                  {"stock list " + input.facility_code, std::to_string(input.expected_version),
                   std::to_string(version)});
  }
  std::vector<StockListLine> lines = lines_of(connection, recording, input);
  for (StockListLine& line : lines) {
    // What the method has no use for is not kept: nobody could tell later whether it counted.
    if (line.method != StockMethod::minimum_maximum) line.minimum.reset();
    if (line.method == StockMethod::periodic_review) line.maximum.reset();
  }
  inventory::save_stock_list(connection, recording, facility_id, version + 1, lines);
  return inventory::answer_of(
      {{"version", version + 1}, {"items", static_cast<std::int64_t>(lines.size())}});
}

}  // namespace wutong::procurement
