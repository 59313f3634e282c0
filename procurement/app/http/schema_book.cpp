#include "procurement/app/http/schema_book.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "sql/embedded_files.h"

namespace wutong::app {

using nlohmann::json;
using procurement::Refusal;
using procurement::Refused;

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

constexpr std::string_view folder = "procurement/app/http/schemas/";
constexpr std::string_view parameters_file = "procurement/app/http/schemas/parameters.json";
constexpr int deepest = 20;
constexpr std::size_t fields_named = 100;

/// A schema whose references into the other schemas can be followed.
json with_components(json schema, const json& schemas) {
  schema["components"] = {{"schemas", schemas}};
  return schema;
}

std::unique_ptr<valijson::Schema> compile(const json& document) {
  auto schema = std::make_unique<valijson::Schema>();
  valijson::SchemaParser().populateSchema(Adapter(document), *schema);
  return schema;
}

/// valijson says where as "<root>[grants][0][role]": as a JSON pointer that is /grants/0/role.
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (const std::string& part : context) {
    if (part == "<root>") continue;
    pointer += "/" + part.substr(1, part.size() - 2);
  }
  return pointer;
}

std::vector<FieldProblem> problems_of(valijson::ValidationResults& results) {
  // The outermost finding of a place comes last and says no more than those inside of it.
  std::map<std::string, std::string> first_reason;
  valijson::ValidationResults::Error error;
  while (results.popError(error) && first_reason.size() < fields_named) {
    first_reason.emplace(pointer_of(error.context), error.description);
  }
  std::vector<FieldProblem> problems;
  for (const auto& [pointer, reason] : first_reason) {
    const bool has_inner = std::any_of(first_reason.begin(), first_reason.end(), [&](auto& other) {
      return other.first.size() > pointer.size() && other.first.starts_with(pointer + "/");
    });
    if (!has_inner) problems.push_back({pointer, Refusal::field_not_allowed, {pointer, reason}});
  }
  return problems;
}

/// The schemas' patterns are matched by a recursive matcher, which a long text would exhaust; no
/// field is longer than this.
void refuse_long_texts(const json& value, const std::string& pointer) {
  constexpr std::size_t longest = 2000;
  if (value.is_string() && value.get_ref<const std::string&>().size() > longest) {
    throw InputRefused({{pointer,
                         Refusal::field_not_allowed,
                         {pointer, "it is longer than " + std::to_string(longest) + " bytes"}}});
  }
  if (!value.is_structured()) return;
  for (const auto& [key, inner] : value.items()) refuse_long_texts(inner, pointer + "/" + key);
}

void judge_by(const valijson::Schema& schema, const json& value, const std::string& name) {
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  if (validator.validate(schema, Adapter(value), &results)) return;
  std::vector<FieldProblem> problems = problems_of(results);
  if (problems.empty()) problems.push_back({"", Refusal::field_not_allowed, {"", ""}});
  if (!name.empty()) {
    problems.resize(1);
    problems.front().field = name;
    problems.front().figures.front() = name;
  }
  throw InputRefused(std::move(problems));
}

}  // namespace

struct SchemaBook::State {
  json schemas = json::object();
  json parameters;
  std::map<std::string, std::unique_ptr<valijson::Schema>, std::less<>> compiled;
  std::map<std::string, std::unique_ptr<valijson::Schema>, std::less<>> compiled_parameters;
};

SchemaBook::SchemaBook() : state_(std::make_unique<State>()) {
  for (const EmbeddedFile& file : embedded_files_in(folder)) {
    if (file.path == parameters_file) {
      state_->parameters = json::parse(file.content);
    } else {
      state_->schemas.update(json::parse(file.content));
    }
  }
  for (const auto& [name, schema] : state_->schemas.items()) {
    state_->compiled.emplace(name, compile(with_components(schema, state_->schemas)));
  }
  for (const auto& [name, parameter] : state_->parameters.items()) {
    state_->compiled_parameters.emplace(name, compile(parameter.at("schema")));
  }
}

SchemaBook::~SchemaBook() = default;

void SchemaBook::judge(std::string_view name, const json& body) const {
  refuse_long_texts(body, "");
  judge_by(*state_->compiled.find(name)->second, body, "");
}

bool SchemaBook::has_parameter(std::string_view name) const {
  return state_->compiled_parameters.contains(name);
}

void SchemaBook::judge_parameter(std::string_view name, std::string_view value) const {
  const std::string known(name);
  json judged = std::string(value);
  if (state_->parameters.at(known).at("schema").value("type", "") == "integer") {
    std::int64_t number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    if (error == std::errc{} && stop == end) judged = number;
  }
  judge_by(*state_->compiled_parameters.find(name)->second, judged, known);
}

const json& SchemaBook::schemas() const {
  return state_->schemas;
}
const json& SchemaBook::parameters() const {
  return state_->parameters;
}

json parse_body(std::string_view text) {
  std::vector<std::set<std::string>> names(1);
  // Which of two fields of one name is meant is not ours to guess.
  const auto look = [&](int depth, json::parse_event_t event, json& parsed) {
    if (depth > deepest) throw Refused(Refusal::body_not_json, {"nested too deeply"});
    if (event == json::parse_event_t::object_start) {
      names.resize(static_cast<std::size_t>(depth) + 2);
      names[static_cast<std::size_t>(depth) + 1].clear();
    }
    if (event == json::parse_event_t::key &&
        !names[static_cast<std::size_t>(depth)].insert(parsed.get<std::string>()).second) {
      throw Refused(Refusal::body_not_json, {"two fields named " + parsed.dump()});
    }
    return true;
  };
  try {
    return json::parse(text, look);
  } catch (const json::exception&) {
    throw Refused(Refusal::body_not_json, {"the text is not JSON in UTF-8"});
  }
}

}  // namespace wutong::app
