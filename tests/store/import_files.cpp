#include <barrier>
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "inventory/tables/master_tables.h"
#include "tests/support/import_desk.h"

using namespace wutong;
using namespace wutong::app;
using procurement::Refusal;
using procurement::Refused;
using reporting::SheetFormat;
using test::Desk;
using test::Lines;

namespace {

const std::string suppliers =
    "code,name,licence_no,licence_expires_on,order_fee,minimum_order_amount\n"
    "S1,\"国药\",LN-1,2027-12-31,50.00,1000.00\n"
    "S2,\"'=华东\",,,,\n";
const std::string facilities =
    "机构代码,name,kind,上级机构代码\nC1,中心,centre,\nT1,东镇,township,C1\nV1,李家村,village,T1\n";

std::string many_suppliers(int count) {
  std::string rows = "code,name\n";
  for (int at = 0; at < count; ++at) {
    rows += "S" + std::to_string(at) + ",供应商 " + std::to_string(at) + "\n";
  }
  return rows;
}

}  // namespace

TEST_CASE("an import is stored, audited, and comes back as it was", "[import]") {
  Desk desk;
  const ImportReport report = desk.imported("suppliers", suppliers);
  CHECK(report.is_stored);
  CHECK(report.registered == 2);
  CHECK(desk.exported("suppliers") == suppliers);
  CHECK(desk.database.rows("SELECT name FROM supplier WHERE code = 'S2'") == Lines{"=华东"});
  CHECK(desk.database.rows("SELECT operation, actor, outcome FROM audit_entry") ==
        Lines{"import_suppliers|tester|done"});
  CHECK(desk.database.figure("SELECT COUNT(*) FROM supplier_version WHERE effective_from ="
                             " '2026-11-22'") == 2);
  CHECK(desk.is_sound());
}

TEST_CASE("what was exported changes nothing when it is imported", "[import]") {
  Desk desk;
  desk.imported("facilities", facilities);
  desk.imported("suppliers", suppliers);
  for (const char* kind : {"facilities", "suppliers", "items"}) {
    for (const auto format : {SheetFormat::csv, SheetFormat::xlsx}) {
      const ImportReport again = desk.imported(kind, desk.exported(kind, format));
      CHECK(again.is_stored);
      CHECK(again.registered + again.changed == 0);
      CHECK(again.unchanged() == again.rows);
    }
  }
}

TEST_CASE("a repetition under the same key does nothing, another file is refused", "[import]") {
  Desk desk;
  const ImportRequest first = desk.request("suppliers", suppliers);
  desk.imported(first);
  const ImportReport again = desk.imported(first);
  CHECK(again.is_replayed);
  CHECK(again.registered == 2);
  std::ofstream(first.file, std::ios::app) << "S3,c,,,,\n";
  try {
    desk.imported(first);
    FAIL("must be refused");
  } catch (const Refused& refused) {
    CHECK(refused.refusal() == Refusal::request_reused_with_different_content);
  }
  ImportRequest other_mode = desk.request("suppliers", suppliers);
  other_mode.idempotency_key = first.idempotency_key;
  other_mode.mode = ImportMode::accepted_rows;
  CHECK_THROWS_AS(desk.imported(other_mode), Refused);
  CHECK(desk.database.figure("SELECT COUNT(*) FROM supplier") == 2);
}

TEST_CASE("an older file under a new key is an import of its own", "[import]") {
  Desk desk;
  desk.imported("suppliers", "code,name\nS1,a\n");
  desk.imported("suppliers", "code,name\nS1,b\n");
  CHECK(desk.imported("suppliers", "code,name\nS1,a\n").changed == 1);
  CHECK(desk.database.rows("SELECT name, version FROM supplier") == Lines{"a|3"});
  CHECK(desk.is_sound());
}

TEST_CASE("one refused row, and nothing is stored; or the rest is", "[import]") {
  Desk desk;
  const std::string mixed = "code,name\nS1,a\nS2,\nS1,c\nS4,d\n";
  const ImportReport refused = desk.imported("suppliers", mixed);
  CHECK_FALSE(refused.is_stored);
  CHECK(refused.refused == 2);
  CHECK(refused.accepted() == 2);
  CHECK(desk.reasons() == Lines{"2 name missing_value", "3 code duplicate_key"});
  CHECK(desk.database.figure("SELECT COUNT(*) FROM supplier") == 0);
  CHECK(desk.database.rows("SELECT LEFT(outcome, 23) FROM audit_entry") ==
        Lines{"refused: import_refused"});
  ImportRequest request = desk.request("suppliers", mixed);
  request.mode = ImportMode::accepted_rows;
  CHECK(desk.imported(request).registered == 2);
  CHECK(desk.database.rows("SELECT code, name FROM supplier ORDER BY code") ==
        Lines{"S1|a", "S4|d"});
  CHECK(desk.is_sound());
}

TEST_CASE("a preview foresees what the import does, and stores nothing", "[import]") {
  Desk desk;
  desk.imported("suppliers", "code,name\nS1,a\nS2,b\n");
  ImportRequest request = desk.request("suppliers", "code,name\nS1,a\nS2,x\nS3,c\nS4,\n");
  request.mode = ImportMode::accepted_rows;
  HeldFaults faults;
  const ImportReport foreseen = preview_import(desk.database.store(), request, faults);
  CHECK_FALSE(foreseen.is_stored);
  CHECK(desk.database.figure("SELECT COUNT(*) FROM supplier") == 2);
  CHECK(desk.database.figure("SELECT COUNT(*) FROM audit_entry") == 1);
  const ImportReport done = desk.imported(request);
  CHECK(faults.count() == desk.faults.count());
  CHECK(foreseen.registered == done.registered);
  CHECK(foreseen.changed == done.changed);
  CHECK(foreseen.unchanged() == done.unchanged());
  CHECK(foreseen.refused == done.refused);
  CHECK(done.registered == 1);
  CHECK(done.changed == 1);
}

TEST_CASE("an import that is cancelled has stored nothing", "[import]") {
  Desk desk;
  for (const auto phase : {ImportPhase::reading, ImportPhase::judging, ImportPhase::storing}) {
    const auto cancel = [phase](const ImportProgress& at) { return at.phase != phase; };
    CHECK_THROWS_AS(desk.imported(desk.request("suppliers", many_suppliers(1500)), cancel),
                    ImportCancelled);
    CHECK(desk.database.figure("SELECT COUNT(*) FROM supplier") == 0);
  }
  CHECK(desk.imported("suppliers", many_suppliers(1500)).registered == 1500);
}

TEST_CASE("progress tells the rows that were read", "[import]") {
  Desk desk;
  std::vector<std::int64_t> told;
  desk.imported(desk.request("suppliers", many_suppliers(2500)), [&](const ImportProgress& at) {
    told.push_back(at.rows);
    return true;
  });
  CHECK(told == std::vector<std::int64_t>{1000, 2000, 2500, 2500});
}

TEST_CASE("facilities may come in any order, and take the centre's place", "[import]") {
  Desk desk;
  CHECK(desk.imported("facilities",
                      "code,name,kind,parent_code\nV1,v,village,T1\nT1,t,township,C1\n"
                      "C1,c,centre,\n")
            .registered == 3);
  CHECK(
      desk.imported("facilities", "code,name,kind,parent_code\nC1,c,hospital,C2\nC2,neu,centre,\n")
          .is_stored);
  CHECK(desk.is_sound());
  ImportRequest back =
      desk.request("facilities", "code,name,kind,parent_code\nC1,c,centre,\nC2,,hospital,C1\n");
  back.mode = ImportMode::accepted_rows;
  const ImportReport report = desk.imported(back);
  CHECK(report.registered + report.changed == 0);
  CHECK(desk.reasons() == Lines{"1 kind not_exactly_one_centre", "2 name missing_value"});
  CHECK(desk.is_sound());
}

TEST_CASE("a child whose parent is refused keeps to the parent that is known", "[import]") {
  Desk desk;
  desk.imported("facilities", facilities);
  ImportRequest request =
      desk.request("facilities",
                   "code,name,kind,parent_code\nT1,,township,C1\nV2,neu,village,"
                   "T1\nT9,,township,C1\nV3,neu,village,T9\n");
  request.mode = ImportMode::accepted_rows;
  CHECK(desk.imported(request).registered == 1);
  CHECK(desk.reasons() ==
        Lines{"1 name missing_value", "3 name missing_value", "4 parent_code parent_refused"});
  CHECK(desk.database.rows("SELECT code FROM facility WHERE code LIKE 'V%' ORDER BY code") ==
        Lines{"V1", "V2"});
}

TEST_CASE("two imports of the same new records at once register them once", "[import]") {
  Desk desk;
  const ImportRequest first = desk.request("suppliers", many_suppliers(3000));
  ImportRequest second = first;
  second.idempotency_key = "another";
  ImportReport reports[2];
  const ImportRequest* const requests[2] = {&first, &second};
  std::barrier both_have_read(2);
  std::vector<std::thread> threads;
  for (const int at : {0, 1}) {
    threads.emplace_back([&, at] {
      HeldFaults faults;
      bool has_waited = false;  // a command that is tried again judges again
      reports[at] = run_import(desk.database.store(), *requests[at], faults,
                               [&](const ImportProgress& progress) {
                                 if (progress.phase == ImportPhase::judging && !has_waited) {
                                   has_waited = true;
                                   both_have_read.arrive_and_wait();
                                 }
                                 return true;
                               });
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(reports[0].registered + reports[1].registered == 3000);
  CHECK(reports[0].changed + reports[1].changed == 0);
  CHECK(desk.database.figure("SELECT COUNT(*) FROM supplier_version") == 3000);
  CHECK(desk.is_sound());
}

TEST_CASE("the statements of an import grow with batches, not with rows", "[import]") {
  const auto statements_for = [](int rows) {
    Desk desk;
    const ImportRequest request = desk.request("suppliers", many_suppliers(rows));
    const auto before = desk.database.store().counts().statements;
    HeldFaults faults;
    run_import(desk.database.store(), request, faults);
    return desk.database.store().counts().statements - before;
  };
  CHECK(statements_for(5000) <= statements_for(5) + 10);
}
