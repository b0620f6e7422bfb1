#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <utility>

#include <sne/statistics.hpp>

/// The control of stays, before anything is counted.
namespace sne::statistics {

namespace {

constexpr Date first_counted = "0001-01-01"_date;
constexpr Date last_counted = "9999-12-31"_date;

bool in_range(Date day) noexcept { return first_counted <= day && day <= last_counted; }

}  // namespace

bool CheckedStays::counts_all(std::size_t first, std::size_t rows) const noexcept {
  if (at_fault_.empty()) return true;
  const auto begin = at_fault_.begin() + static_cast<std::ptrdiff_t>(first);
  return std::find(begin, begin + static_cast<std::ptrdiff_t>(rows), std::uint8_t{1}) == begin + static_cast<std::ptrdiff_t>(rows);
}

std::optional<RowFault> CheckedStays::fault_of(std::uint32_t row) const noexcept {
  const Date from = columns_.from[row];
  const Date until = this->until(row);
  const auto exit = static_cast<std::size_t>(columns_.exit[row]);
  if (columns_.demand[row] >= demands_) return RowFault{row, Errc::bad_index, "demand"};
  if (from == no_day) return RowFault{row, Errc::missing_value, "from"};
  if (!in_range(from)) return RowFault{row, Errc::date_out_of_range, "from"};
  if (until != never && !in_range(until)) return RowFault{row, Errc::date_out_of_range, "until"};
  if (until < from) return RowFault{row, Errc::out_of_order, "until"};
  if (static_cast<std::size_t>(columns_.entry[row]) >= CodeNames<StayEntry>::list.size()) return RowFault{row, Errc::unknown_code, "entry"};
  if (exit >= CodeNames<StayExit>::list.size()) return RowFault{row, Errc::unknown_code, "exit"};
  if (exit == 0 && until != never) return RowFault{row, Errc::missing_value, "exit"};
  if (exit != 0 && until == never) return RowFault{row, Errc::missing_value, "until"};
  return std::nullopt;
}

/// What a column looks like in one pass without a branch. Days are told by the last one in stock, so that a stay that goes on, written `no_day`,
/// is later than any.
CheckedStays::Look CheckedStays::look() const noexcept {
  constexpr std::size_t block = 4096;
  constexpr std::int32_t low = first_counted.days();
  constexpr std::int32_t high = last_counted.days();
  std::array<std::int32_t, block + 1> last;  // of the row before, then of each row of the block
  last[0] = INT32_MIN;
  std::uint32_t demand_before = 0;
  std::uint32_t unfit = 0;
  std::uint32_t apart = 0;
  for (std::size_t first = 0; first < rows() && unfit == 0; first += block) {
    const std::size_t count = std::min(block, rows() - first);
    const std::uint32_t* demand = columns_.demand.data() + first;
    const Date* from = columns_.from.data() + first;
    const StayEntry* entry = columns_.entry.data() + first;
    const StayExit* exit = columns_.exit.data() + first;
    last_days(first, std::span(last).subspan(1, count));
    apart |= demand[0] < demand_before || (demand[0] == demand_before && from[0].days() <= last[0]) ? 1U : 0U;
    for (std::size_t i = 1; i < count; ++i) {
      apart |= static_cast<std::uint32_t>(demand[i] < demand[i - 1]) |
               (static_cast<std::uint32_t>(demand[i] == demand[i - 1]) & static_cast<std::uint32_t>(from[i].days() <= last[i]));
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::int32_t day = from[i].days();
      const std::int32_t to = last[i + 1];
      unfit |= static_cast<std::uint32_t>(day < low) | static_cast<std::uint32_t>(day > high) | static_cast<std::uint32_t>(to < std::max(day, low) - 1) |
               (static_cast<std::uint32_t>(to >= high) & static_cast<std::uint32_t>(to != INT32_MAX));
    }
    for (std::size_t i = 0; i < count; ++i) {
      const auto out = static_cast<std::uint8_t>(exit[i]);
      unfit |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(entry[i]) > 1) | static_cast<std::uint32_t>(out > 7) |
               static_cast<std::uint32_t>((out == 0) != (last[i + 1] == INT32_MAX)) | static_cast<std::uint32_t>(demand[i] >= demands_);
    }
    demand_before = demand[count - 1];
    last[0] = last[count];
  }
  return {unfit == 0, apart == 0};
}

/// Whether the stays of each demand come in the order of the days, between those of others. Precondition: every row is fit.
bool CheckedStays::by_day_in_each_demand() const {
  constexpr std::size_t block = 4096;
  std::array<std::int32_t, block> last;
  std::vector<std::int32_t> free_after(demands_, INT32_MIN);
  std::uint32_t bad = 0;
  for (std::size_t first = 0; first < rows() && bad == 0; first += block) {
    const std::size_t count = std::min(block, rows() - first);
    last_days(first, std::span(last).first(count));
    for (std::size_t i = 0; i < count; ++i) {
      std::int32_t& after = free_after[columns_.demand[first + i]];
      bad |= static_cast<std::uint32_t>(columns_.from[first + i].days() <= after);
      after = last[i];
    }
  }
  return bad == 0;
}

void CheckedStays::last_days(std::size_t first, std::span<std::int32_t> out) const noexcept {
  const Date* until = columns_.until.values.data() + first;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::int32_t>(static_cast<std::uint32_t>(until[i].days()) - 1U);
  if (columns_.until.valid.all()) return;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = columns_.until.valid[first + i] ? out[i] : INT32_MAX;
}

/// Finds the rows at fault and the order by demand and day; of stays that overlap, the one that begins first is kept.
void CheckedStays::sort_and_judge() {
  const auto rows = static_cast<std::uint32_t>(this->rows());
  at_fault_.assign(rows, 0);
  const auto reject = [this](const RowFault& fault) {
    at_fault_[fault.row] = 1;
    faults_.push_back(fault);
  };
  std::vector<std::uint32_t> first(std::size_t{demands_} + 1, 0);
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (const std::optional<RowFault> fault = fault_of(row)) reject(*fault);
    if (at_fault_[row] == 0) ++first[columns_.demand[row] + 1];
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  order_.resize(first.back());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (at_fault_[row] == 0) order_[next[columns_.demand[row]]++] = row;
  }
  const auto before = [this](std::uint32_t a, std::uint32_t b) {
    const auto key = [this](std::uint32_t row) {
      return std::tuple(columns_.from[row], until(row), columns_.exit[row], columns_.entry[row], row);
    };
    return key(a) < key(b);
  };
  for (std::uint32_t demand = 0; demand < demands_; ++demand) {
    const std::span stays(order_.begin() + first[demand], order_.begin() + first[demand + 1]);
    std::sort(stays.begin(), stays.end(), before);
    Date free_from = first_counted;
    for (const std::uint32_t row : stays) {
      if (columns_.from[row] < free_from) reject({row, Errc::out_of_order, "from"});
      if (at_fault_[row] == 0) free_from = until(row);
    }
  }
  order_.erase(std::remove_if(order_.begin(), order_.end(), [this](std::uint32_t row) { return at_fault_[row] != 0; }), order_.end());
  std::sort(faults_.begin(), faults_.end(), [](const RowFault& a, const RowFault& b) { return a.row < b.row; });
  if (faults_.empty()) at_fault_.clear();
}

std::optional<ColumnFault> CheckedStays::check(const StayColumns& stays, std::uint32_t demands, CheckedStays& out) {
  const std::size_t rows = stays.size();
  const auto other = [rows](std::string_view column, std::size_t found) -> std::optional<ColumnFault> {
    return found == rows ? std::nullopt : std::optional(ColumnFault{Errc::wrong_length, column, rows, found});
  };
  if (rows > UINT32_MAX) return ColumnFault{Errc::too_large, "demand", UINT32_MAX, rows};
  if (const auto fault = other("from", stays.from.size())) return fault;
  if (const auto fault = other("until", stays.until.size())) return fault;
  if (const auto fault = other("entry", stays.entry.size())) return fault;
  if (const auto fault = other("exit", stays.exit.size())) return fault;
  CheckedStays made;
  made.columns_ = stays;
  made.demands_ = demands;
  const Look seen = made.look();
  if (!seen.fit || (!seen.grouped && !made.by_day_in_each_demand())) made.sort_and_judge();
  out = std::move(made);
  return std::nullopt;
}

}  // namespace sne::statistics
