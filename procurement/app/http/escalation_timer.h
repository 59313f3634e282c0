#pragma once

#include "procurement/app/http/http_service.h"

namespace wutong::app {

/// Notes orders whose suppliers have not answered in time while the server runs. What goes wrong is
/// logged: the server goes on, and tries again.
class EscalationTimer {
 public:
  explicit EscalationTimer(HttpService& service) : service_(service) {}

  /// To be called often; looks into the database once a minute, and writes only when something is
  /// late.
  void tick(inventory::Instant now);

 private:
  HttpService& service_;
  inventory::Instant next_look_{};
};

}  // namespace wutong::app
