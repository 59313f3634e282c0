#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "inventory/records/recording.h"
#include "procurement/purchase/requisitions/requisition_input.h"
#include "tests/support/test_database.h"

namespace wutong::test {

/// A small county whose people ask for, judge and cancel: centre C1, township T1 with the villages
/// V1 and V2, hospital H1; items A (pack of 10 at 2.00), B (pack of 3 at 1.00), N (no price) and E
/// (equipment, 5000.00). Each deed is a command of its own, on 2026-11-22.
class PurchaseCounty {
 public:
  using Operation = std::function<std::string(inventory::Connection&, const inventory::Recording&)>;
  static constexpr std::int64_t county = 1;

  PurchaseCounty();

  /// The answer, or the refusal's wire name and English sentence.
  std::string does(const std::string& actor, const Operation& operation);

  /// Deeds by their names; what they answer is as above. Versions are those of now.
  std::string initiates(const std::string& actor, const std::string& facility,
                        const std::vector<procurement::AskedItem>& items,
                        inventory::RequisitionKind kind = inventory::RequisitionKind::regular,
                        const std::string& reason = {});
  std::string submits(const std::string& actor, const std::string& number);
  std::string lets_through(const std::string& actor, const std::string& number);
  std::string cancels(const std::string& actor, const std::string& number);
  /// A requisition of one line that the centre has approved, or not.
  std::string asks_and_is_judged(const std::string& facility, const procurement::AskedItem& item);

  procurement::SeenRequisition now(const std::string& number);
  std::string state_of(const std::string& number);
  /// "released committed consumed" of a budget.
  std::string budget(const std::string& code);
  std::vector<std::string> broken();
  void opens_budget(const std::string& code, const std::string& facility, std::int64_t fen);

  TestDatabase database;

 private:
  std::atomic<int> keys_ = 0;
};

}  // namespace wutong::test
