#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace wutong::inventory {

/// The values of an enum with the names they have in files and in the database: one table serves
/// both directions, so that what is printed can always be read back.
template <typename Enum, std::size_t count>
using NamedValues = std::array<std::pair<Enum, std::string_view>, count>;

template <typename Enum, std::size_t count>
std::string_view name_of(const NamedValues<Enum, count>& values, Enum wanted) {
  for (const auto& [value, name] : values) {
    if (value == wanted) {
      return name;
    }
  }
  assert(false && "a value of an enum has no name");
  return {};
}

template <typename Enum, std::size_t count>
std::optional<Enum> value_named(const NamedValues<Enum, count>& values, std::string_view wanted) {
  for (const auto& [value, name] : values) {
    if (name == wanted) {
      return value;
    }
  }
  return std::nullopt;
}

}  // namespace wutong::inventory
