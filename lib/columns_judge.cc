#include "columns_cells.hpp"

namespace sne {

namespace {

using namespace columns;

/// Amounts of fewer bits than this are amounts for sure, five billion euros and less; a row with another is judged apart.
constexpr std::int64_t plain_bits = (std::int64_t{1} << 39) - 1;
static_assert(household::amount_in_range(plain_bits) && household::amount_in_range(0));

/// The plain bits of the amounts of a block, `no_sum` where none is given; gives what is not plain in any of them.
SNE_INLINE void keep_plain(const std::int64_t* cents, const Words* given, std::size_t rows, std::int64_t* kept, std::int64_t* spilt) noexcept {
  std::int64_t spill = 0;
  for (std::size_t from = 0; from < rows; from += 64) {
    const std::uint64_t bits = (*given)[from / 64];
    const std::size_t count = std::min<std::size_t>(64, rows - from);
    SNE_INDEPENDENT_ROWS
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t mask = -static_cast<std::int64_t>(bits >> i & 1U);
      kept[from + i] = (cents[from + i] & plain_bits & mask) | (income::no_sum & ~mask);
      spill |= cents[from + i] & mask;
    }
  }
  *spilt |= spill & ~plain_bits;
}

/// What is not plain in any of the amounts.
SNE_INLINE void find_spill(const std::int64_t* cents, std::size_t rows, std::int64_t* spilt) noexcept {
  std::int64_t spill = 0;
  for (std::size_t row = 0; row < rows; ++row) spill |= cents[row];
  *spilt |= spill & ~plain_bits;
}

/// As the law takes it. `no_sum` is what it puts itself in the place of a sum that cannot be used.
constexpr LaterSum later(std::int64_t kept) noexcept { return {true, kept}; }

/// Cases are numbers below this: two bits for each standing and two for the basis. Those from it on mark a row that is to be judged apart.
constexpr std::int64_t codes = 64;

/// A case in the width of its amounts, so that one loop works in one width.
constexpr std::int64_t code_of(const IncomeCase& found, bool apart) noexcept {
  return static_cast<std::int64_t>(found.standing) | static_cast<std::int64_t>(found.of_base) << 2 | static_cast<std::int64_t>(found.basis) << 4 |
         (apart ? codes : 0);
}
constexpr IncomeCase case_of(std::size_t code) noexcept {
  return {static_cast<Standing>(code & 3U), static_cast<Standing>(code >> 2 & 3U), static_cast<IncomeBasis>(code >> 4 & 3U), 0, 0};
}

/// Judges a block of plain amounts as if every row had an n-2, and marks those without.
SNE_INLINE void judge_rows(const std::int32_t* euros, const std::int64_t* n_2, const std::int64_t* n_1, const std::int64_t* months, std::size_t rows,
                           std::int64_t* income, std::int64_t* margin, std::int64_t* code) noexcept {
  SNE_INDEPENDENT_ROWS
  for (std::size_t row = 0; row < rows; ++row) {
    const IncomeCase found = columns::case_of(std::optional(n_2[row]), later(n_1[row]), later(months[row]), euros[row]);
    income[row] = found.income;
    margin[row] = found.margin;
    code[row] = code_of(found, n_2[row] == income::no_sum);
  }
}

/// Marks the rows to be judged apart.
SNE_INLINE void mark_rows(const std::int64_t* code, const std::int32_t* euros, std::size_t rows, std::uint8_t* apart) noexcept {
  SNE_INDEPENDENT_ROWS
  for (std::size_t row = 0; row < rows; ++row) apart[row] = static_cast<std::uint8_t>((code[row] >= codes) | (euros[row] == not_in_zone));
}

/// What one field of the verdict is in each case.
template <class Value>
using ByCode = std::array<Value, codes>;
template <class Value, class Field>
constexpr ByCode<Value> by_code(Field field) noexcept {
  ByCode<Value> made{};
  for (std::size_t code = 0; code < codes; ++code) made[code] = static_cast<Value>(field(verdict_of(case_of(code))));
  return made;
}
constexpr auto outcome_by_code = by_code<Eligibility>([](const IncomeVerdict& verdict) { return verdict.outcome; });
constexpr auto basis_by_code = by_code<IncomeBasis>([](const IncomeVerdict& verdict) { return verdict.basis; });
constexpr auto reason_by_code = by_code<std::uint16_t>([](const IncomeVerdict& verdict) { return verdict.reason; });
constexpr auto rule_by_code = by_code<Rule>([](const IncomeVerdict& verdict) { return verdict.rule; });

/// Writes a field of the verdicts of a block, when it is asked for.
template <class Value>
void say(const ByCode<Value>& words, const Block<std::int64_t>& code, std::size_t rows, std::span<Value> column, std::size_t from) noexcept {
  if (column.empty()) return;
  Value* said = column.data() + from;
  SNE_EIGHT_AT_ONCE
  for (std::size_t row = 0; row < rows; ++row) said[row] = words[static_cast<std::size_t>(code[row]) % codes];
}

/// What a block is worked out in: about 60 KB.
struct Scratch {
  CellScratch cells;
  Block<std::uint8_t> apart;
  Block<std::uint16_t> listed;
  Block<std::int32_t> euros;
  Block<std::int64_t> n_2, n_1, months, code, income, margin;
};

constexpr auto none_given = [] {
  Block<std::int64_t> made{};
  made.fill(income::no_sum);
  return made;
}();

/// Some rows of a column of sums: the block that `judge_rows` reads.
const std::int64_t* kept_of(const Column<std::int64_t>& column, std::size_t from, std::size_t rows, KernelPath path, Block<std::int64_t>& kept,
                            std::int64_t& spilt) noexcept {
  if (column.size() == 0) return none_given.data();
  const std::int64_t* cents = column.values.data() + from;
  if (column.valid.all()) {
    std::int64_t spill = 0;
    run<find_spill>(path, cents, rows, &spill);
    if (spill == 0) return cents;
    spilt |= spill;
  }
  Words given;
  gather(column.valid.from(from), rows, given);
  run<keep_plain>(path, cents, &given, rows, kept.data(), &spilt);
  return kept.data();
}

bool amount_fault(LaterSum sum) noexcept { return sum.usable && !household::amount_in_range(sum.cents); }

LaterSum sum_in(const Column<std::int64_t>& column, std::size_t row) noexcept {
  if (column.size() == 0) return {};
  return {column.valid[row], column.values[row]};
}

/// Judges one row by the whole function; `of_cell` is the fault of its ceiling.
void judge_apart(const IncomeColumns& households, const EligibilityColumns& out, std::size_t row, ColumnStatus of_cell, std::int32_t euros) noexcept {
  const LaterSum n_2 = sum_in(households.n_2, row);
  const LaterSum n_1 = sum_in(households.n_1, row);
  const LaterSum months = sum_in(households.months, row);
  const bool bad = amount_fault(n_2) || amount_fault(n_1) || amount_fault(months);
  const ColumnStatus status = of_cell == row_read && bad ? status_of(Errc::bad_amount) : of_cell;
  IncomeVerdict verdict;
  if (status == row_read) verdict = judge_incomes(n_2.usable ? std::optional(n_2.cents) : std::nullopt, n_1, months, euros);
  put(out.status, row, status);
  put(out.outcome, row, verdict.outcome);
  put(out.basis, row, verdict.basis);
  put(out.reason, row, static_cast<std::uint16_t>(verdict.reason));
  put(out.rule, row, verdict.rule);
  put(out.ceiling, row, status == row_read ? euros : 0);
  put(out.income, row, verdict.income);
  put(out.margin, row, verdict.margin);
}

}  // namespace

std::optional<LengthFault> columns::fault_of_lengths(std::size_t rows, const IncomeColumns& households, const EligibilityColumns& out) noexcept {
  return Lengths(rows)
      .same("zone", households.zone)
      .same("n_2", households.n_2)
      .same_or_empty("extra", households.extra)
      .same_or_empty("n_1", households.n_1)
      .same_or_empty("months", households.months)
      .same_or_empty("status", out.status)
      .same_or_empty("outcome", out.outcome)
      .same_or_empty("basis", out.basis)
      .same_or_empty("reason", out.reason)
      .same_or_empty("rule", out.rule)
      .same_or_empty("ceiling", out.ceiling)
      .same_or_empty("income", out.income)
      .same_or_empty("margin", out.margin)
      .fault();
}

std::optional<LengthFault> CeilingLookup::judge(const IncomeColumns& households, const EligibilityColumns& out, KernelPath path) const noexcept {
  const std::size_t all = households.category.size();
  if (const auto fault = fault_of_lengths(all, households, out)) return fault;
  Scratch scratch;
  each_block(all, [&](std::size_t from, std::size_t rows) {
    const CellRows cells = cell_rows({households.zone, households.category, households.extra}, from, rows, scratch.cells);
    std::int32_t* euros = place_of(out.ceiling, from, scratch.euros);
    run<find_cells>(path, cells, scratch.cells.given.data(), rows, scratch.cells.cells.data());
    look_up(euros_, scratch.cells.cells, rows, euros);
    std::int64_t spilt = 0;
    const std::int64_t* n_2 = kept_of(households.n_2, from, rows, path, scratch.n_2, spilt);
    const std::int64_t* n_1 = kept_of(households.n_1, from, rows, path, scratch.n_1, spilt);
    const std::int64_t* months = kept_of(households.months, from, rows, path, scratch.months, spilt);
    run<judge_rows>(path, euros, n_2, n_1, months, rows, place_of(out.income, from, scratch.income), place_of(out.margin, from, scratch.margin),
                    scratch.code.data());
    say(outcome_by_code, scratch.code, rows, out.outcome, from);
    say(basis_by_code, scratch.code, rows, out.basis, from);
    say(reason_by_code, scratch.code, rows, out.reason, from);
    say(rule_by_code, scratch.code, rows, out.rule, from);
    if (!out.status.empty()) std::fill_n(out.status.begin() + static_cast<std::ptrdiff_t>(from), rows, row_read);
    run<mark_rows>(path, scratch.code.data(), euros, rows, scratch.apart.data());
    if (spilt != 0) std::fill_n(scratch.apart.begin(), rows, std::uint8_t{1});
    const std::size_t apart = list_marked(scratch.apart, rows, scratch.listed);
    for (std::size_t i = 0; i < apart; ++i) {
      const std::size_t row = scratch.listed[i];
      const ColumnStatus of_cell = euros[row] == not_in_zone ? fault_of(cells, row, scratch.cells.given[row] != 0) : row_read;
      if (of_cell != row_read) euros[row] = 0;
      judge_apart(households, out, from + row, of_cell, euros[row]);
    }
  });
  return std::nullopt;
}

}  // namespace sne
