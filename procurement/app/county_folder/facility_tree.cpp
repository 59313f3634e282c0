#include <algorithm>
#include <cstdint>

#include "procurement/app/county_folder/cell_text.h"
#include "procurement/app/county_folder/facility_tree.h"
#include "procurement/app/county_folder/folder_reading.h"

namespace wutong::app {

using inventory::FacilityKind;
using inventory::RowNumber;
using procurement::Refusal;

namespace {

constexpr std::uint32_t no_parent = ~std::uint32_t{0};

/// The tree as it will be after the folder's records have replaced the known ones. Only rows of the
/// folder are named in faults: what the database holds was judged when it came there.
class FacilityTree {
 public:
  FacilityTree(const std::vector<FacilityNode>& nodes, const CodeIndex& facilities,
               const TreeReport& report)
      : nodes_(nodes), report_(report), file_(facilities.file()) {
    for (std::uint32_t position = 0; position < nodes_.size(); ++position) {
      in_row_order_.push_back(position);
      parents_.push_back(facilities.find(nodes_[position].parent_code).value_or(no_parent));
    }
    std::stable_sort(
        in_row_order_.begin(), in_row_order_.end(),
        [this](std::uint32_t a, std::uint32_t b) { return nodes_[a].row < nodes_[b].row; });
  }

  void judge_centres() const;
  void judge_parents() const;

 private:
  std::vector<bool> nodes_on_cycles() const;
  void report(RowNumber row, std::string column, Refusal refusal, std::string_view value,
              std::string wanted = {}) const {
    report_({{}, row, std::move(column), refusal, shown_value(value), std::move(wanted)});
  }

  const std::vector<FacilityNode>& nodes_;
  const TreeReport& report_;
  std::string_view file_;                    ///< where the records stand
  std::vector<std::uint32_t> in_row_order_;  ///< those of the database alone first
  std::vector<std::uint32_t> parents_;
};

void FacilityTree::judge_centres() const {
  const FacilityNode* centre = nullptr;
  bool are_all_kinds_read = true;
  for (const std::uint32_t position : in_row_order_) {
    const FacilityNode& node = nodes_[position];
    are_all_kinds_read = are_all_kinds_read && node.kind.has_value();
    if (node.kind != FacilityKind::centre) {
      continue;
    }
    if (centre == nullptr) {
      centre = &node;
    } else {
      report(node.row, "kind", Refusal::not_exactly_one_centre, centre->code + ", " + node.code);
    }
  }
  if (centre == nullptr && are_all_kinds_read) {
    report(0, "kind", Refusal::not_exactly_one_centre, "0");
  }
}

void FacilityTree::judge_parents() const {
  const std::vector<bool> is_on_cycle = nodes_on_cycles();
  for (const std::uint32_t position : in_row_order_) {
    const FacilityNode& node = nodes_[position];
    if (node.row == 0 || node.parent_code.empty()) {
      continue;
    }
    if (parents_[position] == no_parent) {
      report(node.row, "parent_code", Refusal::unknown_code, node.parent_code, std::string(file_));
    }
    if (is_on_cycle[position]) {
      report(node.row, "parent_code", Refusal::parent_cycle, node.parent_code);
    }
  }
}

/// Walks up from each facility until a place that was visited before: when that was on this very
/// walk, everything from there on is a cycle. Every facility is visited once.
std::vector<bool> FacilityTree::nodes_on_cycles() const {
  constexpr std::uint32_t unvisited = no_parent;
  std::vector<std::uint32_t> visited_by(nodes_.size(), unvisited);
  std::vector<bool> is_on_cycle(nodes_.size(), false);
  for (std::uint32_t start = 0; start < nodes_.size(); ++start) {
    std::uint32_t at = start;
    while (at != no_parent && visited_by[at] == unvisited) {
      visited_by[at] = start;
      at = parents_[at];
    }
    const bool is_new_cycle = at != no_parent && visited_by[at] == start;
    while (is_new_cycle && !is_on_cycle[at]) {
      is_on_cycle[at] = true;
      at = parents_[at];
    }
  }
  return is_on_cycle;
}

}  // namespace

void judge_facility_tree(const std::vector<FacilityNode>& nodes, const CodeIndex& facilities,
                         const TreeReport& report) {
  const FacilityTree tree(nodes, facilities, report);
  tree.judge_centres();
  tree.judge_parents();
}

void judge_facility_tree(FolderReading& reading) {
  if (!reading.facilities.is_judged()) {
    return;
  }
  judge_facility_tree(reading.facility_nodes, reading.facilities, [&](FolderFault fault) {
    fault.file = reading.facilities.file();
    reading.input.faults.report(fault);
  });
}

}  // namespace wutong::app
