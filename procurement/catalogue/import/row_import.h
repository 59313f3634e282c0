#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inventory/records/date.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

/// What a row of a file meant for the county's records.
enum class Taken { registered, changed, unchanged };

/// A refusal of one row, with the column that it is about; empty: about the row as a whole.
class RowRefused : public Refused {
 public:
  RowRefused(std::string_view column, Refusal refusal, std::vector<std::string> figures)
      : Refused(refusal, std::move(figures)), column_(column) {}
  const std::string& column() const { return column_; }

 private:
  std::string column_;
};

/// A value of a record that is known already, beside what the row says.
struct FieldSeen {
  std::string_view column;
  std::string recorded;
  std::string given;
};
/// Throws `recorded_otherwise` for the first field that differs: what was recorded is history, and
/// an import adds to it.
void require_as_recorded(const std::string& what, const std::vector<FieldSeen>& fields);

/// The day, or nothing.
std::string text_of_day(const std::optional<inventory::Date>& day);

}  // namespace wutong::procurement
