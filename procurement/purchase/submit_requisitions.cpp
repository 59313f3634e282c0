#include "procurement/purchase/submit_requisitions.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "inventory/answer.h"
#include "inventory/database/bulk_insert.h"
#include "inventory/tables/master_tables.h"

namespace wutong::procurement {

using inventory::RequestRow;

std::string submit_requisitions(inventory::Connection& connection, const inventory::CycleRef& cycle,
                                const inventory::CodeBook& codes,
                                const std::vector<RequestRow>& requests) {
  const inventory::Cycle locked = inventory::lock_cycle(connection, cycle);
  inventory::require_state(locked, inventory::CycleState::opened);
  const inventory::IdBook ids = inventory::load_id_book(connection, cycle.county_id, codes);

  // In the order of the primary key, so that the rows fill page after page.
  std::vector<const RequestRow*> sorted;
  sorted.reserve(requests.size());
  for (const RequestRow& request : requests) sorted.push_back(&request);
  const auto key = [&](const RequestRow* request) {
    return std::tuple(ids.items[request->item], request->kind, ids.facilities[request->facility]);
  };
  std::sort(sorted.begin(), sorted.end(),
            [&](const RequestRow* a, const RequestRow* b) { return key(a) < key(b); });

  inventory::BulkInsert insert(connection,
                               "requisition_line (county_id, cycle_id, item_id, kind, facility_id,"
                               " quantity, requested_on)");
  std::unordered_set<std::uint32_t> facilities;
  for (const RequestRow* request : sorted) {
    insert.row(cycle.county_id, cycle.cycle_id, ids.items[request->item],
               inventory::to_string(request->kind), ids.facilities[request->facility],
               request->quantity, request->requested_on);
    facilities.insert(request->facility);
  }
  insert.finish();
  inventory::advance_cycle(connection, cycle.county_id, locked, inventory::CycleAction::request);
  return inventory::answer_of({{"lines", static_cast<std::int64_t>(requests.size())},
                               {"facilities", static_cast<std::int64_t>(facilities.size())}});
}

}  // namespace wutong::procurement
