#include "procurement/app/http/handlers/supplier_answers.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/supplier_json.h"
#include "procurement/app/http/http_service.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/suppliers/require_supplier.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

namespace {

[[noreturn]] void refuse_unknown(const std::string& code) {
  throw procurement::Refused(procurement::Refusal::unknown_record, {"supplier", code});
}

}  // namespace

procurement::SupplierDetail load_visible_supplier(Call& call, const std::string& code,
                                                  inventory::Date as_of) {
  const auto connection = call.service.store().lease();
  auto detail = procurement::load_supplier(*connection, call.service.county_id(), code, as_of);
  if (!detail || !sees_supplier(call.caller->principal, detail->line.supplier.stored.id)) {
    refuse_unknown(code);
  }
  return std::move(*detail);
}

HttpAnswer supplier_answer(Call& call, const std::string& code, inventory::Date as_of) {
  const auto detail = load_visible_supplier(call, code, as_of);
  HttpAnswer answer = json_answer(shown_supplier(detail.line, detail.suspension));
  answer.headers.emplace_back("ETag",
                              '"' + std::to_string(detail.line.supplier.newest_version) + '"');
  return answer;
}

std::int64_t visible_supplier_id(Call& call, inventory::Connection& connection,
                                 const std::string& code) {
  constexpr std::int64_t above_all = std::numeric_limits<std::int32_t>::max();
  const auto newest =
      inventory::load_supplier_versions(connection, call.service.county_id(), code, above_all, 1);
  if (newest.empty() || !sees_supplier(call.caller->principal, newest.front().stored.id)) {
    refuse_unknown(code);
  }
  return newest.front().stored.id;
}

void require_supplier_version(const Call& call, inventory::Connection& connection,
                              const std::string& code) {
  const auto known = procurement::lock_known_supplier(connection, call.service.county_id(), code);
  procurement::check_expected_version(
      {code, expected_version(call), known.newest_version, known.effective_from});
}

}  // namespace wutong::app::handlers
