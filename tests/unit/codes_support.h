#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "procurement/codes/judged.h"

namespace wutong::test {

/// A text that is not a code, why, where (0: as a whole), and what is proposed instead.
struct BadCode {
  std::string text;
  std::string reason;
  std::size_t position = 0;
  std::vector<std::string> proposals{};
};

/// "good", or the reason and the position: what tables of codes are compared by.
template <typename Parts>
std::string verdict(const procurement::codes::Judged<Parts>& judged) {
  if (judged.good()) return "good";
  return std::string(wire_name(judged.fault().reason)) + " at " +
         std::to_string(judged.fault().position);
}

inline std::string verdict(const BadCode& bad) {
  return bad.reason + " at " + std::to_string(bad.position);
}

template <typename Parts>
std::vector<std::string> proposals(const procurement::codes::Judged<Parts>& judged) {
  return judged.good() ? std::vector<std::string>() : judged.fault().proposals;
}

/// A seed by chance, or WUTONG_SEED to repeat a run.
inline std::uint64_t codes_seed() {
  const char* given = std::getenv("WUTONG_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

}  // namespace wutong::test
