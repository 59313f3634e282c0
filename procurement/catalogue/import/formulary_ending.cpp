#include "procurement/catalogue/import/formulary_ending.h"

#include "procurement/catalogue/import/row_import.h"

namespace wutong::procurement {

using inventory::Date;

Date end_of(const std::optional<Date>& until) {
  return until.value_or(Date::max());
}

void check_ending(const std::string& what, Date from, const Ending& given) {
  if (!given.until && !given.removal_reason.empty()) {
    throw RowRefused("effective_until", Refusal::field_missing, {what, "effective_until"});
  }
  if (given.until && *given.until <= from) {
    throw RowRefused("effective_until", Refusal::dates_reversed,
                     {what, inventory::to_string(from), inventory::to_string(*given.until)});
  }
}

void check_ends_ahead(const std::string& what, Date until, Date today) {
  if (until >= today) return;
  throw RowRefused("effective_until", Refusal::item_day_past,
                   {what, inventory::to_string(until), inventory::to_string(today)});
}

bool is_ended_by(const std::string& what, const Ending& recorded, const Ending& given) {
  if (recorded.until == given.until && recorded.removal_reason == given.removal_reason) {
    return false;
  }
  if (recorded.until) {
    require_as_recorded(what,
                        {{"effective_until", text_of_day(recorded.until), text_of_day(given.until)},
                         {"removal_reason", recorded.removal_reason, given.removal_reason}});
  }
  return true;
}

}  // namespace wutong::procurement
