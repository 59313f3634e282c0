#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "county_folder_support.h"
#include "procurement/app/county_folder/cell_rule.h"

using namespace wutong;
using wutong::procurement::Refusal;
using wutong::test::CollectedFaults;
using wutong::test::CountyOnDisk;

namespace {

using Lines = std::vector<std::string>;

/// A line at the end of a file of the good county, and the faults that it makes, without the file's
/// name: "quantity bad_number". The row is the one after those of the good county.
struct BadLine {
  std::string file;
  std::string line;
  Lines faults;
};

const std::string long_code(65, 'x');
const std::string long_text(501, 'x');

/// The first number above a range.
std::string above(const app::WholeRange& range) {
  return std::to_string(range.greatest + 1);
}
std::string shown(const app::WholeRange& range) {
  return std::to_string(range.least) + ".." + std::to_string(range.greatest);
}

const std::vector<BadLine> bad_lines{
    // codes
    {"suppliers.csv", ",n,,,,", {"code missing_value"}},
    {"suppliers.csv", " S3,n,,,,", {"code bad_code"}},
    {"suppliers.csv", "S3 ,n,,,,", {"code bad_code"}},
    {"suppliers.csv", "S\u30003,n,,,,", {}},
    {"suppliers.csv", "S3\u3000,n,,,,", {"code bad_code"}},
    {"suppliers.csv", "S\u200B3,n,,,,", {"code bad_code"}},
    {"suppliers.csv", "\"S\n3\",n,,,,", {"code bad_code"}},
    {"suppliers.csv", "S\x1B[31m,n,,,,", {"code bad_code"}},
    {"suppliers.csv", long_code + ",n,,,,", {"code text_too_long"}},
    {"suppliers.csv", long_code.substr(1) + ",n,,,,", {}},
    {"suppliers.csv", "S1,n,,,,", {"code duplicate_key"}},
    {"items.csv", "I1,n,,,,u,1,,,,0,,,", {"code duplicate_key"}},
    {"facilities.csv", "H1,n,hospital,C1", {"code duplicate_key"}},
    // texts
    {"suppliers.csv", "S3,,,,,", {"name missing_value"}},
    {"suppliers.csv", "S3," + long_text + ",,,,", {"name text_too_long"}},
    {"suppliers.csv", "S3,n," + long_text + ",,,", {"licence_no text_too_long"}},
    {"items.csv", "I3,,,,,,1,,,,0,,,", {"generic_name missing_value", "base_unit missing_value"}},
    {"facilities.csv", "H2,,hospital,C1", {"name missing_value"}},
    // dates
    {"suppliers.csv", "S3,n,,2026-02-30,,", {"licence_expires_on bad_date"}},
    {"requests.csv", "H1,I2,1,regular,20.11.2026", {"requested_on bad_date"}},
    {"requests.csv", "H1,I2,1,regular,", {"requested_on missing_value"}},
    {"requests.csv", "H1,I2,1,regular," + long_code, {"requested_on text_too_long"}},
    {"stock.csv", "H1,I1,L,2026-1-1,1,", {"expires_on bad_date"}},
    {"deliveries.csv", "S1,I1,L,tomorrow,1", {"expires_on bad_date"}},
    // whole numbers
    {"requests.csv", "H1,I2,abc,regular,2026-11-20", {"quantity bad_number"}},
    {"requests.csv", "H1,I2,-5,regular,2026-11-20", {"quantity bad_number"}},
    {"requests.csv", "H1,I2,+5,regular,2026-11-20", {"quantity bad_number"}},
    {"requests.csv", "H1,I2,5.0,regular,2026-11-20", {"quantity bad_number"}},
    {"requests.csv", "H1,I2,1e3,regular,2026-11-20", {"quantity bad_number"}},
    {"requests.csv", "H1,I2,\"1,000\",regular,2026-11-20", {"quantity bad_number"}},
    {"requests.csv", "H1,I2, 5,regular,2026-11-20", {"quantity bad_number"}},
    {"requests.csv", "H1,I2,５,regular,2026-11-20", {"quantity bad_number"}},
    {"requests.csv", "H1,I2,0,regular,2026-11-20", {"quantity bad_number"}},
    {"requests.csv",
     "H1,I2," + above(app::some_quantity) + ",regular,2026-11-20",
     {"quantity number_too_large"}},
    {"requests.csv",
     "H1,I2,99999999999999999999999,regular,2026-11-20",
     {"quantity number_too_large"}},
    {"requests.csv", "H1,I2,,regular,2026-11-20", {"quantity missing_value"}},
    {"stock.csv", "H1,I1,L,2027-01-01,-1,", {"quantity bad_number"}},
    {"deliveries.csv", "S1,I1,L,2027-01-01,0", {}},
    {"items.csv", "I3,n,,,,u,0,,,,0,,,", {"pack_size bad_number"}},
    {"items.csv",
     "I3,n,,,,u," + above(app::pack_sizes) + ",,,,0,,,",
     {"pack_size number_too_large"}},
    {"bids.csv", "S1,I2,1,-1,,", {"capacity_packs bad_number"}},
    {"bids.csv", "S1,I2,1," + above(app::any_packs) + ",,", {"capacity_packs number_too_large"}},
    {"bids.csv", "S1,I2,1,,x,", {"min_order_packs bad_number"}},
    {"bids.csv", "S1,I2,1,,,36501", {"lead_time_days number_too_large"}},
    {"bid_tiers.csv", "S2,I1,0,1", {"from_packs bad_number"}},
    // prices, amounts, rates
    {"bids.csv", "S1,I2,0,,,", {"pack_price bad_number"}},
    {"bids.csv", "S1,I2,0.0000,,,", {"pack_price bad_number"}},
    {"bids.csv", "S1,I2,-1,,,", {"pack_price bad_number"}},
    {"bids.csv", "S1,I2,.5,,,", {"pack_price bad_number"}},
    {"bids.csv", "S1,I2,5.,,,", {"pack_price bad_number"}},
    {"bids.csv", "S1,I2,1.2.3,,,", {"pack_price bad_number"}},
    {"bids.csv", "S1,I2,\"1,5\",,,", {"pack_price bad_number"}},
    {"bids.csv", "S1,I2,¥5,,,", {"pack_price bad_number"}},
    {"bids.csv", "S1,I2,nan,,,", {"pack_price bad_number"}},
    {"bids.csv", "S1,I2,0x10,,,", {"pack_price bad_number"}},
    {"bids.csv", "S1,I2,8.72000,,,", {"pack_price too_many_decimals"}},
    {"bids.csv", "S1,I2,1000000000,,,", {"pack_price number_too_large"}},
    {"bids.csv", "S1,I2,99999999999999999999,,,", {"pack_price number_too_large"}},
    {"bid_tiers.csv", "S2,I1,1,1.00001", {"pack_price too_many_decimals"}},
    {"items.csv", "I3,n,,,,u,1,,,,0,,,0.1234567", {"list_price too_many_decimals"}},
    {"items.csv", "I3,n,,,,u,1,,,,0,,,1000000000", {"list_price number_too_large"}},
    {"items.csv", "I3,n,,,,u,1,,,,0,,,0", {}},
    {"items.csv", "I3,n,,,,u,1,,,,1.000001,,,", {"vat_rate number_too_large"}},
    {"items.csv", "I3,n,,,,u,1,,,,13%,,,", {"vat_rate bad_number"}},
    {"items.csv", "I3,n,,,,u,1,,,,0.1300000,,,", {"vat_rate too_many_decimals"}},
    {"items.csv", "I3,n,,,,u,1,,,,1.000000,,,", {}},
    {"items.csv", "I3,n,,,,u,1,,,,,,,", {"vat_rate missing_value"}},
    {"suppliers.csv", "S3,n,,,1.234,", {"order_fee too_many_decimals"}},
    {"suppliers.csv", "S3,n,,,,1000000000", {"minimum_order_amount number_too_large"}},
    {"stock.csv", "C1,I1,L,2027-01-01,1,0.1234567", {"pack_price too_many_decimals"}},
    // names of a closed list
    {"requests.csv", "H1,I2,1,urgent,2026-11-20", {"kind unknown_value"}},
    {"requests.csv", "H1,I2,1,,2026-11-20", {"kind missing_value"}},
    {"facilities.csv", "H2,n,clinic,C1", {"kind unknown_value"}},
    // references
    {"requests.csv", "X,I1,1,regular,2026-11-20", {"facility_code unknown_code"}},
    {"requests.csv", "h1,I1,1,regular,2026-11-20", {"facility_code unknown_code"}},
    {"requests.csv", "H1,X,1,regular,2026-11-20", {"item_code unknown_code"}},
    {"requests.csv", "H1, I1,1,regular,2026-11-20", {"item_code bad_code"}},
    {"requests.csv", "C1,I1,1,regular,2026-11-20", {"facility_code centre_makes_no_requests"}},
    {"bids.csv", "X,Y,1,,,", {"supplier_code unknown_code", "item_code unknown_code"}},
    {"bid_tiers.csv", "S1,I2,1,1", {"item_code unknown_code"}},
    {"deliveries.csv", "X,I1,L,2027-01-01,1", {"supplier_code unknown_code"}},
    {"stock.csv", "X,I1,L,2027-01-01,1,", {"facility_code unknown_code"}},
    {"facilities.csv", "H2,n,hospital,X", {"parent_code unknown_code"}},
    // compound keys
    {"bids.csv", "S1,I1,1,,,", {"supplier_code, item_code duplicate_key"}},
    {"bid_tiers.csv", "S1,I1,050,1", {"supplier_code, item_code, from_packs duplicate_key"}},
    {"requests.csv",
     "H1,I1,1,regular,2026-11-21",
     {"facility_code, item_code, kind duplicate_key"}},
    {"requests.csv", "H1,I1,1,emergency,2026-11-21", {}},
    {"requests.csv",
     "H1,I1,x,regular,2026-11-21",
     {"quantity bad_number", "facility_code, item_code, kind duplicate_key"}},
    {"stock.csv",
     "C1,I1,L-1,2027-01-31,1,1",
     {"facility_code, item_code, lot, expires_on duplicate_key"}},
    {"stock.csv", "C1,I1,L-1,2027-02-01,1,1", {}},
    {"deliveries.csv", "S1,I1,L-2,2028-01-31,120", {}},
    // lots
    {"stock.csv", "H1,I1,,2027-01-01,1,", {"lot missing_value"}},
    {"deliveries.csv", "S1,I1,L ,2027-01-01,1", {"lot bad_code"}},
    {"deliveries.csv", "S1,I1," + long_code + ",2027-01-01,1", {"lot text_too_long"}},
    // the centre
    {"stock.csv", "C1,I2,L,2027-01-01,1,", {"pack_price missing_value"}},
    {"facilities.csv", "C2,n,centre,", {"kind not_exactly_one_centre"}},
    {"facilities.csv", "H2,n,hospital,", {"parent_code missing_value"}},
    {"facilities.csv", "H2,n,hospital,H2", {"parent_code parent_cycle"}},
    {"facilities.csv",
     "C2,n,centre,C1",
     {"parent_code unknown_value", "kind not_exactly_one_centre"}},
    // the shape of a row
    {"requests.csv", "H1,I1,1,regular", {" wrong_cell_count"}},
    {"requests.csv", "H1,I1,1,regular,2026-11-20,", {" wrong_cell_count"}},
    {"requests.csv", "   ", {" wrong_cell_count"}},
    {"requests.csv", "C1", {" wrong_cell_count"}},
    // bytes
    {"suppliers.csv", "S3,\xB9\xFA\xD2\xA9,,,,", {"name not_utf8"}},
    {"suppliers.csv", "S\xFF,n,,,,", {"code not_utf8"}},
    {"suppliers.csv", "S3,\xED\xA0\x80,,,,", {"name not_utf8"}},
    {"suppliers.csv", "S3,\xC0\x80,,,,", {"name not_utf8"}},
    {"requests.csv", "H1,I2,\xB9,regular,2026-11-20", {"quantity not_utf8"}},
    {"suppliers.csv", std::string("S3,a\0b,,,,", 10), {"name nul_byte"}},
    {"requests.csv", "H1,I2,\"1,regular,2026-11-20", {"quantity bad_quoting"}},
    {"requests.csv", "H1,I2,1\"2,regular,2026-11-20", {"quantity bad_quoting"}},
};

std::int64_t rows_of(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n') - 1;
}

std::vector<Refusal> refusals_of_folders() {
  std::vector<Refusal> refusals;
  for (const Refusal refusal : procurement::all_refusals()) {
    if (refusal < Refusal::bid_above_list_price) {
      refusals.push_back(refusal);
    }
  }
  return refusals;
}

}  // namespace

TEST_CASE("every fault of a row is named by file, row and column", "[county_folder]") {
  for (const BadLine& bad : bad_lines) {
    CountyOnDisk county;
    const std::string row = std::to_string(rows_of(county.text_of(bad.file)) + 1);
    Lines expected;
    for (const std::string& fault : bad.faults) {
      expected.push_back(bad.file + " " + row + " " + fault);
    }
    INFO(bad.file + ": " + bad.line);
    CHECK(county.with_line(bad.file, bad.line).faults() == expected);
  }
}

TEST_CASE("columns are judged by name", "[county_folder]") {
  const auto header_faults = [](const std::string& header) {
    return CountyOnDisk().with("bids.csv", header + "\nnonsense,,\n").faults();
  };
  CHECK(header_faults("supplier_code,item_code") == Lines{"bids.csv 0 pack_price missing_column"});
  CHECK(header_faults("supplier_code,price") == Lines{"bids.csv 0 price unknown_column",
                                                      "bids.csv 0 item_code missing_column",
                                                      "bids.csv 0 pack_price missing_column"});
  CHECK(header_faults("supplier_code,item_code,pack_price,item_code") ==
        Lines{"bids.csv 0 item_code duplicate_column"});
  CHECK(header_faults("supplier_code,item_code,pack_price,") ==
        Lines{"bids.csv 0 #4 unknown_column"});
  CHECK(
      header_faults("Supplier_code,item_code,pack_price") ==
      Lines{"bids.csv 0 Supplier_code unknown_column", "bids.csv 0 supplier_code missing_column"});
  CHECK(header_faults("supplier_code,item_code,pack_price, capacity_packs") ==
        Lines{"bids.csv 0  capacity_packs unknown_column"});
  CHECK(header_faults("supplier_code,item_code,pack_price,\xB1\xA8\xBC\xDB") ==
        Lines{"bids.csv 0 \\xB1\\xA8\\xBC\\xDB not_utf8"});
  CHECK(header_faults("supplier_code,\"item_code,pack_price") == Lines{"bids.csv 0  bad_quoting"});
}

TEST_CASE("required files must be there, and be files", "[county_folder]") {
  for (const char* file :
       {"facilities.csv", "suppliers.csv", "items.csv", "bids.csv", "requests.csv", "cycle.json"}) {
    CHECK(CountyOnDisk().without(file).faults() == Lines{std::string(file) + " 0  missing_file"});
  }
  for (const char* file : {"facilities.csv", "stock.csv", "cycle.json"}) {
    CountyOnDisk county;
    county.without(file);
    std::filesystem::create_directory(county.path() / file);
    CHECK(county.faults() == Lines{std::string(file) + " 0  missing_file"});
  }
  CountyOnDisk county;
  county.without("deliveries.csv");
  std::filesystem::create_symlink("nowhere", county.path() / "deliveries.csv");
  CHECK(county.faults() == Lines{"deliveries.csv 0  missing_file"});
}

TEST_CASE("a path that is no folder is one fault", "[county_folder]") {
  const CountyOnDisk county;
  for (const char* name : {"nowhere", "cycle.json"}) {
    CollectedFaults faults;
    const std::filesystem::path path = county.path() / name;
    CHECK_FALSE(app::read_county_folder(path, {}, faults));
    CHECK(faults.lines() == Lines{path.string() + " 0  missing_file"});
    CHECK_FALSE(app::read_cycle_parameters(path, faults));
    CHECK(faults.faults.size() == 2);
  }
}

TEST_CASE("there is exactly one centre", "[county_folder]") {
  CountyOnDisk none;
  none.with("facilities.csv", "code,name,kind,parent_code\nH1,n,hospital,H1\n");
  none.with("requests.csv", "facility_code,item_code,quantity,kind,requested_on\n");
  none.without("stock.csv");
  CHECK(none.faults() == Lines{"facilities.csv 0 kind not_exactly_one_centre",
                               "facilities.csv 1 parent_code parent_cycle"});

  CountyOnDisk known;
  known.known.facilities = {{"Z", "known", inventory::FacilityKind::centre, ""}};
  CHECK(known.faults() == Lines{"facilities.csv 1 kind not_exactly_one_centre"});

  CountyOnDisk unreadable;
  unreadable.with("facilities.csv",
                  "code,name,kind,parent_code\nC1,n,center,\nH1,n,hospital,C1\n"
                  "T1,n,township,C1\nV1,n,village,T1\n");
  CHECK(unreadable.faults() == Lines{"facilities.csv 1 kind unknown_value"});
}

TEST_CASE("every facility on a cycle is named, and no other", "[county_folder]") {
  CountyOnDisk county;
  county.with_line("facilities.csv", "A,n,township,B")
      .with_line("facilities.csv", "B,n,township,D")
      .with_line("facilities.csv", "D,n,township,A")
      .with_line("facilities.csv", "E,n,village,A")
      .with_line("facilities.csv", "F,n,village,E");
  CHECK(county.faults() == Lines{"facilities.csv 5 parent_code parent_cycle",
                                 "facilities.csv 6 parent_code parent_cycle",
                                 "facilities.csv 7 parent_code parent_cycle"});

  CountyOnDisk known;
  known.known.facilities = {{"K", "known", inventory::FacilityKind::township, "T1"}};
  known.with("facilities.csv",
             "code,name,kind,parent_code\nC1,n,centre,\nH1,n,hospital,C1\nT1,n,township,K\n"
             "V1,n,village,T1\n");
  CHECK(known.faults() == Lines{"facilities.csv 3 parent_code parent_cycle"});
}

TEST_CASE("opening stock is taken once, and then not read", "[county_folder]") {
  CountyOnDisk county;
  county.known.has_opening_stock = true;
  county.with("stock.csv", "nonsense");
  CHECK(county.faults() == Lines{"stock.csv 0  opening_stock_already_known"});
  CHECK(county.without("stock.csv").faults().empty());
}

TEST_CASE("a cycle whose value cannot be computed exactly is refused", "[county_folder]") {
  const std::string bids = "supplier_code,item_code,pack_price,min_order_packs\n";
  CountyOnDisk money;
  money.with("bids.csv", bids + "S1,I1,999999999,\nS1,I2,1,\n").without("bid_tiers.csv");
  money.with_line("requests.csv", "H1,I2,999999999999,regular,2026-11-20");
  CHECK(money.faults().empty());
  money.with("bids.csv", bids + "S1,I1,1,\nS1,I2,999999999,\n");
  CHECK(money.faults() == Lines{"requests.csv 0  cycle_value_too_large"});

  CountyOnDisk minimum_orders;
  minimum_orders.with("bids.csv", bids + "S1,I1,999999999,999999999\n").without("bid_tiers.csv");
  CHECK(minimum_orders.faults() == Lines{"requests.csv 0  cycle_value_too_large"});

  CountyOnDisk stock;
  stock.with_line("stock.csv", "C1,I2,L,2027-01-01,999999999999,999999999.999999");
  CHECK(stock.faults() == Lines{"requests.csv 0  cycle_value_too_large"});
}

TEST_CASE("a quantity that cannot be summed exactly is refused", "[county_folder]") {
  CountyOnDisk county;
  county.without("bid_tiers.csv");
  std::string suppliers = "code,name\n";
  std::string bids = "supplier_code,item_code,pack_price,min_order_packs\n";
  for (int supplier = 0; supplier < 4001; ++supplier) {
    const std::string code = "S" + std::to_string(supplier);
    suppliers += code + ",n\n";
    bids += code + ",I3,0.0001,999999999\n";
  }
  county.with("suppliers.csv", suppliers).with("bids.csv", bids);
  county.with_line("items.csv", "I3,n,,,,u,1000000,,,,0,,,");
  CollectedFaults faults;
  county.read(faults);
  REQUIRE(faults.lines() == Lines{"requests.csv 0  cycle_value_too_large"});
  CHECK(faults.faults[0].value.find("I3: 4") == 0);
}

TEST_CASE("the faults of all files are reported in one run", "[county_folder]") {
  CountyOnDisk county;
  county.with("cycle.json", "{}");
  county.with_line("facilities.csv", "H2,,clinic,X");
  county.with_line("suppliers.csv", "S1,again,,soon,,");
  county.with_line("items.csv", "I3,n,,,,u,x,,,,y,,,z");
  county.with_line("bids.csv", "S9,I9,0,,,");
  county.with("bid_tiers.csv", "supplier_code\n");
  county.with_line("requests.csv", "C1,I3,0,regular,2026-11-20");
  county.with_line("requests.csv", "H2,I3,1,regular,2026-11-20");
  county.with_line("stock.csv", "C1,I1,L,2027-01-01,1,");
  county.without("deliveries.csv");
  std::filesystem::create_directory(county.path() / "deliveries.csv");
  CHECK(county.faults() == Lines{"cycle.json 0 period missing_column",
                                 "cycle.json 0 today missing_column",
                                 "cycle.json 0 minimum_shelf_life_days missing_column",
                                 "cycle.json 0 award_rule missing_column",
                                 "facilities.csv 5 name missing_value",
                                 "facilities.csv 5 kind unknown_value",
                                 "facilities.csv 5 parent_code unknown_code",
                                 "suppliers.csv 3 licence_expires_on bad_date",
                                 "suppliers.csv 3 code duplicate_key",
                                 "items.csv 3 pack_size bad_number",
                                 "items.csv 3 vat_rate bad_number",
                                 "items.csv 3 list_price bad_number",
                                 "bids.csv 4 supplier_code unknown_code",
                                 "bids.csv 4 item_code unknown_code",
                                 "bids.csv 4 pack_price bad_number",
                                 "bid_tiers.csv 0 item_code missing_column",
                                 "bid_tiers.csv 0 from_packs missing_column",
                                 "bid_tiers.csv 0 pack_price missing_column",
                                 "requests.csv 3 quantity bad_number",
                                 "requests.csv 3 facility_code centre_makes_no_requests",
                                 "stock.csv 3 pack_price missing_value",
                                 "deliveries.csv 0  missing_file"});
}

TEST_CASE("a fault draws no others after it", "[county_folder]") {
  SECTION("a file that cannot be read makes no code unknown") {
    CHECK(CountyOnDisk().with("items.csv", "code\n").faults().size() == 10);
    CHECK(CountyOnDisk().with("facilities.csv", "code,name,kind,parent_code\n\"C1").faults() ==
          Lines{"facilities.csv 1 code bad_quoting"});
    CHECK(CountyOnDisk().without("suppliers.csv").faults() ==
          Lines{"suppliers.csv 0  missing_file"});
    CHECK(CountyOnDisk().without("bids.csv").faults() == Lines{"bids.csv 0  missing_file"});
  }
  SECTION("a faulty row still makes its code known") {
    CountyOnDisk county;
    county.with_line("items.csv", "I3,n,,,,u,x,,,,0,,,").with_line("items.csv", "I4,n,,,,u");
    county.with_line("bids.csv", "S1,I3,1,,,").with_line("bids.csv", "S1,I4,1,,,");
    CHECK(county.faults() ==
          Lines{"items.csv 3 pack_size bad_number", "items.csv 4  wrong_cell_count"});
  }
  SECTION("a faulty bid is still a bid for its tiers") {
    CountyOnDisk county;
    county.with_line("bids.csv", "S1,I2,free,,,").with_line("bid_tiers.csv", "S1,I2,10,1");
    CHECK(county.faults() == Lines{"bids.csv 4 pack_price bad_number"});
  }
}

TEST_CASE("every fault of the closed list is made by some folder here", "[county_folder]") {
  std::set<Refusal> made{Refusal::missing_file,
                         Refusal::missing_column,
                         Refusal::unknown_column,
                         Refusal::duplicate_column,
                         Refusal::bad_json,
                         Refusal::cycle_value_too_large,
                         Refusal::opening_stock_already_known};
  for (const BadLine& bad : bad_lines) {
    for (const std::string& fault : bad.faults) {
      for (const Refusal refusal : refusals_of_folders()) {
        if (fault.ends_with(" " + std::string(procurement::wire_name(refusal)))) {
          made.insert(refusal);
        }
      }
    }
  }
  for (const Refusal refusal : refusals_of_folders()) {
    INFO(procurement::wire_name(refusal));
    CHECK(made.contains(refusal));
  }
}

TEST_CASE("a fault shows what stands there and what may", "[county_folder]") {
  CountyOnDisk county;
  county.with_line("requests.csv", "H1,I2,\"\x1B[2J\xD6\n\u202E5\",regular,2026-11-20");
  county.with_line("requests.csv", "H1,I2,1,urgent,2026-11-20");
  county.with_line("suppliers.csv", "S3," + std::string(600, 'x') + ",,,,");
  CollectedFaults faults;
  county.read(faults);
  REQUIRE(faults.faults.size() == 3);
  CHECK(faults.faults[0].value == std::string(60, 'x') + "…");
  CHECK(faults.faults[0].wanted == "500");
  CHECK(faults.faults[1].value == "\\u001B[2J\\xD6\\u000A\\u202E5");
  CHECK(faults.faults[1].wanted == shown(app::some_quantity));
  CHECK(faults.faults[2].value == "urgent");
  CHECK(faults.faults[2].wanted == "regular, emergency");
}
