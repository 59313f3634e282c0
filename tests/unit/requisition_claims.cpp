#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "procurement/purchase/requisitions/claim_budgets.h"
#include "procurement/refusal/refusal.h"

using namespace wutong;
using namespace wutong::inventory;
using pricing::Quantity;
using pricing::UnitPrice;

namespace {

RequisitionItem line(std::int64_t item_id, std::int64_t approved, const char* price,
                     std::int64_t pack_size = 3) {
  RequisitionItem item;
  item.item_id = item_id;
  item.requested = Quantity(1000);
  item.approved = Quantity(approved);
  item.pack_size = Quantity(pack_size);
  if (price != nullptr) item.reference_price = UnitPrice::parse(price);
  return item;
}

Budget budget(std::int64_t id, BudgetMeasure measure, const char* kind = "",
              std::optional<std::int64_t> item_id = {}) {
  Budget budget;
  budget.budget_id = id;
  budget.code = "B" + std::to_string(id);
  budget.measure = measure;
  budget.item_kind = kind;
  budget.item_id = item_id;
  return budget;
}

RequisitionDocument document() {
  RequisitionDocument requisition;
  requisition.requisition_id = 7;
  requisition.requisition_no = "RQ-T1-20261122-1";
  requisition.version = 4;
  return requisition;
}

std::vector<std::string> claims(const std::vector<RequisitionItem>& items,
                                const std::vector<Budget>& budgets) {
  std::vector<std::string> texts;
  for (const BudgetMovement& claim :
       procurement::decide_claims(document(), items, budgets, {{1, "western"}, {2, "consumable"}},
                                  {{1, "AMXL"}, {2, "GLOVE"}})) {
    texts.push_back(std::to_string(claim.budget_id) + " " + std::string(to_string(claim.action)) +
                    " " + std::to_string(claim.figure) + " for " +
                    std::to_string(claim.document_id) + "/" + std::to_string(claim.step));
  }
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a money budget is claimed line by line, each rounded once", "[requisition]") {
  // 10 of a pack of 3 at 1.00 are 3.333..., twice: 3.33 + 3.33, and not 6.67.
  CHECK(claims({line(1, 10, "1.00"), line(2, 10, "1.00")}, {budget(1, BudgetMeasure::money)}) ==
        Texts{"1 commit 666 for 7/4"});
  CHECK(claims({line(1, 1, "0.015", 1)}, {budget(1, BudgetMeasure::money)}) ==
        Texts{"1 commit 2 for 7/4"});
}

TEST_CASE("a budget is claimed by the lines that it covers", "[requisition]") {
  const std::vector<RequisitionItem> items{line(1, 10, "1.00"), line(2, 30, "2.00")};
  CHECK(claims(items,
               {budget(1, BudgetMeasure::quantity), budget(2, BudgetMeasure::quantity, "western"),
                budget(3, BudgetMeasure::quantity, "", 2),
                budget(4, BudgetMeasure::quantity, "device")}) ==
        Texts{"1 commit 40 for 7/4", "2 commit 10 for 7/4", "3 commit 30 for 7/4"});
}

TEST_CASE("a line that is struck out claims nothing and needs no price", "[requisition]") {
  CHECK(claims({line(1, 0, nullptr)}, {budget(1, BudgetMeasure::money)}).empty());
}

TEST_CASE("a line without a price cannot be judged by a money budget", "[requisition]") {
  CHECK(claims({line(1, 5, nullptr)}, {budget(1, BudgetMeasure::quantity)}) ==
        Texts{"1 commit 5 for 7/4"});
  try {
    claims({line(1, 5, nullptr)}, {budget(1, BudgetMeasure::money)});
    FAIL("accepted");
  } catch (const procurement::Refused& refused) {
    CHECK(refused.refusal() == procurement::Refusal::item_without_price);
    CHECK(refused.figures() == Texts{"RQ-T1-20261122-1", "AMXL", "B1"});
  }
}
