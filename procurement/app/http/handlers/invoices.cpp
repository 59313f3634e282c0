#include <charconv>
#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/own_supplier.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/http/problem.h"
#include "procurement/refusal/refusal.h"
#include "procurement/settlement/match_invoice.h"
#include "procurement/settlement/read_invoices.h"
#include "procurement/settlement/record_documents.h"
#include "procurement/settlement/resolve_difference.h"
#include "procurement/settlement/withdraw_invoice.h"

namespace wutong::app::handlers {

using inventory::StoredInvoice;
using inventory::SupplierInvoice;
using nlohmann::json;
using nlohmann::ordered_json;
using procurement::InvoiceCaseView;
using procurement::InvoiceLineView;
using procurement::InvoiceView;
using procurement::Refusal;
using procurement::Refused;

namespace {

ordered_json shown_upstream(const SupplierInvoice& document) {
  if (!document.upstream) return nullptr;
  return {{"seller", document.upstream->seller},
          {"number", document.upstream->number},
          {"issued_on", inventory::to_string(document.upstream->issued_on)}};
}

ordered_json shown(const StoredInvoice& invoice) {
  const SupplierInvoice& document = invoice.document;
  return {{"invoice_id", std::to_string(invoice.invoice_id)},
          {"supplier_code", document.supplier_code},
          {"number", document.number},
          {"kind", to_string(document.kind)},
          {"issued_on", inventory::to_string(document.issued_on)},
          {"currency", document.currency},
          {"gross_amount", document.gross.to_string()},
          {"net_amount", document.net.to_string()},
          {"vat_amount", document.vat.to_string()},
          {"rounding_amount", document.rounding.to_string()},
          {"source", to_string(document.source)},
          {"refers_to", text_or_null(document.refers_to)},
          {"reason", document.reason ? ordered_json(to_string(*document.reason)) : nullptr},
          {"upstream", shown_upstream(document)},
          {"state", to_string(invoice.state)},
          {"version", invoice.version},
          {"recorded_by", invoice.recorded_by},
          {"recorded_at", instant(invoice.recorded_at)}};
}

ordered_json shown(const InvoiceLineView& view) {
  const inventory::InvoiceLine& line = view.line;
  return {{"line_no", line.line_no},
          {"order_no", line.order_no},
          {"item_code", line.item_code},
          {"lot", text_or_null(line.lot_no)},
          {"quantity", line.quantity.units()},
          {"pack_price", handlers::shown(line.pack_price)},
          {"amount", line.amount.to_string()},
          {"vat_rate", line.vat_rate.to_string()},
          {"outcome", view.outcome ? ordered_json(to_string(*view.outcome)) : nullptr},
          {"rule", to_string(view.rule)},
          {"expected", view.expected},
          {"found", view.found},
          {"payable_amount", view.payable.to_string()},
          {"credited_quantity", view.credited_quantity.units()},
          {"credited_amount", view.credited_amount.to_string()}};
}

ordered_json shown(const InvoiceCaseView& view) {
  ordered_json ways = ordered_json::array();
  for (const auto way : procurement::ways_out(view.outcome, view.rule)) {
    ways.push_back(to_string(way));
  }
  const bool is_settled = view.way_out.has_value();
  return {{"case_id", std::to_string(view.case_id)},
          {"line_no", view.line_no},
          {"outcome", to_string(view.outcome)},
          {"rule", to_string(view.rule)},
          {"expected", view.expected},
          {"found", view.found},
          {"policy_document", text_or_null(view.policy_document)},
          {"state", is_settled ? "settled" : "open"},
          {"ways_out", is_settled ? ordered_json::array() : std::move(ways)},
          {"opened_by", view.opened_by},
          {"opened_at", instant(view.opened_at)},
          {"way_out", is_settled ? ordered_json(to_string(*view.way_out)) : nullptr},
          {"reason", text_or_null(view.reason)},
          {"corrected_price", handlers::shown(view.corrected_price)},
          {"settled_by", text_or_null(view.settled_by)},
          {"settled_at", is_settled ? ordered_json(instant(view.settled_at)) : nullptr}};
}

std::int64_t number_in(const Call& call, const char* name, const char* what) {
  const std::string& text = call.path.at(name);
  std::int64_t id = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc{} || stop != text.data() + text.size()) {
    throw Refused(Refusal::unknown_record, {what, text});
  }
  return id;
}

/// A supplier's account is shown its own invoices only: the others are not there.
InvoiceView load(Call& call, std::int64_t invoice_id) {
  const auto connection = call.service.store().lease();
  auto view = procurement::show_invoice(*connection, call.service.county_id(), invoice_id);
  if (!view || !sees_supplier(call.caller->principal, view->head.supplier_id)) {
    throw Refused(Refusal::unknown_record, {"invoice", std::to_string(invoice_id)});
  }
  return std::move(*view);
}

HttpAnswer invoice_answer(Call& call, std::int64_t invoice_id) {
  const InvoiceView view = load(call, invoice_id);
  ordered_json lines = ordered_json::array();
  pricing::Money payable;
  for (const InvoiceLineView& line : view.lines) {
    lines.push_back(shown(line));
    payable += line.payable;
  }
  ordered_json cases = ordered_json::array();
  for (const InvoiceCaseView& each : view.cases) cases.push_back(shown(each));
  HttpAnswer answer = json_answer({{"invoice", shown(view.head)},
                                   {"lines", std::move(lines)},
                                   {"cases", std::move(cases)},
                                   {"payable_amount", payable.to_string()}});
  answer.headers.emplace_back("ETag", '"' + std::to_string(view.head.version) + '"');
  return answer;
}

[[noreturn]] void refuse_field(const std::string& pointer, const std::string& reason) {
  throw InputRefused({{pointer, Refusal::field_not_allowed, {pointer, reason}}});
}

pricing::Money required_money(const json& body, const char* name) {
  const auto amount = money_field(body, name);
  if (!amount) refuse_field(std::string("/") + name, "an amount as 8.72 is needed");
  return *amount;
}

inventory::Date required_date(const json& body, const char* name) {
  const auto date = date_field(body, name);
  if (!date) refuse_field(std::string("/") + name, "a day is needed");
  return *date;
}

inventory::InvoiceLine line_in(const json& body, std::int64_t line_no) {
  return {line_no,
          body.at("order_no"),
          body.at("item_code"),
          text_field(body, "lot"),
          pricing::Quantity(body.at("quantity").get<std::int64_t>()),
          price_field(body, "pack_price"),
          required_money(body, "amount"),
          vat_field(body, "vat_rate")};
}

SupplierInvoice invoice_in(const json& body) {
  SupplierInvoice invoice;
  invoice.supplier_code = body.at("supplier_code");
  invoice.number = body.at("number");
  if (body.contains("kind")) {
    invoice.kind = inventory::parse_invoice_kind(text_field(body, "kind")).value();
  }
  invoice.issued_on = required_date(body, "issued_on");
  invoice.gross = required_money(body, "gross_amount");
  invoice.net = required_money(body, "net_amount");
  invoice.vat = required_money(body, "vat_amount");
  invoice.rounding = money_field(body, "rounding_amount").value_or(pricing::Money());
  invoice.refers_to = text_field(body, "refers_to");
  invoice.reason = inventory::parse_credit_reason(text_field(body, "reason"));
  if (body.contains("upstream")) {
    const json& upstream = body.at("upstream");
    invoice.upstream = {upstream.at("seller"), upstream.at("number"),
                        required_date(upstream, "issued_on")};
  }
  for (const json& line : body.at("lines")) {
    invoice.lines.push_back(line_in(line, static_cast<std::int64_t>(invoice.lines.size()) + 1));
  }
  return invoice;
}

}  // namespace

HttpAnswer list_invoices(Call& call) {
  const Page page = page_of(call);
  inventory::InvoiceFilter filter;
  filter.supplier_id = call.caller->principal.supplier_id;
  filter.supplier_code = call.parameter("supplier_code");
  filter.state = call.parameter("invoice_state");
  filter.period = call.parameter("period");
  filter.limit = page.limit + 1;
  std::from_chars(page.after.data(), page.after.data() + page.after.size(), filter.before_id);
  const auto connection = call.service.store().lease();
  ordered_json invoices = ordered_json::array();
  for (const StoredInvoice& invoice :
       inventory::list_invoices(*connection, call.service.county_id(), filter)) {
    invoices.push_back(shown(invoice));
  }
  return page_answer("invoices", std::move(invoices), page, "invoice_id");
}

HttpAnswer show_invoice(Call& call) {
  return invoice_answer(call, number_in(call, "invoice_id", "invoice"));
}

HttpAnswer record_invoice(Call& call) {
  const SupplierInvoice invoice = invoice_in(*call.body);
  require_own_supplier(call, invoice.supplier_code);
  const std::string answer =
      run_operation(call, "record_invoice", [&](inventory::Connection& connection) {
        return procurement::record_documents(connection, recording_of(call), {invoice});
      });
  return invoice_answer(call, inventory::figure_in(answer, "invoice_id"));
}

HttpAnswer match_invoice(Call& call) {
  const std::int64_t invoice_id = number_in(call, "invoice_id", "invoice");
  const procurement::InvoiceRef ref{invoice_id, expected_version(call)};
  load(call, invoice_id);
  run_operation(call, "match_invoice", [&](inventory::Connection& connection) {
    return procurement::match_invoice(connection, recording_of(call), ref);
  });
  return invoice_answer(call, invoice_id);
}

HttpAnswer withdraw_invoice(Call& call) {
  const std::int64_t invoice_id = number_in(call, "invoice_id", "invoice");
  const procurement::InvoiceRef ref{invoice_id, expected_version(call)};
  load(call, invoice_id);
  run_operation(call, "withdraw_invoice", [&](inventory::Connection& connection) {
    return procurement::withdraw_invoice(connection, recording_of(call), ref,
                                         text_field(*call.body, "reason"));
  });
  return invoice_answer(call, invoice_id);
}

HttpAnswer resolve_difference(Call& call) {
  const std::int64_t invoice_id = number_in(call, "invoice_id", "invoice");
  const procurement::ResolveDifference input{
      {invoice_id, expected_version(call)},
      number_in(call, "case_id", "case"),
      procurement::parse_way_out(text_field(*call.body, "way_out")).value(),
      text_field(*call.body, "reason"),
      price_field(*call.body, "corrected_price")};
  load(call, invoice_id);
  run_operation(call, "resolve_difference", [&](inventory::Connection& connection) {
    return procurement::resolve_difference(connection, recording_of(call), input);
  });
  return invoice_answer(call, invoice_id);
}

}  // namespace wutong::app::handlers
