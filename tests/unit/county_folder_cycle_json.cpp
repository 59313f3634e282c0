#include <catch2/catch.hpp>

#include "county_folder_support.h"

using namespace wutong;
using wutong::test::CollectedFaults;
using wutong::test::CountyOnDisk;

namespace {

using Lines = std::vector<std::string>;

/// The faults of a cycle.json, without the file's name and row: "period bad_date".
Lines faults_of(std::string_view text) {
  CountyOnDisk county;
  county.with("cycle.json", text);
  CollectedFaults faults;
  const auto parameters = app::read_cycle_parameters(county.path(), faults);
  CHECK(parameters.has_value() == faults.faults.empty());
  Lines lines;
  for (const std::string& line : faults.lines()) {
    REQUIRE(line.find("cycle.json 0 ") == 0);
    lines.push_back(line.substr(13));
  }
  CHECK(county.faults().size() == lines.size());
  return lines;
}

/// A good cycle.json but for one field.
std::string with_field(const std::string& field, const std::string& value) {
  const std::vector<std::pair<std::string, std::string>> fields{{"period", "\"2026-11\""},
                                                                {"today", "\"2026-11-22\""},
                                                                {"minimum_shelf_life_days", "30"},
                                                                {"award_rule", "\"lowest_price\""},
                                                                {"county", "\"130633\""}};
  std::string text;
  for (const auto& [name, good] : fields) {
    text += (text.empty() ? "{\"" : ",\"") + name + "\":" + (name == field ? value : good);
  }
  return text + "}";
}

}  // namespace

TEST_CASE("every field of cycle.json is judged", "[county_folder]") {
  struct Case {
    std::string field;
    std::string value;
    std::string refusal;
  };
  for (const Case& wrong :
       {Case{"period", "\"2026-13\"", "bad_date"},
        Case{"period", "\"2026-1\"", "bad_date"},
        Case{"period", "\"2026-11-01\"", "bad_date"},
        Case{"period", "\"\"", "bad_date"},
        Case{"period", "202611", "bad_date"},
        Case{"period", "null", "bad_date"},
        Case{"today", "\"2026-11-31\"", "bad_date"},
        Case{"today", "\"9991-01-01\"", "bad_date"},
        Case{"today", "20261122", "bad_date"},
        Case{"today", "[\"2026-11-22\"]", "bad_date"},
        Case{"minimum_shelf_life_days", "\"30\"", "bad_number"},
        Case{"minimum_shelf_life_days", "-1", "bad_number"},
        Case{"minimum_shelf_life_days", "30.0", "bad_number"},
        Case{"minimum_shelf_life_days", "true", "bad_number"},
        Case{"minimum_shelf_life_days", "36501", "number_too_large"},
        Case{"minimum_shelf_life_days", "18446744073709551615", "number_too_large"},
        Case{"award_rule", "\"cheapest\"", "unknown_value"},
        Case{"award_rule", "1", "unknown_value"},
        Case{"county", "\"\"", "bad_code"},
        Case{"county", "130633", "bad_code"},
        Case{"county", "\" 1\"", "bad_code"},
        Case{"county", "\"a\\u0000b\"", "bad_code"},
        Case{"county", "\"" + std::string(65, '1') + "\"", "text_too_long"}}) {
    INFO(wrong.field + ": " + wrong.value);
    CHECK(faults_of(with_field(wrong.field, wrong.value)) ==
          Lines{wrong.field + " " + wrong.refusal});
  }
}

TEST_CASE("figures of cycle.json at the ends of their ranges are taken", "[county_folder]") {
  CHECK(faults_of(with_field("today", "\"9990-12-31\"")).empty());
  CHECK(faults_of(with_field("minimum_shelf_life_days", "0")).empty());
  CHECK(faults_of(with_field("minimum_shelf_life_days", "36500")).empty());
  CHECK(faults_of(with_field("county", "\"" + std::string(64, '1') + "\"")).empty());
}

TEST_CASE("the fields of cycle.json are the known ones, each once", "[county_folder]") {
  CHECK(faults_of("{}") == Lines{"period missing_column", "today missing_column",
                                 "minimum_shelf_life_days missing_column",
                                 "award_rule missing_column"});
  CHECK(faults_of(with_field("county", "\"1\",\"Period\":[{\"a\":1,\"a\":2}]")) ==
        Lines{"Period unknown_column"});
  CHECK(faults_of(with_field("county", "\"1\",\"period\":\"2026-12\"")) ==
        Lines{"period duplicate_column"});
  CHECK(faults_of(with_field("period", "1,\"today\":2,\"x\\n\":3")) ==
        Lines{"today duplicate_column", "period bad_date", "x\\u000A unknown_column"});
}

TEST_CASE("cycle.json is one JSON object of UTF-8", "[county_folder]") {
  using namespace std::string_literals;
  for (const std::string& text :
       {""s, " "s, "["s, "[]"s, "null"s, "\"text\""s, "{'period': 1}"s, "{\"period\":}"s, "{} {}"s,
        "{\"a\":1,}"s, "{\"a\":1e999}"s, "// comment\n{}"s, std::string(100'000, '['),
        "{\"a\":" + std::string(100'000, '[')}) {
    INFO(text.substr(0, 40));
    CHECK(faults_of(text) == Lines{" bad_json"});
  }
  CHECK(faults_of("{\"period\":\"\xB9\xFA\"}") == Lines{" not_utf8"});
  CHECK(faults_of("{\0}"s) == Lines{" nul_byte"});
  CHECK(faults_of("\xFF\xFE{\0}\0"s) == Lines{" nul_byte"});
  CHECK(faults_of(std::string(2 * 1024 * 1024, ' ')) == Lines{" text_too_long"});
}

TEST_CASE("nesting without end breaks nothing", "[county_folder]") {
  const std::string deep = std::string(400'000, '[') + std::string(400'000, ']');
  CHECK(faults_of(with_field("county", "\"1\",\"x\":" + deep)) == Lines{"x unknown_column"});
}
