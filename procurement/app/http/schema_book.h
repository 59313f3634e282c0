#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "procurement/app/http/problem.h"

namespace wutong::app {

/// The schemas of the interface (schemas/*.json, JSON Schema as OpenAPI 3.1 uses it): what the
/// OpenAPI document shows is what every body is judged by.
class SchemaBook {
 public:
  SchemaBook();
  ~SchemaBook();
  SchemaBook(const SchemaBook&) = delete;
  SchemaBook& operator=(const SchemaBook&) = delete;

  /// Throws InputRefused naming every field that the schema `name` does not allow.
  void judge(std::string_view name, const nlohmann::json& body) const;
  /// The same for a query parameter, by its name in schemas/parameters.json.
  void judge_parameter(std::string_view name, std::string_view value) const;
  bool has_parameter(std::string_view name) const;

  /// All schemas by name, and all parameters, as the OpenAPI document holds them.
  const nlohmann::json& schemas() const;
  const nlohmann::json& parameters() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The body's text as JSON: numbers that would lose digits, duplicate names and too deep nesting
/// are refused.
nlohmann::json parse_body(std::string_view text);

}  // namespace wutong::app
