#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "inventory/database/connection.h"
#include "pricing/vat.h"

namespace wutong::inventory {

/// Bytes that are no text, as the hexadecimal digits that stand for them.
struct HexadecimalBytes {
  std::string_view digits;
};

/// Multi-row INSERT: rows are gathered into statements of about half a megabyte, because one row a
/// statement is fifteen times slower. Call finish() before the transaction commits.
class BulkInsert {
 public:
  /// `target` is "table (column, ...)"; `on_duplicate` the text after ON DUPLICATE KEY UPDATE.
  BulkInsert(Connection& connection, std::string_view target, std::string_view on_duplicate = {});
  ~BulkInsert() = default;
  BulkInsert(const BulkInsert&) = delete;
  BulkInsert& operator=(const BulkInsert&) = delete;

  template <typename... Values>
  void row(const Values&... values) {
    begin_row();
    (append(values), ...);
    end_row();
  }
  /// A row of as many values of one type as there are.
  template <typename Values>
  void row_of(const Values& values) {
    begin_row();
    for (const auto& value : values) append(value);
    end_row();
  }
  /// Sends what is gathered; later rows may follow.
  void finish();
  std::int64_t rows() const { return rows_total_; }

 private:
  void begin_row();
  void end_row();
  void separate();
  void append(std::int64_t value);
  void append(int value) { append(static_cast<std::int64_t>(value)); }
  void append(std::string_view text);
  void append(const std::string& text) { append(std::string_view(text)); }
  void append(const char* text) { append(std::string_view(text)); }
  void append(HexadecimalBytes bytes);
  template <typename... Kinds>
  void append(const std::variant<Kinds...>& value) {
    std::visit([this](const auto& held) { append(held); }, value);
  }
  void append(bool) = delete;
  void append(Date date);
  void append(pricing::Quantity quantity) { append(quantity.units()); }
  void append(pricing::Money amount);
  void append(pricing::UnitPrice price);
  void append(pricing::VatRate rate);
  void append(std::nullopt_t);
  template <typename Value>
  void append(const std::optional<Value>& value) {
    if (value) {
      append(*value);
    } else {
      append(std::nullopt);
    }
  }

  Connection& connection_;
  std::string head_;
  std::string tail_;
  std::string statement_;
  std::int64_t rows_ = 0;
  std::int64_t rows_total_ = 0;
  bool first_value_ = true;
};

}  // namespace wutong::inventory
