#include "inventory/database/bulk_insert.h"

#include <algorithm>
#include <charconv>

namespace wutong::inventory {

namespace {

constexpr std::size_t statement_bytes = 512 * 1024;

bool needs_no_escape(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) >= 0x20) && c != '\'' && c != '\\' && c != '"';
  });
}

}  // namespace

BulkInsert::BulkInsert(Connection& connection, std::string_view target,
                       std::string_view on_duplicate)
    : connection_(connection), head_("INSERT INTO " + std::string(target) + " VALUES\n") {
  if (!on_duplicate.empty()) tail_ = "\nON DUPLICATE KEY UPDATE " + std::string(on_duplicate);
}

void BulkInsert::begin_row() {
  if (statement_.empty()) {
    statement_.reserve(statement_bytes + 4096);
    statement_ = head_;
  } else {
    statement_ += ",\n";
  }
  statement_ += '(';
  first_value_ = true;
}

void BulkInsert::end_row() {
  statement_ += ')';
  ++rows_;
  if (statement_.size() >= statement_bytes) finish();
}

void BulkInsert::finish() {
  if (rows_ == 0) return;
  statement_ += tail_;
  connection_.execute(statement_);
  connection_.count_rows_written(rows_);
  rows_total_ += rows_;
  rows_ = 0;
  statement_.clear();
}

void BulkInsert::separate() {
  if (!first_value_) statement_ += ',';
  first_value_ = false;
}

void BulkInsert::append(std::int64_t value) {
  separate();
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  statement_.append(digits, end);
}

void BulkInsert::append(std::string_view text) {
  separate();
  if (needs_no_escape(text)) {
    (statement_ += '\'') += text;
    statement_ += '\'';
  } else {
    statement_ += connection_.quoted(text);
  }
}

void BulkInsert::append(HexadecimalBytes bytes) {
  separate();
  (statement_ += "x'") += bytes.digits;
  statement_ += '\'';
}

void BulkInsert::append(Date date) {
  append(std::string_view(to_string(date)));
}

void BulkInsert::append(pricing::Money amount) {
  separate();
  statement_ += amount.to_string();
}

void BulkInsert::append(pricing::UnitPrice price) {
  separate();
  statement_ += price.to_string();
}

void BulkInsert::append(pricing::VatRate rate) {
  separate();
  statement_ += rate.to_string();
}

void BulkInsert::append(std::nullopt_t) {
  separate();
  statement_ += "NULL";
}

}  // namespace wutong::inventory
