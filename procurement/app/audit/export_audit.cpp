#include "procurement/app/audit/export_audit.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <system_error>

#include "procurement/app/local_day.h"
#include "procurement/refusal/refusal.h"
#include "reporting/cycle_results/result_file.h"
#include "sql/embedded_files.h"

namespace wutong::app {

using procurement::Refusal;
using procurement::Refused;

namespace {

/// A folder that takes its name when it is complete, and goes when it was not completed.
class UnfinishedFolder {
 public:
  explicit UnfinishedFolder(const std::filesystem::path& folder)
      : target_(std::filesystem::absolute(folder).lexically_normal()) {
    if (target_.filename().empty()) target_ = target_.parent_path();
    path_ = target_.parent_path() /
            fmt::format(".{}.{}.unfinished", target_.filename().string(), ::getpid());
    std::error_code error;
    if (std::filesystem::exists(target_) && !std::filesystem::is_empty(target_, error)) {
      throw Refused(Refusal::output_not_writable, {target_.string(), "it is not empty"});
    }
    std::filesystem::create_directories(path_, error);
    if (error) throw Refused(Refusal::output_not_writable, {target_.string(), error.message()});
  }
  ~UnfinishedFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  UnfinishedFolder(const UnfinishedFolder&) = delete;
  UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  void finish() {
    std::error_code error;
    std::filesystem::rename(path_, target_, error);
    if (error) throw Refused(Refusal::output_not_writable, {target_.string(), error.message()});
  }

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
};

struct Stretch {
  std::int64_t first = 0;
  std::int64_t last = -1;
};

/// By number, not by time: rows may stand a moment out of the order of time, and none may be
/// missing.
Stretch stretch_of(inventory::Connection& connection, std::int64_t county_id,
                   const AuditPeriod& period) {
  std::string where = fmt::format("county_id = {}", county_id);
  if (period.from) {
    where += " AND recorded_at >= " +
             connection.quoted(inventory::to_sql(beginning_of_local_day(*period.from)));
  }
  if (period.to) {
    where += " AND recorded_at < " + connection.quoted(inventory::to_sql(beginning_of_local_day(
                                         *period.to + std::chrono::days(1))));
  }
  auto rows = connection.query(
      "SELECT COALESCE(MIN(sequence), 0), COALESCE(MAX(sequence), -1) FROM audit_entry WHERE " +
      where);
  Stretch stretch;
  while (rows.next()) stretch = {rows.integer(1), rows.integer(2)};
  return stretch;
}

std::int64_t write_entries(inventory::Connection& connection, std::int64_t county_id,
                           const Stretch& stretch, const std::filesystem::path& folder) {
  reporting::ResultFile file(
      folder, "entries.csv",
      {"county_id", "sequence", "recorded_at", "actor", "operation", "idempotency_key",
       "content_hash", "outcome", "previous_hash", "hash", "answer_hash"});
  auto rows = connection.query(fmt::format(
      "SELECT e.county_id, e.sequence, e.recorded_at, e.actor, e.operation, e.idempotency_key,"
      " e.content_hash, e.outcome, e.previous_hash, e.hash, COALESCE(a.answer_hash, '')"
      " FROM audit_entry e LEFT JOIN audit_answer a ON a.county_id = e.county_id AND a.sequence ="
      " e.sequence WHERE e.county_id = {} AND e.sequence BETWEEN {} AND {} ORDER BY e.sequence",
      county_id, stretch.first, stretch.last));
  while (rows.next()) {
    file.row({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6),
              rows.text(7), rows.text(8), rows.text(9), rows.text(10), rows.text(11)});
  }
  return file.finish();
}

std::int64_t write_checkpoints(const std::vector<inventory::Checkpoint>& checkpoints,
                               const std::filesystem::path& folder) {
  reporting::ResultFile file(folder, "checkpoints.csv",
                             {"county_id", "number", "sequence", "hash", "made_at", "previous",
                              "key_fingerprint", "signature"});
  for (const auto& one : checkpoints) {
    file.row({std::to_string(one.county_id), std::to_string(one.number),
              std::to_string(one.sequence), one.hash, one.made_at, one.previous,
              one.key_fingerprint, one.signature});
  }
  if (!checkpoints.empty()) {
    reporting::write_whole_file(folder / "newest_checkpoint.txt", file_text(checkpoints.back()));
  }
  return file.finish();
}

void write_keys_and_texts(const AuditEvidence& evidence, const std::filesystem::path& folder) {
  std::string pem;
  for (const auto& key : evidence.public_keys()) pem += key.pem();
  reporting::write_whole_file(folder / "public_keys.pem", pem);
  for (const char* name : {"README.en.md", "README.zh.md", "verify.py"}) {
    reporting::write_whole_file(folder / name,
                                embedded_file(std::string("procurement/app/audit/export/") + name));
  }
}

}  // namespace

AuditExport export_audit(inventory::Store& store, std::int64_t county_id,
                         const AuditEvidence& evidence, const AuditPeriod& period,
                         const std::filesystem::path& folder) try {
  UnfinishedFolder unfinished(folder);
  const auto connection = store.lease();
  const inventory::Snapshot snapshot(*connection);
  const Stretch stretch = stretch_of(*connection, county_id, period);
  AuditExport result;
  result.first_sequence = stretch.first;
  result.entries = write_entries(*connection, county_id, stretch, unfinished.path());
  result.checkpoints =
      write_checkpoints(inventory::load_checkpoints(*connection, county_id), unfinished.path());
  write_keys_and_texts(evidence, unfinished.path());
  unfinished.finish();
  return result;
} catch (const reporting::CsvNotWritten& error) {
  throw Refused(Refusal::output_not_writable, {folder.string(), error.what()});
}

}  // namespace wutong::app
