#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/date.h"
#include "pricing/money.h"
#include "pricing/quantity.h"
#include "pricing/unit_price.h"
#include "pricing/vat.h"

namespace wutong::reporting {

/// Code and name of a facility or supplier.
struct DocumentParty {
  std::string code;
  std::string name;
};

struct OrderDocumentLine {
  std::string item_code;
  std::string generic_name;
  std::string trade_name;
  std::string form;
  std::string strength;
  std::string manufacturer;
  std::string approval_no;
  std::string base_unit;
  pricing::Quantity packs;
  pricing::Quantity pack_size;
  pricing::UnitPrice pack_price;
  pricing::Money amount;  ///< VAT included
  pricing::VatRate vat_rate;
  pricing::VatSplit vat;
};

/// A purchase order as it goes to its supplier: everything that stands on the paper. Names are
/// those that are valid now; quantities and prices are the order's own.
struct OrderDocument {
  std::int64_t order_id{};
  std::string order_no;
  std::string period;
  std::string state;
  std::int64_t version = 1;
  DocumentParty buyer;  ///< the centre
  DocumentParty supplier;
  std::optional<DocumentParty> distributor;  ///< nothing: the supplier delivers itself
  DocumentParty delivery_site;
  std::optional<inventory::Date> ordered_on;  ///< nothing: an order of a cycle
  std::optional<inventory::Date> expected_on;
  std::string approved_by;  ///< empty: not yet, or an order of a cycle
  pricing::Money amount;
  std::vector<OrderDocumentLine> lines;  ///< by item code
};

/// Nothing: there is none of this number, or it is another supplier's than `supplier_id`. Two
/// statements.
std::optional<OrderDocument> load_order_document(inventory::Connection& connection,
                                                 std::int64_t county_id,
                                                 const std::string& order_no,
                                                 std::optional<std::int64_t> supplier_id);

}  // namespace wutong::reporting
