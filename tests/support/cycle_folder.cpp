#include "tests/support/cycle_folder.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "procurement/app/cycle/run_cycle.h"

namespace wutong::test {

namespace fs = std::filesystem;

namespace {

const std::map<std::string, std::string> small_county{
    {"facilities.csv",
     "code,name,kind,parent_code\n"
     "C1,县医共体中心,centre,\n"
     "H1,县人民医院,hospital,C1\n"
     "T1,东镇卫生院,township,C1\n"
     "V1,\"李家村, \"\"东\"\" 卫生室\",village,T1\n"},
    {"suppliers.csv",
     "code,name,licence_no,licence_expires_on,order_fee,minimum_order_amount\n"
     "S1,国药,LN-1,2027-12-31,50.00,1000\n"
     "S2,华东医药,,,,\n"
     "S3,老字号,LN-3,2026-01-01,,\n"},
    {"items.csv",
     "code,generic_name,trade_name,form,strength,base_unit,pack_size,manufacturer,kind,storage,"
     "vat_rate,substitution_group,approval_no,list_price\n"
     "I1,阿莫西林,阿莫仙,胶囊,0.25g,粒,24,珠海联邦,drug,room,0.13,G1,H20041234,10.00\n"
     "I2,布洛芬,,,,片,10,,,,0.03,,,\n"
     "I3,止血带,,,,条,1,,,,0.13,,,\n"},
    {"bids.csv",
     "supplier_code,item_code,pack_price,capacity_packs,min_order_packs,lead_time_days\n"
     "S1,I1,8.7200,10,5,3\n"
     "S2,I1,8.9,,,\n"
     "S2,I2,2.0050,,,\n"
     "S3,I2,1,,,\n"},
    {"requests.csv",
     "facility_code,item_code,quantity,kind,requested_on\n"
     "H1,I1,240,regular,2026-11-20\n"
     "T1,I1,100,regular,2026-11-20\n"
     "V1,I1,24,emergency,2026-11-21\n"
     "V1,I1,7,regular,2026-11-21\n"
     "H1,I2,35,regular,2026-11-20\n"
     "T1,I2,7,regular,2026-11-20\n"
     "V1,I3,5,regular,2026-11-20\n"},
    {"stock.csv",
     "facility_code,item_code,lot,expires_on,quantity,pack_price\n"
     "C1,I1,L-1,2027-01-31,47,8.123456\n"
     "C1,I2,L-9,2026-12-01,10,2\n"
     "H1,I1,L-1,2027-01-31,12,\n"},
    {"deliveries.csv",
     "supplier_code,item_code,lot,expires_on,quantity\n"
     "S1,I1,L-2,2028-01-31,119\n"
     "S1,I1,L-3,2028-02-28,71\n"
     "S1,I1,L-2,2028-01-31,49\n"
     "S2,I1,L-2,2028-01-31,70\n"
     "S2,I1,L-4,2028-03-31,90\n"
     "S2,I2,B-1,2028-01-31,33\n"
     "S2,I2,B-2,2026-12-01,5\n"
     "S1,I3,X,2028-01-31,5\n"},
};

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// "file row column wire_name; " for each fault.
class FaultLine : public app::FaultSink {
 public:
  void report(const app::FolderFault& fault) override {
    if (!line.empty()) line += "; ";
    line += fault.file + " " + std::to_string(fault.row) + " " + fault.column + " " +
            std::string(procurement::wire_name(fault.refusal));
  }
  std::string line;
};

std::string outcome_of(const reporting::CycleSummary& summary) {
  if (summary.is_clean()) return "done";
  std::string outcome = "done, but broken:";
  for (const auto& check : summary.checks) {
    if (!check.holds()) outcome += " " + check.name;
  }
  return outcome;
}

}  // namespace

CycleFolder::CycleFolder() {
  fs::create_directories(county());
  for (const auto& [file, text] : small_county) with(file, text);
  with_parameters({});
}

CycleFolder& CycleFolder::with(const std::string& file, std::string_view text) {
  std::ofstream out(county() / file, std::ios::binary);
  if (!(out << text).flush()) throw std::runtime_error("cannot write " + file);
  return *this;
}

CycleFolder& CycleFolder::with_line(const std::string& file, std::string_view line) {
  return with(file, bytes_of(county() / file) + std::string(line) + "\n");
}

CycleFolder& CycleFolder::without(const std::string& file) {
  fs::remove(county() / file);
  return *this;
}

CycleFolder& CycleFolder::in_period(const std::string& period) {
  return with_parameters({.period = period});
}

CycleFolder& CycleFolder::with_parameters(const Parameters& parameters) {
  const std::string county_field =
      parameters.county.empty() ? "" : "\"county\": \"" + parameters.county + "\", ";
  return with("cycle.json", "{" + county_field + "\"period\": \"" + parameters.period +
                                "\", \"today\": \"2026-11-22\", \"minimum_shelf_life_days\": " +
                                std::to_string(parameters.minimum_shelf_life_days) +
                                ", \"award_rule\": \"" + parameters.award_rule + "\"}\n");
}

std::map<std::string, std::string> CycleFolder::result_files() const {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(results())) {
    const std::string name = entry.path().filename();
    if (name != "summary.json") files.emplace(name, bytes_of(entry.path()));
  }
  return files;
}

std::string CycleFolder::result(const std::string& file) const {
  return bytes_of(results() / file);
}

std::string run_cycle(inventory::Store& store, const CycleFolder& folder) {
  std::ostringstream progress;
  return run_cycle(store, folder, progress);
}

std::string run_cycle(inventory::Store& store, const CycleFolder& folder, std::ostream& progress) {
  FaultLine faults;
  app::Progress shown(progress, false, app::cycle_stage_count());
  try {
    return outcome_of(
        app::run_cycle(store, {folder.county(), folder.results(), 2, "tester"}, faults, shown));
  } catch (const procurement::Refused& refused) {
    return std::string(procurement::wire_name(refused.refusal()));
  } catch (const app::FolderRefused&) {
    return faults.line;
  }
}

}  // namespace wutong::test
