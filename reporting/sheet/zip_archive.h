#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "reporting/sheet/sheet_reader.h"

namespace wutong::reporting {

/// A workbook that cannot be read: becomes the outcome of read_sheet.
class WorkbookProblem : public std::runtime_error {
 public:
  WorkbookProblem(SheetProblem problem, const std::string& detail)
      : std::runtime_error(detail), problem_(problem) {}
  SheetProblem problem() const { return problem_; }

 private:
  SheetProblem problem_;
};

/// The parts of a zip archive, unpacked piece by piece. What its directory says of sizes is not
/// believed: bytes are counted as they come. Over libzip, which verifies checksums.
class ZipArchive {
 public:
  explicit ZipArchive(const std::filesystem::path& file);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  std::vector<std::string> part_names() const;
  bool has(const std::string& part) const;

  /// Gives the part's bytes to `take` until it answers false; more than `most_bytes` is
  /// `too_large`.
  void read(const std::string& part, std::uint64_t most_bytes,
            const std::function<bool(std::string_view)>& take) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace wutong::reporting
