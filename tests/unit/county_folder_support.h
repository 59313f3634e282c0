#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "procurement/app/county_folder/read_county_folder.h"

namespace wutong::test {

/// The faults in the order they were reported: "requests.csv 5 quantity bad_number".
class CollectedFaults : public app::FaultSink {
 public:
  void report(const app::FolderFault& fault) override { faults.push_back(fault); }
  std::vector<std::string> lines() const;
  std::vector<app::FolderFault> faults;
};

/// A small county without fault, in a folder of its own that goes when the test ends. Tests replace
/// a file or put a line at the end of one.
class CountyOnDisk {
 public:
  CountyOnDisk();
  ~CountyOnDisk();
  CountyOnDisk(const CountyOnDisk&) = delete;
  CountyOnDisk& operator=(const CountyOnDisk&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string text_of(const std::string& file) const;
  CountyOnDisk& with(const std::string& file, std::string_view text);
  CountyOnDisk& with_line(const std::string& file, std::string_view line);
  CountyOnDisk& without(const std::string& file);

  std::optional<inventory::CountyFolder> read(app::FaultSink& faults) const;
  std::vector<std::string> faults() const;
  /// The folder must be without fault.
  inventory::CountyFolder read() const;

  app::KnownCounty known;

 private:
  std::filesystem::path path_;
};

}  // namespace wutong::test
