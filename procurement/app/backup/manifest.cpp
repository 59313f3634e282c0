#include "procurement/app/backup/manifest.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "procurement/refusal/refusal.h"

namespace wutong::app {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char* format_name = "wutong-backup";

Json to_json(const CountyHead& head) {
  return {{"county_id", std::to_string(head.county_id)},
          {"code", head.code},
          {"audit_sequence", head.audit_sequence},
          {"audit_hash", head.audit_hash}};
}

CountyHead head_of(const Json& json) {
  return {std::stoll(json.at("county_id").get<std::string>()), json.at("code").get<std::string>(),
          json.at("audit_sequence").get<std::int64_t>(), json.at("audit_hash").get<std::string>()};
}

Json to_json(const BackedUpTable& table) {
  Json columns = Json::array();
  for (const TableColumn& column : table.layout.columns) {
    columns.push_back({{"name", column.name}, {"is_bytes", column.is_bytes}});
  }
  return {{"name", table.layout.name},
          {"rows", table.digest.rows},
          {"rows_sha256", table.digest.sha256},
          {"file", table.file},
          {"columns", std::move(columns)},
          {"key", table.layout.key},
          {"definition", table.layout.definition}};
}

/// A statement that makes one table and does nothing else, so that a backup can do nothing else.
void require_definition(const TableLayout& layout) {
  if (!layout.definition.starts_with("CREATE TABLE " + identifier(layout.name) + " (")) {
    throw std::runtime_error("the definition of the table " + layout.name + " is none");
  }
}

BackedUpTable table_of(const Json& json) {
  BackedUpTable table;
  table.layout.name = json.at("name").get<std::string>();
  table.layout.definition = json.at("definition").get<std::string>();
  table.layout.key = json.at("key").get<std::vector<std::string>>();
  for (const Json& column : json.at("columns")) {
    table.layout.columns.push_back(
        {column.at("name").get<std::string>(), column.at("is_bytes").get<bool>()});
  }
  table.digest = {json.at("rows").get<std::int64_t>(), json.at("rows_sha256").get<std::string>()};
  table.file = json.at("file").get<std::string>();
  require_definition(table.layout);
  return table;
}

}  // namespace

std::int64_t Manifest::rows() const {
  std::int64_t total = 0;
  for (const BackedUpTable& table : tables) total += table.digest.rows;
  return total;
}

std::string manifest_json(const Manifest& manifest) {
  Json counties = Json::array();
  for (const CountyHead& head : manifest.counties) counties.push_back(to_json(head));
  Json tables = Json::array();
  for (const BackedUpTable& table : manifest.tables) tables.push_back(to_json(table));
  const Json json{{"format", format_name},
                  {"format_version", manifest.format},
                  {"made_at", manifest.made_at},
                  {"schema_version", manifest.schema_version},
                  {"counties", std::move(counties)},
                  {"sealed_secrets", manifest.sealed_secrets},
                  {"sealing_key_fingerprint", manifest.sealing_key_fingerprint},
                  {"audit_public_keys", manifest.audit_public_keys},
                  {"tables", std::move(tables)}};
  return json.dump(1) + "\n";
}

Manifest parse_manifest(const std::string& text, const std::filesystem::path& backup) {
  const Json json = Json::parse(text);
  if (json.at("format") != format_name) throw std::runtime_error("it is not of a wutong backup");
  Manifest manifest;
  manifest.format = json.at("format_version").get<int>();
  if (manifest.format != Manifest::newest_format) {
    throw procurement::Refused(procurement::Refusal::backup_format_unknown,
                               {backup.string(), std::to_string(manifest.format),
                                std::to_string(Manifest::newest_format)});
  }
  manifest.made_at = json.at("made_at").get<std::string>();
  manifest.schema_version = json.at("schema_version").get<int>();
  for (const Json& county : json.at("counties")) manifest.counties.push_back(head_of(county));
  manifest.sealed_secrets = json.at("sealed_secrets").get<std::int64_t>();
  manifest.sealing_key_fingerprint = json.at("sealing_key_fingerprint").get<std::string>();
  manifest.audit_public_keys = json.value("audit_public_keys", "");
  for (const Json& table : json.at("tables")) manifest.tables.push_back(table_of(table));
  return manifest;
}

std::vector<CountyHead> load_county_heads(inventory::Connection& connection) {
  std::vector<CountyHead> heads;
  inventory::Rows rows = connection.query(
      "SELECT c.county_id, c.code, COALESCE(h.sequence, 0), COALESCE(h.hash, '') FROM county c"
      " LEFT JOIN audit_head h ON h.county_id = c.county_id ORDER BY c.code");
  while (rows.next()) {
    heads.push_back({rows.integer(1), rows.text(2), rows.integer(3), rows.text(4)});
  }
  return heads;
}

}  // namespace wutong::app
