#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/accounting_entity_table.h"
#include "inventory/tables/manufacturer_table.h"
#include "procurement/catalogue/import/row_import.h"

namespace wutong::procurement {

/// A row of a kind that has a code and a name, and never changes.
struct NamedRow {
  std::string code;
  std::string name;
  std::optional<inventory::Date> registered_on;  ///< not given: the day of the import
};

/// What manufacturers and accounting entities have in common. Refused: recorded_otherwise (another
/// name or day under a code that is known, or that a row above has), dates_reversed (registered in
/// the future), and what the operations refuse in a code and a name.
class NamedRecordImport {
 public:
  using Row = NamedRow;
  std::int64_t rank(const NamedRow&) const { return 0; }
  Taken take(const NamedRow& row);

 protected:
  NamedRecordImport(std::string_view noun, inventory::Date today) : noun_(noun), today_(today) {}
  void know(const std::string& code, const std::string& name, inventory::Date registered_on);
  const std::vector<NamedRow>& added() const { return added_; }

 private:
  std::string noun_;
  inventory::Date today_;
  std::unordered_map<std::string, NamedRow> known_;
  std::vector<NamedRow> added_;
};

class ManufacturerImport : public NamedRecordImport {
 public:
  ManufacturerImport(inventory::Connection& connection, const inventory::Recording& recording,
                     const std::vector<const NamedRow*>& rows);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;
};

class EntityImport : public NamedRecordImport {
 public:
  EntityImport(inventory::Connection& connection, const inventory::Recording& recording,
               const std::vector<const NamedRow*>& rows);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;
};

}  // namespace wutong::procurement
