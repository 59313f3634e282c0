#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "procurement/app/http/http_service.h"

namespace wutong::app {

struct ListenAddress {
  std::string host;
  std::uint16_t port{};
};

/// How requests come in. Without a certificate only addresses of this machine are listened on:
/// passwords do not travel in clear.
struct ServerSettings {
  ListenAddress address;
  std::filesystem::path tls_certificate;  ///< PEM, the chain; empty: no TLS
  std::filesystem::path tls_key;          ///< PEM
};

/// Before any thread is started, so that they all leave SIGINT and SIGTERM to serve().
void block_end_signals();

/// Serves until SIGINT or SIGTERM, then lets what has begun end. Throws UsageError when the
/// address or the certificate cannot be used.
void serve(HttpService& service, const ServerSettings& settings);

}  // namespace wutong::app
