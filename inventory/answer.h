#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace wutong::inventory {

/// The answer of an operation that has only figures to tell, as a JSON object.
std::string answer_of(std::initializer_list<std::pair<std::string_view, std::int64_t>> figures);

/// A figure of such an answer; 0 when it is not there.
std::int64_t figure_in(std::string_view answer, std::string_view name);

}  // namespace wutong::inventory
