#include <array>
#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "inventory/records/supplier_invoice.h"

using namespace wutong::inventory;

namespace {

using State = InvoiceState;
constexpr std::nullopt_t not_allowed = std::nullopt;

struct Row {
  State from;
  const char* name;
  std::optional<State> match_all, match_part, withdraw;
};

constexpr std::array<Row, 4> table{{
    {State::recorded, "recorded", State::matched, State::held, State::withdrawn},
    {State::matched, "matched", State::matched, State::held, not_allowed},
    {State::held, "held", State::matched, State::held, State::withdrawn},
    {State::withdrawn, "withdrawn", not_allowed, not_allowed, not_allowed},
}};

}  // namespace

TEST_CASE("every action on an invoice in every state leads where the table says", "[invoice]") {
  for (const Row& row : table) {
    INFO(row.name);
    CHECK(to_string(row.from) == row.name);
    CHECK(parse_invoice_state(row.name) == row.from);
    CHECK(next_state(row.from, InvoiceAction::match_all) == row.match_all);
    CHECK(next_state(row.from, InvoiceAction::match_part) == row.match_part);
    CHECK(next_state(row.from, InvoiceAction::withdraw) == row.withdraw);
  }
}

TEST_CASE("the names of an invoice's kind, source and reason are read back", "[invoice]") {
  for (const auto kind :
       {InvoiceKind::invoice, InvoiceKind::credit_note, InvoiceKind::debit_note}) {
    CHECK(parse_invoice_kind(to_string(kind)) == kind);
  }
  for (const auto source : {InvoiceSource::entry, InvoiceSource::csv, InvoiceSource::ubl}) {
    CHECK(parse_invoice_source(to_string(source)) == source);
  }
  for (const auto reason :
       {CreditReason::returned_goods, CreditReason::billing_correction, CreditReason::price}) {
    CHECK(parse_credit_reason(to_string(reason)) == reason);
  }
  for (const char* other : {"", "Invoice", "credit note", "paid"}) {
    CHECK_FALSE(parse_invoice_kind(other));
    CHECK_FALSE(parse_invoice_state(other));
    CHECK_FALSE(parse_credit_reason(other));
  }
}
