#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// Numbers that policy sets (domain.md, first paragraph): they vary by place, document and day, so
/// they are data. A set never changes; the next one of its subject begins on a later day.
struct PolicySet {
  std::string subject;  ///< "formulary", "licence", ...
  std::string jurisdiction;
  std::string document_no;
  Date effective_from{};
  std::optional<Date> effective_to;  ///< the last day, inclusive
  std::string parameters;            ///< a JSON object
};

/// Answers the id that it was given.
std::int64_t save_policy_set(Connection& connection, std::int64_t county_id,
                             const PolicySet& policy);

/// A set as it is kept.
struct StoredPolicySet {
  std::int64_t policy_set_id{};
  PolicySet set;
  bool is_in_force = false;  ///< on the day asked for: of those of its subject the one begun last
};
struct PolicyFilter {
  Date as_of{};
  std::string subject;  ///< empty: all
  std::optional<std::int64_t> policy_set_id;
  std::int64_t after_id = 0;
  std::int64_t at_most = 1000;
};
/// In the order in which they were added. One statement.
std::vector<StoredPolicySet> load_policy_sets(Connection& connection, std::int64_t county_id,
                                              const PolicyFilter& filter);

bool has_policy_set(Connection& connection, std::int64_t county_id, const std::string& subject,
                    Date effective_from);
bool is_json_object(const std::string& text);

/// A parameter of the set that is in force on `as_of`: of all that hold, the one begun last.
/// Nothing when there is none, or it does not have the parameter. `parameter` is a plain name.
std::optional<std::string> policy_text(Connection& connection, std::int64_t county_id,
                                       const std::string& subject, const std::string& parameter,
                                       Date as_of);
std::optional<std::int64_t> policy_integer(Connection& connection, std::int64_t county_id,
                                           const std::string& subject, const std::string& parameter,
                                           Date as_of);

}  // namespace wutong::inventory
