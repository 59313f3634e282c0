#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/database/migrations.h"
#include "sql/embedded_files.h"

using wutong::inventory::split_statements;

namespace {

using Statements = std::vector<std::string>;

}  // namespace

TEST_CASE("a semicolon at the end of a line ends a statement", "[migrations]") {
  CHECK(split_statements("SELECT 1;\nSELECT 2;\n") == Statements{"SELECT 1", "SELECT 2"});
  CHECK(split_statements("SELECT 1,\n  2;\nSELECT 3;") == Statements{"SELECT 1,\n  2", "SELECT 3"});
  CHECK(split_statements("SELECT 1;  \nSELECT 2;") == Statements{"SELECT 1", "SELECT 2"});
  CHECK(split_statements("SELECT 1\n;\n") == Statements{"SELECT 1\n"});
}

TEST_CASE("the last statement needs no semicolon", "[migrations]") {
  CHECK(split_statements("SELECT 1;\nSELECT 2") == Statements{"SELECT 1", "SELECT 2\n"});
}

TEST_CASE("comments are left out, on lines of their own and after a statement", "[migrations]") {
  CHECK(split_statements("-- first\n-- second;\nSELECT 1; -- the end\n-- last\n") ==
        Statements{"SELECT 1"});
  CHECK(split_statements("CREATE TABLE t (\n  a INT, -- what; it is\n  b INT\n);\n") ==
        Statements{"CREATE TABLE t (\n  a INT, \n  b INT\n)"});
}

TEST_CASE("blank lines and empty files hold no statement", "[migrations]") {
  CHECK(split_statements("").empty());
  CHECK(split_statements("\n\n").empty());
  CHECK(split_statements("-- nothing\n\n").empty());
  CHECK(split_statements("\n\nSELECT 1;\n\n\n") == Statements{"SELECT 1"});
}

TEST_CASE("the program's own migrations split into statements that can be run again",
          "[migrations]") {
  const auto files = wutong::embedded_files_in("sql/migrations/");
  CHECK(files.size() >= 4);
  for (const auto& file : files) {
    INFO(file.path);
    const Statements statements = split_statements(file.content);
    CHECK_FALSE(statements.empty());
    for (const std::string& statement : statements) {
      INFO(statement);
      CHECK(statement.find(';') == std::string::npos);
      CHECK(statement.find("IF NOT EXISTS") != std::string::npos);
    }
  }
}
