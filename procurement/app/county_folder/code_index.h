#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wutong::app {

/// The codes of one kind of record, each with its position, and whether the folder has its record.
class CodeIndex {
 public:
  /// `file` is where the folder's records of this kind stand.
  explicit CodeIndex(std::string_view file) : file_(file) {}

  /// The code's position, new or not.
  std::uint32_t add(std::string_view code);
  std::optional<std::uint32_t> find(std::string_view code) const;
  std::size_t size() const { return positions_.size(); }

  /// The folder has a record of this code. False: it had one already.
  bool define(std::uint32_t position);

  /// The file could not be read to its end, so that no code may be called unknown.
  void give_up_judging() { is_judged_ = false; }
  bool is_judged() const { return is_judged_; }
  std::string_view file() const { return file_; }

  /// All codes by position; the index is empty afterwards.
  std::vector<std::string> take_codes();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view code) const {
      return std::hash<std::string_view>{}(code);
    }
  };

  std::string_view file_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> positions_;
  std::vector<bool> is_defined_;
  bool is_judged_ = true;
};

}  // namespace wutong::app
