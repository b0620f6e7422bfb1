#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include <sne/unique_number.hpp>

namespace sne {

/// The first byte that no text may hold: zero, or outside UTF-8.
inline std::optional<Fault> text_fault(std::string_view text) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t highs = 0x8080808080808080U;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.size() - at >= 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, text.data() + at, 8);
      // No byte is zero or above 0x7F: subtracting one from each borrows from a zero byte only.
      if (((eight | (eight - ones)) & highs) == 0) {
        at += 8;
        continue;
      }
    }
    if (text[at] == '\0') return Fault{Errc::binary_input, detail::offset(at)};
    const detail::CodePoint point = detail::code_point_at(text, at);
    if (point.length == 0) return Fault{Errc::bad_encoding, detail::offset(at)};
    at += point.length;
  }
  return std::nullopt;
}

}  // namespace sne
