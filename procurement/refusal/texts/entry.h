#pragma once

#include "procurement/refusal/refusal.h"

/// The one table about refusals, in parts: one file for each area, put together in refusal.cpp.
namespace wutong::procurement::refusal_texts {

struct Entry {
  Refusal refusal;
  RefusalText text;
};

inline constexpr int bad_request = 400;
inline constexpr int unauthorized = 401;
inline constexpr int forbidden = 403;
inline constexpr int not_found = 404;
inline constexpr int missing = 404;
inline constexpr int wrong_method = 405;
inline constexpr int conflict = 409;
inline constexpr int precondition_failed = 412;
inline constexpr int too_large = 413;
inline constexpr int wrong_media_type = 415;
inline constexpr int unprocessable = 422;
inline constexpr int precondition_required = 428;
inline constexpr int too_many = 429;
inline constexpr int server_error = 500;
inline constexpr int unavailable = 503;
/// The very same command may succeed later, once what it waits for has happened.
inline constexpr bool retry_helps = true;
inline constexpr bool retry_is_useless = false;

// The figures of the sentences:
//   faults of a folder   {0} file  {1} row  {2} column  {3} what stands there  {4} what is allowed;
//                        where it is ({0} to {2}) is said before the sentence by fault_sentence
//   refused rows         {0} file  {1} row  {2} detail
//   refused commands     see the comment of each

}  // namespace wutong::procurement::refusal_texts
