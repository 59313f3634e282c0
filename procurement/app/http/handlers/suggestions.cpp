#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/suggestion_json.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"

namespace wutong::app::handlers {

HttpAnswer list_suggestions(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const auto member = member_in_path(call, *connection, procurement::Duty::read_requisitions);
  procurement::SuggestionsWanted wanted;
  wanted.facility_id = member.facility_id;
  wanted.facility_kind = member.kind;
  wanted.today = local_day();
  wanted.after_code = page.after;
  wanted.at_most = static_cast<std::size_t>(page.limit) + 1;
  const auto suggestions =
      procurement::suggest_quantities(*connection, call.service.county_id(), wanted);
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& item : suggestions.items) list.push_back(shown_suggestion(item, suggestions));
  return page_answer("suggestions", std::move(list), page, "item_code");
}

}  // namespace wutong::app::handlers
