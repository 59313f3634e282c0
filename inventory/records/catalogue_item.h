#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "inventory/records/master_data.h"

namespace wutong::inventory {

/// The payment attribute of the insurance list: 甲类, 乙类 or not listed.
enum class InsuranceClass { none, class_a, class_b };
std::string_view to_string(InsuranceClass insurance_class);  ///< "none", "甲", "乙"
std::optional<InsuranceClass> parse_insurance_class(std::string_view text);

/// What the catalogue knows of an item beyond items.csv (domain.md section 2). Texts that are not
/// known are empty.
struct ItemDetail {
  std::string generic_name_en;
  std::string licence_holder;
  std::string national_code;  ///< national drug or consumable code
  std::string insurance_product_code;
  std::string gtin;
  bool essential_medicine = false;
  InsuranceClass insurance_class = InsuranceClass::none;
  std::string vbp_batch;
  std::string controlled_class;
  std::string antibiotic_level;
  bool trace_coded = false;
  std::optional<std::int64_t> shelf_life_months;
  std::string route;  ///< of administration: "oral", "injection", ...
  std::string form_family;
  std::string price_ratio_group;
  bool ratio_representative = false;  ///< of its price-ratio group
  bool primary_level_only = false;    ///< may stand in a lower formulary alone
  friend bool operator==(const ItemDetail&, const ItemDetail&) = default;
};

struct CatalogueItem {
  ItemRecord record;
  ItemDetail detail;
  friend bool operator==(const CatalogueItem&, const CatalogueItem&) = default;
};

/// One link of an item's chain of versions. On a day that version holds whose effective_from is the
/// latest not after the day; of several with one day, the highest number.
struct ItemVersion {
  std::int64_t item_id{};
  std::int64_t version{};
  std::int64_t last_version{};  ///< of the whole chain, planned ones included
  Date effective_from{};
  CatalogueItem item;
};

}  // namespace wutong::inventory
