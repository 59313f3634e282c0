#include "procurement/app/http/handlers/receiving_access.h"

#include <fmt/format.h>

#include <charconv>

#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/supplier_answers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using procurement::Duty;

bool sees_goods(Call& call, inventory::Connection& connection, Duty duty, std::int64_t supplier_id,
                std::int64_t facility_id) {
  const auto& own = call.caller->principal.supplier_id;
  if (own) return *own == supplier_id;
  return FacilityReach(connection, call, duty).contains(facility_id);
}

GoodsFilter goods_filter(Call& call, inventory::Connection& connection,
                         const inventory::CodesById& facility_codes, Duty duty) {
  GoodsFilter filter;
  filter.supplier_id = call.caller->principal.supplier_id;
  const std::string supplier(call.parameter("supplier_code"));
  if (!supplier.empty()) filter.supplier_id = visible_supplier_id(call, connection, supplier);
  const std::string wanted(call.parameter("facility_code"));
  const bool is_supplier = call.caller->principal.supplier_id.has_value();
  const FacilityReach reach(connection, call, duty);
  if (wanted.empty() && (is_supplier || reach.is_whole_county())) return filter;
  for (const auto& [id, code] : facility_codes) {
    const bool is_seen = is_supplier || reach.contains(id);
    if (is_seen && (wanted.empty() || wanted == code)) filter.facility_ids.push_back(id);
  }
  if (!wanted.empty() && filter.facility_ids.empty()) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"facility", wanted});
  }
  filter.sees_nothing = filter.facility_ids.empty();
  return filter;
}

DocumentCodes load_document_codes(Call& call, inventory::Connection& connection) {
  const std::int64_t county_id = call.service.county_id();
  return {inventory::load_codes(connection, county_id, inventory::Noun::facility),
          inventory::load_codes(connection, county_id, inventory::Noun::supplier)};
}

std::int64_t id_in(const std::string& text) {
  std::int64_t id = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc{} && stop == text.data() + text.size() && id > 0 ? id : 0;
}

std::int64_t id_after(const Page& page) {
  return id_in(page.after);  // leading zeros are none to a number
}

std::string id_key(std::int64_t id) {
  return fmt::format("{:020}", id);
}

}  // namespace wutong::app::handlers
