#include <algorithm>
#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/organisation_json.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/organisation/link_drugstore.h"
#include "procurement/catalogue/organisation/read_organisation.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::DrugstoreLink;
using nlohmann::ordered_json;
using procurement::Duty;

namespace {

/// The links of a day that the caller may see, by id, after one of them.
std::vector<DrugstoreLink> load_links(Call& call, inventory::Connection& connection,
                                      std::int64_t after_id) {
  const inventory::Date as_of = asked_day(call);
  const FacilityReach reach(connection, call, Duty::read_members);
  auto links = inventory::load_drugstore_links(connection, call.service.county_id());
  std::erase_if(links, [&](const DrugstoreLink& link) {
    return link.link_id <= after_id || !link.covers(as_of) ||
           (!reach.contains(link.pharmacy_facility_id) &&
            !reach.contains(link.drugstore_facility_id));
  });
  std::sort(links.begin(), links.end(), [](const DrugstoreLink& left, const DrugstoreLink& right) {
    return left.link_id < right.link_id;
  });
  return links;
}

}  // namespace

HttpAnswer list_drugstore_links(Call& call) {
  const Page page = page_of(call);
  const std::string_view asked = call.parameter("facility_code");
  const auto connection = call.service.store().lease();
  const auto history = inventory::load_facility_history(*connection, call.service.county_id());
  ordered_json list = ordered_json::array();
  for (const DrugstoreLink& link : load_links(call, *connection, number_of(page.after))) {
    const std::string& pharmacy = history.code_of(link.pharmacy_facility_id);
    const std::string& drugstore = history.code_of(link.drugstore_facility_id);
    if (!asked.empty() && asked != pharmacy && asked != drugstore) continue;
    if (static_cast<std::int64_t>(list.size()) > page.limit) break;
    list.push_back(shown_link({link, pharmacy, drugstore}));
  }
  return page_answer("links", std::move(list), page, "link_id");
}

HttpAnswer link_drugstore(Call& call) {
  const nlohmann::json& body = *call.body;
  const procurement::LinkDrugstore input{text_field(body, "pharmacy_code"),
                                         text_field(body, "drugstore_code"),
                                         body.at("distance_metres").get<std::int64_t>(),
                                         text_field(body, "opening_hours"),
                                         date_field(body, "valid_from").value_or(local_day()),
                                         date_field(body, "valid_until")};
  const std::string answer =
      run_operation(call, "link_drugstore", [&](inventory::Connection& connection) {
        return procurement::link_drugstore(connection, recording_of(call), input);
      });
  DrugstoreLink link;
  link.link_id = inventory::figure_in(answer, "link_id");
  link.distance_metres = input.distance_metres;
  link.opening_hours = input.opening_hours;
  link.valid_from = input.valid_from;
  link.valid_until = input.valid_until;
  return json_answer(shown_link({link, input.pharmacy_code, input.drugstore_code}));
}

HttpAnswer end_drugstore_link(Call& call) {
  const std::int64_t link_id = number_in_path(call, "link_id", "drugstore link");
  const inventory::Date last_day = date_field(*call.body, "valid_until").value_or(local_day());
  const auto known = [&](inventory::Connection& connection) {
    for (const auto& link : inventory::load_drugstore_links(connection, call.service.county_id())) {
      if (link.link_id == link_id) return link;
    }
    throw procurement::Refused(procurement::Refusal::unknown_record,
                               {"drugstore link", call.path.at("link_id")});
  };
  const auto line = [&](inventory::Connection& connection) {
    const auto history = inventory::load_facility_history(connection, call.service.county_id());
    const DrugstoreLink link = known(connection);
    return procurement::DrugstoreLinkLine{link, history.code_of(link.pharmacy_facility_id),
                                          history.code_of(link.drugstore_facility_id)};
  };
  run_operation(call, "end_drugstore_link", [&](inventory::Connection& connection) {
    const auto wanted = line(connection);
    if (!wanted.link.covers(last_day)) {
      throw procurement::Refused(
          procurement::Refusal::link_not_known,
          {wanted.pharmacy_code, wanted.drugstore_code, inventory::to_string(last_day)});
    }
    return procurement::end_drugstore_link(connection, recording_of(call),
                                           {wanted.pharmacy_code, wanted.drugstore_code, last_day});
  });
  return json_answer(shown_link(line(*call.service.store().lease())));
}

}  // namespace wutong::app::handlers
