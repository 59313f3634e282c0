#include "procurement/refusal/refusal.h"

#include <fmt/args.h>

#include <cassert>
#include <utility>

namespace wutong::procurement {
namespace {

struct Entry {
  Refusal refusal;
  RefusalText text;
};

constexpr int unprocessable = 422;
constexpr int conflict = 409;
constexpr int unavailable = 503;
constexpr int server_error = 500;
/// The very same command may succeed later, once what it waits for has happened.
constexpr bool retry_helps = true;
constexpr bool retry_is_useless = false;

// In the order of the enum. The figures of the sentences:
//   faults of a folder   {0} file  {1} row  {2} column  {3} what stands there  {4} what is allowed;
//                        where it is ({0} to {2}) is said before the sentence by fault_sentence
//   refused rows         {0} file  {1} row  {2} detail
//   refused commands     see the comment of each
constexpr Entry table[] = {
    {Refusal::missing_file,
     {"missing_file", unprocessable, retry_is_useless, "需要这个文件，但无法读取：{3}",
      "this is needed and cannot be read: {3}"}},
    {Refusal::missing_column,
     {"missing_column", unprocessable, retry_is_useless, "缺少必需的列“{3}”",
      "the required column \"{3}\" is missing"}},
    {Refusal::unknown_column,
     {"unknown_column", unprocessable, retry_is_useless, "不认识的列“{3}”；可用的列：{4}",
      "\"{3}\" is not a known column; known are: {4}"}},
    {Refusal::duplicate_column,
     {"duplicate_column", unprocessable, retry_is_useless, "列“{3}”出现了不止一次",
      "the column \"{3}\" is there more than once"}},
    {Refusal::wrong_cell_count,
     {"wrong_cell_count", unprocessable, retry_is_useless, "这一行有 {3} 个单元格，表头有 {4} 个",
      "this row has {3} cells, the header has {4}"}},
    {Refusal::missing_value,
     {"missing_value", unprocessable, retry_is_useless, "此处必须填写",
      "a value is required here"}},
    {Refusal::unknown_code,
     {"unknown_code", unprocessable, retry_is_useless, "{4} 中没有“{3}”", "\"{3}\" is not in {4}"}},
    {Refusal::unknown_value,
     {"unknown_value", unprocessable, retry_is_useless, "“{3}”不是可用的值；可用：{4}",
      "\"{3}\" is not allowed here; allowed: {4}"}},
    {Refusal::bad_code,
     {"bad_code", unprocessable, retry_is_useless,
      "“{3}”不能作为代码：首尾不能有空白，其中不能有控制字符或不可见字符",
      "\"{3}\" cannot be a code: no white space around it, no control or invisible characters in "
      "it"}},
    {Refusal::bad_number,
     {"bad_number", unprocessable, retry_is_useless, "“{3}”不是此处可用的数字；应为：{4}",
      "\"{3}\" is not a number allowed here; allowed: {4}"}},
    {Refusal::bad_date,
     {"bad_date", unprocessable, retry_is_useless, "“{3}”不是有效的日期；应为：{4}",
      "\"{3}\" is not a valid date; allowed: {4}"}},
    {Refusal::number_too_large,
     {"number_too_large", unprocessable, retry_is_useless, "数字 {3} 太大；应为：{4}",
      "the number {3} is too large; allowed: {4}"}},
    {Refusal::too_many_decimals,
     {"too_many_decimals", unprocessable, retry_is_useless, "数字 {3} 的小数位太多；应为：{4}",
      "the number {3} has too many decimals; allowed: {4}"}},
    {Refusal::text_too_long,
     {"text_too_long", unprocessable, retry_is_useless, "内容过长，最多 {4} 个字符，开头为“{3}”",
      "the text is longer than {4} characters; it begins \"{3}\""}},
    {Refusal::duplicate_key,
     {"duplicate_key", unprocessable, retry_is_useless, "“{3}”在前面的行中已经出现过",
      "\"{3}\" is already in a row above"}},
    {Refusal::not_utf8,
     {"not_utf8", unprocessable, retry_is_useless,
      "不是 UTF-8 编码（可能是 GBK 或 UTF-16，请另存为 UTF-8）：“{3}”",
      "not UTF-8 (perhaps GBK or UTF-16: save it as UTF-8): \"{3}\""}},
    {Refusal::nul_byte,
     {"nul_byte", unprocessable, retry_is_useless,
      "含有空字节（0x00），文件可能损坏或为 UTF-16 编码：“{3}”",
      "a zero byte: the file is damaged, or saved as UTF-16: \"{3}\""}},
    {Refusal::bad_quoting,
     {"bad_quoting", unprocessable, retry_is_useless,
      "引号没有正确配对，从此处起文件的其余部分无法读取",
      "a quotation mark is misplaced or never closed: the rest of the file cannot be read"}},
    {Refusal::bad_json,
     {"bad_json", unprocessable, retry_is_useless, "不是正确的 JSON 对象：{3}",
      "not a correct JSON object: {3}"}},
    {Refusal::not_exactly_one_centre,
     {"not_exactly_one_centre", unprocessable, retry_is_useless,
      "必须有且只有一个中心机构（centre）；现有：{3}",
      "there must be exactly one facility of the kind centre; found: {3}"}},
    {Refusal::parent_cycle,
     {"parent_cycle", unprocessable, retry_is_useless, "上级机构“{3}”又归本机构管辖，形成循环",
      "the parent \"{3}\" is itself below this facility"}},
    {Refusal::centre_makes_no_requests,
     {"centre_makes_no_requests", unprocessable, retry_is_useless,
      "“{3}”是中心机构，中心机构不能请领", "\"{3}\" is the centre, which makes no requests"}},
    {Refusal::cycle_value_too_large,
     {"cycle_value_too_large", unprocessable, retry_is_useless,
      "本期间的数量或金额可能超出系统可精确计算的范围：{3}（上限 {4}）",
      "the cycle may exceed what can be computed exactly: {3} (at most {4})"}},
    {Refusal::opening_stock_already_known,
     {"opening_stock_already_known", conflict, retry_is_useless,
      "系统中已有期初库存，请从文件夹中去掉此文件",
      "the system already knows the opening stock: take this file out of the folder"}},

    {Refusal::bid_above_list_price,
     {"bid_above_list_price", unprocessable, retry_is_useless,
      "{0} 第 {1} 行：报价高于药品的挂网价（{2}）",
      "{0} row {1}: the bid is above the item's list price ({2})"}},
    {Refusal::min_order_above_capacity,
     {"min_order_above_capacity", unprocessable, retry_is_useless,
      "{0} 第 {1} 行：起订量大于供应能力（{2}）",
      "{0} row {1}: the minimum order is above the capacity ({2})"}},
    {Refusal::licence_expired,
     {"licence_expired", unprocessable, retry_is_useless,
      "{0} 第 {1} 行：供应商的许可证已过期（{2}）",
      "{0} row {1}: the supplier's licence has expired ({2})"}},
    {Refusal::not_ordered,
     {"not_ordered", unprocessable, retry_is_useless,
      "{0} 第 {1} 行：没有向该供应商订购此药品（{2}）",
      "{0} row {1}: this item was not ordered from this supplier ({2})"}},
    {Refusal::expired,
     {"expired", unprocessable, retry_is_useless, "{0} 第 {1} 行：到货批次已过有效期（{2}）",
      "{0} row {1}: the lot delivered has expired ({2})"}},
    {Refusal::short_dated,
     {"short_dated", unprocessable, retry_is_useless,
      "{0} 第 {1} 行：到货批次剩余有效期不足（{2}）",
      "{0} row {1}: the lot delivered expires too soon ({2})"}},
    {Refusal::over_delivered,
     {"over_delivered", unprocessable, retry_is_useless,
      "{0} 第 {1} 行：到货超过订购数量，超出部分拒收（{2}）",
      "{0} row {1}: more was delivered than ordered, the excess is refused ({2})"}},

    // {0} period
    {Refusal::period_already_settled,
     {"period_already_settled", conflict, retry_is_useless, "期间 {0} 已经结算，不能再次执行",
      "the period {0} is already settled and cannot be run again"}},
    // {0} the period that is not finished
    {Refusal::earlier_cycle_unfinished,
     {"earlier_cycle_unfinished", conflict, retry_helps,
      "期间 {0} 的采购周期尚未完成，请先用它的文件夹再次执行以完成它",
      "the cycle of {0} is not finished: run it again from its own folder first"}},
    // {0} period asked for  {1} later period
    {Refusal::later_period_settled,
     {"later_period_settled", conflict, retry_is_useless,
      "更晚的期间 {1} 已经开始，不能再执行期间 {0}",
      "the later period {1} has begun, so {0} can no longer be run"}},
    // {0} how many counties the database holds
    {Refusal::county_not_named,
     {"county_not_named", unprocessable, retry_is_useless,
      "数据库中有 {0} 个县，请在 cycle.json 的 county 中写明是哪一个",
      "the database holds {0} counties: name one in the county field of cycle.json"}},
    // {0} rule
    {Refusal::award_rule_not_offered,
     {"award_rule_not_offered", unprocessable, retry_is_useless, "不提供中选规则“{0}”",
      "the award rule \"{0}\" is not offered"}},
    // {0} what was started before
    {Refusal::request_reused_with_different_content,
     {"request_reused_with_different_content", unprocessable, retry_is_useless,
      "{0} 此前已用不同的内容开始执行；请用原来的内容再次执行",
      "{0} was started before with different content: run it again with the original content"}},
    // {0} facility  {1} item  {2} lot  {3} available  {4} wanted
    {Refusal::stock_insufficient,
     {"stock_insufficient", conflict, retry_helps,
      "{0} 的药品 {1} 批号 {2} 库存不足：可用 {3}，需要 {4}",
      "{0} has too little of item {1}, lot {2}: {3} available, {4} wanted"}},
    // {0} the database's schema version  {1} the newest that this program knows
    {Refusal::schema_newer_than_program,
     {"schema_newer_than_program", unavailable, retry_is_useless,
      "数据库结构版本 {0} 比本程序支持的版本 {1} 更新，请升级程序",
      "the database's schema {0} is newer than this program's {1}: upgrade the program"}},
    // {0} path  {1} the system's reason
    {Refusal::output_not_writable,
     {"output_not_writable", server_error, retry_helps, "无法写入 {0}：{1}",
      "{0} cannot be written: {1}"}},
    // {0} path
    {Refusal::results_over_input,
     {"results_over_input", unprocessable, retry_is_useless,
      "{0} 是县级文件夹本身，结果会覆盖输入，请另选结果文件夹",
      "{0} is the county folder itself: the results would overwrite it, choose another folder"}},
    // The catalogue.
    // {0} item
    {Refusal::item_unknown,
     {"item_unknown", unprocessable, retry_is_useless, "目录中没有品种 {0}",
      "the catalogue has no item {0} on that day"}},
    // {0} item
    {Refusal::item_already_registered,
     {"item_already_registered", conflict, retry_is_useless, "品种 {0} 已在目录中",
      "the item {0} is in the catalogue already"}},
    // {0} item  {1} version expected  {2} last version
    {Refusal::item_version_outdated,
     {"item_version_outdated", conflict, retry_is_useless,
      "品种 {0} 已是第 {2} 版，您看到的是第 {1} 版，请刷新后再改",
      "the item {0} is at version {2}, you have seen version {1}: load it again"}},
    // {0} item  {1} day  {2} today
    {Refusal::item_day_past,
     {"item_day_past", unprocessable, retry_is_useless, "{0} 的生效日 {1} 早于今天 {2}",
      "{0} cannot change from {1} on, which is before today, {2}"}},
    // {0} item  {1} field  {2} value
    {Refusal::item_value_not_allowed,
     {"item_value_not_allowed", unprocessable, retry_is_useless, "品种 {0} 的字段 {1} 不能是“{2}”",
      "the field {1} of the item {0} cannot be \"{2}\""}},
    // {0} item
    {Refusal::item_reason_missing,
     {"item_reason_missing", unprocessable, retry_is_useless, "{0}：必须写明理由",
      "{0}: a reason is required"}},
    // {0} item  {1} day
    {Refusal::item_already_disabled,
     {"item_already_disabled", conflict, retry_is_useless, "品种 {0} 在 {1} 已停用",
      "the item {0} is disabled on {1} already"}},
    // {0} item  {1} day
    {Refusal::item_already_enabled,
     {"item_already_enabled", conflict, retry_is_useless, "品种 {0} 在 {1} 未停用",
      "the item {0} is enabled on {1} already"}},
    // {0} item  {1} tier  {2} higher tier  {3} day
    {Refusal::formulary_not_in_higher_tier,
     {"formulary_not_in_higher_tier", unprocessable, retry_is_useless,
      "品种 {0} 不在上级（{2}）目录中，不能从 {3} 起列入 {1} 目录",
      "the item {0} cannot be in the formulary of {1} from {3} on: it is not in that of {2}"}},
    // {0} item  {1} tier  {2} lower tier  {3} day
    {Refusal::formulary_still_in_lower_tier,
     {"formulary_still_in_lower_tier", conflict, retry_is_useless,
      "品种 {0} 仍在下级（{2}）目录中，不能从 {3} 起移出 {1} 目录",
      "the item {0} cannot leave the formulary of {1} on {3}: it is still in that of {2}"}},
    // {0} item  {1} tier  {2} day
    {Refusal::formulary_already_holds,
     {"formulary_already_holds", conflict, retry_is_useless,
      "品种 {0} 在 {2} 已列入或将列入 {1} 目录",
      "the formulary of {1} holds or will hold the item {0} on {2} already"}},
    // {0} item  {1} tier  {2} day
    {Refusal::formulary_does_not_hold,
     {"formulary_does_not_hold", conflict, retry_is_useless, "品种 {0} 在 {2} 不在 {1} 目录中",
      "the formulary of {1} does not hold the item {0} on {2}"}},
    // {0} item  {1} tier  {2} generic name  {3} route  {4} brands  {5} limit
    {Refusal::formulary_too_many_brands,
     {"formulary_too_many_brands", unprocessable, retry_is_useless,
      "一品两规：{1} 目录中通用名“{2}”（{3}）加入 {0} 后有 {4} 个品牌，限 {5} 个；例外须写明理由",
      "the formulary of {1} would have {4} brands of {2} ({3}) with the item {0}, {5} are allowed; "
      "an exception needs a reason"}},
    // {0} item  {1} item  {2} field  {3} {4} its values
    {Refusal::substitution_not_allowed,
     {"substitution_not_allowed", unprocessable, retry_is_useless,
      "{0} 与 {1} 不能互相替代：{2} 分别是“{3}”和“{4}”",
      "{0} and {1} cannot replace each other: their {2} is \"{3}\" and \"{4}\""}},
    // {0} subject  {1} day  {2} parameter
    {Refusal::policy_not_in_force,
     {"policy_not_in_force", unprocessable, retry_is_useless, "{1} 没有生效的“{0}”政策参数 {2}",
      "no policy set on {0} with the parameter {2} is in force on {1}"}},
    // {0} subject  {1} field  {2} value
    {Refusal::policy_set_not_allowed,
     {"policy_set_not_allowed", unprocessable, retry_is_useless, "政策参数“{0}”的 {1} 不能是“{2}”",
      "the {1} of a policy set on {0} cannot be \"{2}\""}},
};

constexpr std::size_t position_of(Refusal refusal) {
  return static_cast<std::size_t>(refusal);
}

constexpr bool table_is_in_order() {
  std::size_t position = 0;
  for (const Entry& entry : table) {
    if (position_of(entry.refusal) != position++) {
      return false;
    }
  }
  return position == position_of(Refusal::policy_set_not_allowed) + 1;
}
static_assert(table_is_in_order(), "an entry for each refusal, in the order of the enum");

std::string with_figures(std::string_view sentence, const std::vector<std::string>& figures) {
  constexpr std::size_t most_figures = 10;
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (const std::string& figure : figures) {
    arguments.push_back(std::cref(figure));
  }
  // A caller that gives too few figures leaves gaps in the sentence; it must not turn into a fault.
  for (std::size_t given = figures.size(); given < most_figures; ++given) {
    arguments.push_back("");
  }
  return fmt::vformat(sentence, arguments);
}

std::vector<Refusal> collect_refusals() {
  std::vector<Refusal> refusals;
  for (const Entry& entry : table) {
    refusals.push_back(entry.refusal);
  }
  return refusals;
}

}  // namespace

const RefusalText& refusal_text(Refusal refusal) {
  assert(position_of(refusal) < std::size(table));
  return table[position_of(refusal)].text;
}

const std::vector<Refusal>& all_refusals() {
  static const std::vector<Refusal> refusals = collect_refusals();
  return refusals;
}

std::string sentence_zh(Refusal refusal, const std::vector<std::string>& figures) {
  return with_figures(refusal_text(refusal).sentence_zh, figures);
}

std::string sentence_en(Refusal refusal, const std::vector<std::string>& figures) {
  return with_figures(refusal_text(refusal).sentence_en, figures);
}

Refused::Refused(Refusal refusal, std::vector<std::string> figures)
    : refusal_(refusal),
      figures_(std::move(figures)),
      message_(std::string(wire_name(refusal_)) + ": " + sentence_en(refusal_, figures_)) {}

}  // namespace wutong::procurement
