#pragma once

#include <optional>
#include <string>

#include "inventory/records/date.h"

namespace wutong::procurement {

/// How an entry of a formulary ends: the first day on which it no longer holds, and why. Without a
/// day it goes on.
struct Ending {
  std::optional<inventory::Date> until;
  std::string removal_reason;
};

/// The day from which it is over; the last day there is for one that goes on.
inventory::Date end_of(const std::optional<inventory::Date>& until);

/// Whether there is a day on which both an entry and a row hold.
template <typename Entry, typename Row>
bool overlaps(const Entry& entry, const Row& row) {
  return entry.effective_from < end_of(row.effective_until) &&
         row.effective_from < end_of(entry.effective_until);
}

// All throw RowRefused about `what`, the item and whose formulary it is.

/// field_missing: a reason without a day; dates_reversed.
void check_ending(const std::string& what, inventory::Date from, const Ending& given);
/// item_day_past: what was relied on until today is not undone.
void check_ends_ahead(const std::string& what, inventory::Date until, inventory::Date today);
/// Whether the row ends what goes on. False: it says what is recorded. Refuses recorded_otherwise
/// when it has ended otherwise.
bool is_ended_by(const std::string& what, const Ending& recorded, const Ending& given);

}  // namespace wutong::procurement
