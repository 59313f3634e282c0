#include "tests/support/purchase_county.h"

#include "inventory/ledgers/budget_ledger.h"
#include "inventory/run_command.h"
#include "inventory/tables/requisition_document_table.h"
#include "procurement/catalogue/register_master_data.h"
#include "procurement/purchase/budgets/open_budget.h"
#include "procurement/purchase/requisitions/cancel_requisition.h"
#include "procurement/purchase/requisitions/initiate_requisition.h"
#include "procurement/purchase/requisitions/review_requisition.h"
#include "procurement/purchase/requisitions/submit_requisition.h"
#include "procurement/refusal/refusal.h"
#include "tests/support/organisation_actor.h"

namespace wutong::test {

using namespace procurement;
using inventory::Connection;
using inventory::Recording;

namespace {

inventory::ItemRecord item(const char* code, std::int64_t pack_size, const char* price,
                           const char* kind = "western") {
  inventory::ItemRecord record;
  record.code = code;
  record.generic_name = code;
  record.base_unit = "片";
  record.pack_size = pricing::Quantity(pack_size);
  record.kind = kind;
  record.vat_rate = pricing::VatRate::parse("0.13");
  if (*price != 0) record.list_price = pricing::UnitPrice::parse(price);
  return record;
}

}  // namespace

PurchaseCounty::PurchaseCounty() {
  using enum inventory::FacilityKind;
  register_master_data(database.session(), county, day("2026-01-01"),
                       {{"C1", "中心", centre, ""},
                        {"H1", "县医院", hospital, "C1"},
                        {"T1", "东镇", township, "C1"},
                        {"V1", "李家村", village, "T1"},
                        {"V2", "王家村", village, "T1"}},
                       {{"S1", "国药", "LN-1", day("2026-12-31"), {}, {}}},
                       {item("A", 10, "2.00"), item("B", 3, "1.00"), item("N", 1, ""),
                        item("E", 1, "5000.00", "equipment")});
}

std::string PurchaseCounty::does(const std::string& actor, const Operation& operation) {
  const Recording recording{county, actor, day("2026-11-22") + std::chrono::hours(9),
                            day("2026-11-22")};
  try {
    return inventory::run_command(
               database.store(), {county, "test", "key " + std::to_string(++keys_), "", actor},
               [&](Connection& connection) { return operation(connection, recording); })
        .answer;
  } catch (const Refused& refused) {
    return refused.what();
  }
}

std::string PurchaseCounty::initiates(const std::string& actor, const std::string& facility,
                                      const std::vector<AskedItem>& items,
                                      inventory::RequisitionKind kind, const std::string& reason) {
  const std::string answer = does(actor, [&](Connection& connection, const Recording& recording) {
    return initiate_requisition(connection, recording,
                                {facility, kind, "", {}, reason, Prefill::given, items});
  });
  if (answer.front() != '{') return answer;
  return database
      .rows("SELECT requisition_no FROM requisition ORDER BY requisition_id DESC LIMIT 1")
      .front();
}

std::string PurchaseCounty::submits(const std::string& actor, const std::string& number) {
  return does(actor, [&](Connection& connection, const Recording& recording) {
    return submit_requisition(connection, recording, now(number));
  });
}

std::string PurchaseCounty::lets_through(const std::string& actor, const std::string& number) {
  const SeenRequisition seen = now(number);
  return does(actor, [&](Connection& connection, const Recording& recording) {
    return review_requisition(connection, recording, {seen, Judgement::let_through, {}, "", ""});
  });
}

std::string PurchaseCounty::cancels(const std::string& actor, const std::string& number) {
  const SeenRequisition seen = now(number);
  return does(actor, [&](Connection& connection, const Recording& recording) {
    return cancel_requisition(connection, recording, {seen, "不再需要"});
  });
}

std::string PurchaseCounty::asks_and_is_judged(const std::string& facility, const AskedItem& item) {
  const std::string number = initiates("user:asks", facility, {item});
  if (facility.front() == 'V') {
    submits("user:asks", number);
    lets_through("user:township", number);
  } else {
    submits("user:asks", number);
  }
  lets_through("user:centre", number);
  return number;
}

SeenRequisition PurchaseCounty::now(const std::string& number) {
  const auto connection = database.store().lease();
  const auto document = inventory::find_requisition(*connection, county, number);
  return {number, document ? document->version : 0};
}

std::string PurchaseCounty::state_of(const std::string& number) {
  const auto connection = database.store().lease();
  return std::string(
      to_string(inventory::find_requisition(*connection, county, number).value().state));
}

std::string PurchaseCounty::budget(const std::string& code) {
  const auto connection = database.store().lease();
  for (const auto& one : inventory::load_budgets(*connection, county, "")) {
    if (one.code != code) continue;
    return std::to_string(one.released) + " " + std::to_string(one.committed) + " " +
           std::to_string(one.consumed);
  }
  return "unknown";
}

std::vector<std::string> PurchaseCounty::broken() {
  return broken_invariants(database.session());
}

void PurchaseCounty::opens_budget(const std::string& code, const std::string& facility,
                                  std::int64_t fen) {
  does("user:finance", [&](Connection& connection, const Recording& recording) {
    return open_budget(connection, recording,
                       {code,
                        code,
                        facility,
                        inventory::BudgetMeasure::money,
                        "",
                        "",
                        "2026-01",
                        "2026-12",
                        {{"2026-01", fen, "年度"}}});
  });
}

}  // namespace wutong::test
