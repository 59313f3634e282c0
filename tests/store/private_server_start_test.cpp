#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "inventory/database/error.h"
#include "tests/store/private_server_support.h"

namespace wutong::inventory::test {
namespace {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;

unsigned mode_of(const fs::path& path) {
  struct stat status = {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

/// The inode numbers of the sockets that a process has open, one a line.
std::string open_sockets(pid_t process) {
  std::string found;
  for (const auto& entry : fs::directory_iterator("/proc/" + std::to_string(process) + "/fd")) {
    std::error_code gone_meanwhile;
    const std::string target = fs::read_symlink(entry.path(), gone_meanwhile);
    if (target.starts_with("socket:[")) found += target.substr(8, target.size() - 9) + "\n";
  }
  return found;
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The inode numbers of all network sockets that the process can see: column ten of these tables.
std::string network_sockets(pid_t process) {
  std::string found;
  for (const char* table : {"tcp", "tcp6", "udp", "udp6"}) {
    std::ifstream file("/proc/" + std::to_string(process) + "/net/" + table);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      std::istringstream fields(line);
      std::string field;
      for (int column = 0; column < 10; ++column) fields >> field;
      found += field + "\n";
    }
  }
  return found;
}

TEST_CASE("a server starts in a folder that does not exist yet, and answers in exact text") {
  ServerPlayground playground;
  const PrivateServer server(playground.data_folder("a/b/data"));
  CHECK(ask(server.socket_path(), "SELECT '阿莫西林胶囊 💊'") == "阿莫西林胶囊 💊");
  CHECK(ask(server.socket_path(), "SELECT 'a' = 'A'") == "0");
}

TEST_CASE("the server's folder is closed to other users, whatever it was before") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  SECTION("a new data folder is closed as well") {
    const PrivateServer server(data);
    CHECK(mode_of(data) == 0700);
    CHECK(mode_of(data / "database") == 0700);
  }
  SECTION("an existing data folder keeps its mode") {
    fs::create_directories(data / "database");
    REQUIRE(chmod(data.c_str(), 0755) == 0);
    REQUIRE(chmod((data / "database").c_str(), 0777) == 0);
    const PrivateServer server(data);
    CHECK(mode_of(data) == 0755);
    CHECK(mode_of(data / "database") == 0700);
  }
}

TEST_CASE("the server has no network socket") {
  ServerPlayground playground;
  const PrivateServer server(playground.data_folder());
  CHECK(ask(server.socket_path(), "SELECT @@skip_networking") == "1");
  const pid_t process = server_process(server.socket_path());
  const std::string network = "\n" + network_sockets(process);
  std::istringstream own(open_sockets(process));
  int sockets = 0;
  for (std::string inode; std::getline(own, inode); ++sockets) {
    CHECK(network.find("\n" + inode + "\n") == std::string::npos);
  }
  CHECK(sockets > 0);
}

TEST_CASE("what is committed is on the disk, and settings that exactness rests on are in force") {
  ServerPlayground playground;
  const PrivateServer server(playground.data_folder());
  const std::string& socket = server.socket_path();
  CHECK(ask(socket, "SELECT @@innodb_flush_log_at_trx_commit") == "1");
  CHECK(ask(socket, "SELECT @@innodb_doublewrite") == "1");
  CHECK(ask(socket, "SELECT @@innodb_rollback_on_timeout") == "1");
  CHECK(ask(socket, "SELECT @@time_zone") == "+00:00");
  CHECK(ask(socket, "SELECT @@local_infile") == "0");
  CHECK_THAT(ask(socket, "SELECT @@sql_mode"), Contains("STRICT_ALL_TABLES"));
}

TEST_CASE("a folder may have any name and lie deep") {
  ServerPlayground playground;
  SECTION("spaces, quotes and Chinese") {
    const PrivateServer server(playground.data_folder("县 'a' #1; \"b\" %20"));
    CHECK(ask(server.socket_path(), "SELECT 1") == "1");
  }
  SECTION("deeper than a socket's address is long") {
    fs::path deep = "deep";
    while (deep.string().size() < 200) deep /= "folder in folder";
    const PrivateServer server(playground.data_folder(deep));
    CHECK(server.socket_path().size() <= 107);
    CHECK(ask(server.socket_path(), "SELECT 1") == "1");
  }
}

TEST_CASE("an installation that was interrupted is done again") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  SECTION("leftovers of one") {
    fs::create_directories(data / "database/installing/mysql");
    std::ofstream(data / "database/installing/ibdata1") << "half";
  }
  SECTION("the starting process is killed in the middle of it") {
    const pid_t starter = fork_to([&] {
      const PrivateServer server(data);
      return true;
    });
    CHECK(eventually([&] { return fs::exists(data / "database/installing"); }));
    kill(starter, SIGKILL);
    CHECK_FALSE(ended_well(starter));
  }
  const PrivateServer server(data);
  CHECK(ask(server.socket_path(), "SELECT 1") == "1");
  CHECK_FALSE(fs::exists(data / "database/installing"));
}

TEST_CASE("leftovers of a power cut do not hinder a start") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  { const ServerUser user(data); }
  REQUIRE(eventually([&] { return has_no_server(data); }));
  std::ofstream(data / "database/pid") << "1\n";
  std::ofstream(data / "database/socket") << "";
  std::ofstream(data / "database/tmp/left") << "over";
  const PrivateServer server(data);
  CHECK(ask(server.socket_path(), "SELECT 1") == "1");
  CHECK_FALSE(fs::exists(data / "database/tmp/left"));
}

TEST_CASE("a server that cannot start says why, and can start once the cause is gone") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  { const ServerUser user(data); }
  REQUIRE(eventually([&] { return has_no_server(data); }));
  fs::rename(data / "database/data/ibdata1", data / "database/kept");
  std::ofstream(data / "database/data/ibdata1") << "no database";
  CHECK_THROWS_WITH(PrivateServer(data), Contains("does not run") && Contains("ibdata1"));
  fs::rename(data / "database/kept", data / "database/data/ibdata1");
  const PrivateServer server(data);
  CHECK(ask(server.socket_path(), "SELECT 1") == "1");
}

TEST_CASE("a data folder that cannot be used is refused by name") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  SECTION("it is a file") {
    std::ofstream(data) << "a file";
    CHECK_THROWS_AS(PrivateServer(data), DatabaseUnavailable);
    CHECK_THROWS_WITH(PrivateServer(data), Contains(data.string()));
  }
  SECTION("its database folder belongs to someone else") {
    fs::create_directories(data / "database");
    constexpr uid_t someone_else = 12345;
    // Only root can make this case.
    if (chown((data / "database").c_str(), someone_else, someone_else) == 0) {
      CHECK_THROWS_WITH(PrivateServer(data), Contains("belongs to another user"));
    }
  }
  SECTION("its path is longer than the server takes") {
    CHECK_THROWS_WITH(PrivateServer(data / std::string(200, 'a') / std::string(200, 'b')),
                      Contains("too long"));
  }
  SECTION("its database folder is a link to somewhere") {
    fs::create_directories(data);
    fs::create_directories(data / "elsewhere");
    fs::create_directory_symlink(data / "elsewhere", data / "database");
    CHECK_THROWS_AS(PrivateServer(data), DatabaseUnavailable);
  }
}

TEST_CASE("whoever reads our output sees its end, though the server runs on") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  std::array<int, 2> output = {};
  REQUIRE(pipe(output.data()) == 0);
  const pid_t command = fork_to([&] {
    dup2(output[1], STDOUT_FILENO);
    dup2(output[1], STDERR_FILENO);
    const PrivateServer server(data);
    return write(STDOUT_FILENO, "done", 4) == 4;
  });
  close(output[1]);
  const PrivateServer keeps_it_running(data);
  std::string text;
  std::array<char, 64> buffer = {};
  for (ssize_t got = 1; got > 0;) {
    got = read(output[0], buffer.data(), buffer.size());
    if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  close(output[0]);
  CHECK(text == "done");
  CHECK(ended_well(command));
  CHECK(ask(keeps_it_running.socket_path(), "SELECT 1") == "1");
}

TEST_CASE("a caller without standard streams can start the server") {
  ServerPlayground playground;
  const fs::path data = playground.data_folder();
  CHECK(ended_well(fork_to([&] {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) close(stream);
    const PrivateServer server(data);
    return ask(server.socket_path(), "SELECT 1") == "1";
  })));
}

TEST_CASE("the keeper does not pass for the command that started it") {
  ServerPlayground playground;
  const PrivateServer server(playground.data_folder());
  const pid_t keeper = parent_of(server_process(server.socket_path()));
  const std::string command_line = text_of("/proc/" + std::to_string(keeper) + "/cmdline");
  // As much of the name as there was room for in the command line it replaces.
  const std::string name = command_line.substr(0, command_line.find('\0'));
  CHECK_FALSE(name.empty());
  CHECK(std::string("wutong-keeper").starts_with(name));
}

}  // namespace
}  // namespace wutong::inventory::test
