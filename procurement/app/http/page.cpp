#include "procurement/app/http/page.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "procurement/app/http/problem.h"

namespace wutong::app {

namespace {

/// Stands in no code and no date, and before all that does, so that keys are ordered by parts.
constexpr char key_separator = '\x1f';

constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string encoded(const std::string& key) {
  std::string text(sodium_base64_encoded_len(key.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(key.data()),
                    key.size(), variant);
  text.resize(text.size() - 1);  // the library writes the ending zero too
  return text;
}

[[noreturn]] void refuse_cursor() {
  throw InputRefused({{"cursor",
                       procurement::Refusal::field_not_allowed,
                       {"cursor", "it is not a cursor of this list"}}});
}

std::string decoded(std::string_view cursor) {
  std::string key(cursor.size(), '\0');
  std::size_t length = 0;
  const char* stop = nullptr;
  const bool is_ours =
      sodium_base642bin(reinterpret_cast<unsigned char*>(key.data()), key.size(), cursor.data(),
                        cursor.size(), nullptr, &length, &stop, variant) == 0 &&
      stop == cursor.data() + cursor.size();
  if (!is_ours) refuse_cursor();
  key.resize(length);
  return key;
}

std::string key_text(const nlohmann::ordered_json& key) {
  return key.is_string() ? key.get<std::string>() : key.dump();
}

}  // namespace

Page page_of(const Call& call) {
  Page page;
  const std::string_view limit = call.parameter("limit");
  if (!limit.empty()) std::from_chars(limit.data(), limit.data() + limit.size(), page.limit);
  const std::string_view cursor = call.parameter("cursor");
  if (!cursor.empty()) page.after = decoded(cursor);
  return page;
}

HttpAnswer page_answer(std::string_view name, nlohmann::ordered_json records, const Page& page,
                       std::string_view key_field,
                       const std::function<bool(const nlohmann::ordered_json&)>& is_wanted) {
  nlohmann::ordered_json next = nullptr;
  if (static_cast<std::int64_t>(records.size()) > page.limit) {
    records.erase(records.size() - 1);
    next = encoded(key_text(records.back().at(std::string(key_field))));
  }
  nlohmann::ordered_json shown = nlohmann::ordered_json::array();
  for (nlohmann::ordered_json& record : records) {
    if (!is_wanted || is_wanted(record)) shown.push_back(std::move(record));
  }
  return json_answer({{std::string(name), std::move(shown)}, {"next_cursor", next}});
}

HttpAnswer keyed_page_answer(std::string_view name, std::vector<KeyedRecord> records,
                             const Page& page) {
  return keyed_page_answer(name, std::move(records), page, nlohmann::ordered_json::object());
}

HttpAnswer keyed_page_answer(std::string_view name, std::vector<KeyedRecord> records,
                             const Page& page, const nlohmann::ordered_json& beside) {
  nlohmann::ordered_json next = nullptr;
  if (static_cast<std::int64_t>(records.size()) > page.limit) {
    records.resize(static_cast<std::size_t>(page.limit));
    next = encoded(records.back().first);
  }
  nlohmann::ordered_json shown = nlohmann::ordered_json::array();
  for (KeyedRecord& record : records) shown.push_back(std::move(record.second));
  nlohmann::ordered_json answer = beside;
  answer[std::string(name)] = std::move(shown);
  answer["next_cursor"] = next;
  return json_answer(answer);
}

HttpAnswer whole_list_answer(std::string_view name, std::vector<KeyedRecord> records,
                             const Page& page) {
  std::erase_if(records, [&](const KeyedRecord& record) { return record.first <= page.after; });
  std::sort(records.begin(), records.end(),
            [](const KeyedRecord& a, const KeyedRecord& b) { return a.first < b.first; });
  return keyed_page_answer(name, std::move(records), page);
}

std::string joined_key(std::initializer_list<std::string_view> parts) {
  return fmt::format("{}", fmt::join(parts, std::string_view(&key_separator, 1)));
}

std::vector<std::string> key_parts(const Page& page, std::size_t parts) {
  if (page.after.empty()) return std::vector<std::string>(parts);
  std::vector<std::string> found(1);
  for (const char c : page.after) {
    if (c == key_separator) {
      found.emplace_back();
    } else {
      found.back() += c;
    }
  }
  if (found.size() != parts) refuse_cursor();
  return found;
}

HttpAnswer counted_page_answer(std::string_view name, nlohmann::ordered_json records,
                               const Page& page, std::size_t first,
                               const nlohmann::ordered_json& beside) {
  nlohmann::ordered_json next = nullptr;
  if (static_cast<std::int64_t>(records.size()) > page.limit) {
    records.erase(records.size() - 1);
    next = encoded(std::to_string(first + records.size()));
  }
  nlohmann::ordered_json answer = beside;
  answer[std::string(name)] = std::move(records);
  answer["next_cursor"] = next;
  return json_answer(answer);
}

HttpAnswer counted_page_answer(std::string_view name, nlohmann::ordered_json records,
                               const Page& page, std::size_t first) {
  return counted_page_answer(name, std::move(records), page, first,
                             nlohmann::ordered_json::object());
}

std::string instant(std::string_view stored) {
  std::string text(stored);
  if (text.size() > 10) text[10] = 'T';
  return text + "Z";
}

}  // namespace wutong::app
