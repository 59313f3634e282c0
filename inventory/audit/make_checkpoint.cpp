#include "inventory/audit/make_checkpoint.h"

#include <fmt/format.h>

#include "inventory/run_command.h"

namespace wutong::inventory {

namespace {

/// Making a checkpoint is entered in the chain too, which must not make the next one due.
bool has_news_after(Connection& connection, std::int64_t county_id, std::int64_t sequence) {
  return connection
      .query_integer(fmt::format("SELECT 1 FROM audit_entry WHERE county_id = {} AND sequence > {}"
                                 " AND operation <> '{}' LIMIT 1",
                                 county_id, sequence, make_checkpoint_operation))
      .has_value();
}

std::string hash_at(Connection& connection, std::int64_t county_id, std::int64_t sequence) {
  if (sequence == 0) return ChainPosition().hash;
  return connection
      .query_text(fmt::format("SELECT hash FROM audit_entry WHERE county_id = {} AND sequence = {}",
                              county_id, sequence))
      .value_or("");
}

ChainPosition verified_end(Connection& connection, std::int64_t county_id,
                           const std::optional<Checkpoint>& newest) {
  ChainPosition position;
  if (newest) {
    if (hash_at(connection, county_id, newest->sequence) != newest->hash) {
      throw AuditChainBroken({newest->sequence, "it does not fit the newest checkpoint"});
    }
    position = {newest->sequence, newest->hash};
  }
  if (const auto broken = verify_audit_chain_from(connection, county_id, position)) {
    throw AuditChainBroken(*broken);
  }
  return position;
}

}  // namespace

Checkpoint make_checkpoint(Connection& connection, std::int64_t county_id,
                           const AuditSigningKey& key, Instant now) {
  const auto newest = newest_checkpoint(connection, county_id);
  const ChainPosition end = verified_end(connection, county_id, newest);
  if (newest && !has_news_since(connection, *newest)) return *newest;
  Checkpoint checkpoint{county_id,
                        newest ? newest->number + 1 : 1,
                        end.sequence,
                        end.hash,
                        to_sql(now),
                        newest ? content_hash(signed_text(*newest)) : ChainPosition().hash,
                        key.public_key().fingerprint(),
                        {}};
  checkpoint.signature = key.sign(signed_text(checkpoint));
  insert_checkpoint(connection, checkpoint);
  return checkpoint;
}

bool has_news_since(Connection& connection, const Checkpoint& checkpoint) {
  return has_news_after(connection, checkpoint.county_id, checkpoint.sequence);
}

bool checkpoint_is_due(Connection& connection, std::int64_t county_id,
                       const CheckpointPolicy& policy, Instant now) {
  const auto newest = newest_checkpoint(connection, county_id);
  const std::int64_t sequence = newest ? newest->sequence : 0;
  if (!has_news_after(connection, county_id, sequence)) return false;
  const auto made_at = newest ? parse_sql_instant(newest->made_at) : std::nullopt;
  if (!made_at || now - *made_at >= policy.age) return true;
  return audit_head(connection, county_id).sequence - sequence >= policy.entries;
}

}  // namespace wutong::inventory
