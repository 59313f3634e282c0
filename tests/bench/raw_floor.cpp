// The raw floor of a procurement cycle: what the same database needs to take in the rows that the
// cycle left behind, as plain multi-row INSERTs into tables of the same definition, with one
// transaction a stage, and nothing else. Prints JSON. The rows are read, written out as SQL and put
// together into statements before the clock starts.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/database/store.h"

namespace wutong::bench {

namespace {

using inventory::Connection;
using inventory::Rows;
using Seconds = std::chrono::duration<double>;
using Clock = std::chrono::steady_clock;

constexpr std::string_view floor_schema = "wutong_floor";

/// The rows of `table` that a stage left behind: those of which `condition` is true ("t" is the
/// row).
struct Part {
  std::string_view stage;
  std::string_view table;
  std::string_view condition;
};

constexpr std::string_view all = "TRUE";
constexpr std::string_view at_the_centre =
    "t.location_id = (SELECT facility_id FROM facility WHERE kind = 'centre')";
constexpr std::string_view is_opening_balance =
    "EXISTS (SELECT 1 FROM procurement_cycle c JOIN stock_movement m ON m.county_id = c.county_id"
    " AND m.document_id = c.cycle_id WHERE m.lot_id = t.lot_id AND m.from_location_id = -1"
    " AND m.to_location_id = t.location_id)";

/// A row that several stages changed counts once, as it ended, at the stage that made it. An
/// account that several stages post to counts at the first of them.
std::vector<Part> parts() {
  static const std::string received_balance =
      fmt::format("{} AND NOT {}", at_the_centre, is_opening_balance);
  static const std::string shipped_balance =
      fmt::format("NOT {} AND NOT {}", at_the_centre, is_opening_balance);
  return {
      {"open_cycle", "county", all},
      {"open_cycle", "procurement_cycle", all},
      {"open_cycle", "facility", all},
      {"open_cycle", "facility_version", all},
      {"open_cycle", "supplier", all},
      {"open_cycle", "supplier_version", all},
      {"open_cycle", "item", all},
      {"open_cycle", "item_version", all},
      {"open_cycle", "audit_head", all},
      {"record_opening_stock", "lot", "t.supplier_id IS NULL"},
      {"record_opening_stock", "stock_movement", "t.from_location_id = -1"},
      {"record_opening_stock", "stock_balance", is_opening_balance},
      {"record_opening_stock", "account_balance", "t.account IN ('opening', 'inventory')"},
      {"submit_bids", "bid", all},
      {"submit_bids", "bid_tier", all},
      {"submit_bids", "refused_row", "t.file = 'bids.csv'"},
      {"submit_requisitions", "requisition_line", all},
      {"award_bids", "item_need", all},
      {"award_bids", "award", all},
      {"place_orders", "purchase_order", all},
      {"place_orders", "purchase_order_line", all},
      {"receive_deliveries", "lot", "t.supplier_id IS NOT NULL"},
      {"receive_deliveries", "receipt", all},
      {"receive_deliveries", "receipt_line", all},
      {"receive_deliveries", "refused_row", "t.file = 'deliveries.csv'"},
      {"receive_deliveries", "stock_movement", "t.from_location_id = -2"},
      {"receive_deliveries", "stock_balance", received_balance},
      {"receive_deliveries", "account_balance", "t.account = 'payables'"},
      {"allocate_stock", "allocation", all},
      {"allocate_stock", "shortage", all},
      {"dispatch_shipments", "shipment", all},
      {"dispatch_shipments", "shipment_line", all},
      {"dispatch_shipments", "stock_movement", "t.from_location_id > 0"},
      {"dispatch_shipments", "stock_balance", shipped_balance},
      {"dispatch_shipments", "account_balance", "t.account = 'receivables'"},
      {"settle_period", "supplier_statement", all},
      {"settle_period", "member_statement", all},
      {"settle_period", "account_balance", "t.account = 'rounding'"},
  };
}

/// The stages in order, with the kind of journal entry that each makes.
struct Stage {
  std::string_view name;
  std::string_view entry_kind;
};
constexpr std::array<Stage, 11> stages{{{"open_cycle", ""},
                                        {"record_opening_stock", "opening"},
                                        {"submit_bids", ""},
                                        {"submit_requisitions", ""},
                                        {"award_bids", ""},
                                        {"place_orders", ""},
                                        {"receive_deliveries", "receipt"},
                                        {"allocate_stock", ""},
                                        {"dispatch_shipments", "shipment"},
                                        {"settle_period", "rounding"},
                                        {"close_cycle", ""}}};

/// The INSERT statements of one part, ready to be sent.
struct Batch {
  std::string table;
  std::int64_t rows = 0;
  std::vector<std::string> statements;
  Seconds elapsed{};
};

struct Column {
  std::string name;
  bool is_number = false;
};

std::vector<Column> columns_of(Connection& connection, std::string_view table) {
  Rows rows = connection.query(
      fmt::format("SELECT column_name, data_type IN ('tinyint', 'int', 'bigint', 'decimal')"
                  " FROM information_schema.columns WHERE table_schema = DATABASE()"
                  " AND table_name = '{}' ORDER BY ordinal_position",
                  table));
  std::vector<Column> columns;
  while (rows.next()) columns.push_back({rows.text(1), rows.integer(2) == 1});
  return columns;
}

std::string names_of(const std::vector<Column>& columns) {
  std::string names;
  for (const Column& column : columns) names += (names.empty() ? "" : ", ") + column.name;
  return names;
}

std::string row_literal(const Connection& connection, const Rows& rows,
                        const std::vector<Column>& columns) {
  std::string text = "(";
  for (unsigned number = 1; number <= columns.size(); ++number) {
    if (number > 1) text += ',';
    if (rows.is_null(number)) {
      text += "NULL";
    } else if (columns[number - 1].is_number) {
      text += rows.text(number);
    } else {
      text += connection.quoted(rows.text(number));
    }
  }
  return text + ")";
}

Batch read_batch(Connection& connection, std::string_view table, std::string_view condition) {
  constexpr std::size_t statement_bytes = std::size_t{512} * 1024;  // as large as the program's own
  const std::vector<Column> columns = columns_of(connection, table);
  const std::string names = names_of(columns);
  const std::string head = fmt::format("INSERT INTO {} ({}) VALUES\n", table, names);
  Batch batch{std::string(table), 0, {}, {}};
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM {} t WHERE {} ORDER BY 1, 2, 3", names, table, condition));
  while (rows.next()) {
    ++batch.rows;
    const bool is_full =
        batch.statements.empty() || batch.statements.back().size() >= statement_bytes;
    if (is_full) batch.statements.push_back(head);
    std::string& statement = batch.statements.back();
    if (!is_full) statement += ",\n";
    statement += row_literal(connection, rows, columns);
  }
  return batch;
}

std::vector<Batch> read_stage(Connection& connection, const Stage& stage) {
  std::vector<Batch> batches;
  const auto read = [&](std::string_view table, std::string_view condition) {
    batches.push_back(read_batch(connection, table, condition));
  };
  for (const Part& part : parts()) {
    if (part.stage == stage.name) read(part.table, part.condition);
  }
  if (!stage.entry_kind.empty()) {
    const std::string of_kind = fmt::format("kind = '{}'", stage.entry_kind);
    read("journal_entry", of_kind);
    read("posting",
         fmt::format("t.entry_id IN (SELECT entry_id FROM journal_entry WHERE {})", of_kind));
  }
  const std::string of_stage = fmt::format("t.operation = '{}'", stage.name);
  read("command", of_stage);
  read("audit_entry", of_stage);
  return batches;
}

/// CPU seconds of the server so far; negative when the system does not tell.
double server_seconds(const std::filesystem::path& data_folder) {
  std::string pid;
  std::ifstream(data_folder / "database/pid") >> pid;
  std::string line;
  std::getline(std::ifstream("/proc/" + pid + "/stat"), line);
  const auto name_end = line.rfind(')');
  if (name_end == std::string::npos) return -1;
  std::istringstream fields(line.substr(name_end + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;  // proc(5): utime is the 14th
  double user = 0;
  double system = 0;
  fields >> user >> system;
  constexpr double ticks_per_second = 100;
  return (user + system) / ticks_per_second;
}

/// The cycle began with nothing left to write back; so does the floor.
void wait_for_clean_pages(Connection& connection) {
  const auto dirty_limit = connection.query_text("SELECT @@GLOBAL.innodb_max_dirty_pages_pct");
  connection.execute("SET GLOBAL innodb_max_dirty_pages_pct = 0");
  constexpr int attempts = 600;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const auto dirty = connection.query_integer(
        "SELECT variable_value FROM information_schema.global_status"
        " WHERE variable_name = 'INNODB_BUFFER_POOL_PAGES_DIRTY'");
    constexpr std::int64_t few = 50;
    if (dirty.value_or(0) < few) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  connection.execute("SET GLOBAL innodb_max_dirty_pages_pct = " + dirty_limit.value());
}

void make_tables(Connection& connection, std::string_view schema,
                 const std::vector<std::string>& tables) {
  connection.execute(fmt::format("DROP DATABASE IF EXISTS {}", floor_schema));
  connection.execute(
      fmt::format("CREATE DATABASE {} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", floor_schema));
  for (const std::string& table : tables) {
    connection.execute(
        fmt::format("CREATE TABLE {0}.{1} LIKE {2}.{1}", floor_schema, table, schema));
  }
}

std::vector<std::string> table_names(Connection& connection) {
  Rows rows = connection.query(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
      " AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'schema\\_%' ORDER BY table_name");
  std::vector<std::string> names;
  while (rows.next()) names.push_back(rows.text(1));
  return names;
}

/// Sends the statements of a stage as one transaction.
Seconds insert_stage(Connection& connection, std::vector<Batch>& batches) {
  const auto begin = Clock::now();
  inventory::Transaction transaction(connection);
  for (Batch& batch : batches) {
    const auto batch_begin = Clock::now();
    for (const std::string& statement : batch.statements) connection.execute(statement);
    batch.elapsed = Clock::now() - batch_begin;
  }
  transaction.commit();
  return Clock::now() - begin;
}

std::string stage_json(std::string_view name, const std::vector<Batch>& batches, Seconds elapsed,
                       double server_cpu) {
  std::int64_t rows = 0;
  std::size_t statements = 2;  // the transaction's begin and commit
  std::string tables;
  for (const Batch& batch : batches) {
    rows += batch.rows;
    statements += batch.statements.size();
    tables +=
        fmt::format(R"({}{{"name": "{}", "rows": {}, "seconds": {:.6f}}})",
                    tables.empty() ? "" : ", ", batch.table, batch.rows, batch.elapsed.count());
  }
  return fmt::format(
      R"({{"name": "{}", "rows": {}, "statements": {}, "seconds": {:.6f}, "server_cpu_seconds": {:.2f}, "tables": [{}]}})",
      name, rows, statements, elapsed.count(), server_cpu, tables);
}

/// A floor that leaves rows out would be too low: every table must have come over whole.
void check_complete(Connection& source, Connection& target,
                    const std::vector<std::string>& tables) {
  for (const std::string& table : tables) {
    const std::string count = "SELECT COUNT(*) FROM " + table;
    if (source.query_integer(count) != target.query_integer(count)) {
      throw std::runtime_error("rows of the table " + table +
                               " belong to no stage: mend parts() in tests/bench/raw_floor.cpp");
    }
  }
}

void run(const std::filesystem::path& data_folder) {
  const auto store = inventory::Store::open_private(data_folder);
  Connection source(store->address());
  const std::vector<std::string> tables = table_names(source);
  make_tables(source, store->address().schema, tables);
  inventory::DatabaseAddress address = store->address();
  address.schema = floor_schema;
  Connection target(address);
  wait_for_clean_pages(source);

  std::string json;
  for (const Stage& stage : stages) {
    std::vector<Batch> batches = read_stage(source, stage);
    const double cpu_before = server_seconds(data_folder);
    const Seconds elapsed = insert_stage(target, batches);
    const double cpu_after = server_seconds(data_folder);
    const double cpu = cpu_before < 0 || cpu_after < 0 ? -1 : cpu_after - cpu_before;
    json += (json.empty() ? "" : ",\n") + stage_json(stage.name, batches, elapsed, cpu);
  }
  check_complete(source, target, tables);
  fmt::print("{{\"stages\": [\n{}\n]}}\n", json);
}

}  // namespace

}  // namespace wutong::bench

int main(int argc, char** argv) try {
  if (argc != 2) {
    fmt::print(stderr, "usage: wutong_bench_floor DATA-FOLDER-OF-A-FINISHED-CYCLE\n");
    return 2;
  }
  wutong::bench::run(argv[1]);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "fault: {}\n", error.what());
  return 3;
}
