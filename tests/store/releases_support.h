#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "inventory/records/master_data.h"
#include "inventory/records/release.h"
#include "inventory/tables/release_table.h"
#include "tests/support/test_database.h"

namespace wutong::test {

/// A county with a few items, in which releases are taken in, compared and mapped; every operation
/// runs as a command.
class ReleaseDesk {
 public:
  static constexpr std::int64_t county = 1;

  ReleaseDesk();

  /// The answer of the operation, or the wire name of its refusal and its figures.
  std::string run(const std::function<std::string(inventory::Connection&)>& operation);

  std::string take_in(const inventory::Release& release, const char* today = "2026-11-20");
  std::string propose(inventory::ReleaseRef release);
  inventory::ReleaseRef release(inventory::ReleaseSource source, const std::string& batch);
  void register_item(const inventory::ItemRecord& item);

  /// Every row that a query answers, "a|b|NULL".
  std::vector<std::string> rows(std::string_view query) { return database.rows(query); }
  /// The invariants that do not hold, but for those about a centre, which this county has not.
  std::vector<std::string> broken();

  TestDatabase database;

 private:
  std::atomic<int> commands_ = 0;
};

/// Nothing, or one of the drugs that the desk's county has, as publishers write it.
inventory::Release drug_release(const std::string& batch,
                                std::vector<std::vector<std::string>> rows = {});

inline const std::string amoxicillin = "XJ01CAA040A001010102699";
inline const std::string acetylcysteine = "XR05CBA198A001010100863";
inline const std::string patent_medicine = "ZA09FAF0148010403170";

}  // namespace wutong::test
