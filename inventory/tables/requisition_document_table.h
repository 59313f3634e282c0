#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/records/requisition_state.h"

namespace wutong::inventory {

/// A requisition's head (请领单).
struct RequisitionDocument {
  std::int64_t requisition_id{};
  std::string requisition_no;
  std::int64_t facility_id{};
  RequisitionKind kind{};
  RequisitionState state{};
  std::int64_t version{};
  std::string period;  ///< "2026-11": whose budget it is judged by
  std::optional<Date> needed_on;
  std::string reason;
  std::optional<std::int64_t> awaiting_facility_id;  ///< whose judgement it awaits
  std::string initiated_by;
  std::string submitted_by;  ///< empty: not yet
  std::optional<Date> submitted_on;
};

/// A line: quantities in base units.
struct RequisitionItem {
  std::int64_t item_id{};
  std::optional<pricing::Quantity> suggested;
  pricing::Quantity requested;
  std::optional<pricing::Quantity> endorsed;  ///< by the reviewers below the centre
  std::optional<pricing::Quantity> approved;  ///< by the last reviewer
  pricing::Quantity pack_size;
  std::optional<pricing::UnitPrice> reference_price;  ///< a pack; nothing: no price is known
  std::string note;

  /// What the next one to judge starts from.
  pricing::Quantity standing() const {
    if (approved) return *approved;
    return endorsed ? *endorsed : requested;
  }
};

/// One thing that was done to it.
struct RequisitionStep {
  std::int64_t version{};
  RequisitionAction action{};
  RequisitionState state{};                 ///< after it
  std::optional<std::int64_t> facility_id;  ///< who judged; nothing: the requester acted
  std::string reason_code;
  std::string note;
};
/// A step as it stands in the table.
struct RecordedStep {
  std::int64_t version{};
  std::string action;
  std::string state;
  std::optional<std::int64_t> facility_id;
  std::string reason_code;
  std::string note;
  std::string actor;
  std::string done_at;  ///< "2026-11-22 22:43:18.123456", UTC
};

/// Nothing when no requisition has the number.
std::optional<RequisitionDocument> find_requisition(Connection& connection, std::int64_t county_id,
                                                    const std::string& requisition_no);
std::optional<RequisitionDocument> find_requisition(Connection& connection, std::int64_t county_id,
                                                    std::int64_t requisition_id);
/// By number, its row locked until the transaction ends: its steps never overlap.
std::optional<RequisitionDocument> lock_requisition(Connection& connection, std::int64_t county_id,
                                                    const std::string& requisition_no);
/// By item code.
std::vector<RequisitionItem> load_requisition_items(Connection& connection, std::int64_t county_id,
                                                    std::int64_t requisition_id);
/// In the order in which they were taken.
std::vector<RecordedStep> load_requisition_steps(Connection& connection, std::int64_t county_id,
                                                 std::int64_t requisition_id);

/// Locks the facility's row, so that its requisitions are numbered one after the other, and answers
/// how many it has made on numbers that begin so.
std::int64_t count_numbers(Connection& connection, std::int64_t county_id, std::int64_t facility_id,
                           const std::string& number_begins);
/// The newest requisition of the kind that the facility has sent off; nothing: none yet.
std::optional<std::int64_t> newest_sent_requisition(Connection& connection, std::int64_t county_id,
                                                    std::int64_t facility_id, RequisitionKind kind);

void insert_requisition(Connection& connection, std::int64_t county_id,
                        const RequisitionDocument& document);
/// Writes head and step: `document` is as it is after the step.
void save_step(Connection& connection, const Recording& recording,
               const RequisitionDocument& document, const RequisitionStep& step);
/// The lines take the place of all that were there.
void replace_requisition_items(Connection& connection, std::int64_t county_id,
                               std::int64_t requisition_id,
                               const std::vector<RequisitionItem>& items);
/// Writes what was endorsed and approved of each line.
void save_judged_items(Connection& connection, std::int64_t county_id, std::int64_t requisition_id,
                       const std::vector<RequisitionItem>& items);

/// What a list of requisitions is narrowed by; empty: not narrowed.
struct RequisitionFilter {
  std::vector<std::int64_t> facility_ids;  ///< of these facilities; empty: every one
  std::string state;
  std::string kind;
  std::string period;
  std::optional<std::int64_t> awaiting_facility_id;
  std::int64_t below_id =
      std::numeric_limits<std::int64_t>::max();  ///< the next page begins below this id
  std::int64_t at_most = 100;
};
/// A requisition in a list, with its size and what it would cost by its reference prices.
struct RequisitionLine {
  RequisitionDocument document;
  std::int64_t items{};
  std::int64_t items_without_price{};
};
/// The newest first. One statement.
std::vector<RequisitionLine> list_requisitions(Connection& connection, std::int64_t county_id,
                                               const RequisitionFilter& filter);

/// Many at once, by number; numbers that nobody has are left out.
std::vector<RequisitionDocument> load_requisitions(Connection& connection, std::int64_t county_id,
                                                   const std::vector<std::string>& numbers);
/// The same, their rows locked until the transaction ends.
std::vector<RequisitionDocument> lock_requisitions(Connection& connection, std::int64_t county_id,
                                                   const std::vector<std::string>& numbers);
/// By number.
std::vector<RequisitionDocument> load_requisitions_by_id(Connection& connection,
                                                         std::int64_t county_id,
                                                         const std::vector<std::int64_t>& ids);
/// The numbers of all that are approved in a period, in their order.
std::vector<std::string> approved_requisition_numbers(Connection& connection,
                                                      std::int64_t county_id,
                                                      const std::string& period);
/// What a requisition asks for of an item, as it was approved; lines that were struck are left out.
struct RequisitionDemand {
  std::int64_t item_id{};
  std::int64_t requisition_id{};
  pricing::Quantity quantity;  ///< base units
};
/// Of all these, by item, then requisition. One statement.
std::vector<RequisitionDemand> load_requisition_demands(Connection& connection,
                                                        std::int64_t county_id,
                                                        const std::vector<std::int64_t>& ids);
/// Like save_step, of many: the state and the version that each has after its step alone are
/// written. `steps` in the order of `documents`.
void save_steps(Connection& connection, const Recording& recording,
                const std::vector<RequisitionDocument>& documents,
                const std::vector<RequisitionStep>& steps);

}  // namespace wutong::inventory
