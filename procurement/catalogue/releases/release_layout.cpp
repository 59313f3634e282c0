#include "procurement/catalogue/releases/release_layout.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {
namespace {

using Names = std::array<std::string_view, 8>;

constexpr Names code_names{"code",     "药品代码",     "医保编码",     "医保药品编码",
                           "药品编码", "国家医保代码", "医保耗材编码", "耗材编码"};
constexpr Names form_names{"form", "剂型", "注册剂型", "药品剂型"};
constexpr Names unit_names{"base_unit", "unit", "单位", "最小单位", "最小制剂单位", "计量单位"};
constexpr Names approval_names{"approval_no", "批准文号", "注册证号", "注册证编号", "备案号"};
constexpr Names strength_names{"strength", "规格", "注册规格", "药品规格"};
constexpr Names pack_size_names{"pack_size", "包装数量", "最小包装数量", "转换系数", "转换比"};

bool is_one_of(const Names& names, const std::string& name) {
  return !name.empty() && std::find(names.begin(), names.end(), name) != names.end();
}

[[noreturn]] void refuse_repeated(const std::string& name) {
  throw Refused(Refusal::duplicate_column, {"release", "", name, name});
}

std::optional<std::size_t> position_of(const std::vector<std::string>& columns,
                                       const Names& names) {
  std::optional<std::size_t> found;
  for (std::size_t position = 0; position < columns.size(); ++position) {
    if (!is_one_of(names, columns[position])) continue;
    if (found) refuse_repeated(columns[position]);
    found = position;
  }
  return found;
}

void check_names_differ(const std::vector<std::string>& columns) {
  std::set<std::string_view> names;
  for (const std::string& column : columns) {
    if (!names.insert(column).second) refuse_repeated(column);
  }
}

std::string cell_at(const std::vector<std::string>& cells, std::optional<std::size_t> position) {
  return position ? cells.at(*position) : std::string();
}

}  // namespace

ReleaseLayout find_layout(const std::vector<std::string>& columns) {
  check_names_differ(columns);
  const auto code = position_of(columns, code_names);
  if (!code) throw Refused(Refusal::missing_column, {"release", "", "code", "code"});
  return {*code,
          position_of(columns, form_names),
          position_of(columns, unit_names),
          position_of(columns, approval_names),
          position_of(columns, strength_names),
          position_of(columns, pack_size_names)};
}

inventory::ReleaseRow row_of(const ReleaseLayout& layout, std::int64_t row_no,
                             const std::vector<std::string>& cells) {
  return {row_no,
          cells.at(layout.code),
          cell_at(cells, layout.form),
          cell_at(cells, layout.unit),
          cell_at(cells, layout.approval_no),
          cell_at(cells, layout.strength),
          cell_at(cells, layout.pack_size)};
}

}  // namespace wutong::procurement
