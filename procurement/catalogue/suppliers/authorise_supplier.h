#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct AuthoriseSupplier {
  std::string manufacturer_code;
  std::string supplier_code;
  std::string scope;  ///< what of the manufacturer's goods; empty: all
  inventory::Date valid_from{};
  std::optional<inventory::Date> valid_until;  ///< the last day; nothing: without end
};

/// The manufacturer lets the supplier sell its goods for a time. Refuses unknown codes and days in
/// the wrong order. Answers {"authorisation_id"}.
std::string authorise_supplier(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const AuthoriseSupplier& input);

struct EndAuthorisation {
  std::string manufacturer_code;
  std::string supplier_code;
  inventory::Date valid_until{};  ///< the last day
};

/// Ends what the manufacturer allows the supplier. Answers {"ended"}, 0 when nothing went on.
std::string end_authorisation(inventory::Connection& connection,
                              const inventory::Recording& recording, const EndAuthorisation& input);

}  // namespace wutong::procurement
