#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/catalogue/releases/diff_releases.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;
using procurement::ReleaseChange;
using procurement::ReleaseChangeKind;

namespace {

std::string_view name_of(ReleaseChangeKind kind) {
  switch (kind) {
    case ReleaseChangeKind::added:
      return "added";
    case ReleaseChangeKind::removed:
      return "removed";
    case ReleaseChangeKind::changed:
      break;
  }
  return "changed";
}

ordered_json row_or_null(std::int64_t row_no) {
  return row_no == 0 ? ordered_json(nullptr) : ordered_json(row_no);
}

ordered_json shown(const ReleaseChange& change) {
  ordered_json cells = ordered_json::array();
  for (const auto& cell : change.cells) {
    cells.push_back({{"column", cell.column}, {"before", cell.before}, {"after", cell.after}});
  }
  return {{"change", name_of(change.kind)},
          {"code", change.code},
          {"older_row", row_or_null(change.older_row)},
          {"newer_row", row_or_null(change.newer_row)},
          {"cells", std::move(cells)}};
}

/// The newer one stands in the path, the older one is asked for beside it.
procurement::ReleasePair pair_of(const Call& call) {
  const std::string older = needed_parameter(call, "older_release_id");
  procurement::ReleasePair pair;
  pair.newer_id = number_in_path(call, "release_id", "release");
  pair.older_id = number_of(older);
  return pair;
}

}  // namespace

HttpAnswer show_release_difference(Call& call) {
  const Page page = page_of(call);
  const auto first = static_cast<std::size_t>(number_of(page.after));
  const std::string_view wanted = call.parameter("change");
  const auto connection = call.service.store().lease();
  const auto difference =
      procurement::diff_releases(*connection, call.service.county_id(), pair_of(call));
  std::map<ReleaseChangeKind, std::int64_t> counts;
  ordered_json list = ordered_json::array();
  std::size_t position = 0;
  for (const ReleaseChange& change : difference.changes) {
    ++counts[change.kind];
    if (!wanted.empty() && name_of(change.kind) != wanted) continue;
    if (position++ < first || static_cast<std::int64_t>(list.size()) > page.limit) continue;
    list.push_back(shown(change));
  }
  return counted_page_answer("changes", std::move(list), page, first,
                             {{"columns_added", difference.columns_added},
                              {"columns_removed", difference.columns_removed},
                              {"added", counts[ReleaseChangeKind::added]},
                              {"removed", counts[ReleaseChangeKind::removed]},
                              {"changed", counts[ReleaseChangeKind::changed]},
                              {"unchanged", difference.unchanged},
                              {"not_compared", difference.not_compared}});
}

}  // namespace wutong::app::handlers
