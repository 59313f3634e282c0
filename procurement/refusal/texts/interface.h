#pragma once

#include <array>

#include "procurement/refusal/texts/entry.h"

namespace wutong::procurement::refusal_texts {

// What the HTTP interface itself refuses. In the order of the enum.
inline constexpr std::array interface_texts{
    // {0} method  {1} path
    Entry{Refusal::not_found,
          {"not_found", missing, retry_is_useless, "{1} 处没有内容", "there is nothing at {1}"}},
    Entry{Refusal::method_not_allowed,
          {"method_not_allowed", wrong_method, retry_is_useless, "{1} 不接受 {0}",
           "{1} does not take {0}"}},
    // {0} bytes allowed
    Entry{Refusal::body_too_large,
          {"body_too_large", too_large, retry_is_useless, "内容超过 {0} 字节",
           "the body is longer than {0} bytes"}},
    // {0} reason
    Entry{Refusal::body_not_json,
          {"body_not_json", bad_request, retry_is_useless, "内容不是有效的 JSON：{0}",
           "the body is not JSON that can be taken: {0}"}},
    Entry{Refusal::body_not_taken,
          {"body_not_taken", bad_request, retry_is_useless, "此操作不接受内容",
           "this operation takes no body"}},
    // {0} given  {1} taken
    Entry{Refusal::media_type_not_taken,
          {"media_type_not_taken", wrong_media_type, retry_is_useless, "不接受类型“{0}”，请用：{1}",
           "the type \"{0}\" is not taken here; taken: {1}"}},
    // {0} name  {1} names that are known
    Entry{Refusal::unknown_parameter,
          {"unknown_parameter", bad_request, retry_is_useless, "没有参数“{0}”；可用：{1}",
           "there is no parameter \"{0}\"; known are: {1}"}},
    // {0} where  {1} what the schema says
    Entry{Refusal::field_not_allowed,
          {"field_not_allowed", unprocessable, retry_is_useless, "“{0}”处的值不可用：{1}",
           "what stands at \"{0}\" is not allowed: {1}"}},
    Entry{Refusal::if_match_missing,
          {"if_match_missing", precondition_required, retry_is_useless,
           "修改需要 If-Match，值为所读版本的 ETag",
           "a change needs If-Match with the ETag of the version that was read"}},
    // {0} kind  {1} code
    Entry{
        Refusal::unknown_record,
        {"unknown_record", missing, retry_is_useless, "没有 {0}“{1}”", "there is no {0} \"{1}\""}},
    Entry{Refusal::server_busy,
          {"server_busy", unavailable, retry_helps, "服务器繁忙，请稍后再试",
           "the server is busy, try again in a while"}},
    Entry{Refusal::database_unavailable,
          {"database_unavailable", unavailable, retry_helps, "数据库暂时无法访问，请稍后再试",
           "the database cannot be reached, try again in a while"}},
    // {0} the database's version  {1} the program's
    Entry{Refusal::schema_not_current,
          {"schema_not_current", unavailable, retry_helps, "数据库结构版本是 {0}，程序需要 {1}",
           "the database's schema is {0}, the program's {1}"}},
    // {0} request id
    Entry{Refusal::fault,
          {"fault", server_error, retry_helps, "服务器出错，未作任何改动；请把编号 {0} 告诉管理员",
           "the server met a fault and changed nothing; tell the administrator this number: {0}"}},
};

}  // namespace wutong::procurement::refusal_texts
