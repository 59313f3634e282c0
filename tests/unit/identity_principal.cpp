#include "procurement/identity/principal.h"

#include <catch2/catch.hpp>

#include "procurement/refusal/refusal.h"

using namespace wutong::procurement;

namespace {

// The centre, a township with two clinics, another township.
const FacilityTree tree({{1, 0}, {10, 1}, {101, 10}, {102, 10}, {20, 1}});

Principal with(std::vector<Grant> grants) {
  Principal principal;
  principal.user_name = "wang";
  principal.grants = std::move(grants);
  return principal;
}

}  // namespace

TEST_CASE("a path goes from the facility to the centre", "[identity]") {
  CHECK(tree.path_of(101) == FacilityPath{101, 10, 1});
  CHECK(tree.path_of(1) == FacilityPath{1});
  CHECK(tree.path_of(999).empty());
  // A circle, which the catalogue refuses, does not hang.
  CHECK(FacilityTree({{5, 6}, {6, 5}}).path_of(5).size() <= 3);
}

TEST_CASE("a grant reaches its facility and what is below, nothing beside or above", "[identity]") {
  const Principal pharmacist = with({{Role::township_pharmacist, 10}});
  const Duty duty = Duty::confirm_shipments;
  CHECK(permits(pharmacist, duty, tree.path_of(10)));
  CHECK(permits(pharmacist, duty, tree.path_of(101)));
  CHECK(permits(pharmacist, duty, tree.path_of(102)));
  CHECK_FALSE(permits(pharmacist, duty, tree.path_of(1)));
  CHECK_FALSE(permits(pharmacist, duty, tree.path_of(20)));
  CHECK_FALSE(permits(pharmacist, duty, tree.path_of(999)));
  CHECK_FALSE(permits_in_county(pharmacist, duty));
  CHECK(permits_somewhere(pharmacist, duty));
  CHECK_FALSE(permits(pharmacist, Duty::place_orders, tree.path_of(10)));
}

TEST_CASE("a grant for the county reaches everything, with its duties only", "[identity]") {
  const Principal manager = with({{Role::purchasing_manager, 0}});
  CHECK(permits(manager, Duty::allocate_stock, tree.path_of(102)));
  CHECK(permits_in_county(manager, Duty::keep_catalogue));
  CHECK_FALSE(permits_in_county(manager, Duty::keep_users));
  CHECK_FALSE(permits_somewhere(with({}), Duty::read_catalogue));
}

TEST_CASE("two grants do not mix: a duty holds where its own role is held", "[identity]") {
  const Principal both = with({{Role::picker, 1}, {Role::village_doctor, 101}});
  CHECK(permits(both, Duty::pick_shipments, tree.path_of(20)));
  CHECK(permits(both, Duty::submit_requisitions, tree.path_of(101)));
  CHECK_FALSE(permits(both, Duty::submit_requisitions, tree.path_of(20)));
}

TEST_CASE("a token does what its scopes and its owner both allow", "[identity]") {
  Principal token = with({{Role::purchasing_manager, 0}});
  token.scopes = DutySet{Duty::read_catalogue, Duty::keep_users};
  CHECK(permits_in_county(token, Duty::read_catalogue));
  CHECK_FALSE(permits_in_county(token, Duty::keep_catalogue));
  CHECK_FALSE(permits_in_county(token, Duty::keep_users));
  CHECK(duties_of(token) == DutySet{Duty::read_catalogue});
}

TEST_CASE("nothing is permitted until a password that was given out is changed", "[identity]") {
  Principal fresh = with({{Role::administrator, 0}});
  CHECK(permits_in_county(fresh, Duty::keep_users));
  fresh.must_change_password = true;
  for (const Duty duty : all_duties()) {
    CHECK_FALSE(permits_somewhere(fresh, duty));
  }
  CHECK(duties_of(fresh).empty());
}

TEST_CASE("a supplier's account sees its own supplier only", "[identity]") {
  Principal supplier = with({{Role::supplier, 0}});
  supplier.supplier_id = 700;
  CHECK(sees_supplier(supplier, 700));
  CHECK_FALSE(sees_supplier(supplier, 701));
  CHECK(sees_supplier(with({}), 701));
}

TEST_CASE("a duty that is missing is refused by name", "[identity]") {
  const Principal pharmacist = with({{Role::township_pharmacist, 10}});
  const auto missing = [&](auto&& check) {
    try {
      check();
    } catch (const Refused& refused) {
      return refused.refusal() == Refusal::duty_missing && refused.figures().at(0) == "wang";
    }
    return false;
  };
  CHECK(missing([&] { require_permit(pharmacist, Duty::confirm_shipments, tree.path_of(20)); }));
  CHECK(missing([&] { require_permit_in_county(pharmacist, Duty::count_stock); }));
  CHECK(missing([&] { require_permit_somewhere(pharmacist, Duty::keep_users); }));
  require_permit(pharmacist, Duty::confirm_shipments, tree.path_of(101));
  require_permit_somewhere(pharmacist, Duty::count_stock);
}
