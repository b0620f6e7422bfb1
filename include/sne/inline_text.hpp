#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

#include <sne/result.hpp>

namespace sne {

/// A short text held in place, never on the heap: codes of bodies, identifiers of dwellings. Compared byte for byte.
template <std::size_t Capacity>
class InlineText {
  static_assert(Capacity < 256);

 public:
  constexpr InlineText() noexcept = default;

  /// A text that fills its place.
  constexpr explicit InlineText(const std::array<char, Capacity>& full) noexcept : text_(full), size_(Capacity) {}

  /// The text, or `bad_identifier` with the offset of the first byte in excess.
  [[nodiscard]] static constexpr Result<InlineText> of(std::string_view text) noexcept {
    if (text.size() > Capacity) return {Errc::bad_identifier, static_cast<std::uint32_t>(Capacity)};
    InlineText made;
    for (std::size_t i = 0; i < text.size(); ++i) made.text_[i] = text[i];
    made.size_ = static_cast<std::uint8_t>(text.size());
    return made;
  }

  [[nodiscard]] constexpr std::string_view view() const noexcept { return {text_.data(), size_}; }
  [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }

  friend constexpr bool operator==(const InlineText&, const InlineText&) = default;
  friend constexpr auto operator<=>(const InlineText& a, const InlineText& b) noexcept { return a.view() <=> b.view(); }

 private:
  std::array<char, Capacity> text_{};
  std::uint8_t size_ = 0;
};

}  // namespace sne
