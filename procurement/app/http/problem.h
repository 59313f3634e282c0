#pragma once

#include <string>
#include <vector>

#include "procurement/app/http/message.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

/// One field of the input that a rule refuses.
struct FieldProblem {
  std::string field;  ///< a JSON pointer into the body, or the name of a parameter
  procurement::Refusal refusal{};
  std::vector<std::string> figures;
};

/// The input is refused, field by field. Thrown before anything is written.
class InputRefused : public std::exception {
 public:
  explicit InputRefused(std::vector<FieldProblem> fields) : fields_(std::move(fields)) {}
  const std::vector<FieldProblem>& fields() const { return fields_; }
  const char* what() const noexcept override { return "input refused"; }

 private:
  std::vector<FieldProblem> fields_;
};

/// RFC 9457: `code` is the refusal's stable name, the sentence is in the language of the request.
HttpAnswer problem_answer(const HttpRequest& request, procurement::Refusal refusal,
                          const std::vector<std::string>& figures = {});
HttpAnswer problem_answer(const HttpRequest& request, const InputRefused& refused);
/// A fault of ours: nothing was changed, and nothing about the inside is told.
HttpAnswer fault_answer(const HttpRequest& request);

}  // namespace wutong::app
