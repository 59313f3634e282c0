#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wutong::reporting {

/// Which documents, and which page of them.
struct DocumentFilter {
  std::string period;                       ///< "2026-11"; empty: of every cycle
  std::optional<std::int64_t> supplier_id;  ///< only this one's
  /// Only these members'; none at all when it is empty.
  std::optional<std::vector<std::int64_t>> facility_ids;
  /// The key of the last document already shown, part by part; empty texts: from the beginning.
  std::vector<std::string> after;
  std::int64_t limit = 100;
};

}  // namespace wutong::reporting
