#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sne/arrow.hpp>

/// Arrow structures as they are found: one array of one column, checked, and where its buffers are.
namespace sne::detail {

/// The storage types that some question takes; every other is `other`.
enum class ArrowKind : std::uint8_t { other, null, text32, text64, text_view, boolean, i8, u8, i16, u16, i32, u32, i64, u64, date32, date64, decimal128 };

struct ArrowType {
  ArrowKind kind = ArrowKind::other;
  std::int32_t scale = 0;  ///< decimals of a decimal128
};

ArrowType type_of(std::string_view format) noexcept;
/// In words, never the text itself of a format that is not known.
std::string words_of(const ArrowSchema& schema);

constexpr bool is_text(ArrowKind kind) noexcept { return kind >= ArrowKind::text32 && kind <= ArrowKind::text_view; }
constexpr bool is_whole(ArrowKind kind) noexcept { return kind >= ArrowKind::i8 && kind <= ArrowKind::u64; }

/// The values of a dictionary, read once for all the chunks that share it.
struct ArrowDictionary {
  static constexpr std::int16_t no_code = -1, no_value = -2;

  std::vector<const void*> buffers{};  ///< where it was read: with the three numbers, what tells it from another
  std::int64_t length = 0, offset = 0, null_count = 0;
  std::vector<std::string_view> texts{};
  std::vector<Date> days{};
  std::vector<std::int16_t> codes{};    ///< of the list asked for, or `no_code`
  std::vector<std::uint8_t> present{};  ///< 1 for an entry with a value
  std::vector<std::uint8_t> bits{};     ///< the same in bits
  TextColumn words{std::span<const std::string_view>{}};

  [[nodiscard]] std::size_t size() const noexcept { return present.size(); }
  /// Whether an array is the one that was read, in every part that the reading follows.
  [[nodiscard]] bool read_from(const ArrowArray& array) const noexcept;
};

/// Bits of an Arrow bitmap, from a row on.
struct ArrowBits {
  const std::uint8_t* bits = nullptr;
  std::size_t offset = 0;

  [[nodiscard]] bool operator[](std::size_t row) const noexcept {
    const std::size_t at = row + offset;
    return bits == nullptr || (bits[at / 8] >> at % 8 & 1U) != 0;
  }
};

struct ArrowChunk {
  Asked as = Asked::text;
  ArrowType type{};           ///< of the index for a dictionary
  std::size_t rows = 0;
  std::size_t offset = 0;     ///< of the first row in `values`
  const void* values = nullptr;
  const char* bytes = nullptr;
  std::vector<std::string_view> view_buffers{};
  ArrowBits valid{}, outer{};  ///< its own, and that of the rows of the table
  std::shared_ptr<const ArrowDictionary> dictionary{};
  std::shared_ptr<const void> owner{};

  [[nodiscard]] bool present(std::size_t row) const noexcept { return type.kind != ArrowKind::null && valid[row] && outer[row]; }
};

/// The rows of a struct array that its children follow.
struct ArrowParent {
  std::size_t rows = 0, offset = 0;
  ArrowBits valid{};
};

/// The structure of a table: its array checked against its schema.
ColumnResult<ArrowParent> parent_of(const std::string& name, const ArrowSchema& schema, const ArrowArray& array);

/// Binds an array to what is asked. `before` is the chunk before it, of which the dictionary may be the same.
ColumnResult<ArrowChunk> chunk_of(const ColumnAsked& asked, const ArrowSchema& schema, const ArrowArray& array, const ArrowParent* parent,
                                  const ArrowChunk* before);

/// What is wrong with a schema before any array is seen.
std::optional<ColumnFault> schema_fault(const ColumnAsked& asked, const ArrowSchema& schema);
/// Whether a schema is that of a table, well formed.
std::optional<ColumnFault> table_fault(const std::string& name, const ArrowSchema& schema);

/// The texts of rows of a chunk of plain texts, where they are; what is wrong with their layout in words, or none. A missing row may still be
/// given something; the validity is left to the caller.
const char* texts_of(const ArrowChunk& chunk, std::size_t from, std::size_t count, Validity valid, TextColumn& out) noexcept;
/// Whether offsets of rows never go back, from 0 on, and have bytes where they need some.
template <class Offset>
const char* offsets_fault(const Offset* offsets, std::size_t count, const char* bytes) noexcept {
  if (offsets[0] < 0) return "offsets of texts that are not below zero";
  bool back = false;
  for (std::size_t i = 0; i < count; ++i) back |= offsets[i + 1] < offsets[i];
  if (back) return "offsets of texts that never go back";
  return bytes == nullptr && offsets[count] != offsets[0] ? "a buffer with the bytes of the texts" : nullptr;
}

/// The place of a name in a list, or `ArrowDictionary::no_code`.
std::int16_t code_of(std::string_view name, std::span<const std::string_view> names) noexcept;

}  // namespace sne::detail
