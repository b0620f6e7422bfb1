#pragma once

#include <algorithm>
#include <array>
#include <cstring>

#include <sne/columns.hpp>

// Inlined wherever it is called, so that it is compiled for the instructions of its caller.
#if defined(__GNUC__)
#define SNE_INLINE [[gnu::always_inline]] inline
#else
#define SNE_INLINE inline
#endif

// Compiled for the wide path. A compiler or a processor without one compiles the portable path twice. g++ 12 is kept from reasoning across the
// call: it once took such a function, called through a template, for one that writes nothing, and left the call out.
#if defined(__clang__) && defined(__x86_64__)
#define SNE_WIDE [[gnu::target("avx2,bmi,bmi2")]]
#elif defined(__GNUC__) && defined(__x86_64__)
#define SNE_WIDE [[gnu::target("avx2,bmi,bmi2"), gnu::noipa]]
#else
#define SNE_WIDE
#endif

// Before a loop of which no row reads what another wrote: the compiler need not ask. And before a loop too short for its own counting.
#if defined(__clang__)
#define SNE_INDEPENDENT_ROWS _Pragma("clang loop vectorize(assume_safety)")
#define SNE_EIGHT_AT_ONCE _Pragma("clang loop unroll_count(8)")
#elif defined(__GNUC__)
#define SNE_INDEPENDENT_ROWS _Pragma("GCC ivdep")
#define SNE_EIGHT_AT_ONCE _Pragma("GCC unroll 8")
#else
#define SNE_INDEPENDENT_ROWS
#define SNE_EIGHT_AT_ONCE
#endif

/// What the kernels of whole columns share. They work by blocks, so that what one pass writes is still near when the next one reads it, and in
/// each block apart from the rows that are out of the ordinary: a loop over all of them without a branch, then those that were listed.
namespace sne::columns {

inline constexpr std::size_t block_rows = 1024;

template <class Value>
using Block = std::array<Value, block_rows>;

/// The first output whose length is not that of the rows; an output that is not asked for is empty.
class Lengths {
 public:
  explicit Lengths(std::size_t rows) noexcept : rows_(rows) {}

  template <class Values>
  Lengths& same(std::string_view column, const Values& values) noexcept {
    if (!fault_ && values.size() != rows_) fault_ = LengthFault{column, rows_, values.size()};
    return *this;
  }
  template <class Values>
  Lengths& same_or_empty(std::string_view column, const Values& values) noexcept {
    return values.size() == 0 ? *this : same(column, values);
  }
  [[nodiscard]] const std::optional<LengthFault>& fault() const noexcept { return fault_; }

 private:
  std::size_t rows_;
  std::optional<LengthFault> fault_;
};

/// The first column of a kernel that has another length.
std::optional<LengthFault> fault_of_lengths(std::size_t rows, const RenewalColumns& out) noexcept;
std::optional<LengthFault> fault_of_lengths(std::size_t rows, const IncomeColumns& households, const EligibilityColumns& out) noexcept;

template <class Value>
void put(std::span<Value> column, std::size_t row, Value value) noexcept {
  if (!column.empty()) column[row] = value;
}

/// Where a block writes an output: in the column, or in `spare` when it is not asked for, so that the loop does not ask row by row.
template <class Value>
Value* place_of(std::span<Value> column, std::size_t from, Block<Value>& spare) noexcept {
  return column.empty() ? spare.data() : column.data() + from;
}

/// One byte a row, 1 where there is a value: bits 1, 0, 1, 1 from offset 0 on are 1, 0, 1, 1. Precondition: `rows` is at most a block.
void spread(Validity valid, std::size_t rows, Block<std::uint8_t>& given) noexcept;

using Words = std::array<std::uint64_t, block_rows / 64>;

/// One bit a row, the first one lowest in its word.
void gather(Validity valid, std::size_t rows, Words& given) noexcept;

/// Calls `block(from, rows)` for each block of a column.
template <class Work>
void each_block(std::size_t rows, Work block) noexcept {
  for (std::size_t from = 0; from < rows; from += block_rows) block(from, std::min(block_rows, rows - from));
}

/// Lists the rows that are marked with 1, in order; gives how many. Few are: eight that are not are passed over at once.
inline std::size_t list_marked(const Block<std::uint8_t>& marked, std::size_t rows, Block<std::uint16_t>& listed) noexcept {
  std::size_t count = 0;
  for (std::size_t from = 0; from < rows; from += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, &marked[from], std::min<std::size_t>(8, rows - from));
    if (eight == 0) continue;
    for (std::size_t row = from; row < std::min(from + 8, rows); ++row) {
      listed[count] = static_cast<std::uint16_t>(row);
      count += marked[row];
    }
  }
  return count;
}

template <auto Kernel, class... Values>
void run_portable(const Values&... values) noexcept {
  Kernel(values...);
}
template <auto Kernel, class... Values>
SNE_WIDE void run_wide(const Values&... values) noexcept {
  Kernel(values...);
}

/// Runs a kernel, an `SNE_INLINE` function, on a path.
template <auto Kernel, class... Values>
void run(KernelPath path, const Values&... values) noexcept {
  path == KernelPath::wide && widest_path() == KernelPath::wide ? run_wide<Kernel>(values...) : run_portable<Kernel>(values...);
}

}  // namespace sne::columns
