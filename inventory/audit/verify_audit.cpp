#include "inventory/audit/verify_audit.h"

#include <algorithm>
#include <map>

#include "inventory/run_command.h"

namespace wutong::inventory {

namespace {

CheckpointFault fault_of(const Checkpoint& checkpoint, std::string reason) {
  return {checkpoint.number, checkpoint.sequence, std::move(reason)};
}

std::optional<CheckpointFault> signature_fault(const std::vector<AuditPublicKey>& keys,
                                               const Checkpoint& checkpoint) {
  if (is_signed_by_one_of(keys, checkpoint)) return std::nullopt;
  const bool key_is_known = std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
    return key.fingerprint() == checkpoint.key_fingerprint;
  });
  return fault_of(checkpoint, key_is_known ? "its signature does not fit it"
                                           : "it is signed with a key that is not known");
}

/// Signed, numbered without a gap, and each naming the one before.
std::optional<CheckpointFault> fault_within(const std::vector<Checkpoint>& checkpoints,
                                            const std::vector<AuditPublicKey>& keys) {
  Checkpoint before;
  std::string previous = ChainPosition().hash;
  for (const Checkpoint& checkpoint : checkpoints) {
    if (checkpoint.number != before.number + 1) {
      return CheckpointFault{before.number + 1, before.sequence, "it is missing"};
    }
    if (auto fault = signature_fault(keys, checkpoint)) return fault;
    if (checkpoint.previous != previous || checkpoint.sequence < before.sequence) {
      return fault_of(checkpoint, "it does not continue the checkpoint before it");
    }
    before = checkpoint;
    previous = content_hash(signed_text(checkpoint));
  }
  return std::nullopt;
}

/// Those that were kept elsewhere are still there as they were.
std::optional<CheckpointFault> fault_of_kept(const std::vector<Checkpoint>& kept,
                                             const std::vector<Checkpoint>& checkpoints,
                                             const AuditTrust& trust) {
  for (const Checkpoint& one : kept) {
    if (auto fault = signature_fault(trust.keys, one)) return fault;
    const auto there = std::find_if(checkpoints.begin(), checkpoints.end(),
                                    [&](const auto& each) { return each.number == one.number; });
    if (there == checkpoints.end()) {
      return fault_of(one, "it was kept outside, and the database has lost it");
    }
    if (*there != one) return fault_of(one, "it is not the one that was kept outside");
  }
  return std::nullopt;
}

/// Checkpoints by the row that they speak of, ticked off as the chain is walked.
class Expected {
 public:
  void add(const std::vector<Checkpoint>& checkpoints) {
    for (const Checkpoint& one : checkpoints) open_.emplace(one.sequence, one);
  }
  void see(const ChainPosition& position) {
    const auto [begin, end] = open_.equal_range(position.sequence);
    for (auto at = begin; at != end; ++at) {
      if (!fault_ && at->second.hash != position.hash) {
        fault_ = fault_of(at->second, "the chain has another hash there");
      }
    }
    open_.erase(begin, end);
  }
  /// The first that does not fit, or that lies beyond the end of the chain.
  std::optional<CheckpointFault> fault() const {
    if (fault_ || open_.empty()) return fault_;
    return fault_of(open_.begin()->second, "the chain ends before it");
  }
  /// Only those that do not fit: where the chain is broken nobody knows how it went on.
  const std::optional<CheckpointFault>& misfit() const { return fault_; }

 private:
  std::multimap<std::int64_t, Checkpoint> open_;
  std::optional<CheckpointFault> fault_;
};

std::vector<Checkpoint> of_county(const std::vector<Checkpoint>& kept, std::int64_t county_id) {
  std::vector<Checkpoint> found;
  std::copy_if(kept.begin(), kept.end(), std::back_inserter(found),
               [&](const Checkpoint& one) { return one.county_id == county_id; });
  return found;
}

}  // namespace

AuditVerdict verify_audit(Connection& connection, std::int64_t county_id, const AuditTrust& trust) {
  // Checkpoints first: the rows that they speak of were committed before them.
  const std::vector<Checkpoint> checkpoints = load_checkpoints(connection, county_id);
  const std::vector<Checkpoint> kept = of_county(trust.kept, county_id);
  AuditVerdict verdict;
  verdict.checkpoints = static_cast<std::int64_t>(checkpoints.size());
  Expected expected;
  expected.add(checkpoints);
  expected.add(kept);
  ChainPosition position;
  expected.see(position);
  verdict.link = verify_audit_chain_from(connection, county_id, position,
                                         [&](const ChainPosition& at) { expected.see(at); });
  verdict.entries = position.sequence;
  verdict.checkpoint = verdict.link ? expected.misfit() : expected.fault();
  if (!verdict.checkpoint) verdict.checkpoint = fault_within(checkpoints, trust.keys);
  if (!verdict.checkpoint) verdict.checkpoint = fault_of_kept(kept, checkpoints, trust);
  return verdict;
}

}  // namespace wutong::inventory
