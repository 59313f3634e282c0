#pragma once

#include <utility>
#include <variant>

#include "procurement/codes/code_fault.h"

namespace wutong::procurement::codes {

/// What became of a text: the parts of a well-formed code, or the fault that it has.
template <typename Parts>
class Judged {
 public:
  Judged(Parts parts) : outcome_(std::move(parts)) {}
  Judged(CodeFault fault) : outcome_(std::move(fault)) {}

  bool good() const { return std::holds_alternative<Parts>(outcome_); }
  const Parts& parts() const { return std::get<Parts>(outcome_); }          ///< only when good
  const CodeFault& fault() const { return std::get<CodeFault>(outcome_); }  ///< only when not

 private:
  std::variant<Parts, CodeFault> outcome_;
};

}  // namespace wutong::procurement::codes
