#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace wutong::test {

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw std::runtime_error("cannot read " + file.string());
  }
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

inline constexpr const char* county_files[]{"facilities.csv", "suppliers.csv",  "items.csv",
                                            "bids.csv",       "bid_tiers.csv",  "requests.csv",
                                            "stock.csv",      "deliveries.csv", "cycle.json"};

}  // namespace wutong::test
