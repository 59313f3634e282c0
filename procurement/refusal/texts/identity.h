#pragma once

#include <array>

#include "procurement/refusal/texts/entry.h"

namespace wutong::procurement::refusal_texts {

// Accounts, sign-in, duties, sessions. In the order of the enum.
inline constexpr std::array identity_texts{
    // Identity: accounts, sign-in, duties.
    Entry{Refusal::sign_in_failed,
          {"sign_in_failed", unauthorized, retry_is_useless, "用户名或密码不正确",
           "the user name or the password is wrong"}},
    Entry{Refusal::totp_code_required,
          {"totp_code_required", unauthorized, retry_is_useless, "还需要动态验证码",
           "the code of the authenticator is needed too"}},
    // {0} seconds to wait
    Entry{Refusal::too_many_attempts,
          {"too_many_attempts", too_many, retry_helps, "登录尝试过多，请在 {0} 秒后再试",
           "too many attempts to sign in: try again in {0} seconds"}},
    Entry{Refusal::sign_in_busy,
          {"sign_in_busy", unavailable, retry_helps, "同时登录的人太多，请稍后再试",
           "too many people are signing in at this moment: try again shortly"}},
    Entry{Refusal::not_signed_in,
          {"not_signed_in", unauthorized, retry_is_useless, "尚未登录，或登录已过期",
           "not signed in, or no longer"}},
    Entry{Refusal::csrf_token_wrong,
          {"csrf_token_wrong", forbidden, retry_is_useless,
           "请求缺少本次登录的防伪标记，请重新打开页面",
           "the request lacks the token of this session: open the page again"}},
    // {0} user  {1} duty
    Entry{Refusal::duty_missing,
          {"duty_missing", forbidden, retry_is_useless, "用户 {0} 在此处没有权限：{1}",
           "the user {0} may not do this here: {1}"}},
    // {0} user
    Entry{
        Refusal::user_unknown,
        {"user_unknown", not_found, retry_is_useless, "没有用户“{0}”", "there is no user \"{0}\""}},
    // {0} user
    Entry{Refusal::user_name_taken,
          {"user_name_taken", conflict, retry_is_useless, "用户名“{0}”已被使用",
           "the user name \"{0}\" is taken"}},
    // {0} user
    Entry{
        Refusal::user_name_not_allowed,
        {"user_name_not_allowed", unprocessable, retry_is_useless,
         "“{0}”不能作为用户名：需 2 到 40 个小写字母、数字或 . _ -，以字母开头",
         "\"{0}\" cannot be a user name: 2 to 40 small letters, digits or . _ -, a letter first"}},
    // {0} user
    Entry{Refusal::display_name_not_allowed,
          {"display_name_not_allowed", unprocessable, retry_is_useless,
           "用户 {0} 的姓名须有 1 到 100 个字符，且不含控制字符",
           "the name of the user {0} must have 1 to 100 characters and no control characters"}},
    // {0} user  {1} version now  {2} version expected
    Entry{Refusal::user_changed_meanwhile,
          {"user_changed_meanwhile", precondition_failed, retry_is_useless,
           "用户 {0} 已被别人修改（现为第 {1} 版，您看到的是第 {2} 版），请刷新后再改",
           "the user {0} was changed meanwhile (version {1} now, {2} expected): look again, then "
           "change"}},
    // {0} user
    Entry{Refusal::user_disabled,
          {"user_disabled", conflict, retry_is_useless, "用户 {0} 已停用，请先启用",
           "the user {0} is disabled: enable it first"}},
    // {0} role
    Entry{Refusal::role_unknown,
          {"role_unknown", unprocessable, retry_is_useless, "没有角色“{0}”",
           "there is no role \"{0}\""}},
    // {0} facility
    Entry{Refusal::facility_unknown,
          {"facility_unknown", unprocessable, retry_is_useless, "没有机构“{0}”",
           "there is no facility \"{0}\""}},
    // {0} supplier
    Entry{Refusal::supplier_unknown,
          {"supplier_unknown", unprocessable, retry_is_useless, "没有供应商“{0}”",
           "there is no supplier \"{0}\""}},
    // {0} user  {1} role
    Entry{Refusal::grant_needs_facility,
          {"grant_needs_facility", unprocessable, retry_is_useless,
           "给用户 {0} 的角色 {1} 必须指定机构", "the role {1} of the user {0} needs a facility"}},
    // {0} user  {1} role
    Entry{Refusal::grant_is_county_wide,
          {"grant_is_county_wide", unprocessable, retry_is_useless,
           "给用户 {0} 的角色 {1} 不能限于某个机构",
           "the role {1} of the user {0} cannot be limited to a facility"}},
    // {0} user  {1} role
    Entry{Refusal::grant_needs_supplier,
          {"grant_needs_supplier", unprocessable, retry_is_useless,
           "用户 {0} 未关联供应商，不能授予角色 {1}",
           "the user {0} is linked to no supplier and cannot have the role {1}"}},
    // {0} user  {1} role
    Entry{Refusal::supplier_account_only_supplier,
          {"supplier_account_only_supplier", unprocessable, retry_is_useless,
           "用户 {0} 是供应商账号，不能授予角色 {1}",
           "the user {0} is a supplier's account and cannot have the role {1}"}},
    // {0} user  {1} role  {2} role
    Entry{Refusal::roles_conflict,
          {"roles_conflict", conflict, retry_is_useless, "用户 {0} 不能同时担任 {1} 和 {2}",
           "the user {0} cannot be both {1} and {2}"}},
    // {0} user
    Entry{Refusal::own_account_not_changed,
          {"own_account_not_changed", conflict, retry_is_useless,
           "用户 {0} 不能更改自己的角色，也不能停用自己",
           "the user {0} cannot change the own roles or disable the own account"}},
    // {0} user
    Entry{Refusal::last_administrator_stays,
          {"last_administrator_stays", conflict, retry_is_useless,
           "用户 {0} 是最后一个系统管理员，不能停用，也不能取消该角色",
           "the user {0} is the last administrator and can neither be disabled nor lose the role"}},
    // {0} least characters
    Entry{Refusal::password_too_short,
          {"password_too_short", unprocessable, retry_is_useless, "密码至少要有 {0} 个字符",
           "a password needs at least {0} characters"}},
    // {0} most bytes
    Entry{Refusal::password_too_long,
          {"password_too_long", unprocessable, retry_is_useless, "密码最长 {0} 个字节",
           "a password may have at most {0} bytes"}},
    Entry{Refusal::password_too_common,
          {"password_too_common", unprocessable, retry_is_useless, "这个密码太常见，请换一个",
           "this password is among the common ones: choose another"}},
    // {0} user
    Entry{Refusal::password_contains_user_name,
          {"password_contains_user_name", unprocessable, retry_is_useless, "密码不能包含用户名 {0}",
           "a password must not contain the user name {0}"}},
    Entry{Refusal::password_not_changed,
          {"password_not_changed", unprocessable, retry_is_useless, "新密码与原密码相同",
           "the new password is the old one"}},
    Entry{Refusal::current_password_wrong,
          {"current_password_wrong", unprocessable, retry_is_useless, "当前密码不正确",
           "the current password is wrong"}},
    // {0} user
    Entry{Refusal::totp_already_enrolled,
          {"totp_already_enrolled", conflict, retry_is_useless, "用户 {0} 已启用动态验证码",
           "the user {0} has an authenticator already"}},
    // {0} user
    Entry{Refusal::totp_not_enrolled,
          {"totp_not_enrolled", conflict, retry_is_useless, "用户 {0} 尚未登记动态验证码",
           "the user {0} has no authenticator"}},
    Entry{Refusal::totp_code_wrong,
          {"totp_code_wrong", unprocessable, retry_is_useless, "动态验证码不正确，或已使用过",
           "the code of the authenticator is wrong, or was used before"}},
    // {0} token
    Entry{Refusal::token_unknown,
          {"token_unknown", not_found, retry_is_useless, "没有访问令牌“{0}”",
           "there is no API token \"{0}\""}},
    // {0} token
    Entry{Refusal::token_name_not_allowed,
          {"token_name_not_allowed", unprocessable, retry_is_useless,
           "“{0}”不能作为令牌名：须有 1 到 60 个字符，且未用于另一个有效令牌",
           "\"{0}\" cannot name a token: 1 to 60 characters, not the name of another valid token"}},
    // {0} most days
    Entry{
        Refusal::token_expiry_not_allowed,
        {"token_expiry_not_allowed", unprocessable, retry_is_useless,
         "访问令牌的有效期须在 1 到 {0} 天之间", "an API token must expire within 1 to {0} days"}},
    // {0} user  {1} most tokens
    Entry{Refusal::too_many_tokens,
          {"too_many_tokens", conflict, retry_is_useless,
           "用户 {0} 已有 {1} 个有效令牌，请先撤销一个",
           "the user {0} has {1} valid tokens: revoke one first"}},
    // {0} user  {1} duty
    Entry{Refusal::scope_beyond_duties,
          {"scope_beyond_duties", unprocessable, retry_is_useless,
           "令牌的权限不能超出用户 {0} 自己的权限：{1}",
           "a token can do no more than its owner {0}: {1}"}},
    // {0} document  {1} duty  {2} duty  {3} person
    Entry{Refusal::same_person_for_two_duties,
          {"same_person_for_two_duties", conflict, retry_is_useless,
           "{0}：{1} 和 {2} 必须由两个人完成，但都是 {3}",
           "{0}: {1} and {2} take two persons, and {3} would do both"}},
    // {0} document  {1} person
    Entry{Refusal::opener_not_independent,
          {"opener_not_independent", conflict, retry_is_useless, "{0}：{1} 是供应商账号，不能开标",
           "{0}: {1} is a supplier's account and cannot open bids"}},
    // Accounts over HTTP: sessions, tokens, authenticators.
    Entry{Refusal::session_needed,
          {"session_needed", forbidden, retry_is_useless, "访问令牌不能办理此事，请本人登录后操作",
           "an API token cannot do this: a person must be signed in"}},
    // {0} user
    Entry{Refusal::session_unknown,
          {"session_unknown", not_found, retry_is_useless, "用户 {0} 没有这个登录会话，或它已结束",
           "the user {0} has no such session, or it has ended"}},
    // {0} user
    Entry{Refusal::password_change_due,
          {"password_change_due", forbidden, retry_is_useless, "用户 {0} 须先更改一次性密码",
           "the user {0} must change the one-time password first"}},
};

}  // namespace wutong::procurement::refusal_texts
