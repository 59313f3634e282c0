#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/licence.h"
#include "inventory/records/recording.h"
#include "inventory/tables/supplier_licence_table.h"
#include "procurement/catalogue/import/row_import.h"

namespace wutong::procurement {

/// A licence as it stands in a file: recorded, perhaps as the renewal of an earlier one, perhaps
/// withdrawn since.
struct LicenceRow {
  std::string supplier_code;
  inventory::LicenceRecord record;
  std::string renews_licence_no;  ///< of the same supplier and kind; empty: none
  std::optional<inventory::Date> withdrawn_on;
  std::string withdrawn_reason;
};

/// Licences of suppliers, by the rules of record_licence, renew_licence and withdraw_licence. A row
/// that only adds the withdrawal to a licence that is recorded withdraws it; any other difference
/// is `recorded_otherwise`.
class LicenceImport {
 public:
  using Row = LicenceRow;
  LicenceImport(inventory::Connection& connection, const inventory::Recording& recording,
                const std::vector<const LicenceRow*>& rows);
  /// A renewal is judged after what it renews.
  std::int64_t rank(const LicenceRow& row) const;
  Taken take(const LicenceRow& row);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;

 private:
  struct Peers {
    std::string what;  ///< for refusals
    std::vector<std::size_t>* numbered;
  };
  void add(inventory::SupplierLicence licence);
  std::vector<std::size_t>& with_number(const LicenceRow& row, const std::string& licence_no);
  std::string renewed_number(const inventory::SupplierLicence& licence) const;
  std::optional<Taken> take_known(const LicenceRow& row, const Peers& peers);
  void check_beside(const LicenceRow& row, const Peers& peers) const;
  std::size_t find_renewed(const LicenceRow& row);

  std::unordered_map<std::string, std::int64_t> suppliers_;
  std::vector<inventory::SupplierLicence> licences_;
  std::unordered_map<std::int64_t, std::size_t> by_id_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_number_;
  std::set<std::size_t> touched_;
};

}  // namespace wutong::procurement
