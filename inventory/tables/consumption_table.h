#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::inventory {

/// What a facility used on a day (消耗单), or takes back of an earlier such document.
struct Consumption {
  std::int64_t consumption_id{};
  std::string consumption_no;
  std::int64_t facility_id{};
  Date used_on{};
  std::optional<std::int64_t> reverses_id;
  std::string reason;
  std::string actor{};
  std::string recorded_at{};                  ///< UTC
  std::optional<std::int64_t> reversed_by{};  ///< the document that takes it back
};
struct ConsumptionLine {
  std::int64_t item_id{};
  std::int64_t lot_id{};
  pricing::Quantity quantity;
};

/// Nothing when no document has the number; `lock`: its row until the transaction ends.
std::optional<Consumption> find_consumption(Connection& connection, std::int64_t county_id,
                                            const std::string& consumption_no, bool lock = false);
std::optional<Consumption> find_consumption(Connection& connection, std::int64_t county_id,
                                            std::int64_t consumption_id);
std::vector<ConsumptionLine> load_consumption_lines(Connection& connection, std::int64_t county_id,
                                                    std::int64_t consumption_id);
/// The numbers of its lots, by lot id.
std::unordered_map<std::int64_t, std::string> load_lot_numbers(Connection& connection,
                                                               std::int64_t county_id,
                                                               std::int64_t consumption_id);
/// Locks the facility's row, so that its documents are numbered one after the other, and answers
/// how many it has made on numbers that begin so.
std::int64_t count_consumption_numbers(Connection& connection, std::int64_t county_id,
                                       std::int64_t facility_id, const std::string& begins);
void insert_consumption(Connection& connection, const Recording& recording,
                        const Consumption& document, const std::vector<ConsumptionLine>& lines);

struct ConsumptionFilter {
  std::int64_t facility_id{};
  std::optional<Date> first_day;
  std::optional<Date> last_day;
  std::int64_t below_id = std::numeric_limits<std::int64_t>::max();
  std::int64_t at_most = 100;
};
/// The newest first. One statement.
std::vector<Consumption> list_consumptions(Connection& connection, std::int64_t county_id,
                                           const ConsumptionFilter& filter);

}  // namespace wutong::inventory
