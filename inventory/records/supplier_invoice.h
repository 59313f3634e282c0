#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/records/date.h"
#include "pricing/money.h"
#include "pricing/quantity.h"
#include "pricing/unit_price.h"
#include "pricing/vat.h"

namespace wutong::inventory {

enum class InvoiceKind { invoice, credit_note, debit_note };
enum class InvoiceSource { entry, csv, ubl };

/// Why a supplier gives money back. Only `returned_goods` says that goods went back.
enum class CreditReason { returned_goods, billing_correction, price };

std::string_view to_string(InvoiceKind kind);
std::string_view to_string(InvoiceSource source);
std::string_view to_string(CreditReason reason);
std::optional<InvoiceKind> parse_invoice_kind(std::string_view text);
std::optional<InvoiceSource> parse_invoice_source(std::string_view text);
std::optional<CreditReason> parse_credit_reason(std::string_view text);

/// The life of an invoice (and of a credit or debit note). Matched: every line may be paid, for
/// what its credits leave. Held: some may not.
enum class InvoiceState { recorded, matched, held, withdrawn };
enum class InvoiceAction { match_all, match_part, withdraw };

std::string_view to_string(InvoiceState state);
std::optional<InvoiceState> parse_invoice_state(std::string_view text);
/// The state after the action; nothing when it is not allowed.
std::optional<InvoiceState> next_state(InvoiceState state, InvoiceAction action);

/// A line as the supplier billed it. Order, item and lot are its words: they may name nothing.
struct InvoiceLine {
  std::int64_t line_no{};
  std::string order_no;
  std::string item_code;
  std::string lot_no;                            ///< empty: the invoice names none
  pricing::Quantity quantity;                    ///< base units; 0 on a line that is about a price
  std::optional<pricing::UnitPrice> pack_price;  ///< VAT included
  pricing::Money amount;                         ///< VAT included
  pricing::VatRate vat_rate;
};

/// The earlier one of the two invoices that may lie between maker and hospital (两票制).
struct UpstreamInvoice {
  std::string seller;
  std::string number;
  Date issued_on{};
};

struct SupplierInvoice {
  std::string supplier_code;
  std::string number;
  InvoiceKind kind = InvoiceKind::invoice;
  Date issued_on{};
  std::string currency = "CNY";
  pricing::Money gross;  ///< lines + rounding = net + VAT
  pricing::Money net;
  pricing::Money vat;
  pricing::Money rounding;
  InvoiceSource source = InvoiceSource::entry;
  std::string document_hash;           ///< SHA-256 of what came in; empty: made of the fields
  std::string refers_to;               ///< number of the invoice that a note is about
  std::optional<CreditReason> reason;  ///< of a credit note
  std::optional<UpstreamInvoice> upstream;
  std::vector<InvoiceLine> lines;
};

}  // namespace wutong::inventory
