#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>
#include <utility>

#include "arrow_layout.hpp"

// Blocks of rows out of bound arrays: in place when the width is the one asked, else converted.
namespace sne {

namespace {

using detail::ArrowChunk;
using detail::ArrowKind;

constexpr std::int64_t milliseconds_of_day = 86'400'000;

std::size_t bytes_of_bits(std::size_t rows) noexcept { return (rows + 7) / 8; }

/// The fault of a number that the width asked cannot hold.
constexpr Errc beyond(Asked as) noexcept {
  if (as == Asked::cents) return Errc::bad_amount;
  if (as == Asked::code) return Errc::unknown_code;
  return as == Asked::day || as == Asked::day_count ? Errc::date_out_of_range : Errc::bad_number;
}

/// Which rows of a block hold a value, and which could not be read.
class BlockBits {
 public:
  BlockBits(const ArrowChunk& chunk, RowRange rows, std::vector<std::uint8_t>& bits, std::vector<CellFault>& faults)
      : chunk_(chunk), rows_(rows), bits_(bits), faults_(faults) {
    faults_.clear();
    if (chunk_.type.kind == ArrowKind::null || (chunk_.valid.bits != nullptr && chunk_.outer.bits != nullptr)) own();
  }

  [[nodiscard]] bool present(std::size_t row) const noexcept { return chunk_.present(rows_.from + row); }
  void miss(std::size_t row) {
    own();
    bits_[row / 8] = static_cast<std::uint8_t>(bits_[row / 8] & ~(1U << row % 8));
  }
  void fault(std::size_t row, Errc code) {
    miss(row);
    faults_.push_back({row, code});
  }
  [[nodiscard]] Validity valid() const noexcept {
    if (owned_) return Validity(bits_.data());
    const detail::ArrowBits& one = chunk_.valid.bits != nullptr ? chunk_.valid : chunk_.outer;
    return one.bits == nullptr ? Validity() : Validity(one.bits, one.offset + rows_.from);
  }

 private:
  void own() {
    if (owned_) return;
    owned_ = true;
    bits_.assign(bytes_of_bits(rows_.count), 0);
    for (std::size_t row = 0; row < rows_.count; ++row) {
      if (present(row)) bits_[row / 8] = static_cast<std::uint8_t>(bits_[row / 8] | 1U << row % 8);
    }
  }

  const ArrowChunk& chunk_;
  RowRange rows_;
  std::vector<std::uint8_t>& bits_;
  std::vector<CellFault>& faults_;
  bool owned_ = false;
};

/// A whole number in 64 bits, its sign kept.
template <class Number>
constexpr auto widened(Number number) noexcept {
  if constexpr (std::is_signed_v<Number>) {
    return std::int64_t{number};
  } else {
    return std::uint64_t{number};
  }
}

template <class Visit>
auto with_numbers(ArrowKind kind, const void* values, Visit visit) {
  switch (kind) {
    case ArrowKind::i8: return visit(static_cast<const std::int8_t*>(values));
    case ArrowKind::u8: return visit(static_cast<const std::uint8_t*>(values));
    case ArrowKind::i16: return visit(static_cast<const std::int16_t*>(values));
    case ArrowKind::u16: return visit(static_cast<const std::uint16_t*>(values));
    case ArrowKind::i32: return visit(static_cast<const std::int32_t*>(values));
    case ArrowKind::u32: return visit(static_cast<const std::uint32_t*>(values));
    case ArrowKind::i64: return visit(static_cast<const std::int64_t*>(values));
    default: assert(kind == ArrowKind::u64); return visit(static_cast<const std::uint64_t*>(values));
  }
}

/// Follows the indexes of a dictionary: `take(row, entry)` for a row with one, which says whether the entry has a value.
template <class Take>
void gather(const ArrowChunk& chunk, RowRange rows, BlockBits& bits, Take take) {
  const std::uint64_t size = chunk.dictionary->size();
  with_numbers(chunk.type.kind, chunk.values, [&](const auto* indexes) {
    indexes += chunk.offset + rows.from;
    for (std::size_t row = 0; row < rows.count; ++row) {
      // A negative index is a large one here.
      const auto index = static_cast<std::uint64_t>(widened(indexes[row]));
      if (index < size) {
        const auto entry = static_cast<std::size_t>(index);
        if (chunk.dictionary->present[entry] == 0) {
          bits.miss(row);
        } else {
          take(row, entry);
        }
      } else if (bits.present(row)) {
        bits.fault(row, Errc::bad_index);
      }
    }
  });
}

/// A place in the list of a code, or its fault.
template <class Value>
void put_code(std::int16_t code, std::size_t row, std::vector<Value>& values, BlockBits& bits) {
  if (code >= 0 && std::in_range<Value>(code)) {
    values[row] = static_cast<Value>(code);
  } else if (bits.present(row)) {
    bits.fault(row, Errc::unknown_code);
  }
}

template <class Value>
bool same_width(const ArrowChunk& chunk) noexcept {
  if constexpr (std::is_same_v<Value, Date>) {
    return chunk.type.kind == ArrowKind::date32;
  } else {
    return with_numbers(chunk.type.kind, chunk.values, [](const auto* values) { return std::is_same_v<std::decay_t<decltype(*values)>, Value>; });
  }
}

/// The largest number that the question takes.
template <class Value>
std::uint64_t largest(Asked as, std::size_t names) noexcept {
  if (as == Asked::yes_no) return 1;
  return as == Asked::code ? names - 1 : static_cast<std::uint64_t>(std::numeric_limits<Value>::max());
}

/// Whole numbers into another width; a row of which the number does not fit has a fault.
template <class Value, class From>
void convert(const ArrowChunk& chunk, const From* numbers, std::size_t count, std::uint64_t most, std::vector<Value>& values, BlockBits& bits) {
  values.resize(count);
  const auto fits = [most](From number) { return std::in_range<Value>(number) && (number < 0 || static_cast<std::uint64_t>(widened(number)) <= most); };
  bool all = true;
  for (std::size_t row = 0; row < count; ++row) {
    all &= fits(numbers[row]);
    values[row] = static_cast<Value>(widened(numbers[row]));
  }
  for (std::size_t row = 0; !all && row < count; ++row) {
    if (fits(numbers[row])) continue;
    values[row] = 0;
    if (bits.present(row)) bits.fault(row, beyond(chunk.as));
  }
}

/// Whole numbers where they are; a row beyond the largest that the question takes has a fault.
template <class Value>
void check_numbers(const ArrowChunk& chunk, std::span<const Value> values, std::uint64_t most, BlockBits& bits) {
  bool all = true;
  const auto fits = [most](Value number) { return number < 0 || static_cast<std::uint64_t>(widened(number)) <= most; };
  for (const Value value : values) all &= fits(value);
  for (std::size_t row = 0; !all && row < values.size(); ++row) {
    if (!fits(values[row]) && bits.present(row)) bits.fault(row, beyond(chunk.as));
  }
}

/// Euros with at most two decimals, in 128 bits, as cents.
void convert_decimals(const ArrowChunk& chunk, RowRange rows, std::vector<std::int64_t>& values, BlockBits& bits) {
  std::int64_t factor = 1;
  bool large = false;  // a factor beyond 64 bits: only zero fits
  for (std::int32_t scale = chunk.type.scale; scale < 2 && !large; ++scale) {
    large = factor > std::numeric_limits<std::int64_t>::max() / 10;
    factor *= large ? 1 : 10;
  }
  values.assign(rows.count, 0);
  const char* const first = static_cast<const char*>(chunk.values) + (chunk.offset + rows.from) * 16;
  for (std::size_t row = 0; row < rows.count; ++row) {
    std::array<std::int64_t, 2> parts{};  // low, high
    static_assert(std::endian::native == std::endian::little);
    std::memcpy(parts.data(), first + row * 16, 16);
    const std::int64_t most = large ? 0 : std::numeric_limits<std::int64_t>::max() / factor;
    const bool fits = parts[1] == (parts[0] < 0 ? -1 : 0) && parts[0] <= most && parts[0] >= -most;
    if (fits) {
      values[row] = parts[0] * factor;
    } else if (bits.present(row)) {
      bits.fault(row, Errc::bad_amount);
    }
  }
}

/// Milliseconds as days. False for a time of day in a row with a value.
bool convert_milliseconds(const ArrowChunk& chunk, RowRange rows, std::vector<Date>& values, BlockBits& bits) {
  values.assign(rows.count, Date());
  const auto* const first = static_cast<const std::int64_t*>(chunk.values) + chunk.offset + rows.from;
  for (std::size_t row = 0; row < rows.count; ++row) {
    const std::int64_t days = first[row] / milliseconds_of_day;
    const bool whole = first[row] % milliseconds_of_day == 0;
    if (whole && std::in_range<std::int32_t>(days)) {
      values[row] = Date::from_days(static_cast<std::int32_t>(days));
    } else if (bits.present(row)) {
      if (!whole) return false;
      bits.fault(row, Errc::date_out_of_range);
    }
  }
  return true;
}

std::optional<ColumnFault> read_days(const std::string& name, const ArrowChunk& chunk, RowRange rows, ColumnBlock<Date>& block, BlockBits& bits) {
  assert(chunk.as == Asked::day || chunk.as == Asked::day_count);
  const ArrowKind kind = chunk.type.kind;
  if (chunk.dictionary) {
    block.values.assign(rows.count, Date());
    gather(chunk, rows, bits, [&](std::size_t row, std::size_t entry) { block.values[row] = chunk.dictionary->days[entry]; });
  } else if (kind == ArrowKind::date32) {
    block.column = {{static_cast<const Date*>(chunk.values) + chunk.offset + rows.from, rows.count}, {}};
    return std::nullopt;
  } else if (kind == ArrowKind::date64) {
    if (!convert_milliseconds(chunk, rows, block.values, bits)) {
      return ColumnFault{Errc::wrong_type, name, "date32, or date64 of whole days", "date64 with a time of day"};
    }
  } else {
    block.values.assign(rows.count, Date());
    with_numbers(kind, chunk.values, [&](const auto* numbers) {
      numbers += chunk.offset + rows.from;
      for (std::size_t row = 0; row < rows.count; ++row) {
        if (std::in_range<std::int32_t>(numbers[row])) {
          block.values[row] = Date::from_days(static_cast<std::int32_t>(numbers[row]));
        } else if (bits.present(row)) {
          bits.fault(row, Errc::date_out_of_range);
        }
      }
    });
  }
  block.column = {block.values, {}};
  return std::nullopt;
}

/// Texts as places in a list of names.
template <class Value>
std::optional<ColumnFault> read_names(const std::string& name, const ArrowChunk& chunk, std::span<const std::string_view> names, RowRange rows,
                                      ColumnBlock<Value>& block, BlockBits& bits) {
  block.values.assign(rows.count, 0);
  if (chunk.dictionary) {
    gather(chunk, rows, bits, [&](std::size_t row, std::size_t entry) { put_code(chunk.dictionary->codes[entry], row, block.values, bits); });
    return std::nullopt;
  }
  TextColumn texts{std::span<const std::string_view>{}};
  if (const char* lacking = detail::texts_of(chunk, rows.from, rows.count, {}, texts)) return ColumnFault{Errc::bad_layout, name, lacking, {}};
  for (std::size_t row = 0; row < rows.count; ++row) {
    if (!bits.present(row)) continue;
    if (const Result<std::string_view> text = texts.read(row)) {
      put_code(detail::code_of(*text, names), row, block.values, bits);
    } else {
      bits.fault(row, text.error().code);
    }
  }
  return std::nullopt;
}

template <class Value>
std::optional<ColumnFault> read_numbers(const std::string& name, const ArrowChunk& chunk, std::span<const std::string_view> names, RowRange rows,
                                        ColumnBlock<Value>& block, BlockBits& bits) {
  assert(chunk.as != Asked::text);
  const ArrowKind kind = chunk.type.kind;
  if (chunk.dictionary || detail::is_text(kind)) {
    if (std::optional<ColumnFault> fault = read_names(name, chunk, names, rows, block, bits)) return fault;
  } else if (kind == ArrowKind::boolean) {
    block.values.resize(rows.count);
    const detail::ArrowBits yes{static_cast<const std::uint8_t*>(chunk.values), chunk.offset + rows.from};
    for (std::size_t row = 0; row < rows.count; ++row) block.values[row] = yes[row] ? 1 : 0;
  } else if (kind == ArrowKind::decimal128) {
    assert((std::is_same_v<Value, std::int64_t>));
    if constexpr (std::is_same_v<Value, std::int64_t>) convert_decimals(chunk, rows, block.values, bits);
  } else if (same_width<Value>(chunk)) {
    const std::span<const Value> here(static_cast<const Value*>(chunk.values) + chunk.offset + rows.from, rows.count);
    const bool bounded = chunk.as == Asked::code || chunk.as == Asked::yes_no;
    if (bounded) check_numbers(chunk, here, largest<Value>(chunk.as, names.size()), bits);
    block.column = {here, {}};
    return std::nullopt;
  } else {
    with_numbers(kind, chunk.values, [&](const auto* numbers) {
      convert(chunk, numbers + chunk.offset + rows.from, rows.count, largest<Value>(chunk.as, names.size()), block.values, bits);
    });
  }
  block.column = {block.values, {}};
  return std::nullopt;
}

}  // namespace

std::optional<ColumnFault> ArrowColumn::read(RowRange rows, TextBlock& block) const {
  block.faults.clear();
  block.column = TextColumn(std::span<const std::string_view>{});
  if (absent() || rows.count == 0) return std::nullopt;
  const ArrowChunk& chunk = chunk_of(rows.from, rows.from);
  assert(chunk.as == Asked::text && rows.from + rows.count <= chunk.rows);
  const Validity valid = BlockBits(chunk, rows, block.bits, block.faults).valid();
  const char* lacking = nullptr;
  if (chunk.dictionary) {
    with_numbers(chunk.type.kind, chunk.values, [&](const auto* indexes) {
      block.column = TextColumn(std::span(indexes + chunk.offset + rows.from, rows.count), chunk.dictionary->words, valid);
    });
  } else if (chunk.type.kind == ArrowKind::null) {
    block.values.assign(rows.count, std::string_view());
    block.column = TextColumn(std::span<const std::string_view>(block.values), valid);
  } else {
    lacking = detail::texts_of(chunk, rows.from, rows.count, valid, block.column);
  }
  return lacking == nullptr ? std::nullopt : std::optional(ColumnFault{Errc::bad_layout, name_, lacking, {}});
}

template <class Value>
std::optional<ColumnFault> ArrowColumn::read(RowRange rows, ColumnBlock<Value>& block) const {
  block.faults.clear();
  block.column = {};
  if (absent() || rows.count == 0) return std::nullopt;
  const ArrowChunk& chunk = chunk_of(rows.from, rows.from);
  assert(rows.from + rows.count <= chunk.rows);
  BlockBits bits(chunk, rows, block.bits, block.faults);
  std::optional<ColumnFault> fault;
  if (chunk.type.kind == ArrowKind::null) {
    block.values.assign(rows.count, Value{});
    block.column = {block.values, {}};
  } else if constexpr (std::is_same_v<Value, Date>) {
    fault = read_days(name_, chunk, rows, block, bits);
  } else {
    fault = read_numbers(name_, chunk, names_, rows, block, bits);
  }
  block.column.valid = bits.valid();
  return fault;
}

template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<Date>&) const;
template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<std::uint8_t>&) const;
template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<std::uint16_t>&) const;
template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<std::uint32_t>&) const;
template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<std::int32_t>&) const;
template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<std::int64_t>&) const;

}  // namespace sne
