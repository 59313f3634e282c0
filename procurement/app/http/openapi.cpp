#include "procurement/app/http/openapi.h"

#include <nlohmann/json.hpp>

#include "procurement/refusal/refusal.h"

namespace wutong::app {

using nlohmann::ordered_json;

namespace {

ordered_json schema_reference(std::string_view name) {
  return {{"$ref", "#/components/schemas/" + std::string(name)}};
}

ordered_json content(std::string_view type, const ordered_json& schema) {
  ordered_json media = ordered_json::object();
  media["schema"] = schema;
  return {{std::string(type), media}};
}

bool is_content_type(std::string_view answer) {
  return answer.find('/') != std::string_view::npos;
}

ordered_json success(const Route& route) {
  ordered_json answer{{"description", "done"}};
  if (is_content_type(route.answer)) {
    answer["content"] = content(route.answer, {{"type", "string"}});
  } else if (!route.answer.empty()) {
    answer["content"] = content("application/json", schema_reference(route.answer));
  }
  return answer;
}

ordered_json path_parameters(std::string_view path) {
  ordered_json parameters = ordered_json::array();
  for (auto begin = path.find('{'); begin != path.npos; begin = path.find('{', begin + 1)) {
    const auto end = path.find('}', begin);
    parameters.push_back({{"name", path.substr(begin + 1, end - begin - 1)},
                          {"in", "path"},
                          {"required", true},
                          {"schema", {{"type", "string"}, {"minLength", 1}}}});
  }
  return parameters;
}

void add_query_parameters(ordered_json& parameters, std::string_view names) {
  while (!names.empty()) {
    const auto end = std::min(names.find(' '), names.size());
    parameters.push_back(
        {{"$ref", "#/components/parameters/" + std::string(names.substr(0, end))}});
    names.remove_prefix(std::min(end + 1, names.size()));
  }
}

bool is_write(const Route& route) {
  return route.method != "GET";
}

void add_write_headers(ordered_json& parameters) {
  for (const char* name : {"Idempotency-Key", "X-CSRF-Token"}) {
    parameters.push_back({{"name", name},
                          {"in", "header"},
                          {"required", false},
                          {"schema", {{"type", "string"}, {"maxLength", 100}}}});
  }
}

ordered_json request_body(const Route& route) {
  if (route.body == "file") {
    const ordered_json bytes{{"type", "string"}, {"format", "binary"}};
    ordered_json types = content("text/csv", bytes);
    types.update(
        content("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes));
    return {{"required", true}, {"content", types}};
  }
  return {{"required", true},
          {"content", content("application/json", schema_reference(route.body))}};
}

ordered_json operation_of(const Route& route) {
  ordered_json operation{{"operationId", route.operation}};
  ordered_json parameters = path_parameters(route.path);
  add_query_parameters(parameters, route.parameters);
  if (is_write(route)) add_write_headers(parameters);
  if (!parameters.empty()) operation["parameters"] = parameters;
  if (!route.body.empty()) operation["requestBody"] = request_body(route);
  operation["responses"] = {
      {std::to_string(route.status), success(route)},
      {"default",
       {{"description", "refused or failed, as `code` says"},
        {"content", content("application/problem+json", schema_reference("Problem"))}}}};
  if (route.access == Access::everyone)
    operation["security"] = ordered_json::array();
  else if (!takes_tokens(route))
    operation["security"] = {{{"session", ordered_json::array()}}};
  if (route.duty) {
    operation["x-duty"] = wire_name(*route.duty);
    operation["x-reach"] = route.access == Access::in_county ? "county" : "some_part";
  }
  return operation;
}

ordered_json lower_case(std::string_view method) {
  std::string lower(method);
  for (char& c : lower) c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

/// Every refusal with its status and sentences, so that a client can translate on its own.
ordered_json refusals() {
  ordered_json list = ordered_json::object();
  for (const procurement::Refusal refusal : procurement::all_refusals()) {
    const procurement::RefusalText& text = refusal_text(refusal);
    list[std::string(text.wire_name)] = {{"status", text.http_status},
                                         {"retry_helps", text.retry_helps},
                                         {"zh", text.sentence_zh},
                                         {"en", text.sentence_en}};
  }
  return list;
}

ordered_json components(const SchemaBook& schemas) {
  ordered_json all = ordered_json(schemas.schemas());
  ordered_json codes = ordered_json::array();
  for (const procurement::Refusal refusal : procurement::all_refusals()) {
    codes.push_back(wire_name(refusal));
  }
  all["Problem"]["properties"]["code"] = {{"type", "string"}, {"enum", codes}};
  return {{"schemas", all},
          {"parameters", ordered_json(schemas.parameters())},
          {"securitySchemes",
           {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "wutong_session"}}},
            {"token", {{"type", "http"}, {"scheme", "bearer"}}}}}};
}

}  // namespace

std::string openapi_document(std::span<const Route> table, const SchemaBook& schemas) {
  ordered_json paths = ordered_json::object();
  for (const Route& route : table) {
    paths[std::string(route.path)][lower_case(route.method)] = operation_of(route);
  }
  const ordered_json document{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Wutong 五统"},
        {"version", "1"},
        {"description", "Unified drug and equipment supply of a county medical community"}}},
      {"security", {{{"session", ordered_json::array()}}, {{"token", ordered_json::array()}}}},
      {"paths", paths},
      {"components", components(schemas)},
      {"x-refusals", refusals()}};
  return document.dump(1);
}

}  // namespace wutong::app
