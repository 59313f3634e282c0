#include "reporting/csv/csv_reader.h"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

using namespace wutong::reporting;

namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Reading {
  Rows rows;
  CsvProblem problem = CsvProblem::none;
  std::size_t cells_before = 0;
};

Reading read_in_pieces(std::string_view text, std::size_t piece) {
  Reading reading;
  CsvReader reader([&](const CsvRow& row) {
    REQUIRE(row.cell_count == row.cells.size());
    auto& cells = reading.rows.emplace_back();
    for (const CsvCell& cell : row.cells) {
      CHECK_FALSE(cell.is_cut);
      cells.emplace_back(cell.text);
    }
  });
  bool is_readable = true;
  while (is_readable && !text.empty()) {
    is_readable = reader.feed(text.substr(0, piece));
    text.remove_prefix(std::min(piece, text.size()));
  }
  if (is_readable) {
    reader.finish();
  }
  reading.problem = reader.problem();
  reading.cells_before = reader.cells_before_problem();
  return reading;
}

/// However the bytes are cut into pieces, the same rows come out.
Rows rows_of(std::string_view text) {
  const Reading whole = read_in_pieces(text, text.size() + 1);
  CHECK(whole.problem == CsvProblem::none);
  for (std::size_t piece = 1; piece < 5; ++piece) {
    CHECK(read_in_pieces(text, piece).rows == whole.rows);
  }
  return whole.rows;
}

}  // namespace

TEST_CASE("rows and cells are read as RFC 4180 has them", "[csv]") {
  CHECK(rows_of("a,b\n1,2\n") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of("a,b\r\n1,2\r\n") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of("a,b\n1,2") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of("a\rb\r") == Rows{{"a"}, {"b"}});
  CHECK(rows_of("\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\"\n") ==
        Rows{{"x,y", "say \"hi\"", "two\nlines"}});
  CHECK(rows_of("\"a\r\nb\"\r\n") == Rows{{"a\r\nb"}});
  CHECK(rows_of("").empty());
}

TEST_CASE("empty cells stay, blank lines go", "[csv]") {
  CHECK(rows_of(",\n") == Rows{{"", ""}});
  CHECK(rows_of("a,,\n") == Rows{{"a", "", ""}});
  CHECK(rows_of("\"\"\n") == Rows{{""}});
  CHECK(rows_of("\n\na\n\r\n\nb\n\n") == Rows{{"a"}, {"b"}});
}

TEST_CASE("nothing is trimmed", "[csv]") {
  CHECK(rows_of(" a ,\tb\t\n") == Rows{{" a ", "\tb\t"}});
  CHECK(rows_of("\" a \"\n") == Rows{{" a "}});
  CHECK(rows_of("   \n") == Rows{{"   "}});
  using namespace std::string_literals;
  CHECK(rows_of("a\0b\n"s) == Rows{{"a\0b"s}});
}

TEST_CASE("a byte order mark at the start is passed over, also before a quotation mark", "[csv]") {
  CHECK(rows_of("\xEF\xBB\xBF"
                "a,b\n") == Rows{{"a", "b"}});
  CHECK(rows_of("\xEF\xBB\xBF\"a\",b\n") == Rows{{"a", "b"}});
  CHECK(rows_of("\xEF\xBB\xBF").empty());
  CHECK(rows_of("\xEF\xBB"
                "a\n") == Rows{{"\xEF\xBB"
                                "a"}});
  CHECK(rows_of("\xEF\xBB") == Rows{{"\xEF\xBB"}});
  CHECK(rows_of("a\n\xEF\xBB\xBF"
                "b\n") == Rows{{"a"},
                               {"\xEF\xBB\xBF"
                                "b"}});
}

TEST_CASE("misplaced quotation marks stop the reading where they stand", "[csv]") {
  struct Case {
    std::string text;
    std::size_t rows;
    std::size_t cells;
  };
  for (const Case& wrong :
       {Case{"a,b\n1,x\"y\n3,4\n", 1, 1}, Case{"a\n\"x\"y\n", 1, 0},
        Case{"a,b\n1,\"open\n3,4\n", 1, 1}, Case{"a\n1\n\"", 2, 0}, Case{"\"a\" ,b\n", 0, 0}}) {
    INFO(wrong.text);
    const Reading reading = read_in_pieces(wrong.text, 3);
    CHECK(reading.problem == CsvProblem::bad_quoting);
    CHECK(reading.rows.size() == wrong.rows);
    CHECK(reading.cells_before == wrong.cells);
  }
}

TEST_CASE("after a problem nothing more is read", "[csv]") {
  int rows = 0;
  CsvReader reader([&](const CsvRow&) { ++rows; });
  CHECK_FALSE(reader.feed("a\"b\n"));
  CHECK_FALSE(reader.feed("c\n"));
  CHECK_FALSE(reader.finish());
  CHECK(rows == 0);
}

TEST_CASE("a cell that outgrows the limit stops the reading instead of the machine", "[csv]") {
  const std::string piece(1024 * 1024, 'x');
  const auto pieces_read = [&](std::string_view start, CsvProblem& problem) {
    CsvReader reader([](const CsvRow&) {});
    REQUIRE(reader.feed("a,b\n1,"));
    REQUIRE(reader.feed(start));
    int pieces = 0;
    while (pieces < 200 && reader.feed(piece)) {
      ++pieces;
    }
    problem = reader.problem();
    CHECK(reader.cells_before_problem() == 1);
    return pieces;
  };
  CsvProblem problem{};
  CHECK(pieces_read("\"", problem) < 65);
  CHECK(problem == CsvProblem::bad_quoting);
  CHECK(pieces_read("x", problem) < 65);
  CHECK(problem == CsvProblem::cell_too_large);
}

TEST_CASE("long cells and long rows are cut to what may be kept", "[csv]") {
  bool was_called = false;
  CsvReader reader(
      [&](const CsvRow& row) {
        was_called = true;
        CHECK(row.cell_count == 5);
        REQUIRE(row.cells.size() == 3);
        CHECK(row.cells[0].text == "1234");
        CHECK_FALSE(row.cells[0].is_cut);
        CHECK(row.cells[1].text == "1234");
        CHECK(row.cells[1].is_cut);
        CHECK(row.cells[2].text.empty());
      },
      {4, 3});
  CHECK(reader.feed("1234,12345,,x,y\n"));
  CHECK(was_called);
}

TEST_CASE("what a row handler throws comes out of feed or finish", "[csv]") {
  CsvReader reader([](const CsvRow&) { throw std::runtime_error("stop"); });
  CHECK_THROWS_WITH(reader.feed("a\nb\n"), "stop");
  CsvReader unfinished([](const CsvRow&) { throw std::runtime_error("stop"); });
  CHECK(unfinished.feed("a"));
  CHECK_THROWS_WITH(unfinished.finish(), "stop");
}
