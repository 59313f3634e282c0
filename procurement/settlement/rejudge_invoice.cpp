#include "procurement/settlement/rejudge_invoice.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "inventory/database/bulk_insert.h"
#include "inventory/identifier.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::IdentifierSource;
using inventory::InvoiceAction;
using inventory::Recording;
using inventory::StoredInvoice;
using pricing::Quantity;

namespace {

/// A case that nobody has settled.
struct OpenCase {
  std::int64_t case_id{};
  std::string outcome;
  std::string rule;
  std::string expected;
  std::string found;

  bool says(const LineMatch& match) const {
    return outcome == to_string(match.outcome) && rule == to_string(match.rule) &&
           expected == match.expected && found == match.found;
  }
};
using OpenCases = std::map<std::int64_t, OpenCase>;  // by line

OpenCases load_open_cases(Connection& connection, std::int64_t county_id, std::int64_t invoice_id) {
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT c.line_no, c.case_id, c.outcome, c.rule, c.expected, c.found FROM invoice_case c"
      " LEFT JOIN invoice_case_settlement s ON s.county_id = c.county_id AND s.case_id = c.case_id"
      " WHERE c.county_id = {} AND c.invoice_id = {} AND s.case_id IS NULL",
      county_id, invoice_id));
  OpenCases cases;
  while (rows.next()) {
    cases.emplace(rows.integer(1), OpenCase{rows.integer(2), rows.text(3), rows.text(4),
                                            rows.text(5), rows.text(6)});
  }
  return cases;
}

using ReceiptLine = std::tuple<std::int64_t, std::int64_t, std::int64_t>;  // receipt, item, lot
ReceiptLine receipt_line(const Claim& claim) {
  return {claim.receipt_id, claim.item_id, claim.lot_id};
}

/// What the lines that are judged anew claim so far is free for them again.
void release_claims(MatchFacts& facts, const std::vector<const StandingLine*>& judged) {
  std::map<ReceiptLine, Quantity> released;
  for (const StandingLine* line : judged) {
    for (const Claim& claim : line->claims) released[receipt_line(claim)] += claim.quantity;
  }
  for (auto& [key, order] : facts.orders) {
    for (ReceivedLot& lot : order.lots) {
      const auto found = released.find({lot.receipt_id, order.item_id, lot.lot_id});
      if (found != released.end()) lot.claimed -= found->second;
    }
  }
}

/// What a line claims now less what it claimed before, receipt line by receipt line.
void save_claims(Connection& connection, const Recording& recording, std::int64_t invoice_id,
                 const std::vector<const StandingLine*>& judged,
                 const std::vector<LineMatch>& matches) {
  const std::int64_t run_id = IdentifierSource::shared().next();
  inventory::BulkInsert rows(connection,
                             "invoice_claim (county_id, receipt_id, item_id, lot_id, invoice_id,"
                             " line_no, run_id, quantity)");
  for (std::size_t index = 0; index < judged.size(); ++index) {
    std::map<ReceiptLine, Quantity> change;
    for (const Claim& claim : matches[index].claims) change[receipt_line(claim)] += claim.quantity;
    for (const Claim& claim : judged[index]->claims) change[receipt_line(claim)] -= claim.quantity;
    for (const auto& [line, quantity] : change) {
      if (quantity.is_zero()) continue;
      const auto& [receipt_id, item_id, lot_id] = line;
      rows.row(recording.county_id, receipt_id, item_id, lot_id, invoice_id, matches[index].line_no,
               run_id, quantity);
    }
  }
  rows.finish();
}

void save_standing(Connection& connection, const Recording& recording, std::int64_t invoice_id,
                   const MatchPolicy& policy, const std::vector<LineMatch>& matches) {
  inventory::BulkInsert rows(
      connection,
      "invoice_line_match (county_id, invoice_id, line_no, outcome, rule, expected, found,"
      " payable_amount, policy_set_id, matched_by, matched_at)",
      "outcome = VALUES(outcome), rule = VALUES(rule), expected = VALUES(expected),"
      " found = VALUES(found), payable_amount = VALUES(payable_amount),"
      " policy_set_id = VALUES(policy_set_id), matched_by = VALUES(matched_by),"
      " matched_at = VALUES(matched_at)");
  for (const LineMatch& match : matches) {
    rows.row(recording.county_id, invoice_id, match.line_no, to_string(match.outcome),
             to_string(match.rule), match.expected, match.found, match.payable,
             policy.policy_set_id, recording.actor, inventory::to_string(recording.now));
  }
  rows.finish();
}

/// A case stays open while matching says the same; one that it no longer says is settled by `way`.
std::int64_t save_cases(Connection& connection, const Recording& recording, std::int64_t invoice_id,
                        const MatchPolicy& policy, const std::vector<LineMatch>& matches,
                        WayOut way) {
  const OpenCases open = load_open_cases(connection, recording.county_id, invoice_id);
  inventory::BulkInsert opened(connection,
                               "invoice_case (county_id, case_id, invoice_id, line_no, outcome,"
                               " rule, expected, found, policy_set_id, opened_by, opened_at)");
  inventory::BulkInsert settled(connection,
                                "invoice_case_settlement (county_id, case_id, way_out, reason,"
                                " settled_by, settled_at)");
  const std::string now = inventory::to_string(recording.now);
  for (const LineMatch& match : matches) {
    const auto known = open.find(match.line_no);
    if (known != open.end() && known->second.says(match)) continue;
    if (known != open.end()) {
      settled.row(recording.county_id, known->second.case_id, to_string(way), "", recording.actor,
                  now);
    }
    if (match.outcome == MatchOutcome::matched) continue;
    opened.row(recording.county_id, IdentifierSource::shared().next(), invoice_id, match.line_no,
               to_string(match.outcome), to_string(match.rule), match.expected, match.found,
               policy.policy_set_id, recording.actor, now);
  }
  settled.finish();
  opened.finish();
  return opened.rows();
}

MatchFigures figures_of(const MatchFacts& facts, const std::vector<LineMatch>& matches) {
  std::map<std::int64_t, const LineMatch*> judged;
  for (const LineMatch& match : matches) judged.emplace(match.line_no, &match);
  MatchFigures figures;
  for (const StandingLine& line : facts.lines) {
    const auto match = judged.find(line.billed.line.line_no);
    const bool is_judged = match != judged.end();
    const bool is_matched =
        is_judged ? match->second->outcome == MatchOutcome::matched : line.is_matched;
    figures.matched += is_matched ? 1 : 0;
    figures.held += is_matched ? 0 : 1;
    if (is_matched) figures.payable += line.billed.amount();
  }
  return figures;
}

}  // namespace

MatchFigures rejudge_invoice(Connection& connection, const Recording& recording,
                             const StoredInvoice& invoice, MatchFacts facts,
                             const std::set<std::int64_t>& also, WayOut way) {
  std::vector<const StandingLine*> judged;
  std::vector<BilledLine> billed;
  for (const StandingLine& line : facts.lines) {
    if (line.is_matched && !also.contains(line.billed.line.line_no)) continue;
    judged.push_back(&line);
    billed.push_back(line.billed);
  }
  release_claims(facts, judged);
  const std::vector<LineMatch> matches =
      match_lines(facts.invoice, billed, facts.orders, facts.policy);
  MatchFigures figures = figures_of(facts, matches);
  const InvoiceAction action =
      figures.held == 0 ? InvoiceAction::match_all : InvoiceAction::match_part;
  require_action(invoice, action, "matched");

  save_claims(connection, recording, invoice.invoice_id, judged, matches);
  save_standing(connection, recording, invoice.invoice_id, facts.policy, matches);
  figures.cases_opened =
      save_cases(connection, recording, invoice.invoice_id, facts.policy, matches, way);
  inventory::save_invoice_state(connection, recording.county_id, invoice,
                                inventory::next_state(invoice.state, action).value());
  return figures;
}

StoredInvoice lock_invoice(Connection& connection, std::int64_t county_id,
                           std::int64_t invoice_id) {
  auto invoice = inventory::load_invoice(connection, county_id, invoice_id,
                                         inventory::InvoiceLock::for_update);
  if (!invoice) throw Refused(Refusal::invoice_unknown, {std::to_string(invoice_id)});
  return std::move(*invoice);
}

void require_action(const StoredInvoice& invoice, InvoiceAction action, const char* what) {
  if (inventory::next_state(invoice.state, action)) return;
  throw Refused(Refusal::invoice_step_not_allowed,
                {invoice.document.number, std::string(to_string(invoice.state)), what});
}

void require_version(const StoredInvoice& invoice, std::int64_t expected_version) {
  if (expected_version == 0 || expected_version == invoice.version) return;
  throw Refused(
      Refusal::record_has_changed,
      {invoice.document.number, std::to_string(expected_version), std::to_string(invoice.version)});
}

}  // namespace wutong::procurement
