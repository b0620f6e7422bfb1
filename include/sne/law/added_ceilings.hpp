#pragma once

#include <optional>

#include <sne/inline_text.hpp>
#include <sne/law/ceilings.hpp>

namespace sne {

/// An order that came with a law pack, its texts held in place.
struct AddedOrder {
  InlineText<40> id{};
  InlineText<80> article{};
  InlineText<120> title{};
  InlineText<40> source{};  ///< where it was read
  Date from{}, to{};
  Mark mark = Mark::unverified;
  std::optional<Date> dated{}, published{};

  /// The order as the built-in ones are given; the views live as long as this object.
  [[nodiscard]] constexpr CeilingOrder view() const noexcept {
    return {{id.view(), article.view(), title.view(), from, to, mark, source.view()}, dated, published, {}};
  }
  friend constexpr bool operator==(const AddedOrder&, const AddedOrder&) = default;
};

}  // namespace sne
