#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "inventory/records/date.h"

namespace wutong::procurement {

/// A value of a record, as a refusal names it: "supplier S1", "name".
struct Field {
  std::string_view record;
  std::string_view name;
};

/// Throws `field_missing` or `field_too_long` (characters, not bytes).
void check_text(const Field& field, std::string_view text, std::size_t characters_at_most);
/// The same, but an empty text is fine.
void check_optional_text(const Field& field, std::string_view text, std::size_t characters_at_most);
/// Throws `bad_code` for white space around it or control characters in it.
void check_code(const Field& field, std::string_view code);
/// Throws `figure_out_of_range`.
struct Range {
  std::int64_t least{};
  std::int64_t most{};
};
void check_figure(const Field& field, std::int64_t figure, Range allowed);
/// Throws `dates_reversed` when the last day is before the first.
struct DayRange {
  inventory::Date first;
  std::optional<inventory::Date> last;
};
void check_days(std::string_view record, const DayRange& days);

/// Of a version that a change was made from, and the newest one.
struct VersionsSeen {
  std::string_view code;
  std::int64_t expected{};
  std::int64_t newest{};
  inventory::Date newest_from{};
};
/// Throws `record_has_changed` when another version is the newest by now.
void check_expected_version(const VersionsSeen& seen);
/// Throws `change_before_newest_version`: it would undo a version silently on the days after.
void check_effective_from(const VersionsSeen& seen, inventory::Date effective_from);

constexpr std::size_t code_characters = 64;
constexpr std::size_t name_characters = 500;
constexpr std::size_t reason_characters = 500;

}  // namespace wutong::procurement
