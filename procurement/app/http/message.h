#pragma once

#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wutong::app {

enum class Language { zh, en };

/// The best of Accept-Language; Chinese when it names neither.
Language language_of(std::string_view accept_language);

/// Header names are compared without regard to case.
struct CaseBlind {
  using is_transparent = void;
  bool operator()(std::string_view left, std::string_view right) const;
};
using Headers = std::map<std::string, std::string, CaseBlind>;

/// A request as it came in, read to its end within the limits.
struct HttpRequest {
  std::string method;
  std::string path;  ///< decoded, without the query
  std::vector<std::pair<std::string, std::string>> query;
  Headers headers;
  std::map<std::string, std::string> cookies;
  std::string body;
  std::string source;      ///< the caller's address, without the port
  std::string request_id;  ///< made here; in the answer, the log and every problem
  bool is_encrypted = false;

  std::string_view header(std::string_view name) const;  ///< empty: not there
  Language language() const { return language_of(header("Accept-Language")); }
};

/// What is sent back.
struct HttpAnswer {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  /// A stream of events goes on until this returns nothing; empty for an ordinary answer.
  std::function<std::optional<std::string>()> next_event;
};

HttpAnswer json_answer(const nlohmann::ordered_json& body, int status = 200);

}  // namespace wutong::app
