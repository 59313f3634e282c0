#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace wutong::test {

/// The rules of the daily purchase told a second time, with plain maps: what each deed must answer
/// ("done", or the refusal's wire name), and what is so after it. A county of PurchaseCounty whose
/// item A (pack of 10 at 1.37) comes to the centre and whose item B (pack of 3 at 0.99) goes
/// straight to who asks; requisitions and orders of one line. Quantities in base units, money in
/// 分. One person of three may do anything, so that whoever may not do two duties is met.
struct DailyPurchaseModel {
  struct Requisition {
    std::string facility;
    std::string item;
    bool is_regular = true;
    std::string state = "draft";
    std::int64_t version = 1;
    std::string initiated_by;
    std::string submitted_by;
    std::string awaiting;
    std::int64_t requested = 0;
    std::int64_t standing = 0;
    std::int64_t supplied = 0;
    std::int64_t held = 0;      ///< of every budget over the facility
    std::int64_t consumed = 0;  ///< likewise
  };
  struct Order {
    std::string item;
    std::string facility;  ///< empty: the centre
    std::int64_t packs = 0;
    std::string state = "drafted";
    std::int64_t version = 1;
    std::int64_t accepted = 0;
    std::int64_t received_fen = 0;
    bool was_sent = false;
    std::set<std::string> makers;
    std::int64_t deliveries = 0;
  };
  struct Consolidation {
    std::int64_t version = 1;
    bool stands = true;
    std::vector<std::string> requisitions;
    std::vector<std::string> orders;
  };
  struct Notice {
    std::string order;
    std::int64_t quantity = 0;
    std::string state = "announced";
    std::int64_t version = 1;
  };
  using Lot = std::pair<std::string, std::string>;  ///< expiry, number: as first expiry goes first
  struct Delivery {
    std::string order;
    std::string notice;  ///< empty: unannounced
    Lot lot;
    std::int64_t quantity = 0;
    std::string received_by;
    std::string state = "recorded";
    std::int64_t version = 1;
    std::vector<std::string> deviations;
  };
  struct Deviation {
    std::string delivery;
    std::string state = "open";
    std::int64_t version = 1;
    std::string resolved_by;
  };
  struct Receipt {
    std::string order;
    Lot lot;
    std::int64_t quantity = 0;
    std::int64_t fen = 0;
    std::int64_t returned = 0;
    std::int64_t returned_fen = 0;
    std::int64_t returns = 0;
  };
  struct Return {
    std::int64_t receipt = 0;
    std::int64_t quantity = 0;
    std::string state = "created";
    std::int64_t version = 1;
  };
  struct Need {
    std::int64_t requested = 0;
    std::int64_t allocated = 0;
  };
  /// Item, regular (emergencies come first), facility.
  using NeedKey = std::tuple<std::string, bool, std::string>;

  std::map<std::string, Requisition> requisitions;
  std::vector<std::string> requisition_order;  ///< first asked first
  std::map<std::string, Order> orders;
  std::map<std::string, Consolidation> consolidations;
  std::map<std::string, Notice> notices;
  std::map<std::string, Delivery> deliveries;
  std::map<std::string, Deviation> deviations;
  std::map<std::int64_t, Receipt> receipts;
  std::map<std::string, Return> returns;
  std::map<NeedKey, Need> needs;
  std::map<std::pair<std::string, std::string>, std::int64_t> shipped;  ///< item, facility
  std::map<Lot, std::int64_t> centre_stock;                             ///< of A
  std::map<std::string, std::int64_t> released, committed, consumed;    ///< by budget
  std::int64_t payable = 0;

  static std::int64_t pack_size(const std::string& item) { return item == "A" ? 10 : 3; }
  /// Of a quantity, half up: at the agreed price, and at the list price that budgets go by.
  static std::int64_t cost(const std::string& item, std::int64_t quantity);
  static std::int64_t claim(const std::string& item, std::int64_t quantity);

  std::string submit(Requisition& one, std::int64_t version, const std::string& actor);
  /// `judgement`: "return", "reject" or "let_through".
  std::string review(Requisition& one, std::int64_t version, const std::string& actor,
                     const std::string& judgement, std::int64_t quantity);
  std::string cancel(Requisition& one, std::int64_t version);

  std::string consolidate(const std::string& actor);
  std::string undo(Consolidation& one, std::int64_t version);
  /// Every step that people take; `packs` of a change.
  std::string step(Order& order, std::int64_t version, const std::string& action,
                   const std::string& actor, std::int64_t packs);

  std::string announce(const std::string& notice_no, const std::string& order,
                       std::int64_t quantity);
  std::string withdraw(Notice& one, std::int64_t version);
  std::string deliver(const Delivery& delivery);
  /// The number that the order's next delivery has.
  std::string next_delivery_no(const std::string& order) const;
  std::string inspect(const std::string& delivery_no, std::int64_t version,
                      const std::string& actor, std::int64_t accepted);
  /// What the newest inspection accepted, by the receipt's id.
  void note_receipt(std::int64_t receipt_id, const std::string& delivery_no);
  std::string resolve(Deviation& one, std::int64_t version, const std::string& actor);
  std::string close(Deviation& one, std::int64_t version, const std::string& actor);

  /// `facility` empty: everybody.
  std::string dispatch(const std::string& facility);
  std::string create_return(std::int64_t receipt_id, std::int64_t quantity);
  std::string send_return(Return& one, std::int64_t version);
  std::string credit_without_note(const Return& one, std::int64_t version) const;

 private:
  struct Share {
    NeedKey key;
    std::int64_t quantity;
  };
  static std::vector<std::string> budgets_over(const std::string& facility);
  std::int64_t open_of(const Order& order) const;
  std::int64_t available_at_centre() const;
  void draft(Consolidation& into, const std::string& item, const std::string& facility,
             std::int64_t need, const std::string& actor);
  void move_budgets(const Requisition& one, std::int64_t commit, std::int64_t consume);
  void supply(const NeedKey& key, std::int64_t quantity);
  void ship_directly(const Order& order, std::int64_t quantity);
  std::vector<Share> fair_shares() const;
  std::int64_t newest_accepted_ = 0;
  std::int64_t newest_fen_ = 0;
};

}  // namespace wutong::test
