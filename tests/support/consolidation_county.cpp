#include "tests/support/consolidation_county.h"

#include "inventory/tables/consolidation_table.h"
#include "procurement/catalogue/register_master_data.h"
#include "procurement/purchase/periods/open_period.h"
#include "tests/support/organisation_actor.h"

namespace wutong::test {

using namespace procurement;
using inventory::Connection;
using inventory::Recording;

ConsolidationCounty::ConsolidationCounty() {
  register_master_data(database.session(), county, day("2026-01-01"), {},
                       {{"S2", "华东", "LN-2", day("2026-12-31"), {}, {}},
                        {"S3", "江南", "LN-3", day("2026-12-31"), {}, {}}},
                       {});
  opens("2026-11");
}

std::string ConsolidationCounty::opens(const std::string& period) {
  return does("user:manager", [&](Connection& connection, const Recording& recording) {
    return open_period(connection, recording, {period, 30});
  });
}

AgreementInput ConsolidationCounty::agreed(const char* supplier, const char* item,
                                           const char* price) {
  AgreementInput input;
  input.supplier_code = supplier;
  input.item_code = item;
  input.kind = inventory::AgreementKind::contract;
  input.pack_price = pricing::UnitPrice::parse(price);
  input.first_day = day("2026-11-01");
  input.last_day = day("2026-11-30");
  return input;
}

std::string ConsolidationCounty::agrees(const std::vector<AgreementInput>& inputs) {
  return does("user:manager", [&](Connection& connection, const Recording& recording) {
    return make_agreements(connection, recording, inputs);
  });
}

ConsolidationDecision ConsolidationCounty::preview(const ConsolidationInput& input) {
  const auto connection = database.store().lease();
  return decide_consolidation(*connection, county, day("2026-11-22"), input, Reading::only);
}

std::string ConsolidationCounty::consolidates(const ConsolidationInput& input) {
  try {
    return consolidates(input, preview(input).fingerprint);
  } catch (const Refused& refused) {
    return refused.what();
  }
}

std::string ConsolidationCounty::consolidates(const ConsolidationInput& input,
                                              const std::string& fingerprint) {
  const std::string answer =
      does("user:manager", [&](Connection& connection, const Recording& recording) {
        return consolidate(connection, recording, input, fingerprint);
      });
  if (answer.front() != '{') return answer;
  return database
      .rows("SELECT consolidation_no FROM consolidation ORDER BY consolidation_id DESC LIMIT 1")
      .front();
}

std::string ConsolidationCounty::undoes(const std::string& consolidation_no) {
  std::int64_t version = 0;
  {
    const auto connection = database.store().lease();
    const auto found = inventory::find_consolidation(*connection, county, consolidation_no);
    if (found) version = found->version;
  }
  return does("user:manager", [&](Connection& connection, const Recording& recording) {
    return undo_consolidation(connection, recording, {consolidation_no, version, "弄错了"});
  });
}

std::vector<std::string> ConsolidationCounty::order_lines() {
  return database.rows(
      "SELECT CONCAT(o.order_no, ' ', o.state, ' ', l.packs, ' x ', i.code) FROM purchase_order o"
      " JOIN purchase_order_line l ON l.order_id = o.order_id JOIN item i ON i.item_id = l.item_id"
      " ORDER BY o.order_no, i.code");
}

std::vector<std::string> ConsolidationCounty::requests() {
  return database.rows(
      "SELECT CONCAT(f.code, ' ', i.code, ' ', q.kind, ' ', q.quantity) FROM requisition_line q"
      " JOIN facility f ON f.facility_id = q.facility_id JOIN item i ON i.item_id = q.item_id"
      " ORDER BY f.code, i.code, q.kind");
}

}  // namespace wutong::test
