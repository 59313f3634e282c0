#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/item_table.h"
#include "procurement/catalogue/search/catalogue_index.h"

namespace wutong::procurement {

/// What the items are narrowed by.
struct ItemQuery {
  std::string_view typed;
  std::string_view kind;  ///< empty: of any
  inventory::Date as_of{};
  std::size_t limit = 100;
};

/// The search over the living catalogue of a county. Keeps an index in memory and makes a new one
/// when the catalogue has changed, which it looks for once a second at most. Safe for many threads.
class ItemSearch {
 public:
  explicit ItemSearch(std::int64_t county_id) : county_id_(county_id) {}

  /// The best items first, as they are on the day.
  std::vector<inventory::ItemVersion> find(inventory::Connection& connection,
                                           const ItemQuery& query);

 private:
  using Clock = std::chrono::steady_clock;
  std::shared_ptr<const CatalogueIndex> current_index(inventory::Connection& connection,
                                                      inventory::Date as_of);
  void rebuild(inventory::Connection& connection, inventory::Date as_of);

  const std::int64_t county_id_;
  std::mutex mutex_;
  std::shared_ptr<const CatalogueIndex> index_;
  std::string built_from_;       ///< what the catalogue was then
  std::string looked_at_audit_;  ///< how far the audit chain was when it was last looked at
  Clock::time_point looked_at_{};
};

}  // namespace wutong::procurement
