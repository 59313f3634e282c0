#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>

#include "county_folder_support.h"

using namespace wutong;
using wutong::test::CollectedFaults;
using wutong::test::CountyOnDisk;

namespace {

using Lines = std::vector<std::string>;

/// Counts by kind, and keeps nothing else.
class CountingSink : public app::FaultSink {
 public:
  void report(const app::FolderFault& fault) override {
    ++counts[fault.refusal];
    last_row = fault.row;
  }
  std::map<procurement::Refusal, std::int64_t> counts;
  inventory::RowNumber last_row = 0;
};

std::int64_t highest_memory_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

#if defined(__SANITIZE_ADDRESS__)
/// The sanitizer keeps freed memory for a while, so that its figures are larger.
constexpr std::int64_t spare_mib = 300;
#else
constexpr std::int64_t spare_mib = 24;
#endif

const std::string requests_header = "facility_code,item_code,quantity,kind,requested_on\n";

}  // namespace

TEST_CASE("a million bad rows are a million faults and no memory", "[county_folder]") {
  constexpr int rows = 1'000'000;
  CountyOnDisk county;
  {
    std::ofstream out(county.path() / "requests.csv");
    out << requests_header;
    for (int row = 0; row < rows; ++row) {
      out << "X" << row << ",I1,-1,regular,2026-11-20\n";
    }
  }
  const std::int64_t before = highest_memory_mib();
  CountingSink faults;
  CHECK_FALSE(county.read(faults));
  CHECK(faults.counts[procurement::Refusal::unknown_code] == rows);
  CHECK(faults.counts[procurement::Refusal::bad_number] == rows);
  CHECK(faults.last_row == rows);
  CHECK(highest_memory_mib() - before < spare_mib);
}

TEST_CASE("a cell of ten megabytes is answered by row and column, and reading goes on",
          "[county_folder]") {
  const std::string huge(10'000'000, 'x');
  for (const std::string& cell : {huge, "\"" + huge + "\""}) {
    CountyOnDisk county;
    county.with_line("suppliers.csv", "S3," + cell + ",,,,").with_line("suppliers.csv", ",n,,,,");
    county.with_line("requests.csv", "H1,I1," + cell + ",regular,2026-11-20");
    county.with_line("requests.csv", cell + ",I1,1,regular,2026-11-20");
    county.with_line("requests.csv", "H1,I1,,regular,2026-11-20");
    CHECK(county.faults() == Lines{"suppliers.csv 3 name text_too_long",
                                   "suppliers.csv 4 code missing_value",
                                   "requests.csv 3 quantity text_too_long",
                                   "requests.csv 3 facility_code, item_code, kind duplicate_key",
                                   "requests.csv 4 facility_code text_too_long",
                                   "requests.csv 5 quantity missing_value",
                                   "requests.csv 5 facility_code, item_code, kind duplicate_key"});
  }
}

TEST_CASE("an unclosed quotation mark in a huge file is one fault", "[county_folder]") {
  CountyOnDisk county;
  {
    std::ofstream out(county.path() / "requests.csv");
    out << requests_header << "H1,I1,1,regular,2026-11-20\nH1,\"I2,1,regular,2026-11-20\n";
    const std::string megabyte(1024 * 1024, '\n');
    for (int part = 0; part < 100; ++part) {
      out << megabyte;
    }
  }
  CHECK(county.faults() == Lines{"requests.csv 2 item_code bad_quoting"});
}

TEST_CASE("a cell of a hundred megabytes ends the reading of its file", "[county_folder]") {
  CountyOnDisk county;
  {
    std::ofstream out(county.path() / "suppliers.csv");
    out << "code,name\nS1,n\nS2,";
    const std::string megabyte(1024 * 1024, 'x');
    for (int part = 0; part < 100; ++part) {
      out << megabyte;
    }
  }
  CHECK(county.faults() == Lines{"suppliers.csv 2 name text_too_long"});
}

TEST_CASE("a row of a million cells is one fault", "[county_folder]") {
  CountyOnDisk county;
  county.with_line("requests.csv", std::string(1'000'000, ','));
  CHECK(county.faults() == Lines{"requests.csv 3  wrong_cell_count"});
}

TEST_CASE("a header of a million columns is refused", "[county_folder]") {
  CountyOnDisk county;
  county.with("requests.csv", std::string(1'000'000, ',') + "\n");
  CHECK(county.faults().size() >= 6);
}

TEST_CASE("an empty file lacks its columns", "[county_folder]") {
  for (const char* text : {"", "\n\r\n\n", "\xEF\xBB\xBF"}) {
    CHECK(CountyOnDisk().with("bids.csv", text).faults() ==
          Lines{"bids.csv 0 supplier_code missing_column", "bids.csv 0 item_code missing_column",
                "bids.csv 0 pack_price missing_column"});
  }
}

TEST_CASE("UTF-16, as spreadsheets save it, is named as such once", "[county_folder]") {
  const CountyOnDisk good;
  std::string utf16 = "\xFF\xFE";
  for (const char c : requests_header + "H1,I1,1,regular,2026-11-20\n") {
    utf16 += c;
    utf16 += '\0';
  }
  CountyOnDisk county;
  CollectedFaults faults;
  county.with("requests.csv", utf16).read(faults);
  REQUIRE(faults.faults.size() == 1);
  CHECK(faults.faults[0].refusal == procurement::Refusal::nul_byte);
  CHECK(faults.faults[0].row == 0);
}

TEST_CASE("a file in GBK is refused by row and column, its codes still count", "[county_folder]") {
  CountyOnDisk county;
  county.with("suppliers.csv",
              "code,name\nS1,\xB9\xFA\xD2\xA9\xBF\xD8\xB9\xC9\nS2,\xBB\xAA\xB6\xAB\n");
  CHECK(county.faults() == Lines{"suppliers.csv 1 name not_utf8", "suppliers.csv 2 name not_utf8"});
}

TEST_CASE("random bytes end in faults, never in anything worse", "[county_folder]") {
  std::uint64_t state = 20261122;
  const auto next = [&state] {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33U);
  };
  const Lines files{"facilities.csv", "suppliers.csv",  "items.csv",
                    "bids.csv",       "bid_tiers.csv",  "requests.csv",
                    "stock.csv",      "deliveries.csv", "cycle.json"};
  const CountyOnDisk good;
  for (int round = 0; round < 400; ++round) {
    CountyOnDisk county;
    const std::string& file = files[next() % files.size()];
    std::string text = good.text_of(file);
    for (std::size_t change = 0; change <= next() % 4; ++change) {
      const std::string_view bytes = "\",\n\r\\{}[]0-.\x80\xFF";
      text[next() % text.size()] = bytes[next() % bytes.size()];
    }
    CollectedFaults faults;
    const auto folder = county.with(file, text).read(faults);
    INFO(file + ":\n" + text);
    REQUIRE(folder.has_value() == faults.faults.empty());
  }
}
