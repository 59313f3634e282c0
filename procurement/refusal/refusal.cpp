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

constexpr int bad_request = 400;
constexpr int unauthorized = 401;
constexpr int forbidden = 403;
constexpr int not_found = 404;
constexpr int missing = 404;
constexpr int wrong_method = 405;
constexpr int conflict = 409;
constexpr int precondition_failed = 412;
constexpr int too_large = 413;
constexpr int wrong_media_type = 415;
constexpr int unprocessable = 422;
constexpr int precondition_required = 428;
constexpr int too_many = 429;
constexpr int server_error = 500;
constexpr int unavailable = 503;
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
    // {0} how many counties the database holds  {1} where one is named: "--county"
    {Refusal::county_not_named,
     {"county_not_named", unprocessable, retry_is_useless,
      "数据库中有 {0} 个县，请写明是哪一个（{1}）",
      "the database holds {0} counties: name one ({1})"}},
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

    // Identity: accounts, sign-in, duties.
    {Refusal::sign_in_failed,
     {"sign_in_failed", unauthorized, retry_is_useless, "用户名或密码不正确",
      "the user name or the password is wrong"}},
    {Refusal::totp_code_required,
     {"totp_code_required", unauthorized, retry_is_useless, "还需要动态验证码",
      "the code of the authenticator is needed too"}},
    // {0} seconds to wait
    {Refusal::too_many_attempts,
     {"too_many_attempts", too_many, retry_helps, "登录尝试过多，请在 {0} 秒后再试",
      "too many attempts to sign in: try again in {0} seconds"}},
    {Refusal::sign_in_busy,
     {"sign_in_busy", unavailable, retry_helps, "同时登录的人太多，请稍后再试",
      "too many people are signing in at this moment: try again shortly"}},
    {Refusal::not_signed_in,
     {"not_signed_in", unauthorized, retry_is_useless, "尚未登录，或登录已过期",
      "not signed in, or no longer"}},
    {Refusal::csrf_token_wrong,
     {"csrf_token_wrong", forbidden, retry_is_useless, "请求缺少本次登录的防伪标记，请重新打开页面",
      "the request lacks the token of this session: open the page again"}},
    // {0} user  {1} duty
    {Refusal::duty_missing,
     {"duty_missing", forbidden, retry_is_useless, "用户 {0} 在此处没有权限：{1}",
      "the user {0} may not do this here: {1}"}},
    // {0} user
    {Refusal::user_unknown,
     {"user_unknown", not_found, retry_is_useless, "没有用户“{0}”", "there is no user \"{0}\""}},
    // {0} user
    {Refusal::user_name_taken,
     {"user_name_taken", conflict, retry_is_useless, "用户名“{0}”已被使用",
      "the user name \"{0}\" is taken"}},
    // {0} user
    {Refusal::user_name_not_allowed,
     {"user_name_not_allowed", unprocessable, retry_is_useless,
      "“{0}”不能作为用户名：需 2 到 40 个小写字母、数字或 . _ -，以字母开头",
      "\"{0}\" cannot be a user name: 2 to 40 small letters, digits or . _ -, a letter first"}},
    // {0} user
    {Refusal::display_name_not_allowed,
     {"display_name_not_allowed", unprocessable, retry_is_useless,
      "用户 {0} 的姓名须有 1 到 100 个字符，且不含控制字符",
      "the name of the user {0} must have 1 to 100 characters and no control characters"}},
    // {0} user  {1} version now  {2} version expected
    {Refusal::user_changed_meanwhile,
     {"user_changed_meanwhile", precondition_failed, retry_is_useless,
      "用户 {0} 已被别人修改（现为第 {1} 版，您看到的是第 {2} 版），请刷新后再改",
      "the user {0} was changed meanwhile (version {1} now, {2} expected): look again, then "
      "change"}},
    // {0} user
    {Refusal::user_disabled,
     {"user_disabled", conflict, retry_is_useless, "用户 {0} 已停用，请先启用",
      "the user {0} is disabled: enable it first"}},
    // {0} role
    {Refusal::role_unknown,
     {"role_unknown", unprocessable, retry_is_useless, "没有角色“{0}”",
      "there is no role \"{0}\""}},
    // {0} facility
    {Refusal::facility_unknown,
     {"facility_unknown", unprocessable, retry_is_useless, "没有机构“{0}”",
      "there is no facility \"{0}\""}},
    // {0} supplier
    {Refusal::supplier_unknown,
     {"supplier_unknown", unprocessable, retry_is_useless, "没有供应商“{0}”",
      "there is no supplier \"{0}\""}},
    // {0} user  {1} role
    {Refusal::grant_needs_facility,
     {"grant_needs_facility", unprocessable, retry_is_useless, "给用户 {0} 的角色 {1} 必须指定机构",
      "the role {1} of the user {0} needs a facility"}},
    // {0} user  {1} role
    {Refusal::grant_is_county_wide,
     {"grant_is_county_wide", unprocessable, retry_is_useless,
      "给用户 {0} 的角色 {1} 不能限于某个机构",
      "the role {1} of the user {0} cannot be limited to a facility"}},
    // {0} user  {1} role
    {Refusal::grant_needs_supplier,
     {"grant_needs_supplier", unprocessable, retry_is_useless,
      "用户 {0} 未关联供应商，不能授予角色 {1}",
      "the user {0} is linked to no supplier and cannot have the role {1}"}},
    // {0} user  {1} role
    {Refusal::supplier_account_only_supplier,
     {"supplier_account_only_supplier", unprocessable, retry_is_useless,
      "用户 {0} 是供应商账号，不能授予角色 {1}",
      "the user {0} is a supplier's account and cannot have the role {1}"}},
    // {0} user  {1} role  {2} role
    {Refusal::roles_conflict,
     {"roles_conflict", conflict, retry_is_useless, "用户 {0} 不能同时担任 {1} 和 {2}",
      "the user {0} cannot be both {1} and {2}"}},
    // {0} user
    {Refusal::own_account_not_changed,
     {"own_account_not_changed", conflict, retry_is_useless,
      "用户 {0} 不能更改自己的角色，也不能停用自己",
      "the user {0} cannot change the own roles or disable the own account"}},
    // {0} user
    {Refusal::last_administrator_stays,
     {"last_administrator_stays", conflict, retry_is_useless,
      "用户 {0} 是最后一个系统管理员，不能停用，也不能取消该角色",
      "the user {0} is the last administrator and can neither be disabled nor lose the role"}},
    // {0} least characters
    {Refusal::password_too_short,
     {"password_too_short", unprocessable, retry_is_useless, "密码至少要有 {0} 个字符",
      "a password needs at least {0} characters"}},
    // {0} most bytes
    {Refusal::password_too_long,
     {"password_too_long", unprocessable, retry_is_useless, "密码最长 {0} 个字节",
      "a password may have at most {0} bytes"}},
    {Refusal::password_too_common,
     {"password_too_common", unprocessable, retry_is_useless, "这个密码太常见，请换一个",
      "this password is among the common ones: choose another"}},
    // {0} user
    {Refusal::password_contains_user_name,
     {"password_contains_user_name", unprocessable, retry_is_useless, "密码不能包含用户名 {0}",
      "a password must not contain the user name {0}"}},
    {Refusal::password_not_changed,
     {"password_not_changed", unprocessable, retry_is_useless, "新密码与原密码相同",
      "the new password is the old one"}},
    {Refusal::current_password_wrong,
     {"current_password_wrong", unprocessable, retry_is_useless, "当前密码不正确",
      "the current password is wrong"}},
    // {0} user
    {Refusal::totp_already_enrolled,
     {"totp_already_enrolled", conflict, retry_is_useless, "用户 {0} 已启用动态验证码",
      "the user {0} has an authenticator already"}},
    // {0} user
    {Refusal::totp_not_enrolled,
     {"totp_not_enrolled", conflict, retry_is_useless, "用户 {0} 尚未登记动态验证码",
      "the user {0} has no authenticator"}},
    {Refusal::totp_code_wrong,
     {"totp_code_wrong", unprocessable, retry_is_useless, "动态验证码不正确，或已使用过",
      "the code of the authenticator is wrong, or was used before"}},
    // {0} token
    {Refusal::token_unknown,
     {"token_unknown", not_found, retry_is_useless, "没有访问令牌“{0}”",
      "there is no API token \"{0}\""}},
    // {0} token
    {Refusal::token_name_not_allowed,
     {"token_name_not_allowed", unprocessable, retry_is_useless,
      "“{0}”不能作为令牌名：须有 1 到 60 个字符，且未用于另一个有效令牌",
      "\"{0}\" cannot name a token: 1 to 60 characters, not the name of another valid token"}},
    // {0} most days
    {Refusal::token_expiry_not_allowed,
     {"token_expiry_not_allowed", unprocessable, retry_is_useless,
      "访问令牌的有效期须在 1 到 {0} 天之间", "an API token must expire within 1 to {0} days"}},
    // {0} user  {1} most tokens
    {Refusal::too_many_tokens,
     {"too_many_tokens", conflict, retry_is_useless, "用户 {0} 已有 {1} 个有效令牌，请先撤销一个",
      "the user {0} has {1} valid tokens: revoke one first"}},
    // {0} user  {1} duty
    {Refusal::scope_beyond_duties,
     {"scope_beyond_duties", unprocessable, retry_is_useless,
      "令牌的权限不能超出用户 {0} 自己的权限：{1}",
      "a token can do no more than its owner {0}: {1}"}},
    // {0} document  {1} duty  {2} duty  {3} person
    {Refusal::same_person_for_two_duties,
     {"same_person_for_two_duties", conflict, retry_is_useless,
      "{0}：{1} 和 {2} 必须由两个人完成，但都是 {3}",
      "{0}: {1} and {2} take two persons, and {3} would do both"}},
    // {0} document  {1} person
    {Refusal::opener_not_independent,
     {"opener_not_independent", conflict, retry_is_useless, "{0}：{1} 是供应商账号，不能开标",
      "{0}: {1} is a supplier's account and cannot open bids"}},

    // The HTTP interface.
    // {0} method  {1} path
    {Refusal::not_found,
     {"not_found", missing, retry_is_useless, "{1} 处没有内容", "there is nothing at {1}"}},
    {Refusal::method_not_allowed,
     {"method_not_allowed", wrong_method, retry_is_useless, "{1} 不接受 {0}",
      "{1} does not take {0}"}},
    // {0} bytes allowed
    {Refusal::body_too_large,
     {"body_too_large", too_large, retry_is_useless, "内容超过 {0} 字节",
      "the body is longer than {0} bytes"}},
    // {0} reason
    {Refusal::body_not_json,
     {"body_not_json", bad_request, retry_is_useless, "内容不是有效的 JSON：{0}",
      "the body is not JSON that can be taken: {0}"}},
    {Refusal::body_not_taken,
     {"body_not_taken", bad_request, retry_is_useless, "此操作不接受内容",
      "this operation takes no body"}},
    // {0} given  {1} taken
    {Refusal::media_type_not_taken,
     {"media_type_not_taken", wrong_media_type, retry_is_useless, "不接受类型“{0}”，请用：{1}",
      "the type \"{0}\" is not taken here; taken: {1}"}},
    // {0} name  {1} names that are known
    {Refusal::unknown_parameter,
     {"unknown_parameter", bad_request, retry_is_useless, "没有参数“{0}”；可用：{1}",
      "there is no parameter \"{0}\"; known are: {1}"}},
    // {0} where  {1} what the schema says
    {Refusal::field_not_allowed,
     {"field_not_allowed", unprocessable, retry_is_useless, "“{0}”处的值不可用：{1}",
      "what stands at \"{0}\" is not allowed: {1}"}},
    {Refusal::if_match_missing,
     {"if_match_missing", precondition_required, retry_is_useless,
      "修改需要 If-Match，值为所读版本的 ETag",
      "a change needs If-Match with the ETag of the version that was read"}},
    // {0} kind  {1} code
    {Refusal::unknown_record,
     {"unknown_record", missing, retry_is_useless, "没有 {0}“{1}”", "there is no {0} \"{1}\""}},
    {Refusal::server_busy,
     {"server_busy", unavailable, retry_helps, "服务器繁忙，请稍后再试",
      "the server is busy, try again in a while"}},
    {Refusal::database_unavailable,
     {"database_unavailable", unavailable, retry_helps, "数据库暂时无法访问，请稍后再试",
      "the database cannot be reached, try again in a while"}},
    // {0} the database's version  {1} the program's
    {Refusal::schema_not_current,
     {"schema_not_current", unavailable, retry_helps, "数据库结构版本是 {0}，程序需要 {1}",
      "the database's schema is {0}, the program's {1}"}},
    // {0} request id
    {Refusal::fault,
     {"fault", server_error, retry_helps, "服务器出错，未作任何改动；请把编号 {0} 告诉管理员",
      "the server met a fault and changed nothing; tell the administrator this number: {0}"}},

    // Import and export of single files: the figures of faults of a folder, but for the last two.
    {Refusal::not_a_table_file,
     {"not_a_table_file", unprocessable, retry_is_useless,
      "这不是表格文件；可用 CSV（UTF-8）或 Excel 工作簿（.xlsx）",
      "this is no table: it must be CSV (UTF-8) or a workbook (.xlsx)"}},
    {Refusal::workbook_of_old_format,
     {"workbook_of_old_format", unprocessable, retry_is_useless,
      "这是旧格式的工作簿（.xls），请另存为 .xlsx",
      "this is a workbook of the old format (.xls): save it as .xlsx"}},
    {Refusal::workbook_encrypted,
     {"workbook_encrypted", unprocessable, retry_is_useless, "工作簿有密码保护，请取消密码后再导入",
      "the workbook is protected by a password: save it without one"}},
    {Refusal::workbook_has_macros,
     {"workbook_has_macros", unprocessable, retry_is_useless,
      "工作簿中含有宏（{3}），请另存为不含宏的 .xlsx",
      "the workbook has macros ({3}): save it as .xlsx without them"}},
    {Refusal::workbook_too_large,
     {"workbook_too_large", unprocessable, retry_is_useless, "工作簿解压后过大（{3}），无法读取",
      "the workbook unpacks to too much ({3})"}},
    {Refusal::workbook_damaged,
     {"workbook_damaged", unprocessable, retry_is_useless, "工作簿已损坏，从此处起无法读取：{3}",
      "the workbook is damaged and cannot be read from here on: {3}"}},
    {Refusal::cell_is_formula,
     {"cell_is_formula", unprocessable, retry_is_useless,
      "此单元格是公式（上次结果为“{3}”），请复制后选择性粘贴为数值",
      "this cell is a formula (its last result was \"{3}\"): copy it and paste it as a value"}},
    {Refusal::cell_is_error,
     {"cell_is_error", unprocessable, retry_is_useless, "此单元格是错误值 {3}",
      "this cell is the error {3}"}},
    {Refusal::digits_lost,
     {"digits_lost", unprocessable, retry_is_useless,
      "“{3}”超过 15 位，电子表格已丢失其末尾数字；请将该列设为文本格式后重新输入",
      "\"{3}\" has more than 15 digits, of which a spreadsheet has lost the last: make the column "
      "text and enter it again"}},
    {Refusal::cells_merged,
     {"cells_merged", unprocessable, retry_is_useless, "此行有合并的单元格，请取消合并并逐行填写",
      "cells of this row are merged: undo it and fill in each row"}},
    {Refusal::parent_refused,
     {"parent_refused", unprocessable, retry_is_useless,
      "上级机构“{3}”所在的行被拒，本行也不能导入",
      "the row of its parent \"{3}\" is refused, so this one is too"}},
    // {0} file  {1} refused rows  {2} rows
    {Refusal::import_refused,
     {"import_refused", unprocessable, retry_is_useless,
      "{0} 中有错误（共 {2} 行，被拒 {1} 行），未导入任何数据",
      "{0} has faults ({1} of {2} rows are refused): nothing was imported"}},
    // {0} rows
    {Refusal::too_many_rows_for_workbook,
     {"too_many_rows_for_workbook", unprocessable, retry_is_useless,
      "工作簿最多容纳 {0} 行，请导出为 CSV", "a workbook holds at most {0} rows: export as CSV"}},

    // The organisation of the county, and its suppliers.
    // {0} supplier
    {Refusal::supplier_not_known,
     {"supplier_not_known", not_found, retry_is_useless, "没有供应商“{0}”",
      "there is no supplier \"{0}\""}},
    // {0} supplier  {1} its name
    {Refusal::supplier_code_taken,
     {"supplier_code_taken", conflict, retry_is_useless, "供应商代码“{0}”已被“{1}”使用",
      "the supplier code \"{0}\" belongs to \"{1}\" already"}},
    // {0} supplier  {1} since when  {2} reason
    {Refusal::supplier_suspended,
     {"supplier_suspended", conflict, retry_helps, "供应商“{0}”自 {1} 起暂停供货：{2}",
      "the supplier \"{0}\" is suspended since {1}: {2}"}},
    // {0} supplier  {1} since when  {2} reason
    {Refusal::supplier_already_suspended,
     {"supplier_already_suspended", conflict, retry_is_useless, "供应商“{0}”已自 {1} 起暂停：{2}",
      "the supplier \"{0}\" is suspended already, since {1}: {2}"}},
    // {0} supplier  {1} day
    {Refusal::supplier_not_suspended,
     {"supplier_not_suspended", conflict, retry_is_useless, "供应商“{0}”在 {1} 没有被暂停",
      "the supplier \"{0}\" is not suspended on {1}"}},
    // {0} supplier  {1} kind of licence  {2} number  {3} last day  {4} day asked for
    {Refusal::supplier_licence_expired,
     {"supplier_licence_expired", conflict, retry_helps,
      "供应商“{0}”的证照（{1}，编号 {2}）有效期至 {3}，{4} 不能向其下单",
      "the licence of the supplier \"{0}\" ({1}, no. {2}) was good until {3}: no order on {4}"}},
    // {0} manufacturer
    {Refusal::manufacturer_not_known,
     {"manufacturer_not_known", not_found, retry_is_useless, "没有生产企业“{0}”",
      "there is no manufacturer \"{0}\""}},
    // {0} manufacturer  {1} its name
    {Refusal::manufacturer_code_taken,
     {"manufacturer_code_taken", conflict, retry_is_useless, "生产企业代码“{0}”已被“{1}”使用",
      "the manufacturer code \"{0}\" belongs to \"{1}\" already"}},
    // {0} supplier  {1} licence
    {Refusal::licence_not_known,
     {"licence_not_known", not_found, retry_is_useless, "供应商“{0}”没有证照 {1}",
      "the supplier \"{0}\" has no licence {1}"}},
    // {0} supplier  {1} kind  {2} number
    {Refusal::licence_already_recorded,
     {"licence_already_recorded", conflict, retry_is_useless,
      "供应商“{0}”的证照（{1}，编号 {2}）已经登记，请用换证",
      "the licence of the supplier \"{0}\" ({1}, no. {2}) is recorded already: renew it instead"}},
    // {0} supplier  {1} kind  {2} number
    {Refusal::licence_no_longer_in_use,
     {"licence_no_longer_in_use", conflict, retry_is_useless,
      "供应商“{0}”的证照（{1}，编号 {2}）已换证或已注销",
      "the licence of the supplier \"{0}\" ({1}, no. {2}) was renewed or withdrawn before"}},
    // {0} facility
    {Refusal::facility_not_known,
     {"facility_not_known", not_found, retry_is_useless, "没有机构“{0}”",
      "there is no facility \"{0}\""}},
    // {0} facility  {1} its name
    {Refusal::facility_already_member,
     {"facility_already_member", conflict, retry_is_useless, "机构“{0}”（{1}）已经是成员",
      "the facility \"{0}\" ({1}) is a member already"}},
    // {0} facility  {1} day
    {Refusal::facility_not_member,
     {"facility_not_member", conflict, retry_is_useless, "机构“{0}”在 {1} 不是成员",
      "the facility \"{0}\" is not a member on {1}"}},
    // {0} facility
    {Refusal::centre_is_fixed,
     {"centre_is_fixed", conflict, retry_is_useless,
      "“{0}”：中心机构只有一个，不能加入、退出、移动或改变类别",
      "\"{0}\": there is one centre, which cannot be joined, leave, move or become another kind"}},
    // {0} facility  {1} its kind  {2} parent  {3} the parent's kind
    {Refusal::parent_kind_not_allowed,
     {"parent_kind_not_allowed", unprocessable, retry_is_useless,
      "机构“{0}”（{1}）不能归“{2}”（{3}）管辖",
      "the facility \"{0}\" ({1}) cannot stand under \"{2}\" ({3})"}},
    // {0} the chain  {1} day
    {Refusal::facility_below_itself,
     {"facility_below_itself", unprocessable, retry_is_useless,
      "自 {1} 起机构的隶属关系会形成循环：{0}",
      "from {1} on a facility would be below itself: {0}"}},
    // {0} facility  {1} how many  {2} some of them
    {Refusal::children_would_stay,
     {"children_would_stay", conflict, retry_helps, "机构“{0}”还有 {1} 个下级机构（{2}），请先移走",
      "the facility \"{0}\" still has {1} facilities below it ({2}): move them first"}},
    // {0} facility  {1} routes  {2} drugstore links  {3} lots in stock  {4} balance  {5} unsettled
    // periods
    {Refusal::facility_has_open_affairs,
     {"facility_has_open_affairs", conflict, retry_helps,
      "机构“{0}”还有未了事项：配送线路 {1}；药店联动 {2} 个；库存 {3} 批；往来余额 {4} "
      "元；未结算期间 {5}",
      "the facility \"{0}\" has open affairs: routes {1}; drugstore links {2}; lots in stock {3}; "
      "balance {4} yuan; unsettled periods {5}"}},
    // {0} facility  {1} who should take over  {2} day
    {Refusal::handover_facility_unfit,
     {"handover_facility_unfit", unprocessable, retry_is_useless,
      "“{1}”不能接管机构“{0}”：它须是 {2} 仍在的其他成员",
      "\"{1}\" cannot take over from the facility \"{0}\": it must be another member that stays on "
      "{2}"}},
    // {0} accounting entity
    {Refusal::entity_not_known,
     {"entity_not_known", not_found, retry_is_useless, "没有核算主体“{0}”",
      "there is no accounting entity \"{0}\""}},
    // {0} accounting entity  {1} its name
    {Refusal::entity_code_taken,
     {"entity_code_taken", conflict, retry_is_useless, "核算主体代码“{0}”已被“{1}”使用",
      "the accounting entity code \"{0}\" belongs to \"{1}\" already"}},
    // {0} route
    {Refusal::route_not_known,
     {"route_not_known", not_found, retry_is_useless, "没有配送线路“{0}”",
      "there is no delivery route \"{0}\""}},
    // {0} route
    {Refusal::route_without_days,
     {"route_without_days", unprocessable, retry_is_useless, "配送线路“{0}”至少要有一个配送日",
      "the delivery route \"{0}\" needs a weekday at least"}},
    // {0} route
    {Refusal::route_without_stops,
     {"route_without_stops", unprocessable, retry_is_useless, "配送线路“{0}”至少要有一个站点",
      "the delivery route \"{0}\" needs a stop at least"}},
    // {0} route  {1} facility
    {Refusal::route_hub_unfit,
     {"route_hub_unfit", unprocessable, retry_is_useless,
      "“{1}”不是乡镇卫生院，不能作配送线路“{0}”的中转站",
      "\"{1}\" is no township health centre and cannot be the hub of the delivery route \"{0}\""}},
    // {0} route  {1} facility
    {Refusal::route_stop_unfit,
     {"route_stop_unfit", unprocessable, retry_is_useless,
      "“{1}”不能作配送线路“{0}”的站点：须是中心以外的成员机构",
      "\"{1}\" cannot be a stop of the delivery route \"{0}\": a stop is a member other than the "
      "centre"}},
    // {0} route  {1} facility
    {Refusal::route_stop_twice,
     {"route_stop_twice", unprocessable, retry_is_useless, "配送线路“{0}”两次列入了“{1}”",
      "the delivery route \"{0}\" names \"{1}\" twice"}},
    // {0} facility  {1} weekday  {2} route  {3} the other route  {4} day
    {Refusal::facility_on_two_routes,
     {"facility_on_two_routes", conflict, retry_is_useless,
      "自 {4} 起机构“{0}”在同一天（{1}）列入两条线路：“{2}”和“{3}”",
      "from {4} on the facility \"{0}\" would be on two routes on one weekday ({1}): \"{2}\" and "
      "\"{3}\""}},
    // {0} pharmacy  {1} drugstore  {2} day
    {Refusal::link_not_known,
     {"link_not_known", not_found, retry_is_useless, "{2} 没有“{0}”与药店“{1}”的联动",
      "there is no link of \"{0}\" with the drugstore \"{1}\" on {2}"}},
    // {0} pharmacy  {1} drugstore
    {Refusal::link_pharmacy_unfit,
     {"link_pharmacy_unfit", unprocessable, retry_is_useless,
      "“{0}”不是医院或乡镇卫生院，不能与药店“{1}”联动",
      "\"{0}\" is no hospital or township health centre: it cannot be linked with \"{1}\""}},
    // {0} pharmacy  {1} drugstore
    {Refusal::link_drugstore_unfit,
     {"link_drugstore_unfit", unprocessable, retry_is_useless, "“{1}”不是药店，不能与“{0}”联动",
      "\"{1}\" is no drugstore: it cannot be linked with \"{0}\""}},
    // {0} pharmacy  {1} drugstore  {2} first day of the other link
    {Refusal::drugstore_linked_already,
     {"drugstore_linked_already", conflict, retry_is_useless,
      "“{0}”与药店“{1}”在这段时间已经联动（自 {2} 起）",
      "\"{0}\" and the drugstore \"{1}\" are linked already in that time (from {2} on)"}},
    // {0} code  {1} expected version  {2} newest version
    {Refusal::record_has_changed,
     {"record_has_changed", conflict, retry_helps,
      "“{0}”已由他人修改：您看到的是第 {1} 版，现为第 {2} 版",
      "\"{0}\" has changed meanwhile: you saw version {1}, it is now version {2}"}},
    // {0} code  {1} version  {2} its day  {3} day asked for
    {Refusal::change_before_newest_version,
     {"change_before_newest_version", conflict, retry_is_useless,
      "“{0}”的第 {1} 版自 {2} 起生效，更改不能早于这一天（{3}）",
      "\"{0}\" has version {1} from {2} on: a change cannot begin before ({3})"}},
    // {0} what  {1} first day  {2} last day
    {Refusal::dates_reversed,
     {"dates_reversed", unprocessable, retry_is_useless, "{0}：日期颠倒，{1} 晚于 {2}",
      "{0}: the days are in the wrong order, {1} is after {2}"}},
    // {0} what  {1} field
    {Refusal::field_missing,
     {"field_missing", unprocessable, retry_is_useless, "{0}：必须填写 {1}",
      "{0}: {1} is required"}},
    // {0} what  {1} field  {2} limit
    {Refusal::field_too_long,
     {"field_too_long", unprocessable, retry_is_useless, "{0}：{1} 最多 {2} 个字符",
      "{0}: {1} may have {2} characters at most"}},
    // {0} what  {1} field  {2} figure  {3} least  {4} most
    {Refusal::figure_out_of_range,
     {"figure_out_of_range", unprocessable, retry_is_useless,
      "{0}：{1} 为 {2}，应在 {3} 到 {4} 之间", "{0}: {1} is {2}, and must be from {3} to {4}"}},

    // Requisitions and budgets.
    // {0} requisition
    {Refusal::requisition_unknown,
     {"requisition_unknown", not_found, retry_is_useless, "没有请领单 {0}",
      "there is no requisition {0}"}},
    // {0} facility
    {Refusal::requisition_facility_unfit,
     {"requisition_facility_unfit", unprocessable, retry_is_useless, "{0} 是采购配送中心，不能请领",
      "{0} is the centre, which makes no requisitions"}},
    // {0} requisition  {1} state  {2} action
    {Refusal::requisition_step_not_allowed,
     {"requisition_step_not_allowed", conflict, retry_is_useless,
      "请领单 {0} 的状态是 {1}，不能执行 {2}", "the requisition {0} is {1}: {2} is not possible"}},
    // {0} requisition
    {Refusal::requisition_empty,
     {"requisition_empty", unprocessable, retry_is_useless, "请领单 {0} 没有明细",
      "the requisition {0} has no lines"}},
    // {0} requisition  {1} item
    {Refusal::requisition_item_twice,
     {"requisition_item_twice", unprocessable, retry_is_useless, "请领单 {0} 中品种 {1} 出现两次",
      "the requisition {0} names the item {1} twice"}},
    // {0} requisition  {1} item  {2} reason
    {Refusal::requisition_item_disabled,
     {"requisition_item_disabled", unprocessable, retry_is_useless,
      "请领单 {0}：品种 {1} 已停用（{2}）", "requisition {0}: the item {1} is disabled ({2})"}},
    // {0} requisition  {1} item  {2} tier
    {Refusal::requisition_item_not_in_formulary,
     {"requisition_item_not_in_formulary", unprocessable, retry_is_useless,
      "请领单 {0}：品种 {1} 不在 {2} 级用药目录中",
      "requisition {0}: the item {1} is not in the formulary of the tier {2}"}},
    // {0} requisition  {1} item  {2} kind
    {Refusal::requisition_item_no_equipment,
     {"requisition_item_no_equipment", unprocessable, retry_is_useless,
      "请领单 {0}：品种 {1} 的类别是 {2}，不是设备",
      "requisition {0}: the item {1} is of the kind {2}, not equipment"}},
    // {0} requisition  {1} item
    {Refusal::requisition_item_not_there,
     {"requisition_item_not_there", unprocessable, retry_is_useless, "请领单 {0} 中没有品种 {1}",
      "the requisition {0} has no line of the item {1}"}},
    // {0} requisition  {1} requisition
    {Refusal::requisitions_do_not_merge,
     {"requisitions_do_not_merge", unprocessable, retry_is_useless,
      "请领单 {0} 与 {1} 不能合并：须是同一机构、同一类别的不同请领单",
      "the requisitions {0} and {1} do not merge: they must be two of one facility and kind"}},
    // {0} requisition  {1} item  {2} approved  {3} requested
    {Refusal::approved_above_requested,
     {"approved_above_requested", unprocessable, retry_is_useless,
      "请领单 {0}：品种 {1} 批准 {2}，超过请领的 {3}",
      "requisition {0}: {2} of the item {1} is more than the {3} asked for"}},
    // {0} requisition
    {Refusal::review_approves_nothing,
     {"review_approves_nothing", unprocessable, retry_is_useless,
      "请领单 {0} 的全部明细都被批为 0：请改为驳回",
      "every line of the requisition {0} would be struck out: reject it instead"}},
    // {0} requisition  {1} figure  {2} cap
    {Refusal::emergency_above_cap,
     {"emergency_above_cap", unprocessable, retry_is_useless, "急领单 {0}：{1} 超过上限 {2}",
      "emergency requisition {0}: {1} is above the cap of {2}"}},
    // {0} requisition  {1} item  {2} budget or cap
    {Refusal::item_without_price,
     {"item_without_price", unprocessable, retry_is_useless,
      "请领单 {0}：品种 {1} 没有参考价，无法按预算 {2} 审核",
      "requisition {0}: the item {1} has no reference price, which {2} needs"}},
    // {0} requisition  {1} budget  {2} wanted  {3} available  {4} measure
    {Refusal::budget_insufficient,
     {"budget_insufficient", conflict, retry_is_useless,
      "请领单 {0}：预算 {1} 需要 {2}，只剩 {3}（{4}）",
      "requisition {0}: the budget {1} has {3} left of the {2} it needs ({4})"}},
    // {0} budget
    {Refusal::budget_unknown,
     {"budget_unknown", not_found, retry_is_useless, "没有预算 {0}", "there is no budget {0}"}},
    // {0} budget
    {Refusal::budget_code_taken,
     {"budget_code_taken", conflict, retry_is_useless, "预算编号 {0} 已被使用",
      "the budget code {0} is taken"}},
    // {0} budget  {1} first  {2} last
    {Refusal::budget_periods_reversed,
     {"budget_periods_reversed", unprocessable, retry_is_useless,
      "预算 {0}：起始期 {1} 晚于结束期 {2}",
      "budget {0}: it would begin in {1}, after its end in {2}"}},
    // {0} budget  {1} period  {2} first  {3} last
    {Refusal::budget_release_outside,
     {"budget_release_outside", unprocessable, retry_is_useless,
      "预算 {0}：下达期 {1} 不在 {2} 至 {3} 之间",
      "budget {0}: the release of {1} is not from {2} to {3}"}},
    // {0} budget  {1} released  {2} spent
    {Refusal::budget_below_spent,
     {"budget_below_spent", conflict, retry_is_useless,
      "预算 {0}：下达总额将为 {1}，低于已占用的 {2}",
      "budget {0}: {1} would be released in all, less than the {2} already spent"}},
    // {0} period
    {Refusal::bad_period,
     {"bad_period", unprocessable, retry_is_useless, "“{0}”不是月份（应如 2026-11）",
      "\"{0}\" is no month (such as 2026-11)"}},

    // Releases of the catalogue's codes.
    // {0} source  {1} batch
    {Refusal::release_already_taken_in,
     {"release_already_taken_in", conflict, retry_is_useless, "{0} 的批次“{1}”已经收录",
      "the batch \"{1}\" of {0} is already taken in"}},
    // {0} id
    {Refusal::release_unknown,
     {"release_unknown", not_found, retry_is_useless, "没有编号为 {0} 的发布",
      "there is no release {0}"}},
    // {0} source of the older  {1} source of the newer
    {Refusal::releases_of_different_sources,
     {"releases_of_different_sources", unprocessable, retry_is_useless,
      "不能比较不同来源的发布：{0} 与 {1}", "releases of {0} and {1} cannot be compared"}},
    // {0} row  {1} rows of the release
    {Refusal::release_row_unknown,
     {"release_row_unknown", unprocessable, retry_is_useless, "没有第 {0} 行，该发布共 {1} 行",
      "there is no row {0}: the release has {1}"}},
    // {0} row
    {Refusal::release_row_in_quarantine,
     {"release_row_in_quarantine", conflict, retry_helps, "第 {0} 行仍在隔离中，请先处理隔离原因",
      "row {0} is still in quarantine: see to its reason first"}},
    // {0} row
    {Refusal::mapping_needs_reason,
     {"mapping_needs_reason", unprocessable, retry_is_useless,
      "第 {0} 行：不对应任何品种、或改变先前的决定时，必须写明理由",
      "row {0}: that it belongs to no item, or a decision is changed, needs a reason"}},

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
    // Faults of a file of demand series, figures as above.
    {Refusal::period_not_understood,
     {"period_not_understood", unprocessable, retry_is_useless, "“{3}”不是可识别的期间；可用：{4}",
      "\"{3}\" is not a known period; known are: {4}"}},
    {Refusal::period_of_another_kind,
     {"period_of_another_kind", unprocessable, retry_is_useless,
      "“{3}”与文件首个期间的种类不同：{4}",
      "\"{3}\" is another kind of period than the first one of the file, {4}"}},
    {Refusal::series_too_long,
     {"series_too_long", unprocessable, retry_is_useless, "序列“{3}”首末期间相距过远；最多 {4} 期",
      "the first and the last period of series \"{3}\" are too far apart; at most {4} periods"}},

    // Backup and restore.
    // {0} folder
    {Refusal::backup_target_taken,
     {"backup_target_taken", conflict, retry_is_useless,
      "{0} 已经存在，备份不会覆盖任何东西，请另起名称",
      "{0} is there already and a backup overwrites nothing: choose another name"}},
    // {0} data folder or database
    {Refusal::backup_of_nothing,
     {"backup_of_nothing", unprocessable, retry_is_useless,
      "{0} 中没有数据库，没有可备份的内容，请检查 --data 或 --database",
      "there is no database in {0}, so nothing to back up: check --data or --database"}},
    // {0} folder
    {Refusal::backup_under_way,
     {"backup_under_way", conflict, retry_helps, "另一个备份正在写入 {0}",
      "another backup is being written to {0}"}},
    // {0} backup  {1} file  {2} the system's reason
    {Refusal::backup_not_readable,
     {"backup_not_readable", unprocessable, retry_is_useless, "无法读取备份 {0} 中的 {1}：{2}",
      "{1} of the backup {0} cannot be read: {2}"}},
    // {0} backup  {1} file
    {Refusal::backup_damaged,
     {"backup_damaged", unprocessable, retry_is_useless,
      "备份 {0} 已损坏：{1} 与写入时的校验和不符，未恢复任何内容",
      "the backup {0} is damaged: {1} is not what was written (SHA-256); nothing was restored"}},
    // {0} backup  {1} its format  {2} the newest format known
    {Refusal::backup_format_unknown,
     {"backup_format_unknown", unprocessable, retry_is_useless,
      "备份 {0} 的格式版本是 {1}，本程序只认识 {2}",
      "the backup {0} has format {1}, this program knows {2}"}},
    // {0} backup  {1} its schema  {2} the program's
    {Refusal::backup_newer_than_program,
     {"backup_newer_than_program", unavailable, retry_is_useless,
      "备份 {0} 的数据库结构版本 {1} 比本程序支持的版本 {2} 更新，请升级程序",
      "the schema {1} of the backup {0} is newer than this program's {2}: upgrade the program"}},
    // {0} data folder or database  {1} what is in it
    {Refusal::restore_target_used,
     {"restore_target_used", conflict, retry_is_useless,
      "{0} 中已有内容（{1}），只能恢复到空的数据库",
      "{0} is in use ({1}): a backup is restored into an empty database only"}},
    // {0} data folder or database
    {Refusal::restore_under_way,
     {"restore_under_way", conflict, retry_helps, "另一个恢复正在写入 {0}",
      "another restore is writing to {0}"}},
    // {0} backup  {1} when it began  {2} why it did not end
    {Refusal::database_half_restored,
     {"database_half_restored", unavailable, retry_is_useless,
      "这个数据库只恢复了一半（备份 {0}，开始于 {1} UTC；原因：{2}），不能使用，请重新运行 wutong "
      "restore",
      "this database is half restored (from {0}, begun {1} UTC: {2}) and must not be used: run "
      "wutong restore again"}},
    // {0} backup  {1} number of users
    {Refusal::sealing_key_needed,
     {"sealing_key_needed", unprocessable, retry_is_useless,
      "备份 {0} 中有 {1} 个用户使用验证器，其密钥由不在备份中的 sealing.key 保护："
      "请用 --sealing-key 给出该文件，或用 --without-sealing-key 恢复后让这些用户重新绑定",
      "{1} users in the backup {0} have an authenticator, sealed with a sealing.key that is not in "
      "the backup: give it with --sealing-key, or restore --without-sealing-key and let them enrol "
      "anew"}},
    // {0} key file  {1} backup
    {Refusal::sealing_key_wrong,
     {"sealing_key_wrong", unprocessable, retry_is_useless, "{0} 不是备份 {1} 所用的 sealing.key",
      "{0} is not the sealing key of the backup {1}"}},
    // {0} data folder or database  {1} table  {2} in the backup  {3} after restoring
    {Refusal::restored_data_differs,
     {"restored_data_differs", server_error, retry_is_useless,
      "恢复到 {0} 的 {1} 与备份不同：备份中 {2}，恢复后 {3}；该数据库不能使用",
      "{1} restored into {0} differs from the backup: {2} there, {3} here; the database must not "
      "be used"}},
    // {0} data folder or database  {1} number of invariants  {2} the first
    {Refusal::restored_data_breaks_invariants,
     {"restored_data_breaks_invariants", server_error, retry_is_useless,
      "恢复到 {0} 的数据违反 {1} 项不变量，第一项：{2}；该数据库不能使用"
      "（备份时已如此的，可用 --accept-violations 保留）",
      "what was restored into {0} breaks {1} invariants, first {2}; the database must not be used "
      "(if it was so when it was backed up, --accept-violations keeps it)"}},
    // The audit chain.
    // {0} row  {1} why
    {Refusal::audit_chain_broken,
     {"audit_chain_broken", conflict, retry_is_useless,
      "审计链在第 {0} 行断开（{1}），不能再签检查点；先运行 wutong audit verify 查明",
      "the audit chain breaks at row {0} ({1}), so no checkpoint is signed; see wutong audit "
      "verify"}},
    // Accounts over HTTP: sessions, tokens, authenticators.
    {Refusal::session_needed,
     {"session_needed", forbidden, retry_is_useless, "访问令牌不能办理此事，请本人登录后操作",
      "an API token cannot do this: a person must be signed in"}},
    // {0} user
    {Refusal::session_unknown,
     {"session_unknown", not_found, retry_is_useless, "用户 {0} 没有这个登录会话，或它已结束",
      "the user {0} has no such session, or it has ended"}},
    // {0} user
    {Refusal::password_change_due,
     {"password_change_due", forbidden, retry_is_useless, "用户 {0} 须先更改一次性密码",
      "the user {0} must change the one-time password first"}},
    // Suppliers' invoices.
    // {0} number  {1} supplier  {2} earlier number  {3} its date
    {Refusal::invoice_number_taken,
     {"invoice_number_taken", conflict, retry_is_useless,
      "供应商 {1} 的发票号 {0} 与已登记的 {2}（{3}）相同",
      "supplier {1} has an invoice {2} of {3} already, which is the same number as {0}"}},
    // {0} number  {1} field  {2} value
    {Refusal::invoice_field_not_allowed,
     {"invoice_field_not_allowed", unprocessable, retry_is_useless, "发票 {0}：{1} 不能是“{2}”",
      "invoice {0}: {1} may not be \"{2}\""}},
    // {0} number  {1} figure  {2} expected  {3} found
    {Refusal::invoice_amounts_differ,
     {"invoice_amounts_differ", unprocessable, retry_is_useless,
      "发票 {0}：{1} 应为 {2}，票面为 {3}", "invoice {0}: {1} is {3} and should be {2}"}},
    // {0} number  {1} date  {2} today
    {Refusal::invoice_dated_later,
     {"invoice_dated_later", unprocessable, retry_is_useless, "发票 {0} 的日期 {1} 晚于今天 {2}",
      "invoice {0} is dated {1}, after today, {2}"}},
    // {0} number or id
    {Refusal::invoice_unknown,
     {"invoice_unknown", missing, retry_is_useless, "没有发票 {0}", "there is no invoice {0}"}},
    // {0} number  {1} state  {2} what was asked
    {Refusal::invoice_step_not_allowed,
     {"invoice_step_not_allowed", conflict, retry_is_useless, "发票 {0} 的状态是 {1}，不能 {2}",
      "invoice {0} is {1}: it cannot be {2}"}},
    // {0} credit note  {1} line  {2} invoice  {3} order  {4} item  {5} lot
    {Refusal::credit_line_unknown,
     {"credit_line_unknown", unprocessable, retry_is_useless,
      "红字单据 {0} 第 {1} 行：发票 {2} 没有可冲减的行（订单 {3}，品种 {4}，批号 {5}）",
      "credit note {0} line {1}: invoice {2} has no line for order {3}, item {4}, lot \"{5}\""}},
    // {0} credit note  {1} line  {2} invoice  {3} asked  {4} left
    {Refusal::refund_above_payable,
     {"refund_above_payable", conflict, retry_is_useless,
      "红字单据 {0} 第 {1} 行：退 {3}，但发票 {2} 该行只剩 {4}",
      "credit note {0} line {1}: {3} is more than the {4} that is left of the line of invoice "
      "{2}"}},
    // {0} credit note  {1} line  {2} returned  {3} at most
    {Refusal::return_above_accepted,
     {"return_above_accepted", conflict, retry_is_useless,
      "红字单据 {0} 第 {1} 行：退货 {2}，但已验收且未被其他发票占用的只有 {3}",
      "credit note {0} line {1}: {2} went back, but only {3} were accepted and are billed by no "
      "other line"}},
    // {0} invoice  {1} case
    {Refusal::case_unknown,
     {"case_unknown", missing, retry_is_useless, "发票 {0} 没有差异 {1}",
      "invoice {0} has no case {1}"}},
    // {0} case  {1} way out  {2} by whom
    {Refusal::case_already_settled,
     {"case_already_settled", conflict, retry_is_useless, "差异 {0} 已由 {2} 以 {1} 处理",
      "case {0} was settled by {2}: {1}"}},
    // {0} case  {1} rule  {2} way  {3} ways
    {Refusal::way_out_not_open,
     {"way_out_not_open", unprocessable, retry_is_useless,
      "差异 {0}（{1}）不能以 {2} 处理，可用的有：{3}",
      "case {0} ({1}) has no way out {2}; there are: {3}"}},
    // {3} what it is
    {Refusal::document_not_an_invoice,
     {"document_not_an_invoice", unprocessable, retry_is_useless,
      "不是 UBL 2.1 发票、红字或补开单据：{3}",
      "not a UBL 2.1 Invoice, CreditNote or DebitNote: {3}"}},
    // no figures
    {Refusal::document_type_refused,
     {"document_type_refused", unprocessable, retry_is_useless,
      "XML 带有文档类型声明（DOCTYPE），不予读取",
      "XML with a document type (DOCTYPE) is not read"}},
    // {3} what the reader says
    {Refusal::document_damaged,
     {"document_damaged", unprocessable, retry_is_useless, "XML 无法读取：{3}",
      "the XML cannot be read: {3}"}},
    // {3} which limit
    {Refusal::document_too_large,
     {"document_too_large", unprocessable, retry_is_useless, "文件超过限度：{3}",
      "the document is beyond its limit: {3}"}},
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
  return position == position_of(Refusal::document_too_large) + 1;
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
