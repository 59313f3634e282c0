#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/http/problem.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/organisation/change_facility.h"
#include "procurement/catalogue/organisation/read_organisation.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::FacilityOnDay;
using nlohmann::ordered_json;

namespace {

ordered_json shown_facility(const FacilityOnDay& facility, std::int64_t version) {
  return {{"code", facility.record.code},
          {"name", facility.record.name},
          {"kind", to_string(facility.record.kind)},
          {"parent_code", text_or_null(facility.record.parent_code)},
          {"version", version},
          {"effective_from", inventory::to_string(facility.effective_from)}};
}

std::optional<inventory::FacilityKind> wanted_kind(const Call& call) {
  const std::string_view text = call.parameter("kind");
  if (text.empty()) return std::nullopt;
  const auto kind = inventory::parse_facility_kind(text);
  if (kind) return kind;
  throw InputRefused(
      {{"kind",
        procurement::Refusal::unknown_value,
        {"", "", "kind", std::string(text), "centre, hospital, township, village, drugstore"}}});
}

FacilityOnDay load(Call& call) {
  const std::string& code = call.path.at("code");
  const auto connection = call.service.store().lease();
  auto detail =
      procurement::load_facility(*connection, call.service.county_id(), code, local_day());
  if (!detail) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"facility", code});
  }
  return std::move(detail->facility);
}

HttpAnswer facility_answer(Call& call) {
  const FacilityOnDay facility = load(call);
  HttpAnswer answer = json_answer(shown_facility(facility, facility.newest_version));
  answer.headers.emplace_back("ETag", '"' + std::to_string(facility.newest_version) + '"');
  return answer;
}

}  // namespace

HttpAnswer list_facilities(Call& call) {
  const Page page = page_of(call);
  inventory::FacilityQuery query;
  query.as_of = local_day();
  query.text = call.parameter("q");
  query.kind = wanted_kind(call);
  query.after_code = page.after;
  query.at_most = page.limit + 1;
  const auto connection = call.service.store().lease();
  ordered_json facilities = ordered_json::array();
  for (const FacilityOnDay& facility :
       procurement::list_facilities(*connection, call.service.county_id(), query).facilities) {
    facilities.push_back(shown_facility(facility, facility.newest_version));
  }
  return page_answer("facilities", std::move(facilities), page, "code");
}

HttpAnswer show_facility(Call& call) {
  return facility_answer(call);
}

HttpAnswer list_facility_versions(Call& call) {
  const std::string code = load(call).record.code;
  const auto connection = call.service.store().lease();
  ordered_json versions = ordered_json::array();
  for (const FacilityOnDay& version :
       procurement::list_facility_versions(*connection, call.service.county_id(), code, {}, 1000)
           .versions) {
    versions.push_back(shown_facility(version, version.version));
  }
  return json_answer({{"versions", std::move(versions)}, {"next_cursor", nullptr}});
}

HttpAnswer change_facility(Call& call) {
  const nlohmann::json& body = *call.body;
  const procurement::ChangeFacility change{
      call.path.at("code"),
      text_field(body, "name"),
      inventory::parse_facility_kind(text_field(body, "kind")).value(),
      expected_version(call),
      date_field(body, "effective_from").value_or(local_day()),
      text_field(body, "reason")};
  run_operation(call, "change_facility", [&](inventory::Connection& connection) {
    return procurement::change_facility(connection, recording_of(call), change);
  });
  return facility_answer(call);
}

}  // namespace wutong::app::handlers
