#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "procurement/identity/create_user.h"
#include "procurement/identity/identity.h"
#include "procurement/identity/sign_in.h"
#include "procurement/refusal/refusal.h"
#include "tests/support/test_database.h"

namespace wutong::test {

/// A county with a centre ZX, townships T1 (clinics V11, V12) and T2, suppliers S1 and S2, and
/// passwords that cost next to nothing. The clock stands still until it is moved.
class SmallIdentity {
 public:
  static constexpr std::int64_t county_id = 1;
  static constexpr const char* password = "a long enough secret";

  SmallIdentity();

  procurement::Identity& identity() { return identity_; }
  procurement::Identity& operator*() { return identity_; }
  inventory::Instant now() const { return now_; }
  void later(std::chrono::seconds time) { now_ += time; }

  /// A request of the command line, with a key of its own.
  procurement::AccountRequest request();
  procurement::AccountRequest request_of(const std::string& user_name);

  /// A user with `password`, not to be changed, and these roles: "role" or "role facility".
  void add_user(const std::string& user_name, const std::vector<std::string>& roles = {});
  void add_supplier(const std::string& user_name, const std::string& supplier_code);
  std::int64_t user_id(const std::string& user_name);

  procurement::SignInAttempt attempt(const std::string& user_name,
                                     const std::string& with_password = password,
                                     const std::string& source = "10.0.0.1");
  procurement::SignedIn sign_in(const std::string& user_name);
  /// "signed in", or the wire name of the refusal.
  std::string outcome(const procurement::SignInAttempt& attempt);

  std::string broken_invariants();
  /// Every value of every column of every table, one a line.
  std::string everything_stored();
  std::vector<std::string> audit_outcomes(const std::string& operation);

  TestDatabase database;

 private:
  void set_up_county();
  procurement::PasswordHasher hasher_;
  procurement::SealingKey sealing_key_;
  procurement::Identity identity_;
  inventory::Instant now_;
  int requests_ = 0;
};

/// "done", or the wire name of the refusal and its figures.
template <typename Action>
std::string said(const Action& action) {
  try {
    action();
  } catch (const procurement::Refused& refused) {
    std::string text(wire_name(refused.refusal()));
    for (const std::string& figure : refused.figures()) text += " " + figure;
    return text;
  }
  return "done";
}

}  // namespace wutong::test
