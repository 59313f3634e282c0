#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/records/master_data.h"

namespace wutong::inventory {

// The rows below name facilities, suppliers and items by their position in a CodeBook, because a
// month has hundreds of thousands of rows and a few thousand codes.

/// Codes by position: those of the folder, and those that the database already knows.
struct CodeBook {
  std::vector<std::string> facilities;
  std::vector<std::string> suppliers;
  std::vector<std::string> items;
};

/// Data row in its file, 1 = first after the header.
using RowNumber = std::int64_t;

struct BidRow {
  RowNumber row{};
  std::uint32_t supplier{};
  std::uint32_t item{};
  pricing::UnitPrice pack_price;
  std::optional<pricing::Quantity> capacity_packs;  ///< none: unlimited
  std::optional<pricing::Quantity> min_order_packs;
  std::optional<std::int64_t> lead_time_days;
};

struct BidTierRow {
  RowNumber row{};
  std::uint32_t supplier{};
  std::uint32_t item{};
  pricing::Quantity from_packs;
  pricing::UnitPrice pack_price;
};

enum class RequestKind : std::uint8_t { emergency, regular };  ///< in the order they are served
std::string_view to_string(RequestKind kind);
std::optional<RequestKind> parse_request_kind(std::string_view text);

struct RequestRow {
  std::uint32_t facility{};
  std::uint32_t item{};
  RequestKind kind{};
  pricing::Quantity quantity;
  Date requested_on{};
};

struct OpeningStockRow {
  RowNumber row{};
  std::uint32_t facility{};
  std::uint32_t item{};
  std::string lot_no;
  Date expires_on{};
  pricing::Quantity quantity;
  std::optional<pricing::UnitPrice> pack_price;  ///< always there in the centre's rows
};

struct DeliveryRow {
  RowNumber row{};
  std::uint32_t supplier{};
  std::uint32_t item{};
  std::string lot_no;
  Date expires_on{};
  pricing::Quantity quantity;
};

enum class AwardRule { lowest_price, least_total_cost };
std::string_view to_string(AwardRule rule);
std::optional<AwardRule> parse_award_rule(std::string_view text);

/// cycle.json
struct CycleParameters {
  std::string county;  ///< empty: not named
  std::string period;  ///< "2026-11"
  Date today{};
  std::int64_t minimum_shelf_life_days{};
  AwardRule award_rule = AwardRule::lowest_price;

  /// The first expiry day that is still usable.
  Date first_usable_expiry() const { return today + std::chrono::days(minimum_shelf_life_days); }
};

/// A whole county folder, read and found without fault.
struct CountyFolder {
  CycleParameters parameters;
  CodeBook codes;
  std::vector<FacilityRecord> facilities;
  std::vector<SupplierRecord> suppliers;
  std::vector<ItemRecord> items;
  std::vector<BidRow> bids;
  std::vector<BidTierRow> bid_tiers;
  std::vector<RequestRow> requests;
  std::vector<OpeningStockRow> opening_stock;
  std::vector<DeliveryRow> deliveries;
  bool has_deliveries = false;  ///< deliveries.csv is there: without it everything arrives in full
  std::string content_hash;     ///< SHA-256 over names and bytes of the files, hexadecimal
};

}  // namespace wutong::inventory
