#include "procurement/bargaining/judge_bid.h"

namespace wutong::procurement {

std::optional<BidRefusal> judge_bid(const inventory::BidRow& bid, const inventory::ItemRecord& item,
                                    const inventory::SupplierRecord& supplier,
                                    inventory::Date today) {
  if (item.list_price && bid.pack_price > *item.list_price) {
    return BidRefusal{Refusal::bid_above_list_price,
                      bid.pack_price.to_string() + " > " + item.list_price->to_string()};
  }
  if (bid.min_order_packs && bid.capacity_packs && *bid.min_order_packs > *bid.capacity_packs) {
    return BidRefusal{Refusal::min_order_above_capacity,
                      bid.min_order_packs->to_string() + " > " + bid.capacity_packs->to_string()};
  }
  if (supplier.licence_expires_on && *supplier.licence_expires_on < today) {
    return BidRefusal{Refusal::licence_expired, inventory::to_string(*supplier.licence_expires_on) +
                                                    " < " + inventory::to_string(today)};
  }
  return std::nullopt;
}

BidRefusal refuse_barred(const inventory::OrderBar& bar) {
  if (bar.suspension) {
    return {Refusal::supplier_suspended,
            inventory::to_string(bar.suspension->suspended_on) + ": " + bar.suspension->reason};
  }
  const inventory::LicenceRecord& licence = bar.licence.value().record;
  return {Refusal::supplier_licence_expired, std::string(inventory::to_string(licence.kind)) + " " +
                                                 licence.licence_no + ": " +
                                                 inventory::to_string(licence.expires_on.value())};
}

}  // namespace wutong::procurement
