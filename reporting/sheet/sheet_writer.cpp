#include "reporting/sheet/sheet_writer.h"

#include <vector>

#include "reporting/csv/csv_writer.h"
#include "reporting/sheet/formula_guard.h"
#include "reporting/sheet/xlsx_writer.h"

namespace wutong::reporting {
namespace {

class GuardedCsv : public SheetWriter {
 public:
  explicit GuardedCsv(std::ostream& out) : csv_(out) {}

  void row(std::span<const std::string_view> cells) override {
    guarded_.clear();
    for (const std::string_view cell : cells) {
      guarded_.push_back(guarded_for_csv(cell));
    }
    csv_.row(std::vector<std::string_view>(guarded_.begin(), guarded_.end()));
  }
  void finish() override { csv_.finish(); }

 private:
  CsvWriter csv_;
  std::vector<std::string> guarded_;
};

}  // namespace

std::unique_ptr<SheetWriter> make_sheet_writer(SheetFormat format, std::ostream& out,
                                               const std::string& sheet_name) {
  if (format == SheetFormat::xlsx) {
    return make_workbook_writer(out, sheet_name);
  }
  return std::make_unique<GuardedCsv>(out);
}

}  // namespace wutong::reporting
