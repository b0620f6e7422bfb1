#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

/// A short list held in place, for answers that own no memory.  (fr: liste de capacité fixe)
namespace sne {

template <class Item, std::size_t Capacity>
class InlineList {
  static_assert(Capacity < 256);

 public:
  static constexpr std::size_t capacity = Capacity;

  /// Precondition: the list is not full. An item too many is dropped where assertions are off.
  constexpr void add(const Item& item) noexcept {
    assert(size_ < Capacity);
    if (size_ < Capacity) held_[size_++] = item;
  }
  constexpr void clear() noexcept { size_ = 0; }

  /// The items, as long as the list lives: a list about to die gives none.
  [[nodiscard]] constexpr std::span<const Item> all() const& noexcept { return {held_.data(), size_}; }
  std::span<const Item> all() const&& = delete;
  [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] constexpr bool full() const noexcept { return size_ == Capacity; }
  [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }

  friend constexpr bool operator==(const InlineList& a, const InlineList& b) noexcept {
    if (a.size_ != b.size_) return false;
    for (std::size_t i = 0; i < a.size_; ++i) {
      if (!(a.held_[i] == b.held_[i])) return false;
    }
    return true;
  }

 private:
  std::array<Item, Capacity> held_{};
  std::uint8_t size_ = 0;
};

}  // namespace sne
