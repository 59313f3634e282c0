#include "procurement/app/cycle/cycle_command.h"

#include "inventory/ledgers/stock_ledger.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

using procurement::Refusal;
using procurement::Refused;

inventory::CommandResult run_cycle_command(
    inventory::Store& store, const CycleIdentity& cycle, std::string_view operation,
    const std::function<std::string(inventory::Connection&)>& work) {
  const inventory::CommandRequest request{cycle.county_id, std::string(operation),
                                          "cycle/" + cycle.period + "/" + std::string(operation),
                                          cycle.content_hash, cycle.actor};
  try {
    return inventory::run_command(store, request, work);
  } catch (const inventory::ContentDiffers&) {
    throw Refused(Refusal::request_reused_with_different_content, {cycle.period});
  } catch (const inventory::StockInsufficient& error) {
    throw Refused(Refusal::stock_insufficient,
                  {std::to_string(error.location_id), "", std::to_string(error.lot_id),
                   std::to_string(error.available), std::to_string(error.wanted)});
  }
}

}  // namespace wutong::app
