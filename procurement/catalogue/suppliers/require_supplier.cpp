#include "procurement/catalogue/suppliers/require_supplier.h"

#include "inventory/tables/county_lock.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

inventory::SupplierVersion lock_known_supplier(inventory::Connection& connection,
                                               std::int64_t county_id, const std::string& code) {
  inventory::lock_county(connection, county_id);
  auto known = inventory::lock_supplier(connection, county_id, code);
  if (!known) throw Refused(Refusal::supplier_not_known, {code});
  return std::move(*known);
}

void check_order_bar(const std::string& code, const inventory::OrderBar& bar,
                     inventory::Date as_of) {
  if (bar.suspension) {
    throw Refused(
        Refusal::supplier_suspended,
        {code, inventory::to_string(bar.suspension->suspended_on), bar.suspension->reason});
  }
  if (!bar.licence) return;
  const inventory::LicenceRecord& licence = bar.licence->record;
  throw Refused(Refusal::supplier_licence_expired,
                {code, std::string(inventory::to_string(licence.kind)), licence.licence_no,
                 inventory::to_string(licence.expires_on.value()), inventory::to_string(as_of)});
}

void require_supplier_may_be_ordered_from(inventory::Connection& connection, std::int64_t county_id,
                                          const std::string& code, inventory::Date as_of) {
  inventory::SupplierQuery only_this;
  only_this.as_of = as_of;
  only_this.code = code;
  const auto found = inventory::load_suppliers_on(connection, county_id, only_this);
  if (found.empty()) throw Refused(Refusal::supplier_not_known, {code});
  const std::int64_t id = found.front().stored.id;
  for (const auto& bar : inventory::load_order_bars(connection, county_id, as_of, id)) {
    check_order_bar(code, bar, as_of);
  }
}

}  // namespace wutong::procurement
