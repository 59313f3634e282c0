#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/manufacturer_table.h"
#include "procurement/catalogue/import/row_import.h"

namespace wutong::procurement {

struct AuthorisationRow {
  std::string manufacturer_code;
  std::string supplier_code;
  std::string scope;  ///< empty: all of the manufacturer's goods
  inventory::Date valid_from{};
  std::optional<inventory::Date> valid_until;  ///< the last day; nothing: without end
};

/// What manufacturers let suppliers sell. A row with an earlier last day ends what is recorded; a
/// later one is `recorded_otherwise`: going on is a further authorisation.
class AuthorisationImport {
 public:
  using Row = AuthorisationRow;
  AuthorisationImport(inventory::Connection& connection, const inventory::Recording& recording,
                      const std::vector<const AuthorisationRow*>& rows);
  std::int64_t rank(const AuthorisationRow&) const { return 0; }
  Taken take(const AuthorisationRow& row);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;

 private:
  std::unordered_map<std::string, std::int64_t> suppliers_;
  std::unordered_map<std::string, std::int64_t> manufacturers_;
  std::vector<inventory::SupplyAuthorisation> authorisations_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
  std::set<std::size_t> touched_;
};

}  // namespace wutong::procurement
