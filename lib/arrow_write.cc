#include <sne/arrow.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "columns_block.hpp"
#include "shares.hpp"

// Columns written by the library, and how they are lent to consumers. Each exported structure owns what it points to, so that a consumer may
// move a child away and release it on its own.
namespace sne {

namespace {

constexpr std::size_t alignment = 64;

/// Zeroed memory, aligned and padded as the Arrow format recommends. Large blocks come from the system already zeroed and cost nothing until
/// they are written.
std::shared_ptr<std::byte> new_bytes(std::size_t size) {
  if (size > std::numeric_limits<std::size_t>::max() / 2) throw std::bad_alloc();
  const std::size_t padded = (size + alignment - 1) / alignment * alignment;
#if defined(__linux__)
  // In large pages where the system has them: a page fault for each 4 KB costs as much as the kernels.
  constexpr std::size_t large = std::size_t{1} << 22U;
  if (padded >= large) {
    void* const pages = mmap(nullptr, padded, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    madvise(pages, padded, MADV_HUGEPAGE);
    return {static_cast<std::byte*>(pages), [padded](std::byte* first) { munmap(first, padded); }};
  }
#endif
  void* const base = std::calloc(padded + alignment, 1);
  if (base == nullptr) throw std::bad_alloc();
  const std::size_t over = reinterpret_cast<std::uintptr_t>(base) % alignment;
  std::byte* const first = static_cast<std::byte*>(base) + (over == 0 ? 0 : alignment - over);
  return {first, [base](std::byte*) { std::free(base); }};
}

std::shared_ptr<std::byte> new_column(std::size_t rows, std::size_t width) {
  if (width != 0 && rows > std::numeric_limits<std::size_t>::max() / width) throw std::bad_alloc();
  return new_bytes(rows * width);
}

template <class Value>
Value* at(const std::shared_ptr<std::byte>& bytes) noexcept {
  return reinterpret_cast<Value*>(bytes.get());
}
template <class Value>
const Value* at(const SharedBytes& bytes) noexcept {
  return reinterpret_cast<const Value*>(bytes.get());
}

// Which rows hold a value: bytes of 0 and 1 for some rows at a time, where a loop needs no branch, then bits.

constexpr std::size_t marked_rows = 1024;
using Marks = std::array<std::uint8_t, marked_rows>;

/// Eight bytes of 0 or 1: as the bits of one byte, the first the lowest, and how many are 1.
struct Eight {
  std::uint8_t bits = 0, held = 0;
};
Eight packed(const std::uint8_t* marks) noexcept {
  if constexpr (std::endian::native == std::endian::little) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, marks, sizeof bytes);
    return {static_cast<std::uint8_t>(bytes * 0x0102040810204080U >> 56U), static_cast<std::uint8_t>(bytes * 0x0101010101010101U >> 56U)};
  } else {
    unsigned bits = 0, held = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      bits |= unsigned{marks[i]} << i;
      held += marks[i];
    }
    return {static_cast<std::uint8_t>(bits), static_cast<std::uint8_t>(held)};
  }
}

/// Writes the bits of rows from a multiple of 8 on; gives how many are 0. The marks are 0 from `rows` to the next multiple of 8.
std::size_t put_bits(const std::uint8_t* marks, std::size_t from, std::size_t rows, std::uint8_t* bits) noexcept {
  std::size_t held = 0;
  for (std::size_t row = 0; row < rows; row += 8) {
    const Eight eight = packed(marks + row);
    bits[(from + row) / 8] = eight.bits;
    held += eight.held;
  }
  return rows - held;
}

bool is_text(std::string_view format) noexcept { return format == "u" || format == "U" || format == "vu"; }

/// Texts one after another, with 32-bit offsets while they are enough. `size_at(row)` is the length of a text.
template <class SizeAt>
void put_offsets(OutputColumn& column, std::size_t total, SizeAt size_at) {
  column.byte_count = total;
  const auto fill = [&](auto* offsets) {
    using Offset = std::remove_pointer_t<decltype(offsets)>;
    Offset next = 0;
    for (std::size_t row = 0; row < column.rows; ++row) {
      offsets[row] = next;
      next = static_cast<Offset>(next + static_cast<Offset>(size_at(row)));
    }
    offsets[column.rows] = next;
  };
  const bool narrow = total <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  column.format = narrow ? "u" : "U";
  const std::shared_ptr<std::byte> offsets = new_column(column.rows + 1, narrow ? 4 : 8);
  if (narrow) {
    fill(at<std::int32_t>(offsets));
  } else {
    fill(at<std::int64_t>(offsets));
  }
  column.values = offsets;
}

OutputColumn texts_column(std::string name, std::span<const std::string_view> texts) {
  OutputColumn column{std::move(name), "u", texts.size()};
  std::size_t total = 0;
  for (const std::string_view text : texts) total += text.size();
  const std::shared_ptr<std::byte> bytes = new_bytes(total);
  std::size_t next = 0;
  for (const std::string_view text : texts) {
    if (!text.empty()) std::memcpy(bytes.get() + next, text.data(), text.size());
    next += text.size();
  }
  put_offsets(column, total, [texts](std::size_t row) { return texts[row].size(); });
  column.bytes = bytes;
  return column;
}

}  // namespace

// Drafts

struct TableDraft::Part {
  enum class Kind : std::uint8_t { plain, status, days, yes_no, code, fixed_text, text };

  std::string name;
  Form form;
  Kind kind = Kind::plain;
  std::shared_ptr<std::byte> values{};
  std::vector<std::string> names{};       ///< of a code
  OutputColumn texts{};                   ///< of texts of any length
  std::shared_ptr<std::byte> missing{};   ///< marks, when some were asked for
  std::shared_ptr<std::byte> bits{};      ///< which rows hold a value, once they are known
  std::size_t without = 0;                ///< how many do not

  /// Leaves the mark 1 of the rows that hold something by themselves. An index outside the names is missing; it is written as the first name,
  /// which a consumer may look up.
  void narrow(std::size_t from, std::size_t rows, std::uint8_t* marks) const noexcept {
    if (missing) {
      const auto* const missed = at<std::uint8_t>(missing) + from;
      for (std::size_t row = 0; row < rows; ++row) marks[row] &= static_cast<std::uint8_t>(missed[row] == 0);
    }
    if (kind == Kind::days) {
      const auto* const days = at<Date>(values) + from;
      for (std::size_t row = 0; row < rows; ++row) marks[row] &= static_cast<std::uint8_t>(days[row].days() != no_day.days());
    } else if (kind == Kind::code) {
      if (form.width == 1) narrow_codes(at<std::uint8_t>(values) + from, rows, marks);
      if (form.width == 2) narrow_codes(at<std::uint16_t>(values) + from, rows, marks);
      if (form.width == 4) narrow_codes(at<std::uint32_t>(values) + from, rows, marks);
    }
  }

  template <class Index>
  void narrow_codes(Index* indexes, std::size_t rows, std::uint8_t* marks) const noexcept {
    const std::size_t size = names.size();
    if (size == 0) {
      std::fill_n(marks, rows, std::uint8_t{0});
      std::fill_n(indexes, rows, Index{0});
      return;
    }
    const auto last = static_cast<Index>(std::min<std::size_t>(size - 1, std::numeric_limits<Index>::max()));
    SNE_INDEPENDENT_ROWS
    for (std::size_t row = 0; row < rows; ++row) {
      const auto named = static_cast<Index>(indexes[row] <= last);
      marks[row] &= static_cast<std::uint8_t>(named);
      indexes[row] = static_cast<Index>(indexes[row] * named);
    }
    for (std::size_t name_at = 0; name_at < size; ++name_at) {
      if (!names[name_at].empty()) continue;
      const auto unnamed = static_cast<Index>(name_at);
      SNE_INDEPENDENT_ROWS
      for (std::size_t row = 0; row < rows; ++row) marks[row] &= static_cast<std::uint8_t>(indexes[row] != unnamed);
    }
  }

  /// The column.
  [[nodiscard]] OutputColumn column(std::size_t rows) {
    OutputColumn out{std::move(name), form.format, rows};
    out.values = values;
    if (kind == Kind::text) {
      texts.name = std::move(out.name);
      out = std::move(texts);
    }
    out.null_count = without;
    out.validity = without == 0 ? nullptr : std::move(bits);
    if (kind == Kind::fixed_text) {
      put_offsets(out, rows * form.width, [this](std::size_t) { return form.width; });
      out.bytes = values;
    }
    if (kind == Kind::yes_no) {
      const std::shared_ptr<std::byte> yes = new_bytes((rows + 7) / 8);
      put_bits(at<std::uint8_t>(values), 0, rows, at<std::uint8_t>(yes));
      out.values = yes;
    }
    if (kind == Kind::code) {
      const std::vector<std::string_view> list(names.begin(), names.end());
      out.dictionary = std::make_shared<const OutputColumn>(texts_column({}, list));
    }
    return out;
  }
};

TableDraft::TableDraft(std::size_t rows) : rows_(rows) {}
TableDraft::~TableDraft() = default;
TableDraft::TableDraft(TableDraft&&) noexcept = default;
TableDraft& TableDraft::operator=(TableDraft&&) noexcept = default;

std::byte* TableDraft::add(const std::string& name, Form form) {
  const bool text = std::string_view(form.format) == "u";
  parts_.push_back({name, form, text ? Part::Kind::fixed_text : Part::Kind::plain, new_column(rows_, form.width)});
  return parts_.back().values.get();
}

std::byte* TableDraft::add_codes(const std::string& name, const char* format, std::size_t width, const std::vector<std::string_view>& names) {
  std::byte* const first = add(name, {format, width, MissingWhen::faulted});
  parts_.back().kind = Part::Kind::code;
  parts_.back().names.assign(names.begin(), names.end());
  return first;
}

std::span<ColumnStatus> TableDraft::status(const std::string& name) {
  const std::span<ColumnStatus> codes = numbers<ColumnStatus>(name, MissingWhen::never);
  parts_.back().kind = Part::Kind::status;
  return codes;
}

std::span<Date> TableDraft::days(const std::string& name) {
  std::byte* const first = add(name, {"tdD", sizeof(Date), MissingWhen::faulted});
  parts_.back().kind = Part::Kind::days;
  return as<Date>(first);
}

std::span<std::uint8_t> TableDraft::yes_no(const std::string& name) {
  std::byte* const first = add(name, {"b", 1, MissingWhen::faulted});
  parts_.back().kind = Part::Kind::yes_no;
  return as<std::uint8_t>(first);
}

void TableDraft::add_texts(const std::string& name, std::span<const std::string_view> texts) {
  assert(texts.size() == rows_);
  Part part{name, {"u", 0, MissingWhen::faulted}, Part::Kind::text};
  part.texts = texts_column({}, texts);
  part.missing = new_column(rows_, 1);
  for (std::size_t row = 0; row < rows_; ++row) at<std::uint8_t>(part.missing)[row] = static_cast<std::uint8_t>(texts[row].data() == nullptr);
  parts_.push_back(std::move(part));
}

void TableDraft::take(const std::string& name, Form form, std::shared_ptr<std::byte> values, std::size_t size) {
  assert(size == rows_);
  // A vector without values has no memory, which some consumers do not take even for no rows.
  if (size == 0) values = new_bytes(0);
  const bool days = std::string_view(form.format) == "tdD";
  parts_.push_back({name, form, days ? Part::Kind::days : Part::Kind::plain, std::move(values)});
}

std::span<std::uint8_t> TableDraft::missing(std::string_view name) {
  const auto found = std::find_if(parts_.begin(), parts_.end(), [name](const Part& part) { return part.name == name; });
  assert(found != parts_.end());
  if (!found->missing) found->missing = new_column(rows_, 1);
  return {at<std::uint8_t>(found->missing), rows_};
}

void TableDraft::settle(std::size_t from, std::size_t to) {
  Marks read{}, marks{};
  for (std::size_t first = from; first < to; first += marked_rows) {
    const std::size_t rows = std::min(marked_rows, to - first);
    read.fill(0);
    std::fill_n(read.begin(), rows, std::uint8_t{1});
    for (Part& part : parts_) {
      marks.fill(0);
      if (part.kind == Part::Kind::status) {
        const auto* const codes = at<ColumnStatus>(part.values) + first;
        for (std::size_t row = 0; row < rows; ++row) read[row] = static_cast<std::uint8_t>(codes[row] == row_read);
        continue;
      }
      if (part.form.missing == MissingWhen::faulted) {
        std::copy_n(read.begin(), rows, marks.begin());
      } else {
        std::fill_n(marks.begin(), rows, std::uint8_t{1});
      }
      part.narrow(first, rows, marks.data());
      const std::size_t without = put_bits(marks.data(), first, rows, at<std::uint8_t>(part.bits));
      if (without != 0) std::atomic_ref(part.without).fetch_add(without, std::memory_order_relaxed);
    }
  }
}

OutputTable TableDraft::finish(std::size_t threads) {
  for (Part& part : parts_) part.bits = new_bytes((rows_ + 7) / 8);
  const std::size_t blocks = (rows_ + marked_rows - 1) / marked_rows;
  detail::run_shares(threads, [&](std::size_t i) {
    settle(blocks * i / threads * marked_rows, std::min(rows_, blocks * (i + 1) / threads * marked_rows));
  });

  auto columns = std::make_shared<std::vector<OutputColumn>>();
  columns->reserve(parts_.size());
  for (Part& part : parts_) columns->push_back(part.column(rows_));
  OutputTable table;
  table.columns_ = std::move(columns);
  table.rows_ = rows_;
  parts_.clear();
  return table;
}

// Exports

namespace {

struct SchemaParts {
  std::string format, name;
  std::vector<HeldSchema> children{};
  std::vector<ArrowSchema*> pointers{};
  HeldSchema dictionary{};
};

void release_schema(ArrowSchema* schema) {
  delete static_cast<SchemaParts*>(schema->private_data);
  schema->release = nullptr;
}

ArrowSchema to_schema(std::unique_ptr<SchemaParts> parts) {
  for (HeldSchema& child : parts->children) parts->pointers.push_back(&child.get());
  ArrowSchema schema{};
  schema.format = parts->format.c_str();
  schema.name = parts->name.c_str();
  schema.flags = ARROW_FLAG_NULLABLE;
  schema.n_children = static_cast<std::int64_t>(parts->children.size());
  schema.children = parts->pointers.empty() ? nullptr : parts->pointers.data();
  schema.dictionary = parts->dictionary.empty() ? nullptr : &parts->dictionary.get();
  schema.release = &release_schema;
  schema.private_data = parts.release();
  return schema;
}

struct ArrayParts {
  std::vector<const void*> buffers{};
  std::vector<SharedBytes> kept{};
  std::vector<HeldArray> children{};
  std::vector<ArrowArray*> pointers{};
  HeldArray dictionary{};
};

void release_array(ArrowArray* array) {
  delete static_cast<ArrayParts*>(array->private_data);
  array->release = nullptr;
}

ArrowArray to_array(std::unique_ptr<ArrayParts> parts, std::size_t rows, std::size_t missing) {
  for (HeldArray& child : parts->children) parts->pointers.push_back(&child.get());
  for (const SharedBytes& bytes : parts->kept) parts->buffers.push_back(bytes.get());
  ArrowArray array{};
  array.length = static_cast<std::int64_t>(rows);
  array.null_count = static_cast<std::int64_t>(missing);
  array.n_buffers = static_cast<std::int64_t>(parts->buffers.size());
  array.n_children = static_cast<std::int64_t>(parts->children.size());
  array.buffers = parts->buffers.data();
  array.children = parts->pointers.empty() ? nullptr : parts->pointers.data();
  array.dictionary = parts->dictionary.empty() ? nullptr : &parts->dictionary.get();
  array.release = &release_array;
  array.private_data = parts.release();
  return array;
}

ArrowSchema schema_of(const OutputColumn& column) {
  auto parts = std::make_unique<SchemaParts>(SchemaParts{column.format, column.name});
  if (column.dictionary) {
    ArrowSchema values = schema_of(*column.dictionary);
    parts->dictionary = HeldSchema(values);
  }
  return to_schema(std::move(parts));
}

ArrowArray array_of(const OutputColumn& column) {
  auto parts = std::make_unique<ArrayParts>();
  parts->kept = {column.validity, column.values};
  if (is_text(column.format)) parts->kept.push_back(column.bytes);
  if (column.format == "vu") {
    const std::shared_ptr<std::byte> sizes = new_bytes(sizeof(std::int64_t));
    *at<std::int64_t>(sizes) = static_cast<std::int64_t>(column.byte_count);
    parts->kept.emplace_back(sizes);
  }
  if (column.dictionary) {
    ArrowArray values = array_of(*column.dictionary);
    parts->dictionary = HeldArray(values);
  }
  return to_array(std::move(parts), column.rows, column.null_count);
}

ArrowSchema schema_of(std::span<const OutputColumn> columns) {
  auto parts = std::make_unique<SchemaParts>(SchemaParts{"+s", ""});
  for (const OutputColumn& column : columns) {
    ArrowSchema child = schema_of(column);
    parts->children.emplace_back(child);
  }
  return to_schema(std::move(parts));
}

ArrowArray array_of(std::span<const OutputColumn> columns, std::size_t rows) {
  auto parts = std::make_unique<ArrayParts>();
  parts->kept.emplace_back();
  for (const OutputColumn& column : columns) {
    ArrowArray child = array_of(column);
    parts->children.emplace_back(child);
  }
  return to_array(std::move(parts), rows, 0);
}

// Widths of texts

std::int64_t offset_at(const OutputColumn& column, std::size_t row) noexcept {
  return column.format == "U" ? at<std::int64_t>(column.values)[row] : at<std::int32_t>(column.values)[row];
}

SharedBytes views_of(const OutputColumn& column) {
  constexpr std::size_t inlined = 12, width = 16;
  const std::shared_ptr<std::byte> views = new_column(column.rows, width);
  for (std::size_t row = 0; row < column.rows; ++row) {
    const auto from = static_cast<std::int32_t>(offset_at(column, row));
    const auto size = static_cast<std::int32_t>(offset_at(column, row + 1) - from);
    const std::byte* const text = column.bytes.get() + from;
    std::byte* const view = views.get() + row * width;
    std::memcpy(view, &size, sizeof size);
    if (static_cast<std::size_t>(size) <= inlined) {
      std::memcpy(view + 4, text, static_cast<std::size_t>(size));
    } else {
      std::memcpy(view + 4, text, 4);  // then the buffer, which is the first
      std::memcpy(view + 12, &from, sizeof from);
    }
  }
  return views;
}

/// Whether one type of texts can be given as another: 64-bit offsets only go down when they fit.
bool convertible(const OutputColumn& column, std::string_view format) noexcept {
  if (column.format == format) return true;
  const bool fits = column.byte_count <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  return is_text(column.format) && is_text(format) && (format == "U" || fits);
}

OutputColumn as_width(const OutputColumn& column, std::string_view format) {
  if (column.format == format) return column;
  OutputColumn out = column;
  out.format = format;
  if (format == "vu") {
    out.values = views_of(column);
    return out;
  }
  const std::shared_ptr<std::byte> offsets = new_column(column.rows + 1, format == "U" ? 8 : 4);
  for (std::size_t row = 0; row <= column.rows; ++row) {
    if (format == "U") {
      at<std::int64_t>(offsets)[row] = offset_at(column, row);
    } else {
      at<std::int32_t>(offsets)[row] = static_cast<std::int32_t>(offset_at(column, row));
    }
  }
  out.values = offsets;
  return out;
}

bool well_formed(const ArrowSchema& schema) noexcept { return schema.release != nullptr && schema.format != nullptr; }

/// The column in the widths that a schema asks for; none when it asks for something else.
std::optional<OutputColumn> requested_column(const OutputColumn& column, const ArrowSchema* requested) {
  if (requested == nullptr || !well_formed(*requested)) return std::nullopt;
  if ((requested->dictionary != nullptr) != (column.dictionary != nullptr)) return std::nullopt;
  if (!column.dictionary) return convertible(column, requested->format) ? std::optional(as_width(column, requested->format)) : std::nullopt;
  if (column.format != requested->format) return std::nullopt;
  std::optional<OutputColumn> values = requested_column(*column.dictionary, requested->dictionary);
  if (!values) return std::nullopt;
  OutputColumn out = column;
  out.dictionary = std::make_shared<const OutputColumn>(*std::move(values));
  return out;
}

std::vector<OutputColumn> requested_columns(std::span<const OutputColumn> columns, const ArrowSchema* requested) {
  std::vector<OutputColumn> as_they_are(columns.begin(), columns.end());
  if (requested == nullptr || !well_formed(*requested)) return as_they_are;
  if (std::string_view(requested->format) != "+s" || requested->children == nullptr) return as_they_are;
  if (requested->n_children != static_cast<std::int64_t>(columns.size())) return as_they_are;
  std::vector<OutputColumn> out;
  out.reserve(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ArrowSchema* const child = requested->children[i];
    if (child == nullptr || !well_formed(*child) || child->name == nullptr || columns[i].name != child->name) return as_they_are;
    std::optional<OutputColumn> column = requested_column(columns[i], child);
    if (!column) return as_they_are;
    out.push_back(*std::move(column));
  }
  return out;
}

// Streams

struct StreamParts {
  std::vector<OutputColumn> columns;
  std::size_t rows = 0;
  bool given = false;
  bool exhausted = false;  ///< of memory, by the last call
};

/// A callback of C: nothing may be thrown through it.
template <class Out, class Make>
int answer(ArrowArrayStream* stream, Out* out, Make make) noexcept {
  auto& parts = *static_cast<StreamParts*>(stream->private_data);
  try {
    parts.exhausted = false;
    *out = make(parts);
    return 0;
  } catch (const std::bad_alloc&) {
    parts.exhausted = true;
    return ENOMEM;
  }
}

int stream_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return answer(stream, out, [](StreamParts& parts) { return schema_of(std::span<const OutputColumn>(parts.columns)); });
}

int stream_next(ArrowArrayStream* stream, ArrowArray* out) {
  return answer(stream, out, [](StreamParts& parts) {
    if (parts.given) return ArrowArray{};
    const ArrowArray array = array_of(parts.columns, parts.rows);
    parts.given = true;
    return array;
  });
}

const char* stream_error(ArrowArrayStream* stream) {
  return static_cast<const StreamParts*>(stream->private_data)->exhausted ? "no memory is left" : nullptr;
}

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<StreamParts*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

std::span<const OutputColumn> OutputTable::columns() const noexcept {
  return columns_ == nullptr ? std::span<const OutputColumn>() : std::span<const OutputColumn>(*columns_);
}

const OutputColumn* OutputTable::find(std::string_view name) const noexcept {
  for (const OutputColumn& column : columns()) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

void OutputTable::schema(ArrowSchema& out, const ArrowSchema* requested) const {
  out = schema_of(std::span<const OutputColumn>(requested_columns(columns(), requested)));
}

void OutputTable::array(ArrowSchema& schema_out, ArrowArray& out, const ArrowSchema* requested) const {
  const std::vector<OutputColumn> given = requested_columns(columns(), requested);
  ArrowSchema schema = schema_of(std::span<const OutputColumn>(given));
  HeldSchema held(schema);
  out = array_of(given, rows_);
  held.give(schema_out);
}

void OutputTable::stream(ArrowArrayStream& out, const ArrowSchema* requested) const {
  auto parts = std::make_unique<StreamParts>(StreamParts{requested_columns(columns(), requested), rows_});
  out = {&stream_schema, &stream_next, &stream_error, &release_stream, parts.release()};
}

void export_schema(const OutputColumn& column, ArrowSchema& out, const ArrowSchema* requested) {
  out = schema_of(requested_column(column, requested).value_or(column));
}

void export_column(const OutputColumn& column, ArrowSchema& schema_out, ArrowArray& out, const ArrowSchema* requested) {
  const OutputColumn given = requested_column(column, requested).value_or(column);
  ArrowSchema schema = schema_of(given);
  HeldSchema held(schema);
  out = array_of(given);
  held.give(schema_out);
}

}  // namespace sne
