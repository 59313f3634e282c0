#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "inventory/identifier.h"
#include "inventory/records/period.h"
#include "inventory/run_command.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/requisition_document_table.h"
#include "procurement/app/county_folder/folder_fault.h"
#include "procurement/app/cycle/run_cycle.h"
#include "procurement/app/generate/generate_county.h"
#include "procurement/catalogue/register_master_data.h"
#include "procurement/distribution/record_opening_stock.h"
#include "procurement/purchase/agreements/make_agreements.h"
#include "procurement/purchase/consolidation/consolidate.h"
#include "procurement/purchase/periods/open_period.h"
#include "tests/support/organisation_actor.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::Connection;
using inventory::CountyFolder;
using inventory::Recording;
using pricing::Quantity;

namespace {

/// "supplier item packs size price amount reason" of what was ordered.
std::vector<std::string> ordered_by_cycle(test::TestDatabase& database) {
  return database.rows(
      "SELECT s.code, i.code, l.packs, l.pack_size, l.pack_price, l.amount, a.reason"
      " FROM purchase_order o JOIN purchase_order_line l ON l.order_id = o.order_id"
      " JOIN award a ON a.supplier_id = o.supplier_id AND a.item_id = l.item_id"
      " JOIN supplier s ON s.supplier_id = o.supplier_id JOIN item i ON i.item_id = l.item_id"
      " ORDER BY s.code, i.code");
}
std::vector<std::string> ordered_by_day(test::TestDatabase& database) {
  return database.rows(
      "SELECT s.code, i.code, l.packs, l.pack_size, l.pack_price, l.amount, n.reason_code"
      " FROM purchase_order o JOIN purchase_order_line l ON l.order_id = o.order_id"
      " JOIN purchase_order_line_detail n ON n.order_id = l.order_id AND n.item_id = l.item_id"
      " JOIN supplier s ON s.supplier_id = o.supplier_id JOIN item i ON i.item_id = l.item_id"
      " ORDER BY s.code, i.code");
}

/// Somebody who works the county of a folder day by day, on the cycle's own day.
class DailyCounty {
 public:
  DailyCounty(const CountyFolder& folder, inventory::Connection& cycle_session)
      : folder_(folder),
        recording_{1, "user:manager", folder.parameters.today + std::chrono::hours(9),
                   folder.parameters.today} {
    procurement::register_master_data(database.session(), 1, recording_.today, folder.facilities,
                                      folder.suppliers, folder.items);
    deed([&](Connection& connection) {
      return procurement::open_period(
          connection, recording_,
          {folder_.parameters.period, folder_.parameters.minimum_shelf_life_days});
    });
    deed([&](Connection& connection) {
      const auto cycle = procurement::find_open_period(connection, 1);
      return procurement::record_opening_stock_of_period(connection, {1, cycle.cycle_id},
                                                         folder_.codes, folder_.opening_stock);
    });
    const auto agreements = standing_bids(cycle_session);
    deed([&](Connection& connection) {
      return procurement::make_agreements(connection, recording_, agreements);
    });
    deed([&](Connection& connection) { return approve_requests(connection); });
  }

  void consolidate_all() {
    procurement::ConsolidationInput input;
    input.all = true;
    deed([&](Connection& connection) {
      const auto seen = procurement::decide_consolidation(connection, 1, recording_.today, input,
                                                          procurement::Reading::only);
      return procurement::consolidate(connection, recording_, input, seen.fingerprint);
    });
  }

  test::TestDatabase database;

 private:
  template <typename Operation>
  void deed(const Operation& operation) {
    inventory::run_command(database.store(), {1, "test", std::to_string(++keys_), "", "manager"},
                           operation);
  }

  std::vector<procurement::AgreementInput> standing_bids(Connection& cycle_session) const {
    inventory::Rows rows = cycle_session.query(
        "SELECT s.code, i.code, b.pack_price, b.pack_price_places, b.capacity_packs,"
        " COALESCE(b.min_order_packs, 0) FROM bid b JOIN supplier s ON s.supplier_id ="
        " b.supplier_id JOIN item i ON i.item_id = b.item_id WHERE b.refusal IS NULL");
    std::vector<procurement::AgreementInput> agreements;
    while (rows.next()) {
      procurement::AgreementInput one;
      one.supplier_code = rows.text(1);
      one.item_code = rows.text(2);
      one.kind = inventory::AgreementKind::contract;
      one.pack_price = rows.price(3, 4);
      one.maximum_packs = rows.optional_quantity(5);
      one.min_order_packs = rows.quantity(6);
      one.first_day = one.last_day = recording_.today;
      agreements.push_back(std::move(one));
    }
    return agreements;
  }

  /// A requisition for each facility and kind.
  std::string approve_requests(Connection& connection) {
    const auto ids = inventory::load_id_book(connection, 1, folder_.codes);
    const auto sizes = inventory::load_pack_sizes(connection, 1);
    std::map<std::pair<std::uint32_t, inventory::RequestKind>,
             std::vector<inventory::RequisitionItem>>
        by_facility;
    for (const inventory::RequestRow& row : folder_.requests) {
      inventory::RequisitionItem item;
      item.item_id = ids.items.at(row.item);
      item.requested = row.quantity;
      item.approved = row.quantity;
      item.pack_size = sizes.at(item.item_id);
      by_facility[{row.facility, row.kind}].push_back(std::move(item));
    }
    for (const auto& [key, items] : by_facility) {
      inventory::RequisitionDocument document;
      document.requisition_id = inventory::IdentifierSource::shared().next();
      document.requisition_no = "RQ-" + std::to_string(document.requisition_id);
      document.facility_id = ids.facilities.at(key.first);
      document.kind = key.second == inventory::RequestKind::emergency
                          ? inventory::RequisitionKind::emergency
                          : inventory::RequisitionKind::regular;
      document.state = inventory::RequisitionState::approved;
      document.version = 1;
      document.period = folder_.parameters.period;
      document.initiated_by = document.submitted_by = "user:asks";
      inventory::insert_requisition(connection, 1, document);
      inventory::replace_requisition_items(connection, 1, document.requisition_id, items);
      inventory::save_step(connection, recording_, document,
                           {1, inventory::RequisitionAction::approve, document.state, {}, "", ""});
    }
    return "{}";
  }

  const CountyFolder& folder_;
  const Recording recording_;
  int keys_ = 0;
};

}  // namespace

TEST_CASE("a month consolidated at once is ordered as a cycle orders it",
          "[consolidation][random]") {
  const auto first_seed = std::random_device{}() % 1'000'000;
  for (std::uint64_t seed = first_seed; seed < first_seed + 3; ++seed) {
    CAPTURE(seed);
    const test::TemporaryFolder folder;
    const auto county = folder.path() / "county";
    app::generate_county({25, 80, 9, 1200, seed, county});
    app::IgnoringFaultSink faults;
    test::TestDatabase cycle;
    std::ostringstream shown;
    app::Progress progress(shown, false, app::cycle_stage_count());
    app::run_cycle(cycle.store(), {county, folder.path() / "results", 2, "tester"}, faults,
                   progress);

    const auto read = app::read_county_folder(county, {}, faults);
    DailyCounty daily(read.value(), cycle.session());
    daily.consolidate_all();
    const auto expected = ordered_by_cycle(cycle);
    REQUIRE(expected.size() > 50);
    CHECK(ordered_by_day(daily.database) == expected);
    CHECK(test::broken_invariants(daily.database.session()).empty());
    // What the facilities have asked for is the same, line by line.
    const char* requests =
        "SELECT f.code, i.code, q.kind, q.quantity FROM requisition_line q JOIN facility f ON"
        " f.facility_id = q.facility_id JOIN item i ON i.item_id = q.item_id"
        " ORDER BY f.code, i.code, q.kind";
    CHECK(daily.database.rows(requests) == cycle.rows(requests));
  }
}
