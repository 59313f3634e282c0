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

std::int64_t save_policy_set(Connection& connection, std::int64_t county_id,
                             const PolicySet& policy) {
  const std::int64_t policy_set_id = IdentifierSource::shared().next();
  BulkInsert insert(connection,
                    "policy_set (county_id, policy_set_id, subject, jurisdiction, document_no,"
                    " effective_from, effective_to, parameters)");
  insert.row(county_id, policy_set_id, policy.subject, policy.jurisdiction, policy.document_no,
             policy.effective_from, policy.effective_to, policy.parameters);
  insert.finish();
  return policy_set_id;
}

std::vector<StoredPolicySet> load_policy_sets(Connection& connection, std::int64_t county_id,
                                              const PolicyFilter& filter) {
  std::string where =
      fmt::format("p.county_id = {} AND p.policy_set_id > {}", county_id, filter.after_id);
  if (!filter.subject.empty()) where += " AND p.subject = " + connection.quoted(filter.subject);
  if (filter.policy_set_id)
    where += fmt::format(" AND p.policy_set_id = {}", *filter.policy_set_id);
  Rows rows = connection.query(fmt::format(
      "SELECT p.policy_set_id, p.subject, p.jurisdiction, p.document_no, p.effective_from,"
      " p.effective_to, p.parameters, p.policy_set_id = (SELECT q.policy_set_id FROM policy_set q"
      "  WHERE q.county_id = p.county_id AND q.subject = p.subject AND q.effective_from <= '{0}'"
      "  AND (q.effective_to IS NULL OR q.effective_to >= '{0}')"
      "  ORDER BY q.effective_from DESC LIMIT 1)"
      " FROM policy_set p WHERE {1} ORDER BY p.policy_set_id LIMIT {2}",
      to_string(filter.as_of), where, filter.at_most));
  std::vector<StoredPolicySet> sets;
  while (rows.next()) {
    std::optional<Date> until;
    if (!rows.is_null(6)) until = rows.date(6);
    sets.push_back({rows.integer(1),
                    {rows.text(2), rows.text(3), rows.text(4), rows.date(5), until, rows.text(7)},
                    !rows.is_null(8) && rows.integer(8) != 0});
  }
  return sets;
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
