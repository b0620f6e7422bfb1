#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <sne/codes.hpp>
#include <sne/columns.hpp>

// The Arrow C data and stream interfaces: the layout is that of the specification, under its own guards, so that this header lives beside any
// other that declares them.
extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE

}  // extern "C"

/// Columns that come and go by the Arrow C interfaces, without any Arrow library.  (fr: colonnes au format Arrow)
///
/// A column that comes is checked as far as the interface permits: pointers, lengths, offsets, indexes, types. The interface does not carry the
/// size of a buffer (but for those of `utf8_view`): a producer that says more rows than it wrote cannot be found out.
namespace sne {

/// What is wrong with a whole column. It holds no value of the column.
struct ColumnFault {
  Errc code{};
  std::string column;    ///< its name, as the caller gave it
  std::string expected;  ///< in words: "date32 (a timestamp is not a day: cast it to a date)"
  std::string found;     ///< in words: "timestamp"; empty when that says nothing more

  friend bool operator==(const ColumnFault&, const ColumnFault&) = default;
};

/// A value, or what is wrong with a column.
template <class T>
class ColumnResult {
 public:
  ColumnResult(T value) : held_(std::move(value)) {}
  ColumnResult(ColumnFault fault) : held_(std::move(fault)) {}

  [[nodiscard]] bool has_value() const noexcept { return held_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }
  [[nodiscard]] const T& value() const& { return std::get<0>(held_); }
  [[nodiscard]] T value() && { return std::get<0>(std::move(held_)); }
  const T& operator*() const& { return value(); }
  T operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  [[nodiscard]] const ColumnFault& error() const { return std::get<1>(held_); }

 private:
  std::variant<T, ColumnFault> held_;
};

// Ownership

/// Holds an Arrow structure and releases it once. An empty holder may be given to a producer to fill.
template <class Struct>
class ArrowHeld {
 public:
  ArrowHeld() noexcept = default;
  /// Moves the structure out of where its producer left it, which is marked released.
  explicit ArrowHeld(Struct& from) noexcept : held_(from) { from.release = nullptr; }
  ArrowHeld(ArrowHeld&& other) noexcept : ArrowHeld(other.held_) {}
  ArrowHeld& operator=(ArrowHeld&& other) noexcept {
    if (this != &other) {
      reset();
      held_ = std::exchange(other.held_, Struct{});
    }
    return *this;
  }
  ArrowHeld(const ArrowHeld&) = delete;
  ArrowHeld& operator=(const ArrowHeld&) = delete;
  ~ArrowHeld() { reset(); }

  void reset() noexcept {
    if (held_.release != nullptr) held_.release(&held_);
    held_ = Struct{};
  }
  [[nodiscard]] bool empty() const noexcept { return held_.release == nullptr; }
  [[nodiscard]] const Struct& get() const noexcept { return held_; }
  [[nodiscard]] Struct& get() noexcept { return held_; }
  /// Moves it to where a consumer waits for it.
  void give(Struct& to) noexcept { to = std::exchange(held_, Struct{}); }

 private:
  Struct held_{};
};

using HeldSchema = ArrowHeld<ArrowSchema>;
using HeldArray = ArrowHeld<ArrowArray>;
using HeldStream = ArrowHeld<ArrowArrayStream>;

// Columns in

/// What a column must hold.
enum class Asked : std::uint8_t {
  text,       ///< utf8, large_utf8, utf8_view, dictionary of these
  day,        ///< date32, dictionary of it, date64 of whole days
  day_count,  ///< as `day`, or whole numbers counting days since 1970-01-01
  whole,      ///< whole numbers of any width
  cents,      ///< whole numbers of cents, or decimal128 of at most two decimals, in euros
  code,       ///< names of a closed list, as texts or a dictionary, or their numbers
  yes_no,     ///< bool, or uint8 0 or 1
};

/// A column asked for: its name in faults, what it must hold, and the list of a code (at most 255 names).
struct ColumnAsked {
  std::string name;
  Asked as = Asked::text;
  std::span<const std::string_view> names{};

  template <ClosedList Code>
  [[nodiscard]] static ColumnAsked code(std::string column) {
    return {std::move(column), Asked::code, CodeNames<Code>::list};
  }
};

/// Rows `from` to `from + count` of a column.
struct RowRange {
  std::size_t from = 0, count = 0;

  friend constexpr bool operator==(const RowRange&, const RowRange&) = default;
};

/// A row of a block whose value could not be read, and why: `bad_index`, `unknown_code`, `bad_number`, `bad_amount`, `date_out_of_range`.
struct CellFault {
  std::size_t row = 0;  ///< from the start of the block
  Errc code{};

  friend constexpr bool operator==(const CellFault&, const CellFault&) = default;
};

/// Rows of a column, ready for a kernel: where they are when they have the width asked, else converted into memory of the block, which is used
/// again by the next read. A row with a fault is missing in `column`.
template <class Value>
struct ColumnBlock {
  Column<Value> column{};
  std::vector<CellFault> faults{};

  std::vector<Value> values{};       ///< memory
  std::vector<std::uint8_t> bits{};  ///< memory
};

/// The same for texts, which stay where they are. The faults of rows are those of `TextColumn::read`, so that `faults` is empty.
struct TextBlock {
  TextColumn column{std::span<const std::string_view>{}};
  std::vector<CellFault> faults{};

  std::vector<std::string_view> values{};  ///< memory
  std::vector<std::uint8_t> bits{};        ///< memory
};

namespace detail {
struct ArrowChunk;
}

/// A column received by Arrow, in one or several chunks. It holds the structures of its producer until it goes; copies share them. Reading
/// changes nothing: threads may read it together, each into its own blocks.
class ArrowColumn {
 public:
  /// A column that was not given: no rows, and blocks without values.
  ArrowColumn() noexcept = default;

  /// Faults: `released_array`, `wrong_type`, `bad_layout`. A table of one column is taken as that column.
  [[nodiscard]] static ColumnResult<ArrowColumn> of(const ColumnAsked& asked, HeldSchema schema, std::vector<HeldArray> chunks);
  [[nodiscard]] static ColumnResult<ArrowColumn> of(const ColumnAsked& asked, HeldSchema schema, HeldArray array);
  /// Reads a stream to its end. Further fault: `unreadable_file`, with the words of the producer.
  [[nodiscard]] static ColumnResult<ArrowColumn> of(const ColumnAsked& asked, HeldStream stream);

  [[nodiscard]] bool absent() const noexcept { return chunks_ == nullptr; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// The first row of each chunk that has any.
  [[nodiscard]] std::span<const std::size_t> starts() const noexcept { return starts_; }

  /// Reads rows of one chunk; `common_blocks` gives such ranges. Faults: `bad_layout` for offsets that go back, `wrong_type` for a
  /// date64 with a time of day. A text block asks that the column be asked as text.
  [[nodiscard]] std::optional<ColumnFault> read(RowRange rows, TextBlock& block) const;
  /// As `Date` when a day was asked; as a whole number of any width for the others.
  template <class Value>
  [[nodiscard]] std::optional<ColumnFault> read(RowRange rows, ColumnBlock<Value>& block) const;

 private:
  friend class ArrowRecords;

  ArrowColumn(const ColumnAsked& asked, std::vector<detail::ArrowChunk> chunks);
  [[nodiscard]] const detail::ArrowChunk& chunk_of(std::size_t row, std::size_t& at) const noexcept;

  std::string name_;
  std::span<const std::string_view> names_{};
  std::shared_ptr<const std::vector<detail::ArrowChunk>> chunks_;
  std::vector<std::size_t> starts_;
  std::size_t size_ = 0;
};

extern template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<Date>&) const;
extern template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<std::uint8_t>&) const;
extern template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<std::uint16_t>&) const;
extern template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<std::uint32_t>&) const;
extern template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<std::int32_t>&) const;
extern template std::optional<ColumnFault> ArrowColumn::read(RowRange, ColumnBlock<std::int64_t>&) const;

/// Rows of a kernel call, unless the caller says otherwise.
inline constexpr std::size_t block_rows = 4096;

/// The ranges over which no column changes of chunk, of at most `limit` rows each, in order; columns that are absent do not count. Fault:
/// `wrong_length`, of the first column that has not the rows of the first.
[[nodiscard]] ColumnResult<std::vector<RowRange>> common_blocks(std::span<const ArrowColumn* const> columns, std::size_t limit = block_rows);

/// A table received by Arrow: struct arrays, or a stream of them. A row that is missing as a whole is missing in each column.
class ArrowRecords {
 public:
  [[nodiscard]] static ColumnResult<ArrowRecords> of(std::string name, HeldSchema schema, std::vector<HeldArray> chunks);
  [[nodiscard]] static ColumnResult<ArrowRecords> of(std::string name, HeldStream stream);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
  /// A column by its name. Faults: `missing_column`, `duplicate_column`, and those of `ArrowColumn::of`.
  [[nodiscard]] ColumnResult<ArrowColumn> column(const ColumnAsked& asked) const;

 private:
  struct Held;

  std::shared_ptr<const Held> held_;
  std::vector<std::string> names_;
  std::size_t size_ = 0;
};

// Columns out

/// Memory that several columns, tables and consumers may share.
using SharedBytes = std::shared_ptr<const std::byte>;

/// A finished column: buffers that never change again.
struct OutputColumn {
  std::string name;
  std::string format;              ///< of the Arrow C interface: "tdD", "i", "C", "b", "u", "U"; of the index for a dictionary
  std::size_t rows = 0;
  std::size_t null_count = 0;
  SharedBytes validity{};          ///< bits; null when nothing is missing
  SharedBytes values{};            ///< numbers, bits of yes and no, or offsets of texts
  SharedBytes bytes{};             ///< of texts
  std::size_t byte_count = 0;      ///< of texts
  std::shared_ptr<const OutputColumn> dictionary{};

  [[nodiscard]] Validity valid() const noexcept { return Validity(reinterpret_cast<const std::uint8_t*>(validity.get())); }
};

/// A table that the library wrote. Copies and exports share its buffers, which go when the last of them does, on any thread.
class OutputTable {
 public:
  OutputTable() noexcept = default;

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::span<const OutputColumn> columns() const noexcept;
  /// The column of that name, or none.
  [[nodiscard]] const OutputColumn* find(std::string_view name) const noexcept;

  /// The struct array and its schema, a stream of it, or only the schema. `requested` is honoured when it differs in widths of texts only
  /// (utf8, large_utf8, utf8_view), else left aside, as the protocol says.
  void schema(ArrowSchema& out, const ArrowSchema* requested = nullptr) const;
  void array(ArrowSchema& schema_out, ArrowArray& out, const ArrowSchema* requested = nullptr) const;
  void stream(ArrowArrayStream& out, const ArrowSchema* requested = nullptr) const;

 private:
  friend class TableDraft;

  std::shared_ptr<const std::vector<OutputColumn>> columns_;
  std::size_t rows_ = 0;
};

/// One column by itself, under the same rules.
void export_column(const OutputColumn& column, ArrowSchema& schema_out, ArrowArray& out, const ArrowSchema* requested = nullptr);
void export_schema(const OutputColumn& column, ArrowSchema& out, const ArrowSchema* requested = nullptr);

/// Which rows of an output are missing, besides `no_day`, a code without a name, and what `missing` marks.
enum class MissingWhen : std::uint8_t {
  faulted,  ///< the status of the row is a fault
  never,
};

/// The columns of a table being written: each call gives the memory to write, zero at first, in the order of the table. Rows may be written by
/// several threads; `finish` then marks what is missing.
class TableDraft {
 public:
  explicit TableDraft(std::size_t rows);
  ~TableDraft();
  TableDraft(TableDraft&&) noexcept;
  TableDraft& operator=(TableDraft&&) noexcept;

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }

  /// A column of faults: a row of which it is not 0 is missing in the columns that follow, as far as the next one.
  [[nodiscard]] std::span<ColumnStatus> status(const std::string& name = "status");
  /// Whole numbers of 8 to 64 bits.
  template <class Number>
  [[nodiscard]] std::span<Number> numbers(const std::string& name, MissingWhen missing = MissingWhen::faulted) {
    static_assert(std::is_integral_v<Number> && !std::is_same_v<Number, bool>);
    return as<Number>(add(name, {number_format<Number>(), sizeof(Number), missing}));
  }
  /// Days, `no_day` for none.
  [[nodiscard]] std::span<Date> days(const std::string& name);
  /// Yes and no, as bytes 1 and 0 while they are written.
  [[nodiscard]] std::span<std::uint8_t> yes_no(const std::string& name);
  /// Codes of a closed list, given as a dictionary of its names; a code of which the name is empty is missing.
  template <ClosedList Code>
  [[nodiscard]] std::span<Code> codes(const std::string& name) {
    static_assert(sizeof(Code) == 1);
    return as<Code>(add_codes(name, "C", 1, std::vector<std::string_view>(CodeNames<Code>::list.begin(), CodeNames<Code>::list.end())));
  }
  /// Indexes into names of the caller, which are copied: `std::uint8_t`, `std::uint16_t` or `std::int32_t`.
  template <class Index>
  [[nodiscard]] std::span<Index> named(const std::string& name, const std::vector<std::string_view>& names) {
    static_assert(std::is_same_v<Index, std::uint8_t> || std::is_same_v<Index, std::uint16_t> || std::is_same_v<Index, std::int32_t>);
    return as<Index>(add_codes(name, number_format<Index>(), sizeof(Index), names));
  }
  /// Texts of one length, which is the size of the value: `UniqueNumber`, `std::array<char, 3>`.
  template <class Value>
  [[nodiscard]] std::span<Value> texts(const std::string& name) {
    static_assert(std::is_trivially_copyable_v<Value> && alignof(Value) == 1);
    return as<Value>(add(name, {"u", sizeof(Value), MissingWhen::faulted}));
  }
  /// Texts of any length, copied; one without data is missing.
  void add_texts(const std::string& name, std::span<const std::string_view> texts);
  /// Numbers that are there already, kept without copying: they must be as many as the rows.
  template <class Number>
  void adopt(const std::string& name, std::vector<Number> values, MissingWhen missing = MissingWhen::faulted) {
    static_assert((std::is_integral_v<Number> && !std::is_same_v<Number, bool>) || std::is_same_v<Number, Date>);
    auto kept = std::make_shared<std::vector<Number>>(std::move(values));
    auto* const first = reinterpret_cast<std::byte*>(kept->data());
    const std::size_t size = kept->size();
    take(name, {number_format<Number>(), sizeof(Number), missing}, std::shared_ptr<std::byte>(std::move(kept), first), size);
  }

  /// Marks of a column added before: 1 for a row to be given as missing.
  [[nodiscard]] std::span<std::uint8_t> missing(std::string_view name);

  /// The table; several threads look for what is missing, with the same result. The draft is empty afterwards.
  [[nodiscard]] OutputTable finish(std::size_t threads = 1);

 private:
  struct Part;
  struct Form {
    const char* format;
    std::size_t width;
    MissingWhen missing;
  };

  template <class Number>
  static constexpr const char* number_format() {
    if constexpr (std::is_same_v<Number, Date>) {
      return "tdD";
    } else {
      constexpr std::array<const char*, 9> unsigned_of{"", "C", "S", "", "I", "", "", "", "L"};
      constexpr std::array<const char*, 9> signed_of{"", "c", "s", "", "i", "", "", "", "l"};
      return (std::is_signed_v<Number> ? signed_of : unsigned_of)[sizeof(Number)];
    }
  }
  template <class Value>
  [[nodiscard]] std::span<Value> as(std::byte* first) const noexcept {
    return {reinterpret_cast<Value*>(first), rows_};
  }
  /// Finds out which rows of a range hold a value. Ranges begin at multiples of 1,024.
  void settle(std::size_t from, std::size_t to);
  std::byte* add(const std::string& name, Form form);
  std::byte* add_codes(const std::string& name, const char* format, std::size_t width, const std::vector<std::string_view>& names);
  void take(const std::string& name, Form form, std::shared_ptr<std::byte> values, std::size_t size);

  std::size_t rows_ = 0;
  std::vector<Part> parts_;
};

}  // namespace sne
