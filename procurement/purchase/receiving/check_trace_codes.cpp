#include "procurement/purchase/receiving/check_trace_codes.h"

#include <map>
#include <set>

#include "procurement/codes/trace_code.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

struct SeenProduct {
  std::int64_t item_id{};
  std::string item_code;
  std::string code;  ///< the first that named it
};

void check_product(const SeenProduct& seen, const std::string& product, std::int64_t item_id) {
  if (seen.item_id == item_id) return;
  throw Refused(Refusal::trace_code_of_another_item, {seen.code, product, seen.item_code});
}

std::string product_of(const std::string& code) {
  const auto judged = codes::parse_trace_code(code);
  if (judged.good()) return judged.parts().product;
  throw Refused(Refusal::trace_code_malformed,
                {code, std::string(codes::wire_name(judged.fault().reason))});
}

}  // namespace

std::vector<inventory::TraceProduct> check_trace_codes(inventory::Connection& connection,
                                                       std::int64_t county_id,
                                                       const std::string& document,
                                                       const std::vector<CodesOfLine>& lines) {
  std::set<std::string> codes;
  std::map<std::string, SeenProduct> products;
  for (const CodesOfLine& line : lines) {
    for (const std::string& code : line.codes) {
      const std::string product = product_of(code);
      if (!codes.insert(code).second) {
        throw Refused(Refusal::trace_code_repeated, {code, document});
      }
      const SeenProduct here{line.item_id, line.item_code, code};
      const auto known = products.emplace(product, here).first;
      check_product(here, product, known->second.item_id);
    }
  }
  std::vector<std::string> names;
  for (const auto& [product, seen] : products) names.push_back(product);
  for (const auto& known : inventory::load_trace_products(connection, county_id, names)) {
    check_product(products.at(known.product), known.product, known.item_id);
  }
  const auto repeated =
      inventory::find_trace_code(connection, county_id, {codes.begin(), codes.end()});
  if (!repeated.code.empty()) {
    throw Refused(Refusal::trace_code_repeated, {repeated.code, repeated.delivery_no});
  }
  std::vector<inventory::TraceProduct> learnt;
  for (const auto& [product, seen] : products) learnt.push_back({product, seen.item_id});
  return learnt;
}

}  // namespace wutong::procurement
