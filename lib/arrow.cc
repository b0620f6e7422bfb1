#include <algorithm>
#include <cassert>
#include <utility>

#include "arrow_layout.hpp"

// Columns, tables and streams as their producers give them, bound to what is asked.
namespace sne {

namespace {

using detail::ArrowChunk;
using detail::ArrowParent;

/// What a producer says of its own failure.
ColumnFault stream_fault(const std::string& name, ArrowArrayStream& stream) {
  constexpr std::size_t longest = 300;
  const char* const words = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
  return {Errc::unreadable_file, name, "a stream that its producer can read", std::string(words == nullptr ? "" : words).substr(0, longest)};
}

/// A stream read to its end.
struct Drained {
  HeldSchema schema;
  std::vector<HeldArray> chunks;
};

std::optional<ColumnFault> drain(const std::string& name, HeldStream& held, Drained& out) {
  ArrowArrayStream& stream = held.get();
  if (held.empty()) return ColumnFault{Errc::released_array, name, "a stream that was not released or consumed before", {}};
  if (stream.get_schema == nullptr || stream.get_next == nullptr) return ColumnFault{Errc::bad_layout, name, "a stream with its functions", {}};
  if (stream.get_schema(&stream, &out.schema.get()) != 0) {
    out.schema.get().release = nullptr;
    return stream_fault(name, stream);
  }
  for (;;) {
    HeldArray chunk;
    if (stream.get_next(&stream, &chunk.get()) != 0) {
      chunk.get().release = nullptr;
      return stream_fault(name, stream);
    }
    if (chunk.empty()) return std::nullopt;
    out.chunks.push_back(std::move(chunk));
  }
}

/// The schema and the array of a column, be it alone or the only one of a table.
struct Place {
  const ArrowSchema* schema = nullptr;
  std::int64_t child = -1;  ///< of a table
};

ColumnResult<Place> place_of(const ColumnAsked& asked, const ArrowSchema& schema) {
  const bool table = schema.release != nullptr && schema.format != nullptr && std::string_view(schema.format) == "+s";
  if (!table) return Place{&schema, -1};
  if (std::optional<ColumnFault> fault = detail::table_fault(asked.name, schema)) return *std::move(fault);
  if (schema.n_children == 1) return Place{schema.children[0], 0};
  return ColumnFault{Errc::wrong_type, asked.name, "one column", "a table of " + std::to_string(schema.n_children) + " columns"};
}

/// Binds every chunk; `owner` is what keeps their memory.
ColumnResult<std::vector<ArrowChunk>> bind(const ColumnAsked& asked, const ArrowSchema& schema, const Place& place, const std::vector<HeldArray>& arrays,
                                           const std::shared_ptr<const void>& owner) {
  if (std::optional<ColumnFault> fault = detail::schema_fault(asked, *place.schema)) return *std::move(fault);
  std::vector<ArrowChunk> chunks;
  chunks.reserve(arrays.size());
  for (const HeldArray& held : arrays) {
    const ArrowArray* array = &held.get();
    ArrowParent parent;
    if (place.child >= 0) {
      const ColumnResult<ArrowParent> found = detail::parent_of(asked.name, schema, *array);
      if (!found) return found.error();
      parent = *found;
      array = array->children[place.child];
    }
    ColumnResult<ArrowChunk> chunk =
        detail::chunk_of(asked, *place.schema, *array, place.child >= 0 ? &parent : nullptr, chunks.empty() ? nullptr : &chunks.back());
    if (!chunk) return chunk.error();
    chunks.push_back(*std::move(chunk));
    chunks.back().owner = owner;
  }
  return chunks;
}

}  // namespace

// Columns

ArrowColumn::ArrowColumn(const ColumnAsked& asked, std::vector<detail::ArrowChunk> chunks) : name_(asked.name), names_(asked.names) {
  std::erase_if(chunks, [](const ArrowChunk& chunk) { return chunk.rows == 0; });
  starts_.reserve(chunks.size());
  for (const ArrowChunk& chunk : chunks) {
    starts_.push_back(size_);
    size_ += chunk.rows;
  }
  chunks_ = std::make_shared<const std::vector<ArrowChunk>>(std::move(chunks));
}

ColumnResult<ArrowColumn> ArrowColumn::of(const ColumnAsked& asked, HeldSchema schema, std::vector<HeldArray> chunks) {
  assert((asked.as != Asked::code || !asked.names.empty()) && asked.names.size() <= 255);
  const ColumnResult<Place> place = place_of(asked, schema.get());
  if (!place) return place.error();
  const auto arrays = std::make_shared<const std::vector<HeldArray>>(std::move(chunks));
  ColumnResult<std::vector<ArrowChunk>> bound = bind(asked, schema.get(), *place, *arrays, arrays);
  if (!bound) return bound.error();
  return ArrowColumn(asked, *std::move(bound));
}

ColumnResult<ArrowColumn> ArrowColumn::of(const ColumnAsked& asked, HeldSchema schema, HeldArray array) {
  std::vector<HeldArray> chunks;
  chunks.push_back(std::move(array));
  return of(asked, std::move(schema), std::move(chunks));
}

ColumnResult<ArrowColumn> ArrowColumn::of(const ColumnAsked& asked, HeldStream stream) {
  Drained all;
  if (std::optional<ColumnFault> fault = drain(asked.name, stream, all)) return *std::move(fault);
  return of(asked, std::move(all.schema), std::move(all.chunks));
}

const detail::ArrowChunk& ArrowColumn::chunk_of(std::size_t row, std::size_t& at) const noexcept {
  assert(row < size_);
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), row);
  const auto index = static_cast<std::size_t>(after - starts_.begin()) - 1;
  at = row - starts_[index];
  return (*chunks_)[index];
}

ColumnResult<std::vector<RowRange>> common_blocks(std::span<const ArrowColumn* const> columns, std::size_t limit) {
  assert(limit > 0);
  struct Cursor {
    std::span<const std::size_t> starts;
    std::size_t next = 0;  ///< the first start that was not passed
  };
  std::vector<Cursor> cursors;
  const ArrowColumn* first = nullptr;
  for (const ArrowColumn* column : columns) {
    if (column->absent()) continue;
    if (first == nullptr) first = column;
    if (column->size() != first->size()) {
      return ColumnFault{Errc::wrong_length, column->name(), std::to_string(first->size()) + " rows, as " + first->name(),
                         std::to_string(column->size()) + " rows"};
    }
    cursors.push_back({column->starts()});
  }
  const std::size_t rows = first == nullptr ? 0 : first->size();
  std::vector<RowRange> blocks;
  for (std::size_t row = 0; row < rows; row += blocks.back().count) {
    std::size_t end = rows - row > limit ? row + limit : rows;
    for (Cursor& cursor : cursors) {
      while (cursor.next < cursor.starts.size() && cursor.starts[cursor.next] <= row) ++cursor.next;
      if (cursor.next < cursor.starts.size()) end = std::min(end, cursor.starts[cursor.next]);
    }
    blocks.push_back({row, end - row});
  }
  return blocks;
}

// Tables

struct ArrowRecords::Held {
  std::string name;
  HeldSchema schema;
  std::vector<HeldArray> chunks;
};

ColumnResult<ArrowRecords> ArrowRecords::of(std::string name, HeldSchema schema, std::vector<HeldArray> chunks) {
  if (std::optional<ColumnFault> fault = detail::table_fault(name, schema.get())) return *std::move(fault);
  ArrowRecords records;
  for (const HeldArray& chunk : chunks) {
    const ColumnResult<ArrowParent> parent = detail::parent_of(name, schema.get(), chunk.get());
    if (!parent) return parent.error();
    records.size_ += parent->rows;
  }
  for (std::int64_t i = 0; i < schema.get().n_children; ++i) {
    const char* const column = schema.get().children[i]->name;
    records.names_.emplace_back(column == nullptr ? "" : column);
  }
  records.held_ = std::make_shared<const Held>(Held{std::move(name), std::move(schema), std::move(chunks)});
  return records;
}

ColumnResult<ArrowRecords> ArrowRecords::of(std::string name, HeldStream stream) {
  Drained all;
  if (std::optional<ColumnFault> fault = drain(name, stream, all)) return *std::move(fault);
  return of(std::move(name), std::move(all.schema), std::move(all.chunks));
}

ColumnResult<ArrowColumn> ArrowRecords::column(const ColumnAsked& asked) const {
  assert((asked.as != Asked::code || !asked.names.empty()) && asked.names.size() <= 255);
  const auto found = std::find(names_.begin(), names_.end(), asked.name);
  if (found == names_.end()) return ColumnFault{Errc::missing_column, asked.name, "a column of that name", {}};
  if (std::find(found + 1, names_.end(), asked.name) != names_.end()) {
    return ColumnFault{Errc::duplicate_column, asked.name, "one column of that name", {}};
  }
  const std::int64_t child = found - names_.begin();
  ColumnResult<std::vector<ArrowChunk>> bound =
      bind(asked, held_->schema.get(), {held_->schema.get().children[child], child}, held_->chunks, held_);
  if (!bound) return bound.error();
  return ArrowColumn(asked, *std::move(bound));
}

}  // namespace sne
