#include "procurement/app/generate/made_up_suppliers.h"

#include <algorithm>
#include <stdexcept>

namespace wutong::app {
namespace {

constexpr std::size_t code_digits = 4;

}  // namespace

MadeUpSuppliers::MadeUpSuppliers(const SeedData& seeds, std::int64_t count)
    : seeds_(seeds.suppliers), count_(static_cast<std::size_t>(count)) {
  if (seeds_.empty()) {
    throw std::runtime_error("sql/seed/suppliers.csv has no rows");
  }
  for (std::size_t supplier = 0; supplier < count_; ++supplier) {
    all_.push_back(supplier);
    for (const SupplierScope scope : seed_of(supplier).scopes) {
      by_scope_[static_cast<std::size_t>(scope)].push_back(supplier);
    }
  }
}

const SeedSupplier& MadeUpSuppliers::seed_of(std::size_t supplier) const {
  // A few are an even choice, as with items: not the drug wholesalers alone.
  return seeds_[count_ < seeds_.size() ? supplier * seeds_.size() / count_
                                       : supplier % seeds_.size()];
}

inventory::SupplierRecord MadeUpSuppliers::record_of(std::size_t supplier) const {
  inventory::SupplierRecord record = seed_of(supplier).record;
  const std::size_t branch = supplier / seeds_.size();
  if (branch > 0) {
    std::string digits = std::to_string(supplier + 1);
    digits.insert(0, code_digits - std::min(code_digits, digits.size()), '0');
    record.code = "S" + digits;
    record.name += "第" + std::to_string(branch + 1) + "分公司";
    record.licence_no.clear();
  }
  return record;
}

const std::vector<std::size_t>& MadeUpSuppliers::dealing_in(const std::string& item_kind) const {
  const auto& dealers = by_scope_[static_cast<std::size_t>(scope_of_kind(item_kind))];
  return dealers.empty() ? all_ : dealers;
}

}  // namespace wutong::app
