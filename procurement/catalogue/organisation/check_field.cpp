#include "procurement/catalogue/organisation/check_field.h"

#include <algorithm>

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
  }));
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

std::vector<std::string> figures_of(const Field& field) {
  return {std::string(field.record), std::string(field.name)};
}

}  // namespace

void check_optional_text(const Field& field, std::string_view text,
                         std::size_t characters_at_most) {
  if (characters_in(text) <= characters_at_most) return;
  auto figures = figures_of(field);
  figures.push_back(std::to_string(characters_at_most));
  throw Refused(Refusal::field_too_long, std::move(figures));
}

void check_text(const Field& field, std::string_view text, std::size_t characters_at_most) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    throw Refused(Refusal::field_missing, figures_of(field));
  }
  check_optional_text(field, text, characters_at_most);
}

void check_code(const Field& field, std::string_view code) {
  check_text(field, code, code_characters);
  if (code.front() == ' ' || code.back() == ' ' ||
      std::any_of(code.begin(), code.end(), is_control)) {
    throw Refused(Refusal::bad_code, {"", "", "", std::string(code)});
  }
}

void check_figure(const Field& field, std::int64_t figure, Range allowed) {
  if (figure >= allowed.least && figure <= allowed.most) return;
  auto figures = figures_of(field);
  for (const std::int64_t number : {figure, allowed.least, allowed.most}) {
    figures.push_back(std::to_string(number));
  }
  throw Refused(Refusal::figure_out_of_range, std::move(figures));
}

void check_days(std::string_view record, const DayRange& days) {
  if (!days.last || days.first <= *days.last) return;
  throw Refused(Refusal::dates_reversed, {std::string(record), inventory::to_string(days.first),
                                          inventory::to_string(*days.last)});
}

void check_expected_version(const VersionsSeen& seen) {
  if (seen.expected == seen.newest) return;
  throw Refused(Refusal::record_has_changed, {std::string(seen.code), std::to_string(seen.expected),
                                              std::to_string(seen.newest)});
}

void check_effective_from(const VersionsSeen& seen, inventory::Date effective_from) {
  if (effective_from >= seen.newest_from) return;
  throw Refused(Refusal::change_before_newest_version,
                {std::string(seen.code), std::to_string(seen.newest),
                 inventory::to_string(seen.newest_from), inventory::to_string(effective_from)});
}

}  // namespace wutong::procurement
