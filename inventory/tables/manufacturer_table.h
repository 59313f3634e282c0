#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/date.h"

namespace wutong::inventory {

/// Who makes items; an enterprise of its own, which may be a supplier too under another code.
struct Manufacturer {
  std::int64_t manufacturer_id{};
  std::string code;
  std::string name;
  Date registered_on{};
};

/// By code, those after a code.
std::vector<Manufacturer> load_manufacturers(Connection& connection, std::int64_t county_id,
                                             const std::string& after_code, std::int64_t at_most);
std::optional<Manufacturer> find_manufacturer(Connection& connection, std::int64_t county_id,
                                              const std::string& code);
/// A code that is taken is a duplicate key.
void insert_manufacturers(Connection& connection, std::int64_t county_id,
                          const std::vector<Manufacturer>& manufacturers);

/// A manufacturer lets a supplier sell its goods.
struct SupplyAuthorisation {
  std::int64_t authorisation_id{};
  std::int64_t manufacturer_id{};
  std::int64_t supplier_id{};
  std::string manufacturer_code;
  std::string supplier_code;
  std::string scope;
  Date valid_from{};
  std::optional<Date> valid_until;  ///< the last day; nothing: without end
};
/// Those that count on a day, or all that ever were, by manufacturer, supplier and the order of
/// being recorded.
std::vector<SupplyAuthorisation> load_authorisations(Connection& connection, std::int64_t county_id,
                                                     std::optional<Date> as_of);
/// New ones, and known ones that got another last day.
void save_authorisations(Connection& connection, std::int64_t county_id,
                         const std::vector<SupplyAuthorisation>& authorisations);
/// Gives those of the pair that would go on an earlier last day; returns how many.
std::int64_t end_authorisations(Connection& connection, std::int64_t county_id,
                                const SupplyAuthorisation& pair, Date valid_until);

}  // namespace wutong::inventory
