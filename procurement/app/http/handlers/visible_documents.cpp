#include "procurement/app/http/handlers/visible_documents.h"

#include <algorithm>

#include "inventory/tables/master_tables.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/supplier_answers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using procurement::Duty;
using Facilities = std::optional<std::vector<std::int64_t>>;

namespace {

/// Nothing: all of them.
Facilities visible_facilities(const Call& call, inventory::Connection& connection,
                              const inventory::CodesById& codes, Duty duty) {
  const FacilityReach reach(connection, call, duty);
  if (reach.is_whole_county()) return std::nullopt;
  std::vector<std::int64_t> visible;
  for (const auto& [facility_id, code] : codes) {
    if (reach.contains(facility_id)) visible.push_back(facility_id);
  }
  return visible;
}

/// The facility of this code among those.
std::int64_t require_facility(const inventory::CodesById& codes, const Facilities& visible,
                              const std::string& code) {
  for (const auto& [facility_id, known] : codes) {
    if (known != code) continue;
    const bool seen =
        !visible || std::find(visible->begin(), visible->end(), facility_id) != visible->end();
    if (seen) return facility_id;
  }
  throw procurement::Refused(procurement::Refusal::unknown_record, {"facility", code});
}

}  // namespace

reporting::DocumentFilter document_filter(Call& call, const Page& page, std::size_t parts) {
  reporting::DocumentFilter filter;
  filter.period = call.parameter("period");
  filter.after = key_parts(page, parts);
  filter.limit = page.limit + 1;
  return filter;
}

reporting::DocumentFilter supplier_filter(Call& call, inventory::Connection& connection,
                                          const Page& page, std::size_t parts) {
  reporting::DocumentFilter filter = document_filter(call, page, parts);
  filter.supplier_id = call.caller->principal.supplier_id;
  const std::string code(call.parameter("supplier_code"));
  if (!code.empty()) filter.supplier_id = visible_supplier_id(call, connection, code);
  return filter;
}

reporting::DocumentFilter facility_filter(Call& call, inventory::Connection& connection,
                                          const Page& page, std::size_t parts, Duty duty) {
  reporting::DocumentFilter filter = document_filter(call, page, parts);
  const auto codes =
      inventory::load_codes(connection, call.service.county_id(), inventory::Noun::facility);
  filter.facility_ids = visible_facilities(call, connection, codes, duty);
  const std::string code(call.parameter("facility_code"));
  if (!code.empty()) filter.facility_ids = {require_facility(codes, filter.facility_ids, code)};
  return filter;
}

bool sees_facility(Call& call, inventory::Connection& connection, std::int64_t facility_id,
                   Duty duty) {
  return FacilityReach(connection, call, duty).contains(facility_id);
}

}  // namespace wutong::app::handlers
