#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::procurement {

struct OpenPeriod {
  std::string period;  ///< "2026-11"
  std::int64_t minimum_shelf_life_days{};
};

/// Opens a month that is worked day by day. Refuses: period_already_settled, period_still_open (one
/// is trading, or a cycle is unfinished), later_period_settled. Answers {"cycle_id"}.
std::string open_period(inventory::Connection& connection, const inventory::Recording& recording,
                        const OpenPeriod& input);

/// The period that is worked day by day, its row locked until the transaction ends: what is decided
/// upon all that a period has asked for and ordered follows one after the other. `period` empty:
/// whichever is open. Throws Refused: period_not_open.
inventory::Cycle lock_open_period(inventory::Connection& connection, std::int64_t county_id,
                                  const std::string& period = {});
/// The same without the lock.
inventory::Cycle find_open_period(inventory::Connection& connection, std::int64_t county_id,
                                  const std::string& period = {});

}  // namespace wutong::procurement
