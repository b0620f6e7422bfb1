#pragma once

#include <array>
#include <span>
#include <string_view>

namespace sne::wording::plain {

/// A message in the order of `Language`, under its name `table/key`.
struct Message {
  std::string_view key;
  std::array<std::string_view, 2> text;
};

/// Every message of the bundles, sorted by key.
std::span<const Message> messages() noexcept;

}  // namespace sne::wording::plain
