#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "tests/store/private_server_support.h"

namespace wutong::inventory::test {
namespace {

namespace fs = std::filesystem;

TEST_CASE("two processes share one server, which stays while one of them does") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  ServerUser first(data);
  REQUIRE(first.has_server());
  const PrivateServer second(data);
  const pid_t process = server_process(second.socket_path());
  first.leave();
  // Longer than a server without users would stay.
  std::this_thread::sleep_for(std::chrono::seconds(3));
  CHECK(server_process(second.socket_path()) == process);
  CHECK(ask(second.socket_path(), "SELECT 1") == "1");
}

TEST_CASE("the server and its keeper end when the last user has gone, however it went") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  ServerUser user(data);
  REQUIRE(user.has_server());
  const pid_t server = server_process(data / "database/socket");
  const pid_t keeper = parent_of(server);
  REQUIRE(is_running(keeper));
  REQUIRE(keeper != getpid());
  SECTION("in good order") {
    user.leave();
  }
  SECTION("by a kill -9") {
    user.be_killed();
  }
  CHECK(eventually([&] { return !is_running(server) && !is_running(keeper); }));
  CHECK(has_no_server(data));
  CHECK_FALSE(fs::exists(data / "database/socket"));
}

TEST_CASE("the commands of a script share one server") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  ServerUser(data).leave();
  const pid_t server = server_process(data / "database/socket");
  for (int command = 0; command < 5; ++command) {
    CHECK(ended_well(
        fork_to([&] { return server_process(PrivateServer(data).socket_path()) == server; })));
  }
}

TEST_CASE("a server that was only just left comes back with its data") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  {
    const PrivateServer server(data);
    tell(server.socket_path(), "CREATE DATABASE shelf");
    tell(server.socket_path(), "CREATE TABLE shelf.box (id BIGINT PRIMARY KEY)");
    tell(server.socket_path(), "INSERT INTO shelf.box VALUES (7)");
  }
  REQUIRE(eventually([&] { return has_no_server(data); }));
  const PrivateServer server(data);
  CHECK(ask(server.socket_path(), "SELECT id FROM shelf.box") == "7");
}

TEST_CASE("one process may use a folder twice, and two folders at once") {
  ServerPlayground playground;
  const PrivateServer first(playground.data_folder());
  {
    const PrivateServer again(playground.data_folder());
    CHECK(server_process(again.socket_path()) == server_process(first.socket_path()));
  }
  const PrivateServer other(playground.data_folder("other"));
  CHECK(server_process(other.socket_path()) != server_process(first.socket_path()));
  CHECK(ask(first.socket_path(), "SELECT 1") == "1");
}

TEST_CASE("a data folder that is deleted takes its server along, and can be made again at once") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  ServerUser user(data);
  const pid_t old_server = server_process(data / "database/socket");
  fs::remove_all(data);
  user.leave();
  const PrivateServer server(data);
  CHECK(server_process(server.socket_path()) != old_server);
  CHECK(eventually([&] { return !is_running(old_server); }));
  CHECK(ask(server.socket_path(), "SELECT 1") == "1");
}

/// Comes and goes several times, at moments that differ from process to process and lie around the
/// keeper's decision to stop.
bool comes_and_goes(const fs::path& data, int process) {
  for (int round = 0; round < 4; ++round) {
    const PrivateServer server(data);
    if (ask(server.socket_path(), "SELECT 1") != "1") return false;
    if (process % 4 == 3 && round == 2) kill(getpid(), SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(40 * ((process * 7 + round * 11) % 5)));
  }
  return true;
}

TEST_CASE("many processes that come, go and are killed always find an answering server") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  for (int wave = 0; wave < 5; ++wave) {
    std::vector<pid_t> processes;
    processes.reserve(8);
    for (int i = 0; i < 8; ++i)
      processes.push_back(fork_to([&] { return comes_and_goes(data, i); }));
    for (int i = 0; i < 8; ++i) {
      const bool was_to_be_killed = i % 4 == 3;
      CHECK(ended_well(processes[static_cast<std::size_t>(i)]) != was_to_be_killed);
    }
    // The next wave comes around the time when the server is stopped.
    std::this_thread::sleep_for(std::chrono::milliseconds(900 + 60 * wave));
  }
}

}  // namespace
}  // namespace wutong::inventory::test
