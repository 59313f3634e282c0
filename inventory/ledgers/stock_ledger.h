#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// The places outside of the facilities, as location ids.
constexpr std::int64_t location_before_first_cycle = -1;
constexpr std::int64_t location_suppliers = -2;
constexpr std::int64_t location_consumed = -3;  ///< what facilities have used

struct StockMovement {
  std::int64_t document_id{};  ///< with lot, from and to: the once-only key
  std::int64_t lot_id{};
  std::int64_t from_location_id{};
  std::int64_t to_location_id{};
  std::int64_t quantity{};  ///< base units, 1 or more
};

/// More would leave a place than is there.
class StockInsufficient : public std::runtime_error {
 public:
  StockInsufficient(std::int64_t location_id, std::int64_t lot_id, std::int64_t available,
                    std::int64_t wanted);
  const std::int64_t location_id, lot_id, available, wanted;
};

/// The only writer of stock: writes the movements and, in the same transaction, the balances that
/// they prove. Locks the balances that fall, in the order of their keys. Throws StockInsufficient
/// before it has written anything.
void post_movements(Connection& connection, std::int64_t county_id,
                    std::vector<StockMovement> movements);

}  // namespace wutong::inventory
