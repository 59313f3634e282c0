#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/date.h"
#include "pricing/money.h"
#include "pricing/quantity.h"
#include "reporting/cycle_documents/document_filter.h"

namespace wutong::reporting {

struct ShipmentRow {
  std::int64_t shipment_id{};
  std::int64_t facility_id{};
  std::string shipment_no;
  std::string period;
  std::string facility_code;
  pricing::Money amount;
};
struct ShipmentLineRow {
  std::string item_code;
  std::string item_name;
  std::string lot_no;
  inventory::Date expires_on{};
  pricing::Quantity quantity;  ///< base units
  pricing::Money amount;
};
/// Key: shipment number.
std::vector<ShipmentRow> list_shipments(inventory::Connection& connection, std::int64_t county_id,
                                        const DocumentFilter& filter);
/// Nothing: there is none of this number.
std::optional<ShipmentRow> find_shipment(inventory::Connection& connection, std::int64_t county_id,
                                         const std::string& shipment_no);
/// By item, lot, last day.
std::vector<ShipmentLineRow> load_shipment_lines(inventory::Connection& connection,
                                                 std::int64_t county_id, std::int64_t shipment_id);

struct ShortageRow {
  std::string period;
  std::string item_code;
  std::string item_name;
  std::string facility_code;
  pricing::Quantity requested;
  pricing::Quantity supplied;
  std::string reason;
};
/// Key: period, item, facility.
std::vector<ShortageRow> list_shortages(inventory::Connection& connection, std::int64_t county_id,
                                        const DocumentFilter& filter);

struct MemberStatementRow {
  std::string period;
  std::string facility_code;
  std::string facility_name;
  pricing::Money shipped_amount;
};
/// Key: period, facility.
std::vector<MemberStatementRow> list_member_statements(inventory::Connection& connection,
                                                       std::int64_t county_id,
                                                       const DocumentFilter& filter);

}  // namespace wutong::reporting
