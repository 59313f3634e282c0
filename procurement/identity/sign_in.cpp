#include "procurement/identity/sign_in.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "inventory/identifier.h"
#include "inventory/tables/session_table.h"
#include "inventory/tables/sign_in_table.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/attempt_counting.h"
#include "procurement/identity/principal_loading.h"
#include "procurement/identity/random_secret.h"
#include "procurement/identity/source_address.h"
#include "procurement/identity/totp_check.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::CredentialRecord;
using inventory::Instant;
using inventory::SessionRecord;
using inventory::UserRecord;

namespace {

/// The account that a name belongs to, as it was before the password was computed.
struct Account {
  UserRecord user;
  CredentialRecord credential;
};

/// One attempt, with what the steps below find out about it.
struct Attempt {
  const SignInAttempt& given;
  std::string user_name;  ///< in small letters
  std::string source;
  Instant now;
  std::string key;  ///< in the audit chain
  std::optional<Account> account{};
  std::string device_hash{};  ///< empty: no device cookie
  std::string address_hash{};
  std::vector<CountedBy> counted{};

  std::string actor() const { return account ? "user:" + account->user.user_name : "unknown"; }
};

std::string small_letters(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::optional<Account> find_account(Connection& connection, std::int64_t county_id,
                                    const std::string& user_name) {
  auto user = inventory::find_user(connection, county_id, user_name);
  if (!user) return std::nullopt;
  auto credential = inventory::load_credential(connection, county_id, user->user_id);
  return Account{std::move(*user), std::move(credential)};
}

/// A device that has signed in before counts on its own, so that nobody else can make it wait. A
/// place that has, does not count against the user, whom others may be guessing at.
std::vector<CountedBy> counted_by(const Attempt& attempt, const AttemptLimits& limits,
                                  const std::vector<std::string>& known) {
  const auto is_known = [&](const std::string& hash) {
    return !hash.empty() && std::find(known.begin(), known.end(), hash) != known.end();
  };
  if (is_known(attempt.device_hash)) {
    return {{fmt::format("device/{}/{}", attempt.user_name, attempt.device_hash),
             limits.user_and_source}};
  }
  std::vector<CountedBy> counted{
      {fmt::format("pair/{}/{}", attempt.source, attempt.user_name), limits.user_and_source},
      {"source/" + attempt.source, limits.source}};
  if (!is_known(attempt.address_hash)) {
    counted.push_back({"user/" + attempt.user_name, limits.user});
  }
  return counted;
}

Attempt look_at(Identity& identity, const SignInAttempt& given, Instant now) {
  Attempt attempt{given, small_letters(given.user_name), source_of(given.source_address), now, {}};
  attempt.key =
      fmt::format("sign_in/{}/{}", attempt.source, inventory::IdentifierSource::shared().next());
  if (county_of_token(TokenKind::device, given.device_token) == given.county_id) {
    attempt.device_hash = secret_hash(given.device_token);
  }
  attempt.address_hash = identity.sealing_key.fingerprint("address/" + attempt.source);
  const auto connection = identity.store.lease();
  attempt.account = find_account(*connection, given.county_id, attempt.user_name);
  std::vector<std::string> known;
  if (attempt.account) {
    known = inventory::known_origins(*connection, given.county_id, attempt.account->user.user_id,
                                     {attempt.device_hash, attempt.address_hash});
  }
  attempt.counted = counted_by(attempt, identity.settings.attempts, known);
  return attempt;
}

bool password_is_right(Identity& identity, const Attempt& attempt) {
  try {
    if (!attempt.account) return identity.hasher.matches_nobody(attempt.given.password);
    return identity.hasher.matches(attempt.account->credential.password_hash,
                                   attempt.given.password);
  } catch (const Refused&) {  // too many wait: nothing was judged
    take_attempt_back(identity, attempt.given.county_id, attempt.counted);
    throw;
  }
}

[[noreturn]] void fail(Identity& identity, const Attempt& attempt, Refusal refusal,
                       const std::string& why) {
  run_housekeeping(identity.store, [&](Connection& connection) {
    note_in_audit(connection, {attempt.given.county_id, "sign_in", attempt.actor(), attempt.key,
                               "refused: " + why});
  });
  throw Refused(refusal);
}

/// Ends what is over, and the oldest beyond what one user may have, so that one more fits.
void make_room(Connection& connection, const Attempt& attempt, const IdentitySettings& settings) {
  const auto sessions =
      inventory::load_sessions(connection, attempt.given.county_id, attempt.account->user.user_id);
  std::vector<std::string> ended;
  std::size_t kept = 0;
  for (const SessionRecord& session : sessions) {
    const bool over = attempt.now >= session.expires_at ||
                      attempt.now >= session.last_seen_at + settings.session_idle;
    if (over || ++kept >= settings.sessions_at_most) ended.push_back(session.token_hash);
  }
  inventory::end_sessions(connection, attempt.given.county_id, ended);
}

/// What the locked account says now; it may have changed while the password was computed.
enum class Verdict : std::uint8_t { good, gone, code_missing, code_wrong };

Verdict judge(const Identity& identity, Connection& connection, const Attempt& attempt,
              CredentialRecord& credential) {
  const auto user = inventory::find_user(connection, attempt.given.county_id, attempt.user_name);
  const bool same = user && user->status == inventory::UserStatus::enabled &&
                    credential.password_hash == attempt.account->credential.password_hash;
  if (!same) return Verdict::gone;
  if (!credential.totp_confirmed) return Verdict::good;
  if (attempt.given.totp_code.empty()) return Verdict::code_missing;
  const bool right = take_totp_code(identity, attempt.given.county_id, credential,
                                    attempt.given.totp_code, attempt.now);
  return right ? Verdict::good : Verdict::code_wrong;
}

/// Tokens and hashes made before the transaction, so that it may be repeated.
struct Fresh {
  std::string session_token;
  std::string device_token;
  std::optional<std::string> password_hash;  ///< at the cost of today
};

void write_session(Identity& identity, Connection& connection, const Attempt& attempt,
                   CredentialRecord credential, const Fresh& fresh) {
  const std::int64_t county_id = attempt.given.county_id;
  const std::int64_t user_id = credential.user_id;
  const IdentitySettings& settings = identity.settings;
  make_room(connection, attempt, settings);
  inventory::insert_session(connection, county_id,
                            {secret_hash(fresh.session_token), user_id, attempt.now, attempt.now,
                             attempt.now + settings.session_at_most});
  if (fresh.password_hash) credential.password_hash = *fresh.password_hash;
  inventory::save_credential(connection, county_id, credential, attempt.now);
  inventory::note_sign_in(connection, county_id, user_id, attempt.now);
  inventory::note_origins(
      connection, county_id, user_id, {secret_hash(fresh.device_token), attempt.address_hash},
      attempt.now, {attempt.now - settings.origins_forgotten_after, settings.origins_at_most});
  forgive_attempt(identity, connection, county_id, attempt.counted);
  inventory::forget_counters(connection, county_id, attempt.now - std::chrono::hours(2));
  note_in_audit(connection, {county_id, "sign_in", attempt.actor(), attempt.key, "done"});
}

Verdict admit(Identity& identity, const Attempt& attempt, const Fresh& fresh) {
  Verdict verdict{};
  run_housekeeping(identity.store, [&](Connection& connection) {
    CredentialRecord credential = inventory::lock_credential(connection, attempt.given.county_id,
                                                             attempt.account->user.user_id);
    verdict = judge(identity, connection, attempt, credential);
    if (verdict == Verdict::good) {
      write_session(identity, connection, attempt, std::move(credential), fresh);
    }
  });
  return verdict;
}

Fresh make_fresh(Identity& identity, const Attempt& attempt) {
  Fresh fresh{random_token(TokenKind::session, attempt.given.county_id),
              attempt.device_hash.empty() ? random_token(TokenKind::device, attempt.given.county_id)
                                          : attempt.given.device_token,
              {}};
  if (identity.hasher.is_outdated(attempt.account->credential.password_hash)) {
    fresh.password_hash = identity.hasher.hash(attempt.given.password);
  }
  return fresh;
}

void require_good(Identity& identity, const Attempt& attempt, Verdict verdict) {
  switch (verdict) {
    case Verdict::good:
      return;
    case Verdict::gone:
      fail(identity, attempt, Refusal::sign_in_failed, "the account was changed meanwhile");
    case Verdict::code_missing:
      fail(identity, attempt, Refusal::totp_code_required, "totp_code_required");
    case Verdict::code_wrong:
      fail(identity, attempt, Refusal::sign_in_failed, "sign_in_failed, wrong code");
  }
}

}  // namespace

SignedIn sign_in(Identity& identity, const SignInAttempt& given, Instant now) {
  const Attempt attempt = look_at(identity, given, now);
  count_attempt(identity, given.county_id, attempt.counted, {attempt.actor(), attempt.key}, now);
  if (!password_is_right(identity, attempt)) {
    fail(identity, attempt, Refusal::sign_in_failed,
         attempt.account ? "sign_in_failed, wrong password" : "sign_in_failed, no such user");
  }
  if (attempt.account->user.status != inventory::UserStatus::enabled) {
    fail(identity, attempt, Refusal::sign_in_failed, "sign_in_failed, the user is disabled");
  }
  const Fresh fresh = make_fresh(identity, attempt);
  require_good(identity, attempt, admit(identity, attempt, fresh));
  auto session = identify_session(identity, fresh.session_token, now);
  if (!session) throw Refused(Refusal::not_signed_in);  // ended already, by somebody else
  return {fresh.session_token, fresh.device_token, std::move(*session)};
}

}  // namespace wutong::procurement
