#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "procurement/codes/judged.h"

namespace wutong::procurement::codes {

/// Western drug (西药), 23 characters: X R05CB A198 A001 0101 00863.
struct WesternDrugCode {
  std::string drug_class;          ///< 5: letter, two digits, two letters, as in the ATC
  std::string name;                ///< 4: letter, three digits
  std::string form;                ///< 4: letter, three digits
  std::string specification_pack;  ///< 4 digits
  std::string enterprise;          ///< 5 digits
  friend bool operator==(const WesternDrugCode&, const WesternDrugCode&) = default;
};

/// Chinese patent medicine (中成药), 20 characters: Z A09FA F0148 0104 03170.
struct PatentMedicineCode {
  std::string drug_class;          ///< 5: letter, two digits, two letters
  std::string name;                ///< 5: letter, four digits
  std::string specification_pack;  ///< 4 digits
  std::string enterprise;          ///< 5 digits
  friend bool operator==(const PatentMedicineCode&, const PatentMedicineCode&) = default;
};

/// Consumable (医用耗材), 20 characters, or 27 with the serial number of the very article.
struct ConsumableCode {
  std::string consumable_class;  ///< 6 digits: discipline, use, part of the body, function
  std::string generic_name;      ///< 3 digits
  std::string feature;           ///< 5 digits: material, specification
  std::string enterprise;        ///< 5 digits
  std::string serial;            ///< 7 digits; empty in a code of 20
  friend bool operator==(const ConsumableCode&, const ConsumableCode&) = default;
};

Judged<WesternDrugCode> parse_western_drug_code(std::string_view text);
Judged<PatentMedicineCode> parse_patent_medicine_code(std::string_view text);
Judged<ConsumableCode> parse_consumable_code(std::string_view text);

using DrugCode = std::variant<WesternDrugCode, PatentMedicineCode>;
using ProductCode = std::variant<WesternDrugCode, PatentMedicineCode, ConsumableCode>;

/// By the first letter, X or Z; by X, Z or C.
Judged<DrugCode> parse_drug_code(std::string_view text);
Judged<ProductCode> parse_product_code(std::string_view text);

/// The codes as they are written.
std::string to_string(const WesternDrugCode& code);
std::string to_string(const PatentMedicineCode& code);
std::string to_string(const ConsumableCode& code);

}  // namespace wutong::procurement::codes
