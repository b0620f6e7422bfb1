#include "arrow_layout.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>
#include <utility>

// The structures of the Arrow C data interface, taken as untrusted: what they say is checked before it is followed.
namespace sne::detail {

namespace {

// Rows of 16 bytes at most: below this bound no address is computed with an overflow.
constexpr std::int64_t most_rows = std::numeric_limits<std::int64_t>::max() / 64;

struct KnownFormat {
  std::string_view format;
  ArrowKind kind;
  std::string_view words;
};

constexpr std::array<KnownFormat, 15> known_formats{{
    {"n", ArrowKind::null, "null"},
    {"u", ArrowKind::text32, "utf8"},
    {"U", ArrowKind::text64, "large_utf8"},
    {"vu", ArrowKind::text_view, "utf8_view"},
    {"b", ArrowKind::boolean, "bool"},
    {"c", ArrowKind::i8, "int8"},
    {"C", ArrowKind::u8, "uint8"},
    {"s", ArrowKind::i16, "int16"},
    {"S", ArrowKind::u16, "uint16"},
    {"i", ArrowKind::i32, "int32"},
    {"I", ArrowKind::u32, "uint32"},
    {"l", ArrowKind::i64, "int64"},
    {"L", ArrowKind::u64, "uint64"},
    {"tdD", ArrowKind::date32, "date32"},
    {"tdm", ArrowKind::date64, "date64"},
}};

struct OtherFormat {
  std::string_view begins, words;
};

constexpr std::array<OtherFormat, 19> other_formats{{
    {"d:", "decimal"},          {"e", "floating number"}, {"f", "floating number"}, {"g", "floating number"}, {"z", "binary"},
    {"Z", "binary"},            {"vz", "binary"},         {"w:", "binary"},         {"ts", "timestamp"},      {"tt", "time of day"},
    {"tD", "duration"},         {"ti", "interval"},       {"+s", "table"},          {"+m", "map"},            {"+r", "run-end encoded"},
    {"+u", "union"},            {"+v", "list"},           {"+", "list"},            {"", "unknown type"},
}};

std::string_view words_of_format(std::string_view format) noexcept {
  for (const KnownFormat& known : known_formats) {
    if (known.format == format) return known.words;
  }
  return std::find_if(other_formats.begin(), other_formats.end(), [format](const OtherFormat& one) { return format.starts_with(one.begins); })->words;
}

/// "d:19,2" or "d:19,2,128".
ArrowType decimal_of(std::string_view format) noexcept {
  std::array<std::int32_t, 3> parts{0, 0, 128};
  const char* at = format.data() + 2;
  const char* const end = format.data() + format.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto [stop, error] = std::from_chars(at, end, parts[i]);
    if (error != std::errc{}) return {};
    at = stop;
    if (at == end) return i > 0 && parts[2] == 128 ? ArrowType{ArrowKind::decimal128, parts[1]} : ArrowType{};
    if (*at++ != ',') return {};
  }
  return {};
}

/// Bytes of a value, 0 for bits and for what is not read by place.
constexpr std::size_t width_of(ArrowKind kind) noexcept {
  switch (kind) {
    case ArrowKind::i8:
    case ArrowKind::u8: return 1;
    case ArrowKind::i16:
    case ArrowKind::u16: return 2;
    case ArrowKind::i32:
    case ArrowKind::u32:
    case ArrowKind::date32:
    case ArrowKind::text32: return 4;
    case ArrowKind::i64:
    case ArrowKind::u64:
    case ArrowKind::date64:
    case ArrowKind::text64: return 8;
    case ArrowKind::decimal128:
    case ArrowKind::text_view: return 16;
    default: return 0;
  }
}

constexpr bool takes(Asked as, ArrowType type) noexcept {
  const ArrowKind kind = type.kind;
  if (kind == ArrowKind::null) return true;
  switch (as) {
    case Asked::text: return is_text(kind);
    case Asked::day: return kind == ArrowKind::date32 || kind == ArrowKind::date64;
    case Asked::day_count: return kind == ArrowKind::date32 || kind == ArrowKind::date64 || is_whole(kind);
    case Asked::whole: return is_whole(kind);
    case Asked::cents: return is_whole(kind) || (kind == ArrowKind::decimal128 && type.scale <= 2);
    case Asked::code: return is_whole(kind) || is_text(kind);
    case Asked::yes_no: return kind == ArrowKind::boolean || kind == ArrowKind::u8;
  }
  return false;
}

constexpr bool takes_dictionary_of(Asked as, ArrowType type) noexcept {
  const ArrowKind kind = type.kind;
  switch (as) {
    case Asked::text:
    case Asked::code: return is_text(kind) || kind == ArrowKind::null;
    case Asked::day:
    case Asked::day_count: return kind == ArrowKind::date32 || kind == ArrowKind::null;
    default: return false;
  }
}

std::string expected_words(Asked as, std::string_view found) {
  switch (as) {
    case Asked::text: return "text: utf8, large_utf8, utf8_view or a dictionary of these";
    case Asked::day:
    case Asked::day_count:
      if (found == "timestamp") return "date32: a timestamp is not a day, cast it to a date first";
      if (found.find("utf8") != std::string_view::npos) return "date32: read the texts as dates first";
      return as == Asked::day ? "date32" : "date32, or whole numbers of days since 1970-01-01";
    case Asked::whole: return "whole numbers: int8 to int64 or uint8 to uint64";
    case Asked::cents:
      if (found == "floating number") return "whole cents: a floating number is not money, round it to whole cents first";
      return "whole cents, or decimal128 of at most two decimals";
    case Asked::code: return "names of the list, as texts or a dictionary, or their numbers";
    case Asked::yes_no: return "bool, or uint8 0 or 1";
  }
  return {};
}

/// Says what an array or a schema lacks.
class Complaint {
 public:
  explicit Complaint(const std::string& column) noexcept : column_(column) {}

  [[nodiscard]] ColumnFault operator()(const char* expected) const { return {Errc::bad_layout, column_, expected, {}}; }
  [[nodiscard]] ColumnFault released() const { return {Errc::released_array, column_, "an array that was not released or consumed before", {}}; }

 private:
  const std::string& column_;
};

bool aligned(const void* buffer, std::size_t width) noexcept {
  return width == 0 || reinterpret_cast<std::uintptr_t>(buffer) % std::min<std::size_t>(width, 8) == 0;
}

/// What concerns every array: counts, buffers, validity. `n_buffers` is what the type has.
std::optional<ColumnFault> array_fault(const std::string& name, const ArrowArray& array, std::int64_t buffers) {
  const Complaint says(name);
  if (array.release == nullptr) return says.released();
  if (array.length < 0 || array.offset < 0) return says("a length and an offset that are not below zero");
  if (array.length > most_rows || array.offset > most_rows) return says("a length and an offset that memory can hold");
  if (array.null_count < -1 || array.null_count > array.length) return says("a count of missing values from 0 to the length, or -1");
  if (array.n_buffers < buffers) return says("the buffers of its type");
  if (array.n_buffers > 0 && array.buffers == nullptr) return says("a list of buffers");
  if (buffers > 0 && array.null_count > 0 && array.buffers[0] == nullptr) return says("a validity buffer, since values are missing");
  return std::nullopt;
}

ArrowBits validity_of(const ArrowArray& array, std::size_t offset) noexcept {
  const bool any = array.n_buffers > 0 && array.null_count != 0 && array.length != 0;
  return {any ? static_cast<const std::uint8_t*>(array.buffers[0]) : nullptr, offset};
}

/// The buffers of an `utf8_view`, of which the sizes are the last buffer.
const char* bind_views(const ArrowArray& array, ArrowChunk& chunk) {
  const auto count = static_cast<std::size_t>(array.n_buffers - 3);
  const auto* const sizes = static_cast<const std::int64_t*>(array.buffers[array.n_buffers - 1]);
  if (count == 0) return nullptr;
  if (sizes == nullptr || !aligned(sizes, 8)) return "the sizes of the buffers of its texts";
  chunk.view_buffers.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto* const bytes = static_cast<const char*>(array.buffers[i + 2]);
    if (sizes[i] < 0 || (sizes[i] > 0 && bytes == nullptr)) return "buffers of texts with a size and a place";
    chunk.view_buffers.emplace_back(bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sizes[i]));
  }
  return nullptr;
}

/// Where the values of an array are; a complaint, or none.
std::optional<ColumnFault> bind_values(const std::string& name, const ArrowArray& array, ArrowChunk& chunk) {
  const Complaint says(name);
  const ArrowKind kind = chunk.type.kind;
  if (kind == ArrowKind::null) return array_fault(name, array, 0);
  const std::int64_t buffers = kind == ArrowKind::text32 || kind == ArrowKind::text64 || kind == ArrowKind::text_view ? 3 : 2;
  if (std::optional<ColumnFault> fault = array_fault(name, array, buffers)) return fault;
  if (kind != ArrowKind::text_view && array.n_buffers != buffers) return says("the buffers of its type");
  if (array.n_children != 0) return says("a column without columns inside");
  if (chunk.rows == 0) return std::nullopt;
  chunk.values = array.buffers[1];
  if (chunk.values == nullptr) return says("a buffer with the values");
  if (!aligned(chunk.values, width_of(kind))) return says("buffers aligned on the width of their values");
  chunk.valid = validity_of(array, chunk.offset);
  if (kind == ArrowKind::text32 || kind == ArrowKind::text64) chunk.bytes = static_cast<const char*>(array.buffers[2]);
  if (kind != ArrowKind::text_view) return std::nullopt;
  const char* lacking = bind_views(array, chunk);
  return lacking == nullptr ? std::nullopt : std::optional(says(lacking));
}

/// The texts of a dictionary, and the codes that they stand for.
const char* put_words(const ArrowChunk& values, const ColumnAsked& asked, ArrowDictionary& out) {
  const std::size_t size = out.size();
  out.texts.resize(size);
  out.codes.resize(asked.as == Asked::code ? size : 0, ArrowDictionary::no_value);
  out.bits.assign((size + 7) / 8, 0);
  TextColumn words = out.words;
  if (is_text(values.type.kind) && size != 0) {
    if (const char* lacking = texts_of(values, 0, size, {}, words)) return lacking;
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (out.present[i] == 0 || words.size() == 0) continue;
    out.bits[i / 8] = static_cast<std::uint8_t>(out.bits[i / 8] | 1U << i % 8);
    const Result<std::string_view> word = words.read(i);
    if (!word) return "texts inside their buffers";
    out.texts[i] = *word;
    if (asked.as == Asked::code) out.codes[i] = code_of(*word, asked.names);
  }
  out.words = TextColumn(std::span<const std::string_view>(out.texts), Validity(out.bits.data()));
  return nullptr;
}

ColumnResult<std::shared_ptr<const ArrowDictionary>> dictionary_of(const ColumnAsked& asked, const ArrowSchema& schema, const ArrowArray& array) {
  ArrowChunk values;
  values.type = type_of(schema.format);
  if (array.release == nullptr) return Complaint(asked.name).released();
  values.rows = array.length < 0 ? 0 : static_cast<std::size_t>(array.length);
  values.offset = array.offset < 0 ? 0 : static_cast<std::size_t>(array.offset);
  if (array.dictionary != nullptr) return Complaint(asked.name)("a dictionary of plain values");
  if (std::optional<ColumnFault> fault = bind_values(asked.name, array, values)) return *std::move(fault);
  auto read = std::make_shared<ArrowDictionary>();
  if (array.n_buffers > 0) read->buffers.assign(array.buffers, array.buffers + array.n_buffers);
  read->length = array.length;
  read->offset = array.offset;
  read->null_count = array.null_count;
  read->present.resize(values.rows);
  for (std::size_t i = 0; i < values.rows; ++i) read->present[i] = values.present(i) ? 1 : 0;
  if (const char* lacking = put_words(values, asked, *read)) return Complaint(asked.name)(lacking);
  if (values.type.kind == ArrowKind::date32) {
    read->days.resize(values.rows);
    const auto* const days = static_cast<const std::int32_t*>(values.values);
    for (std::size_t i = 0; i < values.rows; ++i) read->days[i] = Date::from_days(days[values.offset + i]);
  }
  return std::shared_ptr<const ArrowDictionary>(std::move(read));
}

std::optional<ColumnFault> bind_dictionary(const ColumnAsked& asked, const ArrowSchema& schema, const ArrowArray& array, const ArrowChunk* before,
                                           ArrowChunk& chunk) {
  if ((schema.dictionary == nullptr) != (array.dictionary == nullptr)) return Complaint(asked.name)("a dictionary where its type has one, and only there");
  if (schema.dictionary == nullptr) return std::nullopt;
  const ArrowArray& values = *array.dictionary;
  if (before != nullptr && before->dictionary && before->dictionary->read_from(values)) {
    chunk.dictionary = before->dictionary;
    return std::nullopt;
  }
  ColumnResult<std::shared_ptr<const ArrowDictionary>> read = dictionary_of(asked, *schema.dictionary, values);
  if (!read) return read.error();
  chunk.dictionary = *std::move(read);
  return std::nullopt;
}

}  // namespace

bool ArrowDictionary::read_from(const ArrowArray& array) const noexcept {
  // What it reads has neither children nor a dictionary, and is not released.
  if (array.release == nullptr || array.n_children != 0 || array.dictionary != nullptr) return false;
  if (array.length != length || array.offset != offset || array.null_count != null_count) return false;
  if (array.n_buffers != static_cast<std::int64_t>(buffers.size())) return false;
  return buffers.empty() || (array.buffers != nullptr && std::equal(buffers.begin(), buffers.end(), array.buffers));
}

ArrowType type_of(std::string_view format) noexcept {
  for (const KnownFormat& known : known_formats) {
    if (known.format == format) return {known.kind, 0};
  }
  return format.starts_with("d:") ? decimal_of(format) : ArrowType{};
}

std::string words_of(const ArrowSchema& schema) {
  if (schema.format == nullptr) return "no type";
  if (schema.dictionary == nullptr) return std::string(words_of_format(schema.format));
  return "dictionary of " + std::string(schema.dictionary->format == nullptr ? "no type" : words_of_format(schema.dictionary->format));
}

std::int16_t code_of(std::string_view name, std::span<const std::string_view> names) noexcept {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? ArrowDictionary::no_code : static_cast<std::int16_t>(found - names.begin());
}

const char* texts_of(const ArrowChunk& chunk, std::size_t from, std::size_t count, Validity valid, TextColumn& out) noexcept {
  const auto cut = [&](const auto* offsets) -> const char* {
    offsets += chunk.offset + from;
    if (const char* lacking = offsets_fault(offsets, count, chunk.bytes)) return lacking;
    out = TextColumn(std::span(offsets, count + 1), chunk.bytes == nullptr ? "" : chunk.bytes, valid);
    return nullptr;
  };
  if (chunk.type.kind == ArrowKind::text32) return cut(static_cast<const std::int32_t*>(chunk.values));
  if (chunk.type.kind == ArrowKind::text64) return cut(static_cast<const std::int64_t*>(chunk.values));
  const auto* const views = static_cast<const TextView*>(chunk.values) + chunk.offset + from;
  out = TextColumn(std::span(views, count), chunk.view_buffers, valid);
  return nullptr;
}

std::optional<ColumnFault> table_fault(const std::string& name, const ArrowSchema& schema) {
  const Complaint says(name);
  if (schema.release == nullptr) return says.released();
  if (schema.format == nullptr) return says("a schema with a format");
  if (std::string_view(schema.format) != "+s") return ColumnFault{Errc::wrong_type, name, "a table", words_of(schema)};
  if (schema.n_children < 0 || (schema.n_children > 0 && schema.children == nullptr)) return says("a schema with a list of columns");
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    if (schema.children[i] == nullptr) return says("a schema with a list of columns");
  }
  return std::nullopt;
}

std::optional<ColumnFault> schema_fault(const ColumnAsked& asked, const ArrowSchema& schema) {
  const Complaint says(asked.name);
  if (schema.release == nullptr) return says.released();
  if (schema.format == nullptr) return says("a schema with a format");
  const ArrowType type = type_of(schema.format);
  bool taken = takes(asked.as, type);
  if (schema.dictionary != nullptr) {
    const ArrowSchema& values = *schema.dictionary;
    if (values.release == nullptr) return says.released();
    if (values.format == nullptr) return says("a dictionary with a format");
    if (!is_whole(type.kind)) return says("whole numbers as the indexes of a dictionary");
    if (values.dictionary != nullptr) return says("a dictionary of plain values");
    taken = takes_dictionary_of(asked.as, type_of(values.format));
  }
  if (taken) return std::nullopt;
  const std::string found = words_of(schema);
  return ColumnFault{Errc::wrong_type, asked.name, expected_words(asked.as, found), found};
}

ColumnResult<ArrowParent> parent_of(const std::string& name, const ArrowSchema& schema, const ArrowArray& array) {
  if (std::optional<ColumnFault> fault = array_fault(name, array, 1)) return *std::move(fault);
  const Complaint says(name);
  if (array.n_buffers != 1) return says("a table with one buffer");
  if (array.n_children != schema.n_children) return says("as many columns as its schema names");
  if (array.n_children > 0 && array.children == nullptr) return says("a list of columns");
  for (std::int64_t i = 0; i < array.n_children; ++i) {
    if (array.children[i] == nullptr) return says("a list of columns");
  }
  const auto offset = static_cast<std::size_t>(array.offset);
  return ArrowParent{static_cast<std::size_t>(array.length), offset, validity_of(array, offset)};
}

ColumnResult<ArrowChunk> chunk_of(const ColumnAsked& asked, const ArrowSchema& schema, const ArrowArray& array, const ArrowParent* parent,
                                  const ArrowChunk* before) {
  if (std::optional<ColumnFault> fault = array_fault(asked.name, array, 0)) return *std::move(fault);
  ArrowChunk chunk;
  chunk.as = asked.as;
  chunk.type = type_of(schema.format);
  chunk.rows = static_cast<std::size_t>(array.length);
  chunk.offset = static_cast<std::size_t>(array.offset);
  if (parent != nullptr) {
    if (chunk.rows < parent->offset || chunk.rows - parent->offset < parent->rows) return Complaint(asked.name)("a column as long as its table");
    chunk.rows = parent->rows;
    chunk.offset += parent->offset;
    chunk.outer = parent->valid;
  }
  if (std::optional<ColumnFault> fault = bind_values(asked.name, array, chunk)) return *std::move(fault);
  if (std::optional<ColumnFault> fault = bind_dictionary(asked, schema, array, before, chunk)) return *std::move(fault);
  return chunk;
}

}  // namespace sne::detail
