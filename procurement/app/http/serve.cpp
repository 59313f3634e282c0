#include "procurement/app/http/serve.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/URI.h>
#include <signal.h>

#include <iostream>

#include "procurement/app/command_line/usage_error.h"
#include "procurement/app/http/routes.h"

namespace wutong::app {

namespace {

constexpr int connections_at_most = 64;
constexpr int keep_alive_seconds = 5;
constexpr int requests_a_connection = 100;
constexpr int stalled_after_seconds = 20;

class Handler : public Poco::Net::HTTPRequestHandler {
 public:
  explicit Handler(inventory::Store& store) : store_(store) {}

  void handleRequest(Poco::Net::HTTPServerRequest& request,
                     Poco::Net::HTTPServerResponse& response) override {
    const HttpAnswer answered = answer(store_, request.getMethod(), path_of(request.getURI()));
    response.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(answered.status));
    response.setContentType(std::string(answered.content_type));
    response.set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cache-Control", "no-store");
    response.sendBuffer(answered.body.data(), answered.body.size());
  }

 private:
  /// The path without its query; nothing that a route has when it cannot be read.
  static std::string path_of(const std::string& target) try {
    return Poco::URI(target).getPath();
  } catch (const Poco::Exception&) {
    return {};
  }

  inventory::Store& store_;
};

class HandlerFactory : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  explicit HandlerFactory(inventory::Store& store) : store_(store) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(
      const Poco::Net::HTTPServerRequest&) override {
    return new Handler(store_);  // the server deletes it
  }

 private:
  inventory::Store& store_;
};

Poco::Net::SocketAddress local_address(const ListenAddress& address) try {
  const Poco::Net::SocketAddress local(address.host, address.port);
  if (!local.host().isLoopback()) {
    throw UsageError("there is no sign-in yet: only addresses of this machine can be listened on");
  }
  return local;
} catch (const Poco::Exception& error) {
  throw UsageError("cannot listen there: " + error.displayText());
}

void wait_for_end() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  int received = 0;
  sigwait(&signals, &received);
}

/// Before any thread is started, so that they all leave the signals to wait_for_end.
void block_end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

void serve(inventory::Store& store, const ListenAddress& address) {
  const Poco::Net::SocketAddress local = local_address(address);
  block_end_signals();
  // Poco gives every live connection a thread of its own, so both are bounded alike.
  auto parameters = Poco::makeAuto<Poco::Net::HTTPServerParams>();
  parameters->setMaxThreads(connections_at_most);
  parameters->setMaxQueued(connections_at_most);
  parameters->setKeepAliveTimeout(Poco::Timespan(keep_alive_seconds, 0));
  parameters->setMaxKeepAliveRequests(requests_a_connection);
  parameters->setTimeout(Poco::Timespan(stalled_after_seconds, 0));
  Poco::ThreadPool threads(4, connections_at_most);
  Poco::Net::ServerSocket socket(local);
  Poco::Net::HTTPServer server(new HandlerFactory(store), threads, socket, parameters);
  server.start();
  std::cout << "http://" << socket.address().toString() << "/\n" << std::flush;
  wait_for_end();
  server.stopAll();
}

}  // namespace wutong::app
