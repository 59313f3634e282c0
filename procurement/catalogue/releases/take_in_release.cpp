#include "procurement/catalogue/releases/take_in_release.h"

#include <algorithm>
#include <unordered_set>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/release_table.h"
#include "procurement/catalogue/releases/judge_release.h"
#include "procurement/catalogue/releases/known_terms.h"
#include "procurement/catalogue/releases/release_layout.h"
#include "procurement/codes/code_text.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {
namespace {

using inventory::QuarantinedRow;
using inventory::QuarantineReason;
using inventory::Release;
using inventory::ReleaseRow;

constexpr std::size_t longest_batch = 64;
constexpr std::size_t longest_code = 190;
constexpr std::size_t longest_known_cell = 500;
/// A row must fit into one statement on servers that take a megabyte.
constexpr std::size_t longest_row_in_bytes = 200'000;

/// Where a fault is, as the sentences of faults want it: file, row, column.
std::vector<std::string> at(std::int64_t row_no, const std::string& column,
                            const std::string& found = {}, const std::string& allowed = {}) {
  return {"release", row_no == 0 ? std::string() : std::to_string(row_no), column, found, allowed};
}

[[noreturn]] void refuse_too_long(std::int64_t row_no, const std::string& column,
                                  const std::string& text, std::size_t most) {
  const auto characters = codes::characters_of(text).value_or(U"");
  constexpr std::size_t shown = 30;
  throw Refused(
      Refusal::text_too_long,
      at(row_no, column, codes::utf8_of(characters.substr(0, shown)), std::to_string(most)));
}

/// Characters are counted only where the bytes might be too many.
void check_length(std::int64_t row_no, const std::string& column, const std::string& text,
                  std::size_t most) {
  if (text.size() <= most) return;
  const auto characters = codes::characters_of(text);
  if (characters && characters->size() > most) refuse_too_long(row_no, column, text, most);
}

void check_text(std::int64_t row_no, const std::string& column, const std::string& text) {
  if (text.find('\0') != std::string::npos) {
    throw Refused(Refusal::nul_byte, at(row_no, column));
  }
  if (!codes::is_utf8(text)) throw Refused(Refusal::not_utf8, at(row_no, column));
}

void check_head(const Release& release) {
  if (release.batch.empty()) throw Refused(Refusal::missing_value, at(0, "batch"));
  check_text(0, "batch", release.batch);
  check_length(0, "batch", release.batch, longest_batch);
  for (const std::string& column : release.columns) check_text(0, column, column);
}

void check_cells(const Release& release, std::int64_t row_no,
                 const std::vector<std::string>& cells) {
  if (cells.size() != release.columns.size()) {
    throw Refused(Refusal::wrong_cell_count, at(row_no, {}, std::to_string(cells.size()),
                                                std::to_string(release.columns.size())));
  }
  std::size_t bytes = 0;
  for (std::size_t index = 0; index < cells.size(); ++index) {
    check_text(row_no, release.columns[index], cells[index]);
    bytes += cells[index].size();
    if (bytes > longest_row_in_bytes) {
      refuse_too_long(row_no, release.columns[index], cells[index], longest_row_in_bytes);
    }
  }
}

void check_row(const ReleaseRow& row) {
  check_length(row.row_no, "code", row.code, longest_code);
  check_length(row.row_no, "form", row.form, longest_known_cell);
  check_length(row.row_no, "unit", row.unit, longest_known_cell);
  check_length(row.row_no, "approval_no", row.approval_no, longest_known_cell);
  check_length(row.row_no, "strength", row.strength, longest_known_cell);
  check_length(row.row_no, "pack_size", row.pack_size, longest_known_cell);
}

std::vector<ReleaseRow> check_rows(const Release& release) {
  const ReleaseLayout layout = find_layout(release.columns);
  std::vector<ReleaseRow> rows;
  rows.reserve(release.rows.size());
  for (const auto& cells : release.rows) {
    const auto row_no = static_cast<std::int64_t>(rows.size() + 1);
    check_cells(release, row_no, cells);
    rows.push_back(row_of(layout, row_no, cells));
    check_row(rows.back());
  }
  return rows;
}

void check_is_new(inventory::Connection& connection, std::int64_t county_id,
                  const Release& release) {
  if (inventory::find_release(connection, county_id, release.source, release.batch) == 0) return;
  throw Refused(Refusal::release_already_taken_in,
                {std::string(to_string(release.source)), release.batch});
}

std::int64_t count_rows(const std::vector<QuarantinedRow>& quarantined) {
  std::unordered_set<std::int64_t> rows;
  for (const QuarantinedRow& row : quarantined) rows.insert(row.row_no);
  return static_cast<std::int64_t>(rows.size());
}

std::int64_t count_reason(const std::vector<QuarantinedRow>& quarantined, QuarantineReason reason) {
  return std::count_if(quarantined.begin(), quarantined.end(),
                       [reason](const QuarantinedRow& row) { return row.reason == reason; });
}

std::string answer_of(const inventory::StoredRelease& stored,
                      const std::vector<QuarantinedRow>& quarantined) {
  const auto count = [&](QuarantineReason reason) { return count_reason(quarantined, reason); };
  return inventory::answer_of(
      {{"release_id", stored.release_id},
       {"rows", stored.row_count},
       {"quarantined_rows", stored.quarantined_rows},
       {"bad_code", count(QuarantineReason::bad_code)},
       {"duplicate_code", count(QuarantineReason::duplicate_code)},
       {"bad_approval_number", count(QuarantineReason::bad_approval_number)},
       {"unknown_form", count(QuarantineReason::unknown_form)},
       {"unknown_unit", count(QuarantineReason::unknown_unit)},
       {"bad_pack_size", count(QuarantineReason::bad_pack_size)}});
}

}  // namespace

std::string take_in_release(inventory::Connection& connection, std::int64_t county_id,
                            const Release& release, inventory::Date today) {
  check_head(release);
  const std::vector<ReleaseRow> rows = check_rows(release);
  check_is_new(connection, county_id, release);
  const auto quarantined =
      judge_release(release.source, rows, load_known_terms(connection, county_id));
  const inventory::StoredRelease stored{inventory::IdentifierSource::shared().next(),
                                        release.source,
                                        release.batch,
                                        release.released_on,
                                        today,
                                        release.columns,
                                        static_cast<std::int64_t>(rows.size()),
                                        count_rows(quarantined)};
  const inventory::ReleaseRef reference{county_id, stored.release_id};
  inventory::save_release(connection, county_id, stored);
  inventory::save_release_rows(connection, reference, rows, release.rows);
  inventory::save_quarantine(connection, reference, quarantined);
  return answer_of(stored, quarantined);
}

}  // namespace wutong::procurement
