#include "procurement/settlement/check_invoice.h"

#include <fmt/format.h>

#include "inventory/run_command.h"
#include "procurement/refusal/refusal.h"
#include "procurement/settlement/invoice_number.h"

namespace wutong::procurement {

using inventory::InvoiceKind;
using inventory::InvoiceLine;
using inventory::SupplierInvoice;
using pricing::Money;

namespace {

constexpr std::size_t number_bytes = 120;
constexpr std::size_t name_bytes = 500;
constexpr std::size_t lines_at_most = 20'000;
constexpr std::int64_t fen_of_a_yuan = 100;

void require(bool is_good, const SupplierInvoice& invoice, const std::string& field,
             const std::string& value) {
  if (is_good) return;
  throw Refused(Refusal::invoice_field_not_allowed, {invoice.number, field, value});
}

void check_head(const SupplierInvoice& invoice, inventory::Date today) {
  const bool has_number =
      !invoice_number_key(invoice.number).empty() && invoice.number.size() <= number_bytes;
  require(has_number, invoice, "number", invoice.number);
  require(invoice.currency == "CNY", invoice, "currency", invoice.currency);
  if (invoice.issued_on > today) {
    throw Refused(
        Refusal::invoice_dated_later,
        {invoice.number, inventory::to_string(invoice.issued_on), inventory::to_string(today)});
  }
  const bool is_note = invoice.kind != InvoiceKind::invoice;
  require(is_note == !invoice.refers_to.empty(), invoice, "refers_to", invoice.refers_to);
  require(invoice.refers_to.size() <= number_bytes, invoice, "refers_to", invoice.refers_to);
  require((invoice.kind == InvoiceKind::credit_note) == invoice.reason.has_value(), invoice,
          "reason", "");
}

void check_upstream(const SupplierInvoice& invoice) {
  if (!invoice.upstream) return;
  const auto& [seller, number, issued_on] = *invoice.upstream;
  require(!seller.empty() && seller.size() <= name_bytes, invoice, "upstream seller", seller);
  require(!number.empty() && number.size() <= number_bytes, invoice, "upstream number", number);
}

void check_lines(const SupplierInvoice& invoice) {
  require(!invoice.lines.empty() && invoice.lines.size() <= lines_at_most, invoice, "lines",
          std::to_string(invoice.lines.size()));
  std::int64_t expected_no = 1;
  for (const InvoiceLine& line : invoice.lines) {
    const std::string where = fmt::format("line {} ", expected_no);
    require(line.line_no == expected_no, invoice, where + "number", std::to_string(line.line_no));
    require(line.order_no.size() <= number_bytes, invoice, where + "order", line.order_no);
    require(line.item_code.size() <= 64, invoice, where + "item", line.item_code);
    require(line.lot_no.size() <= number_bytes, invoice, where + "lot", line.lot_no);
    require(line.quantity >= pricing::Quantity(), invoice, where + "quantity",
            line.quantity.to_string());
    require(line.amount >= Money(), invoice, where + "amount", line.amount.to_string());
    const bool says_something = !line.quantity.is_zero() || !line.amount.is_zero();
    require(says_something, invoice, where + "quantity", "0");
    ++expected_no;
  }
}

void require_amount(const SupplierInvoice& invoice, const char* figure, Money expected,
                    Money found) {
  if (expected == found) return;
  throw Refused(Refusal::invoice_amounts_differ,
                {invoice.number, figure, expected.to_string(), found.to_string()});
}

/// VAT may have been rounded a line, a rate or once: each of them moves it by half a 分 at most, so
/// that two ways of doing it are never further apart than half a 分 a line and another half.
void check_vat(const SupplierInvoice& invoice) {
  Money exact;
  for (const InvoiceLine& line : invoice.lines) {
    exact += pricing::split_vat(line.amount, line.vat_rate).vat;
  }
  const auto lines = static_cast<std::int64_t>(invoice.lines.size());
  const Money may_move = Money::fen((lines + 1) / 2);
  const bool is_near = invoice.vat <= exact + may_move && invoice.vat >= exact - may_move;
  if (!is_near) require_amount(invoice, "VAT", exact, invoice.vat);
}

void check_amounts(const SupplierInvoice& invoice) {
  Money lines;
  for (const InvoiceLine& line : invoice.lines) lines += line.amount;
  const std::int64_t rounding = invoice.rounding.fen();
  require(-fen_of_a_yuan < rounding && rounding < fen_of_a_yuan, invoice, "rounding",
          invoice.rounding.to_string());
  require_amount(invoice, "gross", lines + invoice.rounding, invoice.gross);
  require_amount(invoice, "net + VAT", invoice.gross, invoice.net + invoice.vat);
  require(invoice.vat >= Money(), invoice, "VAT", invoice.vat.to_string());
  check_vat(invoice);
}

}  // namespace

void check_invoice(const SupplierInvoice& invoice, inventory::Date today) {
  check_head(invoice, today);
  check_upstream(invoice);
  check_lines(invoice);
  check_amounts(invoice);
}

std::string invoice_content_key(const SupplierInvoice& invoice) {
  // Lengths keep one text from being taken for two others.
  std::string content =
      fmt::format("{}:{} {} {} {} {} {}", invoice.supplier_code.size(), invoice.supplier_code,
                  to_string(invoice.kind), inventory::to_string(invoice.issued_on),
                  invoice.gross.fen(), invoice.net.fen(), invoice_number_key(invoice.refers_to));
  for (const InvoiceLine& line : invoice.lines) {
    content += fmt::format("\n{}:{} {}:{} {}:{} {} {} {} {}", line.order_no.size(), line.order_no,
                           line.item_code.size(), line.item_code, line.lot_no.size(), line.lot_no,
                           line.quantity.units(), line.pack_price ? line.pack_price->micros() : -1,
                           line.amount.fen(), line.vat_rate.micros());
  }
  return inventory::content_hash(content);
}

}  // namespace wutong::procurement
