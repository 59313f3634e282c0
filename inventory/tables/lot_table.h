#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "pricing/money.h"

namespace wutong::inventory {

/// A lot of an item at one cost.
struct Lot {
  std::int64_t lot_id{};
  std::int64_t item_id{};
  std::string lot_no;
  Date expires_on{};
  std::optional<std::int64_t> supplier_id;  ///< none: opening stock
  std::optional<pricing::UnitPrice> pack_price;
  pricing::Quantity pack_size;  ///< as it was when the lot came

  /// What `units` of the lot cost; its price must be known.
  pricing::Money cost_of(pricing::Quantity units) const;
};

/// A lot and how much of it is at a place.
struct LotBalance {
  Lot lot;
  pricing::Quantity quantity;
};

/// What the location holds, zero balances left out, by item and then first expiry first out:
/// expiry, lot number, supplier code (opening stock first), age.
std::vector<LotBalance> load_lot_balances(Connection& connection, std::int64_t county_id,
                                          std::int64_t location_id);

/// The centre's stock of each item that is still usable: expiry on or after the day given.
std::unordered_map<std::int64_t, pricing::Quantity> load_usable_stock(Connection& connection,
                                                                      std::int64_t county_id,
                                                                      Date first_usable_expiry);

/// Finds lots that are known and registers those that are not.
class LotRegister {
 public:
  /// Knows the lots of the county's items in `item_ids`.
  LotRegister(Connection& connection, std::int64_t county_id,
              const std::vector<std::int64_t>& item_ids);
  /// The lot's id; `lot.lot_id` is ignored.
  std::int64_t id_of(const Lot& lot);
  /// Writes the new ones.
  void finish();

 private:
  using Key = std::tuple<std::int64_t, std::string, Date, std::int64_t, std::int64_t, std::int64_t>;
  static Key key_of(const Lot& lot);

  Connection& connection_;
  const std::int64_t county_id_;
  std::map<Key, std::int64_t> known_;
  std::vector<Lot> new_lots_;
};

}  // namespace wutong::inventory
