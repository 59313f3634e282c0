#include "inventory/audit_chain.h"

#include <fmt/format.h>

#include "inventory/run_command.h"

namespace wutong::inventory {

namespace {

struct AuditRow {
  std::int64_t county_id{};
  std::int64_t sequence{};
  std::string recorded_at, actor, operation, idempotency_key, content_hash, outcome, previous_hash;
  std::string answer_hash;  ///< empty: it has none
};

/// Every field with its length before it, so that no two rows write the same text.
std::string hash_of(const AuditRow& row) {
  std::string text = fmt::format("{}/{}", row.county_id, row.sequence);
  for (const std::string* field :
       {&row.recorded_at, &row.actor, &row.operation, &row.idempotency_key, &row.content_hash,
        &row.outcome, &row.previous_hash}) {
    text += fmt::format("|{}:{}", field->size(), *field);
  }
  // Rows from before answers were covered, and refused ones, end here.
  if (!row.answer_hash.empty()) {
    text += fmt::format("|{}:{}", row.answer_hash.size(), row.answer_hash);
  }
  return content_hash(text);
}

using Head = ChainPosition;

Head only_head(Rows rows) {
  Head head;
  while (rows.next()) head = {rows.integer(1), rows.text(2)};
  return head;
}

Head lock_head(Connection& connection, std::int64_t county_id) {
  connection.execute(fmt::format(
      "INSERT INTO audit_head VALUES ({}, 0, '{}') ON DUPLICATE KEY UPDATE county_id = county_id",
      county_id, Head().hash));
  return only_head(connection.query(fmt::format(
      "SELECT sequence, hash FROM audit_head WHERE county_id = {} FOR UPDATE", county_id)));
}

/// Moves `verified` to the last row that continues it.
std::optional<BrokenLink> verify_rows_after(Connection& connection, std::int64_t county_id,
                                            Head& verified,
                                            const std::function<void(const Head&)>& on_row) {
  Rows rows = connection.query(fmt::format(
      "SELECT e.sequence, e.recorded_at, e.actor, e.operation, e.idempotency_key, e.content_hash,"
      " e.outcome, e.previous_hash, e.hash, COALESCE(a.answer_hash, '') FROM audit_entry e"
      " LEFT JOIN audit_answer a ON a.county_id = e.county_id AND a.sequence = e.sequence"
      " WHERE e.county_id = {} AND e.sequence > {} ORDER BY e.sequence",
      county_id, verified.sequence));
  while (rows.next()) {
    const AuditRow row{county_id,    rows.integer(1), rows.text(2), rows.text(3), rows.text(4),
                       rows.text(5), rows.text(6),    rows.text(7), rows.text(8), rows.text(10)};
    const std::string hash = rows.text(9);
    if (row.sequence != verified.sequence + 1) {
      return BrokenLink{verified.sequence + 1, "the row is missing"};
    }
    if (row.previous_hash != verified.hash) {
      return BrokenLink{row.sequence, "it does not continue the row before it"};
    }
    if (hash_of(row) != hash) return BrokenLink{row.sequence, "its content was changed"};
    verified = {row.sequence, hash};
    if (on_row) on_row(verified);
  }
  return std::nullopt;
}

}  // namespace

void append_audit(Connection& connection, const CommandRequest& request, const std::string& outcome,
                  std::optional<std::string_view> answer) {
  const Head head = lock_head(connection, request.county_id);
  AuditRow row{request.county_id,
               head.sequence + 1,
               connection.query_text("SELECT UTC_TIMESTAMP(6)").value(),
               request.actor,
               request.operation,
               request.idempotency_key,
               request.content_hash,
               outcome,
               head.hash,
               answer ? content_hash(*answer) : std::string()};
  const std::string hash = hash_of(row);
  connection.execute(fmt::format(
      "INSERT INTO audit_entry (county_id, sequence, recorded_at, actor, operation, "
      "idempotency_key,"
      " content_hash, outcome, previous_hash, hash) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, "
      "{})",
      row.county_id, row.sequence, connection.quoted(row.recorded_at), connection.quoted(row.actor),
      connection.quoted(row.operation), connection.quoted(row.idempotency_key),
      connection.quoted(row.content_hash), connection.quoted(row.outcome),
      connection.quoted(row.previous_hash), connection.quoted(hash)));
  if (!row.answer_hash.empty()) {
    connection.execute(fmt::format(
        "INSERT INTO audit_answer (county_id, sequence, answer_hash) VALUES ({}, {}, {})",
        row.county_id, row.sequence, connection.quoted(row.answer_hash)));
  }
  connection.execute(
      fmt::format("UPDATE audit_head SET sequence = {}, hash = {} WHERE county_id = {}",
                  row.sequence, connection.quoted(hash), row.county_id));
}

ChainPosition audit_head(Connection& connection, std::int64_t county_id) {
  return only_head(connection.query(
      fmt::format("SELECT sequence, hash FROM audit_head WHERE county_id = {}", county_id)));
}

std::optional<BrokenLink> verify_audit_chain_from(
    Connection& connection, std::int64_t county_id, ChainPosition& position,
    const std::function<void(const ChainPosition&)>& on_row) {
  Head head_before;
  while (true) {
    if (auto broken = verify_rows_after(connection, county_id, position, on_row)) return broken;
    const Head head = audit_head(connection, county_id);
    if (head == position) return std::nullopt;
    // The chain may have grown since its rows were read; a head that stays ahead of them may not.
    if (head.sequence <= position.sequence || head == head_before) {
      return BrokenLink{position.sequence + 1, "the chain ends too early"};
    }
    head_before = head;
  }
}

std::optional<BrokenLink> verify_audit_chain(Connection& connection, std::int64_t county_id) {
  ChainPosition position;
  return verify_audit_chain_from(connection, county_id, position);
}

}  // namespace wutong::inventory
