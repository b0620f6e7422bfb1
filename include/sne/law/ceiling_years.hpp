#pragma once

#include <array>
#include <cassert>

#include <sne/law/ceilings.hpp>
#include <sne/law/lawbook.hpp>

/// The ceilings of a law book: those shipped, then those added to it.  (fr: plafonds de ressources)
namespace sne {

namespace detail {

// The years of ceilings are found without a search: days are cut into stretches shorter than any vintage, and the vintage of the first
// day of each stretch is known. A stretch then holds two vintages at most.
inline constexpr std::int32_t stretch_days = 128;

constexpr std::size_t vintage_stretch(Date day) noexcept {
  return static_cast<std::size_t>(day - law::ceiling_vintages.front().from) / stretch_days;
}

inline constexpr auto first_vintages = [] {
  std::array<std::uint8_t, vintage_stretch(law::ceiling_vintages.back().to) + 1> first{};
  std::size_t vintage = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const Date day = law::ceiling_vintages.front().from + static_cast<std::int32_t>(i) * stretch_days;
    while (law::ceiling_vintages[vintage].to < day) ++vintage;
    first[i] = static_cast<std::uint8_t>(vintage);
  }
  return first;
}();
static_assert([] {
  for (const CeilingVintage& vintage : law::ceiling_vintages) {
    if (vintage.to - vintage.from < stretch_days) return false;
  }
  return true;
}());

}  // namespace detail

constexpr const CeilingVintage* LawBook::ceilings_at(Date day) const noexcept {
  for (std::size_t i = 0; i < added_count_; ++i) {
    if (added_[i].from <= day && day <= added_[i].to) return &added_[i];
  }
  if (day < law::ceiling_vintages.front().from || law::ceiling_vintages.back().to < day) return nullptr;
  const std::size_t first = detail::first_vintages[detail::vintage_stretch(day)];
  return &law::ceiling_vintages[first + (law::ceiling_vintages[first].to < day ? 1U : 0U)];
}

constexpr const CeilingVintage& LawBook::last_ceilings() const noexcept {
  return added_count_ == 0 ? law::ceiling_vintages.back() : added_[added_count_ - 1];
}

constexpr Date LawBook::ceilings_end() const noexcept { return last_ceilings().to; }

constexpr std::size_t LawBook::ceiling_order_count() const noexcept { return law::ceiling_orders.size() + added_order_count_; }

constexpr CeilingOrder LawBook::ceiling_order(std::size_t index) const noexcept {
  assert(index < ceiling_order_count());
  return index < law::ceiling_orders.size() ? law::ceiling_orders[index] : added_orders_[index - law::ceiling_orders.size()].view();
}

constexpr Result<LawBook> LawBook::with_ceilings(const CeilingVintage& vintage, std::span<const AddedOrder> orders) const noexcept {
  if (vintage.to < vintage.from) return Errc::impossible_date;
  if (vintage.from <= ceilings_end()) return Errc::pack_overlap;
  if (vintage.from > ceilings_end() + 1) return Errc::pack_gap;
  if (added_count_ == max_added_ceilings || added_order_count_ + orders.size() > max_added_orders) return Errc::pack_full;
  LawBook amended = *this;
  for (const AddedOrder& order : orders) amended.added_orders_[amended.added_order_count_++] = order;
  for (const CeilingTable& table : vintage.tables) {
    if (table.order >= amended.ceiling_order_count()) return Errc::pack_uncited;
  }
  amended.added_[amended.added_count_++] = vintage;
  amended.horizon_ = later(horizon_, vintage.to);
  amended.seal();
  return amended;
}

}  // namespace sne
