#include <array>

#include "inventory/records/named_values.h"
#include "procurement/settlement/match_lines.h"

namespace wutong::procurement {

namespace {

using inventory::NamedValues;

constexpr NamedValues<MatchOutcome, 6> outcomes{
    {{MatchOutcome::matched, "matched"},
     {MatchOutcome::price_difference, "price_difference"},
     {MatchOutcome::quantity_difference, "quantity_difference"},
     {MatchOutcome::over_invoiced, "over_invoiced"},
     {MatchOutcome::duplicate, "duplicate"},
     {MatchOutcome::unmatched, "unmatched"}}};
constexpr NamedValues<MatchRule, 10> rules{{{MatchRule::none, "none"},
                                            {MatchRule::order, "order"},
                                            {MatchRule::item, "item"},
                                            {MatchRule::lot, "lot"},
                                            {MatchRule::date, "date"},
                                            {MatchRule::chain, "chain"},
                                            {MatchRule::quantity, "quantity"},
                                            {MatchRule::price, "price"},
                                            {MatchRule::amount, "amount"},
                                            {MatchRule::vat_rate, "vat_rate"}}};
constexpr NamedValues<WayOut, 5> ways{{{WayOut::credit_note, "credit_note"},
                                       {WayOut::price_correction, "price_correction"},
                                       {WayOut::accept_with_authority, "accept_with_authority"},
                                       {WayOut::match_again, "match_again"},
                                       {WayOut::withdraw, "withdraw"}}};

}  // namespace

std::string_view to_string(MatchOutcome outcome) {
  return inventory::name_of(outcomes, outcome);
}
std::string_view to_string(MatchRule rule) {
  return inventory::name_of(rules, rule);
}
std::string_view to_string(WayOut way) {
  return inventory::name_of(ways, way);
}
std::optional<MatchOutcome> parse_match_outcome(std::string_view text) {
  return inventory::value_named(outcomes, text);
}
std::optional<MatchRule> parse_match_rule(std::string_view text) {
  return inventory::value_named(rules, text);
}
std::optional<WayOut> parse_way_out(std::string_view text) {
  return inventory::value_named(ways, text);
}

std::vector<WayOut> ways_out(MatchOutcome outcome, MatchRule rule) {
  using enum WayOut;
  if (outcome == MatchOutcome::quantity_difference) {
    return {credit_note, accept_with_authority, match_again, withdraw};
  }
  switch (rule) {
    case MatchRule::none:
      return {};
    case MatchRule::price:
      return {credit_note, price_correction, accept_with_authority, withdraw};
    case MatchRule::amount:
    case MatchRule::date:
    case MatchRule::chain:
      return {credit_note, accept_with_authority, withdraw};
    case MatchRule::vat_rate:
      return {credit_note, withdraw};
    case MatchRule::order:
    case MatchRule::item:
    case MatchRule::lot:
    case MatchRule::quantity:
      break;
  }
  return {credit_note, match_again, withdraw};
}

}  // namespace wutong::procurement
