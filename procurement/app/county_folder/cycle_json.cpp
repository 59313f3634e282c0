#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "procurement/app/county_folder/cell_text.h"
#include "procurement/app/county_folder/folder_reading.h"

namespace wutong::app {

using inventory::CycleParameters;
using nlohmann::json;
using procurement::Refusal;

namespace {

/// The file is one flat object.
constexpr int deepest = 4;
constexpr const char* file_name = "cycle.json";
constexpr std::size_t largest_file = 1024 * 1024;
constexpr std::size_t longest_message = 160;
constexpr const char* field_names = "county, period, today, minimum_shelf_life_days, award_rule";

inventory::Date latest_today() {
  return std::chrono::sys_days(std::chrono::year{9990} / std::chrono::December / 31);
}

/// The fields of cycle.json, judged one by one; every fault is reported.
class CycleJson {
 public:
  explicit CycleJson(CountedFaults& faults) : faults_(faults) {}

  std::optional<CycleParameters> judge(std::string_view text);

 private:
  bool judge_text(std::string_view text);
  std::optional<json> parse(std::string_view text);
  void judge_field(const std::string& name, const json& value);
  void judge_county(const json& value);
  void judge_period(const json& value);
  void judge_today(const json& value);
  void judge_minimum_shelf_life(const json& value);
  void judge_award_rule(const json& value);
  void judge_first_usable_expiry();
  void report_missing(const json& object);

  void report(std::string_view column, Refusal refusal, std::string value,
              std::string_view wanted = {}) {
    is_clean_ = false;
    faults_.report(
        {file_name, 0, shown_value(column), refusal, std::move(value), std::string(wanted)});
  }

  CountedFaults& faults_;
  bool is_clean_ = true;
  CycleParameters parameters_;
};

/// What stands in a field, as it would be shown.
std::string shown(const json& value) {
  return shown_value(value.is_string()
                         ? value.get_ref<const std::string&>()
                         : value.dump(-1, ' ', false, json::error_handler_t::replace));
}

/// The text of a field; empty when it is none, which no field accepts.
std::string_view text_of(const json& value) {
  return value.is_string() ? std::string_view(value.get_ref<const std::string&>())
                           : std::string_view{};
}

std::optional<CycleParameters> CycleJson::judge(std::string_view text) {
  const std::optional<json> object = judge_text(text) ? parse(text) : std::nullopt;
  if (!object) {
    return std::nullopt;
  }
  for (const auto& [name, value] : object->items()) {
    judge_field(name, value);
  }
  report_missing(*object);
  if (is_clean_) judge_first_usable_expiry();
  return is_clean_ ? std::optional(parameters_) : std::nullopt;
}

bool CycleJson::judge_text(std::string_view text) {
  if (text.size() > largest_file) {
    report({}, Refusal::text_too_long, shown_value(text), std::to_string(largest_file));
  } else if (text.find('\0') != std::string_view::npos) {
    report({}, Refusal::nul_byte, shown_value(text));
  } else if (!is_utf8(text)) {
    report({}, Refusal::not_utf8, shown_value(text));
  }
  return is_clean_;
}

std::optional<json> CycleJson::parse(std::string_view text) {
  std::set<std::string> names;
  // The library keeps the last of two fields of one name; which one is meant is not ours to guess.
  const auto look_at_field = [&](int depth, json::parse_event_t event, json& parsed) {
    // Left out unseen: shown or destroyed, it would be followed level by level on the stack. What
    // it stands in is no value of any field and is reported as such.
    if (depth > deepest) return false;
    if (depth == 1 && event == json::parse_event_t::key &&
        !names.insert(parsed.get<std::string>()).second) {
      report(parsed.get<std::string>(), Refusal::duplicate_column, shown(parsed));
    }
    return true;
  };
  try {
    json object = json::parse(text, look_at_field);
    if (object.is_object()) {
      return object;
    }
    report({}, Refusal::bad_json, shown(object));
  } catch (const json::exception& error) {
    const std::string_view message = error.what();
    const std::size_t tag_end = message.find("] ");
    report({}, Refusal::bad_json,
           shown_value(message.substr(tag_end == std::string_view::npos ? 0 : tag_end + 2),
                       longest_message));
  }
  return std::nullopt;
}

void CycleJson::judge_field(const std::string& name, const json& value) {
  if (name == "county") {
    judge_county(value);
  } else if (name == "period") {
    judge_period(value);
  } else if (name == "today") {
    judge_today(value);
  } else if (name == "minimum_shelf_life_days") {
    judge_minimum_shelf_life(value);
  } else if (name == "award_rule") {
    judge_award_rule(value);
  } else {
    report(name, Refusal::unknown_column, shown_value(name), field_names);
  }
}

void CycleJson::judge_county(const json& value) {
  parameters_.county = text_of(value);
  if (character_count(parameters_.county) > longest_code) {
    report("county", Refusal::text_too_long, shown(value), std::to_string(longest_code));
  } else if (!is_clean_code(parameters_.county)) {
    report("county", Refusal::bad_code, shown(value));
  }
}

void CycleJson::judge_period(const json& value) {
  parameters_.period = text_of(value);
  // A month is real when it has a first day.
  if (!inventory::parse_date(parameters_.period + "-01")) {
    report("period", Refusal::bad_date, shown(value), "1900-01..9999-12");
  }
}

void CycleJson::judge_today(const json& value) {
  const auto today = inventory::parse_date(text_of(value));
  if (today && *today <= latest_today()) {
    parameters_.today = *today;
  } else {
    // Lots that arrive without a delivery row expire two years later, which must be a date too.
    report("today", Refusal::bad_date, shown(value), "1900-01-01..9990-12-31");
  }
}

void CycleJson::judge_minimum_shelf_life(const json& value) {
  const std::string wanted = std::to_string(days.least) + ".." + std::to_string(days.greatest);
  if (!value.is_number_unsigned()) {
    report("minimum_shelf_life_days", Refusal::bad_number, shown(value), wanted);
  } else if (value.get<std::uint64_t>() > static_cast<std::uint64_t>(days.greatest)) {
    report("minimum_shelf_life_days", Refusal::number_too_large, shown(value), wanted);
  } else {
    parameters_.minimum_shelf_life_days = value.get<std::int64_t>();
  }
}

/// The day on which a lot must still be good has to be a day that can be written down.
void CycleJson::judge_first_usable_expiry() {
  if (parameters_.first_usable_expiry() <= std::chrono::year(9999) / 12 / 31) return;
  report("minimum_shelf_life_days", Refusal::number_too_large,
         std::to_string(parameters_.minimum_shelf_life_days), "today + days <= 9999-12-31");
}

void CycleJson::judge_award_rule(const json& value) {
  if (const auto rule = inventory::parse_award_rule(text_of(value))) {
    parameters_.award_rule = *rule;
  } else {
    report("award_rule", Refusal::unknown_value, shown(value), "lowest_price, least_total_cost");
  }
}

void CycleJson::report_missing(const json& object) {
  for (const char* name : {"period", "today", "minimum_shelf_life_days", "award_rule"}) {
    if (!object.contains(name)) {
      report(name, Refusal::missing_column, name);
    }
  }
}

}  // namespace

std::optional<CycleParameters> read_cycle_json(FolderInput& input) {
  InputFile file(input.path, file_name);
  std::string text;
  for (std::string_view bytes = file.next(); !bytes.empty(); bytes = file.next()) {
    text += bytes;
    if (text.size() > largest_file) {
      break;
    }
  }
  if (!file.problem().empty()) {
    input.faults.report(
        {.file = file_name, .refusal = Refusal::missing_file, .value = file.problem()});
    return std::nullopt;
  }
  input.content_hash.add(file_name, file.digest());
  return CycleJson(input.faults).judge(text);
}

}  // namespace wutong::app
