#include <algorithm>
#include <catch2/catch.hpp>

#include "county_folder_support.h"

using namespace wutong;
using namespace wutong::inventory;
using wutong::test::CountyOnDisk;

namespace {

using Lines = std::vector<std::string>;

Date date(const char* text) {
  return parse_date(text).value();
}

std::string with_crlf(const std::string& text) {
  std::string changed;
  for (const char c : text) {
    changed += c == '\n' ? "\r\n" : std::string(1, c);
  }
  return changed;
}

const Lines csv_files{"bid_tiers.csv", "bids.csv",     "deliveries.csv", "facilities.csv",
                      "items.csv",     "requests.csv", "stock.csv",      "suppliers.csv"};

}  // namespace

TEST_CASE("a county folder is read as it stands", "[county_folder]") {
  const CountyFolder folder = CountyOnDisk().read();

  CHECK(folder.parameters.county == "130633");
  CHECK(folder.parameters.period == "2026-11");
  CHECK(folder.parameters.today == date("2026-11-22"));
  CHECK(folder.parameters.minimum_shelf_life_days == 30);
  CHECK(folder.parameters.award_rule == AwardRule::lowest_price);
  CHECK(folder.codes.facilities == Lines{"C1", "H1", "T1", "V1"});
  CHECK(folder.codes.suppliers == Lines{"S1", "S2"});
  CHECK(folder.codes.items == Lines{"I1", "I2"});

  REQUIRE(folder.facilities.size() == 4);
  CHECK(folder.facilities[0] == FacilityRecord{"C1", "县医共体中心", FacilityKind::centre, ""});
  CHECK(folder.facilities[3] == FacilityRecord{"V1", "李家村卫生室", FacilityKind::village, "T1"});

  REQUIRE(folder.suppliers.size() == 2);
  CHECK(folder.suppliers[0] == SupplierRecord{"S1", "国药", "LN-1", date("2027-12-31"),
                                              pricing::Money::fen(5000),
                                              pricing::Money::fen(100000)});
  CHECK(folder.suppliers[1] == SupplierRecord{"S2", "华东医药", "", {}, {}, {}});

  REQUIRE(folder.items.size() == 2);
  CHECK(folder.items[0] == ItemRecord{"I1", "阿莫西林", "阿莫仙", "胶囊", "0.25g", "粒",
                                      pricing::Quantity(24), "珠海联邦", "drug", "room",
                                      pricing::VatRate::parse("0.13"), "G1", "H20041234",
                                      pricing::UnitPrice::parse("8.72")});
  CHECK_FALSE(folder.items[1].list_price);

  REQUIRE(folder.bids.size() == 3);
  CHECK(folder.bids[0].row == 1);
  CHECK(folder.bids[0].pack_price.to_string() == "8.7200");
  CHECK(folder.bids[0].capacity_packs == pricing::Quantity(100));
  CHECK(folder.bids[0].min_order_packs == pricing::Quantity(5));
  CHECK(folder.bids[0].lead_time_days == 3);
  CHECK(folder.bids[2].supplier == 1);
  CHECK(folder.bids[2].item == 1);
  CHECK_FALSE(folder.bids[2].capacity_packs);
  CHECK_FALSE(folder.bids[2].min_order_packs);
  CHECK_FALSE(folder.bids[2].lead_time_days);

  REQUIRE(folder.bid_tiers.size() == 1);
  CHECK(folder.bid_tiers[0].from_packs == pricing::Quantity(50));

  REQUIRE(folder.requests.size() == 2);
  CHECK(folder.requests[0].facility == 1);
  CHECK(folder.requests[0].quantity == pricing::Quantity(240));
  CHECK(folder.requests[1].kind == RequestKind::emergency);
  CHECK(folder.requests[1].requested_on == date("2026-11-21"));

  REQUIRE(folder.opening_stock.size() == 2);
  CHECK(folder.opening_stock[0].lot_no == "L-1");
  CHECK(folder.opening_stock[0].pack_price == pricing::UnitPrice::parse("8.123456"));
  CHECK(folder.opening_stock[1].row == 2);
  CHECK_FALSE(folder.opening_stock[1].pack_price);

  REQUIRE(folder.deliveries.size() == 2);
  CHECK(folder.has_deliveries);
  CHECK(folder.deliveries[1].expires_on == date("2028-01-31"));
  CHECK(folder.deliveries[1].quantity == pricing::Quantity(96));
}

TEST_CASE("optional files and columns may be away", "[county_folder]") {
  CountyOnDisk county;
  county.without("bid_tiers.csv").without("stock.csv").without("deliveries.csv");
  county.with("suppliers.csv", "code,name\nS1,a\nS2,b\n");
  county.with("bids.csv", "supplier_code,item_code,pack_price\nS1,I1,8.72\n");
  county.with("cycle.json",
              R"({"period":"2026-11","today":"2026-11-22","minimum_shelf_life_days":0,)"
              R"("award_rule":"least_total_cost"})");
  const CountyFolder folder = county.read();
  CHECK_FALSE(folder.has_deliveries);
  CHECK(folder.opening_stock.empty());
  CHECK(folder.bids.size() == 1);
  CHECK(folder.parameters.county.empty());
  CHECK(folder.parameters.award_rule == AwardRule::least_total_cost);
}

TEST_CASE("a file of a header alone has no rows, and is there", "[county_folder]") {
  CountyOnDisk county;
  county.with("requests.csv", "facility_code,item_code,quantity,kind,requested_on\n");
  county.with("deliveries.csv", "supplier_code,item_code,lot,expires_on,quantity");
  const CountyFolder folder = county.read();
  CHECK(folder.requests.empty());
  CHECK(folder.deliveries.empty());
  CHECK(folder.has_deliveries);
}

TEST_CASE("line ends, byte order marks and blank lines make no difference", "[county_folder]") {
  CountyOnDisk county;
  for (const std::string& file : csv_files) {
    county.with(file, "\xEF\xBB\xBF" + with_crlf(county.text_of(file)) + "\r\n\r\n");
  }
  county.with("cycle.json", "\xEF\xBB\xBF" + with_crlf(county.text_of("cycle.json")));
  const CountyFolder folder = county.read();
  CHECK(folder.requests.size() == 2);
  CHECK(folder.items[0].list_price == pricing::UnitPrice::parse("8.72"));
  CHECK(folder.facilities[3].parent_code == "T1");
}

TEST_CASE("columns are found by name, in any order", "[county_folder]") {
  CountyOnDisk county;
  county.with("requests.csv",
              "kind,requested_on,quantity,item_code,facility_code\n"
              "regular,2026-11-20,240,I1,H1\n");
  county.with("facilities.csv", "parent_code,kind,name,code\n,centre,a,C1\nC1,hospital,b,H1\n");
  county.without("stock.csv");
  const CountyFolder folder = county.read();
  REQUIRE(folder.requests.size() == 1);
  CHECK(folder.requests[0].quantity == pricing::Quantity(240));
  CHECK(folder.facilities[1] == FacilityRecord{"H1", "b", FacilityKind::hospital, "C1"});
}

TEST_CASE("names hold whatever people write", "[county_folder]") {
  const std::string longest(500, 'n');
  std::string longest_chinese;
  for (int i = 0; i < 500; ++i) {
    longest_chinese += "药";
  }
  CountyOnDisk county;
  county.with("suppliers.csv",
              "code,name\n"
              "S1,\"a, \"\"b\"\"\r\nc 💊\"\n"
              "S2,=cmd()|'/c calc'!A1\n"
              "S3, padded \n"
              "S4," +
                  longest +
                  "\n"
                  "供应商-5\xF0\x9F\x92\x8A," +
                  longest_chinese + "\n");
  const CountyFolder folder = county.read();
  CHECK(folder.suppliers[0].name == "a, \"b\"\r\nc 💊");
  CHECK(folder.suppliers[1].name == "=cmd()|'/c calc'!A1");
  CHECK(folder.suppliers[2].name == " padded ");
  CHECK(folder.suppliers[3].name == longest);
  CHECK(folder.suppliers[4].name == longest_chinese);
  CHECK(folder.codes.suppliers[4] == "供应商-5💊");
}

TEST_CASE("numbers at the ends of their ranges are taken", "[county_folder]") {
  CountyOnDisk county;
  county.with("bids.csv",
              "supplier_code,item_code,pack_price,capacity_packs,min_order_packs,lead_time_days\n"
              "S1,I1,0.0001,0,0,0\n"
              "S2,I1,000000000001.5,999999999,0,36500\n"
              "S2,I2,999999999.9999,,1,\n");
  county.with("requests.csv",
              "facility_code,item_code,quantity,kind,requested_on\n"
              "H1,I1,999999999999,regular,1900-01-01\n"
              "H1,I2,0001,regular,9999-12-31\n");
  county.with("stock.csv",
              "facility_code,item_code,lot,expires_on,quantity,pack_price\n"
              "C1,I1,L,2027-01-31,0,0\n"
              "C1,I2,L,2027-01-31,1,999999999.999999\n");
  const CountyFolder folder = county.read();
  CHECK(folder.bids[0].pack_price.micros() == 100);
  CHECK(folder.bids[1].lead_time_days == 36500);
  CHECK(folder.bids[2].pack_price.to_string() == "999999999.9999");
  CHECK(folder.requests[0].quantity.units() == 999'999'999'999);
  CHECK(folder.requests[1].quantity.units() == 1);
}

TEST_CASE("files that are not the county's are passed over", "[county_folder]") {
  CountyOnDisk county;
  const std::string hash = county.read().content_hash;
  county.with("notes.txt", "\xFF\xFE").with("stock.csv.bak", "x");
  CHECK(county.read().content_hash == hash);
}

TEST_CASE("the content hash changes with any byte of any file", "[county_folder]") {
  CountyOnDisk county;
  std::vector<std::string> hashes{county.read().content_hash};
  CHECK(hashes[0].size() == 64);
  CHECK(county.read().content_hash == hashes[0]);
  const std::string deliveries = county.text_of("deliveries.csv");
  Lines files = csv_files;
  files.push_back("cycle.json");
  for (const std::string& file : files) {
    hashes.push_back(county.with(file, county.text_of(file) + "\n").read().content_hash);
  }
  hashes.push_back(county.without("deliveries.csv").read().content_hash);
  std::sort(hashes.begin(), hashes.end());
  CHECK(std::unique(hashes.begin(), hashes.end()) == hashes.end());
}

TEST_CASE("the content hash is the one that sha256sum gives", "[county_folder]") {
  CountyOnDisk county;
  const std::string command = "cd " + county.path().string() +
                              " && LC_ALL=C sha256sum -- *.csv *.json | LC_ALL=C sort -k2 |"
                              " sha256sum > hash.txt";
  REQUIRE(std::system(command.c_str()) == 0);
  CHECK(county.text_of("hash.txt").substr(0, 64) == county.read().content_hash);
}

TEST_CASE("what the database knows may be referred to, and is overlaid", "[county_folder]") {
  CountyOnDisk county;
  county.known.facilities = {{"C1", "old centre", FacilityKind::centre, ""},
                             {"T9", "known township", FacilityKind::township, "C1"}};
  county.known.supplier_codes = {"S9", "S1"};
  county.known.item_pack_sizes = {{"I9", 10}, {"I1", 12}, {"I8", 5}};
  county.with_line("facilities.csv", "V9,new village,village,T9");
  county.with_line("bids.csv", "S9,I9,3.5,,,");
  county.with_line("requests.csv", "T9,I9,5,regular,2026-11-20");
  const CountyFolder folder = county.read();
  CHECK(folder.codes.facilities == Lines{"C1", "T9", "H1", "T1", "V1", "V9"});
  CHECK(folder.codes.suppliers == Lines{"S9", "S1", "S2"});
  CHECK(folder.codes.items == Lines{"I1", "I8", "I9", "I2"});
  CHECK(folder.facilities.size() == 5);
  CHECK(folder.requests.back().facility == 1);
  CHECK(folder.requests.back().item == 2);
}

TEST_CASE("the centre may move when the folder says so of both facilities", "[county_folder]") {
  CountyOnDisk county;
  county.known.facilities = {{"H1", "the old centre", FacilityKind::centre, ""}};
  CHECK(county.faults().empty());
}

TEST_CASE("cycle.json can be read alone", "[county_folder]") {
  CountyOnDisk county;
  county.with("bids.csv", "nonsense");
  test::CollectedFaults faults;
  const auto parameters = app::read_cycle_parameters(county.path(), faults);
  CHECK(faults.faults.empty());
  REQUIRE(parameters);
  CHECK(parameters->county == "130633");
}
