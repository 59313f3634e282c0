#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "inventory/tables/master_tables.h"
#include "procurement/app/audit/export_audit.h"
#include "procurement/app/audit/sign_checkpoint.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/named_county.h"
#include "procurement/app/command_line/table_output.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

using Json = nlohmann::ordered_json;
using inventory::AuditTrust;
using inventory::AuditVerdict;
using inventory::Checkpoint;

namespace {

inventory::Instant now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// What the auditor has brought along.
struct Brought {
  std::vector<Checkpoint> checkpoints;
  std::vector<inventory::AuditPublicKey> keys;  ///< none: those of the data folder
};

Brought brought_by(const AuditVerifyCommand& command) {
  Brought brought;
  for (const auto& file : command.checkpoints) {
    brought.checkpoints.push_back(checkpoint_of_file(file));
  }
  for (const auto& file : command.public_keys) {
    for (const auto& key : public_keys_of_file(file)) brought.keys.push_back(key);
  }
  return brought;
}

/// With keys of his own an auditor need not believe the data folder, and no key is made in it.
AuditTrust trust_for(const Brought& brought, const GlobalOptions& global, std::int64_t county_id) {
  AuditTrust trust{brought.keys, {}};
  if (brought.keys.empty()) trust = AuditEvidence(global.data_folder).trust(county_id);
  for (const Checkpoint& one : brought.checkpoints) trust.kept.push_back(one);
  return trust;
}

Json json_of(const std::string& county, const AuditVerdict& verdict) {
  Json json{{"county", county},
            {"holds", verdict.is_whole()},
            {"rows", verdict.entries},
            {"checkpoints", verdict.checkpoints}};
  if (verdict.link) {
    json["first_broken_link"] = verdict.link->sequence;
    json["reason"] = verdict.link->reason;
  }
  if (verdict.checkpoint) {
    json["checkpoint"] = {{"number", verdict.checkpoint->number},
                          {"row", verdict.checkpoint->sequence},
                          {"reason", verdict.checkpoint->reason}};
  }
  return json;
}

void print(const std::string& county, const AuditVerdict& verdict) {
  if (verdict.link) {
    std::cout << fmt::format("county {}: the chain breaks at row {}: {}\n", county,
                             verdict.link->sequence, verdict.link->reason);
  }
  if (verdict.checkpoint) {
    std::cout << fmt::format("county {}: checkpoint {} (row {}) does not fit: {}\n", county,
                             verdict.checkpoint->number, verdict.checkpoint->sequence,
                             verdict.checkpoint->reason);
  }
  if (verdict.is_whole()) {
    std::cout << fmt::format("county {}: the chain is unbroken; {} rows, {} checkpoints\n", county,
                             verdict.entries, verdict.checkpoints);
  }
}

/// A checkpoint of a county that the database does not have speaks of a chain that is gone.
std::vector<Checkpoint> of_no_county(const std::vector<Checkpoint>& checkpoints,
                                     const std::vector<inventory::County>& counties) {
  std::vector<Checkpoint> strange;
  for (const Checkpoint& one : checkpoints) {
    const bool is_known = std::any_of(counties.begin(), counties.end(), [&](const auto& county) {
      return county.county_id == one.county_id;
    });
    if (!is_known) strange.push_back(one);
  }
  return strange;
}

AuditVerdict verdict_on(const Checkpoint& strange) {
  return {{}, {{strange.number, strange.sequence, "the database has no such county"}}, 0, 0};
}

std::optional<inventory::Date> day(const std::string& text, const std::string& option) {
  if (text.empty()) return std::nullopt;
  const auto date = inventory::parse_date(text);
  if (!date) throw UsageError(option + " takes a day, as 2026-11-22");
  return date;
}

}  // namespace

int run(const GlobalOptions& global, const AuditVerifyCommand& command) {
  const Brought brought = brought_by(command);
  const auto store = open_store(global);
  const auto connection = store->lease();
  bool whole = true;
  Json json = Json::array();
  const auto tell = [&](const std::string& county, const AuditVerdict& verdict) {
    whole = whole && verdict.is_whole();
    if (global.json) {
      json.push_back(json_of(county, verdict));
    } else {
      print(county, verdict);
    }
  };
  const auto counties = inventory::load_counties(*connection);
  for (const auto& county : counties) {
    const AuditTrust trust = trust_for(brought, global, county.county_id);
    const inventory::Snapshot snapshot(*connection);
    tell(county.code, inventory::verify_audit(*connection, county.county_id, trust));
  }
  for (const Checkpoint& one : of_no_county(brought.checkpoints, counties)) {
    tell(std::to_string(one.county_id), verdict_on(one));
  }
  if (global.json) std::cout << json.dump(2) << "\n";
  return whole ? exit_done : exit_fault;
}

int run(const GlobalOptions& global, const AuditCheckpointCommand& command) {
  const auto store = open_store(global);
  const std::int64_t county_id = named_county(*store->lease(), command.county);
  const AuditEvidence evidence(global.data_folder);
  const Checkpoint made =
      checkpoint_now(*store, evidence, {county_id, command_line_actor(), now()});
  if (!command.file.empty()) {
    write_output(command.file, [&](std::ostream& out) { out << file_text(made); });
  }
  if (global.json) {
    std::cout << Json{{"number", made.number},       {"sequence", made.sequence},
                      {"hash", made.hash},           {"made_at", made.made_at},
                      {"key", made.key_fingerprint}, {"file", command.file.string()}}
                     .dump()
              << "\n";
  } else if (command.file.empty()) {
    std::cout << file_text(made);
  } else {
    std::cerr << fmt::format("{}: checkpoint {}, row {}. 第 {} 号检查点，审计链第 {} 行。\n",
                             command.file.string(), made.number, made.sequence, made.number,
                             made.sequence);
  }
  return exit_done;
}

int run(const GlobalOptions& global, const AuditExportCommand& command) {
  const AuditPeriod period{day(command.from, "--from"), day(command.to, "--to")};
  const auto store = open_store(global);
  const std::int64_t county_id = named_county(*store->lease(), command.county);
  const AuditEvidence evidence(global.data_folder);
  try {
    checkpoint_now(*store, evidence, {county_id, command_line_actor(), now()});
  } catch (const procurement::Refused& refused) {
    // A broken chain is the very one that an auditor wants to see.
    std::cerr << sentence_en(refused.refusal(), refused.figures()) << "\n"
              << sentence_zh(refused.refusal(), refused.figures()) << "\n";
  }
  const AuditExport done = export_audit(*store, county_id, evidence, period, command.folder);
  if (global.json) {
    std::cout << Json{{"folder", command.folder.string()},
                      {"first_row", done.first_sequence},
                      {"rows", done.entries},
                      {"checkpoints", done.checkpoints}}
                     .dump()
              << "\n";
  } else {
    std::cerr << fmt::format("{}: {} rows, {} checkpoints. 共 {} 行，{} 个检查点。\n",
                             command.folder.string(), done.entries, done.checkpoints, done.entries,
                             done.checkpoints);
  }
  return exit_done;
}

}  // namespace wutong::app
