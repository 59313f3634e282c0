#pragma once

#include <string>
#include <vector>

#include "inventory/records/date.h"

namespace wutong::reporting {

enum class Alignment { left, right, centre };

/// A column of a printed table. `width` is its share of the table, in thousandths; the widths of a
/// table sum to 1000.
struct PrintedColumn {
  std::string heading;
  int width{};
  Alignment alignment = Alignment::left;
};

/// A name and what stands behind it.
struct PrintedField {
  std::string label;
  std::string value;
};

/// A business document as it is to be printed: title, fields side by side, a table, totals, notes,
/// and places to sign. All of it is text (UTF-8): figures come as they are to be read.
struct PrintedDocument {
  std::string issuer;                ///< above the title
  std::string title;                 ///< "采购订单"
  std::string running_head;          ///< on every page but the first: what document this is
  std::vector<PrintedField> fields;  ///< two in a row
  std::vector<PrintedColumn> columns;
  std::vector<std::vector<std::string>> rows;  ///< as many cells as there are columns
  std::vector<PrintedField> totals;            ///< below the table
  std::vector<std::string> notes;
  std::vector<std::string> signatures;
  std::string page_label;     ///< "第 {} 页 共 {} 页": page and pages
  std::string language;       ///< of the fonts and of line breaking: "zh-cn", "en"
  inventory::Date made_on{};  ///< in the file, so that the same document is the same bytes
};

}  // namespace wutong::reporting
