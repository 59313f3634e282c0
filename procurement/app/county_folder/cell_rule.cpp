#include "procurement/app/county_folder/cell_rule.h"

#include <algorithm>
#include <utility>

#include "procurement/app/county_folder/cell_text.h"

namespace wutong::app {
namespace {

using procurement::Refusal;

/// Long enough for any number or date with more leading zeros than anyone means.
constexpr std::size_t longest_figure = 64;
/// As many digits as always fit 64 bits.
constexpr std::size_t most_digits = 18;
constexpr std::size_t fraction_digits = pricing::UnitPrice::max_places;

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char character) {
    return character >= '0' && character <= '9';
  });
}

std::string_view without_leading_zeros(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view{} : digits.substr(first);
}

Verdict judge_range(std::int64_t number, std::int64_t least, std::int64_t greatest) {
  if (number > greatest) {
    return Refusal::number_too_large;
  }
  if (number < least) {
    return Refusal::bad_number;
  }
  return std::nullopt;
}

// The shape is judged here and the number read by pricing, which throws: after these checks it has
// no reason to, so that a million bad cells cost no exceptions.

Verdict judge_whole_shape(std::string_view text) {
  if (!is_digits(text)) {
    return Refusal::bad_number;
  }
  const bool fits = without_leading_zeros(text).size() <= most_digits;
  return fits ? std::nullopt : Verdict(Refusal::number_too_large);
}

Verdict judge_decimal_shape(std::string_view text, std::size_t most_places) {
  const std::size_t point = text.find('.');
  const bool has_point = point != std::string_view::npos;
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = has_point ? text.substr(point + 1) : std::string_view{};
  if (!is_digits(whole) || (has_point && !is_digits(fraction))) {
    return Refusal::bad_number;
  }
  if (fraction.size() > most_places) {
    return Refusal::too_many_decimals;
  }
  const bool fits = without_leading_zeros(whole).size() + fraction_digits <= most_digits;
  return fits ? std::nullopt : Verdict(Refusal::number_too_large);
}

Verdict judge_whole(std::string_view text, WholeRange range) {
  const Verdict verdict = judge_whole_shape(text);
  return verdict ? verdict
                 : judge_range(pricing::Quantity::parse(text).units(), range.least, range.greatest);
}

Verdict judge_decimal(std::string_view text, const DecimalRange& range) {
  const Verdict verdict = judge_decimal_shape(text, range.places);
  return verdict
             ? verdict
             : judge_range(pricing::UnitPrice::parse(text).micros(), range.least, range.greatest);
}

}  // namespace

Verdict judge_text(std::string_view text, bool is_cut, std::size_t longest) {
  constexpr std::size_t most_bytes_a_character = 4;
  if (is_cut || text.size() > most_bytes_a_character * longest) {
    return Refusal::text_too_long;
  }
  if (text.find('\0') != std::string_view::npos) {
    return Refusal::nul_byte;
  }
  if (!is_utf8(text)) {
    return Refusal::not_utf8;
  }
  const bool is_long = text.size() > longest && character_count(text) > longest;
  return is_long ? Verdict(Refusal::text_too_long) : std::nullopt;
}

CellRule text_rule(std::function<void(std::string_view)> take) {
  return {longest_text, "", [take = std::move(take)](std::string_view text) -> Verdict {
            take(text);
            return std::nullopt;
          }};
}

CellRule code_rule(std::function<void(std::string_view)> take) {
  return {longest_code, "", [take = std::move(take)](std::string_view text) -> Verdict {
            if (!is_clean_code(text)) {
              return Refusal::bad_code;
            }
            take(text);
            return std::nullopt;
          }};
}

CellRule whole_rule(WholeRange range, std::function<void(std::string_view)> take) {
  return {longest_figure, std::to_string(range.least) + ".." + std::to_string(range.greatest),
          [range, take = std::move(take)](std::string_view text) {
            const Verdict verdict = judge_whole(text, range);
            if (!verdict) {
              take(text);
            }
            return verdict;
          }};
}

CellRule decimal_rule(const DecimalRange& range, std::function<void(std::string_view)> take) {
  return {longest_figure, std::string(range.wanted),
          [range, take = std::move(take)](std::string_view text) {
            const Verdict verdict = judge_decimal(text, range);
            if (!verdict) {
              take(text);
            }
            return verdict;
          }};
}

CellRule date_rule(std::function<void(inventory::Date)> take) {
  return {longest_figure, "1900-01-01..9999-12-31",
          [take = std::move(take)](std::string_view text) -> Verdict {
            const auto date = inventory::parse_date(text);
            if (!date) {
              return Refusal::bad_date;
            }
            take(*date);
            return std::nullopt;
          }};
}

CellRule reference_rule(const CodeIndex& codes, std::function<void(std::uint32_t)> take) {
  return {longest_code, std::string(codes.file()),
          [&codes, take = std::move(take)](std::string_view text) -> Verdict {
            if (const auto position = codes.find(text)) {
              take(*position);
              return std::nullopt;
            }
            if (!is_clean_code(text)) {
              return Refusal::bad_code;
            }
            return codes.is_judged() ? Verdict(Refusal::unknown_code) : std::nullopt;
          }};
}

}  // namespace wutong::app
