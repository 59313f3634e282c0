#include "procurement/catalogue/releases/find_candidates.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "pricing/error.h"
#include "procurement/codes/approval_number.h"

namespace wutong::procurement {
namespace {

using inventory::MappingBasis;
using inventory::MappingCandidate;
using inventory::MappingState;
using inventory::ReleaseRow;

/// Numbers that cannot be read are compared as they are written.
std::string one_spelling(const std::string& approval_no) {
  const auto judged = codes::parse_approval_number(approval_no);
  return judged.good() ? to_string(judged.parts()) : approval_no;
}

std::optional<std::int64_t> pack_size_of(const ReleaseRow& row) {
  if (row.pack_size.empty()) return std::nullopt;
  try {
    return pricing::Quantity::parse(row.pack_size).units();
  } catch (const pricing::ArithmeticError&) {
    return std::nullopt;
  }
}

std::set<std::int64_t> items_in(const std::vector<MappingCandidate>& candidates, bool by_approval) {
  std::set<std::int64_t> items;
  for (const MappingCandidate& candidate : candidates) {
    if ((candidate.basis == MappingBasis::approval_strength_pack) == by_approval) {
      items.insert(candidate.item_id);
    }
  }
  return items;
}

const char* why_ambiguous(const std::set<std::int64_t>& by_code,
                          const std::set<std::int64_t>& by_approval) {
  const bool share_one = std::any_of(by_code.begin(), by_code.end(),
                                     [&](std::int64_t item) { return by_approval.contains(item); });
  const bool disagree = !by_code.empty() && !by_approval.empty() && !share_one;
  return disagree ? "code_and_approval_disagree" : "several_items_match";
}

}  // namespace

ItemFinder::ItemFinder(const Items& items, std::unordered_map<std::string, std::int64_t> confirmed)
    : confirmed_(std::move(confirmed)) {
  for (const auto& item : items) {
    const inventory::ItemRecord& record = item.record;
    by_code_.emplace(record.code, item.id);
    if (record.approval_no.empty()) continue;
    by_approval_[one_spelling(record.approval_no)].push_back(
        {record.strength, record.pack_size.units(), item.id});
  }
}

std::vector<MappingCandidate> ItemFinder::candidates(const ReleaseRow& row) const {
  std::vector<MappingCandidate> found;
  const auto same = by_code_.find(row.code);
  if (same != by_code_.end()) found.push_back({row.row_no, same->second, MappingBasis::same_code});
  const auto before = confirmed_.find(row.code);
  if (before != confirmed_.end()) {
    found.push_back({row.row_no, before->second, MappingBasis::confirmed_before});
  }
  const auto approved = by_approval_.find(one_spelling(row.approval_no));
  const auto pack_size = pack_size_of(row);
  if (approved != by_approval_.end() && pack_size && !row.strength.empty()) {
    for (const Approved& item : approved->second) {
      if (item.strength != row.strength || item.pack_size != *pack_size) continue;
      found.push_back({row.row_no, item.item_id, MappingBasis::approval_strength_pack});
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
    return std::tie(left.item_id, left.basis) < std::tie(right.item_id, right.basis);
  });
  return found;
}

bool ItemFinder::knows_approval_number(const ReleaseRow& row) const {
  return !row.approval_no.empty() && by_approval_.contains(one_spelling(row.approval_no));
}

inventory::ReleaseMapping decide_mapping(const ReleaseRow& row,
                                         const std::vector<MappingCandidate>& candidates,
                                         const ItemFinder& finder) {
  if (candidates.empty()) {
    const bool differs = finder.knows_approval_number(row);
    return {row.row_no, MappingState::unmapped, std::nullopt,
            differs ? "strength_or_pack_differs" : "no_item_matches"};
  }
  const bool one_item = candidates.front().item_id == candidates.back().item_id;
  if (one_item) return {row.row_no, MappingState::proposed, candidates.front().item_id, {}};
  return {row.row_no, MappingState::ambiguous, std::nullopt,
          why_ambiguous(items_in(candidates, false), items_in(candidates, true))};
}

}  // namespace wutong::procurement
