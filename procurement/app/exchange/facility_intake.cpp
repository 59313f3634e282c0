#include "procurement/app/exchange/facility_intake.h"

#include <string_view>
#include <unordered_map>

#include "procurement/app/county_folder/cell_text.h"

namespace wutong::app {

using inventory::FacilityRecord;
using procurement::Refusal;

namespace {

/// The county's facilities with some rows of the file over them.
class TreeDraft {
 public:
  explicit TreeDraft(const std::vector<FacilityRecord>& known) {
    for (const FacilityRecord& facility : known) {
      put({0, facility.code, facility.kind, facility.parent_code});
    }
  }
  void put(FacilityNode node) {
    const std::uint32_t position = codes_.add(node.code);
    if (position == nodes_.size()) {
      nodes_.push_back(std::move(node));
    } else {
      nodes_[position] = std::move(node);
    }
  }
  bool has(std::string_view code) const { return codes_.find(code).has_value(); }
  void judge(const TreeReport& report) const { judge_facility_tree(nodes_, codes_, report); }

 private:
  CodeIndex codes_{"facilities"};
  std::vector<FacilityNode> nodes_;
};

std::vector<FacilityRecord> known_facilities(const CountyAt& county) {
  std::vector<FacilityRecord> known;
  for (auto& stored : inventory::load_facilities(county.connection, county.county_id)) {
    known.push_back(std::move(stored.record));
  }
  return known;
}

/// What the county would have if the accepted rows were stored.
TreeDraft possible_tree(const std::vector<FacilityRecord>& known,
                        const std::vector<KeptRow<FacilityRecord>>& kept, const RowSet& refused) {
  TreeDraft tree(known);
  for (const auto& [row, record] : kept) {
    if (!refused.contains(row)) tree.put({row, record.code, record.kind, record.parent_code});
  }
  return tree;
}

/// Each refused row may uncover an older one that is wrong with others; no real file needs three.
constexpr int most_rounds = 50;

}  // namespace

FacilityIntake::FacilityIntake()
    : KeyedIntake(&inventory::load_facilities),
      table_{"facilities", Need::required, app::columns_of(draft_),
             [this](TableRow& row) { take(row); }, HeaderNames::names_or_titles} {}

void FacilityIntake::take(TableRow& row) {
  judge_own_parent(row, draft_);
  if (define_code(codes_, row, draft_.record.code)) {
    nodes_.push_back({row.number(), draft_.record.code, draft_.kind, draft_.record.parent_code});
  }
  if (draft_.kind) {
    draft_.record.kind = *draft_.kind;
    keep(row, draft_.record);
  }
  draft_ = {};
}

void FacilityIntake::judge_together(const CountyAt& county, const RowSet& refused,
                                    const std::function<void(FolderFault)>& report) const {
  const std::vector<FacilityRecord> known = known_facilities(county);
  TreeDraft meant(known);
  for (const FacilityNode& node : nodes_) meant.put(node);
  bool is_hopeless = false;  // no choice of rows would do
  const auto report_in_tree = [&](FolderFault fault) {
    is_hopeless = is_hopeless || fault.row == 0;
    report(std::move(fault));
  };
  meant.judge(report_in_tree);
  std::int64_t before = -1;
  for (int round = 0; !is_hopeless && before != refused.count() && round < most_rounds; ++round) {
    refuse_orphans(known, refused, report);
    before = refused.count();
    possible_tree(known, kept_, refused).judge(report_in_tree);
  }
  if (!is_hopeless && before != refused.count()) {
    report({.column = "parent_code", .refusal = Refusal::parent_cycle});
  }
}

/// Rows whose parent is neither known nor accepted, and the rows below them, in one walk down.
void FacilityIntake::refuse_orphans(const std::vector<FacilityRecord>& known, const RowSet& refused,
                                    const std::function<void(FolderFault)>& report) const {
  const TreeDraft possible = possible_tree(known, kept_, refused);
  const TreeDraft stored(known);
  std::unordered_multimap<std::string_view, const KeptRow<FacilityRecord>*> children;
  std::vector<const KeptRow<FacilityRecord>*> orphans;
  for (const KeptRow<FacilityRecord>& kept : kept_) {
    const std::string& parent = kept.record.parent_code;
    if (refused.contains(kept.row) || parent.empty()) continue;
    children.emplace(parent, &kept);
    if (!possible.has(parent)) orphans.push_back(&kept);
  }
  while (!orphans.empty()) {
    const KeptRow<FacilityRecord>& orphan = *orphans.back();
    orphans.pop_back();
    if (refused.contains(orphan.row)) continue;
    report({.row = orphan.row,
            .column = "parent_code",
            .refusal = Refusal::parent_refused,
            .value = shown_value(orphan.record.parent_code)});
    if (stored.has(orphan.record.code)) continue;  // its children keep the parent that is known
    const auto [first, last] = children.equal_range(orphan.record.code);
    for (auto child = first; child != last; ++child) orphans.push_back(child->second);
  }
}

procurement::MasterDataCounts FacilityIntake::store(const CountyAt& county,
                                                    const RowSet& refused) const {
  return procurement::register_master_data(county.connection, county.county_id, county.today,
                                           accepted(refused), {}, {});
}

}  // namespace wutong::app
