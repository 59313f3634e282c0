#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "procurement/app/county_folder/read_county_folder.h"

namespace wutong::app {

/// Keeps every fault of one file, compactly: about 20 bytes each beside the value that it shows, so
/// that a million of them are held in tens of megabytes. They come back in the order of the rows.
class HeldFaults : public FaultSink {
 public:
  void report(const FolderFault& fault) override;
  std::int64_t count() const { return static_cast<std::int64_t>(faults_.size()); }
  void for_each(const std::function<void(const FolderFault&)>& take);

 private:
  struct Held {
    std::uint32_t row;
    std::uint32_t kind;  ///< of kinds_
    std::uint32_t value_begin;
    std::uint32_t value_size;
    std::uint32_t figures;  ///< of figures_, from 1; 0: none
  };
  std::uint32_t kind_of(const FolderFault& fault);

  std::vector<FolderFault> kinds_;  ///< file, column, refusal, wanted: there are few
  std::string values_;
  std::vector<std::vector<std::string>> figures_;
  std::vector<Held> faults_;
};

}  // namespace wutong::app
