#include <algorithm>
#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/release_reads.h"
#include "procurement/app/exchange/read_release.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/release_json.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/start_job.h"
#include "procurement/app/http/handlers/uploaded_file.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/http/problem.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/releases/accept_terms.h"
#include "procurement/catalogue/releases/decide_mappings.h"
#include "procurement/catalogue/releases/propose_mappings.h"
#include "procurement/catalogue/releases/rejudge_release.h"
#include "procurement/catalogue/releases/take_in_release.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::ReleaseRef;
using inventory::StoredRelease;
using nlohmann::ordered_json;
using procurement::Refusal;
using procurement::Refused;

namespace {

ReleaseRef reference_of(const Call& call) {
  return {call.service.county_id(), number_in_path(call, "release_id", "release")};
}

StoredRelease load(inventory::Connection& connection, ReleaseRef reference) {
  auto release = inventory::load_release(connection, reference);
  if (!release) {
    throw Refused(Refusal::unknown_record, {"release", std::to_string(reference.release_id)});
  }
  return std::move(*release);
}

/// What the release is called; its columns and rows are read by the job.
inventory::Release asked_release(const Call& call) {
  inventory::Release release;
  release.source = inventory::parse_release_source(needed_parameter(call, "source")).value();
  release.batch = needed_parameter(call, "batch");
  needed_parameter(call, "released_on");
  release.released_on = asked_day(call, "released_on");
  return release;
}

/// Stops between two thousand rows when the job is cancelled.
OnReleaseRows telling(JobProgress& progress) {
  return [&progress](std::int64_t rows) {
    progress.report(rows, std::nullopt);
    if (progress.is_cancelled()) throw JobCancelled();
  };
}

using Work = std::function<std::string(inventory::Connection&)>;

/// For what looks at every row of a release.
HttpAnswer start_release_job(Call& call, std::string_view operation, const Work& work) {
  const ReleaseRef reference = reference_of(call);
  load(*call.service.store().lease(), reference);
  const JobCommand command{command_of(call, operation), {}, work};
  return start_job(call, std::string(operation),
                   [&store = call.service.store(), command](JobProgress& progress) {
                     return run_job_command(store, command, progress);
                   });
}

/// Ids are texts to the outside.
JobOutcome with_id_as_text(JobOutcome outcome) {
  if (outcome.result.empty()) return outcome;
  ordered_json result = ordered_json::parse(outcome.result);
  result["release_id"] = std::to_string(result.at("release_id").get<std::int64_t>());
  outcome.result = result.dump();
  return outcome;
}

ordered_json counts_of(inventory::Connection& connection, ReleaseRef reference) {
  ordered_json counts = ordered_json::object();
  for (const auto& [state, rows] : inventory::count_release_rows(connection, reference)) {
    counts[std::string(to_string(state))] = rows;
  }
  return counts;
}

}  // namespace

HttpAnswer list_releases(Call& call) {
  const Page page = page_of(call);
  const auto first = static_cast<std::size_t>(number_of(page.after));
  const auto connection = call.service.store().lease();
  ordered_json list = ordered_json::array();
  std::size_t position = 0;
  for (const StoredRelease& release :
       inventory::load_releases(*connection, call.service.county_id())) {
    const std::string_view source = call.parameter("source");
    if (!source.empty() && to_string(release.source) != source) continue;
    if (position++ < first) continue;
    if (static_cast<std::int64_t>(list.size()) > page.limit) break;
    list.push_back(shown_release(release));
  }
  return counted_page_answer("releases", std::move(list), page, first);
}

HttpAnswer show_release(Call& call) {
  const ReleaseRef reference = reference_of(call);
  const auto connection = call.service.store().lease();
  ordered_json release = shown_release(load(*connection, reference));
  release["counts"] = counts_of(*connection, reference);
  return json_answer(release);
}

HttpAnswer take_in_release(Call& call) {
  const auto release = std::make_shared<inventory::Release>(asked_release(call));
  const auto file = std::make_shared<UploadedFile>(call.request.body);
  const JobCommand command{
      command_of(call, "take_in_release"),
      [release, file](JobProgress& progress) {
        read_release(file->path(), *release, telling(progress));
        const auto rows = static_cast<std::int64_t>(release->rows.size());
        progress.report(rows, rows);
      },
      [release, county_id = call.service.county_id()](inventory::Connection& connection) {
        return procurement::take_in_release(connection, county_id, *release, local_day());
      }};
  return start_job(call, "take_in_release",
                   [&store = call.service.store(), command](JobProgress& progress) {
                     return with_id_as_text(run_job_command(store, command, progress));
                   });
}

HttpAnswer list_release_rows(Call& call) {
  const ReleaseRef reference = reference_of(call);
  const Page page = page_of(call);
  inventory::ReleaseRowFilter filter;
  if (const auto state = inventory::parse_release_row_state(call.parameter("row_state"))) {
    filter.state = *state;
  }
  filter.text = call.parameter("q");
  filter.at_most = page.limit + 1;
  filter.after_row = number_of(page.after);
  const auto connection = call.service.store().lease();
  const StoredRelease release = load(*connection, reference);
  const auto rows = inventory::list_release_rows(*connection, reference, filter);
  return page_answer("rows",
                     shown_rows(*connection, reference, release, rows, call.request.language()),
                     page, "row_no");
}

HttpAnswer show_release_row(Call& call) {
  const ReleaseRef reference = reference_of(call);
  inventory::ReleaseRowFilter filter;
  filter.row_no = number_in_path(call, "row_no", "release row");
  const auto connection = call.service.store().lease();
  const StoredRelease release = load(*connection, reference);
  const auto rows = inventory::list_release_rows(*connection, reference, filter);
  if (rows.empty()) {
    throw Refused(Refusal::unknown_record, {"release row", call.path.at("row_no")});
  }
  ordered_json row =
      shown_rows(*connection, reference, release, rows, call.request.language()).front();
  row["decisions"] = ordered_json::array();
  for (const auto& [decision, item_code] :
       inventory::load_decisions_of(*connection, reference, *filter.row_no)) {
    row["decisions"].push_back({{"item_code", text_or_null(item_code)},
                                {"reason", decision.reason},
                                {"decided_by", decision.decided_by},
                                {"decided_on", inventory::to_string(decision.decided_on)}});
  }
  return json_answer(row);
}

HttpAnswer propose_mappings(Call& call) {
  return start_release_job(call, "propose_mappings",
                           [reference = reference_of(call)](inventory::Connection& connection) {
                             return procurement::propose_mappings(connection, reference);
                           });
}

HttpAnswer rejudge_release(Call& call) {
  return start_release_job(
      call, "rejudge_release", [reference = reference_of(call)](inventory::Connection& connection) {
        return procurement::rejudge_release(connection, reference, local_day());
      });
}

HttpAnswer decide_mappings(Call& call) {
  const ReleaseRef reference = reference_of(call);
  procurement::RowDecisions decisions{{}, actor_of(call.caller->principal), local_day()};
  for (const nlohmann::json& one : call.body->at("decisions")) {
    decisions.rows.push_back({one.at("row_no").get<std::int64_t>(), text_field(one, "item_code"),
                              text_field(one, "reason")});
  }
  const std::string answer =
      run_operation(call, "decide_mappings", [&](inventory::Connection& connection) {
        load(connection, reference);
        return procurement::decide_mappings(connection, reference, decisions);
      });
  return json_answer({{"confirmed", inventory::figure_in(answer, "confirmed")},
                      {"rejected", inventory::figure_in(answer, "rejected")},
                      {"unchanged", inventory::figure_in(answer, "unchanged")}});
}

HttpAnswer list_catalogue_terms(Call& call) {
  const auto connection = call.service.store().lease();
  ordered_json list = ordered_json::array();
  for (const auto kind : {inventory::TermKind::unit, inventory::TermKind::form}) {
    const std::string_view wanted = call.parameter("term_kind");
    if (!wanted.empty() && to_string(kind) != wanted) continue;
    const auto known = inventory::load_terms(*connection, call.service.county_id(), kind);
    std::vector<std::string> terms(known.begin(), known.end());
    std::sort(terms.begin(), terms.end());
    for (std::string& term : terms) {
      list.push_back({{"kind", to_string(kind)}, {"term", std::move(term)}});
    }
  }
  return json_answer({{"terms", std::move(list)}, {"next_cursor", nullptr}});
}

HttpAnswer accept_terms(Call& call) {
  const inventory::AcceptedTerms terms{
      inventory::parse_term_kind(text_field(*call.body, "kind")).value(),
      text_list(*call.body, "terms"), actor_of(call.caller->principal), local_day()};
  const std::string answer =
      run_operation(call, "accept_terms", [&](inventory::Connection& connection) {
        return procurement::accept_terms(connection, call.service.county_id(), terms);
      });
  return json_answer({{"accepted", inventory::figure_in(answer, "accepted")}});
}

}  // namespace wutong::app::handlers
