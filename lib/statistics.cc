#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include <sne/statistics.hpp>

/// Tables: one pass over the stays adds to flat counters, sums come after.
namespace sne::statistics {

namespace {

// Cells

/// Rows whose cells are found together, so that they stay in the cache.
constexpr std::size_t block_rows = 4096;

/// The code of a row for a criterion; more than `size` when it cannot be read.
template <class Code>
std::uint32_t read_code(const Axis& axis, std::span<const Code> codes, std::size_t row) noexcept {
  if (!axis.valid[row]) return axis.size;
  const std::uint32_t code = codes[row];
  if (axis.level.empty()) return code;
  if (code == axis.level.size()) return axis.size;
  return code < axis.level.size() ? axis.level[code] : axis.size + 1;
}

std::uint32_t read_code(const Axis& axis, std::size_t row) {
  return std::visit([&](auto codes) { return read_code(axis, codes, row); }, axis.code);
}

/// Where each stay is counted: a number for its codes and its population. Two cells after the others hold what is not counted, so that the
/// loops need no branch.
class Cells {
 public:
  Cells(const CheckedStays& stays, const Criteria& criteria, Population population) : stays_(stays), criteria_(criteria), population_(population) {}
  /// Lays the cells of a table that keeps `width` counters in each.
  std::optional<ColumnFault> lay(std::uint64_t width);

  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }  ///< cells that are lines
  [[nodiscard]] std::uint32_t elsewhere() const noexcept { return size_; }
  [[nodiscard]] std::uint32_t at_fault() const noexcept { return size_ + 1; }
  [[nodiscard]] std::size_t counters() const noexcept { return std::size_t{size_} + 2; }
  [[nodiscard]] std::uint32_t populations() const noexcept { return population_ == Population::both ? 2 : 1; }

  /// Calls `count(first, cells)` for each block of stays, in the order of the rows.
  template <class Count>
  void for_each_block(Count&& count) const {
    std::array<std::uint32_t, block_rows> cell;
    for (std::size_t first = 0; first < stays_.rows(); first += block_rows) {
      const std::span<std::uint32_t> cells = std::span(cell).first(std::min(block_rows, stays_.rows() - first));
      fill(first, cells);
      count(first, std::span<const std::uint32_t>(cells));
    }
  }
  /// Calls `count(row, cell)` for each stay, in the order of the rows.
  template <class Count>
  void for_each(Count&& count) const {
    for_each_block([&](std::size_t first, std::span<const std::uint32_t> cells) {
      for (std::size_t i = 0; i < cells.size(); ++i) count(first + i, cells[i]);
    });
  }
  [[nodiscard]] std::uint32_t cell_of(std::size_t row) const;
  /// What became of each stay, from the numbers of those that fell in the two last cells.
  [[nodiscard]] Coverage coverage(std::uint64_t elsewhere, std::uint64_t at_fault) const;
  [[nodiscard]] Layout layout() const;

 private:
  void fill(std::size_t first, std::span<std::uint32_t> cell) const;
  [[nodiscard]] bool add_codes(const Axis& axis, std::uint32_t stride, std::size_t first, std::span<std::uint32_t> cell) const;
  [[nodiscard]] bool split(std::size_t first, std::span<std::uint32_t> cell) const noexcept;
  [[nodiscard]] RowFault fault_of(std::size_t row) const;
  [[nodiscard]] std::size_t place(const Axis& axis, std::size_t row) const noexcept {
    return axis.of == AxisOf::demands ? stays_.columns().demand[row] : row;
  }

  const CheckedStays& stays_;
  const Criteria& criteria_;
  Population population_;
  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> lines_, stride_;
};

std::optional<ColumnFault> Cells::lay(std::uint64_t width) {
  const std::size_t legal = criteria_.legal_person.size();
  if (population_ == Population::both && legal == 0 && stays_.demands() != 0) return ColumnFault{Errc::missing_column, "legal_person", stays_.demands(), 0};
  if (legal != 0 && legal != stays_.demands()) return ColumnFault{Errc::wrong_length, "legal_person", stays_.demands(), legal};
  std::uint64_t cells = populations();
  for (const Axis& axis : criteria_.axes) {
    const std::size_t rows = axis.of == AxisOf::demands ? stays_.demands() : stays_.rows();
    const std::size_t found = std::visit([](auto codes) { return codes.size(); }, axis.code);
    if (found != rows) return ColumnFault{Errc::wrong_length, axis.name, rows, found};
    if (axis.size >= max_cells || cells * axis.lines() * width > max_cells) return ColumnFault{Errc::too_large, axis.name, max_cells, axis.size};
    cells *= axis.lines();
    lines_.push_back(axis.lines());
  }
  size_ = static_cast<std::uint32_t>(cells);
  std::uint32_t stride = size_;
  for (const std::uint32_t lines : lines_) stride_.push_back(stride /= lines);
  return std::nullopt;
}

/// Adds the codes of a criterion. Whether all could be read.
bool Cells::add_codes(const Axis& axis, std::uint32_t stride, std::size_t first, std::span<std::uint32_t> cell) const {
  const std::uint32_t* demand = stays_.columns().demand.data() + first;
  const bool of_demands = axis.of == AxisOf::demands;
  const auto add = [&](auto codes) {
    const bool plain = axis.valid.all() && axis.level.empty();
    std::uint32_t beyond = 0;
    const auto add_each = [&](auto&& code_of) {
      for (std::size_t i = 0; i < cell.size(); ++i) {
        const std::uint32_t code = code_of(of_demands ? demand[i] : first + i);
        beyond |= static_cast<std::uint32_t>(code > axis.size);
        cell[i] += code * stride;
      }
    };
    if (plain) {
      add_each([code = codes.data()](std::size_t row) { return std::uint32_t{code[row]}; });
    } else {
      add_each([&](std::size_t row) { return read_code(axis, codes, row); });
    }
    return beyond == 0;
  };
  return std::visit(add, axis.code);
}

/// Sets the demands of the other population apart. Whether all could be told.
bool Cells::split(std::size_t first, std::span<std::uint32_t> cell) const noexcept {
  const Column<std::uint8_t>& legal = criteria_.legal_person;
  if (legal.size() == 0) return true;
  const std::uint32_t* demand = stays_.columns().demand.data() + first;
  const auto wanted = static_cast<std::uint32_t>(population_);
  const std::uint32_t both = population_ == Population::both ? 1 : 0;
  std::uint32_t unknown = 0;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const std::uint32_t association = legal.valid[demand[i]] ? legal.values[demand[i]] : 2U;
    unknown |= association & ~1U;
    const std::uint32_t counted = cell[i] + association * both;
    cell[i] = both != 0 || association == wanted ? counted : elsewhere();
  }
  return unknown == 0;
}

void Cells::fill(std::size_t first, std::span<std::uint32_t> cell) const {
  std::fill(cell.begin(), cell.end(), 0U);
  bool plain = stays_.counts_all(first, cell.size());
  for (std::size_t axis = 0; plain && axis < criteria_.axes.size(); ++axis) plain = add_codes(criteria_.axes[axis], stride_[axis], first, cell);
  if (plain && split(first, cell)) return;
  for (std::size_t i = 0; i < cell.size(); ++i) cell[i] = cell_of(first + i);
}

std::uint32_t Cells::cell_of(std::size_t row) const {
  if (!stays_.counts(row)) return at_fault();
  std::uint32_t cell = 0;
  for (std::size_t i = 0; i < criteria_.axes.size(); ++i) {
    const Axis& axis = criteria_.axes[i];
    const std::uint32_t code = read_code(axis, place(axis, row));
    if (code > axis.size) return at_fault();
    cell += code * stride_[i];
  }
  const Column<std::uint8_t>& legal = criteria_.legal_person;
  if (legal.size() == 0) return cell;
  const std::uint32_t demand = stays_.columns().demand[row];
  if (!legal.valid[demand] || legal.values[demand] > 1) return at_fault();
  if (population_ == Population::both) return cell + legal.values[demand];
  return legal.values[demand] == static_cast<std::uint32_t>(population_) ? cell : elsewhere();
}

RowFault Cells::fault_of(std::size_t row) const {
  const auto at = static_cast<std::uint32_t>(row);
  for (const Axis& axis : criteria_.axes) {
    if (read_code(axis, place(axis, row)) > axis.size) return {at, Errc::bad_index, axis.name};
  }
  return {at, criteria_.legal_person.valid[stays_.columns().demand[row]] ? Errc::unknown_code : Errc::missing_value, "legal_person"};
}

Coverage Cells::coverage(std::uint64_t elsewhere, std::uint64_t at_fault) const {
  Coverage made{stays_.rows() - elsewhere - at_fault, elsewhere, at_fault, {}};
  if (at_fault == stays_.faults().size()) return made;
  made.faults.reserve(at_fault - stays_.faults().size());
  for_each([&](std::size_t row, std::uint32_t cell) {
    if (cell == this->at_fault() && stays_.counts(row)) made.faults.push_back(fault_of(row));
  });
  return made;
}

Layout Cells::layout() const {
  const bool both = population_ == Population::both;
  return {lines_, both ? std::vector{Population::persons, Population::associations, Population::both} : std::vector{population_}, size_ / populations()};
}

/// Lines from cells: where two populations are counted, a third line is their sum.
template <class Line>
std::vector<Line> with_sum(std::vector<Line> cells, std::uint32_t populations) {
  if (populations == 1) return cells;
  std::vector<Line> lines;
  lines.reserve(cells.size() / 2 * 3);
  for (std::size_t i = 0; i + 1 < cells.size(); i += 2) {
    lines.push_back(cells[i]);
    lines.push_back(cells[i + 1]);
    lines.push_back(cells[i]);
    lines.back() += cells[i + 1];
  }
  return lines;
}

// Days and periods

/// The period of a day: 0 before the first, 1 for the first, and one more than their number after the last.
class Slots {
 public:
  explicit Slots(std::span<const Period> periods)
      : before_(periods.front().from.days() - 1), after_(periods.back().to.days() + 1), slot_(static_cast<std::size_t>(after_ - before_) + 1) {
    std::size_t at = 1;
    for (std::size_t i = 0; i < periods.size(); ++i) {
      for (std::int32_t days = periods[i].to - periods[i].from; days >= 0; --days) slot_[at++] = static_cast<std::uint16_t>(i + 1);
    }
    slot_.back() = static_cast<std::uint16_t>(periods.size() + 1);
  }
  [[nodiscard]] std::uint16_t of(std::int32_t day) const noexcept { return slot_[static_cast<std::size_t>(std::clamp(day, before_, after_) - before_)]; }
  /// The period of the day after.
  [[nodiscard]] std::uint16_t after(std::int32_t day) const noexcept {
    return slot_[static_cast<std::size_t>(std::clamp(day, before_ - 1, after_ - 1) - (before_ - 1))];
  }

 private:
  std::int32_t before_, after_;  // the eve of the first day, the morrow of the last
  std::vector<std::uint16_t> slot_;
};

constexpr std::size_t entries = CodeNames<StayEntry>::list.size();
constexpr std::size_t exits = CodeNames<StayExit>::list.size();

/// What moved in one period, or was before it.
struct Moves {
  std::array<std::uint32_t, entries> entered{};
  std::array<std::uint32_t, exits> left{};
};

/// Adds the stays of a block. The periods of all come first: then nothing depends on what was just counted.
void add_moves(const CheckedStays& stays, const Slots& slots, std::size_t width, std::size_t first, std::span<const std::uint32_t> cell, Moves* moves) {
  std::array<std::int32_t, block_rows> last;
  std::array<std::uint16_t, block_rows> came;
  std::array<std::uint16_t, block_rows> left;
  const std::size_t rows = cell.size();
  const Date* from = stays.columns().from.data() + first;
  const StayEntry* entry = stays.columns().entry.data() + first;
  const StayExit* exit = stays.columns().exit.data() + first;
  stays.last_days(first, std::span(last).first(rows));
  for (std::size_t i = 0; i < rows; ++i) came[i] = slots.of(from[i].days());
  for (std::size_t i = 0; i < rows; ++i) left[i] = slots.after(last[i]);
  for (std::size_t i = 0; i < rows; ++i) {
    Moves* own = moves + std::size_t{cell[i]} * width;
    ++own[came[i]].entered[static_cast<std::size_t>(entry[i]) % entries];  // a row at fault may have any code
    ++own[left[i]].left[static_cast<std::size_t>(exit[i]) % exits];
  }
}

constexpr std::uint32_t no_row = UINT32_MAX;

/// Calls `see(row)` for each stay that counts, those of one demand by day.
template <class See>
void for_each_by_day(const CheckedStays& stays, See&& see) {
  for (const std::uint32_t row : stays.order()) see(row);
  if (!stays.order().empty() || !stays.faults().empty()) return;
  for (std::uint32_t row = 0; row < stays.rows(); ++row) see(row);
}

/// Radiations undone by a revival in the period where they took place, taken off both sides.
void net(const CheckedStays& stays, const Cells& cells, const Slots& slots, std::size_t width, std::vector<Moves>& moves) {
  const StayColumns& columns = stays.columns();
  std::vector<std::uint32_t> last(stays.demands(), no_row);  // of each demand
  for_each_by_day(stays, [&](std::uint32_t row) {
    const std::uint32_t before = std::exchange(last[columns.demand[row]], row);
    if (before == no_row || columns.entry[row] != StayEntry::revived || columns.exit[before] == StayExit::erased) return;
    const std::uint32_t slot = slots.of(columns.from[row].days());
    if (slot == 0 || slot == width - 1 || slots.of(stays.until(before).days()) != slot) return;
    const std::uint32_t left_from = cells.cell_of(before);
    const std::uint32_t came_to = cells.cell_of(row);
    if (left_from != came_to) return;  // a criterion of stays parts them: nothing is undone within one line
    --moves[left_from * width + slot].left[static_cast<std::size_t>(columns.exit[before])];
    --moves[came_to * width + slot].entered[static_cast<std::size_t>(StayEntry::revived)];
  });
}

template <class Numbers>
std::uint64_t sum(const Numbers& numbers) noexcept {
  return std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0});
}

/// Stays of a cell: each came in once, were it after the last period.
std::uint64_t stays_of(std::span<const Moves> moves) noexcept {
  std::uint64_t stays = 0;
  for (const Moves& moved : moves) stays += sum(moved.entered);
  return stays;
}

/// The lines of a cell, from what moved.
void add_lines(std::span<const Moves> moves, std::size_t cells, std::size_t cell, std::vector<FlowLine>& lines) {
  std::uint64_t in_stock = sum(moves.front().entered) - sum(moves.front().left);
  for (std::size_t period = 0; period + 2 < moves.size(); ++period) {
    const Moves& moved = moves[period + 1];
    FlowLine& line = lines[period * cells + cell];
    line.start = in_stock;
    line.entered = moved.entered[static_cast<std::size_t>(StayEntry::first)];
    line.revived = moved.entered[static_cast<std::size_t>(StayEntry::revived)];
    for (std::size_t motive = 0; motive < line.radiated.size(); ++motive) line.radiated[motive] = moved.left[motive + 1];
    line.erased = moved.left[static_cast<std::size_t>(StayExit::erased)];
    in_stock += sum(moved.entered);
    in_stock -= sum(moved.left);
    line.end = in_stock;
  }
}

bool follow_each_other(std::span<const Period> periods) noexcept {
  if (periods.empty() || !periods.front().from.in_calendar() || !periods.back().to.in_calendar()) return false;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (periods[i].to < periods[i].from || (i > 0 && periods[i].from != periods[i - 1].to + 1)) return false;
  }
  return true;
}

}  // namespace

std::uint32_t Layout::code(std::uint32_t group, std::size_t axis) const noexcept {
  for (std::size_t i = lines.size() - 1; i > axis; --i) group /= lines[i];
  return group % lines[axis];
}

std::vector<Period> cut(Period period, PeriodCut by) {
  assert(period.from <= period.to);
  if (by == PeriodCut::whole) return {period};
  const std::int32_t months = by == PeriodCut::month ? 1 : by == PeriodCut::quarter ? 3 : 12;
  std::vector<Period> made;
  for (Date from = period.from; from <= period.to; from = made.back().to + 1) {
    const CivilDay day = from.civil();
    const std::int32_t last_month = (day.month - 1) / months * months + months;
    const Date last = Date::from_days(detail::days_from_civil({day.year, last_month, days_in_month(day.year, last_month)}));
    made.push_back({from, earlier(last, period.to)});
  }
  return made;
}

std::uint64_t FlowLine::radiated_total() const noexcept { return sum(radiated); }

std::int64_t FlowLine::gap() const noexcept {
  return static_cast<std::int64_t>(end + radiated_total() + erased) - static_cast<std::int64_t>(start + entered + revived);
}

FlowLine& FlowLine::operator+=(const FlowLine& other) noexcept {
  start += other.start;
  entered += other.entered;
  revived += other.revived;
  for (std::size_t i = 0; i < radiated.size(); ++i) radiated[i] += other.radiated[i];
  erased += other.erased;
  end += other.end;
  return *this;
}

FlowLine StockAndFlow::total(std::size_t period, std::size_t population) const noexcept {
  FlowLine sum;
  for (std::uint32_t group = 0; group < layout.groups; ++group) sum += at(period, group, population);
  return sum;
}

std::optional<ColumnFault> stock_and_flow(const CheckedStays& stays, const Criteria& criteria, Population population, std::span<const Period> periods,
                                          RevivalCounting revivals, StockAndFlow& out) {
  if (!follow_each_other(periods)) return ColumnFault{Errc::out_of_order, "periods", 0, periods.size()};
  if (periods.size() > UINT16_MAX - 2) return ColumnFault{Errc::too_large, "periods", UINT16_MAX - 2, periods.size()};
  const std::size_t width = periods.size() + 2;
  Cells cells(stays, criteria, population);
  if (const auto fault = cells.lay(width * (entries + exits))) return fault;
  const Slots slots(periods);
  std::vector<Moves> moves(cells.counters() * width);
  const auto of_cell = [&](std::uint32_t cell) { return std::span<const Moves>(moves).subspan(cell * width, width); };
  cells.for_each_block([&](std::size_t first, std::span<const std::uint32_t> cell) { add_moves(stays, slots, width, first, cell, moves.data()); });
  Coverage coverage = cells.coverage(stays_of(of_cell(cells.elsewhere())), stays_of(of_cell(cells.at_fault())));
  if (revivals == RevivalCounting::netted) net(stays, cells, slots, width, moves);
  std::vector<FlowLine> lines(periods.size() * cells.size());
  for (std::uint32_t cell = 0; cell < cells.size(); ++cell) add_lines(of_cell(cell), cells.size(), cell, lines);
  out = {{periods.begin(), periods.end()}, revivals, cells.layout(), with_sum(std::move(lines), cells.populations()), std::move(coverage)};
  return std::nullopt;
}

// Counts

namespace {

/// Counts the stays that `mark(first, marks)` marks with 1, block by block.
template <class Mark>
std::optional<ColumnFault> count_stays(const CheckedStays& stays, const Criteria& criteria, Population population, Counts& out, Mark&& mark) {
  Cells cells(stays, criteria, population);
  if (const auto fault = cells.lay(2)) return fault;
  std::vector<std::array<std::uint64_t, 2>> seen(cells.counters());  // of each cell, the stays that do not count and those that do
  std::array<std::uint8_t, block_rows> marks;
  cells.for_each_block([&, counters = seen.data()](std::size_t first, std::span<const std::uint32_t> cell) {
    mark(first, std::span(marks).first(cell.size()));
    for (std::size_t i = 0; i < cell.size(); ++i) ++counters[cell[i]][marks[i]];
  });
  std::vector<std::uint64_t> count(cells.size());
  std::transform(seen.begin(), seen.begin() + cells.size(), count.begin(), [](const auto& stays_of_cell) { return stays_of_cell[1]; });
  Coverage coverage = cells.coverage(sum(seen[cells.elsewhere()]), sum(seen[cells.at_fault()]));
  out = {cells.layout(), with_sum(std::move(count), cells.populations()), std::move(coverage)};
  return std::nullopt;
}

/// Marks the stays that hold a day.
void mark_in_stock(const CheckedStays& stays, Date day, std::size_t first, std::span<std::uint8_t> marks) noexcept {
  std::array<std::int32_t, block_rows> last;
  stays.last_days(first, std::span(last).first(marks.size()));
  const Date* from = stays.columns().from.data() + first;
  for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = static_cast<std::uint8_t>(static_cast<int>(from[i] <= day) & static_cast<int>(day.days() <= last[i]));
}

}  // namespace

std::uint64_t Counts::total(std::size_t population) const noexcept {
  std::uint64_t sum = 0;
  for (std::uint32_t group = 0; group < layout.groups; ++group) sum += at(group, population);
  return sum;
}

std::optional<ColumnFault> stock(const CheckedStays& stays, const Criteria& criteria, Population population, Date day, Counts& out) {
  return count_stays(stays, criteria, population, out, [&](std::size_t first, std::span<std::uint8_t> marks) { mark_in_stock(stays, day, first, marks); });
}

std::optional<ColumnFault> satisfied(const CheckedStays& stays, const Criteria& criteria, Population population, Period period, Counts& out) {
  return count_stays(stays, criteria, population, out, [&](std::size_t first, std::span<std::uint8_t> marks) {
    const StayExit* exit = stays.columns().exit.data() + first;
    for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = exit[i] == StayExit::a && period.holds(stays.until(first + i)) ? 1 : 0;
  });
}

std::optional<ColumnFault> active_one_day(const CheckedStays& stays, const Criteria& criteria, Population population, Period period, Counts& out) {
  std::vector<std::uint8_t> first_of_demand(stays.rows());
  std::vector<std::uint8_t> counted(stays.demands());
  for_each_by_day(stays, [&](std::uint32_t row) {
    const Date from = later(stays.columns().from[row], period.from);
    std::uint8_t& seen = counted[stays.columns().demand[row]];
    const bool holds_a_day = from <= period.to && from < stays.until(row);
    first_of_demand[row] = static_cast<std::uint8_t>(holds_a_day && seen == 0 ? 1 : 0);
    seen = static_cast<std::uint8_t>(seen | first_of_demand[row]);
  });
  return count_stays(stays, criteria, population, out, [&](std::size_t first, std::span<std::uint8_t> marks) {
    std::copy_n(first_of_demand.begin() + static_cast<std::ptrdiff_t>(first), marks.size(), marks.begin());
  });
}

std::optional<ColumnFault> abnormal_delays(const CheckedStays& stays, const Criteria& criteria, Population population, Date day,
                                           const Column<Date>& seniority, const Column<std::int16_t>& months, const LawBook& law,
                                           DelayReached reading, AbnormalDelays& out) {
  if (seniority.size() != stays.demands()) return ColumnFault{Errc::wrong_length, "seniority", stays.demands(), seniority.size()};
  std::size_t groups = 1;
  for (const Axis& axis : criteria.axes) groups *= axis.size;
  if (months.size() != groups) return ColumnFault{Errc::wrong_length, "months", groups, months.size()};
  AbnormalDelays made;
  if (const auto fault = stock(stays, criteria, population, day, made.pending)) return fault;
  // The delay of a row needs its group among the known ones, found again from its codes.
  const auto passed = [&](std::size_t row) {
    const std::uint32_t demand = stays.columns().demand[row];
    std::size_t group = 0;
    for (const Axis& axis : criteria.axes) {
      const std::size_t at = axis.of == AxisOf::demands ? demand : row;
      const std::uint32_t code = read_code(axis, at);
      if (code >= axis.size) return Fact::unknown;
      group = group * axis.size + code;
    }
    if (!months.valid[group] || !seniority.valid[demand] || !seniority.values[demand].in_calendar()) return Fact::unknown;
    const Result<DatedAnswer> from = abnormal_delay_from(seniority.values[demand], months.values[group], law, reading);
    if (!from) return Fact::unknown;
    return from->day <= day ? Fact::yes : Fact::no;
  };
  const auto counted_as = [&](Fact fact) {
    return [&, fact](std::size_t first, std::span<std::uint8_t> marks) {
      mark_in_stock(stays, day, first, marks);
      for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = marks[i] != 0 && stays.counts(first + i) && passed(first + i) == fact ? 1 : 0;
    };
  };
  if (const auto fault = count_stays(stays, criteria, population, made.beyond, counted_as(Fact::yes))) return fault;
  if (const auto fault = count_stays(stays, criteria, population, made.unknown, counted_as(Fact::unknown))) return fault;
  out = std::move(made);
  return std::nullopt;
}

}  // namespace sne::statistics
