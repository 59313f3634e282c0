#include "procurement/settlement/resolve_difference.h"

#include <fmt/format.h>

#include <algorithm>

#include "inventory/answer.h"
#include "inventory/database/bulk_insert.h"
#include "procurement/refusal/refusal.h"
#include "procurement/refusal/two_persons.h"
#include "procurement/settlement/rejudge_invoice.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::Recording;
using inventory::StoredInvoice;

namespace {

constexpr std::size_t reason_bytes = 500;

struct Case {
  MatchOutcome outcome{};
  MatchRule rule{};
  std::string settled_way;  ///< empty: open
  std::string settled_by;
};

Case load_case(Connection& connection, std::int64_t county_id, const StoredInvoice& invoice,
               std::int64_t case_id) {
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT c.outcome, c.rule, s.way_out, s.settled_by FROM invoice_case c LEFT JOIN"
      " invoice_case_settlement s ON s.county_id = c.county_id AND s.case_id = c.case_id"
      " WHERE c.county_id = {} AND c.invoice_id = {} AND c.case_id = {}",
      county_id, invoice.invoice_id, case_id));
  if (!rows.next()) {
    throw Refused(Refusal::case_unknown, {invoice.document.number, std::to_string(case_id)});
  }
  return {parse_match_outcome(rows.text(1)).value(), parse_match_rule(rows.text(2)).value(),
          rows.is_null(3) ? "" : rows.text(3), rows.is_null(4) ? "" : rows.text(4)};
}

std::string names_of(const std::vector<WayOut>& ways) {
  std::string names;
  for (const WayOut way : ways) {
    names += (names.empty() ? "" : ", ") + std::string(to_string(way));
  }
  return names;
}

void check_way(const Case& difference, const ResolveDifference& input) {
  const std::string id = std::to_string(input.case_id);
  if (!difference.settled_way.empty()) {
    throw Refused(Refusal::case_already_settled,
                  {id, difference.settled_way, difference.settled_by});
  }
  const std::vector<WayOut> ways = ways_out(difference.outcome, difference.rule);
  const bool is_decision =
      input.way == WayOut::accept_with_authority || input.way == WayOut::price_correction;
  if (!is_decision || std::find(ways.begin(), ways.end(), input.way) == ways.end()) {
    throw Refused(Refusal::way_out_not_open, {id, std::string(to_string(difference.rule)),
                                              std::string(to_string(input.way)), names_of(ways)});
  }
}

void check_input(const StoredInvoice& invoice, const ResolveDifference& input) {
  const auto refuse = [&](const char* field, const std::string& value) {
    throw Refused(Refusal::invoice_field_not_allowed, {invoice.document.number, field, value});
  };
  if (input.reason.empty() || input.reason.size() > reason_bytes) refuse("reason", input.reason);
  const bool is_correction = input.way == WayOut::price_correction;
  if (is_correction != input.corrected_price.has_value()) {
    refuse("corrected_price", input.corrected_price ? input.corrected_price->to_string() : "");
  }
}

void save_settlement(Connection& connection, const Recording& recording,
                     const ResolveDifference& input) {
  inventory::BulkInsert row(connection,
                            "invoice_case_settlement (county_id, case_id, way_out, reason,"
                            " corrected_price, corrected_price_places, settled_by, settled_at)");
  std::optional<std::int64_t> places;
  if (input.corrected_price) places = input.corrected_price->places();
  row.row(recording.county_id, input.case_id, to_string(input.way), input.reason,
          input.corrected_price, places, recording.actor, inventory::to_string(recording.now));
  row.finish();
}

}  // namespace

std::string resolve_difference(Connection& connection, const Recording& recording,
                               const ResolveDifference& input) {
  const StoredInvoice invoice =
      lock_invoice(connection, recording.county_id, input.invoice.invoice_id);
  require_version(invoice, input.invoice.expected_version);
  const Case difference = load_case(connection, recording.county_id, invoice, input.case_id);
  check_way(difference, input);
  check_input(invoice, input);
  // Who recorded an invoice has an interest in it.
  require_two_persons(invoice.document.number, {"submit_invoices", "approve_payments"},
                      invoice.recorded_by, recording.actor);
  require_action(invoice, inventory::InvoiceAction::match_part, "resolved");

  save_settlement(connection, recording, input);
  const MatchFigures figures = rejudge_invoice(
      connection, recording, invoice, load_match_facts(connection, recording.county_id, invoice),
      {}, WayOut::match_again);
  return inventory::answer_of({{"matched", figures.matched},
                               {"held", figures.held},
                               {"payable_fen", figures.payable.fen()},
                               {"cases_opened", figures.cases_opened}});
}

}  // namespace wutong::procurement
