#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wutong::app {

/// A key of up to 128 bits, packed from positions, numbers and days.
struct PackedKey {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend bool operator==(const PackedKey&, const PackedKey&) = default;
};

constexpr std::uint64_t pack(std::uint32_t high, std::uint32_t low) {
  return (std::uint64_t{high} << 32U) | low;
}

inline std::uint64_t mixed(std::uint64_t key) {
  // The finisher of MurmurHash3: positions are small and near each other, the slots must not be.
  key = (key ^ (key >> 33U)) * 0xFF51AFD7ED558CCDULL;
  key = (key ^ (key >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
  return key ^ (key >> 33U);
}
inline std::uint64_t mixed(const PackedKey& key) {
  return mixed(mixed(key.high) + key.low);
}

/// The keys seen so far, in one flat table of open addressing: for the files of hundreds of
/// thousands of rows, where a node for every key would weigh more than the rows themselves.
/// `empty_slot` is a key that never occurs.
template <typename Key, Key empty_slot>
class KeySet {
 public:
  /// False: it was there already.
  bool insert(const Key& key) {
    if (4 * (size_ + 1) > 3 * slots_.size()) {
      grow();
    }
    Key& slot = slot_of(key);
    if (slot == key) {
      return false;
    }
    slot = key;
    ++size_;
    return true;
  }

  bool contains(const Key& key) { return size_ > 0 && slot_of(key) == key; }

 private:
  Key& slot_of(const Key& key) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = mixed(key) & mask;
    while (slots_[at] != empty_slot && slots_[at] != key) {
      at = (at + 1) & mask;
    }
    return slots_[at];
  }

  void grow() {
    constexpr std::size_t smallest = 64;
    std::vector<Key> full(slots_.empty() ? smallest : 2 * slots_.size(), empty_slot);
    full.swap(slots_);
    for (const Key& key : full) {
      if (key != empty_slot) {
        slot_of(key) = key;
      }
    }
  }

  std::vector<Key> slots_;  ///< a power of two of them
  std::size_t size_ = 0;
};

using PairKeys = KeySet<std::uint64_t, ~std::uint64_t{0}>;
using PackedKeys = KeySet<PackedKey, PackedKey{~std::uint64_t{0}, ~std::uint64_t{0}}>;

}  // namespace wutong::app
