#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// The first of these codes that a delivery brought before, and that delivery's number; empty:
/// none.
struct KnownTraceCode {
  std::string code;
  std::string delivery_no;
};
KnownTraceCode find_trace_code(Connection& connection, std::int64_t county_id,
                               const std::vector<std::string>& codes);

/// Which item a product (the first seven digits of a trace code) stands for.
struct TraceProduct {
  std::string product;
  std::int64_t item_id{};
};
std::vector<TraceProduct> load_trace_products(Connection& connection, std::int64_t county_id,
                                              const std::vector<std::string>& products);
/// Those that are known stay as they are.
void save_trace_products(Connection& connection, std::int64_t county_id,
                         const std::vector<TraceProduct>& products);

}  // namespace wutong::inventory
