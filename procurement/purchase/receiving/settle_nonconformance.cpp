#include "procurement/purchase/receiving/settle_nonconformance.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "inventory/answer.h"
#include "inventory/tables/delivery_table.h"
#include "inventory/tables/nonconformance_table.h"
#include "procurement/purchase/receiving/require_order.h"
#include "procurement/refusal/refusal.h"
#include "procurement/refusal/two_persons.h"

namespace wutong::procurement {

using inventory::Nonconformance;
using inventory::NonconformanceAction;
using inventory::NonconformanceState;

namespace {

constexpr std::array<std::string_view, 4> resolutions{"returned", "replaced",
                                                      "accepted_by_authority", "destroyed"};

Nonconformance lock_seen(inventory::Connection& connection, std::int64_t county_id,
                         const SeenNonconformance& seen) {
  auto found = inventory::lock_nonconformance(connection, county_id, seen.nonconformance_no);
  if (!found) throw Refused(Refusal::nonconformance_unknown, {seen.nonconformance_no});
  check_seen(seen.nonconformance_no, seen.version, found->version);
  return std::move(*found);
}

void take_step(Nonconformance& deviation, NonconformanceAction action) {
  const auto next = inventory::next_state(deviation.state, action);
  if (!next) {
    throw Refused(Refusal::nonconformance_step_not_allowed,
                  {deviation.nonconformance_no, std::string(to_string(deviation.state)),
                   std::string(to_string(action))});
  }
  deviation.state = *next;
  ++deviation.version;
}

void close_delivery(inventory::Connection& connection, const inventory::Recording& recording,
                    const Nonconformance& closed) {
  auto delivery = inventory::lock_delivery(connection, recording.county_id, closed.delivery_no);
  inventory::NonconformanceFilter filter;
  filter.delivery_no = closed.delivery_no;
  filter.at_most = 100'000;
  for (const auto& other :
       inventory::list_nonconformances(connection, recording.county_id, filter)) {
    if (other.state != NonconformanceState::closed) return;
  }
  delivery->state =
      inventory::next_state(delivery->state, inventory::DeliveryAction::close).value();
  ++delivery->version;
  inventory::save_delivery_state(connection, recording.county_id, *delivery);
}

}  // namespace

std::string resolve_nonconformance(inventory::Connection& connection,
                                   const inventory::Recording& recording,
                                   const ResolveNonconformance& input) {
  Nonconformance deviation = lock_seen(connection, recording.county_id, input.seen);
  const bool is_known =
      std::find(resolutions.begin(), resolutions.end(), input.resolution) != resolutions.end();
  if (!is_known) {
    throw Refused(Refusal::field_missing, {deviation.nonconformance_no, "resolution"});
  }
  if (input.note.empty()) {
    throw Refused(Refusal::field_missing, {deviation.nonconformance_no, "note"});
  }
  take_step(deviation, NonconformanceAction::resolve);
  deviation.resolution = input.resolution;
  deviation.resolution_note = input.note;
  inventory::save_nonconformance(connection, recording, deviation, recording.actor);
  return inventory::answer_of({{"nonconformance_id", deviation.nonconformance_id}});
}

std::string close_nonconformance(inventory::Connection& connection,
                                 const inventory::Recording& recording,
                                 const SeenNonconformance& seen) {
  Nonconformance deviation = lock_seen(connection, recording.county_id, seen);
  take_step(deviation, NonconformanceAction::close);
  require_two_persons(deviation.nonconformance_no, {"resolve", "close"}, deviation.resolved_by,
                      recording.actor);
  inventory::save_nonconformance(connection, recording, deviation, deviation.resolved_by);
  close_delivery(connection, recording, deviation);
  return inventory::answer_of({{"nonconformance_id", deviation.nonconformance_id}});
}

}  // namespace wutong::procurement
