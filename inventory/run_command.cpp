#include "inventory/run_command.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <chrono>
#include <exception>
#include <optional>
#include <thread>

#include "inventory/audit_chain.h"
#include "inventory/check_invariants.h"
#include "inventory/database/error.h"
#include "inventory/identifier.h"

namespace wutong::inventory {

namespace {

constexpr int attempts_at_most = 8;

std::optional<CommandResult> earlier_result(Connection& connection, const CommandRequest& request) {
  Rows rows = connection.query(
      fmt::format("SELECT content_hash, operation, answer FROM command WHERE county_id = {} AND"
                  " idempotency_key = {}",
                  request.county_id, connection.quoted(request.idempotency_key)));
  std::optional<CommandResult> result;
  bool same = true;
  while (rows.next()) {
    same = rows.text(1) == request.content_hash && rows.text(2) == request.operation;
    result = CommandResult{rows.text(3), true};
  }
  if (!same) throw ContentDiffers(request.idempotency_key);
  return result;
}

/// Takes the key. Whoever takes the same key meanwhile waits here until this transaction has ended,
/// and then either finds the answer or has its turn.
void claim(Connection& connection, const CommandRequest& request) {
  connection.execute(fmt::format(
      "INSERT INTO command (county_id, idempotency_key, operation, actor, content_hash, answer,"
      " completed_at) VALUES ({}, {}, {}, {}, {}, '', UTC_TIMESTAMP(6))",
      request.county_id, connection.quoted(request.idempotency_key),
      connection.quoted(request.operation), connection.quoted(request.actor),
      connection.quoted(request.content_hash)));
}

void remember(Connection& connection, const CommandRequest& request, const std::string& answer) {
  connection.execute(fmt::format(
      "UPDATE command SET answer = {}, completed_at = UTC_TIMESTAMP(6) WHERE county_id = {} AND"
      " idempotency_key = {}",
      connection.quoted(answer), request.county_id, connection.quoted(request.idempotency_key)));
}

/// A bug in an operation must not become a fact in the books.
void check_what_was_added(Connection& connection, const CommandRequest& request,
                          std::int64_t first_id) {
  const auto broken = broken_by_command(connection, request.county_id, first_id);
  if (broken.empty()) return;
  throw InvariantBroken(fmt::format("{} would break {}: {}", request.operation, broken.front().name,
                                    broken.front().first_violation));
}

CommandResult attempt(Connection& connection, const CommandRequest& request,
                      const std::function<std::string(Connection&)>& operation) {
  Transaction transaction(connection);
  if (auto earlier = earlier_result(connection, request)) return *earlier;
  claim(connection, request);
  const std::int64_t first_id = IdentifierSource::shared().next();
  CommandResult result{operation(connection), false};
  check_what_was_added(connection, request, first_id);
  remember(connection, request, result.answer);
  append_audit(connection, request, "done", result.answer);
  transaction.commit();
  return result;
}

/// Plain characters only, and few enough for the column whatever they are cut from.
std::string short_ascii(std::string_view text) {
  constexpr std::size_t at_most = 50;
  std::string plain(text.substr(0, at_most));
  for (char& c : plain) {
    if (static_cast<unsigned char>(c) >= 0x7f || static_cast<unsigned char>(c) < 0x20) c = '?';
  }
  return plain;
}

/// A refusal leaves a trace, and nothing else. That the trace cannot be written must not hide it.
void audit_failure(Store& store, const CommandRequest& request, const std::exception& error) {
  try {
    const Lease connection = store.lease();
    Transaction transaction(*connection);
    // what() of a refusal is its stable name; of the text of a fault the column keeps the
    // beginning.
    append_audit(*connection, request, "refused: " + short_ascii(error.what()));
    transaction.commit();
  } catch (const std::exception&) {
    return;
  }
}

}  // namespace

CommandResult run_command(Store& store, const CommandRequest& request,
                          const std::function<std::string(Connection&)>& operation) {
  for (int number = 1;; ++number) {
    Lease connection = store.lease();
    try {
      return attempt(*connection, request, operation);
    } catch (const DatabaseError& error) {
      // A duplicate key may be the same command committing in another process: the next attempt
      // replays its answer, or meets the same duplicate again and gives up.
      const bool retry = error.is_transient() || error.is_duplicate();
      if (error.is_connection_lost()) connection.discard();
      if (!retry || number == attempts_at_most) {
        audit_failure(store, request, error);
        throw;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20) * number * number);
    } catch (const DatabaseUnavailable&) {
      throw;
    } catch (const std::exception& error) {
      audit_failure(store, request, error);
      throw;
    }
  }
}

std::string content_hash(std::string_view content) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(content.data()),
                     content.size());
  std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hexadecimal{};
  sodium_bin2hex(hexadecimal.data(), hexadecimal.size(), digest.data(), digest.size());
  return hexadecimal.data();
}

}  // namespace wutong::inventory
