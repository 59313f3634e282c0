#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/agreement_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

/// An agreement as it is entered. Quantities in packs.
struct AgreementInput {
  std::string supplier_code;
  std::string item_code;
  inventory::AgreementKind kind{};
  pricing::UnitPrice pack_price;
  inventory::Date first_day{};
  inventory::Date last_day{};
  std::optional<pricing::Quantity> committed_packs;
  std::optional<pricing::Quantity> maximum_packs;
  pricing::Quantity min_order_packs;
  pricing::Quantity multiple_packs{1};
  std::optional<std::int64_t> lead_time_days;
  bool is_standby = false;
  std::string distributor_code;  ///< empty: the supplier delivers itself
  inventory::DeliverySite delivery{};
};

/// What is wrong with one of many rows.
struct RowFault {
  std::size_t row = 0;  ///< position in the input
  Refusal refusal{};
  std::vector<std::string> figures;
};
/// Every fault of rows that are taken all or not at all; it says the first.
class RowsRefused : public Refused {
 public:
  explicit RowsRefused(std::vector<RowFault> faults)
      : Refused(faults.front().refusal, faults.front().figures), faults_(std::move(faults)) {}
  const std::vector<RowFault>& faults() const { return faults_; }

 private:
  std::vector<RowFault> faults_;
};

/// Records agreements, all or none. Refuses (RowsRefused, with every fault): unknown_record,
/// dates_out_of_order, agreement_above_list_price, agreement_minimum_above_maximum,
/// agreement_overlaps. Answers {"agreement_ids": ["...", ...]} in the order of the input.
std::string make_agreements(inventory::Connection& connection,
                            const inventory::Recording& recording,
                            const std::vector<AgreementInput>& inputs);

/// The awards of a closed cycle become agreements, with the capacity, the minimum order and the
/// lead time of the bids that won. Refuses: unknown_record (no such period), period_still_open,
/// and as above. Answers as above.
struct AgreementsFromAwards {
  std::string period;
  inventory::Date first_day{};
  inventory::Date last_day{};
};
std::string make_agreements_from_awards(inventory::Connection& connection,
                                        const inventory::Recording& recording,
                                        const AgreementsFromAwards& input);

/// Ends an agreement: it holds no more from a day on. Refuses: agreement_unknown,
/// record_has_changed, agreement_ended. Answers {"version"}.
struct EndAgreement {
  std::int64_t agreement_id{};
  std::int64_t version{};  ///< the one that was seen
  inventory::Date ended_on{};
  std::string reason;
};
std::string end_agreement(inventory::Connection& connection, const inventory::Recording& recording,
                          const EndAgreement& input);

}  // namespace wutong::procurement
