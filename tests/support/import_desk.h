#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "inventory/audit_chain.h"
#include "inventory/check_invariants.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/exchange/export_kind.h"
#include "procurement/app/exchange/held_faults.h"
#include "procurement/app/exchange/import_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_database.h"

namespace wutong::test {

using Lines = std::vector<std::string>;

/// One county, and files that are handed in on 22 November 2026.
struct Desk {
  TestDatabase database;
  TemporaryFolder folder;
  std::int64_t county_id = inventory::register_county(database.session(), "130633");
  int keys = 0;

  app::ImportRequest request(const char* kind, const std::string& content) {
    const auto file = folder.path() / "file.csv";
    std::ofstream(file, std::ios::binary) << content;
    app::ImportRequest request;
    request.kind = app::find_exchange_kind(kind);
    request.county_id = county_id;
    request.file = file;
    request.file_name = "file.csv";
    request.today = inventory::parse_date("2026-11-22").value();
    request.actor = "tester";
    request.idempotency_key = "key " + std::to_string(++keys);
    return request;
  }
  app::ImportReport imported(const app::ImportRequest& request,
                             const app::OnImportProgress& on_progress = {}) {
    faults = {};
    return app::run_import(database.store(), request, faults, on_progress);
  }
  app::ImportReport imported(const char* kind, const std::string& content) {
    return imported(request(kind, content));
  }
  Lines reasons() {
    Lines lines;
    faults.for_each([&](const app::FolderFault& fault) {
      lines.push_back(std::to_string(fault.row) + " " + fault.column + " " +
                      std::string(wire_name(fault.refusal)));
    });
    return lines;
  }
  std::string exported(const char* kind,
                       reporting::SheetFormat format = reporting::SheetFormat::csv) {
    std::ostringstream out;
    app::export_kind(database.store(), county_id, *app::find_exchange_kind(kind), format, out);
    return std::move(out).str();
  }
  bool is_sound() {
    for (const auto& result : inventory::check_invariants(database.session(), county_id)) {
      if (!result.holds()) return false;
    }
    return !inventory::verify_audit_chain(database.session(), county_id);
  }
  app::HeldFaults faults;
};

}  // namespace wutong::test
