#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::inventory {

/// How much of an item a facility is to keep: by what it uses, or by levels that somebody has set.
enum class StockMethod { periodic_review, minimum_maximum, imprest };
std::string_view to_string(StockMethod method);
std::optional<StockMethod> parse_stock_method(std::string_view text);

/// A line of a facility's stock list (常备药品目录). Base units.
struct StockListLine {
  std::int64_t item_id{};
  StockMethod method{};
  std::optional<pricing::Quantity> minimum;  ///< of minimum_maximum: at or below it, fill up
  std::optional<pricing::Quantity> maximum;  ///< up to here; of an imprest list its level
  std::string note;
  std::int64_t version = 0;  ///< of the list, with which the line began
  std::string actor{};
  std::string recorded_at{};  ///< UTC
};

struct StockList {
  std::int64_t version = 0;          ///< 0: nobody has made one
  std::vector<StockListLine> lines;  ///< those that hold, by item id; periodic_review ones left out
};
StockList load_stock_list(Connection& connection, std::int64_t county_id, std::int64_t facility_id);
/// All that ever held of an item, the newest first.
std::vector<StockListLine> load_stock_list_history(Connection& connection, std::int64_t county_id,
                                                   std::int64_t facility_id, std::int64_t item_id);

/// Locks the facility's list until the transaction ends; answers its version, 0 when there is none.
std::int64_t lock_stock_list(Connection& connection, std::int64_t county_id,
                             std::int64_t facility_id);
/// Writes these lines as the list's next version.
void save_stock_list(Connection& connection, const Recording& recording, std::int64_t facility_id,
                     std::int64_t version, const std::vector<StockListLine>& lines);

}  // namespace wutong::inventory
