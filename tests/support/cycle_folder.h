#pragma once

#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <string_view>

#include "inventory/database/store.h"
#include "tests/support/temporary_folder.h"

namespace wutong::test {

/// A county folder and the result folder of its cycle. It begins as a small county in which
/// everything happens that can happen: opening stock that is usable and that is not, bids and
/// deliveries that are refused, an order of two suppliers, lots that share an amount, emergencies,
/// a shortage of each reason but one, and a difference of rounding.
class CycleFolder {
 public:
  CycleFolder();

  std::filesystem::path county() const { return folder_.path() / "county"; }
  std::filesystem::path results() const { return folder_.path() / "results"; }

  CycleFolder& with(const std::string& file, std::string_view text);
  CycleFolder& with_line(const std::string& file, std::string_view line);
  CycleFolder& without(const std::string& file);
  /// The same requests, bids and deliveries in another period.
  CycleFolder& in_period(const std::string& period);
  /// The day, the shelf life and the rule of cycle.json, and perhaps the county.
  struct Parameters {
    std::string period = "2026-11";
    int minimum_shelf_life_days = 30;
    std::string award_rule = "lowest_price";
    std::string county{};
  };
  CycleFolder& with_parameters(const Parameters& parameters);

  /// The bytes of every result file but summary.json, which holds times.
  std::map<std::string, std::string> result_files() const;
  std::string result(const std::string& file) const;

 private:
  TemporaryFolder folder_;
};

/// Runs a cycle and says how it went: "done"; "done, but broken: " and the invariants that do not
/// hold; the wire name of a refusal; or the faults of the folder, "file row column wire_name" each.
std::string run_cycle(inventory::Store& store, const CycleFolder& folder);
std::string run_cycle(inventory::Store& store, const CycleFolder& folder, std::ostream& progress);

}  // namespace wutong::test
