#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <vector>

#include "tests/support/cycle_folder.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::Store;
using test::CycleFolder;

namespace {

using Lines = std::vector<std::string>;

class Interrupted : public std::exception {};

/// Progress that is cut off when a stage has ended: what was committed until then stays.
class CutOffAfter : public std::streambuf {
 public:
  explicit CutOffAfter(std::string stage) : stage_(std::move(stage)) {}

 protected:
  std::streamsize xsputn(const char* text, std::streamsize length) override {
    if (std::string(text, static_cast<std::size_t>(length)).starts_with(stage_)) {
      throw Interrupted();
    }
    return length;
  }
  int_type overflow(int_type character) override { return character; }

 private:
  const std::string stage_;
};

/// Runs a cycle until the stage has ended.
void interrupt_after(const std::string& stage, Store& store, const CycleFolder& folder) {
  CutOffAfter cut(stage);
  std::ostream progress(&cut);
  progress.exceptions(std::ios::badbit);  // so that the exception comes through
  CHECK_THROWS_AS(test::run_cycle(store, folder, progress), Interrupted);
}

const Lines stages{"read_county_folder", "open_cycle",          "record_opening_stock",
                   "submit_bids",        "submit_requisitions", "award_bids",
                   "place_orders",       "receive_deliveries",  "allocate_stock",
                   "dispatch_shipments", "settle_period",       "check_invariants",
                   "write_results"};

}  // namespace

TEST_CASE("a cycle that was interrupted after any stage is finished by running it again",
          "[cycle]") {
  const CycleFolder undisturbed;
  {
    test::TestDatabase database;
    REQUIRE(test::run_cycle(database.store(), undisturbed) == "done");
  }
  const auto expected = undisturbed.result_files();
  for (const std::string& stage : stages) {
    INFO("interrupted after " << stage);
    test::TestDatabase database;
    const CycleFolder folder;
    interrupt_after(stage, database.store(), folder);
    CHECK(test::run_cycle(database.store(), folder) == "done");
    CHECK(folder.result_files() == expected);
    CHECK(database.rows("SELECT state FROM procurement_cycle") == Lines{"closed"});
  }
}

TEST_CASE("a cycle that was interrupted many times is finished at last", "[cycle]") {
  test::TestDatabase database;
  const CycleFolder folder;
  for (const std::string& stage : stages) interrupt_after(stage, database.store(), folder);
  CHECK(test::run_cycle(database.store(), folder) == "done");
  CHECK(database.figure("SELECT COUNT(*) FROM audit_entry") == 11);  // each command once
}

TEST_CASE("an interrupted cycle is not finished from other content", "[cycle]") {
  test::TestDatabase database;
  CycleFolder folder;
  interrupt_after("place_orders", database.store(), folder);
  CycleFolder other;
  other.with_line("requests.csv", "T1,I3,1,emergency,2026-11-20");
  CHECK(test::run_cycle(database.store(), other) == "request_reused_with_different_content");
  CHECK(database.rows("SELECT state FROM procurement_cycle") == Lines{"ordered"});
  CHECK(test::run_cycle(database.store(), folder) == "done");
}

TEST_CASE("a period does not begin before an earlier one is finished", "[cycle]") {
  test::TestDatabase database;
  const CycleFolder november;
  CycleFolder december;
  december.in_period("2026-12").without("stock.csv");
  interrupt_after("award_bids", database.store(), november);
  CHECK(test::run_cycle(database.store(), december) == "earlier_cycle_unfinished");
  CHECK(test::run_cycle(database.store(), november) == "done");
  CHECK(test::run_cycle(database.store(), december) == "done");
}

TEST_CASE("programs that run one cycle at once have one effect", "[cycle]") {
  const CycleFolder undisturbed;
  {
    test::TestDatabase database;
    REQUIRE(test::run_cycle(database.store(), undisturbed) == "done");
  }
  test::TestDatabase database;
  const std::vector<CycleFolder> folders(3);
  std::vector<std::future<std::string>> running;
  for (const CycleFolder& folder : folders) {
    running.push_back(std::async(std::launch::async, [&] {
      const auto store = Store::open_address(database.address());
      return test::run_cycle(*store, folder);
    }));
  }
  int done = 0;
  for (std::size_t index = 0; index < folders.size(); ++index) {
    const std::string outcome = running[index].get();
    CHECK((outcome == "done" || outcome == "period_already_settled"));
    if (outcome != "done") continue;
    ++done;
    CHECK(folders[index].result_files() == undisturbed.result_files());
  }
  CHECK(done > 0);
  CHECK(database.rows("SELECT period, state FROM procurement_cycle") == Lines{"2026-11|closed"});
  CHECK(database.figure("SELECT COUNT(*) FROM command") == 11);
}
