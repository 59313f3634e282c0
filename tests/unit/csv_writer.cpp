#include "reporting/csv/csv_writer.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <vector>

#include "reporting/csv/csv_reader.h"

using namespace wutong::reporting;

namespace {

std::string written(std::initializer_list<std::string_view> cells) {
  std::ostringstream out;
  CsvWriter writer(out);
  writer.row(cells);
  writer.finish();
  return out.str();
}

}  // namespace

TEST_CASE("codes, numbers and dates are written plain, all else in quotation marks", "[csv]") {
  CHECK(written({"PO-2026-11-S1", "8.7200", "2026-11-22", "12:30", "+1_x"}) ==
        "PO-2026-11-S1,8.7200,2026-11-22,12:30,+1_x\n");
  CHECK(written({"a,b", "say \"hi\"", "two\nlines", "片", "a b", "=cmd()"}) ==
        "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"片\",\"a b\",\"=cmd()\"\n");
  CHECK(written({"a", "", ""}) == "a,,\n");
  CHECK(written({""}) == "\"\"\n");
}

TEST_CASE("what is written is read back", "[csv]") {
  using namespace std::string_literals;
  const std::vector<std::string> cells{"",
                                       "阿莫西林🙂",
                                       "\"",
                                       "\"\"",
                                       ",",
                                       "\r\n",
                                       " x ",
                                       "a\0b"s,
                                       "=1+1",
                                       "\xEF\xBB\xBF",
                                       std::string(100'000, '"')};
  std::ostringstream out;
  CsvWriter writer(out);
  const std::vector<std::string_view> views(cells.begin(), cells.end());
  writer.row(views);
  writer.row({""});
  writer.finish();
  std::vector<std::vector<std::string>> rows;
  CsvReader reader(
      [&](const CsvRow& row) {
        auto& read = rows.emplace_back();
        for (const CsvCell& cell : row.cells) {
          read.emplace_back(cell.text);
        }
      },
      {1'000'000, 100});
  REQUIRE(reader.feed(out.str()));
  REQUIRE(reader.finish());
  CHECK(rows == std::vector<std::vector<std::string>>{cells, {""}});
}

TEST_CASE("a stream that takes no more is noticed, at the latest by finish", "[csv]") {
  std::ofstream full("/dev/full");
  REQUIRE(full.is_open());
  CsvWriter writer(full);
  const auto write_all = [&] {
    for (int row = 0; row < 10'000; ++row) {
      writer.row({"something", "to", "write"});
    }
    writer.finish();
  };
  CHECK_THROWS_AS(write_all(), CsvNotWritten);

  std::ofstream small("/dev/full");
  CsvWriter late(small);
  late.row({"a"});
  CHECK_THROWS_WITH(late.finish(), "No space left on device");
}
