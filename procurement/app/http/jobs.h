#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace wutong::app {

enum class JobState { running, done, refused, cancelled, failed };

/// What a job tells while it works, and whether it is to stop.
class JobProgress {
 public:
  void report(std::int64_t rows_done, std::optional<std::int64_t> rows_total);
  bool is_cancelled() const { return cancelled_; }

 private:
  friend class Jobs;
  std::atomic<std::int64_t> rows_done_ = 0;
  std::atomic<std::int64_t> rows_total_ = -1;
  std::atomic<bool> cancelled_ = false;
};

/// How a job ended: its state, and its result or problem as JSON text.
struct JobOutcome {
  JobState state = JobState::done;
  std::string result;   ///< JSON; empty: none
  std::string problem;  ///< JSON; empty: none
};

/// Long work that a caller does not wait for. Jobs live in memory, a bounded number of them: what
/// they do is a command of the store, durable or not done at all, whatever becomes of the job.
class Jobs {
 public:
  using Work = std::function<JobOutcome(JobProgress& progress)>;

  Jobs() = default;
  ~Jobs();  ///< cancels what runs and waits for it
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// Starts `work` and answers the job's id. Throws Refused(server_busy) when too many run.
  std::string start(std::string kind, std::int64_t owner_id, Work work);
  /// The job as the interface shows it, as JSON text; nothing: unknown, or somebody else's.
  std::optional<std::string> show(const std::string& job_id, std::int64_t owner_id) const;
  /// Waits until the job shows something else than `last`, or for a while; then shows it.
  std::optional<std::string> show_change(const std::string& job_id, std::int64_t owner_id,
                                         const std::string& last) const;
  bool cancel(const std::string& job_id, std::int64_t owner_id);

 private:
  struct Job;
  std::shared_ptr<Job> find(const std::string& job_id, std::int64_t owner_id) const;
  void forget_old();

  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Job>> jobs_;
};

}  // namespace wutong::app
