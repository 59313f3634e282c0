#include "inventory/answer.h"
#include "procurement/purchase/agreements/make_agreements.h"

namespace wutong::procurement {

std::string end_agreement(inventory::Connection& connection, const inventory::Recording& recording,
                          const EndAgreement& input) {
  const std::string shown = std::to_string(input.agreement_id);
  auto agreement = inventory::lock_agreement(connection, recording.county_id, input.agreement_id);
  if (!agreement) throw Refused(Refusal::agreement_unknown, {shown});
  if (agreement->ended_on) {
    throw Refused(Refusal::agreement_ended, {shown, inventory::to_string(*agreement->ended_on)});
  }
  if (agreement->version != input.version) {
    throw Refused(Refusal::record_has_changed,
                  {shown, std::to_string(input.version), std::to_string(agreement->version)});
  }
  agreement->ended_on = input.ended_on;
  agreement->ended_reason = input.reason;
  agreement->ended_by = recording.actor;
  ++agreement->version;
  inventory::save_agreement_end(connection, recording.county_id, *agreement);
  return inventory::answer_of({{"version", agreement->version}});
}

}  // namespace wutong::procurement
