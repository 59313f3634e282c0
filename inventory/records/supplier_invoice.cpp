#include "inventory/records/supplier_invoice.h"

#include <array>

#include "inventory/records/named_values.h"

namespace wutong::inventory {

namespace {

constexpr NamedValues<InvoiceKind, 3> kinds{{{InvoiceKind::invoice, "invoice"},
                                             {InvoiceKind::credit_note, "credit_note"},
                                             {InvoiceKind::debit_note, "debit_note"}}};
constexpr NamedValues<InvoiceSource, 3> sources{
    {{InvoiceSource::entry, "entry"}, {InvoiceSource::csv, "csv"}, {InvoiceSource::ubl, "ubl"}}};
constexpr NamedValues<CreditReason, 3> reasons{
    {{CreditReason::returned_goods, "returned_goods"},
     {CreditReason::billing_correction, "billing_correction"},
     {CreditReason::price, "price"}}};
constexpr NamedValues<InvoiceState, 4> states{{{InvoiceState::recorded, "recorded"},
                                               {InvoiceState::matched, "matched"},
                                               {InvoiceState::held, "held"},
                                               {InvoiceState::withdrawn, "withdrawn"}}};

struct Step {
  InvoiceState from;
  InvoiceAction action;
  InvoiceState to;
};

// A matched invoice is taken back by a credit note, never by withdrawing it. A credit note has its
// lines judged again by what it leaves of them, so that they may be held again.
constexpr std::array<Step, 8> steps{{
    {InvoiceState::recorded, InvoiceAction::match_all, InvoiceState::matched},
    {InvoiceState::recorded, InvoiceAction::match_part, InvoiceState::held},
    {InvoiceState::recorded, InvoiceAction::withdraw, InvoiceState::withdrawn},
    {InvoiceState::matched, InvoiceAction::match_all, InvoiceState::matched},
    {InvoiceState::matched, InvoiceAction::match_part, InvoiceState::held},
    {InvoiceState::held, InvoiceAction::match_all, InvoiceState::matched},
    {InvoiceState::held, InvoiceAction::match_part, InvoiceState::held},
    {InvoiceState::held, InvoiceAction::withdraw, InvoiceState::withdrawn},
}};

}  // namespace

std::string_view to_string(InvoiceKind kind) {
  return name_of(kinds, kind);
}
std::string_view to_string(InvoiceSource source) {
  return name_of(sources, source);
}
std::string_view to_string(CreditReason reason) {
  return name_of(reasons, reason);
}
std::string_view to_string(InvoiceState state) {
  return name_of(states, state);
}

std::optional<InvoiceKind> parse_invoice_kind(std::string_view text) {
  return value_named(kinds, text);
}
std::optional<InvoiceSource> parse_invoice_source(std::string_view text) {
  return value_named(sources, text);
}
std::optional<CreditReason> parse_credit_reason(std::string_view text) {
  return value_named(reasons, text);
}
std::optional<InvoiceState> parse_invoice_state(std::string_view text) {
  return value_named(states, text);
}

std::optional<InvoiceState> next_state(InvoiceState state, InvoiceAction action) {
  for (const Step& step : steps) {
    if (step.from == state && step.action == action) return step.to;
  }
  return std::nullopt;
}

}  // namespace wutong::inventory
