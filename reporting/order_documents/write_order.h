#pragma once

#include <string>

#include "reporting/order_documents/order_document.h"

namespace wutong::reporting {

enum class OrderLanguage { zh, en };

/// The order on paper: who buys what from whom, to be delivered where and when, with the total in
/// figures (and, in Chinese, in words) and places to sign. See print_pdf.
std::string order_as_pdf(const OrderDocument& order, OrderLanguage language);

/// A row a line, with the order's head repeated in each: a table that needs no second one. Its
/// columns are named alike in both languages; a text that a spreadsheet would run is guarded.
std::string order_as_csv(const OrderDocument& order);

/// A UBL 2.1 Order (OASIS, 2013). Quantities are base units (C62) with the size of the pack beside
/// them; line amounts are net, as UBL has them, and the price with VAT stands in the pricing
/// reference under type 01, as invoices are read.
std::string order_as_ubl(const OrderDocument& order);

}  // namespace wutong::reporting
