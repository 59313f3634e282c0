#include "inventory/tables/policy_table.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "inventory/database/bulk_insert.h"
#include "inventory/identifier.h"

namespace wutong::inventory {

namespace {

/// The parameter as JSON; null when there is none.
nlohmann::json parameter_of(Connection& connection, std::int64_t county_id,
                            const std::string& subject, const std::string& parameter, Date as_of) {
  const auto parameters = connection.query_text(
      fmt::format("SELECT parameters FROM policy_set WHERE county_id = {} AND subject = {} AND"
                  " effective_from <= '{}' AND (effective_to IS NULL OR effective_to >= '{}')"
                  " ORDER BY effective_from DESC LIMIT 1",
                  county_id, connection.quoted(subject), to_string(as_of), to_string(as_of)));
  if (!parameters) return nullptr;
  const auto object = nlohmann::json::parse(*parameters);
  const auto found = object.find(parameter);
  return found == object.end() ? nlohmann::json(nullptr) : *found;
}

}  // namespace

void save_policy_set(Connection& connection, std::int64_t county_id, const PolicySet& policy) {
  BulkInsert insert(connection,
                    "policy_set (county_id, policy_set_id, subject, jurisdiction, document_no,"
                    " effective_from, effective_to, parameters)");
  insert.row(county_id, IdentifierSource::shared().next(), policy.subject, policy.jurisdiction,
             policy.document_no, policy.effective_from, policy.effective_to, policy.parameters);
  insert.finish();
}

bool has_policy_set(Connection& connection, std::int64_t county_id, const std::string& subject,
                    Date effective_from) {
  return connection
      .query_integer(fmt::format("SELECT 1 FROM policy_set WHERE county_id = {} AND subject = {}"
                                 " AND effective_from = '{}'",
                                 county_id, connection.quoted(subject), to_string(effective_from)))
      .has_value();
}

bool is_json_object(const std::string& text) {
  return nlohmann::json::parse(text, nullptr, false).is_object();
}

std::optional<std::string> policy_text(Connection& connection, std::int64_t county_id,
                                       const std::string& subject, const std::string& parameter,
                                       Date as_of) {
  const auto value = parameter_of(connection, county_id, subject, parameter, as_of);
  if (value.is_null()) return std::nullopt;
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::optional<std::int64_t> policy_integer(Connection& connection, std::int64_t county_id,
                                           const std::string& subject, const std::string& parameter,
                                           Date as_of) {
  const auto value = parameter_of(connection, county_id, subject, parameter, as_of);
  if (!value.is_number_integer()) return std::nullopt;
  return value.get<std::int64_t>();
}

}  // namespace wutong::inventory
