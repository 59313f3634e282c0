#include "tests/store/releases_support.h"

#include "inventory/check_invariants.h"
#include "inventory/run_command.h"
#include "procurement/catalogue/register_master_data.h"
#include "procurement/catalogue/releases/propose_mappings.h"
#include "procurement/catalogue/releases/take_in_release.h"
#include "procurement/refusal/refusal.h"

namespace wutong::test {

using inventory::ItemRecord;
using pricing::Quantity;
using pricing::VatRate;

namespace {

ItemRecord item(const char* code, const char* strength, int pack_size, const char* approval_no) {
  return {code,
          "阿莫西林胶囊",
          "",
          "胶囊剂",
          strength,
          "粒",
          Quantity(pack_size),
          "联邦制药",
          "western",
          "room",
          VatRate::parse("0.13"),
          "",
          approval_no,
          {}};
}

}  // namespace

ReleaseDesk::ReleaseDesk() {
  register_item(item("I1", "0.25g", 24, "国药准字H20199001"));
  register_item(item("I2", "0.25g", 36, "国药准字H20199001"));
  register_item(item("I3", "0.5g", 24, "国药准字H20199002"));
  register_item(item("I4", "0.5g", 24, "国药准字H20199002"));
  register_item(item(acetylcysteine.c_str(), "0.6g", 12, "国药准字HJ20140344"));
}

std::string ReleaseDesk::run(const std::function<std::string(inventory::Connection&)>& operation) {
  const inventory::CommandRequest request{county, "releases", "k" + std::to_string(++commands_),
                                          inventory::content_hash(""), "tester"};
  try {
    return inventory::run_command(database.store(), request, operation).answer;
  } catch (const procurement::Refused& refused) {
    std::string told(wire_name(refused.refusal()));
    for (const std::string& figure : refused.figures()) told += "|" + figure;
    return told;
  }
}

std::string ReleaseDesk::take_in(const inventory::Release& release, const char* today) {
  return run([&](inventory::Connection& connection) {
    return procurement::take_in_release(connection, county, release,
                                        inventory::parse_date(today).value());
  });
}

std::string ReleaseDesk::propose(inventory::ReleaseRef release) {
  return run([&](inventory::Connection& connection) {
    return procurement::propose_mappings(connection, release);
  });
}

inventory::ReleaseRef ReleaseDesk::release(inventory::ReleaseSource source,
                                           const std::string& batch) {
  return {county, inventory::find_release(database.session(), county, source, batch)};
}

void ReleaseDesk::register_item(const ItemRecord& item) {
  procurement::register_master_data(database.session(), county,
                                    inventory::parse_date("2026-01-01").value(), {}, {}, {item});
}

std::vector<std::string> ReleaseDesk::broken() {
  std::vector<std::string> names;
  for (const auto& result : inventory::check_invariants(database.session(), county)) {
    if (result.holds() || result.name == "exactly_one_centre") continue;
    names.push_back(result.name + ": " + result.first_violation);
  }
  return names;
}

inventory::Release drug_release(const std::string& batch,
                                std::vector<std::vector<std::string>> rows) {
  return {inventory::ReleaseSource::national_drug_code,
          batch,
          inventory::parse_date("2026-10-01").value(),
          {"药品代码", "注册名称", "剂型", "规格", "包装数量", "最小制剂单位", "批准文号"},
          std::move(rows)};
}

}  // namespace wutong::test
