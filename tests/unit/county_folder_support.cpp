#include "county_folder_support.h"

#include <stdlib.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

namespace wutong::test {
namespace {

const std::map<std::string, std::string> good_files{
    {"facilities.csv",
     "code,name,kind,parent_code\n"
     "C1,县医共体中心,centre,\n"
     "H1,县人民医院,hospital,C1\n"
     "T1,东镇卫生院,township,C1\n"
     "V1,李家村卫生室,village,T1\n"},
    {"suppliers.csv",
     "code,name,licence_no,licence_expires_on,order_fee,minimum_order_amount\n"
     "S1,国药,LN-1,2027-12-31,50.00,1000\n"
     "S2,华东医药,,,,\n"},
    {"items.csv",
     "code,generic_name,trade_name,form,strength,base_unit,pack_size,manufacturer,kind,storage,"
     "vat_rate,substitution_group,approval_no,list_price\n"
     "I1,阿莫西林,阿莫仙,胶囊,0.25g,粒,24,珠海联邦,drug,room,0.13,G1,H20041234,8.72\n"
     "I2,布洛芬,,,,片,10,,,,0.03,,,\n"},
    {"bids.csv",
     "supplier_code,item_code,pack_price,capacity_packs,min_order_packs,lead_time_days\n"
     "S1,I1,8.7200,100,5,3\n"
     "S2,I1,8.9,,,\n"
     "S2,I2,2,,,\n"},
    {"bid_tiers.csv",
     "supplier_code,item_code,from_packs,pack_price\n"
     "S1,I1,50,8.5\n"},
    {"requests.csv",
     "facility_code,item_code,quantity,kind,requested_on\n"
     "H1,I1,240,regular,2026-11-20\n"
     "V1,I1,24,emergency,2026-11-21\n"},
    {"stock.csv",
     "facility_code,item_code,lot,expires_on,quantity,pack_price\n"
     "C1,I1,L-1,2027-01-31,48,8.123456\n"
     "H1,I1,L-1,2027-01-31,0,\n"},
    {"deliveries.csv",
     "supplier_code,item_code,lot,expires_on,quantity\n"
     "S1,I1,L-2,2028-01-31,120\n"
     "S1,I1,L-2,2028-01-31,96\n"},
    {"cycle.json",
     "{\"county\": \"130633\", \"period\": \"2026-11\", \"today\": \"2026-11-22\",\n"
     " \"minimum_shelf_life_days\": 30, \"award_rule\": \"lowest_price\"}\n"},
};

std::filesystem::path new_folder() {
  std::string path = (std::filesystem::temp_directory_path() / "wutong-county-XXXXXX").string();
  REQUIRE(mkdtemp(path.data()) != nullptr);
  return path;
}

}  // namespace

std::vector<std::string> CollectedFaults::lines() const {
  std::vector<std::string> lines;
  for (const app::FolderFault& fault : faults) {
    lines.push_back(fault.file + " " + std::to_string(fault.row) + " " + fault.column + " " +
                    std::string(procurement::wire_name(fault.refusal)));
  }
  return lines;
}

CountyOnDisk::CountyOnDisk() : path_(new_folder()) {
  for (const auto& [file, text] : good_files) {
    with(file, text);
  }
}

CountyOnDisk::~CountyOnDisk() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string CountyOnDisk::text_of(const std::string& file) const {
  std::ifstream in(path_ / file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

CountyOnDisk& CountyOnDisk::with(const std::string& file, std::string_view text) {
  std::ofstream out(path_ / file, std::ios::binary);
  out << text;
  REQUIRE(out.flush());
  return *this;
}

CountyOnDisk& CountyOnDisk::with_line(const std::string& file, std::string_view line) {
  return with(file, text_of(file) + std::string(line) + "\n");
}

CountyOnDisk& CountyOnDisk::without(const std::string& file) {
  std::filesystem::remove(path_ / file);
  return *this;
}

std::optional<inventory::CountyFolder> CountyOnDisk::read(app::FaultSink& faults) const {
  return app::read_county_folder(path_, known, faults);
}

std::vector<std::string> CountyOnDisk::faults() const {
  CollectedFaults collected;
  const auto folder = read(collected);
  CHECK(folder.has_value() == collected.faults.empty());
  return collected.lines();
}

inventory::CountyFolder CountyOnDisk::read() const {
  CollectedFaults collected;
  auto folder = read(collected);
  CHECK(collected.lines() == std::vector<std::string>{});
  REQUIRE(folder.has_value());
  return std::move(*folder);
}

}  // namespace wutong::test
