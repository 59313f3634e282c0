#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "inventory/records/date.h"
#include "pricing/money.h"
#include "pricing/unit_price.h"
#include "pricing/vat.h"

/// Fields of bodies and answers, where JSON and our types meet. Bodies have been judged by their
/// schema; what a schema cannot say (a 31st of June) is refused here, naming the field.
namespace wutong::app::handlers {

/// Empty when the field is not there or null.
std::string text_field(const nlohmann::json& body, const char* name);
std::optional<inventory::Date> date_field(const nlohmann::json& body, const char* name);
std::optional<pricing::Money> money_field(const nlohmann::json& body, const char* name);
std::optional<pricing::UnitPrice> price_field(const nlohmann::json& body, const char* name);

pricing::VatRate vat_field(const nlohmann::json& body, const char* name);

nlohmann::ordered_json shown(const std::optional<inventory::Date>& date);
nlohmann::ordered_json shown(const std::optional<pricing::Money>& amount);
nlohmann::ordered_json shown(const std::optional<pricing::UnitPrice>& price);
/// Null for an empty text.
nlohmann::ordered_json text_or_null(const std::string& text);

}  // namespace wutong::app::handlers
