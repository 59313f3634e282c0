#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/trace_code_table.h"

namespace wutong::procurement {

/// The codes on the packs of one line, and the item that the line is of.
struct CodesOfLine {
  std::string item_code;
  std::int64_t item_id{};
  const std::vector<std::string>& codes;
};

/// The products of the codes, each once, for those who learn them. `document` is the number by
/// which a code that stands twice is refused. Throws Refused: trace_code_malformed,
/// trace_code_repeated (in the document, or by an earlier delivery), trace_code_of_another_item.
std::vector<inventory::TraceProduct> check_trace_codes(inventory::Connection& connection,
                                                       std::int64_t county_id,
                                                       const std::string& document,
                                                       const std::vector<CodesOfLine>& lines);

}  // namespace wutong::procurement
