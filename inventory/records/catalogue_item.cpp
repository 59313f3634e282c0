#include "inventory/records/catalogue_item.h"

#include "inventory/records/named_values.h"

namespace wutong::inventory {
namespace {

constexpr NamedValues<InsuranceClass, 3> insurance_classes{{
    {InsuranceClass::none, "none"},
    {InsuranceClass::class_a, "甲"},
    {InsuranceClass::class_b, "乙"},
}};

}  // namespace

std::string_view to_string(InsuranceClass insurance_class) {
  return name_of(insurance_classes, insurance_class);
}

std::optional<InsuranceClass> parse_insurance_class(std::string_view text) {
  return value_named(insurance_classes, text);
}

}  // namespace wutong::inventory
