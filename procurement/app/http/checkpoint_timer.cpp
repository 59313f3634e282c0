#include "procurement/app/http/checkpoint_timer.h"

#include <exception>
#include <string>

#include "procurement/app/audit/sign_checkpoint.h"
#include "procurement/app/http/request_log.h"

namespace wutong::app {

namespace {

constexpr std::chrono::minutes between_looks{1};

template <typename Work>
void logging_faults(const Work& work) {
  try {
    work();
  } catch (const std::exception& error) {
    log_event(std::string("no checkpoint of the audit chain was made: ") + error.what());
  }
}

}  // namespace

void CheckpointTimer::tick(inventory::Instant now) {
  if (now < next_look_) return;
  next_look_ = now + between_looks;
  logging_faults([&] {
    const bool is_due = [&] {
      const auto connection = service_.store().lease();
      return checkpoint_is_due(*connection, service_.county_id(), policy_, now);
    }();
    if (is_due) make(now);
  });
}

void CheckpointTimer::finish(inventory::Instant now) {
  logging_faults([&] { make(now); });
}

void CheckpointTimer::make(inventory::Instant now) {
  checkpoint_now(service_.store(), service_.audit(), {service_.county_id(), "server", now});
}

}  // namespace wutong::app
