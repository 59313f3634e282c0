#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wutong::inventory {

class Connection;
class Store;

/// Applies the migrations of sql/migrations that the database has not seen, in order, forward only,
/// wherever in the order they are missing.
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
/// The same; the database must have been migrated before.
SchemaVersions schema_versions(Connection& connection);

/// The newest migration that this program knows.
int newest_schema_version();

/// Whether the database that the connection is on has a table of this name.
bool has_table(Connection& connection, std::string_view name);

/// The statements of an .sql file, without their comments and final semicolons.
std::vector<std::string> split_statements(std::string_view sql);

}  // namespace wutong::inventory
