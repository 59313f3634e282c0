#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "inventory/database/store.h"

namespace wutong::app {

/// What `wutong` answers to its caller (contract section 2).
enum ExitCode : int { exit_done = 0, exit_refused = 1, exit_usage = 2, exit_fault = 3 };

/// The options that every command takes.
struct GlobalOptions {
  std::filesystem::path data_folder;
  std::string database_url;  ///< empty: the private database in data_folder
  bool json = false;
};

/// Throws Refused: schema_newer_than_program, database_half_restored.
std::unique_ptr<inventory::Store> open_store(
    const GlobalOptions& options,
    inventory::SchemaOnOpening schema = inventory::SchemaOnOpening::bring_to_newest);

struct CycleCommand {
  std::filesystem::path county;
  std::filesystem::path out;
  unsigned threads = 0;  ///< 0: as many as the machine has
};
int run(const GlobalOptions& global, const CycleCommand& command);

struct MigrateCommand {};
int run(const GlobalOptions& global, const MigrateCommand& command);

struct CheckCommand {};
int run(const GlobalOptions& global, const CheckCommand& command);

struct AuditVerifyCommand {
  std::vector<std::filesystem::path> checkpoints;  ///< that an auditor has kept
  std::vector<std::filesystem::path> public_keys;  ///< none: those of the data folder
};
int run(const GlobalOptions& global, const AuditVerifyCommand& command);

struct AuditCheckpointCommand {
  std::filesystem::path file;  ///< empty: standard output
  std::string county;          ///< empty: the only one
};
int run(const GlobalOptions& global, const AuditCheckpointCommand& command);

struct AuditExportCommand {
  std::filesystem::path folder;
  std::string from;    ///< the first day; empty: from the beginning
  std::string to;      ///< the last day; empty: to the end
  std::string county;  ///< empty: the only one
};
int run(const GlobalOptions& global, const AuditExportCommand& command);

struct ImportCommand {
  std::string kind;
  std::filesystem::path file;
  std::string mode = "all_or_nothing";  ///< or "accepted_rows"
  bool preview = false;
  std::string county;            ///< empty: the only one
  std::filesystem::path report;  ///< a row for each fault; empty: none
};
int run(const GlobalOptions& global, const ImportCommand& command);

struct ExportCommand {
  std::string kind;
  std::filesystem::path file;  ///< empty: standard output
  std::string period;          ///< empty: all
  std::string county;          ///< empty: the only one
};
int run(const GlobalOptions& global, const ExportCommand& command);

struct ReportCommand {
  std::string name;    ///< one of reporting/period_reports/period_reports.h
  std::string period;  ///< "2026-11"
  std::string format = "csv";
  std::string language = "zh";  ///< of the headings on paper
  std::filesystem::path file;   ///< empty: standard output
  std::string county;           ///< empty: the only one
};
int run(const GlobalOptions& global, const ReportCommand& command);

struct InvoiceCommand {
  std::filesystem::path file;
  std::string county;  ///< empty: the only one
};
int run(const GlobalOptions& global, const InvoiceCommand& command);

struct GenerateCommand {
  std::int64_t facilities = 284;
  std::int64_t items = 540;
  std::int64_t suppliers = 40;
  std::int64_t lines = 20000;
  std::int64_t seed = 1;
  std::filesystem::path out;
  bool sample = false;
};
int run(const GlobalOptions& global, const GenerateCommand& command);

struct ForecastCommand {
  std::filesystem::path file;
  std::filesystem::path out;  ///< the forecasts as CSV; empty: standard output
  std::int64_t horizon = 6;
  std::int64_t season = 0;  ///< periods in a year; 0: as the periods are named, 1: no season
  bool replay = false;
  std::int64_t review = 1;  ///< periods
  std::int64_t lead = 1;
  std::string service = "0.95";
  unsigned threads = 0;  ///< 0: as many as the machine has
};
int run(const GlobalOptions& global, const ForecastCommand& command);

struct ServeCommand {
  std::string listen = "127.0.0.1:8080";
  std::string county;                     ///< empty: the only one
  std::filesystem::path console;          ///< the built console; empty: where it is found
  std::filesystem::path tls_certificate;  ///< empty: no TLS
  std::filesystem::path tls_key;
};
int run(const GlobalOptions& global, const ServeCommand& command);

/// Prints the interface's OpenAPI document; no database is opened.
struct OpenApiCommand {};
int run(const GlobalOptions& global, const OpenApiCommand& command);

enum class UserAction {
  list,
  add,
  disable,
  enable,
  reset_password,
  remove_totp,
  grant,
  revoke,
  token
};
struct UserCommand {
  UserAction action{};
  std::string user_name;
  std::string name;                ///< to be shown; empty: the user name
  std::vector<std::string> roles;  ///< "requester" or "requester@T1"
  std::string supplier;            ///< code; empty: none is meant
  std::string county;              ///< empty: the only one
  bool ask_password = false;
  bool password_from_stdin = false;
  std::string token_name;
  std::vector<std::string> scopes;  ///< wire names of duties
  int days = 90;
  bool revoke_token = false;
};
int run(const GlobalOptions& global, const UserCommand& command);

struct BackupCommand {
  std::filesystem::path target;
};
int run(const GlobalOptions& global, const BackupCommand& command);

struct RestoreCommand {
  std::filesystem::path backup;
  std::filesystem::path sealing_key;  ///< empty: the one in the data folder, if there is one
  bool without_sealing_key = false;
  bool accept_violations = false;
};
int run(const GlobalOptions& global, const RestoreCommand& command);

/// Who uses the command line, for the audit chain: "command_line:<user of the machine>".
std::string command_line_actor();

}  // namespace wutong::app
