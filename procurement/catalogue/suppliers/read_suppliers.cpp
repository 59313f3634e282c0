#include "procurement/catalogue/suppliers/read_suppliers.h"

#include <algorithm>
#include <limits>

namespace wutong::procurement {

using inventory::Connection;
using inventory::Date;
using inventory::LicencePolicy;
using inventory::SupplierVersion;

namespace {

SupplierLine line_of(SupplierVersion supplier, Date as_of, const LicencePolicy& policy) {
  inventory::LicenceRecord licence;
  licence.kind = inventory::LicenceKind::supplier_file;
  licence.expires_on = supplier.stored.record.licence_expires_on;
  return {std::move(supplier), inventory::judge_licence(licence, as_of, policy)};
}

std::vector<JudgedLicence> judged(std::vector<inventory::SupplierLicence> licences, Date as_of,
                                  const LicencePolicy& policy) {
  std::vector<JudgedLicence> found;
  for (auto& licence : licences) {
    const auto standing = inventory::judge_licence(licence.record, as_of, policy);
    found.push_back({std::move(licence), standing});
  }
  return found;
}

}  // namespace

std::optional<SupplierDetail> load_supplier(Connection& connection, std::int64_t county_id,
                                            const std::string& code, Date as_of) {
  auto found = inventory::load_suppliers_on(connection, county_id, {as_of, code, "", "", 1});
  if (found.empty()) return std::nullopt;
  const std::int64_t id = found.front().stored.id;
  const LicencePolicy policy = inventory::load_licence_policy(connection, county_id, as_of);
  SupplierDetail detail{
      line_of(std::move(found.front()), as_of, policy),
      judged(inventory::load_licences(connection, county_id, {as_of, id, std::nullopt}), as_of,
             policy),
      std::nullopt};
  for (auto& suspension : inventory::load_suspensions(connection, county_id, id)) {
    if (suspension.covers(as_of)) detail.suspension = std::move(suspension);
  }
  return detail;
}

SupplierPage list_suppliers(Connection& connection, std::int64_t county_id,
                            const SupplierFilter& filter) {
  auto found = inventory::load_suppliers_on(
      connection, county_id,
      {filter.as_of, filter.code, filter.text, filter.after_code, filter.limit + 1});
  const LicencePolicy policy = inventory::load_licence_policy(connection, county_id, filter.as_of);
  SupplierPage page;
  const bool is_more = static_cast<std::int64_t>(found.size()) > filter.limit;
  if (is_more) found.pop_back();
  for (SupplierVersion& supplier : found) {
    page.lines.push_back(line_of(std::move(supplier), filter.as_of, policy));
  }
  if (is_more && !page.lines.empty()) {
    page.next_cursor = page.lines.back().supplier.stored.record.code;
  }
  return page;
}

SupplierVersionPage list_supplier_versions(Connection& connection, std::int64_t county_id,
                                           const std::string& code, const VersionFilter& filter) {
  constexpr std::int64_t above_all = std::numeric_limits<std::int32_t>::max();
  SupplierVersionPage page;
  page.versions = inventory::load_supplier_versions(
      connection, county_id, code, filter.below_version.value_or(above_all), filter.limit + 1);
  if (static_cast<std::int64_t>(page.versions.size()) > filter.limit) {
    page.versions.pop_back();
    if (!page.versions.empty()) page.next_cursor = page.versions.back().stored.version;
  }
  return page;
}

std::vector<JudgedLicence> list_licences(Connection& connection, std::int64_t county_id,
                                         const std::string& supplier_code, Date as_of) {
  const auto found =
      inventory::load_suppliers_on(connection, county_id, {as_of, supplier_code, "", "", 1});
  if (found.empty()) return {};
  const LicencePolicy policy = inventory::load_licence_policy(connection, county_id, as_of);
  return judged(inventory::load_licences(connection, county_id,
                                         {std::nullopt, found.front().stored.id, std::nullopt}),
                as_of, policy);
}

std::vector<JudgedLicence> licences_expiring(Connection& connection, std::int64_t county_id,
                                             Date as_of, std::int64_t within_days) {
  // More days than a Date has years for would leave the calendar that the database knows.
  constexpr std::int64_t hundred_years = 36525;
  const std::chrono::days within(std::clamp(within_days, std::int64_t{0}, hundred_years));
  const LicencePolicy policy = inventory::load_licence_policy(connection, county_id, as_of);
  return judged(
      inventory::load_licences(connection, county_id, {as_of, std::nullopt, as_of + within}), as_of,
      policy);
}

}  // namespace wutong::procurement
