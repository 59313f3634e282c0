#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "procurement/identity/role.h"
#include "procurement/identity/role_conflicts.h"
#include "sql/embedded_files.h"

using namespace wutong;
using namespace wutong::procurement;

TEST_CASE("every duty has a wire name of its own that can be read back", "[identity]") {
  std::set<std::string_view> names;
  for (const Duty duty : all_duties()) {
    CHECK(names.insert(wire_name(duty)).second);
    CHECK(parse_duty(wire_name(duty)) == duty);
  }
  CHECK_FALSE(parse_duty("keep_everything"));
  CHECK_FALSE(parse_duty(""));
}

TEST_CASE("the console's duties are there under their names", "[identity]") {
  for (const char* name : {"read_catalogue", "keep_catalogue", "read_members", "keep_members",
                           "read_suppliers", "keep_suppliers", "read_users", "keep_users",
                           "read_audit", "read_cycles", "import_data", "export_data"}) {
    CHECK(parse_duty(name));
  }
}

TEST_CASE("every role has names in both languages and duties", "[identity]") {
  std::set<std::string_view> names;
  for (const RoleText& role : all_roles()) {
    INFO(role.wire_name);
    CHECK(names.insert(role.wire_name).second);
    CHECK(parse_role(role.wire_name) == role.role);
    CHECK_FALSE(role.name_zh.empty());
    CHECK_FALSE(role.name_en.empty());
    CHECK_FALSE(role.duties.empty());
  }
  CHECK_FALSE(parse_role("owner"));
}

TEST_CASE("a supervisory role changes nothing, and every other role changes something",
          "[identity]") {
  int supervisors = 0;
  for (const RoleText& role : all_roles()) {
    INFO(role.wire_name);
    bool reads = true;
    for (const Duty duty : role.duties.list()) reads = reads && only_reads(duty);
    CHECK(reads == role.read_only);
    if (role.read_only) ++supervisors;
  }
  CHECK(supervisors == 4);
}

TEST_CASE("every duty is somebody's, and users are kept by administrators alone", "[identity]") {
  for (const Duty duty : all_duties()) {
    INFO(wire_name(duty));
    int holders = 0;
    for (const RoleText& role : all_roles()) holders += role.duties.contains(duty) ? 1 : 0;
    CHECK(holders > 0);
    if (duty == Duty::keep_users) CHECK(holders == 1);
  }
  CHECK(role_text(Role::administrator).duties.contains(Duty::keep_users));
}

TEST_CASE("no single role holds both sides of an approval at the centre", "[identity]") {
  const std::pair<Duty, Duty> apart[] = {
      {Duty::receive_deliveries, Duty::inspect_deliveries},
      {Duty::pick_shipments, Duty::check_shipments},
      {Duty::prepare_payments, Duty::approve_payments},
      {Duty::keep_bargaining, Duty::open_bids},
      {Duty::submit_bids, Duty::open_bids},
      {Duty::count_stock, Duty::adjust_stock},
  };
  for (const RoleText& role : all_roles()) {
    INFO(role.wire_name);
    for (const auto& [first, second] : apart) {
      CHECK_FALSE((role.duties.contains(first) && role.duties.contains(second)));
    }
  }
}

TEST_CASE("which roles go together is the same from both sides", "[identity]") {
  for (const RoleText& one : all_roles()) {
    CHECK(conflict_between(one.role, one.role) == RoleConflict::none);
    for (const RoleText& other : all_roles()) {
      CHECK(conflict_between(one.role, other.role) == conflict_between(other.role, one.role));
      const bool mixed = one.read_only != other.read_only;
      if (mixed) CHECK(conflict_between(one.role, other.role) == RoleConflict::refused);
    }
  }
  CHECK(conflict_between(Role::administrator, Role::requester) == RoleConflict::refused);
  CHECK(conflict_between(Role::supplier, Role::picker) == RoleConflict::refused);
  CHECK(conflict_between(Role::payment_preparer, Role::payment_approver) == RoleConflict::refused);
  CHECK(conflict_between(Role::bid_opener, Role::purchasing_manager) == RoleConflict::refused);
  CHECK(conflict_between(Role::receiver, Role::inspector) == RoleConflict::warned);
  CHECK(conflict_between(Role::requester, Role::approver) == RoleConflict::warned);
  CHECK(conflict_between(Role::picker, Role::checker) == RoleConflict::warned);
  CHECK(conflict_between(Role::requester, Role::picker) == RoleConflict::none);
  CHECK(conflict_between(Role::government_inspector, Role::group_supervisor) == RoleConflict::none);
}

TEST_CASE("the conflicts of a list of roles come once each", "[identity]") {
  CHECK(conflicts_among({Role::requester, Role::picker, Role::requester}).empty());
  const auto conflicts = conflicts_among({Role::checker, Role::supplier, Role::picker});
  REQUIRE(conflicts.size() == 3);
  CHECK(conflicts[0].one == Role::picker);
  CHECK(conflicts[0].other == Role::checker);
  CHECK(conflicts[0].conflict == RoleConflict::warned);
  CHECK(conflicts[1].conflict == RoleConflict::refused);
}

TEST_CASE("the invariant on grants knows exactly the roles of the table", "[identity]") {
  const auto files = embedded_files_in("inventory/invariants/");
  std::string sql;
  for (const auto& file : files) {
    if (file.path.find("grants_name_known") != std::string_view::npos) sql = file.content;
  }
  REQUIRE_FALSE(sql.empty());
  std::size_t quoted = 0;
  for (const RoleText& role : all_roles()) {
    INFO(role.wire_name);
    CHECK(sql.find("'" + std::string(role.wire_name) + "'") != std::string::npos);
  }
  for (const char c : sql) quoted += c == '\'' ? 1U : 0U;
  CHECK(quoted == 2 * all_roles().size());
}
