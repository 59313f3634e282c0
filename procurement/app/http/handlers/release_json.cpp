#include "procurement/app/http/handlers/release_json.h"

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/catalogue/releases/judge_release.h"

namespace wutong::app::handlers {

using inventory::ReleaseRowOnPage;
using nlohmann::ordered_json;

namespace {

using ListOfRow = std::unordered_map<std::int64_t, ordered_json>;

ordered_json shown(const inventory::QuarantinedRow& reason, inventory::ReleaseSource source,
                   Language language) {
  return {{"reason", to_string(reason.reason)},
          {"code_reason", text_or_null(reason.code_reason)},
          {"found", reason.found},
          {"detail", language == Language::zh ? reason.sentence_zh : reason.sentence_en},
          {"proposals", procurement::look_alikes_of(source, reason)}};
}

ordered_json shown_cells(const inventory::StoredRelease& release, const ReleaseRowOnPage& row) {
  ordered_json cells = ordered_json::object();
  std::size_t column = 0;
  for (std::string& cell : inventory::cells_of(row.cells)) {
    cells[release.columns.at(column++)] = std::move(cell);
  }
  return cells;
}

std::string_view state_of(const ReleaseRowOnPage& row) {
  if (row.is_quarantined) return "quarantined";
  return row.state ? to_string(*row.state) : "waiting";
}

ordered_json list_of(ListOfRow& lists, std::int64_t row_no) {
  const auto found = lists.find(row_no);
  return found == lists.end() ? ordered_json::array() : std::move(found->second);
}

void add(ListOfRow& lists, std::int64_t row_no, ordered_json one) {
  lists.try_emplace(row_no, ordered_json::array()).first->second.push_back(std::move(one));
}

}  // namespace

ordered_json shown_release(const inventory::StoredRelease& release) {
  return {{"release_id", std::to_string(release.release_id)},
          {"source", to_string(release.source)},
          {"batch", release.batch},
          {"released_on", inventory::to_string(release.released_on)},
          {"taken_in_on", inventory::to_string(release.taken_in_on)},
          {"columns", release.columns},
          {"rows", release.row_count},
          {"quarantined_when_taken_in", release.quarantined_rows}};
}

ordered_json shown_rows(inventory::Connection& connection, inventory::ReleaseRef reference,
                        const inventory::StoredRelease& release,
                        const std::vector<ReleaseRowOnPage>& rows, Language language) {
  std::vector<std::int64_t> numbers;
  for (const ReleaseRowOnPage& row : rows) numbers.push_back(row.row_no);
  ListOfRow reasons;
  for (const auto& reason : inventory::load_quarantine_of(connection, reference, numbers)) {
    add(reasons, reason.row_no, shown(reason, release.source, language));
  }
  ListOfRow candidates;
  for (const auto& one : inventory::load_candidates_of(connection, reference, numbers)) {
    add(candidates, one.row_no,
        {{"item_code", one.item_code},
         {"generic_name", one.generic_name},
         {"basis", to_string(one.basis)}});
  }
  ordered_json list = ordered_json::array();
  for (const ReleaseRowOnPage& row : rows) {
    list.push_back({{"row_no", row.row_no},
                    {"code", row.code},
                    {"cells", shown_cells(release, row)},
                    {"state", state_of(row)},
                    {"item_code", text_or_null(row.item_code)},
                    {"mapping_reason", text_or_null(row.reason)},
                    {"reasons", list_of(reasons, row.row_no)},
                    {"candidates", list_of(candidates, row.row_no)}});
  }
  return list;
}

}  // namespace wutong::app::handlers
