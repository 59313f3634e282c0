#pragma once

#include <functional>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/run_command.h"
#include "procurement/app/http/jobs.h"
#include "procurement/app/http/route.h"

namespace wutong::app::handlers {

/// 202 with the job's id and where to look at it.
HttpAnswer start_job(Call& call, std::string kind, Jobs::Work work);

/// A write as a command, for a job: its answer is the job's result. `prepare` runs before the
/// transaction, and may throw JobCancelled. Refusals become the job's problem, in both languages.
struct JobCommand {
  inventory::CommandRequest request;
  std::function<void(JobProgress&)> prepare{};
  std::function<std::string(inventory::Connection&)> work;
};
class JobCancelled : public std::exception {};
JobOutcome run_job_command(inventory::Store& store, const JobCommand& command,
                           JobProgress& progress);

}  // namespace wutong::app::handlers
