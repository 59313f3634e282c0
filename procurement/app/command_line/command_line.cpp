#include "procurement/app/command_line/command_line.h"

#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdlib>
#include <functional>
#include <iostream>

#include "inventory/database/error.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

namespace {

std::filesystem::path default_data_folder() {
  // NOLINTBEGIN(concurrency-mt-unsafe): read once, before any thread is started.
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != '\0') {
    return std::filesystem::path(data) / "wutong";
  }
  const char* home = std::getenv("HOME");
  // NOLINTEND(concurrency-mt-unsafe)
  return home != nullptr ? std::filesystem::path(home) / ".local/share/wutong"
                         : std::filesystem::path("wutong-data");
}

/// All commands, their options, and what to run once the arguments are parsed.
class Commands {
 public:
  explicit Commands(CLI::App& app) : app_(app) {
    global_.data_folder = default_data_folder();
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--data", global_.data_folder,
                   "Folder of the private database (started when needed)");
    app.add_option("--database", global_.database_url,
                   "mysql://user:password@host:port/name[?tls=required], instead of a private one")
        ->envname("WUTONG_DATABASE");
    app.add_flag("--json", global_.json, "Machine-readable results");
    add_cycle();
    add_upkeep();
    add_import();
    add_invoice();
    add_export();
    add_report();
    add_generate();
    add_forecast();
    add_serve();
    add_openapi();
    add_user();
    add_backup();
  }
  int run() const { return run_(); }

 private:
  template <typename Command>
  void runs(CLI::App* subcommand, Command& command) {
    subcommand->callback(
        [this, &command] { run_ = [this, &command] { return app::run(global_, command); }; });
  }

  void add_cycle() {
    CLI::App* cycle = app_.add_subcommand("cycle", "One whole procurement cycle of a county");
    cycle->add_option("--county", cycle_.county, "The county folder")->required();
    cycle->add_option("--out", cycle_.out, "The result folder")->required();
    cycle->add_option("--threads", cycle_.threads, "Threads for the decisions (0: all)")
        ->check(CLI::Range(0, 256));
    runs(cycle, cycle_);
  }
  void add_upkeep() {
    runs(app_.add_subcommand("migrate", "Bring the schema to the newest version"), migrate_);
    runs(app_.add_subcommand("check", "Run every invariant"), check_);
    CLI::App* audit = app_.add_subcommand("audit", "The audit chain");
    audit->require_subcommand(1);
    CLI::App* verify = audit->add_subcommand(
        "verify", "Name the first broken link, or the first checkpoint that does not fit");
    verify->add_option("--checkpoint", audit_verify_.checkpoints, "A checkpoint that was kept");
    verify->add_option("--public-key", audit_verify_.public_keys,
                       "PEM file of the keys to believe, instead of the data folder's");
    runs(verify, audit_verify_);
    add_audit_files(audit);
  }
  void add_audit_files(CLI::App* audit) {
    CLI::App* checkpoint = audit->add_subcommand("checkpoint", "Sign the chain as it is now");
    checkpoint->add_option("file", audit_checkpoint_.file,
                           "The file to keep; standard output when not given");
    checkpoint->add_option("--county", audit_checkpoint_.county,
                           "The county, in a database of several");
    runs(checkpoint, audit_checkpoint_);
    CLI::App* exports = audit->add_subcommand("export", "The chain, for an auditor");
    exports->add_option("folder", audit_export_.folder, "A new folder")->required();
    exports->add_option("--from", audit_export_.from, "The first day, as 2026-11-01");
    exports->add_option("--to", audit_export_.to, "The last day");
    exports->add_option("--county", audit_export_.county, "The county, in a database of several");
    runs(exports, audit_export_);
  }
  void add_import() {
    CLI::App* imports = app_.add_subcommand("import", "Take a table into the system");
    imports->add_option("kind", import_.kind, "facilities, suppliers, items, invoices")->required();
    imports->add_option("file", import_.file, "CSV (UTF-8) or a workbook (.xlsx)")->required();
    imports->add_option("--mode", import_.mode, "What happens when rows are refused")
        ->check(CLI::IsMember({"all_or_nothing", "accepted_rows"}))
        ->capture_default_str();
    imports->add_flag("--preview", import_.preview, "Judge the file, store nothing");
    imports->add_option("--county", import_.county, "The county, in a database of several");
    imports->add_option("--report", import_.report,
                        "A file for the refused rows, CSV or by its ending .xlsx");
    runs(imports, import_);
  }
  void add_invoice() {
    CLI::App* invoice = app_.add_subcommand("invoice", "Suppliers' invoices");
    invoice->require_subcommand(1);
    CLI::App* imports = invoice->add_subcommand("import", "Record the invoices of a file");
    imports->add_option("file", invoice_.file, "UBL 2.1 XML, or CSV (UTF-8)")->required();
    imports->add_option("--county", invoice_.county, "The county, in a database of several");
    runs(imports, invoice_);
  }
  void add_export() {
    CLI::App* exports = app_.add_subcommand("export", "Write what the system holds to a file");
    exports
        ->add_option("kind", export_.kind,
                     "A kind of table, as items or suppliers; hledger: the journal")
        ->required();
    exports->add_option("file", export_.file,
                        "The file, CSV or by its ending .xlsx; standard output when not given");
    exports->add_option("--period", export_.period, "hledger: one period only, as 2026-11");
    exports->add_option("--county", export_.county, "The county, in a database of several");
    runs(exports, export_);
  }
  void add_report() {
    CLI::App* report = app_.add_subcommand("report", "A table of what happened in a period");
    report->add_option("name", report_.name, "supplier_statements, shortages, journal, ...")
        ->required();
    report->add_option("file", report_.file, "The file; standard output when not given");
    report->add_option("--period", report_.period, "The period, as 2026-11")->required();
    report->add_option("--format", report_.format, "csv, xlsx, pdf or json")
        ->check(CLI::IsMember({"csv", "xlsx", "pdf", "json"}))
        ->capture_default_str();
    report->add_option("--language", report_.language, "Of the headings on paper: zh or en")
        ->check(CLI::IsMember({"zh", "en"}))
        ->capture_default_str();
    report->add_option("--county", report_.county, "The county, in a database of several");
    runs(report, report_);
  }
  void add_generate() {
    CLI::App* generate = app_.add_subcommand("generate", "Make up a county folder of any size");
    generate->add_option("--facilities", generate_.facilities)->check(CLI::PositiveNumber);
    generate->add_option("--items", generate_.items)->check(CLI::PositiveNumber);
    generate->add_option("--suppliers", generate_.suppliers)->check(CLI::NonNegativeNumber);
    generate->add_option("--lines", generate_.lines)->check(CLI::NonNegativeNumber);
    generate->add_option("--seed", generate_.seed)->check(CLI::NonNegativeNumber);
    generate->add_option("--out", generate_.out)->required();
    generate->add_flag("--sample", generate_.sample, "The sample county that ships with Wutong");
    runs(generate, generate_);
  }

  void add_forecast() {
    CLI::App* forecast = app_.add_subcommand("forecast", "Forecast the series of a file of demand");
    forecast->add_option("file", forecast_.file, "CSV: series, period, quantity (empty: unknown)")
        ->required();
    forecast->add_option("--out", forecast_.out, "The forecasts as CSV; else standard output");
    forecast->add_option("--horizon", forecast_.horizon, "Periods ahead")
        ->check(CLI::Range(1, 120))
        ->capture_default_str();
    forecast->add_option("--season", forecast_.season, "Periods in a year; 1: no season")
        ->check(CLI::Range(1, 366));
    CLI::Option* replay =
        forecast->add_flag("--replay", forecast_.replay, "Order through the past, and compare");
    forecast->add_option("--review", forecast_.review, "Periods between two reviews")
        ->check(CLI::Range(1, 60))
        ->needs(replay);
    forecast->add_option("--lead", forecast_.lead, "Periods from an order to its goods")
        ->check(CLI::Range(0, 60))
        ->needs(replay);
    forecast->add_option("--service", forecast_.service, "Service level, as 0.95")->needs(replay);
    forecast->add_option("--threads", forecast_.threads, "Threads (0: all)")
        ->check(CLI::Range(0, 256));
    runs(forecast, forecast_);
  }

  void add_serve() {
    CLI::App* serve = app_.add_subcommand("serve", "The interface and the console, over HTTP");
    serve->add_option("--listen", serve_.listen, "HOST:PORT")->capture_default_str();
    serve->add_option("--county", serve_.county, "The county, in a database of several");
    serve->add_option("--console", serve_.console, "Folder of the built console");
    CLI::Option* certificate =
        serve->add_option("--tls-certificate", serve_.tls_certificate, "PEM file, the chain");
    serve->add_option("--tls-key", serve_.tls_key, "PEM file")->needs(certificate);
    runs(serve, serve_);
  }
  void add_openapi() {
    runs(app_.add_subcommand("openapi", "Print the interface's OpenAPI document"), openapi_);
  }

  void add_backup() {
    CLI::App* backup = app_.add_subcommand("backup", "A consistent copy, while others go on");
    backup->add_option("folder", backup_.target, "A new folder for it")->required();
    runs(backup, backup_);
    CLI::App* restore = app_.add_subcommand("restore", "A backup back again, verified");
    restore->add_option("backup", restore_.backup, "The folder of the backup")->required();
    auto* key = restore->add_option("--sealing-key", restore_.sealing_key,
                                    "The sealing.key of then, which is in no backup");
    key->check(CLI::ExistingFile);
    restore
        ->add_flag("--without-sealing-key", restore_.without_sealing_key,
                   "Users with an authenticator enrol anew")
        ->excludes(key);
    restore->add_flag("--accept-violations", restore_.accept_violations,
                      "Keep data that breaks an invariant");
    runs(restore, restore_);
  }

  CLI::App* add_user_action(CLI::App* user, const std::string& name, UserAction action,
                            const std::string& description) {
    CLI::App* subcommand = user->add_subcommand(name, description);
    subcommand->callback([this, action] {
      user_.action = action;
      run_ = [this] { return app::run(global_, user_); };
    });
    if (action != UserAction::list) {
      subcommand->add_option("user", user_.user_name, "The user name")->required();
    }
    return subcommand;
  }
  void add_user() {
    CLI::App* user = app_.add_subcommand("user", "Who may do what");
    user->require_subcommand(1);
    user->add_option("--county", user_.county, "The county, in a database of several");
    add_user_action(user, "list", UserAction::list, "All users with their roles");
    CLI::App* add = add_user_action(user, "add", UserAction::add,
                                    "A new user; the first one is"
                                    " the administrator");
    add->add_option("--name", user_.name, "The name to be shown");
    add->add_option("--role", user_.roles, "ROLE or ROLE@FACILITY, once or more");
    add->add_option("--supplier", user_.supplier, "For the account of this supplier");
    auto* ask = add->add_flag("--ask-password", user_.ask_password,
                              "Ask for a password; none: one"
                              " is made and shown once");
    add->add_flag("--password-stdin", user_.password_from_stdin, "Read it from standard input")
        ->excludes(ask);
    add_user_action(user, "disable", UserAction::disable, "Keep it out, at once");
    add_user_action(user, "enable", UserAction::enable, "Let it in again");
    add_user_action(user, "reset-password", UserAction::reset_password, "A password, shown once");
    add_user_action(user, "remove-totp", UserAction::remove_totp, "When the phone was lost");
    add_user_roles(user);
    add_user_token(user);
  }
  void add_user_roles(CLI::App* user) {
    CLI::App* grant = add_user_action(user, "grant", UserAction::grant, "Give roles");
    grant->add_option("roles", user_.roles, "ROLE or ROLE@FACILITY");
    grant->add_option("--supplier", user_.supplier, "Link the account to this supplier");
    CLI::App* revoke = add_user_action(user, "revoke", UserAction::revoke, "Take roles back");
    revoke->add_option("roles", user_.roles, "ROLE or ROLE@FACILITY")->required();
  }
  void add_user_token(CLI::App* user) {
    CLI::App* token = add_user_action(user, "token", UserAction::token, "A key for a program");
    token->add_option("name", user_.token_name, "What it is for")->required();
    token->add_option("--scope", user_.scopes, "A duty of the user, once or more");
    token->add_option("--days", user_.days, "Valid for so many days")->capture_default_str();
    token->add_flag("--revoke", user_.revoke_token, "Take it back instead");
  }

  CLI::App& app_;
  GlobalOptions global_;
  CycleCommand cycle_;
  MigrateCommand migrate_;
  CheckCommand check_;
  AuditVerifyCommand audit_verify_;
  AuditCheckpointCommand audit_checkpoint_;
  AuditExportCommand audit_export_;
  ImportCommand import_;
  InvoiceCommand invoice_;
  ExportCommand export_;
  ReportCommand report_;
  GenerateCommand generate_;
  ForecastCommand forecast_;
  ServeCommand serve_;
  OpenApiCommand openapi_;
  UserCommand user_;
  BackupCommand backup_;
  RestoreCommand restore_;
  std::function<int()> run_ = [] { return exit_usage; };
};

/// A caller may have closed them; the next file or socket would take their place, and what is
/// printed would go there.
void open_missing_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) < 0 && errno == EBADF) {
      // The lowest free number is taken, which is this one.
      if (::open("/dev/null", O_RDWR) != stream) std::abort();
    }
  }
}

int guarded(const Commands& commands) try {
  return commands.run();
} catch (const procurement::Refused& refused) {
  std::cerr << "refused: " << wire_name(refused.refusal()) << "\n"
            << sentence_en(refused.refusal(), refused.figures()) << "\n"
            << sentence_zh(refused.refusal(), refused.figures()) << "\n";
  return exit_refused;
} catch (const UsageError& error) {
  std::cerr << error.what() << "\n";
  return exit_usage;
} catch (const inventory::DatabaseUnavailable& error) {
  std::cerr << "fault: the database is not available: " << error.what()
            << "\n故障：数据库不可用。\n";
  return exit_fault;
} catch (const std::exception& error) {
  std::cerr << "fault: " << error.what() << "\n故障：程序未能完成，未提交的改动已撤销。\n";
  return exit_fault;
}

}  // namespace

int command_line(int argc, char** argv) {
  open_missing_standard_streams();
  CLI::App app("Wutong 五统: unified drug and equipment supply of a county", "wutong");
  Commands commands(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_done : exit_usage;
  }
  const int code = guarded(commands);
  std::cout.flush();
  if (std::cout) return code;
  std::cerr << "fault: the output could not be written\n故障：无法写出结果。\n";
  return exit_fault;
}

}  // namespace wutong::app
