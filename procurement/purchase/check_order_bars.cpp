#include "procurement/purchase/check_order_bars.h"

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

void check_order_bars(const std::vector<inventory::OrderBar>& bars,
                      const std::unordered_set<std::int64_t>& supplier_ids,
                      const inventory::CodesById& supplier_codes, inventory::Date today) {
  for (const inventory::OrderBar& bar : bars) {
    if (!supplier_ids.contains(bar.supplier_id)) continue;
    const std::string& code = supplier_codes.at(bar.supplier_id);
    if (bar.suspension) {
      throw Refused(
          Refusal::supplier_suspended,
          {code, inventory::to_string(bar.suspension->suspended_on), bar.suspension->reason});
    }
    const inventory::LicenceRecord& licence = bar.licence.value().record;
    throw Refused(Refusal::supplier_licence_expired,
                  {code, std::string(inventory::to_string(licence.kind)), licence.licence_no,
                   inventory::to_string(licence.expires_on.value()), inventory::to_string(today)});
  }
}

}  // namespace wutong::procurement
