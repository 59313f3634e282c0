#include "procurement/catalogue/search/typing_errors.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace wutong::procurement::search {

namespace {

constexpr std::size_t letters_for_one_error = 4;
constexpr std::size_t letters_for_two_errors = 8;

enum class End { whole_word, any_beginning };

/// The three last rows of the distance table; row i stands for the first i letters typed.
struct LastRows {
  explicit LastRows(std::size_t columns) : before_last(columns), last(columns), current(columns) {}
  void turn() {
    std::swap(before_last, last);
    std::swap(last, current);
  }
  std::vector<int> before_last;
  std::vector<int> last;
  std::vector<int> current;
};

void fill_row(LastRows& rows, std::string_view typed, std::string_view word, std::size_t row) {
  rows.current[0] = static_cast<int>(row);
  for (std::size_t column = 1; column <= word.size(); ++column) {
    const int change = typed[row - 1] == word[column - 1] ? 0 : 1;
    int errors = std::min(
        {rows.last[column - 1] + change, rows.last[column] + 1, rows.current[column - 1] + 1});
    if (row > 1 && column > 1 && typed[row - 1] == word[column - 2] &&
        typed[row - 2] == word[column - 1]) {
      errors = std::min(errors, rows.before_last[column - 2] + 1);
    }
    rows.current[column] = errors;
  }
}

int errors_between(std::string_view typed, std::string_view word, int most, End end) {
  word = word.substr(0, typed.size() + static_cast<std::size_t>(most) + 1);
  LastRows rows(word.size() + 1);
  for (std::size_t column = 0; column <= word.size(); ++column) {
    rows.last[column] = static_cast<int>(column);
  }
  for (std::size_t row = 1; row <= typed.size(); ++row) {
    fill_row(rows, typed, word, row);
    rows.turn();
    if (*std::min_element(rows.last.begin(), rows.last.end()) > most) return most + 1;
  }
  const int errors = end == End::whole_word ? rows.last.back()
                                            : *std::min_element(rows.last.begin(), rows.last.end());
  return std::min(errors, most + 1);
}

}  // namespace

int allowed_errors(std::size_t letters) {
  if (letters >= letters_for_two_errors) return 2;
  return letters >= letters_for_one_error ? 1 : 0;
}

int typing_errors(std::string_view typed, std::string_view word, int most) {
  return errors_between(typed, word, most, End::whole_word);
}

int typing_errors_in_beginning(std::string_view typed, std::string_view word, int most) {
  return errors_between(typed, word, most, End::any_beginning);
}

}  // namespace wutong::procurement::search
