#include "procurement/app/http/handlers/supplier_json.h"

#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/json_fields.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;

namespace {

ordered_json number_or_null(const std::optional<std::int64_t>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}

ordered_json id_or_null(std::int64_t id) {
  return id == 0 ? ordered_json(nullptr) : ordered_json(std::to_string(id));
}

ordered_json shown_suspension(const std::optional<inventory::SupplierSuspension>& suspension) {
  if (!suspension) return nullptr;
  return {{"suspended_on", inventory::to_string(suspension->suspended_on)},
          {"reason", suspension->reason}};
}

}  // namespace

ordered_json shown_supplier_version(const inventory::SupplierVersion& version) {
  const inventory::SupplierRecord& record = version.stored.record;
  return {{"code", record.code},
          {"name", record.name},
          {"licence_no", record.licence_no},
          {"licence_expires_on", shown(record.licence_expires_on)},
          {"order_fee", shown(record.order_fee)},
          {"minimum_order_amount", shown(record.minimum_order_amount)},
          {"version", version.stored.version},
          {"effective_from", inventory::to_string(version.effective_from)}};
}

ordered_json shown_supplier(const procurement::SupplierLine& line,
                            const std::optional<inventory::SupplierSuspension>& suspension) {
  ordered_json supplier = shown_supplier_version(line.supplier);
  supplier["version"] = line.supplier.newest_version;  // the one that a change must have seen
  supplier["licence_state"] = to_string(line.file_licence.state);
  supplier["days_left"] = number_or_null(line.file_licence.days_left);
  supplier["suspension"] = shown_suspension(suspension);
  return supplier;
}

ordered_json shown_licence(const procurement::JudgedLicence& judged) {
  const inventory::SupplierLicence& licence = judged.licence;
  return {{"licence_id", std::to_string(licence.licence_id)},
          {"supplier_code", licence.supplier_code},
          {"kind", to_string(licence.record.kind)},
          {"licence_no", licence.record.licence_no},
          {"issuer", text_or_null(licence.record.issuer)},
          {"scope", text_or_null(licence.record.scope)},
          {"valid_from", shown(licence.record.valid_from)},
          {"expires_on", shown(licence.record.expires_on)},
          {"state", to_string(judged.standing.state)},
          {"days_left", number_or_null(judged.standing.days_left)},
          {"warning_days", number_or_null(judged.standing.warning_days)},
          {"renews_licence_id", id_or_null(licence.renews_licence_id)},
          {"renewed_by_licence_id", id_or_null(licence.renewed_by_licence_id)},
          {"withdrawn_on", shown(licence.withdrawn_on)},
          {"withdrawn_reason", text_or_null(licence.withdrawn_reason)}};
}

}  // namespace wutong::app::handlers
