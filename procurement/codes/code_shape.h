#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "procurement/codes/code_fault.h"
#include "procurement/codes/judged.h"

namespace wutong::procurement::codes {

/// What may stand at each place of a code: '#' a digit, '@' a capital letter, '*' a Chinese
/// character, anything else itself: U"Z@##@@@#########" begins with Z and a letter.
using Shape = std::u32string;

/// The first breach of the shape; its proposals are not filled in.
std::optional<CodeFault> fault_against(std::u32string_view text, const Shape& shape);

/// Texts of this shape that look like the text: spaces and hyphens dropped, full-width forms
/// narrowed, small letters raised, O/0 I/1 L/1 B/8 S/5 Z/2 exchanged where the shape asks for the
/// other kind. The text itself is not among them. At most eight; none if there would be more.
std::vector<std::string> look_alikes(std::u32string_view text, const Shape& shape);

/// Adds to a fault those look-alikes that are good codes by `judge`.
template <typename Parts, typename Judge>
Judged<Parts> with_proposals(Judged<Parts> judged, std::u32string_view text, const Shape& shape,
                             const Judge& judge) {
  if (judged.good()) return judged;
  CodeFault fault = judged.fault();
  for (std::string& proposal : look_alikes(text, shape)) {
    if (judge(proposal).good()) fault.proposals.push_back(std::move(proposal));
  }
  return fault;
}

}  // namespace wutong::procurement::codes
