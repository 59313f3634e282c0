#include "procurement/purchase/followup/register_shortage.h"

#include <algorithm>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/item_table.h"
#include "procurement/purchase/demand/require_member_facility.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::ShortageCase;
using inventory::ShortageState;

namespace {

constexpr std::int64_t most_units = 1'000'000'000;

std::string number_begins(inventory::Date day) {
  std::string compact = inventory::to_string(day);
  std::erase(compact, '-');
  return "SC-" + compact + "-";
}

std::int64_t require_item(inventory::Connection& connection, const inventory::Recording& recording,
                          const std::string& code) {
  const auto items =
      inventory::load_items_by_code(connection, recording.county_id, recording.today, {code});
  if (items.empty()) throw Refused(Refusal::item_unknown, {code});
  return items.front().item_id;
}

/// Numbers the cases one after the other and writes them as registered.
void write_cases(inventory::Connection& connection, const inventory::Recording& recording,
                 std::vector<ShortageCase>& cases) {
  const std::string begins = number_begins(recording.today);
  std::int64_t number = inventory::count_shortage_numbers(connection, recording.county_id, begins);
  for (ShortageCase& shortage : cases) {
    shortage.case_id = inventory::IdentifierSource::shared().next();
    shortage.case_no = begins + std::to_string(++number);
    shortage.state = ShortageState::registered;
    shortage.version = 1;
    shortage.registered_on = recording.today;
  }
  inventory::insert_shortage_cases(connection, recording, cases);
}

}  // namespace

std::string register_shortage(inventory::Connection& connection,
                              const inventory::Recording& recording,
                              const RegisterShortage& input) {
  ShortageCase shortage;
  shortage.facility_id = require_supplied_member(connection, recording, input.facility_code);
  shortage.item_id = require_item(connection, recording, input.item_code);
  if (input.quantity.units() < 1 || input.quantity.units() > most_units) {
    throw Refused(Refusal::figure_out_of_range,
                  {input.facility_code + " " + input.item_code, "quantity",
                   input.quantity.to_string(), "1", std::to_string(most_units)});
  }
  shortage.quantity = input.quantity;
  shortage.asked_by = input.asked_by;
  shortage.contact = input.contact;
  std::vector<ShortageCase> cases{std::move(shortage)};
  write_cases(connection, recording, cases);
  return inventory::answer_of({{"case_id", cases.front().case_id}});
}

std::string register_dispatch_shortages(inventory::Connection& connection,
                                        const inventory::Recording& recording,
                                        const std::string& period) {
  // The count locks the county's row, so that two who ask at once register each shortage once.
  inventory::count_shortage_numbers(connection, recording.county_id,
                                    number_begins(recording.today));
  auto cases = inventory::load_unregistered_shortages(connection, recording.county_id, period);
  write_cases(connection, recording, cases);
  return inventory::answer_of({{"cases", static_cast<std::int64_t>(cases.size())}});
}

std::string advance_shortage(inventory::Connection& connection,
                             const inventory::Recording& recording, const AdvanceShortage& input) {
  auto shortage =
      inventory::find_shortage_case(connection, recording.county_id, input.case_no, true);
  if (!shortage) throw Refused(Refusal::shortage_unknown, {input.case_no});
  if (shortage->version != input.version) {
    throw Refused(Refusal::record_has_changed, {input.case_no, std::to_string(input.version),
                                                std::to_string(shortage->version)});
  }
  const auto next = inventory::next_state(shortage->state, input.action);
  if (!next) {
    throw Refused(Refusal::shortage_step_not_allowed,
                  {input.case_no, std::string(to_string(shortage->state)),
                   std::string(to_string(input.action))});
  }
  shortage->state = *next;
  ++shortage->version;
  inventory::save_shortage_step(connection, recording, *shortage, input.action, input.note);
  return inventory::answer_of({{"version", shortage->version}});
}

}  // namespace wutong::procurement
