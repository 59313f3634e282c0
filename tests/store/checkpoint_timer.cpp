#include "procurement/app/http/checkpoint_timer.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "procurement/app/audit/sign_checkpoint.h"
#include "tests/support/tally.h"

using namespace wutong;
using app::AuditEvidence;
using app::CheckpointTimer;
using inventory::Instant;
using test::command;
using test::Tally;

namespace {

constexpr Instant noon =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(12);
using std::chrono::hours;
using std::chrono::minutes;

/// A data folder of the test's own.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("wutong_evidence_" + std::to_string(::getpid()));
  Folder() { std::filesystem::remove_all(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
};

struct Served {
  Folder folder;
  Tally tally;
  app::HttpService service{
      tally.store(),
      {Tally::county_id, "C", {}, procurement::SealingKey::random(), AuditEvidence(folder.path)}};
  int commands = 0;

  void run(int count) {
    for (int number = 0; number < count; ++number) {
      ++commands;
      inventory::run_command(tally.store(), command("key " + std::to_string(commands)),
                             test::counting(1));
    }
  }
  std::int64_t checkpoints() {
    return tally.database.figure("SELECT COUNT(*) FROM audit_checkpoint");
  }
  inventory::AuditVerdict verdict() {
    return verify_audit(tally.database.session(), Tally::county_id,
                        service.audit().trust(Tally::county_id));
  }
};

}  // namespace

TEST_CASE("a server signs after so many rows, after a day, and when it ends",
          "[checkpoint_timer]") {
  Served served;
  CheckpointTimer timer(served.service, {5, hours(24)});
  timer.tick(noon);
  CHECK(served.checkpoints() == 0);  // nothing to sign
  served.run(1);
  timer.tick(noon + std::chrono::seconds(59));
  CHECK(served.checkpoints() == 0);  // not looked at yet
  timer.tick(noon + minutes(1));
  CHECK(served.checkpoints() == 1);
  served.run(3);
  timer.tick(noon + minutes(2));
  CHECK(served.checkpoints() == 1);
  served.run(1);
  timer.tick(noon + minutes(3));
  CHECK(served.checkpoints() == 2);
  timer.tick(noon + hours(48));
  CHECK(served.checkpoints() == 2);  // nothing new
  served.run(1);
  timer.tick(noon + hours(49));
  CHECK(served.checkpoints() == 3);
  timer.finish(noon + hours(50));
  CHECK(served.checkpoints() == 3);
  served.run(1);
  timer.finish(noon + hours(50));
  CHECK(served.checkpoints() == 4);
  CHECK(served.verdict().is_whole());
}

TEST_CASE("a checkpoint that cannot be made does not end the server", "[checkpoint_timer]") {
  Served served;
  served.run(2);
  served.tally.database.session().execute("UPDATE audit_entry SET actor = 'x' WHERE sequence = 1");
  CheckpointTimer timer(served.service);
  timer.tick(noon);
  timer.finish(noon);
  CHECK(served.checkpoints() == 0);
}

TEST_CASE("the kept checkpoint never gives way to a chain that has lost it", "[checkpoint_timer]") {
  Served served;
  auto& session = served.tally.database.session();
  const auto make = [&] {
    return app::checkpoint_now(served.tally.store(), served.service.audit(),
                               {Tally::county_id, "tester", noon});
  };
  served.run(3);
  const auto first = make();
  CHECK(served.service.audit().trust(Tally::county_id).kept.front() == first);
  served.run(1);
  const auto second = make();
  CHECK(served.service.audit().trust(Tally::county_id).kept.front() == second);
  // The database goes back to an earlier day, and on from there.
  session.execute("DELETE FROM audit_entry WHERE sequence > 3");
  session.execute("DELETE FROM audit_answer WHERE sequence > 3");
  session.execute("DELETE FROM audit_checkpoint WHERE number > 1");
  session.execute("DELETE FROM command WHERE idempotency_key LIKE 'checkpoint/%'");
  session.execute(
      "UPDATE audit_head SET sequence = 3, hash = (SELECT hash FROM audit_entry WHERE"
      " sequence = 3)");
  for (int round = 0; round < 3; ++round) {
    served.run(1);
    make();
    CHECK(served.service.audit().trust(Tally::county_id).kept.front() == second);
    const auto verdict = served.verdict();
    REQUIRE(verdict.checkpoint);
    CHECK(verdict.checkpoint->number == 2);
  }
}

TEST_CASE("a damaged file of the evidence is a fault", "[checkpoint_timer]") {
  const Folder folder;
  const AuditEvidence evidence(folder.path);
  CHECK(evidence.trust(1).kept.empty());
  std::ofstream(folder.path / "audit.checkpoint.1") << "something else";
  CHECK_THROWS(evidence.trust(1));
  std::ofstream(folder.path / "audit.former.pem") << "no key";
  CHECK_THROWS(AuditEvidence(folder.path));
}
