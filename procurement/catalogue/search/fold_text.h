#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wutong::procurement::search {

/// A text as it is compared: half-width, lower case, without accents, "Ⅱ" as "ii". Only letters,
/// digits, Han characters and the point inside a number are left; a run of anything else is one
/// space if it holds white space, one bar if not. Never fails: what is no UTF-8 counts as a bar.
std::u32string fold_text(std::string_view utf8);

/// The letters of a folded text between the separators given, " " or " |".
std::vector<std::u32string> split_folded(std::u32string_view folded,
                                         std::u32string_view separators);

}  // namespace wutong::procurement::search
