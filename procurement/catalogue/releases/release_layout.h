#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/records/release.h"

namespace wutong::procurement {

/// Which column of a release is what, by its position. Everything but the code may be missing.
struct ReleaseLayout {
  std::size_t code{};
  std::optional<std::size_t> form{};
  std::optional<std::size_t> unit{};
  std::optional<std::size_t> approval_no{};
  std::optional<std::size_t> strength{};
  std::optional<std::size_t> pack_size{};
};

/// Knows the columns by their names, our own (`code`, `form`, `base_unit` ...) and those that the
/// publishers use (医保药品编码, 剂型, 批准文号 ...). Refuses missing_column (no code),
/// duplicate_column (a name twice, or two columns for one thing).
ReleaseLayout find_layout(const std::vector<std::string>& columns);

/// The row with that number and those cells, as the layout says.
inventory::ReleaseRow row_of(const ReleaseLayout& layout, std::int64_t row_no,
                             const std::vector<std::string>& cells);

}  // namespace wutong::procurement
