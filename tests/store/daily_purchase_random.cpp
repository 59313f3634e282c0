#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "inventory/run_command.h"
#include "procurement/distribution/dispatch_to_members.h"
#include "procurement/purchase/agreements/make_agreements.h"
#include "procurement/purchase/consolidation/consolidate.h"
#include "procurement/purchase/orders/answer_order.h"
#include "procurement/purchase/orders/approve_order.h"
#include "procurement/purchase/orders/change_order.h"
#include "procurement/purchase/orders/end_order.h"
#include "procurement/purchase/orders/send_order.h"
#include "procurement/purchase/periods/open_period.h"
#include "procurement/purchase/receiving/announce_notice.h"
#include "procurement/purchase/receiving/inspect_delivery.h"
#include "procurement/purchase/receiving/record_delivery.h"
#include "procurement/purchase/receiving/return_goods.h"
#include "procurement/purchase/receiving/settle_nonconformance.h"
#include "procurement/purchase/requisitions/cancel_requisition.h"
#include "procurement/purchase/requisitions/initiate_requisition.h"
#include "procurement/purchase/requisitions/review_requisition.h"
#include "procurement/purchase/requisitions/submit_requisition.h"
#include "procurement/refusal/refusal.h"
#include "tests/support/daily_purchase_model.h"
#include "tests/support/organisation_actor.h"
#include "tests/support/purchase_county.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::Recording;
using pricing::Quantity;
using test::day;
using Model = test::DailyPurchaseModel;
using Lines = std::vector<std::string>;

namespace {

const std::array<std::string, 4> facilities{"V1", "V2", "T1", "H1"};
const std::array<std::string, 3> actors{"user:a", "user:b", "user:c"};
const std::array<std::string, 4> expiries{"2027-05-01", "2028-01-01", "2028-07-31", "2030-12-31"};

AgreementInput agreement(const char* item, const char* price, inventory::DeliverySite delivery) {
  AgreementInput input;
  input.supplier_code = "S1";
  input.item_code = item;
  input.kind = inventory::AgreementKind::contract;
  input.pack_price = pricing::UnitPrice::parse(price);
  input.first_day = day("2026-01-01");
  input.last_day = day("2026-12-31");
  input.delivery = delivery;
  return input;
}

/// The county of the model, and a key for every deed, so that a deed can be repeated.
class Workload : public test::PurchaseCounty {
 public:
  Workload(std::uint64_t seed, int operations) : chance_(seed) {
    does("user:centre", [](Connection& connection, const Recording& recording) {
      return open_period(connection, recording, {"2026-11", 30});
    });
    does("user:centre", [](Connection& connection, const Recording& recording) {
      return make_agreements(connection, recording,
                             {agreement("A", "1.37", inventory::DeliverySite::centre),
                              agreement("B", "0.99", inventory::DeliverySite::direct)});
    });
    // The hospital's is used up on the way; the others last.
    model_.released = {
        {"COUNTY", operations * 2'000}, {"T1", operations * 2'000}, {"H1", operations * 30}};
    for (const auto& [code, fen] : model_.released) {
      opens_budget(code, code == "COUNTY" ? "C1" : code, fen);
    }
  }

  /// One deed of somebody, in the store and in the model.
  void act();
  void compare();

 private:
  using Deed = std::function<std::string(Connection&, const Recording&)>;
  struct Done {
    std::string key;
    std::string actor;
    Deed deed;
    std::string answer;
  };

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(chance_() % count); }
  std::int64_t quantity_below(std::int64_t count) {
    return static_cast<std::int64_t>(below(static_cast<std::size_t>(count)));
  }
  /// Mostly a recent one, so that what was begun gets to its end.
  template <typename Map>
  typename Map::value_type* any(Map& map) {
    if (map.empty()) return nullptr;
    auto& known = numbers_[static_cast<const void*>(&map)];
    if (known.size() != map.size()) {
      for (auto& one : map) {
        if (known_.insert(&one).second) known.push_back(&one);
      }
    }
    const std::size_t recent = known.size() > 12 && below(8) != 0 ? known.size() - 12 : 0;
    return static_cast<typename Map::value_type*>(known.at(recent + below(known.size() - recent)));
  }
  std::int64_t seen(std::int64_t version) { return below(12) == 0 ? version - 1 : version; }

  std::string run(const std::string& key, const std::string& actor, const Deed& deed) {
    const Recording recording{county, actor, day("2026-11-22") + std::chrono::hours(9),
                              day("2026-11-22")};
    try {
      return inventory::run_command(
                 database.store(), {county, "workload", key, "", actor},
                 [&](Connection& connection) { return deed(connection, recording); })
          .answer;
    } catch (const Refused& refused) {
      return refused.what();
    }
  }

  /// Does it once; now and then again under the same key, at once or much later.
  std::string settle(const std::string& wanted, const Deed& deed, const std::string& actor) {
    const std::string key = "operation " + std::to_string(++keys_);
    const std::string answer = run(key, actor, deed);
    const bool is_done = answer.front() == '{';
    INFO(answer);
    REQUIRE((is_done ? "done" : answer.substr(0, answer.find(':'))) == wanted);
    ++outcomes_[wanted];
    if (below(8) == 0) REQUIRE(run(key, actor, deed) == answer);
    if (is_done) {
      done_.push_back({key, actor, deed, answer});
      const Done& earlier = done_.at(below(done_.size()));
      if (below(8) == 0) REQUIRE(run(earlier.key, earlier.actor, earlier.deed) == earlier.answer);
      if (done_.size() > 200) done_.erase(done_.begin());
    }
    return answer;
  }

  void ask();
  void judge();
  void submit_or_cancel();
  void consolidate_all();
  void undo_one();
  void step_order();
  void announce();
  void withdraw();
  void deliver();
  void inspect();
  void settle_deviation();
  void dispatch();
  void return_some();
  void send_or_credit();

  Model model_;
  std::mt19937_64 chance_;
  std::string actor_;
  std::map<const void*, std::vector<void*>> numbers_;
  std::set<void*> known_;
  std::map<std::string, std::int64_t> notice_ids_;
  std::vector<Done> done_;
  int keys_ = 0;
  int named_ = 0;

 public:
  std::map<std::string, int> outcomes_;
};

void Workload::ask() {
  Model::Requisition begun;
  begun.facility = facilities.at(below(facilities.size()));
  begun.item = below(3) == 0 ? "B" : "A";
  begun.is_regular = below(4) != 0;
  begun.initiated_by = actor_;
  begun.requested = 1 + quantity_below(300);
  const auto kind = begun.is_regular ? inventory::RequisitionKind::regular
                                     : inventory::RequisitionKind::emergency;
  settle(
      "done",
      [=](Connection& connection, const Recording& recording) {
        return initiate_requisition(connection, recording,
                                    {begun.facility,
                                     kind,
                                     "",
                                     {},
                                     begun.is_regular ? "" : "抢救",
                                     Prefill::given,
                                     {{begun.item, Quantity(begun.requested), {}, ""}}});
      },
      actor_);
  const std::string number =
      database.rows("SELECT requisition_no FROM requisition ORDER BY requisition_id DESC LIMIT 1")
          .front();
  REQUIRE(model_.requisitions.emplace(number, begun).second);
  model_.requisition_order.push_back(number);
}

void Workload::submit_or_cancel() {
  auto* one = any(model_.requisitions);
  if (one == nullptr) return ask();
  const SeenRequisition seen_now{one->first, seen(one->second.version)};
  if (below(12) == 0) {
    settle(
        model_.cancel(one->second, seen_now.version),
        [=](Connection& connection, const Recording& recording) {
          return cancel_requisition(connection, recording, {seen_now, "不再需要"});
        },
        actor_);
    return;
  }
  settle(
      model_.submit(one->second, seen_now.version, actor_),
      [=](Connection& connection, const Recording& recording) {
        return submit_requisition(connection, recording, seen_now);
      },
      actor_);
}

void Workload::judge() {
  auto* one = any(model_.requisitions);
  if (one == nullptr) return ask();
  const SeenRequisition seen_now{one->first, seen(one->second.version)};
  const std::size_t dice = below(20);
  const auto judgement = dice == 0   ? Judgement::send_back
                         : dice == 1 ? Judgement::reject
                                     : Judgement::let_through;
  const char* name = dice == 0 ? "return" : dice == 1 ? "reject" : "let_through";
  const std::int64_t let = below(4) != 0 ? std::max<std::int64_t>(one->second.standing, 1)
                                         : quantity_below(one->second.requested + 3);
  std::vector<JudgedItem> items;
  if (judgement == Judgement::let_through) items.push_back({one->second.item, Quantity(let)});
  settle(
      model_.review(one->second, seen_now.version, actor_, name, let),
      [=](Connection& connection, const Recording& recording) {
        return review_requisition(connection, recording,
                                  {seen_now, judgement, items, "stock_enough", ""});
      },
      actor_);
}

void Workload::consolidate_all() {
  settle(
      model_.consolidate(actor_),
      [](Connection& connection, const Recording& recording) {
        const ConsolidationInput input{true, {}, inventory::DeliveryRule::as_agreed, {}};
        const auto decision = decide_consolidation(connection, recording.county_id, recording.today,
                                                   input, Reading::only);
        return consolidate(connection, recording, input, decision.fingerprint);
      },
      actor_);
}

void Workload::undo_one() {
  auto* one = any(model_.consolidations);
  if (one == nullptr) return consolidate_all();
  const UndoConsolidation input{one->first, seen(one->second.version), "弄错了"};
  settle(
      model_.undo(one->second, input.version),
      [=](Connection& connection, const Recording& recording) {
        return undo_consolidation(connection, recording, input);
      },
      actor_);
}

void Workload::step_order() {
  auto* one = any(model_.orders);
  if (one == nullptr) return consolidate_all();
  static const std::vector<std::string> often{"approve", "approve", "approve", "place",
                                              "place",   "place",   "confirm", "confirm"};
  static const std::vector<std::string> seldom{"change", "cancel", "close", "decline"};
  // A declined order is ended before long: its agreement is passed over while it stands.
  const std::string action = one->second.state == "declined" && below(2) == 0 ? "cancel"
                             : below(7) == 0 ? seldom.at(below(seldom.size()))
                                             : often.at(below(often.size()));
  const SeenOrder seen_now{one->first, seen(one->second.version)};
  const std::int64_t packs = 1 + quantity_below(one->second.packs + 3);
  const std::string item = one->second.item;
  settle(
      model_.step(one->second, seen_now.version, action, actor_, packs),
      [=](Connection& connection, const Recording& recording) {
        if (action == "approve") return approve_order(connection, recording, {seen_now, {}, ""});
        if (action == "place") return send_order(connection, recording, {seen_now, ""});
        if (action == "change") {
          return change_order(connection, recording, {seen_now, {{item, Quantity(packs)}}, "少要"});
        }
        if (action == "cancel" || action == "close") {
          const OrderEnd end = action == "cancel" ? OrderEnd::cancel : OrderEnd::close;
          return end_order(connection, recording, {seen_now, end, "不再需要"});
        }
        const bool confirms = action == "confirm";
        return answer_order(connection, recording,
                            {seen_now, confirms ? SupplierAnswer::confirm : SupplierAnswer::decline,
                             AnswerFrom::supplier, confirms ? "" : "out_of_stock", ""});
      },
      actor_);
}

void Workload::announce() {
  auto* one = any(model_.orders);
  if (one == nullptr) return consolidate_all();
  const std::string notice_no = "ASN-" + std::to_string(++named_);
  const std::string order_no = one->first;
  const std::int64_t most = one->second.packs * Model::pack_size(one->second.item);
  const std::int64_t quantity = below(3) == 0 ? 1 + quantity_below(most) : most;
  AnnouncedRow row;
  row.item_code = one->second.item;
  row.lot_no = "L" + notice_no;
  row.expires_on = day("2028-01-01");
  row.quantity = Quantity(quantity);
  const std::string wanted = model_.announce(notice_no, order_no, quantity);
  const std::string answer = settle(
      wanted,
      [=](Connection& connection, const Recording& recording) {
        return announce_notice(connection, recording,
                               {notice_no, order_no, "顺丰", std::nullopt, {row}});
      },
      actor_);
  if (wanted == "done") notice_ids_[notice_no] = nlohmann::json::parse(answer).at("notice_id");
}

void Workload::withdraw() {
  auto* one = any(model_.notices);
  if (one == nullptr) return announce();
  const SeenNotice seen_now{notice_ids_.at(one->first), seen(one->second.version)};
  settle(
      model_.withdraw(one->second, seen_now.version),
      [=](Connection& connection, const Recording& recording) {
        return withdraw_notice(connection, recording, seen_now);
      },
      actor_);
}

void Workload::deliver() {
  auto* order = any(model_.orders);
  if (order == nullptr) return consolidate_all();
  Model::Delivery delivery;
  delivery.order = order->first;
  const auto* notice = below(3) == 0 ? any(model_.notices) : nullptr;
  if (notice != nullptr) {
    delivery.notice = notice->first;
    delivery.order = notice->second.order;
  }
  const Model::Order& known = model_.orders.at(delivery.order);
  const std::int64_t open = known.packs * Model::pack_size(known.item) - known.accepted;
  const std::string number = "L" + std::to_string(1'000'000 + ++named_);
  delivery.lot = {expiries.at(below(expiries.size())), number};
  delivery.quantity =
      below(3) == 0 ? 1 + quantity_below(open + 5) : std::max<std::int64_t>(open, 1);
  delivery.received_by = actor_;
  RecordDelivery input{delivery.order, std::nullopt, "随货 " + number, {}};
  if (notice != nullptr) input.notice_id = notice_ids_.at(delivery.notice);
  DeliveredRow row;
  row.item_code = known.item;
  row.lot_no = number;
  row.expires_on = day(delivery.lot.first.c_str());
  row.quantity = Quantity(delivery.quantity);
  input.rows.push_back(row);
  settle(
      model_.deliver(delivery),
      [=](Connection& connection, const Recording& recording) {
        return record_delivery(connection, recording, input);
      },
      actor_);
}

void Workload::inspect() {
  auto* one = any(model_.deliveries);
  if (one == nullptr) return deliver();
  const std::int64_t quantity = one->second.quantity;
  const std::int64_t accepted = below(4) == 0 ? quantity_below(quantity + 1) : quantity;
  const bool rejects = accepted < quantity;
  const InspectDelivery input{
      {one->first, seen(one->second.version)},
      {{1, Quantity(accepted), Quantity(quantity - accepted), rejects ? "damaged" : "", "照片"}}};
  const std::string wanted = model_.inspect(one->first, input.seen.version, actor_, accepted);
  const std::string answer = settle(
      wanted,
      [=](Connection& connection, const Recording& recording) {
        return inspect_delivery(connection, recording, input);
      },
      actor_);
  if (wanted != "done") return;
  model_.note_receipt(nlohmann::json::parse(answer).at("receipt_id"), one->first);
}

void Workload::settle_deviation() {
  auto* one = any(model_.deviations);
  if (one == nullptr) return inspect();
  const SeenNonconformance seen_now{one->first, seen(one->second.version)};
  const bool resolves = below(2) == 0;
  settle(
      resolves ? model_.resolve(one->second, seen_now.version, actor_)
               : model_.close(one->second, seen_now.version, actor_),
      [=](Connection& connection, const Recording& recording) {
        if (!resolves) return close_nonconformance(connection, recording, seen_now);
        return resolve_nonconformance(connection, recording, {seen_now, "returned", "退回"});
      },
      actor_);
}

void Workload::dispatch() {
  const std::string facility = below(3) == 0 ? facilities.at(below(facilities.size())) : "";
  DispatchToMembers input;
  if (!facility.empty()) {
    input.facility_ids.push_back(
        database.figure("SELECT facility_id FROM facility WHERE code = '" + facility + "'"));
  }
  settle(
      model_.dispatch(facility),
      [=](Connection& connection, const Recording& recording) {
        return dispatch_to_members(connection, recording, input);
      },
      actor_);
}

void Workload::return_some() {
  auto* one = any(model_.receipts);
  if (one == nullptr) return inspect();
  const std::int64_t quantity = 1 + quantity_below(one->second.quantity + 1);
  const CreateReturn input{
      one->first,
      "召回",
      {{model_.orders.at(one->second.order).item, one->second.lot.second, Quantity(quantity)}}};
  settle(
      model_.create_return(one->first, quantity),
      [=](Connection& connection, const Recording& recording) {
        return create_return(connection, recording, input);
      },
      actor_);
}

void Workload::send_or_credit() {
  auto* one = any(model_.returns);
  if (one == nullptr) return return_some();
  const SeenReturn seen_now{one->first, seen(one->second.version)};
  const bool sends = below(4) != 0;
  settle(
      sends ? model_.send_return(one->second, seen_now.version)
            : model_.credit_without_note(one->second, seen_now.version),
      [=](Connection& connection, const Recording& recording) {
        return sends ? send_return(connection, recording, seen_now)
                     : credit_return(connection, recording, seen_now, 1);
      },
      actor_);
}

void Workload::act() {
  struct Weighed {
    std::size_t weight;
    void (Workload::*deed)();
  };
  static constexpr std::array<Weighed, 14> deeds{{{14, &Workload::ask},
                                                  {18, &Workload::submit_or_cancel},
                                                  {30, &Workload::judge},
                                                  {3, &Workload::consolidate_all},
                                                  {2, &Workload::undo_one},
                                                  {30, &Workload::step_order},
                                                  {4, &Workload::announce},
                                                  {1, &Workload::withdraw},
                                                  {14, &Workload::deliver},
                                                  {16, &Workload::inspect},
                                                  {4, &Workload::settle_deviation},
                                                  {6, &Workload::dispatch},
                                                  {3, &Workload::return_some},
                                                  {4, &Workload::send_or_credit}}};
  std::size_t sum = 0;
  for (const Weighed& one : deeds) sum += one.weight;
  actor_ = actors.at(below(actors.size()));
  std::size_t dice = below(sum);
  for (const Weighed& one : deeds) {
    if (dice < one.weight) return (this->*one.deed)();
    dice -= one.weight;
  }
}

std::string joined(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "|") + part;
  return text;
}

template <typename Map>
Lines states_of(const Map& map) {
  Lines lines;
  for (const auto& [number, one] : map) {
    lines.push_back(joined({number, one.state, std::to_string(one.version)}));
  }
  return lines;
}

void Workload::compare() {
  const auto states = [&](const std::string& number, const std::string& table) {
    return database.rows("SELECT " + number + ", state, version FROM " + table + " ORDER BY 1");
  };
  CHECK(states("requisition_no", "requisition") == states_of(model_.requisitions));
  CHECK(states("notice_no", "shipping_notice") == states_of(model_.notices));
  CHECK(states("delivery_no", "delivery") == states_of(model_.deliveries));
  CHECK(states("nonconformance_no", "nonconformance") == states_of(model_.deviations));
  CHECK(states("return_no", "supplier_return") == states_of(model_.returns));
  Lines orders, needs, lots, undone;
  for (const auto& [number, one] : model_.orders) {
    const bool is_there = one.packs > 0;
    REQUIRE(is_there);
    orders.push_back(
        joined({number, one.state, std::to_string(one.version), std::to_string(one.packs),
                std::to_string(one.accepted), std::to_string(one.received_fen)}));
  }
  CHECK(database.rows("SELECT o.order_no, o.state, d.version, l.packs, l.accepted_quantity,"
                      " CAST(l.received_amount * 100 AS SIGNED) FROM purchase_order o"
                      " JOIN purchase_order_detail d ON d.order_id = o.order_id"
                      " JOIN purchase_order_line l ON l.order_id = o.order_id ORDER BY 1") ==
        orders);
  for (const auto& [number, one] : model_.consolidations) {
    undone.push_back(joined({number, one.stands ? "standing" : "undone"}));
  }
  CHECK(database.rows("SELECT consolidation_no, state FROM consolidation ORDER BY 1") == undone);
  for (const auto& [key, need] : model_.needs) {
    if (need.requested == 0) continue;
    const auto& [item, is_regular, facility] = key;
    needs.push_back(joined({item, is_regular ? "regular" : "emergency", facility,
                            std::to_string(need.requested), std::to_string(need.allocated)}));
  }
  CHECK(database.rows("SELECT i.code, CONCAT(q.kind, ''), f.code, q.quantity,"
                      " COALESCE(a.quantity, 0) FROM requisition_line q"
                      " JOIN item i ON i.item_id = q.item_id"
                      " JOIN facility f ON f.facility_id = q.facility_id"
                      " LEFT JOIN allocation a ON a.cycle_id = q.cycle_id AND a.item_id = q.item_id"
                      " AND a.kind = q.kind AND a.facility_id = q.facility_id ORDER BY 1, 2, 3") ==
        needs);
  for (const auto& [lot, quantity] : model_.centre_stock) {
    if (quantity > 0) lots.push_back(joined({lot.first, lot.second, std::to_string(quantity)}));
  }
  CHECK(database.rows("SELECT l.expires_on, l.lot_no, b.quantity FROM stock_balance b"
                      " JOIN lot l ON l.lot_id = b.lot_id JOIN facility f"
                      " ON f.facility_id = b.location_id WHERE f.code = 'C1' AND b.quantity > 0"
                      " ORDER BY 1, 2") == lots);
  CHECK(database.figure("SELECT COALESCE(CAST(-SUM(balance) * 100 AS SIGNED), 0) FROM"
                        " account_balance WHERE account = 'payables'") == model_.payable);
  for (const auto& [code, fen] : model_.released) {
    CHECK(budget(code) == std::to_string(fen) + " " + std::to_string(model_.committed[code]) + " " +
                              std::to_string(model_.consumed[code]));
  }
  REQUIRE(broken() == Lines{});
}

std::uint64_t chosen_seed() {
  const char* given = std::getenv("WUTONG_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

/// How many operations: WUTONG_OPERATIONS asks for more than an ordinary day has time for.
int chosen_operations() {
  const char* given = std::getenv("WUTONG_OPERATIONS");
  return given != nullptr ? std::atoi(given) : 2000;
}

}  // namespace

TEST_CASE("whatever people do along the whole purchase, store and model agree", "[daily][random]") {
  const std::uint64_t seed = chosen_seed();
  INFO("WUTONG_SEED=" << seed);
  const int operations = chosen_operations();
  Workload workload(seed, operations);
  for (int operation = 1; operation <= operations; ++operation) {
    INFO("operation " << operation);
    workload.act();
    if (operation % 1000 == 0) workload.compare();
  }
  workload.compare();
  std::string tally;
  for (const auto& [outcome, times] : workload.outcomes_) {
    tally += " " + outcome + " " + std::to_string(times);
  }
  UNSCOPED_INFO(tally);
  // Deeds are mostly done, and what can be refused on the way is.
  CHECK(workload.outcomes_["done"] > operations / 4);
  for (const char* outcome :
       {"record_has_changed", "same_person_for_two_duties", "order_step_not_allowed",
        "inspection_accepts_unfit", "requisition_step_not_allowed", "delivery_step_not_allowed"}) {
    CHECK(workload.outcomes_[outcome] > 0);
  }
}
