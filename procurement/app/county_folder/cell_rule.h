#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "inventory/records/date.h"
#include "pricing/money.h"
#include "pricing/quantity.h"
#include "pricing/unit_price.h"
#include "pricing/vat.h"
#include "procurement/app/county_folder/code_index.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

/// Nothing: accepted.
using Verdict = std::optional<procurement::Refusal>;

/// What a column's cells may be, and where an accepted one goes. Every make of rule below takes the
/// place to write to; that may be a value or an optional of it, and is untouched by a refused cell.
struct CellRule {
  std::size_t
      longest;         ///< characters; `accept` sees only valid UTF-8 that is not longer, not empty
  std::string wanted;  ///< shown with a fault
  std::function<Verdict(std::string_view)> accept;
};

/// Before a cell is read as anything: is it text, and no longer than `longest` characters?
/// `is_cut`: it goes on beyond `text`, which has four times as many bytes.
Verdict judge_text(std::string_view text, bool is_cut, std::size_t longest);

constexpr std::size_t longest_code = 64;
constexpr std::size_t longest_text = 500;
constexpr std::size_t longest_cell = 2000;  ///< of any column

CellRule text_rule(std::function<void(std::string_view)> take);
CellRule code_rule(std::function<void(std::string_view)> take);

/// Whole numbers, both ends allowed.
struct WholeRange {
  std::int64_t least;
  std::int64_t greatest;
};
constexpr std::int64_t greatest_quantity = 999'999'999'999'999;
constexpr std::int64_t greatest_packs = 999'999'999'999'999;
constexpr WholeRange some_quantity{1, greatest_quantity};
constexpr WholeRange any_quantity{0, greatest_quantity};
constexpr WholeRange some_packs{1, greatest_packs};
constexpr WholeRange any_packs{0, greatest_packs};
constexpr WholeRange pack_sizes{1, 999'999'999};
constexpr WholeRange days{0, 36'500};
CellRule whole_rule(WholeRange range, std::function<void(std::string_view)> take);

/// Plain decimals; the ends, both allowed, in millionths.
struct DecimalRange {
  std::size_t places;
  std::int64_t least;
  std::int64_t greatest;
  std::string_view wanted;
};
constexpr DecimalRange bid_prices{4, 1, 999'999'999'999'900, "0.0001..999999999.9999"};
constexpr DecimalRange known_prices{6, 0, 999'999'999'999'999, "0..999999999.999999"};
constexpr DecimalRange amounts{2, 0, 999'999'999'990'000, "0..999999999.99"};
constexpr DecimalRange vat_rates{6, 0, 1'000'000, "0..1.000000"};
CellRule decimal_rule(const DecimalRange& range, std::function<void(std::string_view)> take);

CellRule date_rule(std::function<void(inventory::Date)> take);

/// A code of another record, by its position. A code that is not there is refused, unless the file
/// it should stand in could not be judged.
CellRule reference_rule(const CodeIndex& codes, std::function<void(std::uint32_t)> take);

template <typename Target>
CellRule text_into(Target& target) {
  return text_rule([&target](std::string_view text) { target = std::string(text); });
}

template <typename Target>
CellRule code_into(Target& target) {
  return code_rule([&target](std::string_view code) { target = std::string(code); });
}

template <typename Target>
CellRule quantity_into(Target& target, WholeRange range) {
  return whole_rule(range,
                    [&target](std::string_view text) { target = pricing::Quantity::parse(text); });
}

template <typename Target>
CellRule days_into(Target& target) {
  return whole_rule(
      days, [&target](std::string_view text) { target = pricing::Quantity::parse(text).units(); });
}

template <typename Target>
CellRule price_into(Target& target, const DecimalRange& range) {
  return decimal_rule(
      range, [&target](std::string_view text) { target = pricing::UnitPrice::parse(text); });
}

template <typename Target>
CellRule amount_into(Target& target) {
  return decimal_rule(amounts,
                      [&target](std::string_view text) { target = pricing::Money::parse(text); });
}

template <typename Target>
CellRule vat_rate_into(Target& target) {
  return decimal_rule(vat_rates,
                      [&target](std::string_view text) { target = pricing::VatRate::parse(text); });
}

template <typename Target>
CellRule date_into(Target& target) {
  return date_rule([&target](inventory::Date date) { target = date; });
}

template <typename Target>
CellRule reference_into(Target& target, const CodeIndex& codes) {
  return reference_rule(codes, [&target](std::uint32_t position) { target = position; });
}

/// One of an enum's names, which `parse` knows; `wanted` lists them.
template <typename Target, typename Parse>
CellRule named_into(Target& target, Parse parse, std::string wanted) {
  return {longest_code, std::move(wanted), [&target, parse](std::string_view text) -> Verdict {
            const auto value = parse(text);
            if (!value) {
              return procurement::Refusal::unknown_value;
            }
            target = *value;
            return std::nullopt;
          }};
}

}  // namespace wutong::app
