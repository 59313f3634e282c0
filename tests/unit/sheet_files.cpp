#include <catch2/catch.hpp>
#include <sstream>

#include "reporting/sheet/sheet_writer.h"
#include "sheet_support.h"

using namespace wutong::test;
using wutong::reporting::SheetFormat;
using wutong::reporting::SheetProblem;
using wutong::reporting::SheetRequest;

namespace {

const Table hostile_table{
    {"code", "name"},
    {"=cmd()", "'=cmd()"},
    {"''@", "'plain"},
    {"+86", "-1"},
    {"\ttab", "\rreturn"},
    {"_x0041_", "a\x01\x1F"},
    {"a,\"b\"", "line\r\nbreak"},
    {" lead", "trail "},
    {"𠮷😀", "<&>]]>"},
    {"0012", "8.70"},
    {"\xEF\xBF\xBE", "123456789012345678"},
};

}  // namespace

TEST_CASE("a table comes back as it was written, in both formats", "[sheet]") {
  for (const auto format : {SheetFormat::csv, SheetFormat::xlsx}) {
    const std::string bytes = written(format, hostile_table);
    const SheetContent content = read_bytes(bytes);
    CHECK(content.outcome.problem == SheetProblem::none);
    CHECK(content.outcome.format == format);
    CHECK(content.rows == hostile_table);
    CHECK(bytes == written(format, hostile_table));
  }
}

TEST_CASE("a workbook of ours holds no formula and no link", "[sheet]") {
  const SheetContent content =
      read_bytes(written(SheetFormat::xlsx, {{"=1+1", "http://a.b/", "{=1}", "mailto:a@b"}}));
  CHECK(content.rows == Table{{"=1+1", "http://a.b/", "{=1}", "mailto:a@b"}});
}

TEST_CASE("rows of CSV come without guard, blank ones not at all", "[sheet]") {
  const SheetContent content = read_bytes(
      "\xEF\xBB\xBF"
      "a,b\n'=1,2\n,\n\n3,\n,,,\n");
  CHECK(content.rows == Table{{"a", "b"}, {"=1", "2"}, {"3", ""}});
  CHECK(content.numbers == std::vector<std::int64_t>{1, 2, 4});
}

TEST_CASE("every type of cell is read as its text", "[sheet]") {
  const SheetContent content = read_row(
      "<c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c>"
      "<c t='inlineStr'><is><t>in</t></is></c><c><v>8.7200000000000006</v></c>"
      "<c t='b'><v>1</v></c><c t='d'><v>2026-11-22T00:00:00</v></c><c s='1'><v>46348</v></c>"
      "<c s='2'><v>46348</v></c><c s='3'><v>42</v></c><c s='3'><v>123456</v></c><c t='n'/>"
      "<c t='str'><v>x</v></c>");
  CHECK(content.outcome.problem == SheetProblem::none);
  CHECK(content.rows ==
        Table{{"零", "one and two", "Ab_x0042_\n", "in", "8.72", "TRUE", "2026-11-22", "2026-11-22",
               "2026-11-22", "00042", "123456", "", "x"}});
}

TEST_CASE("cells without a value that could be trusted say why", "[sheet]") {
  const SheetContent content = read_row(
      "<c><f>1+1</f><v>2</v></c><c t='str'><f>A1</f></c><c t='e'><v>#REF!</v></c>"
      "<c><v>1.2345678901234568E+17</v></c><c s='1'><v>60</v></c><c s='1'><v>-5</v></c>");
  CHECK(content.rows ==
        Table{{"!formula 2", "!formula ", "!error_value #REF!", "!digits_lost 123456789012345680",
               "!impossible_date 60", "!impossible_date -5"}});
}

TEST_CASE("the system of 1904 is believed", "[sheet]") {
  Parts parts = workbook_parts("<sheetData><row><c s='1'><v>44886</v></c></row></sheetData>");
  std::string& workbook = parts["xl/workbook.xml"];
  workbook.insert(workbook.find("<sheets>"), "<workbookPr date1904='1'/>");
  CHECK(read_parts(parts).rows == Table{{"2026-11-22"}});
}

TEST_CASE("rows and cells may leave places out", "[sheet]") {
  const SheetContent content = read_parts(
      workbook_parts("<sheetData><row r='2'><c r='B2'><v>1</v></c><c r='D2'><v>2</v></c></row>"
                     "<row r='5'><c r='A5' s='1'/></row><row><c><v>3</v></c></row></sheetData>"));
  CHECK(content.rows == Table{{"", "1", "", "2"}, {"3"}});
  CHECK(content.numbers == std::vector<std::int64_t>{2, 6});
}

TEST_CASE("merged cells are told, after the rows", "[sheet]") {
  const SheetContent content =
      read_parts(workbook_parts("<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>"
                                "<mergeCell ref='B2:C5'/><mergeCell ref='A1'/></mergeCells>"));
  REQUIRE(content.outcome.merged.size() == 1);
  CHECK(content.outcome.merged[0].first_row == 2);
  CHECK(content.outcome.merged[0].last_row == 5);
  CHECK(content.outcome.merged[0].first_column == 1);
}

TEST_CASE("a sheet is found by its name, else the first visible one is taken", "[sheet]") {
  Parts parts = workbook_parts("<sheetData><row><c><v>1</v></c></row></sheetData>");
  parts["xl/worksheets/two.xml"] = parts["xl/worksheets/one.xml"];
  std::string& two = parts["xl/worksheets/two.xml"];
  two.replace(two.find("<v>1"), 4, "<v>2");
  std::string& workbook = parts["xl/workbook.xml"];
  workbook.insert(workbook.find("<sheet "), "<sheet name='hidden' state='hidden' r:id='r9'/>");
  workbook.insert(workbook.find("</sheets>"), "<sheet name='药品' r:id='r9'/>");
  std::string& rels = parts["xl/_rels/workbook.xml.rels"];
  rels.insert(rels.find("<Relationship "),
              "<Relationship Id='r9' Type='x/worksheet' Target='worksheets/two.xml'/>");
  CHECK(read_parts(parts).rows == Table{{"1"}});
  CHECK(read_parts(parts, {.sheet_names = {"items", "药品"}}).rows == Table{{"2"}});
}

TEST_CASE("a damaged or foreign file has a problem with a name", "[sheet]") {
  const auto problem_of = [](const Parts& parts) { return read_parts(parts).outcome.problem; };
  const std::string rows = "<sheetData><row><c><v>1</v></c></row></sheetData>";
  const Parts good = workbook_parts(rows);
  CHECK(problem_of(good) == SheetProblem::none);
  Parts parts = good;
  parts["xl/vbaProject.bin"] = "x";
  CHECK(problem_of(parts) == SheetProblem::has_macros);
  CHECK(problem_of({{"readme", "x"}}) == SheetProblem::not_a_sheet);
  parts = good;
  parts.erase("xl/worksheets/one.xml");
  CHECK(problem_of(parts) == SheetProblem::broken);
  parts = good;
  parts["xl/texts.xml"] = "<!DOCTYPE a [<!ENTITY b 'c'>]><sst/>";
  CHECK(problem_of(parts) == SheetProblem::broken);
  for (const char* sheet :
       {"<sheetData><row>", "<sheetData><row r='2'/><row r='2'/></sheetData>",
        "<sheetData><row r='0'/></sheetData>", "<sheetData><row r='x'/></sheetData>",
        "<sheetData><row r='1'><c r='B2'/></row></sheetData>",
        "<sheetData><row r='1'><c r='B1'/><c r='A1'/></row></sheetData>",
        "<sheetData><row r='1'><c r='ZZZZ1'/></row></sheetData>",
        "<sheetData><row><c t='s'><v>99</v></c></row></sheetData>",
        "<sheetData><row><c t='s'><v>-1</v></c></row></sheetData>",
        "<mergeCells><mergeCell ref='x'/></mergeCells>"}) {
    INFO(sheet);
    CHECK(problem_of(workbook_parts(sheet)) == SheetProblem::broken);
  }
}

TEST_CASE("a workbook cut anywhere is broken and never a crash", "[sheet]") {
  const std::string bytes = written(SheetFormat::xlsx, hostile_table);
  for (std::size_t size = 4; size < bytes.size(); size += 97) {
    CHECK(read_bytes(bytes.substr(0, size)).outcome.problem == SheetProblem::broken);
  }
}

TEST_CASE("a workbook with a changed byte is read right or not at all", "[sheet]") {
  const std::string bytes = written(SheetFormat::xlsx, hostile_table);
  int wrong = 0;
  for (std::size_t at = 4; at < bytes.size(); at += 11) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    const SheetContent content = read_bytes(changed);
    // A byte of the archive's directory of times and attributes changes nothing.
    const bool is_right = content.rows == hostile_table;
    wrong += is_right || content.outcome.problem != SheetProblem::none ? 0 : 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("old and encrypted workbooks are told apart", "[sheet]") {
  const std::string mark("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  std::string name;
  for (const char letter : std::string("EncryptedPackage")) {
    name += letter;
    name += '\0';
  }
  CHECK(read_bytes(mark + std::string(5000, 'x')).outcome.problem == SheetProblem::old_format);
  for (const std::size_t before : std::vector<std::size_t>{600, 65'512, 70'000}) {
    CHECK(read_bytes(mark + std::string(before, 'x') + name).outcome.problem ==
          SheetProblem::encrypted);
  }
}

TEST_CASE("what unpacks to more than a sheet needs is refused early", "[sheet]") {
  SheetRequest request;
  request.limits.sheet_bytes = 1'000'000;
  request.limits.shared_text_bytes = 1'000'000;
  request.limits.rows = 1000;
  const std::string cell = "<row><c><v>1</v></c></row>";
  std::string rows;
  for (int at = 0; at < 100'000; ++at) rows += cell;
  CHECK(
      read_parts(workbook_parts("<sheetData>" + rows + "</sheetData>"), request).outcome.problem ==
      SheetProblem::too_large);
  request.limits.rows = 1'000'000;
  CHECK(
      read_parts(workbook_parts("<sheetData>" + rows + "</sheetData>"), request).outcome.problem ==
      SheetProblem::too_large);
  Parts parts = workbook_parts("<sheetData/>");
  parts["xl/texts.xml"] = "<sst><si><t>" + std::string(2'000'000, 'x') + "</t></si></sst>";
  CHECK(read_parts(parts, request).outcome.problem == SheetProblem::too_large);
  parts = workbook_parts("<sheetData/>");
  parts["xl/texts.xml"] = "<sst a='" + std::string(3'000'000, 'x') + "'/>";
  CHECK(read_parts(parts).outcome.problem == SheetProblem::too_large);
}

TEST_CASE("a cell keeps no more than the limit", "[sheet]") {
  SheetRequest request;
  request.limits.row = {10, 2};
  const Parts parts = workbook_parts(
      "<sheetData><row><c t='inlineStr'><is><t>0123456789abc</t></is></c><c><v>2</v></c>"
      "<c><v>3</v></c></row></sheetData>");
  CHECK(read_parts(parts, request).rows == Table{{"0123456789", "2"}});
}

TEST_CASE("a file that cannot be read says why", "[sheet]") {
  const auto outcome = read_table("/nowhere/items.csv").outcome;
  CHECK(outcome.problem == SheetProblem::unreadable);
  CHECK(outcome.detail == "No such file or directory");
  CHECK(read_table("/").outcome.problem == SheetProblem::unreadable);
  CHECK(read_table("/dev/null").outcome.problem == SheetProblem::unreadable);
  CHECK(read_bytes("a,\"b").outcome.problem == SheetProblem::bad_quoting);
}

TEST_CASE("a workbook with more rows than a sheet can have is not written", "[sheet]") {
  std::ostringstream out;
  const auto writer = wutong::reporting::make_sheet_writer(SheetFormat::xlsx, out, "items");
  const std::vector<std::string_view> cells{"1"};
  for (std::int64_t row = 0; row < wutong::reporting::SheetWriter::most_rows_of_workbook; ++row) {
    writer->row(cells);
  }
  CHECK_THROWS_AS(writer->row(cells), wutong::reporting::SheetTooLong);
}
