#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "procurement/app/http/route.h"

namespace wutong::app {

/// Which part of a list is asked for.
struct Page {
  std::int64_t limit = 100;
  std::string after;  ///< the key of the last record already shown; empty: from the beginning
};

/// From `limit` and `cursor`. Throws InputRefused when the cursor is not one of ours.
Page page_of(const Call& call);

/// What a list answers: the records, and the cursor of the next page when there is one. The list
/// was loaded with one record more than the page's limit, so that the end is known.
/// `is_wanted` leaves records out that the page shall not show, and the next page goes on after
/// them.
HttpAnswer page_answer(std::string_view name, nlohmann::ordered_json records, const Page& page,
                       std::string_view key_field,
                       const std::function<bool(const nlohmann::ordered_json&)>& is_wanted = {});

/// The key by which a list is ordered, and the record.
using KeyedRecord = std::pair<std::string, nlohmann::ordered_json>;
/// The same for a list whose key is no field of its records: loaded with one record more than the
/// limit, or `whole_list_answer` from the whole list, in any order. `beside`: what else the answer
/// says.
HttpAnswer keyed_page_answer(std::string_view name, std::vector<KeyedRecord> records,
                             const Page& page);
HttpAnswer keyed_page_answer(std::string_view name, std::vector<KeyedRecord> records,
                             const Page& page, const nlohmann::ordered_json& beside);
HttpAnswer whole_list_answer(std::string_view name, std::vector<KeyedRecord> records,
                             const Page& page);

/// A key of several parts, which is ordered by the first, then the second ...; and its parts again.
std::string joined_key(std::initializer_list<std::string_view> parts);
/// Throws InputRefused when the page's cursor is none of a list with so many parts; empty texts at
/// the beginning of a list.
std::vector<std::string> key_parts(const Page& page, std::size_t parts);

/// The same for a list without a key of its own, whose pages are told apart by how many records
/// came before: `first` were passed over. `beside`: what else the answer says.
HttpAnswer counted_page_answer(std::string_view name, nlohmann::ordered_json records,
                               const Page& page, std::size_t first,
                               const nlohmann::ordered_json& beside);
HttpAnswer counted_page_answer(std::string_view name, nlohmann::ordered_json records,
                               const Page& page, std::size_t first);

/// "2026-11-22 09:30:00.123456" as the store keeps it, as RFC 3339 says it.
std::string instant(std::string_view stored);

}  // namespace wutong::app
