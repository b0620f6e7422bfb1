#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <sne/column_replay.hpp>
#include <sne/columns.hpp>

#include "../tests/unit/events.hpp"

/// A register and its log made from a seed: the same on every machine.
namespace sne::bench {

inline constexpr LawBook law_book = LawBook::builtin();
inline const Date today = "2026-03-12"_date;
inline constexpr std::uint32_t territories = 101;

class Draw {
 public:
  explicit Draw(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint32_t below(std::uint32_t limit) noexcept {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>((state_ >> 33U) * limit >> 31U);
  }

 private:
  std::uint64_t state_;
};

/// The columns of demands, of which half have an income of n-1 and a quarter one of twelve months.
struct Register {
  std::string numbers;
  std::vector<std::int32_t> offsets{0};
  std::vector<Date> bases;
  std::vector<std::uint8_t> zone, category, territory;
  std::vector<std::int64_t> n_2, n_1, months;
  std::vector<std::uint8_t> n_1_bits, month_bits;

  explicit Register(std::uint32_t demands, std::uint64_t seed = 7) : n_1_bits(demands / 8 + 1), month_bits(demands / 8 + 1) {
    Draw draw(seed);
    const auto digit = [&draw](char least, std::uint32_t count) { return static_cast<char>(least + static_cast<char>(draw.below(count))); };
    for (std::uint32_t row = 0; row < demands; ++row) {
      std::string number = "0590123000000G1104";
      number[1] = digit('0', 9);
      number[2] = digit('1', 9);
      number[4] = digit('1', 9);
      for (std::size_t i = 6; i < 13; ++i) number[i] = digit('0', 10);
      numbers += number;
      offsets.push_back(static_cast<std::int32_t>(numbers.size()));
      bases.push_back(today - static_cast<std::int32_t>(draw.below(2000)));
      zone.push_back(static_cast<std::uint8_t>(1 + draw.below(3)));
      category.push_back(static_cast<std::uint8_t>(1 + draw.below(6)));
      territory.push_back(static_cast<std::uint8_t>(draw.below(territories)));
      n_2.push_back(draw.below(6'000'000));
      n_1.push_back(draw.below(6'000'000));
      months.push_back(draw.below(6'000'000));
      const auto bit = static_cast<std::uint8_t>(1U << row % 8);
      if (draw.below(2) == 0) n_1_bits[row / 8] |= bit;
      if (draw.below(4) == 0) month_bits[row / 8] |= bit;
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return bases.size(); }
  [[nodiscard]] TextColumn texts(std::size_t from, std::size_t count) const noexcept {
    return TextColumn(std::span<const std::int32_t>(offsets).subspan(from, count + 1), numbers.data());
  }
  [[nodiscard]] Column<Date> base(std::size_t from, std::size_t count) const noexcept { return {std::span(bases).subspan(from, count), {}}; }
  [[nodiscard]] IncomeColumns incomes(std::size_t from, std::size_t count) const noexcept {
    const auto part = [from, count](const auto& column) { return std::span(column).subspan(from, count); };
    return {.zone = {part(zone), {}},
            .category = {part(category), {}},
            .n_2 = {part(n_2), {}},
            .n_1 = {part(n_1), Validity(n_1_bits.data(), from)},
            .months = {part(months), Validity(month_bits.data(), from)}};
  }
};

/// What a log of lives is made of: filing, attestation, notices and renewals over some years, then a lease, a renunciation, a lapse, a radiation
/// refused as too early, or nothing. About 6.7 events a demand.
struct Log {
  enum Act : std::uint32_t { file, attest, notice, renew, update, allocate, lease, renounce, lapse, acts_count };

  std::vector<std::uint32_t> demand, act;
  std::vector<Date> effective, recorded;
  std::vector<Event> acts;
  std::uint32_t demands = 0;

  explicit Log(std::uint32_t count, std::uint64_t seed = 20140930) : demands(count) {
    acts = {testing::filing({}), testing::event(EventKind::attest, {}, testing::batch), testing::notice({}), testing::renewal({}),
            testing::event(EventKind::update, {}, testing::applicant), testing::allocation({}), testing::lease({}),
            testing::renunciation({}), testing::non_renewal({})};
    Draw draw(seed);
    for (std::uint32_t of = 0; of < demands; ++of) live(of, draw);
  }

  /// The same rows as a system enters them: by day, and by demand within a day.
  void sort_by_day() {
    std::vector<std::uint32_t> place(1 + 65536);
    for (const Date day : recorded) ++place[static_cast<std::size_t>(day.days()) + 1];
    for (std::size_t i = 1; i < place.size(); ++i) place[i] += place[i - 1];
    std::vector<std::uint32_t> to(recorded.size());
    for (std::size_t row = 0; row < to.size(); ++row) to[row] = place[static_cast<std::size_t>(recorded[row].days())]++;
    move_rows(demand, to);
    move_rows(act, to);
    move_rows(effective, to);
    move_rows(recorded, to);
  }

  [[nodiscard]] EventColumns columns() const noexcept { return {{demand, {}}, {act, {}}, {effective, {}}, {recorded, {}}}; }
  [[nodiscard]] std::size_t size() const noexcept { return demand.size(); }

 private:
  void add(std::uint32_t of, Act what, Date day) {
    demand.push_back(of);
    act.push_back(what);
    effective.push_back(day);
    recorded.push_back(day);
  }
  void live(std::uint32_t of, Draw& draw) {
    Date base = "2018-01-01"_date + static_cast<std::int32_t>(draw.below(1826));
    add(of, file, base);
    add(of, attest, base + 14);
    if (draw.below(100) < 6) add(of, update, base + 20);
    for (std::uint32_t years = 1 + draw.below(2); years > 0; --years) {
      add(of, notice, base + 290);
      base = base + static_cast<std::int32_t>(320 + draw.below(40));
      add(of, renew, base);
    }
    const std::uint32_t end = draw.below(100);
    if (end < 20) {
      add(of, allocate, base + 100);
      add(of, lease, base + 120);
    } else if (end < 25) {
      add(of, renounce, base + 50);
    } else if (end < 83) {
      add(of, notice, base + 290);
      add(of, lapse, base + (end < 70 ? 400 : 370));  // the second while the practice still waits: refused
    }
  }
  template <class Value>
  static void move_rows(std::vector<Value>& column, const std::vector<std::uint32_t>& to) {
    std::vector<Value> moved(column.size());
    for (std::size_t row = 0; row < to.size(); ++row) moved[to[row]] = column[row];
    column = std::move(moved);
  }
};

}  // namespace sne::bench
