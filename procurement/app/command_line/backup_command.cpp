#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "inventory/database/error.h"
#include "inventory/database/migrations.h"
#include "procurement/app/audit/audit_evidence.h"
#include "procurement/app/backup/read_backup.h"
#include "procurement/app/backup/restore_backup.h"
#include "procurement/app/backup/sealing_key_file.h"
#include "procurement/app/backup/take_backup.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

using Json = nlohmann::ordered_json;
using inventory::SchemaOnOpening;
using procurement::Refusal;
using procurement::Refused;

namespace {

/// A mistyped data folder must not become an empty database.
void require_data(const GlobalOptions& global) {
  if (!global.database_url.empty()) return;
  if (std::filesystem::exists(global.data_folder / "database")) return;
  throw Refused(Refusal::backup_of_nothing, {global.data_folder.string()});
}

Json summary(const Manifest& manifest) {
  Json counties = Json::array();
  for (const CountyHead& head : manifest.counties) {
    counties.push_back({{"county", head.code},
                        {"audit_sequence", head.audit_sequence},
                        {"audit_hash", head.audit_hash}});
  }
  return {{"made_at", manifest.made_at},
          {"schema_version", manifest.schema_version},
          {"tables", manifest.tables.size()},
          {"rows", manifest.rows()},
          {"sealed_secrets", manifest.sealed_secrets},
          {"counties", std::move(counties)}};
}

void print_heads(const Manifest& manifest) {
  for (const CountyHead& head : manifest.counties) {
    std::cout << fmt::format("county {}: the audit chain ends at {} with {}\n", head.code,
                             head.audit_sequence, head.audit_hash);
  }
}

void print(const BackupCommand& command, const Manifest& manifest) {
  std::cout << fmt::format(
      "{}: {} rows in {} tables, schema {}, as of {} UTC.\n共 {} 行、{} 张表，数据库结构版本 "
      "{}。\n",
      command.target.string(), manifest.rows(), manifest.tables.size(), manifest.schema_version,
      manifest.made_at, manifest.rows(), manifest.tables.size(), manifest.schema_version);
  print_heads(manifest);
  if (manifest.sealed_secrets == 0) return;
  std::cout << fmt::format(
      "{} users have an authenticator: keep a copy of sealing.key elsewhere, it is not in the"
      " backup.\n{} 个用户使用验证器：sealing.key 不在备份中，请另行保存。\n",
      manifest.sealed_secrets, manifest.sealed_secrets);
}

void print(const Manifest& manifest, const RestoreReport& report) {
  if (report.cleared) {
    std::cout << fmt::format(
        "A half restored database was there (from {}, begun {} UTC: {}); it was cleared.\n"
        "此处原有一个只恢复了一半的数据库，已清除。\n",
        report.cleared->backup, report.cleared->begun_at, report.cleared->problem);
  }
  std::cout << fmt::format(
      "Restored: {} rows in {} tables as of {} UTC, the same as in the backup; schema {} -> {}.\n"
      "已恢复 {} 行、{} 张表，与备份一致；数据库结构版本 {} -> {}。\n",
      manifest.rows(), manifest.tables.size(), manifest.made_at, manifest.schema_version,
      report.schema_version, manifest.rows(), manifest.tables.size(), manifest.schema_version,
      report.schema_version);
  print_heads(manifest);
  std::cout << fmt::format("{} invariants checked, {} broken. 共检查 {} 项，{} 项不成立。\n",
                           report.invariants, report.violations, report.invariants,
                           report.violations);
  if (report.violations > 0) std::cout << report.first_violation << "\n";
}

Json to_json(const RestoreCommand& command, const Manifest& manifest, const RestoreReport& report) {
  Json json = summary(manifest);
  json["restored"] = command.backup.string();
  json["schema_version_now"] = report.schema_version;
  json["cleared_half_restored"] = report.cleared.has_value();
  json["invariants"] = report.invariants;
  json["violations"] = report.violations;
  json["first_violation"] = report.first_violation;
  return json;
}

}  // namespace

int run(const GlobalOptions& global, const BackupCommand& command) try {
  require_data(global);
  const auto store = open_store(global, SchemaOnOpening::leave_as_it_is);
  const Manifest manifest =
      take_backup(*store, {command.target, fingerprint_of_key(sealing_key_path(global.data_folder)),
                           signing_keys_of(global.data_folder)});
  if (global.json) {
    Json json = summary(manifest);
    json["backup"] = command.target.string();
    std::cout << json.dump(2) << "\n";
  } else {
    print(command, manifest);
  }
  return exit_done;
} catch (const inventory::SchemaTooNew& error) {
  throw Refused(Refusal::schema_newer_than_program,
                {std::to_string(error.database()), std::to_string(error.program())});
} catch (const inventory::HalfRestored& error) {
  throw Refused(Refusal::database_half_restored,
                {error.backup(), error.begun_at(), error.problem()});
}

int run(const GlobalOptions& global, const RestoreCommand& command) {
  const Manifest manifest = read_backup(command.backup, inventory::newest_schema_version());
  const SealingKeyChoice key{sealing_key_path(global.data_folder), command.sealing_key,
                             command.without_sealing_key};
  require_sealing_key(key, manifest, command.backup);
  const auto store = open_store(global, SchemaOnOpening::leave_as_it_is);
  const std::string target =
      global.database_url.empty() ? global.data_folder.string() : store->address().schema;
  const RestoreReport report =
      restore_backup(*store, manifest, {command.backup, target, command.accept_violations});
  put_sealing_key(key);
  // The checkpoints in the backup were signed where it was taken; from here on another key signs.
  if (!manifest.audit_public_keys.empty()) {
    AuditEvidence(global.data_folder).trust_too(manifest.audit_public_keys);
  }
  if (global.json) {
    std::cout << to_json(command, manifest, report).dump(2) << "\n";
  } else {
    print(manifest, report);
  }
  return exit_done;
}

}  // namespace wutong::app
