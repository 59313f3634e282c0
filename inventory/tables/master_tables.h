#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/cycle_input.h"
#include "inventory/records/master_data.h"
#include "inventory/records/stored.h"
#include "inventory/tables/item_table.h"

namespace wutong::inventory {

std::vector<Stored<FacilityRecord>> load_facilities(Connection& connection, std::int64_t county_id);
std::vector<Stored<SupplierRecord>> load_suppliers(Connection& connection, std::int64_t county_id);

/// Base units in a pack of each item, by item id.
std::unordered_map<std::int64_t, pricing::Quantity> load_pack_sizes(Connection& connection,
                                                                    std::int64_t county_id);

/// Whether a code that another record has already would be a duplicate key, or is what is meant.
enum class Novelty { new_or_known, all_new };

/// Writes the records as the current ones and adds each to its versions. `ids_by_code` gives the id
/// of every facility, the parents' too.
void save_facilities(Connection& connection, std::int64_t county_id, Date effective_from,
                     const std::vector<Stored<FacilityRecord>>& facilities,
                     const std::unordered_map<std::string, std::int64_t>& ids_by_code,
                     Novelty novelty = Novelty::new_or_known);
void save_suppliers(Connection& connection, std::int64_t county_id, Date effective_from,
                    const std::vector<Stored<SupplierRecord>>& suppliers,
                    Novelty novelty = Novelty::new_or_known);

/// The columns of supplier and supplier_version beyond keys, code and version, for queries that
/// join them; and the record that they make, from the `first` of them on.
std::string_view supplier_column_list();
SupplierRecord read_supplier(const Rows& rows, std::string code, unsigned first);

/// The id of every code of a CodeBook, by position.
struct IdBook {
  std::vector<std::int64_t> facilities;
  std::vector<std::int64_t> suppliers;
  std::vector<std::int64_t> items;
};
IdBook load_id_book(Connection& connection, std::int64_t county_id, const CodeBook& codes);

/// Codes by id, for what is printed.
using CodesById = std::unordered_map<std::int64_t, std::string>;
enum class Noun { facility, supplier, item };
CodesById load_codes(Connection& connection, std::int64_t county_id, Noun noun);

/// The id of the one centre.
std::int64_t load_centre_id(Connection& connection, std::int64_t county_id);

/// Counties of the database.
std::int64_t find_county(Connection& connection, const std::string& code);  ///< 0: unknown
struct County {
  std::int64_t county_id{};
  std::string code;
};
std::vector<County> load_counties(Connection& connection);
/// The county's id, registering it when it is new.
std::int64_t register_county(Connection& connection, const std::string& code);

}  // namespace wutong::inventory
