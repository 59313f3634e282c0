#pragma once

#include <memory>
#include <string>
#include <vector>

namespace wutong::procurement::search {

/// How a character is typed on a Latin keyboard: "chang", "zhang". Lower-case ASCII letters, none
/// twice; ü as "v" and as "u". Empty: it has no reading.
using Readings = std::vector<std::string>;

/// The reading that ICU knows of a single Han character (its transform Han-Latin). Slow, about
/// ten microseconds a character: ask once a character.
class HanReadings {
 public:
  HanReadings();
  ~HanReadings();
  HanReadings(const HanReadings&) = delete;
  HanReadings& operator=(const HanReadings&) = delete;

  Readings of(char32_t letter) const;

 private:
  struct Transforms;
  std::unique_ptr<Transforms> transforms_;
};

}  // namespace wutong::procurement::search
