#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "inventory/database/error.h"
#include "inventory/database/server_process.h"
#include "tests/store/private_server_support.h"

namespace wutong::inventory::test {
namespace {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;

void kill_hard(pid_t process) {
  kill(process, SIGKILL);
  REQUIRE(eventually([&] { return !is_running(process); }));
}

TEST_CASE("after a kill -9 of the server it is started again, with all that was committed") {
  ServerPlayground playground;
  PrivateServer server(playground.data_folder());
  const std::string& socket = server.socket_path();
  tell(socket, "CREATE DATABASE shelf");
  tell(socket, "CREATE TABLE shelf.box (id BIGINT PRIMARY KEY)");
  tell(socket, "INSERT INTO shelf.box VALUES (7)");
  const pid_t killed = server_process(socket);
  kill_hard(killed);
  server.ensure_running();
  CHECK(server_process(socket) != killed);
  CHECK(ask(socket, "SELECT id FROM shelf.box") == "7");
}

TEST_CASE("after a kill -9 of the keeper the server ends, and the next use starts another") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  PrivateServer server(data);
  const pid_t process = server_process(server.socket_path());
  kill_hard(parent_of(process));
  SECTION("a user who is there already") {
    server.ensure_running();
  }
  SECTION("a user who comes") {
    const PrivateServer next(data);
  }
  CHECK(ask(server.socket_path(), "SELECT 1") == "1");
  CHECK(server_process(server.socket_path()) != process);
  CHECK(eventually([&] { return !is_running(process); }));
}

TEST_CASE("killing server and keeper again and again loses nothing that was committed") {
  ServerPlayground playground;
  PrivateServer server(playground.data_folder());
  const std::string& socket = server.socket_path();
  tell(socket, "CREATE DATABASE shelf");
  tell(socket, "CREATE TABLE shelf.box (id BIGINT PRIMARY KEY)");
  for (int round = 1; round <= 6; ++round) {
    tell(socket, "INSERT INTO shelf.box VALUES (" + std::to_string(round) + ")");
    const pid_t process = server_process(socket);
    kill_hard(round % 2 == 0 ? process : parent_of(process));
    server.ensure_running();
    CHECK(ask(socket, "SELECT COUNT(*) FROM shelf.box") == std::to_string(round));
  }
}

TEST_CASE("threads that find the server dead start it once") {
  ServerPlayground playground;
  PrivateServer server(playground.data_folder());
  const pid_t killed = server_process(server.socket_path());
  kill_hard(killed);
  std::vector<std::thread> threads;
  threads.reserve(6);
  for (int i = 0; i < 6; ++i) threads.emplace_back([&] { server.ensure_running(); });
  for (std::thread& thread : threads) thread.join();
  CHECK(ask(server.socket_path(), "SELECT 1") == "1");
}

TEST_CASE("a process that is killed while it starts the server leaves nothing behind") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  ServerUser(data).leave();
  REQUIRE(eventually([&] { return has_no_server(data); }));
  const pid_t starter = fork_to([&] {
    const PrivateServer server(data);
    return true;
  });
  CHECK(eventually([&] { return !has_no_server(data); }));
  kill(starter, SIGKILL);
  ended_well(starter);
  CHECK(eventually([&] { return has_no_server(data); }));
  const PrivateServer server(data);
  CHECK(ask(server.socket_path(), "SELECT 1") == "1");
}

TEST_CASE("a missing program is named, with what to install") {
  CHECK_THROWS_AS(find_server_program("no-such-server"), DatabaseUnavailable);
  CHECK_THROWS_WITH(find_server_program("no-such-server"), Contains("no-such-server") &&
                                                               Contains("mariadb-server-core") &&
                                                               Contains("./dev setup"));
}

}  // namespace
}  // namespace wutong::inventory::test
