#include "procurement/app/http/handlers/json_fields.h"

#include <nlohmann/json.hpp>

#include "pricing/error.h"
#include "procurement/app/http/problem.h"

namespace wutong::app::handlers {

using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Refusal;

namespace {

[[noreturn]] void refuse(const char* name, const std::string& reason) {
  throw InputRefused(
      {{std::string("/") + name, Refusal::field_not_allowed, {std::string("/") + name, reason}}});
}

template <typename Value, typename Parse>
std::optional<Value> parsed(const json& body, const char* name, Parse parse) {
  const std::string text = text_field(body, name);
  if (text.empty()) return std::nullopt;
  try {
    return parse(text);
  } catch (const std::exception& error) {
    refuse(name, error.what());
  }
}

}  // namespace

std::string text_field(const json& body, const char* name) {
  const auto found = body.find(name);
  return found == body.end() || found->is_null() ? std::string() : found->get<std::string>();
}

std::optional<inventory::Date> date_field(const json& body, const char* name) {
  const std::string text = text_field(body, name);
  if (text.empty()) return std::nullopt;
  const auto date = inventory::parse_date(text);
  if (!date) refuse(name, "there is no such day");
  return date;
}

std::optional<pricing::Money> money_field(const json& body, const char* name) {
  return parsed<pricing::Money>(body, name, pricing::Money::parse);
}

std::optional<pricing::UnitPrice> price_field(const json& body, const char* name) {
  return parsed<pricing::UnitPrice>(body, name, pricing::UnitPrice::parse);
}

pricing::VatRate vat_field(const json& body, const char* name) {
  const auto rate = parsed<pricing::VatRate>(body, name, pricing::VatRate::parse);
  if (!rate) refuse(name, "a rate as 0.13 is needed");
  return *rate;
}

ordered_json shown(const std::optional<inventory::Date>& date) {
  return date ? ordered_json(inventory::to_string(*date)) : ordered_json(nullptr);
}
ordered_json shown(const std::optional<pricing::Money>& amount) {
  return amount ? ordered_json(amount->to_string()) : ordered_json(nullptr);
}
ordered_json shown(const std::optional<pricing::UnitPrice>& price) {
  return price ? ordered_json(price->to_string()) : ordered_json(nullptr);
}
ordered_json text_or_null(const std::string& text) {
  return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

}  // namespace wutong::app::handlers
