#pragma once

#include "inventory/audit/make_checkpoint.h"
#include "procurement/app/http/http_service.h"

namespace wutong::app {

/// Makes checkpoints of the audit chain while the server runs, when CheckpointPolicy says so, and
/// when it ends. What goes wrong is logged: the server goes on, and tries again.
class CheckpointTimer {
 public:
  explicit CheckpointTimer(HttpService& service, inventory::CheckpointPolicy policy = {})
      : service_(service), policy_(policy) {}

  /// To be called often; looks into the database once a minute.
  void tick(inventory::Instant now);
  /// Before the end: nobody writes any more.
  void finish(inventory::Instant now);

 private:
  void make(inventory::Instant now);

  HttpService& service_;
  inventory::CheckpointPolicy policy_;
  inventory::Instant next_look_{};
};

}  // namespace wutong::app
