#include "procurement/app/http/jobs.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "inventory/identifier.h"
#include "procurement/app/http/request_log.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

using nlohmann::ordered_json;

namespace {

constexpr std::size_t jobs_at_most = 4;
constexpr std::size_t jobs_remembered = 100;
constexpr std::chrono::milliseconds look_again{200};
constexpr int looks_before_a_sign_of_life = 50;

std::string_view name_of(JobState state) {
  switch (state) {
    case JobState::running:
      return "running";
    case JobState::done:
      return "done";
    case JobState::refused:
      return "refused";
    case JobState::cancelled:
      return "cancelled";
    case JobState::failed:
      return "failed";
  }
  return "";
}

}  // namespace

struct Jobs::Job {
  std::string job_id;
  std::string kind;
  std::int64_t owner_id{};
  JobProgress progress;
  mutable std::mutex mutex;
  JobOutcome outcome{JobState::running, {}, {}};
  std::jthread worker;

  bool is_running() const {
    const std::lock_guard lock(mutex);
    return outcome.state == JobState::running;
  }

  std::string show() const {
    const std::lock_guard lock(mutex);
    const std::int64_t total = progress.rows_total_;
    const auto parsed = [](const std::string& text) {
      return text.empty() ? ordered_json(nullptr) : ordered_json::parse(text);
    };
    return ordered_json{{"job_id", job_id},
                        {"kind", kind},
                        {"state", name_of(outcome.state)},
                        {"rows_done", progress.rows_done_.load()},
                        {"rows_total", total < 0 ? ordered_json(nullptr) : ordered_json(total)},
                        {"result", parsed(outcome.result)},
                        {"problem", parsed(outcome.problem)}}
        .dump();
  }

  void work(const Work& work) {
    JobOutcome ended;
    try {
      ended = work(progress);
    } catch (const std::exception& error) {
      log_event(std::string("job failed: ") + error.what());
      ended.state = JobState::failed;
    }
    const std::lock_guard lock(mutex);
    outcome = std::move(ended);
  }
};

void JobProgress::report(std::int64_t rows_done, std::optional<std::int64_t> rows_total) {
  rows_done_ = rows_done;
  rows_total_ = rows_total.value_or(-1);
}

Jobs::~Jobs() {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, job] : jobs_) job->progress.cancelled_ = true;
  jobs_.clear();  // each worker is waited for
}

std::string Jobs::start(std::string kind, std::int64_t owner_id, Work work) {
  const std::lock_guard lock(mutex_);
  const auto running = std::count_if(jobs_.begin(), jobs_.end(),
                                     [](const auto& entry) { return entry.second->is_running(); });
  if (static_cast<std::size_t>(running) >= jobs_at_most) {
    throw procurement::Refused(procurement::Refusal::server_busy);
  }
  forget_old();
  auto job = std::make_shared<Job>();
  job->job_id = std::to_string(inventory::IdentifierSource::shared().next());
  job->kind = std::move(kind);
  job->owner_id = owner_id;
  job->worker = std::jthread([raw = job.get(), work = std::move(work)] { raw->work(work); });
  jobs_.emplace(job->job_id, job);
  return job->job_id;
}

void Jobs::forget_old() {
  for (auto entry = jobs_.begin(); entry != jobs_.end() && jobs_.size() >= jobs_remembered;) {
    entry = entry->second->is_running() ? std::next(entry) : jobs_.erase(entry);
  }
}

std::shared_ptr<Jobs::Job> Jobs::find(const std::string& job_id, std::int64_t owner_id) const {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(job_id);
  if (found == jobs_.end() || found->second->owner_id != owner_id) return nullptr;
  return found->second;
}

std::optional<std::string> Jobs::show(const std::string& job_id, std::int64_t owner_id) const {
  const auto job = find(job_id, owner_id);
  if (!job) return std::nullopt;
  return job->show();
}

std::optional<std::string> Jobs::show_change(const std::string& job_id, std::int64_t owner_id,
                                             const std::string& last) const {
  for (int look = 0;; ++look) {
    auto shown = show(job_id, owner_id);
    if (!shown || *shown != last || look == looks_before_a_sign_of_life) return shown;
    std::this_thread::sleep_for(look_again);
  }
}

bool Jobs::cancel(const std::string& job_id, std::int64_t owner_id) {
  const auto job = find(job_id, owner_id);
  if (job) job->progress.cancelled_ = true;
  return job != nullptr;
}

}  // namespace wutong::app
