#include "sheet_support.h"

#include <zip.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "reporting/sheet/sheet_writer.h"

namespace wutong::test {

using reporting::CellProblem;
using reporting::SheetRow;

namespace {

std::string shown(const SheetRow& row, std::size_t at) {
  const char* const names[] = {"", "!formula ", "!error_value ", "!digits_lost ",
                               "!impossible_date "};
  const auto problem = row.problems.empty() ? CellProblem::none : row.problems[at];
  return names[static_cast<std::size_t>(problem)] + std::string(row.cells[at].text);
}

}  // namespace

SheetContent read_table(const std::filesystem::path& file, const reporting::SheetRequest& request) {
  SheetContent content;
  content.outcome = reporting::read_sheet(file, request, [&](const SheetRow& row) {
    Cells cells;
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      cells.push_back(shown(row, at));
    }
    content.rows.push_back(cells);
    content.numbers.push_back(row.number);
  });
  return content;
}

Parts workbook_parts(const std::string& sheet) {
  const std::string relationship =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const std::string rels =
      "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
      "relationships'>";
  const std::string main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
  return {
      {"_rels/.rels", rels + "<Relationship Id='a' Type='" + relationship +
                          "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
      {"xl/workbook.xml", "<workbook " + main +
                              " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/"
                              "relationships'><sheets><sheet name='一' sheetId='1' r:id='r1'/>"
                              "</sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       rels + "<Relationship Id='r1' Type='" + relationship +
           "worksheet' Target='/xl/worksheets/one.xml'/><Relationship Id='r2' Type='" +
           relationship + "sharedStrings' Target='texts.xml'/><Relationship Id='r3' Type='" +
           relationship + "styles' Target='styles.xml'/></Relationships>"},
      {"xl/worksheets/one.xml", "<worksheet " + main + ">" + sheet + "</worksheet>"},
      {"xl/texts.xml", "<sst " + main +
                           "><si><t>零</t></si><si><r><t>one </t></r><r><t xml:space='preserve'>"
                           "and two</t></r><rPh sb='0' eb='1'><t>yi</t></rPh></si>"
                           "<si><t>_x0041_b_x005F_x0042_\n</t></si></sst>"},
      {"xl/styles.xml",
       "<styleSheet " + main +
           "><numFmts count='2'><numFmt numFmtId='164' formatCode='yyyy&quot;年&quot;m&quot;月"
           "&quot;d&quot;日&quot;'/><numFmt numFmtId='165' formatCode='00000'/></numFmts>"
           "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
           "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"
           "<xf numFmtId='165'/></cellXfs></styleSheet>"},
  };
}

void write_zip(const std::filesystem::path& file, const Parts& parts) {
  int error = 0;
  zip_t* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  REQUIRE(archive != nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    REQUIRE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
  }
  REQUIRE(zip_close(archive) == 0);
}

SheetContent read_parts(const Parts& parts, const reporting::SheetRequest& request) {
  const TemporaryFolder folder;
  write_zip(folder.path() / "book.xlsx", parts);
  return read_table(folder.path() / "book.xlsx", request);
}

SheetContent read_row(const std::string& cells) {
  return read_parts(workbook_parts("<sheetData><row r='1'>" + cells + "</row></sheetData>"));
}

std::string written(reporting::SheetFormat format, const Table& table) {
  std::ostringstream out;
  const auto writer = reporting::make_sheet_writer(format, out, "items");
  for (const Cells& cells : table) {
    writer->row(std::vector<std::string_view>(cells.begin(), cells.end()));
  }
  writer->finish();
  return std::move(out).str();
}

SheetContent read_bytes(const std::string& bytes, const reporting::SheetRequest& request) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "sheet", std::ios::binary) << bytes;
  return read_table(folder.path() / "sheet", request);
}

}  // namespace wutong::test
