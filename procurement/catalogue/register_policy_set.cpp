#include "procurement/catalogue/register_policy_set.h"

#include "inventory/answer.h"
#include "inventory/tables/county_lock.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

Refused not_allowed(const inventory::PolicySet& policy, const std::string& field,
                    const std::string& value) {
  return Refused(Refusal::policy_set_not_allowed, {policy.subject, field, value});
}

}  // namespace

void check_policy_set(const inventory::PolicySet& policy) {
  if (policy.subject.empty()) throw not_allowed(policy, "subject", "");
  if (policy.jurisdiction.empty()) throw not_allowed(policy, "jurisdiction", "");
  if (policy.document_no.empty()) throw not_allowed(policy, "document_no", "");
  if (policy.effective_to && *policy.effective_to < policy.effective_from) {
    throw not_allowed(policy, "effective_to", inventory::to_string(*policy.effective_to));
  }
  if (!inventory::is_json_object(policy.parameters)) {
    throw not_allowed(policy, "parameters", policy.parameters);
  }
}

std::string register_policy_set(inventory::Connection& connection, std::int64_t county_id,
                                const inventory::PolicySet& policy) {
  check_policy_set(policy);
  inventory::lock_county(connection, county_id);
  if (inventory::has_policy_set(connection, county_id, policy.subject, policy.effective_from)) {
    throw not_allowed(policy, "effective_from", inventory::to_string(policy.effective_from));
  }
  const std::int64_t policy_set_id = inventory::save_policy_set(connection, county_id, policy);
  return inventory::answer_of({{"policy_sets", 1}, {"policy_set_id", policy_set_id}});
}

}  // namespace wutong::procurement
