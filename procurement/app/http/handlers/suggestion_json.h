#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "inventory/records/master_data.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/app/http/route.h"
#include "procurement/identity/duty.h"
#include "procurement/purchase/demand/suggest_quantities.h"

namespace wutong::app::handlers {

/// What names an item and tells it from others, as every list of quantities shows it.
nlohmann::ordered_json shown_item_head(const inventory::ItemRecord& record);

/// The schema SuggestionInputs.
nlohmann::ordered_json shown_inputs(const procurement::ItemSuggestion& suggestion,
                                    const procurement::Suggestions& all);
/// The schema Suggestion.
nlohmann::ordered_json shown_suggestion(const procurement::SuggestedItem& item,
                                        const procurement::Suggestions& all);

/// A member that the caller reaches with a duty, as it is today. One that he does not reach is not
/// there: refuses (unknown_record) both alike.
inventory::MemberOnDay member_in_path(const Call& call, inventory::Connection& connection,
                                      procurement::Duty duty);

}  // namespace wutong::app::handlers
