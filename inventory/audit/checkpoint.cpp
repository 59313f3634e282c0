#include "inventory/audit/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace wutong::inventory {

namespace {

constexpr std::string_view title = "wutong audit checkpoint 1\n";
constexpr std::string_view columns =
    "county_id, number, sequence, hash, made_at, previous, key_fingerprint, signature";

/// Takes "name: value\n" off the front; an empty value means that it is not there.
std::string take_line(std::string_view& text, std::string_view name) {
  if (!text.starts_with(name) || !text.substr(name.size()).starts_with(": ")) return {};
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return {};
  std::string value(text.substr(name.size() + 2, end - name.size() - 2));
  text.remove_prefix(end + 1);
  return value;
}

std::int64_t take_number(std::string_view& text, std::string_view name) {
  const std::string value = take_line(text, name);
  std::int64_t number = -1;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

std::vector<Checkpoint> read(Rows rows) {
  std::vector<Checkpoint> checkpoints;
  while (rows.next()) {
    checkpoints.push_back({rows.integer(1), rows.integer(2), rows.integer(3), rows.text(4),
                           rows.text(5), rows.text(6), rows.text(7), rows.text(8)});
  }
  return checkpoints;
}

}  // namespace

std::string signed_text(const Checkpoint& checkpoint) {
  return fmt::format(
      "{}county_id: {}\nnumber: {}\nsequence: {}\nhash: {}\nmade_at: {}\nprevious: {}\nkey: {}\n",
      title, checkpoint.county_id, checkpoint.number, checkpoint.sequence, checkpoint.hash,
      checkpoint.made_at, checkpoint.previous, checkpoint.key_fingerprint);
}

std::string file_text(const Checkpoint& checkpoint) {
  return signed_text(checkpoint) + "signature: " + checkpoint.signature + "\n";
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '\r');
  std::string_view rest = plain;
  if (!rest.starts_with(title)) return std::nullopt;
  rest.remove_prefix(title.size());
  Checkpoint checkpoint;
  checkpoint.county_id = take_number(rest, "county_id");
  checkpoint.number = take_number(rest, "number");
  checkpoint.sequence = take_number(rest, "sequence");
  checkpoint.hash = take_line(rest, "hash");
  checkpoint.made_at = take_line(rest, "made_at");
  checkpoint.previous = take_line(rest, "previous");
  checkpoint.key_fingerprint = take_line(rest, "key");
  checkpoint.signature = take_line(rest, "signature");
  // Only what would be written so again.
  if (file_text(checkpoint) != plain) return std::nullopt;
  return checkpoint;
}

bool is_signed_by_one_of(const std::vector<AuditPublicKey>& keys, const Checkpoint& checkpoint) {
  return std::any_of(keys.begin(), keys.end(), [&](const AuditPublicKey& key) {
    return key.fingerprint() == checkpoint.key_fingerprint &&
           key.signed_this(signed_text(checkpoint), checkpoint.signature);
  });
}

std::vector<Checkpoint> load_checkpoints(Connection& connection, std::int64_t county_id,
                                         std::int64_t after, std::int64_t limit) {
  return read(connection.query(
      fmt::format("SELECT {} FROM audit_checkpoint WHERE county_id = {} AND number > {}"
                  " ORDER BY number LIMIT {}",
                  columns, county_id, after, limit)));
}

std::optional<Checkpoint> newest_checkpoint(Connection& connection, std::int64_t county_id) {
  const auto newest = read(connection.query(fmt::format(
      "SELECT {} FROM audit_checkpoint WHERE county_id = {} ORDER BY number DESC LIMIT 1", columns,
      county_id)));
  return newest.empty() ? std::nullopt : std::optional(newest.front());
}

void insert_checkpoint(Connection& connection, const Checkpoint& checkpoint) {
  connection.execute(fmt::format(
      "INSERT INTO audit_checkpoint ({}) VALUES ({}, {}, {}, {}, {}, {}, {}, {})", columns,
      checkpoint.county_id, checkpoint.number, checkpoint.sequence,
      connection.quoted(checkpoint.hash), connection.quoted(checkpoint.made_at),
      connection.quoted(checkpoint.previous), connection.quoted(checkpoint.key_fingerprint),
      connection.quoted(checkpoint.signature)));
}

}  // namespace wutong::inventory
