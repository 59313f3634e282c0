#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "inventory/records/date.h"
#include "pricing/money.h"
#include "pricing/quantity.h"
#include "pricing/unit_price.h"
#include "pricing/vat.h"

namespace wutong::inventory {

enum class FacilityKind { centre, hospital, township, village, drugstore };
std::string_view to_string(FacilityKind kind);
std::optional<FacilityKind> parse_facility_kind(std::string_view text);

/// A member of the county's community, or the centre itself (contract section 3, facilities.csv).
struct FacilityRecord {
  std::string code;
  std::string name;
  FacilityKind kind{};
  std::string parent_code;  ///< empty for the centre only
  friend bool operator==(const FacilityRecord&, const FacilityRecord&) = default;
};

/// suppliers.csv
struct SupplierRecord {
  std::string code;
  std::string name;
  std::string licence_no;  ///< empty: not given
  std::optional<Date> licence_expires_on;
  std::optional<pricing::Money> order_fee;
  std::optional<pricing::Money> minimum_order_amount;
  friend bool operator==(const SupplierRecord&, const SupplierRecord&) = default;
};

/// items.csv. Texts that are not given are empty.
struct ItemRecord {
  std::string code;
  std::string generic_name;
  std::string trade_name;
  std::string form;
  std::string strength;
  std::string base_unit;
  pricing::Quantity pack_size;  ///< base units in a pack, 1 or more
  std::string manufacturer;
  std::string kind;
  std::string storage;
  pricing::VatRate vat_rate;
  std::string substitution_group;
  std::string approval_no;
  std::optional<pricing::UnitPrice> list_price;  ///< a pack
  friend bool operator==(const ItemRecord&, const ItemRecord&) = default;
};

}  // namespace wutong::inventory
