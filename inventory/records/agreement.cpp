#include "inventory/records/agreement.h"

#include "inventory/records/named_values.h"

namespace wutong::inventory {

namespace {

constexpr NamedValues<AgreementKind, 2> kinds{{
    {AgreementKind::vbp, "vbp"},
    {AgreementKind::contract, "contract"},
}};
constexpr NamedValues<DeliverySite, 2> sites{{
    {DeliverySite::centre, "centre"},
    {DeliverySite::direct, "direct"},
}};
constexpr NamedValues<DeliveryRule, 2> rules{{
    {DeliveryRule::as_agreed, "as_agreed"},
    {DeliveryRule::centre, "centre"},
}};
constexpr NamedValues<ConsolidationState, 2> states{{
    {ConsolidationState::standing, "standing"},
    {ConsolidationState::undone, "undone"},
}};

}  // namespace

std::string_view to_string(AgreementKind kind) {
  return name_of(kinds, kind);
}
std::optional<AgreementKind> parse_agreement_kind(std::string_view text) {
  return value_named(kinds, text);
}
std::string_view to_string(DeliverySite site) {
  return name_of(sites, site);
}
std::optional<DeliverySite> parse_delivery_site(std::string_view text) {
  return value_named(sites, text);
}
std::string_view to_string(DeliveryRule rule) {
  return name_of(rules, rule);
}
std::optional<DeliveryRule> parse_delivery_rule(std::string_view text) {
  return value_named(rules, text);
}
std::string_view to_string(ConsolidationState state) {
  return name_of(states, state);
}
std::optional<ConsolidationState> parse_consolidation_state(std::string_view text) {
  return value_named(states, text);
}

}  // namespace wutong::inventory
