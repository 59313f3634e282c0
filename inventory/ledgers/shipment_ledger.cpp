#include "inventory/ledgers/shipment_ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "inventory/database/bulk_insert.h"
#include "inventory/identifier.h"
#include "inventory/ledgers/money_ledger.h"
#include "inventory/ledgers/stock_ledger.h"
#include "inventory/tables/master_tables.h"

namespace wutong::inventory {

namespace {

void save_shipments(Connection& connection, const CycleRef& cycle,
                    const std::vector<Shipment>& shipments,
                    const std::vector<ShipmentLine>& lines) {
  BulkInsert heads(connection,
                   "shipment (county_id, shipment_id, cycle_id, shipment_no, facility_id,"
                   " amount)");
  BulkInsert rows(connection,
                  "shipment_line (county_id, shipment_id, item_id, lot_id, quantity, amount)");
  for (const Shipment& shipment : shipments) {
    heads.row(cycle.county_id, shipment.shipment_id, cycle.cycle_id, shipment.shipment_no,
              shipment.facility_id, shipment.amount);
    for (std::size_t index = shipment.begin; index < shipment.end; ++index) {
      const ShipmentLine& line = lines[index];
      rows.row(cycle.county_id, shipment.shipment_id, line.item_id, line.lot_id, line.quantity,
               line.amount);
    }
  }
  heads.finish();
  rows.finish();
}

std::vector<StockMovement> movements_of(const std::vector<Shipment>& shipments,
                                        const std::vector<ShipmentLine>& lines,
                                        std::int64_t centre_id) {
  std::vector<StockMovement> movements;
  movements.reserve(lines.size());
  for (const Shipment& shipment : shipments) {
    for (std::size_t index = shipment.begin; index < shipment.end; ++index) {
      movements.push_back({shipment.shipment_id, lines[index].lot_id, centre_id,
                           shipment.facility_id, lines[index].quantity.units()});
    }
  }
  return movements;
}

/// One entry a shipment, in the order of the shipments' numbers: what the facility owes against the
/// goods of each item.
void post_shipments(Connection& connection, const CycleRef& cycle,
                    const std::vector<Shipment>& shipments,
                    const std::vector<ShipmentLine>& lines) {
  std::vector<const Shipment*> by_number;
  for (const Shipment& shipment : shipments) by_number.push_back(&shipment);
  std::sort(by_number.begin(), by_number.end(),
            [](const Shipment* a, const Shipment* b) { return a->shipment_no < b->shipment_no; });
  MoneyLedger ledger(connection, cycle.county_id, cycle.cycle_id);
  std::vector<PostingLine> posting;
  for (const Shipment* shipment : by_number) {
    posting.assign(1, {Account::receivables, shipment->facility_id, shipment->amount});
    for (std::size_t index = shipment->begin; index < shipment->end; ++index) {
      const ShipmentLine& line = lines[index];
      const PostingLine& last = posting.back();
      if (last.account == Account::inventory && last.party_id == line.item_id) {
        posting.back().amount -= line.amount;
      } else {
        posting.push_back({Account::inventory, line.item_id, -line.amount});
      }
    }
    ledger.enter("shipment", shipment->shipment_no, posting);
  }
  ledger.finish();
}

}  // namespace

std::vector<Shipment> group_shipments(std::vector<ShipmentLine>& lines) {
  std::sort(lines.begin(), lines.end(), [](const ShipmentLine& a, const ShipmentLine& b) {
    return std::tie(a.facility_id, a.item_id, a.lot_id) <
           std::tie(b.facility_id, b.item_id, b.lot_id);
  });
  std::vector<Shipment> shipments;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    const std::int64_t facility_id = lines[index].facility_id;
    if (shipments.empty() || shipments.back().facility_id != facility_id) {
      shipments.push_back(
          {IdentifierSource::shared().next(), facility_id, "", pricing::Money(), index, index});
    }
    shipments.back().end = index + 1;
    shipments.back().amount += lines[index].amount;
  }
  return shipments;
}

void record_shipments(Connection& connection, const CycleRef& cycle,
                      const std::vector<Shipment>& shipments,
                      const std::vector<ShipmentLine>& lines) {
  if (shipments.empty()) return;
  const std::int64_t centre_id = load_centre_id(connection, cycle.county_id);
  save_shipments(connection, cycle, shipments, lines);
  post_movements(connection, cycle.county_id, movements_of(shipments, lines, centre_id));
  post_shipments(connection, cycle, shipments, lines);
}

std::vector<std::pair<std::int64_t, std::int64_t>> count_shipments(Connection& connection,
                                                                   const CycleRef& cycle) {
  Rows rows = connection.query(
      fmt::format("SELECT facility_id, COUNT(*) FROM shipment WHERE county_id = {} AND"
                  " cycle_id = {} GROUP BY facility_id",
                  cycle.county_id, cycle.cycle_id));
  std::vector<std::pair<std::int64_t, std::int64_t>> counts;
  while (rows.next()) counts.emplace_back(rows.integer(1), rows.integer(2));
  return counts;
}

std::string daily_shipment_no(const std::string& period, const std::string& facility_code,
                              std::int64_t number) {
  return fmt::format("SH-{}-{}-{}", period, facility_code, number);
}

}  // namespace wutong::inventory
