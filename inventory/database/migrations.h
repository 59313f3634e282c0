#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wutong::inventory {

class Store;

/// Applies the migrations of sql/migrations that the database has not seen, in order, forward only.
/// Safe to run from several processes at once, and after being killed in the middle: every
/// statement can be run again. Throws SchemaTooNew when the database was written by a newer
/// program.
void migrate(Store& store);

/// The number of the newest migration that the database has, and that this program knows.
struct SchemaVersions {
  int database = 0;
  int program = 0;
};
SchemaVersions schema_versions(Store& store);

/// The statements of an .sql file, without their comments and final semicolons.
std::vector<std::string> split_statements(std::string_view sql);

}  // namespace wutong::inventory
