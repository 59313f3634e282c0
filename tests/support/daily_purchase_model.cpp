#include "tests/support/daily_purchase_model.h"

#include <algorithm>
#include <numeric>

namespace wutong::test {

namespace {

const std::string done = "done";
const std::string changed = "record_has_changed";

std::int64_t half_up(std::int64_t price, std::int64_t quantity, std::int64_t size) {
  return (2 * price * quantity + size) / (2 * size);
}

/// From, action, to: what people do with an order.
const std::map<std::pair<std::string, std::string>, std::string> order_steps{
    {{"drafted", "change"}, "drafted"},
    {{"drafted", "approve"}, "approved"},
    {{"drafted", "cancel"}, "cancelled"},
    {{"approved", "change"}, "drafted"},
    {{"approved", "place"}, "placed"},
    {{"approved", "cancel"}, "cancelled"},
    {{"placed", "confirm"}, "confirmed"},
    {{"placed", "decline"}, "declined"},
    {{"placed", "change"}, "drafted"},
    {{"placed", "close"}, "closed_short"},
    {{"placed", "cancel"}, "cancelled"},
    {{"confirmed", "change"}, "drafted"},
    {{"confirmed", "close"}, "closed_short"},
    {{"confirmed", "cancel"}, "cancelled"},
    {{"declined", "change"}, "drafted"},
    {{"declined", "cancel"}, "cancelled"},
    {{"partly_received", "close"}, "closed_short"}};

bool may_arrive(const std::string& state) {
  return state == "placed" || state == "confirmed" || state == "partly_received" ||
         state == "received";
}

bool is_coming(const std::string& state) {
  return state == "drafted" || state == "approved" || state == "placed" || state == "confirmed" ||
         state == "partly_received";
}

/// Largest remainder; ties go to who comes first.
std::vector<std::int64_t> shares_of(std::int64_t total, const std::vector<std::int64_t>& wanted) {
  const std::int64_t sum = std::accumulate(wanted.begin(), wanted.end(), std::int64_t{0});
  if (total >= sum) return wanted;
  std::vector<std::int64_t> shares;
  std::vector<std::size_t> places;
  std::int64_t left = total;
  for (const std::int64_t one : wanted) {
    places.push_back(shares.size());
    shares.push_back(total * one / sum);
    left -= shares.back();
  }
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return total * wanted[a] % sum > total * wanted[b] % sum;
  });
  for (std::size_t each = 0; each < static_cast<std::size_t>(left); ++each) ++shares[places[each]];
  return shares;
}

}  // namespace

std::int64_t DailyPurchaseModel::cost(const std::string& item, std::int64_t quantity) {
  return half_up(item == "A" ? 137 : 99, quantity, pack_size(item));
}
std::int64_t DailyPurchaseModel::claim(const std::string& item, std::int64_t quantity) {
  return half_up(item == "A" ? 200 : 100, quantity, pack_size(item));
}

std::vector<std::string> DailyPurchaseModel::budgets_over(const std::string& facility) {
  return {"COUNTY", facility == "H1" ? "H1" : "T1"};
}

void DailyPurchaseModel::move_budgets(const Requisition& one, std::int64_t commit,
                                      std::int64_t consume) {
  for (const std::string& budget : budgets_over(one.facility)) {
    committed[budget] += commit - consume;
    consumed[budget] += consume;
  }
}

// --- requisitions

std::string DailyPurchaseModel::submit(Requisition& one, std::int64_t version,
                                       const std::string& actor) {
  if (version != one.version) return changed;
  if (one.state != "draft" && one.state != "returned") return "requisition_step_not_allowed";
  one.state = "submitted";
  one.submitted_by = actor;
  one.standing = one.requested;
  one.awaiting = one.facility.front() == 'V' ? "T1" : "C1";
  ++one.version;
  return done;
}

std::string DailyPurchaseModel::review(Requisition& one, std::int64_t version,
                                       const std::string& actor, const std::string& judgement,
                                       std::int64_t quantity) {
  if (version != one.version) return changed;
  if (one.state != "submitted" && one.state != "endorsed") return "requisition_step_not_allowed";
  if (actor == one.initiated_by || actor == one.submitted_by) return "same_person_for_two_duties";
  if (judgement != "let_through") {
    one.state = judgement == "return" ? "returned" : "rejected";
    one.awaiting.clear();
    ++one.version;
    return done;
  }
  if (quantity > one.requested) return "approved_above_requested";
  if (quantity == 0) return "review_approves_nothing";
  if (one.awaiting != "C1") {
    one.state = "endorsed";
    one.awaiting = "C1";
  } else {
    const std::int64_t wanted = claim(one.item, quantity);
    for (const std::string& budget : budgets_over(one.facility)) {
      if (committed[budget] + consumed[budget] + wanted > released[budget]) {
        return "budget_insufficient";
      }
    }
    move_budgets(one, wanted, 0);
    one.held = wanted;
    one.state = "approved";
    one.awaiting.clear();
  }
  one.standing = quantity;
  ++one.version;
  return done;
}

std::string DailyPurchaseModel::cancel(Requisition& one, std::int64_t version) {
  if (version != one.version) return changed;
  for (const char* ended : {"rejected", "cancelled", "consolidated", "fulfilled"}) {
    if (one.state == ended) return "requisition_step_not_allowed";
  }
  move_budgets(one, -one.held, 0);
  one.held = 0;
  one.state = "cancelled";
  ++one.version;
  return done;
}

// --- consolidation and orders

std::int64_t DailyPurchaseModel::open_of(const Order& order) const {
  return order.packs * pack_size(order.item) - order.accepted;
}

/// What lies at the centre and comes to it, less what it is promised to: below zero, a backlog.
std::int64_t DailyPurchaseModel::available_at_centre() const {
  std::int64_t available = 0;
  for (const auto& [lot, quantity] : centre_stock) available += quantity;
  for (const auto& [number, order] : orders) {
    if (order.item == "A" && is_coming(order.state)) available += open_of(order);
  }
  std::map<std::string, std::int64_t> asked;
  for (const auto& [key, need] : needs) {
    if (std::get<0>(key) == "A") asked[std::get<2>(key)] += need.requested;
  }
  for (const auto& [facility, quantity] : asked) {
    const auto gone = shipped.find({"A", facility});
    available -= std::max<std::int64_t>(0, quantity - (gone == shipped.end() ? 0 : gone->second));
  }
  return available;
}

void DailyPurchaseModel::draft(Consolidation& into, const std::string& item,
                               const std::string& facility, std::int64_t need,
                               const std::string& actor) {
  const bool is_declined = std::any_of(orders.begin(), orders.end(), [&](const auto& one) {
    return one.second.item == item && one.second.state == "declined";
  });
  if (need <= 0 || is_declined) return;
  Order order;
  order.item = item;
  order.facility = facility;
  order.packs = (need + pack_size(item) - 1) / pack_size(item);
  order.makers = {actor};
  into.orders.push_back("PO-2026-11-S1-" + std::to_string(orders.size() + 1));
  orders.emplace(into.orders.back(), order);
}

std::string DailyPurchaseModel::consolidate(const std::string& actor) {
  Consolidation made;
  std::int64_t need_at_centre = -available_at_centre();
  std::map<std::string, std::int64_t> direct;
  std::int64_t asked_of_centre = 0;
  for (const std::string& number : requisition_order) {
    const Requisition& one = requisitions.at(number);
    if (one.state != "approved") continue;
    made.requisitions.push_back(number);
    (one.item == "A" ? asked_of_centre : direct[one.facility]) += one.standing;
  }
  need_at_centre += asked_of_centre;
  draft(made, "A", "", need_at_centre, actor);
  for (const auto& [facility, need] : direct) draft(made, "B", facility, need, actor);
  if (made.requisitions.empty() && made.orders.empty()) return "consolidation_empty";
  for (const std::string& number : made.requisitions) {
    Requisition& one = requisitions.at(number);
    needs[{one.item, one.is_regular, one.facility}].requested += one.standing;
    one.state = "consolidated";
    ++one.version;
  }
  consolidations.emplace("CO-2026-11-" + std::to_string(consolidations.size() + 1), made);
  return done;
}

std::string DailyPurchaseModel::undo(Consolidation& one, std::int64_t version) {
  if (!one.stands) return "consolidation_step_not_allowed";
  if (version != one.version) return changed;
  for (const std::string& number : one.orders) {
    const Order& order = orders.at(number);
    const bool is_unsent =
        order.state == "drafted" || order.state == "approved" || order.state == "cancelled";
    if (order.was_sent || !is_unsent) return "consolidation_already_sent";
  }
  std::map<NeedKey, std::int64_t> taken;
  for (const std::string& number : one.requisitions) {
    const Requisition& asked = requisitions.at(number);
    if (asked.state != "consolidated" || asked.supplied > 0) {
      return "consolidation_step_not_allowed";
    }
    taken[{asked.item, asked.is_regular, asked.facility}] += asked.standing;
  }
  for (const auto& [key, quantity] : taken) {
    const Need& need = needs.at(key);
    if (need.allocated > need.requested - quantity) return "consolidation_step_not_allowed";
  }
  for (const auto& [key, quantity] : taken) needs.at(key).requested -= quantity;
  for (const std::string& number : one.orders) {
    Order& order = orders.at(number);
    if (order.state == "cancelled") continue;
    order.state = "cancelled";
    ++order.version;
  }
  for (const std::string& number : one.requisitions) {
    requisitions.at(number).state = "approved";
    ++requisitions.at(number).version;
  }
  one.stands = false;
  ++one.version;
  return done;
}

std::string DailyPurchaseModel::step(Order& order, std::int64_t version, const std::string& action,
                                     const std::string& actor, std::int64_t packs) {
  if (version != order.version) return changed;
  const auto next = order_steps.find({order.state, action});
  if (next == order_steps.end()) return "order_step_not_allowed";
  if (action == "approve" && order.makers.contains(actor)) return "same_person_for_two_duties";
  if (action == "change") {
    if (packs == order.packs) return "order_change_is_none";
    order.packs = packs;
    order.makers.insert(actor);
  }
  if (action == "place") order.was_sent = true;
  order.state = next->second;
  ++order.version;
  return done;
}

// --- receiving

std::string DailyPurchaseModel::announce(const std::string& notice_no, const std::string& order,
                                         std::int64_t quantity) {
  const Order& known = orders.at(order);
  if (!may_arrive(known.state)) return "order_step_not_allowed";
  std::int64_t announced = 0;
  for (const auto& [number, one] : notices) {
    if (one.order == order && one.state == "announced") announced += one.quantity;
  }
  if (quantity > open_of(known) - announced) return "notice_above_open";
  notices.emplace(notice_no, Notice{order, quantity, "announced", 1});
  return done;
}

std::string DailyPurchaseModel::withdraw(Notice& one, std::int64_t version) {
  if (version != one.version) return changed;
  if (one.state != "announced") return "notice_step_not_allowed";
  one.state = "withdrawn";
  ++one.version;
  return done;
}

std::string DailyPurchaseModel::next_delivery_no(const std::string& order) const {
  return "DL-" + order + "-" + std::to_string(orders.at(order).deliveries + 1);
}

std::string DailyPurchaseModel::deliver(const Delivery& delivery) {
  Order& order = orders.at(delivery.order);
  if (!may_arrive(order.state)) return "order_step_not_allowed";
  if (!delivery.notice.empty()) {
    Notice& notice = notices.at(delivery.notice);
    if (notice.state != "announced") return "notice_step_not_allowed";
    notice.state = "arrived";
    ++notice.version;
  }
  deliveries.emplace(next_delivery_no(delivery.order), delivery);
  ++order.deliveries;
  return done;
}

std::string DailyPurchaseModel::inspect(const std::string& delivery_no, std::int64_t version,
                                        const std::string& actor, std::int64_t accepted) {
  Delivery& delivery = deliveries.at(delivery_no);
  if (version != delivery.version) return changed;
  if (delivery.state != "recorded") return "delivery_step_not_allowed";
  if (actor == delivery.received_by) return "same_person_for_two_duties";
  Order& order = orders.at(delivery.order);
  if (accepted > open_of(order)) return "inspection_accepts_unfit";
  if (accepted > 0 && !may_arrive(order.state)) return "order_step_not_allowed";
  newest_accepted_ = accepted;
  newest_fen_ = 0;
  if (accepted > 0) {
    order.accepted += accepted;
    order.state = open_of(order) == 0 ? "received" : "partly_received";
    ++order.version;
    newest_fen_ = cost(order.item, order.accepted) - order.received_fen;
    order.received_fen += newest_fen_;
    payable += newest_fen_;
    if (order.facility.empty()) {
      centre_stock[delivery.lot] += accepted;
    } else {
      ship_directly(order, accepted);
    }
  }
  const bool is_short =
      !delivery.notice.empty() && notices.at(delivery.notice).quantity > delivery.quantity;
  const std::size_t found = (accepted < delivery.quantity ? 1U : 0U) + (is_short ? 1U : 0U);
  for (std::size_t each = 1; each <= found; ++each) {
    delivery.deviations.push_back("NC-" + delivery_no + "-" + std::to_string(each));
    deviations.emplace(delivery.deviations.back(), Deviation{delivery_no, "open", 1, ""});
  }
  delivery.state = found == 0 ? "closed" : "inspected";
  ++delivery.version;
  return done;
}

void DailyPurchaseModel::note_receipt(std::int64_t receipt_id, const std::string& delivery_no) {
  if (newest_accepted_ == 0) return;
  const Delivery& delivery = deliveries.at(delivery_no);
  receipts.emplace(receipt_id,
                   Receipt{delivery.order, delivery.lot, newest_accepted_, newest_fen_, 0, 0, 0});
}

std::string DailyPurchaseModel::resolve(Deviation& one, std::int64_t version,
                                        const std::string& actor) {
  if (version != one.version) return changed;
  if (one.state != "open") return "nonconformance_step_not_allowed";
  one.state = "resolved";
  one.resolved_by = actor;
  ++one.version;
  return done;
}

std::string DailyPurchaseModel::close(Deviation& one, std::int64_t version,
                                      const std::string& actor) {
  if (version != one.version) return changed;
  if (one.state != "resolved") return "nonconformance_step_not_allowed";
  if (one.resolved_by == actor) return "same_person_for_two_duties";
  one.state = "closed";
  ++one.version;
  Delivery& delivery = deliveries.at(one.delivery);
  for (const std::string& number : delivery.deviations) {
    if (deviations.at(number).state != "closed") return done;
  }
  delivery.state = "closed";
  ++delivery.version;
  return done;
}

// --- what members get

/// To who asked first; what a requisition has got is consumed, and when it has got all it ends.
void DailyPurchaseModel::supply(const NeedKey& key, std::int64_t quantity) {
  const auto& [item, is_regular, facility] = key;
  needs.at(key).allocated += quantity;
  for (const std::string& number : requisition_order) {
    Requisition& one = requisitions.at(number);
    if (quantity == 0) return;
    if (one.state != "consolidated" || one.item != item || one.is_regular != is_regular ||
        one.facility != facility) {
      continue;
    }
    const std::int64_t share = std::min(quantity, one.standing - one.supplied);
    one.supplied += share;
    quantity -= share;
    const std::int64_t figure = std::min(one.held, claim(item, one.supplied) - one.consumed);
    move_budgets(one, 0, figure);
    one.held -= figure;
    one.consumed += figure;
    if (one.supplied < one.standing) continue;
    move_budgets(one, -one.held, 0);
    one.held = 0;
    one.state = "fulfilled";
    ++one.version;
  }
}

void DailyPurchaseModel::ship_directly(const Order& order, std::int64_t quantity) {
  shipped[{order.item, order.facility}] += quantity;
  for (const bool is_regular : {false, true}) {
    const NeedKey key{order.item, is_regular, order.facility};
    const auto need = needs.find(key);
    if (need == needs.end()) continue;
    const std::int64_t share = std::min(quantity, need->second.requested - need->second.allocated);
    quantity -= share;
    supply(key, share);
  }
}

/// Of A, over everybody who waits, as they are served.
std::vector<DailyPurchaseModel::Share> DailyPurchaseModel::fair_shares() const {
  std::int64_t available = 0;
  for (const auto& [lot, quantity] : centre_stock) available += quantity;
  std::vector<Share> shares;
  for (const bool is_regular : {false, true}) {
    std::vector<NeedKey> keys;
    std::vector<std::int64_t> wanted;
    for (const auto& [key, need] : needs) {
      if (std::get<0>(key) != "A" || std::get<1>(key) != is_regular) continue;
      if (need.requested == need.allocated) continue;
      keys.push_back(key);
      wanted.push_back(need.requested - need.allocated);
    }
    const auto given = shares_of(available, wanted);
    for (std::size_t index = 0; index < keys.size(); ++index) {
      shares.push_back({keys[index], given[index]});
      available -= given[index];
    }
  }
  return shares;
}

std::string DailyPurchaseModel::dispatch(const std::string& facility) {
  auto lots = centre_stock;
  auto lot = lots.begin();
  bool is_anything = false;
  for (const Share& share : fair_shares()) {
    const bool is_meant = facility.empty() || std::get<2>(share.key) == facility;
    for (std::int64_t left = share.quantity; left > 0;) {
      while (lot->second == 0) ++lot;
      const std::int64_t picked = std::min(left, lot->second);
      lot->second -= picked;
      left -= picked;
      if (is_meant) centre_stock.at(lot->first) -= picked;
    }
    if (!is_meant || share.quantity == 0) continue;
    is_anything = true;
    shipped[{"A", std::get<2>(share.key)}] += share.quantity;
    supply(share.key, share.quantity);
  }
  return is_anything ? done : "nothing_to_dispatch";
}

// --- returns

std::string DailyPurchaseModel::create_return(std::int64_t receipt_id, std::int64_t quantity) {
  Receipt& receipt = receipts.at(receipt_id);
  if (quantity > receipt.quantity - receipt.returned) return "return_above_stock";
  returns.emplace("RT-" + receipt.order + "-" + std::to_string(receipt_id) + "-" +
                      std::to_string(++receipt.returns),
                  Return{receipt_id, quantity, "created", 1});
  return done;
}

std::string DailyPurchaseModel::send_return(Return& one, std::int64_t version) {
  if (version != one.version) return changed;
  if (one.state != "created") return "return_step_not_allowed";
  Receipt& receipt = receipts.at(one.receipt);
  if (one.quantity > receipt.quantity - receipt.returned) return "return_above_stock";
  const auto stock = centre_stock.find(receipt.lot);
  if (stock == centre_stock.end() || stock->second < one.quantity) return "return_above_stock";
  stock->second -= one.quantity;
  receipt.returned += one.quantity;
  const std::int64_t gone = half_up(receipt.fen, receipt.returned, receipt.quantity);
  payable -= gone - receipt.returned_fen;
  receipt.returned_fen = gone;
  one.state = "sent";
  ++one.version;
  return done;
}

std::string DailyPurchaseModel::credit_without_note(const Return& one, std::int64_t version) const {
  if (version != one.version) return changed;
  return one.state == "sent" ? "return_not_credited" : "return_step_not_allowed";
}

}  // namespace wutong::test
