#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "procurement/app/generate/seed_data.h"

namespace wutong::app {

/// The seed suppliers, and beyond them their branches (第2分公司 ...) on the same terms.
class MadeUpSuppliers {
 public:
  MadeUpSuppliers(const SeedData& seeds, std::int64_t count);

  std::size_t size() const { return count_; }
  inventory::SupplierRecord record_of(std::size_t supplier) const;
  /// Those who deal in items of this kind; all of them when nobody does.
  const std::vector<std::size_t>& dealing_in(const std::string& item_kind) const;

 private:
  const SeedSupplier& seed_of(std::size_t supplier) const;

  const std::vector<SeedSupplier>& seeds_;
  std::size_t count_;
  std::vector<std::size_t> all_;
  std::array<std::vector<std::size_t>, 3> by_scope_;
};

}  // namespace wutong::app
