#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/delivery_route.h"
#include "inventory/records/recording.h"
#include "inventory/tables/drugstore_link_table.h"

namespace wutong::procurement {

/// What still ties a facility to the county. The first two must be ended before it leaves; for the
/// others another facility can answer.
struct OpenAffairs {
  std::vector<std::string> routes;  ///< codes of routes that it is hub or stop of
  std::int64_t drugstore_links = 0;
  std::int64_t lots_in_stock = 0;
  std::int64_t owed_fen = 0;                    ///< balance of its receivables, either way
  std::vector<std::string> unfinished_periods;  ///< cycles in which it has requested
  bool must_be_ended() const { return !routes.empty() || drugstore_links > 0; }
  bool must_be_handed_over() const {
    return lots_in_stock > 0 || owed_fen != 0 || !unfinished_periods.empty();
  }
  /// What the refusal shows: routes, links, lots, balance, periods; "-" where there is none.
  std::vector<std::string> figures() const;
};

/// What is open on a day and later. Seven statements, whatever there is.
OpenAffairs load_open_affairs(inventory::Connection& connection, std::int64_t county_id,
                              std::int64_t facility_id, inventory::Date from);

/// The codes of the routes that are driven over a facility on a day or on any later day.
std::vector<std::string> routes_over(const std::vector<inventory::RouteVersion>& versions,
                                     std::int64_t facility_id, inventory::Date from);

}  // namespace wutong::procurement
