#include "procurement/catalogue/releases/decide_mappings.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/release_mapping_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {
namespace {

using inventory::MappingDecision;
using inventory::MappingState;
using inventory::ReleaseMapping;

constexpr std::size_t longest_reason_in_bytes = 500;

/// All that decisions are judged by.
struct Known {
  std::int64_t row_count{};
  std::unordered_set<std::int64_t> quarantined;
  std::unordered_map<std::int64_t, ReleaseMapping> decided;  ///< by row
  std::unordered_map<std::string, std::int64_t> items;       ///< by code
};

Known load_known(inventory::Connection& connection, inventory::ReleaseRef release) {
  const auto stored = inventory::lock_release(connection, release);
  if (!stored) throw Refused(Refusal::release_unknown, {std::to_string(release.release_id)});
  Known known{
      stored->row_count, inventory::load_quarantined_row_numbers(connection, release), {}, {}};
  for (const ReleaseMapping& mapping : inventory::load_mappings(connection, release)) {
    const bool is_decided =
        mapping.state == MappingState::confirmed || mapping.state == MappingState::rejected;
    if (is_decided) known.decided.emplace(mapping.row_no, mapping);
  }
  for (const auto& [id, code] :
       inventory::load_codes(connection, release.county_id, inventory::Noun::item)) {
    known.items.emplace(code, id);
  }
  return known;
}

std::optional<std::int64_t> item_of(const RowDecision& decision, const Known& known) {
  if (decision.item_code.empty()) return std::nullopt;
  return known.items.at(decision.item_code);
}

bool is_as_before(const RowDecision& decision, const Known& known) {
  const auto before = known.decided.find(decision.row_no);
  return before != known.decided.end() && before->second.item_id == item_of(decision, known);
}

void check_row(const RowDecision& decision, const Known& known) {
  const std::string row = std::to_string(decision.row_no);
  if (decision.row_no < 1 || decision.row_no > known.row_count) {
    throw Refused(Refusal::release_row_unknown, {row, std::to_string(known.row_count)});
  }
  if (known.quarantined.contains(decision.row_no)) {
    throw Refused(Refusal::release_row_in_quarantine, {row});
  }
}

void check_decision(const RowDecision& decision, const Known& known) {
  const std::string row = std::to_string(decision.row_no);
  check_row(decision, known);
  if (!decision.item_code.empty() && !known.items.contains(decision.item_code)) {
    throw Refused(Refusal::unknown_code,
                  {"decisions", row, "item_code", decision.item_code, "items"});
  }
  if (decision.reason.size() > longest_reason_in_bytes) {
    throw Refused(Refusal::text_too_long, {"decisions", row, "reason", "", "500"});
  }
  const bool changes = known.decided.contains(decision.row_no) && !is_as_before(decision, known);
  if (decision.reason.empty() && (decision.item_code.empty() || changes)) {
    throw Refused(Refusal::mapping_needs_reason, {row});
  }
}

void check_decisions(const std::vector<RowDecision>& rows, const Known& known) {
  std::unordered_set<std::int64_t> numbers;
  for (const RowDecision& decision : rows) {
    check_decision(decision, known);
    if (numbers.insert(decision.row_no).second) continue;
    const std::string row = std::to_string(decision.row_no);
    throw Refused(Refusal::duplicate_key, {"decisions", row, "row", row});
  }
}

std::vector<MappingDecision> decide(const RowDecisions& decisions, const Known& known) {
  std::vector<MappingDecision> made;
  for (const RowDecision& decision : decisions.rows) {
    if (is_as_before(decision, known)) continue;
    made.push_back({decision.row_no, inventory::IdentifierSource::shared().next(),
                    item_of(decision, known), decision.reason, decisions.decided_by,
                    decisions.decided_on});
  }
  return made;
}

}  // namespace

std::string decide_mappings(inventory::Connection& connection, inventory::ReleaseRef release,
                            const RowDecisions& decisions) {
  const Known known = load_known(connection, release);
  check_decisions(decisions.rows, known);
  const auto made = decide(decisions, known);
  inventory::save_decisions(connection, release, made);
  const std::int64_t confirmed = std::count_if(
      made.begin(), made.end(), [](const MappingDecision& one) { return one.item_id.has_value(); });
  const auto total = static_cast<std::int64_t>(made.size());
  return inventory::answer_of(
      {{"confirmed", confirmed},
       {"rejected", total - confirmed},
       {"unchanged", static_cast<std::int64_t>(decisions.rows.size()) - total}});
}

}  // namespace wutong::procurement
