#include "reporting/cycle_documents/document_condition.h"

#include <fmt/format.h>

namespace wutong::reporting {

namespace {

std::string after_condition(const inventory::Connection& connection, const DocumentFilter& filter,
                            std::string_view key) {
  if (filter.after.empty() || filter.after.front().empty()) return "";
  std::vector<std::string> parts;
  for (const std::string& part : filter.after) parts.push_back(connection.quoted(part));
  return fmt::format(" AND ({}) > ({})", key, fmt::join(parts, ", "));
}

std::string facility_condition(const DocumentFilter& filter, std::string_view column) {
  if (!filter.facility_ids || column.empty()) return "";
  if (filter.facility_ids->empty()) return " AND 1 = 0";
  return fmt::format(" AND {} IN ({})", column, fmt::join(*filter.facility_ids, ", "));
}

}  // namespace

std::string page_condition(const inventory::Connection& connection, const DocumentFilter& filter,
                           const FilterColumns& columns) {
  const std::string key = fmt::format("{}", fmt::join(columns.key, ", "));
  std::string condition;
  if (!filter.period.empty()) {
    condition += fmt::format(" AND {} = {}", columns.period, connection.quoted(filter.period));
  }
  if (filter.supplier_id && !columns.supplier_id.empty()) {
    condition += fmt::format(" AND {} = {}", columns.supplier_id, *filter.supplier_id);
  }
  condition += facility_condition(filter, columns.facility_id);
  condition += after_condition(connection, filter, key);
  return fmt::format("{} ORDER BY {} LIMIT {}", condition, key, filter.limit);
}

}  // namespace wutong::reporting
