#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/http/page.h"
#include "procurement/app/http/route.h"

/// Who sees what of the documents between a supplier and the place where its goods come.
namespace wutong::app::handlers {

/// A supplier's account sees its own; a member's what comes to the facilities that it reaches with
/// the duty.
bool sees_goods(Call& call, inventory::Connection& connection, procurement::Duty duty,
                std::int64_t supplier_id, std::int64_t facility_id);

/// What a list is narrowed to. Refuses (unknown_record) a supplier or facility that is not there or
/// not to be seen.
struct GoodsFilter {
  std::optional<std::int64_t> supplier_id;
  std::vector<std::int64_t> facility_ids;  ///< empty: every one
  bool sees_nothing = false;
};
GoodsFilter goods_filter(Call& call, inventory::Connection& connection,
                         const inventory::CodesById& facility_codes, procurement::Duty duty);

/// Codes of what documents name.
struct DocumentCodes {
  inventory::CodesById facilities;
  inventory::CodesById suppliers;
};
DocumentCodes load_document_codes(Call& call, inventory::Connection& connection);

/// The id after which a page begins.
std::int64_t id_after(const Page& page);
/// An id as a body or path gives it; 0 when it is none.
std::int64_t id_in(const std::string& text);
/// Ids in the order of their texts.
std::string id_key(std::int64_t id);

}  // namespace wutong::app::handlers
