#include "inventory/records/cycle_input.h"

#include "inventory/records/named_values.h"

namespace wutong::inventory {
namespace {

constexpr NamedValues<RequestKind, 2> request_kinds{{
    {RequestKind::emergency, "emergency"},
    {RequestKind::regular, "regular"},
}};

constexpr NamedValues<AwardRule, 2> award_rules{{
    {AwardRule::lowest_price, "lowest_price"},
    {AwardRule::least_total_cost, "least_total_cost"},
}};

}  // namespace

std::string_view to_string(RequestKind kind) {
  return name_of(request_kinds, kind);
}

std::optional<RequestKind> parse_request_kind(std::string_view text) {
  return value_named(request_kinds, text);
}

std::string_view to_string(AwardRule rule) {
  return name_of(award_rules, rule);
}

std::optional<AwardRule> parse_award_rule(std::string_view text) {
  return value_named(award_rules, text);
}

}  // namespace wutong::inventory
