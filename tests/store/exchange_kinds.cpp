#include <catch2/catch.hpp>
#include <utility>

#include "inventory/tables/policy_table.h"
#include "tests/support/import_desk.h"

using namespace wutong;
using namespace wutong::app;
using reporting::SheetFormat;
using test::Desk;
using test::Lines;

namespace {

/// A file of each kind, in an order in which one may refer to those before it; each as it is
/// exported again.
const std::vector<std::pair<const char*, std::string>> files{
    {"facilities",
     "code,name,kind,parent_code\nC1,\"中心\",centre,\nD1,\"大药房\",drugstore,T1\n"
     "T1,\"东镇\",township,C1\nV1,\"李家村\",village,T1\n"},
    {"suppliers",
     "code,name,licence_no,licence_expires_on,order_fee,minimum_order_amount\n"
     "S1,\"国药\",FILE-1,2027-12-31,50.00,1000.00\nS2,\"华东\",,,,\n"},
    {"items",
     "code,generic_name,trade_name,form,strength,base_unit,pack_size,manufacturer,kind,storage,"
     "vat_rate,substitution_group,approval_no,list_price\n"
     "007,\"阿司匹林\",,\"片剂\",0.1g,\"片\",24,\"华北\",western,room,0.13,,,\n"
     "008,\"阿司匹林\",,\"片剂\",0.1g,\"片\",48,\"华东\",western,room,0.13,,,\n"
     "009,\"头孢\",,\"针剂\",1g,\"支\",10,\"华北\",western,cool,0.13,,,8.5\n"},
    {"item_details",
     "code,generic_name_en,licence_holder,national_code,insurance_product_code,gtin,vbp_batch,"
     "controlled_class,antibiotic_level,route,form_family,price_ratio_group,essential_medicine,"
     "trace_coded,ratio_representative,primary_level_only,insurance_class,shelf_life_months\n"
     "007,aspirin,\"华北\",,,6901234567892,,,,oral,tablet,G1,true,true,true,false,\"甲\",24\n"
     "008,aspirin,,,,,,,,oral,tablet,G1,true,false,false,false,\"甲\",\n"
     "009,,,,,,,,,injection,injection,,false,false,false,true,none,36\n"},
    {"substitution_groups", "item,substitution_group\n007,\"阿司匹林片\"\n008,\"阿司匹林片\"\n"},
    {"formularies",
     "tier,item,effective_from,effective_until,reason,brand_exception,removal_reason\n"
     "county,007,2025-01-01,,\"基药\",,\n"
     "county,008,2025-01-01,2026-06-01,\"基药\",,\"换厂家\"\n"
     "township,007,2026-11-22,,\"基药\",\"临床需要\",\n"
     "village,009,2027-01-01,,\"村用\",,\n"},
    {"facility_formularies",
     "facility,item,effective_from,effective_until,reason,removal_reason\n"
     "T1,007,2026-11-22,2027-01-01,\"选用\",\"停用\"\n"},
    {"manufacturers", "code,name,registered_on\n01,\"华北\",2026-01-02\nM2,\"华东\",2026-11-22\n"},
    {"supplier_licences",
     "supplier,kind,licence_no,valid_from,expires_on,issuer,scope,renews_licence_no,withdrawn_on,"
     "withdrawn_reason\n"
     "S1,business,B-1,2020-01-01,2024-12-31,\"省局\",\"药品\",,,\n"
     "S1,business,B-2,2025-01-01,2029-12-31,,,B-1,,\n"
     "S2,good_supply,G-1,2025-01-01,,,,,2026-05-01,\"吊销\"\n"},
    {"authorisations",
     "manufacturer,supplier,valid_from,valid_until,scope\n01,S1,2026-01-01,,\n"
     "M2,S1,2026-01-01,2026-12-31,\"心血管\"\n"},
    {"accounting_entities", "code,name,registered_on\nE1,\"总院\",2026-01-01\n"},
    {"facility_entities", "facility,effective_from,entity\nC1,2026-11-22,E1\nT1,2026-12-01,E1\n"},
    {"drugstore_links",
     "pharmacy,drugstore,valid_from,valid_until,distance_metres,opening_hours\n"
     "T1,D1,2026-11-22,2027-12-31,350,8:00-20:00\n"},
    {"delivery_routes",
     "code,effective_from,name,hub,weekdays,stops\n"
     "R1,2026-11-22,\"东线\",T1,\"monday;thursday\",\"T1;V1\"\nR1,2027-03-01,\"东线\",T1,,\n"},
};

void set_brand_limit(Desk& desk, int brands) {
  inventory::PolicySet policy;
  policy.subject = "formulary";
  policy.jurisdiction = "河北省";
  policy.document_no = "1";
  policy.effective_from = inventory::parse_date("2026-01-01").value();
  policy.parameters = "{\"brands_per_generic_and_route\": " + std::to_string(brands) + "}";
  inventory::save_policy_set(desk.database.session(), desk.county_id, policy);
}

/// A county that has all of the files.
struct FullDesk : Desk {
  FullDesk() {
    set_brand_limit(*this, 2);
    for (const auto& [kind, content] : files) {
      const ImportReport report = imported(kind, content);
      CAPTURE(kind, reasons());
      REQUIRE(report.is_stored);
      REQUIRE((report.registered > 0 || report.changed > 0));
    }
  }
  /// The reasons of a file in which something is wrong, and which changes nothing.
  Lines refused(const char* kind, const std::string& content) {
    const std::string before = exported(kind);
    CHECK_FALSE(imported(kind, content).is_stored);
    CHECK(exported(kind) == before);
    return reasons();
  }
};

}  // namespace

TEST_CASE("every kind comes in, leaves as it came, and changes nothing when it comes again",
          "[import][export]") {
  FullDesk desk;
  for (const auto& [kind, content] : files) {
    CAPTURE(kind);
    if (std::string_view(kind) != "items") CHECK(desk.exported(kind) == content);
    for (const auto format : {SheetFormat::csv, SheetFormat::xlsx}) {
      const ImportReport again = desk.imported(kind, desk.exported(kind, format));
      CAPTURE(desk.reasons());
      CHECK(again.is_stored);
      CHECK(again.registered + again.changed == 0);
      CHECK(again.rows > 0);
    }
  }
  CHECK(desk.is_sound());
}

TEST_CASE("what one county exports fills another", "[import][export]") {
  FullDesk first;
  Desk second;
  set_brand_limit(second, 2);
  for (const auto& [kind, content] : files) {
    CAPTURE(kind);
    CHECK(second.imported(kind, first.exported(kind)).is_stored);
  }
  for (const auto& [kind, content] : files) CHECK(second.exported(kind) == first.exported(kind));
  CHECK(second.is_sound());
}

TEST_CASE("every kind has columns, a file without rows, and both duties", "[export]") {
  Desk desk;
  CHECK(exchange_kinds().size() == files.size());
  for (const ExchangeKind& kind : exchange_kinds()) {
    CAPTURE(kind.name);
    CHECK(desk.exported(kind.name.data())
              .starts_with(std::string(columns_of(kind).at(0).name) + ","));
    CHECK(exchange_kind_names().find(kind.name) != std::string::npos);
    CHECK(kind.reading_duty != kind.changing_duty);
    for (const ColumnName& column : columns_of(kind)) CHECK_FALSE(column.title_zh.empty());
  }
}

TEST_CASE("texts that look like numbers or formulas leave as texts", "[export]") {
  Desk desk;
  desk.imported("manufacturers", "code,name\n01,'=HYPERLINK(1)\n");
  CHECK(desk.exported("manufacturers") ==
        "code,name,registered_on\n01,\"'=HYPERLINK(1)\",2026-11-22\n");
  CHECK(desk.database.rows("SELECT name FROM manufacturer") == Lines{"=HYPERLINK(1)"});
}

TEST_CASE("a name that is known is not rewritten by an import", "[import]") {
  FullDesk desk;
  CHECK(desk.refused("manufacturers",
                     "code,name,registered_on\n01,\"华南\",\n01,华北,2026-01-03\n"
                     "M9,x,2026-11-23\nM8,y,\nM8,z,\n") ==
        Lines{"1 name recorded_otherwise", "2 registered_on recorded_otherwise",
              "3  dates_reversed", "5 name recorded_otherwise"});
  CHECK(desk.refused("accounting_entities", "code,name\nE1,x\n") ==
        Lines{"1 name recorded_otherwise"});
}

TEST_CASE("a licence is renewed and withdrawn by a file, and never rewritten", "[import]") {
  const std::string header =
      "supplier,kind,licence_no,valid_from,expires_on,issuer,scope,renews_licence_no,withdrawn_on,"
      "withdrawn_reason\n";
  FullDesk desk;
  CHECK(desk.refused("supplier_licences", header + "S9,business,X,2025-01-01,,,,,,\n"
                                                   "S1,supplier_file,X,2025-01-01,,,,,,\n"
                                                   "S1,business,X,2025-01-01,2024-01-01,,,,,\n"
                                                   "S1,business,B-2,2025-01-01,2030-12-31,,,B-1,,\n"
                                                   "S1,business,X,2025-06-01,,,,B-1,,\n"
                                                   "S1,business,X,2025-06-01,,,,B-7,,\n"
                                                   "S1,business,X,2025-06-01,,,,,2025-07-01,\n"
                                                   "S2,good_supply,G-1,2025-01-01,,,,,,\n") ==
        Lines{"1 supplier supplier_not_known", "2 kind unknown_value", "3  dates_reversed",
              "4 expires_on recorded_otherwise", "5 renews_licence_no licence_no_longer_in_use",
              "6 renews_licence_no licence_not_known", "7  field_missing",
              "8 withdrawn_on recorded_otherwise"});
  // The renewal stands before what it renews, and keeps its number.
  const ImportReport report = desk.imported(
      "supplier_licences", header +
                               "S2,business,N-1,2026-01-01,,,,N-1,,\n"
                               "S2,business,N-1,2024-01-01,2025-12-31,,,,,\n"
                               "S1,business,B-2,2025-01-01,2029-12-31,,,B-1,2026-11-20,交回\n");
  CAPTURE(desk.reasons());
  CHECK(report.registered == 2);
  CHECK(report.changed == 1);
  CHECK(desk.database.figure("SELECT COUNT(*) FROM supplier_licence WHERE renews_licence_id IS NOT"
                             " NULL") == 2);
  CHECK(desk.database.rows("SELECT withdrawn_on, withdrawn_reason FROM supplier_licence WHERE"
                           " licence_no = 'B-2'") == Lines{"2026-11-20|交回"});
  CHECK(desk.is_sound());
}

TEST_CASE("an authorisation is ended by a file, and not prolonged", "[import]") {
  const std::string header = "manufacturer,supplier,valid_from,valid_until,scope\n";
  FullDesk desk;
  CHECK(desk.refused("authorisations", header + "M2,S1,2026-01-01,2027-12-31,心血管\n"
                                                "M9,S1,2026-01-01,,\nM2,S9,2026-01-01,,\n"
                                                "M2,S2,2026-02-01,2026-01-01,\n") ==
        Lines{"1 valid_until recorded_otherwise", "2 manufacturer manufacturer_not_known",
              "3 supplier supplier_not_known", "4  dates_reversed"});
  CHECK(desk.imported("authorisations", header + "01,S1,2026-01-01,2026-11-30,\n").changed == 1);
  CHECK(desk.database.figure("SELECT COUNT(*) FROM supply_authorisation") == 2);
}

TEST_CASE("the organisation's files are held to the organisation's rules", "[import]") {
  FullDesk desk;
  CHECK(desk.refused("facility_entities",
                     "facility,effective_from,entity\nT9,2027-01-01,E1\nT1,2027-01-01,E9\n"
                     "T1,2026-11-30,E1\nV1,2020-01-01,E1\n") ==
        Lines{"1 facility facility_not_known", "2 entity entity_not_known",
              "3  change_before_newest_version", "4 facility facility_not_member"});
  CHECK(desk.refused("drugstore_links",
                     "pharmacy,drugstore,valid_from,valid_until,distance_metres,opening_hours\n"
                     "T1,D1,2026-11-22,2027-12-31,400,8:00-20:00\n"
                     "T1,D1,2026-11-22,2028-12-31,350,8:00-20:00\n"
                     "T1,D1,2027-01-01,,350,8:00-20:00\nT1,V1,2027-01-01,,350,8:00\n") ==
        Lines{"1 distance_metres recorded_otherwise", "2 valid_until recorded_otherwise",
              "3  drugstore_linked_already", "4  link_drugstore_unfit"});
  CHECK(desk.imported("drugstore_links",
                      "pharmacy,drugstore,valid_from,valid_until,distance_metres,opening_hours\n"
                      "T1,D1,2026-11-22,2026-12-31,350,8:00-20:00\n"
                      "T1,D1,2027-01-01,,350,8:00-20:00\n")
            .is_stored);
  const std::string routes = "code,effective_from,name,hub,weekdays,stops\n";
  CHECK(desk.refused("delivery_routes",
                     routes + "R2,2026-11-22,西线,T1,thursday,V1\nR2,2026-11-22,西线,T9,friday,V1\n"
                              "R2,2026-11-22,西线,T1,friday,\nR2,2026-11-22,西线,T1,,\n"
                              "R2,2026-11-22,西线,T1,someday,V1\nR1,2026-12-01,东线,T1,friday,V1\n"
                              "R2,2026-11-22,西线,T1,friday,V1;V1\n") ==
        Lines{"1  facility_on_two_routes", "2 hub facility_not_known", "3  route_without_stops",
              "4 code route_not_known", "5 weekdays unknown_value",
              "6  change_before_newest_version", "7  route_stop_twice"});
  CHECK(desk.imported("delivery_routes", routes + "R2,2026-11-22,西线,T1,friday, V1 ; T1\n")
            .registered == 1);
  CHECK(desk.is_sound());
}

TEST_CASE("formularies by file: tiers, brands, ends", "[import]") {
  const std::string header =
      "tier,item,effective_from,effective_until,reason,brand_exception,removal_reason\n";
  FullDesk desk;
  CHECK(desk.refused("formularies", header + "village,008,2026-11-22,,x,,\n"
                                             "county,007,2026-12-01,,x,,\n"
                                             "county,007,2025-01-01,,another,,\n"
                                             "county,007,2025-01-01,2026-12-31,基药,,不再用\n"
                                             "county,008,2025-01-01,2026-05-01,基药,,换厂家\n"
                                             "township,007,2026-11-22,2026-11-21,基药,临床需要,x\n"
                                             "county,999,2026-11-22,,x,,\n"
                                             "village,009,2027-01-01,2027-06-01,村用,,\n") ==
        Lines{"1 tier formulary_not_in_higher_tier", "2 effective_from formulary_already_holds",
              "3 reason recorded_otherwise", "4 effective_until formulary_still_in_lower_tier",
              "5 effective_until recorded_otherwise", "6 effective_until dates_reversed",
              "7 item item_unknown", "8  field_missing"});
  // What ends in all tiers at once, and what begins in all at once, in whatever order it stands.
  const ImportReport report =
      desk.imported("formularies", header +
                                       "county,007,2025-01-01,2026-12-31,基药,,不再用\n"
                                       "village,008,2026-12-01,,换,,\n"
                                       "township,008,2026-12-01,,换,,\n"
                                       "township,007,2026-11-22,2026-12-31,基药,临床需要,不再用\n"
                                       "county,008,2026-12-01,,换,,\n");
  CAPTURE(desk.reasons());
  CHECK(report.changed == 2);
  CHECK(report.registered == 3);
  CHECK(desk.is_sound());
}

TEST_CASE("a refused row of a higher tier takes those of the lower ones with it", "[import]") {
  FullDesk desk;
  ImportRequest request = desk.request(
      "formularies",
      "tier,item,effective_from,effective_until,reason,brand_exception,removal_reason\n"
      "village,008,2026-12-01,,换,,\ntownship,008,2026-12-01,,换,,\ncounty,008,2026-12-01,,,,\n"
      "county,009,2026-12-01,,抗菌,,\n");
  request.mode = ImportMode::accepted_rows;
  CHECK(desk.imported(request).registered == 1);
  CHECK(desk.reasons() == Lines{"1 tier formulary_not_in_higher_tier",
                                "2 tier formulary_not_in_higher_tier", "3 reason missing_value"});
  CHECK(desk.is_sound());
}

TEST_CASE("what facilities choose, by file: of their tier's formulary, ended and not rewritten",
          "[import]") {
  const std::string header = "facility,item,effective_from,effective_until,reason,removal_reason\n";
  FullDesk desk;
  CHECK(desk.refused("facility_formularies",
                     header + "T1,007,2026-11-22,2026-12-31,选用,停用\nT1,007,2026-12-01,,x,\n"
                              "V1,007,2026-12-01,,x,\nC1,007,2026-12-01,,x,\n"
                              "T9,007,2026-12-01,,x,\nT1,999,2026-12-01,,x,\n"
                              "V1,009,2027-01-01,2027-02-01,x,\nT1,007,2020-01-01,,x,\n") ==
        Lines{"1 effective_until recorded_otherwise", "2 effective_from formulary_already_holds",
              "3 item formulary_not_in_higher_tier", "4 facility facility_formulary_of_centre",
              "5  facility_not_known", "6 item item_unknown", "7  field_missing",
              "8  facility_not_member"});
  CHECK(desk.imported("facility_formularies", header + "T1,007,2027-01-01,,再选,\n"
                                                       "V1,009,2027-01-01,,选用,\n")
            .registered == 2);
  CHECK(desk.imported("facility_formularies", header + "T1,007,2027-01-01,2027-05-01,再选,停\n")
            .changed == 1);
  CHECK(desk.is_sound());
}

TEST_CASE("one brand more than the limit needs its reason, in a file too", "[import]") {
  Desk desk;
  for (const std::size_t at : {0U, 2U, 3U}) desk.imported(files.at(at).first, files.at(at).second);
  const std::string two =
      "tier,item,effective_from,effective_until,reason,brand_exception\n"
      "county,007,2026-11-22,,x,\ncounty,008,2026-11-22,,x,";
  desk.imported("formularies", two + "\n");
  CHECK(desk.reasons() ==
        Lines{"1 effective_from policy_not_in_force", "2 effective_from policy_not_in_force"});
  set_brand_limit(desk, 1);
  desk.imported("formularies", two + "\n");
  CHECK(desk.reasons() == Lines{"2 item formulary_too_many_brands"});
  CHECK(desk.imported("formularies", two + "临床需要\n").registered == 2);
}

TEST_CASE("the fields of items: codes that others read are good ones", "[import]") {
  FullDesk desk;
  const std::string header =
      "code,generic_name_en,licence_holder,national_code,"
      "insurance_product_code,gtin,vbp_batch,controlled_class,"
      "antibiotic_level,route,form_family,price_ratio_group,"
      "essential_medicine,trace_coded,ratio_representative,"
      "primary_level_only,insurance_class,shelf_life_months\n";
  CHECK(desk.refused("item_details",
                     header + "007,,,,,6901234567890,,,,,,,,,,,,\n"
                              "008,,,XR05CBA198A00101010086O,,,,,,,,,,,,,,\n"
                              "999,,,,,,,,,,,,,,,,,\n009,,,,,,,,,,,,yes,,,,丙,0\n"
                              "009,,,,,,,,,,,,true,,,true,,\n009,,,,,,,,,,,,true,,,true,,\n") ==
        Lines{"1  item_code_malformed", "2  item_code_malformed", "3 code item_unknown",
              "4 essential_medicine unknown_value", "4 insurance_class unknown_value",
              "4 shelf_life_months bad_number", "6 code duplicate_key"});
  CHECK(desk.imported("item_details", header + "009,,,,,,,,,,,,true,,,true,,\n").changed == 1);
  // The village's formulary is to have it from January on, and no other.
  CHECK(desk.refused("item_details", header + "009,,,,,,,,,,,,true,,,,,\n") ==
        Lines{"1  formulary_not_in_higher_tier"});
  CHECK(desk.database.figure("SELECT MAX(version) FROM item_version") == 3);
  CHECK(desk.is_sound());
}

TEST_CASE("a substitution group is filled and emptied by a file", "[import]") {
  FullDesk desk;
  CHECK(desk.refused("substitution_groups",
                     "item,substitution_group\n009,阿司匹林片\n007,阿司匹林片\n999,x\n007,\n") ==
        Lines{"1  substitution_not_allowed", "3 item item_unknown", "4 item duplicate_key"});
  // The only one that stood against it leaves in the same file.
  CHECK(
      desk.imported("substitution_groups", "item,substitution_group\n009,阿司匹林片\n007,\n008,\n")
          .changed == 3);
  CHECK(desk.exported("substitution_groups") == "item,substitution_group\n009,\"阿司匹林片\"\n");
  CHECK(desk.is_sound());
}

TEST_CASE("the statements of every kind's import grow with batches, not with rows", "[import]") {
  const auto statements_for = [](int rows) {
    FullDesk desk;
    std::string items = files.at(2).second.substr(0, files.at(2).second.find('\n') + 1);
    std::string entries = "tier,item,effective_from,effective_until,reason\n";
    for (int at = 0; at < rows; ++at) {
      const std::string code = "Q" + std::to_string(at);
      items += code + ",药" + code + ",,片剂,0.1g,片,24,华北,western,room,0.13,,,\n";
      for (const char* tier : {"village", "county", "township"}) {
        entries += std::string(tier) + "," + code + ",2026-11-22,,基药\n";
      }
    }
    desk.imported("items", items);
    const ImportRequest request = desk.request("formularies", entries);
    const auto before = desk.database.store().counts().statements;
    CHECK(desk.imported(request).registered == 3 * rows);
    return desk.database.store().counts().statements - before;
  };
  CHECK(statements_for(2000) <= statements_for(5) + 10);
}
