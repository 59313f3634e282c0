#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "county_folder_support.h"
#include "procurement/app/county_folder/folder_fault.h"

using namespace wutong;
using namespace wutong::app;
using wutong::procurement::Refusal;

namespace {

const FolderFault bad_quantity{"requests.csv",      5,     "quantity",
                               Refusal::bad_number, "abc", "1..999999999999"};
const FolderFault no_bids{"bids.csv", 0, "", Refusal::missing_file, "No such file or directory",
                          ""};

}  // namespace

TEST_CASE("a fault is said in a sentence that names file, row and column", "[county_folder]") {
  CHECK(fault_sentence_en(bad_quantity) ==
        "requests.csv row 5 column quantity: \"abc\" is not a number allowed here; "
        "allowed: 1..999999999999");
  CHECK(fault_sentence_zh(bad_quantity) ==
        "requests.csv 第 5 行 quantity 列：“abc”不是此处可用的数字；应为：1..999999999999");
  CHECK(fault_sentence_en(no_bids) ==
        "bids.csv: this is needed and cannot be read: No such file or directory");
}

TEST_CASE("printed faults are a line each, in both languages", "[county_folder]") {
  std::ostringstream out;
  PrintingFaultSink sink(out);
  sink.report(bad_quantity);
  sink.report(no_bids);
  CHECK(sink.count() == 2);
  CHECK(out.str() ==
        "requests.csv row 5 column quantity: bad_number: \"abc\" is not a number allowed here; "
        "allowed: 1..999999999999 | "
        "requests.csv 第 5 行 quantity 列：“abc”不是此处可用的数字；应为：1..999999999999\n"
        "bids.csv: missing_file: this is needed and cannot be read: No such file or directory | "
        "bids.csv：需要这个文件，但无法读取：No such file or directory\n");
}

TEST_CASE("printed faults stay on their line whatever the cells hold", "[county_folder]") {
  test::CountyOnDisk county;
  county.with_line("requests.csv", "\"H1\n\x1B]0;x\a\",\"{0}\",1,regular,2026-11-20");
  std::ostringstream out;
  PrintingFaultSink sink(out);
  county.read(sink);
  CHECK(sink.count() == 2);
  const std::string printed = out.str();
  CHECK(std::count(printed.begin(), printed.end(), '\n') == 2);
  CHECK(printed.find('\x1B') == std::string::npos);
  CHECK(printed.find("{0}") != std::string::npos);
}

TEST_CASE("faults as JSON are an array of objects", "[county_folder]") {
  std::ostringstream out;
  JsonFaultSink sink(out);
  sink.report(bad_quantity);
  sink.report({"items.csv", 1, "name", Refusal::not_utf8, "\xD6\"\n", ""});
  sink.finish();
  const auto faults = nlohmann::json::parse(out.str());
  REQUIRE(faults.size() == 2);
  CHECK(sink.count() == 2);
  CHECK(faults[0]["file"] == "requests.csv");
  CHECK(faults[0]["row"] == 5);
  CHECK(faults[0]["column"] == "quantity");
  CHECK(faults[0]["code"] == "bad_number");
  CHECK(faults[0]["value"] == "abc");
  CHECK(faults[0]["message_en"] == fault_sentence_en(bad_quantity));
  CHECK(faults[0]["message_zh"] == fault_sentence_zh(bad_quantity));
}

TEST_CASE("no fault is an empty JSON array", "[county_folder]") {
  std::ostringstream out;
  JsonFaultSink sink(out);
  sink.finish();
  CHECK(nlohmann::json::parse(out.str()) == nlohmann::json::array());
}
