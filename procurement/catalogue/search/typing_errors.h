#pragma once

#include <cstddef>
#include <string_view>

namespace wutong::procurement::search {

/// How many typing errors a word of so many letters may have: 1 from 4 letters, 2 from 8.
int allowed_errors(std::size_t letters);

/// Letters left out, put in, changed, or swapped with the next, to come from `typed` to `word`
/// (optimal string alignment); `most` + 1 when there are more than `most`.
int typing_errors(std::string_view typed, std::string_view word, int most);

/// The same to the nearest beginning of `word`, for who has not typed it to the end.
int typing_errors_in_beginning(std::string_view typed, std::string_view word, int most);

}  // namespace wutong::procurement::search
