#include "procurement/app/http/http_service.h"

#include <nlohmann/json.hpp>
#include <semaphore>

#include "inventory/database/error.h"
#include "inventory/run_command.h"
#include "procurement/app/http/console_files.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/jobs.h"
#include "procurement/app/http/kept_answers.h"
#include "procurement/app/http/metrics.h"
#include "procurement/app/http/problem.h"
#include "procurement/app/http/request_log.h"
#include "procurement/app/http/schema_book.h"
#include "procurement/app/http/sign_in.h"
#include "procurement/catalogue/search/item_search.h"
#include "procurement/identity/identity.h"
#include "procurement/identity/password_hasher.h"
#include "procurement/identity/random_secret.h"

namespace wutong::app {

using procurement::Refusal;
using procurement::Refused;

namespace {

/// Operations at work at once: more would only wait for the database and for the processor.
constexpr std::ptrdiff_t operations_at_once = 32;
constexpr std::chrono::seconds wait_for_a_slot{20};
constexpr std::size_t json_bytes_at_most = std::size_t{1} << 20U;
constexpr std::size_t file_bytes_at_most = std::size_t{64} << 20U;

/// A page of another site cannot read the token, so it cannot make a signed-in browser write.
void require_csrf_token(const HttpRequest& request, const Caller& caller) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (reads || caller.csrf_token.empty()) return;
  if (!procurement::csrf_token_matches(cookie_of(request, session_cookie),
                                       request.header("X-CSRF-Token"))) {
    throw Refused(Refusal::csrf_token_wrong);
  }
}

void require_access(const Call& call, const Route& route) {
  if (route.access == Access::everyone) return;
  if (!call.caller) throw Refused(Refusal::not_signed_in);
  require_csrf_token(call.request, *call.caller);
  const procurement::Principal& principal = call.caller->principal;
  if (principal.scopes && !takes_tokens(route)) throw Refused(Refusal::session_needed);
  if (route.access == Access::in_county) require_permit_in_county(principal, *route.duty);
  if (route.access == Access::in_some_part) require_permit_somewhere(principal, *route.duty);
}

bool writes(const Route& route) {
  return route.method != "GET";
}

/// What somebody who is known tried to change without the right to leaves its row in the audit: as
/// a command that was refused. Reading leaves none.
[[noreturn]] void refuse_and_record(Call& call, const Route& route, const Refused& refused) {
  handlers::run_operation(call, route.operation,
                          [&](inventory::Connection&) -> std::string { throw Refused(refused); });
  throw Refused(refused);
}

void require_recorded_access(Call& call, const Route& route) try {
  require_access(call, route);
} catch (const Refused& refused) {
  const bool is_denied = refused.refusal() == Refusal::duty_missing;
  if (is_denied && call.caller && writes(route)) refuse_and_record(call, route, refused);
  throw;
}

bool names(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    const auto end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == name) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

void judge_query(Call& call, const Route& route, const SchemaBook& schemas) {
  for (const auto& [name, value] : call.request.query) {
    if (!names(route.parameters, name)) {
      throw InputRefused(
          {{name, Refusal::unknown_parameter, {name, std::string(route.parameters)}}});
    }
    schemas.judge_parameter(name, value);
    call.query.insert_or_assign(name, value);
  }
}

std::string_view media_type(std::string_view content_type) {
  content_type = content_type.substr(0, content_type.find(';'));
  while (!content_type.empty() && content_type.back() == ' ') content_type.remove_suffix(1);
  return content_type;
}

/// Its repetition, under the same key, is answered to the letter. Not where the answer holds what
/// is told once (passwords, tokens), nor for files: a job is asked for again by its number.
bool keeps_answer(const Call& call, const Route& route) {
  return writes(route) && call.caller && takes_tokens(route) && route.body != "file" &&
         !call.request.header("Idempotency-Key").empty();
}

HttpAnswer handled(Call& call, const Route& route) {
  HttpAnswer answer = route.handle(call);
  if (answer.status == 200) answer.status = route.status;
  return answer;
}

HttpAnswer kept_or_handled(Call& call, const Route& route) {
  const inventory::CommandRequest request = handlers::command_of(call, route.operation);
  inventory::Store& store = call.service.store();
  if (auto kept = find_kept_answer(store, request)) return std::move(*kept);
  return keep_answer(store, request, handled(call, route), call.service.now());
}

nlohmann::json judged_body(const HttpRequest& request, const Route& route,
                           const SchemaBook& schemas) {
  const std::string_view type = media_type(request.header("Content-Type"));
  if (type != "application/json") {
    throw Refused(Refusal::media_type_not_taken, {std::string(type), "application/json"});
  }
  nlohmann::json body = parse_body(request.body);
  schemas.judge(route.body, body);
  return body;
}

}  // namespace

struct HttpService::Accounts {
  Accounts(inventory::Store& store, const procurement::SealingKey& sealing_key)
      : identity{store, hasher, sealing_key} {}
  procurement::PasswordHasher hasher;
  procurement::Identity identity;
};

struct HttpService::WorkSlots {
  std::counting_semaphore<operations_at_once> free{operations_at_once};
};

namespace {

template <typename Slots>
class WorkSlot {
 public:
  explicit WorkSlot(Slots& slots) : slots_(slots) {
    if (!slots_.try_acquire_for(wait_for_a_slot)) throw Refused(Refusal::server_busy);
  }
  WorkSlot(const WorkSlot&) = delete;
  WorkSlot& operator=(const WorkSlot&) = delete;
  ~WorkSlot() { slots_.release(); }

 private:
  Slots& slots_;
};

}  // namespace

HttpService::HttpService(inventory::Store& store, ServiceSettings settings)
    : store_(store),
      settings_(std::move(settings)),
      schemas_(std::make_unique<SchemaBook>()),
      console_(std::make_unique<ConsoleFiles>(settings_.console_folder)),
      metrics_(std::make_unique<Metrics>()),
      jobs_(std::make_unique<Jobs>()),
      slots_(std::make_unique<WorkSlots>()),
      accounts_(std::make_unique<Accounts>(store, settings_.sealing_key)),
      item_search_(std::make_unique<procurement::ItemSearch>(settings_.county_id)) {}

HttpService::~HttpService() = default;

procurement::Identity& HttpService::identity() {
  return accounts_->identity;
}

inventory::Instant HttpService::now() const {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::size_t HttpService::body_limit(const HttpRequest& request) {
  const RouteMatch match = match_route(routes(), request.method, request.path);
  if (match.route == nullptr || match.route->body != "file") return json_bytes_at_most;
  const auto caller = identify(*this, request);
  const bool may = caller && permits_in_county(caller->principal, *match.route->duty);
  return may ? file_bytes_at_most : json_bytes_at_most;
}

HttpAnswer HttpService::route_answer(const HttpRequest& request, const RouteMatch& match) {
  const Route& route = *match.route;
  Call call{*this, request, {}, match.path, {}, nullptr};
  const WorkSlot slot(slots_->free);
  if (route.access != Access::everyone) call.caller = identify(*this, request);
  require_recorded_access(call, route);
  judge_query(call, route, *schemas_);
  nlohmann::json body;
  if (!route.body.empty() && route.body != "file") {
    body = judged_body(request, route, *schemas_);
    call.body = &body;
  } else if (route.body.empty() && !request.body.empty()) {
    throw Refused(Refusal::body_not_taken);
  }
  return keeps_answer(call, route) ? kept_or_handled(call, route) : handled(call, route);
}

HttpAnswer HttpService::guarded_answer(const HttpRequest& request, const Route*& route) try {
  // Who asks for the head of an answer is told what GET would say, without the body.
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  const RouteMatch match = match_route(routes(), method, request.path);
  if (match.route == nullptr && !match.path_is_known && method == "GET") {
    if (auto file = console_->answer(request.path)) return std::move(*file);
  }
  if (match.route == nullptr) {
    return problem_answer(request,
                          match.path_is_known ? Refusal::method_not_allowed : Refusal::not_found,
                          {request.method, request.path});
  }
  route = match.route;
  return route_answer(request, match);
} catch (const InputRefused& refused) {
  return problem_answer(request, refused);
} catch (const Refused& refused) {
  HttpAnswer answer = problem_answer(request, refused.refusal(), refused.figures());
  if (refused.refusal() == Refusal::too_many_attempts && !refused.figures().empty()) {
    answer.headers.emplace_back("Retry-After", refused.figures().front());
  }
  return answer;
} catch (const inventory::ContentDiffers&) {
  return problem_answer(request, Refusal::request_reused_with_different_content,
                        {std::string(request.header("Idempotency-Key"))});
} catch (const inventory::DatabaseUnavailable& error) {
  log_fault(request, error.what());
  return problem_answer(request, Refusal::database_unavailable);
} catch (const std::exception& error) {
  log_fault(request, error.what());
  return fault_answer(request);
}

HttpAnswer HttpService::answer(const HttpRequest& request) {
  const auto begun = std::chrono::steady_clock::now();
  const Route* route = nullptr;
  HttpAnswer answered = guarded_answer(request, route);
  const auto elapsed = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun);
  const std::string_view operation = route == nullptr ? "none" : route->operation;
  metrics_->count_request(operation, answered.status, elapsed);
  log_request(request, operation, answered.status, elapsed);
  answered.headers.emplace_back("X-Request-Id", request.request_id);
  return answered;
}

}  // namespace wutong::app
