#include "procurement/app/invoices/read_invoice_table.h"

#include <map>
#include <string>
#include <utility>

#include "inventory/run_command.h"
#include "pricing/error.h"
#include "procurement/app/county_folder/table_file.h"

namespace wutong::app {

using inventory::InvoiceKind;
using inventory::InvoiceLine;
using inventory::SupplierInvoice;
using procurement::Refusal;

namespace {

constexpr DecimalRange billed_prices{6, 0, 999'999'999'999'999, "0..999999999.999999"};

/// A row as far as it could be read.
struct Draft {
  SupplierInvoice invoice;
  InvoiceLine line;
  std::string upstream_seller;
  std::string upstream_number;
  std::optional<inventory::Date> upstream_issued_on;
};

std::vector<Column> columns_of(Draft& draft) {
  SupplierInvoice& invoice = draft.invoice;
  InvoiceLine& line = draft.line;
  return {
      {"supplier_code", Presence::filled, code_into(invoice.supplier_code), "供应商代码"},
      {"invoice_no", Presence::filled, text_into(invoice.number), "发票号码"},
      {"kind", Presence::optional,
       named_into(invoice.kind, inventory::parse_invoice_kind, "invoice, credit_note, debit_note"),
       "单据类型"},
      {"issued_on", Presence::filled, date_into(invoice.issued_on), "开票日期"},
      {"order_no", Presence::filled, text_into(line.order_no), "订单号"},
      {"item_code", Presence::filled, code_into(line.item_code), "品种代码"},
      {"lot", Presence::optional, text_into(line.lot_no), "批号"},
      {"quantity", Presence::filled, quantity_into(line.quantity, any_quantity), "数量"},
      {"pack_price", Presence::optional, price_into(line.pack_price, billed_prices), "包装价"},
      {"amount", Presence::filled, amount_into(line.amount), "金额"},
      {"vat_rate", Presence::filled, vat_rate_into(line.vat_rate), "增值税率"},
      {"refers_to", Presence::optional, text_into(invoice.refers_to), "原发票号码"},
      {"reason", Presence::optional,
       named_into(invoice.reason, inventory::parse_credit_reason,
                  "returned_goods, billing_correction, price"),
       "冲减原因"},
      {"upstream_seller", Presence::optional, text_into(draft.upstream_seller), "上游开票方"},
      {"upstream_no", Presence::optional, text_into(draft.upstream_number), "上游发票号码"},
      {"upstream_issued_on", Presence::optional, date_into(draft.upstream_issued_on),
       "上游开票日期"},
  };
}

/// What a row says of its document: the rows of one document must agree.
std::string head_of(const Draft& draft) {
  const SupplierInvoice& invoice = draft.invoice;
  const auto& upstream_day = draft.upstream_issued_on;
  return std::string(to_string(invoice.kind)) + " / " + inventory::to_string(invoice.issued_on) +
         " / " + invoice.refers_to + " / " +
         (invoice.reason ? std::string(to_string(*invoice.reason)) : "") + " / " +
         draft.upstream_seller + " / " + draft.upstream_number + " / " +
         (upstream_day ? inventory::to_string(*upstream_day) : "");
}

class Documents {
 public:
  void add(TableRow& row, Draft draft) {
    if (!row.is_clean()) return;
    const std::string head = head_of(draft);
    const auto key = std::pair(draft.invoice.supplier_code, draft.invoice.number);
    const auto [known, is_new] = positions_.try_emplace(key, documents_.size());
    if (is_new) {
      take_upstream(draft);
      documents_.push_back(std::move(draft.invoice));
      heads_.push_back(head);
    } else if (heads_[known->second] != head) {
      row.report("invoice_no", Refusal::unknown_value, head, heads_[known->second]);
      return;
    }
    add_line(row, documents_[known->second], std::move(draft.line));
  }
  std::vector<SupplierInvoice> documents() && { return std::move(documents_); }

 private:
  static void take_upstream(Draft& draft) {
    const bool is_given = !draft.upstream_seller.empty() || !draft.upstream_number.empty() ||
                          draft.upstream_issued_on.has_value();
    if (!is_given) return;
    draft.invoice.upstream = {draft.upstream_seller, draft.upstream_number,
                              draft.upstream_issued_on.value_or(draft.invoice.issued_on)};
  }
  static void add_line(TableRow& row, SupplierInvoice& document, InvoiceLine line) {
    line.line_no = static_cast<std::int64_t>(document.lines.size()) + 1;
    const pricing::VatSplit split = pricing::split_vat(line.amount, line.vat_rate);
    try {
      document.gross += line.amount;
      document.net += split.net;
      document.vat += split.vat;
    } catch (const pricing::Overflow&) {
      row.report("amount", Refusal::number_too_large, line.amount.to_string(), "9 x 10^16");
    }
    document.lines.push_back(std::move(line));
  }

  std::vector<SupplierInvoice> documents_;
  std::vector<std::string> heads_;
  std::map<std::pair<std::string, std::string>, std::size_t> positions_;
};

}  // namespace

std::vector<SupplierInvoice> read_invoice_table(const std::filesystem::path& file,
                                                FaultSink& faults) {
  Draft draft;
  Documents documents;
  const std::string name = file.filename().string();
  const std::filesystem::path folder = file.parent_path().empty() ? "." : file.parent_path();
  TableFile table{name, Need::required, columns_of(draft),
                  [&](TableRow& row) {
                    documents.add(row, draft);
                    draft = Draft{};
                  },
                  HeaderNames::names_or_titles};
  FolderInput input(folder, faults);
  read_table(input, table);
  if (!input.faults.is_clean()) return {};
  std::vector<SupplierInvoice> read = std::move(documents).documents();
  const std::string hash = input.content_hash.hexadecimal();
  for (SupplierInvoice& document : read) {
    document.source = inventory::InvoiceSource::csv;
    document.document_hash = hash;
  }
  return read;
}

}  // namespace wutong::app
