#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "inventory/records/master_data.h"
#include "procurement/app/county_folder/code_index.h"
#include "procurement/app/county_folder/read_county_folder.h"

namespace wutong::app {

/// A facility as the tree is judged: of the file, or of the database alone.
struct FacilityNode {
  inventory::RowNumber row = 0;  ///< in the file; 0: only the database has it
  std::string code;
  std::optional<inventory::FacilityKind> kind;  ///< none: could not be read
  std::string parent_code;
};

/// Gets the faults without the file's name.
using TreeReport = std::function<void(FolderFault)>;

/// One centre, every other facility below it, no cycle. The nodes stand by the position of their
/// code in `facilities`; only those of the file are named, and row 0 when there is no centre at
/// all.
void judge_facility_tree(const std::vector<FacilityNode>& nodes, const CodeIndex& facilities,
                         const TreeReport& report);

}  // namespace wutong::app
