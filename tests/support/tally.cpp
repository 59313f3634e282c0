#include "tests/support/tally.h"

#include "inventory/audit_chain.h"

namespace wutong::test {

using inventory::Connection;

Tally::Tally() {
  database.session().execute(
      "CREATE TABLE tally (id INT NOT NULL, n INT NOT NULL, PRIMARY KEY (id)) ENGINE = InnoDB");
  database.session().execute(
      "INSERT INTO tally VALUES (0,0),(1,0),(2,0),(3,0),(4,0),(5,0),(6,0),(7,0),(8,0),(9,0)");
}

std::int64_t Tally::at(int id) {
  return database.figure("SELECT n FROM tally WHERE id = " + std::to_string(id));
}

std::int64_t Tally::commands() {
  return database.figure("SELECT COUNT(*) FROM command");
}

std::vector<std::string> Tally::audit() {
  return database.rows(
      "SELECT CONCAT(operation, ' ', idempotency_key, ' ', outcome) FROM audit_entry"
      " ORDER BY sequence");
}

std::string Tally::audit_chain() {
  const auto broken = inventory::verify_audit_chain(database.session(), county_id);
  return broken ? std::to_string(broken->sequence) + ": " + broken->reason : "unbroken";
}

void count_up(Connection& connection, int id) {
  connection.execute("UPDATE tally SET n = n + 1 WHERE id = " + std::to_string(id));
}

Operation counting(int id, const std::string& answer) {
  return [=](Connection& connection) {
    count_up(connection, id);
    return answer;
  };
}

inventory::CommandRequest command(const std::string& key, const std::string& content) {
  return {Tally::county_id, "count", key, inventory::content_hash(content), "tester"};
}

}  // namespace wutong::test
