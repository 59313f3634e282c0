#include "procurement/app/exchange/held_faults.h"

#include <algorithm>
#include <limits>

namespace wutong::app {

std::uint32_t HeldFaults::kind_of(const FolderFault& fault) {
  const auto same = std::find_if(kinds_.begin(), kinds_.end(), [&](const FolderFault& kind) {
    return kind.refusal == fault.refusal && kind.column == fault.column &&
           kind.wanted == fault.wanted && kind.file == fault.file;
  });
  if (same != kinds_.end()) {
    return static_cast<std::uint32_t>(same - kinds_.begin());
  }
  kinds_.push_back({fault.file, 0, fault.column, fault.refusal, {}, fault.wanted, {}});
  return static_cast<std::uint32_t>(kinds_.size() - 1);
}

void HeldFaults::report(const FolderFault& fault) {
  // Four gigabytes of values are more than any file of ours has.
  const bool fits = values_.size() + fault.value.size() < std::numeric_limits<std::uint32_t>::max();
  const std::string value = fits ? fault.value : std::string();
  if (!fault.figures.empty()) figures_.push_back(fault.figures);
  faults_.push_back({static_cast<std::uint32_t>(fault.row), kind_of(fault),
                     static_cast<std::uint32_t>(values_.size()),
                     static_cast<std::uint32_t>(value.size()),
                     fault.figures.empty() ? 0 : static_cast<std::uint32_t>(figures_.size())});
  values_ += value;
}

void HeldFaults::for_each(const std::function<void(const FolderFault&)>& take) {
  std::stable_sort(faults_.begin(), faults_.end(),
                   [](const Held& a, const Held& b) { return a.row < b.row; });
  for (const Held& held : faults_) {
    FolderFault fault = kinds_[held.kind];
    fault.row = held.row;
    fault.value = values_.substr(held.value_begin, held.value_size);
    if (held.figures > 0) fault.figures = figures_[held.figures - 1];
    take(fault);
  }
}

}  // namespace wutong::app
