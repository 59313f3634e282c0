#include "procurement/app/http/serve.h"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <signal.h>

#include <iostream>

#include "procurement/app/command_line/usage_error.h"
#include "procurement/app/http/checkpoint_timer.h"
#include "procurement/app/http/connection_watch.h"
#include "procurement/app/http/escalation_timer.h"
#include "procurement/app/http/kept_answers.h"
#include "procurement/app/http/metrics.h"
#include "procurement/app/http/poco_exchange.h"
#include "procurement/app/http/problem.h"
#include "procurement/app/http/request_log.h"

namespace wutong::app {

namespace {

// Poco gives every live connection a thread of its own. Threads that wait cost little; so there are
// enough for the slow and the idle ones, and the watch ends those that are too slow.
constexpr int connections_at_most = 1000;
constexpr int threads_kept = 16;
constexpr int requests_a_connection = 1000;
constexpr std::chrono::seconds for_a_header{10};
constexpr std::chrono::seconds for_a_body{60};
constexpr std::chrono::seconds for_reading_an_answer{60};
constexpr std::chrono::seconds for_the_end{10};
constexpr int idle_seconds = 10;
constexpr int stalled_after_seconds = 20;

using Watched = ConnectionWatch::Watched;

class Handler : public Poco::Net::HTTPRequestHandler {
 public:
  explicit Handler(HttpService& service) : service_(service) {}

  void handleRequest(Poco::Net::HTTPServerRequest& incoming,
                     Poco::Net::HTTPServerResponse& response) override {
    HttpRequest request = head_of(incoming);
    const std::size_t limit = service_.body_limit(request);
    Watched::current().allow(for_a_body);
    auto body = read_body(incoming, limit);
    Watched::current().allow_any();
    if (!body) {
      // What is left of the body is not read, so the connection cannot go on.
      response.setKeepAlive(false);
      send(response, request,
           problem_answer(request, procurement::Refusal::body_too_large, {std::to_string(limit)}));
      return;
    }
    request.body = std::move(*body);
    const HttpAnswer answer = service_.answer(request);
    if (!answer.next_event) Watched::current().allow(for_reading_an_answer);
    send(response, request, answer);
    Watched::current().allow(for_a_header + std::chrono::seconds(idle_seconds));
  }

 private:
  HttpService& service_;
};

class HandlerFactory : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  explicit HandlerFactory(HttpService& service) : service_(service) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(
      const Poco::Net::HTTPServerRequest&) override {
    return new Handler(service_);  // the server deletes it
  }

 private:
  HttpService& service_;
};

class WatchedConnection : public Poco::Net::HTTPServerConnection {
 public:
  WatchedConnection(const Poco::Net::StreamSocket& socket, Poco::Net::HTTPServerParams::Ptr params,
                    Poco::Net::HTTPRequestHandlerFactory::Ptr handlers, ConnectionWatch& watch)
      : HTTPServerConnection(socket, params, handlers), watch_(watch) {}

  void run() override {
    Watched watched(watch_, socket().impl()->sockfd());
    watched.allow(for_a_header);
    HTTPServerConnection::run();
  }

 private:
  ConnectionWatch& watch_;
};

class ConnectionFactory : public Poco::Net::TCPServerConnectionFactory {
 public:
  ConnectionFactory(HttpService& service, ConnectionWatch& watch)
      : watch_(watch), handlers_(new HandlerFactory(service)) {
    parameters_->setKeepAliveTimeout(Poco::Timespan(idle_seconds, 0));
    parameters_->setMaxKeepAliveRequests(requests_a_connection);
    parameters_->setTimeout(Poco::Timespan(stalled_after_seconds, 0));
    parameters_->setMaxThreads(connections_at_most);
    parameters_->setMaxQueued(connections_at_most);
  }

  const Poco::Net::HTTPServerParams::Ptr& parameters() const { return parameters_; }

  Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
    return new WatchedConnection(socket, parameters_, handlers_, watch_);
  }

 private:
  ConnectionWatch& watch_;
  Poco::Net::HTTPRequestHandlerFactory::Ptr handlers_;
  Poco::Net::HTTPServerParams::Ptr parameters_ = new Poco::Net::HTTPServerParams;
};

Poco::Net::ServerSocket listening_socket(const ServerSettings& settings) try {
  const Poco::Net::SocketAddress address(settings.address.host, settings.address.port);
  if (!settings.tls_certificate.empty()) {
    Poco::Net::Context::Ptr context = new Poco::Net::Context(
        Poco::Net::Context::TLS_SERVER_USE, settings.tls_key.string(),
        settings.tls_certificate.string(), "", Poco::Net::Context::VERIFY_NONE);
    context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    return Poco::Net::SecureServerSocket(address, connections_at_most, context);
  }
  if (!address.host().isLoopback()) {
    throw UsageError("without --tls-certificate only addresses of this machine can be listened on");
  }
  return {address, connections_at_most};
} catch (const Poco::Exception& error) {
  throw UsageError("cannot listen there: " + error.displayText());
}

sigset_t end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

/// Once an hour; what goes wrong is logged, and tried again.
class Forgetting {
 public:
  explicit Forgetting(HttpService& service) : service_(service) {}
  void tick(inventory::Instant now) try {
    if (now < next_) return;
    next_ = now + std::chrono::hours(1);
    forget_old_answers(service_.store(), service_.county_id(), now);
  } catch (const std::exception& error) {
    log_event(std::string("old answers were not forgotten: ") + error.what());
  }

 private:
  HttpService& service_;
  inventory::Instant next_{};
};

void wait_for_end(ConnectionWatch& watch, HttpService& service, CheckpointTimer& checkpoints) {
  EscalationTimer escalations(service);
  const sigset_t signals = end_signals();
  const timespec between_looks{1, 0};
  Forgetting forgetting(service);
  while (sigtimedwait(&signals, nullptr, &between_looks) < 0) {
    service.metrics().set_connections(watch.live());
    service.metrics().set_store_counts(service.store().counts());
    checkpoints.tick(service.now());
    forgetting.tick(service.now());
    escalations.tick(service.now());
  }
}

}  // namespace

void block_end_signals() {
  const sigset_t signals = end_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void serve(HttpService& service, const ServerSettings& settings) {
  ConnectionWatch watch;
  Poco::ThreadPool threads(threads_kept, connections_at_most + threads_kept);
  Poco::Net::ServerSocket socket = listening_socket(settings);
  auto* factory = new ConnectionFactory(service, watch);  // the server owns it
  Poco::Net::TCPServer server(factory, threads, socket, factory->parameters());
  server.start();
  const bool is_encrypted = !settings.tls_certificate.empty();
  std::cout << (is_encrypted ? "https://" : "http://") << socket.address().toString() << "/\n"
            << std::flush;
  log_event("serving");
  CheckpointTimer checkpoints(service);
  wait_for_end(watch, service, checkpoints);
  log_event("ending");
  server.stop();
  watch.end_within(for_the_end);
  threads.joinAll();
  checkpoints.finish(service.now());
}

}  // namespace wutong::app
