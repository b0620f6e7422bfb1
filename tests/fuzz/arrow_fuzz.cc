// Arrow structures made from any bytes: the memory is there, what is said of it is not to be trusted. What is refused is refused with a word;
// what is taken is read whole, keeps its promises, and is the same after a journey through the exports. Each structure is released once.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sne/arrow.hpp>

namespace {

using namespace sne;

// Not an assert: the promises must hold in a build without assertions too.
void require(bool promise) {
  if (!promise) std::abort();
}

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  std::uint8_t next() { return at_ < size_ ? data_[at_++] : std::uint8_t{0}; }
  /// Once in a while, so that most inputs are nearly right.
  bool rarely() { return next() >= 248; }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
  std::size_t at_ = 0;
};

constexpr std::size_t rows_at_most = 24;
constexpr std::size_t slots = 6;

// The interface does not say how long a buffer is: each holds the rows that a length may ask for, and 127 bytes of text for offsets of 7 bits.
constexpr std::size_t buffer_bytes = (2 * rows_at_most + 2) * 16 + 16;

struct Memory {
  alignas(16) std::array<std::uint8_t, buffer_bytes> bytes{};
};

/// What both structures have, and whether they were released.
struct Node {
  ArrowSchema schema{};
  ArrowArray array{};
  int schema_released = 0, array_released = 0;
  std::string format, name;
  std::array<Memory, slots> memory{};
  std::array<const void*, slots> buffers{};
  std::array<std::int64_t, 1 + slots> view_sizes{};
  std::array<ArrowSchema*, 4> schemas{};
  std::array<ArrowArray*, 4> arrays{};
};

void release_schema(ArrowSchema* self) {
  ++static_cast<Node*>(self->private_data)->schema_released;
  for (ArrowSchema* child : static_cast<Node*>(self->private_data)->schemas) {
    if (child != nullptr && child->release != nullptr) child->release(child);
  }
  if (self->dictionary != nullptr && self->dictionary->release != nullptr) self->dictionary->release(self->dictionary);
  self->release = nullptr;
}

void release_array(ArrowArray* self) {
  ++static_cast<Node*>(self->private_data)->array_released;
  for (ArrowArray* child : static_cast<Node*>(self->private_data)->arrays) {
    if (child != nullptr && child->release != nullptr) child->release(child);
  }
  if (self->dictionary != nullptr && self->dictionary->release != nullptr) self->dictionary->release(self->dictionary);
  self->release = nullptr;
}

class Producer {
 public:
  explicit Producer(Bytes& bytes) : bytes_(bytes) {}

  Node& make(int depth) {
    Node& node = nodes_.emplace_back();
    node.format = format();
    node.name = std::string(1, static_cast<char>('a' + bytes_.next() % 3));
    put_counts(node);
    put_buffers(node);
    node.schema.format = bytes_.rarely() ? nullptr : node.format.c_str();
    node.schema.name = bytes_.rarely() ? nullptr : node.name.c_str();
    node.schema.children = node.schemas.data();
    node.array.children = node.arrays.data();
    node.schema.private_data = node.array.private_data = &node;
    node.schema.release = &release_schema;
    node.array.release = &release_array;
    if (depth > 0) put_family(node, depth);
    if (bytes_.rarely()) node.array.children = nullptr;
    if (bytes_.rarely()) node.schema.children = nullptr;
    return node;
  }

  /// Another chunk over the memory of one without columns, with rows of its own. It shares the dictionary.
  ArrowArray& again(const Node& first) {
    Node& node = nodes_.emplace_back();
    node.schema_released = 1;  // it has none
    put_counts(node);
    node.array.n_buffers = first.array.n_buffers;
    node.array.buffers = first.array.buffers;
    node.array.dictionary = first.array.dictionary;
    node.array.private_data = &node;
    node.array.release = &release_array;
    return node.array;
  }

  /// Every structure that was alive is released, and none twice.
  void require_released() const {
    for (const Node& node : nodes_) require(node.schema_released == 1 && node.array_released == 1);
  }

 private:
  std::string format() {
    constexpr std::array<std::string_view, 28> known{"u",   "U",      "vu",       "b",  "c",  "C",  "s", "S",  "i", "I", "l", "L",      "n",  "tdD",
                                                     "tdm", "d:19,2", "d:38,-20", "+s", "+s", "+s", "g", "ts", "z", "u", "i", "d:5,2,x", "vu", "tdD"};
    const std::uint8_t which = bytes_.next();
    if (which < known.size() * 8) return std::string(known[which % known.size()]);
    std::string any;
    for (int i = 0; i < which % 5; ++i) any.push_back(static_cast<char>(bytes_.next()));
    return any.substr(0, any.find('\0'));
  }

  std::int64_t count() {
    constexpr std::array<std::int64_t, 4> hostile{-1, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                                                  std::numeric_limits<std::int64_t>::max() / 2};
    const std::uint8_t which = bytes_.next();
    return which >= 252 ? hostile[which - 252U] : which % static_cast<std::int64_t>(rows_at_most);
  }

  void put_counts(Node& node) {
    node.array.length = count();
    node.array.offset = bytes_.next() % 4 == 0 ? count() : 0;
    const std::uint8_t missing = bytes_.next();
    node.array.null_count = missing < 100 ? 0 : missing < 200 ? -1 : missing < 240 ? missing % 5 : count();
  }

  void put_buffers(Node& node) {
    const std::uint8_t chosen = bytes_.next();
    const auto usual = node.format == "u" || node.format == "U" ? 3 : node.format == "vu" ? 3 + chosen % 3 : node.format == "+s" ? 1 : node.format == "n" ? 0 : 2;
    node.array.n_buffers = chosen < 240 ? usual : chosen % 7 - 1;
    if (node.array.n_buffers > static_cast<std::int64_t>(slots)) node.array.n_buffers = slots;
    for (std::size_t i = 0; i < slots; ++i) {
      fill(node, node.memory[i]);
      const std::uint8_t how = bytes_.next();
      node.buffers[i] = node.memory[i].bytes.data() + (how >= 250 ? 1 : 0);
      if (how >= 230 && how < 250) node.buffers[i] = nullptr;
      if (i == 0 && how < 128) node.buffers[i] = nullptr;
    }
    // The sizes of views are those of the memory, or smaller, or below zero.
    if (node.format == "vu" && node.array.n_buffers >= 3) {
      for (std::int64_t& size : node.view_sizes) size = bytes_.rarely() ? -1 : bytes_.next();
      if (node.buffers[static_cast<std::size_t>(node.array.n_buffers - 1)] != nullptr) {
        node.buffers[static_cast<std::size_t>(node.array.n_buffers - 1)] = node.view_sizes.data();
      }
    }
    node.array.buffers = bytes_.rarely() ? nullptr : node.buffers.data();
  }

  /// Offsets stay within the bytes of texts, or go below zero; anything else is anything.
  void fill(const Node& node, Memory& memory) {
    const std::size_t width = node.format == "u" ? 4 : node.format == "U" ? 8 : 0;
    const std::uint8_t seed = bytes_.next();
    std::uint8_t last = 0;
    for (std::size_t i = 0; i < memory.bytes.size(); ++i) memory.bytes[i] = static_cast<std::uint8_t>(seed + (i < 64 && width == 0 ? bytes_.next() : i));
    if (width == 0) return;
    for (std::size_t row = 0; (row + 1) * width <= memory.bytes.size(); ++row) {
      const std::uint8_t step = row < rows_at_most ? bytes_.next() : std::uint8_t{0};
      const std::int64_t offset = step >= 250 ? -static_cast<std::int64_t>(step) : (last + step % 8) & 127;
      last = static_cast<std::uint8_t>(offset & 127);
      std::memcpy(&memory.bytes[row * width], &offset, width);
    }
  }

  void put_family(Node& node, int depth) {
    if (node.format == "+s" || bytes_.rarely()) {
      const std::uint8_t columns = bytes_.next() % 4;
      for (std::size_t i = 0; i < columns; ++i) {
        Node& child = make(depth - 1);
        node.schemas[i] = &child.schema;
        node.arrays[i] = &child.array;
      }
      node.schema.n_children = bytes_.rarely() ? -1 : columns;
      node.array.n_children = bytes_.rarely() ? bytes_.next() % 5 - 1 : columns;
    } else if (bytes_.next() >= 160) {
      Node& values = make(depth - 1);
      node.schema.dictionary = &values.schema;
      node.array.dictionary = &values.array;
      // One of the two may be lost on the way: then it is released here, by nobody else.
      if (bytes_.rarely()) lose(values.array, node.array.dictionary);
      if (bytes_.rarely()) lose(values.schema, node.schema.dictionary);
    }
  }

  template <class Struct>
  static void lose(Struct& one, Struct*& place) {
    one.release(&one);
    if (static_cast<Node*>(one.private_data)->name != "a") place = nullptr;
  }

  Bytes& bytes_;
  std::deque<Node> nodes_;
};

constexpr std::array<std::string_view, 5> names{"", "a", "bb", "cde", "a longer name"};

void require_words(const ColumnFault& fault) {
  require(fault.code != Errc{} && !fault.expected.empty() && fault.expected.size() < 200 && fault.found.size() < 400);
  for (const char c : fault.found) require(c >= ' ' && c < 127);
}

template <class Value>
void read_values(const ArrowColumn& column, RowRange rows, Asked as, std::span<Value> out) {
  ColumnBlock<Value> block;
  if (const auto fault = column.read(rows, block)) {
    require_words(*fault);
    return;
  }
  require(block.column.size() == rows.count);
  for (const CellFault& fault : block.faults) require(fault.row < rows.count && !block.column.valid[fault.row]);
  for (std::size_t row = 0; row < rows.count; ++row) {
    const Value value = block.column.values[row];
    out[rows.from + row] = value;
    if constexpr (std::is_same_v<Value, std::uint8_t>) {
      if (!block.column.valid[row]) continue;
      require(as != Asked::yes_no || value <= 1);
      require(as != Asked::code || value < names.size());
    }
  }
}

/// The texts of a column, those that can be read.
void read_texts(const ArrowColumn& column, RowRange rows, std::vector<std::string_view>& out) {
  TextBlock block;
  if (const auto fault = column.read(rows, block)) {
    require_words(*fault);
    return;
  }
  require(block.column.size() == rows.count && block.faults.empty());
  for (std::size_t row = 0; row < rows.count; ++row) {
    const Result<std::string_view> text = block.column.read(row);
    if (!text) continue;
    std::uint8_t sum = 0;
    for (const char c : *text) sum = static_cast<std::uint8_t>(sum + static_cast<std::uint8_t>(c));
    static volatile std::uint8_t touched;
    touched = sum;
    static_cast<void>(touched);
    out[rows.from + row] = *text;
  }
}

/// What was read, written, lent and read again is the same.
void travel(const OutputTable& table, const ArrowSchema* requested, const std::vector<std::string_view>& texts) {
  ArrowArrayStream lent{};
  table.stream(lent, requested);
  const ColumnResult<ArrowRecords> records = ArrowRecords::of("table", HeldStream(lent));
  require(records && records->size() == table.rows());
  if (table.find("text") == nullptr) return;
  const ColumnResult<ArrowColumn> column = records->column({"text", Asked::text});
  require(column.has_value());
  const ArrowColumn* const all[] = {&*column};
  std::vector<std::string_view> again(texts.size());
  for (const RowRange rows : *common_blocks(all, 5)) read_texts(*column, rows, again);
  require(again == texts);
}

void read_whole(const ArrowColumn& column, Asked as, const ArrowSchema* requested) {
  TableDraft draft(column.size());
  std::vector<std::string_view> texts(as == Asked::text ? column.size() : 0);
  std::span<Date> days;
  std::span<std::int64_t> numbers;
  std::span<std::uint8_t> bytes;
  if (as == Asked::day || as == Asked::day_count) days = draft.days("day");
  if (as == Asked::whole || as == Asked::cents) numbers = draft.numbers<std::int64_t>("number");
  if (as == Asked::code || as == Asked::yes_no || as == Asked::whole) bytes = draft.numbers<std::uint8_t>("byte");
  const ArrowColumn* const all[] = {&column};
  const ColumnResult<std::vector<RowRange>> blocks = common_blocks(all, 7);
  std::size_t rows = 0;
  for (const RowRange range : *blocks) {
    require(range.from == rows && range.count > 0);
    rows += range.count;
    if (!days.empty()) read_values(column, range, as, days);
    if (!numbers.empty()) read_values(column, range, as, numbers);
    if (!bytes.empty()) read_values(column, range, as, bytes);
    if (as == Asked::text) read_texts(column, range, texts);
  }
  require(rows == column.size());
  if (as == Asked::text) draft.add_texts("text", texts);
  travel(draft.finish(), requested, texts);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  Bytes bytes(data, size);
  Producer producer(bytes);
  const auto as = static_cast<Asked>(bytes.next() % 7);
  const bool table = bytes.next() % 4 == 0;
  const ColumnAsked asked{"a", as, names};
  {
    Node& first = producer.make(2);
    Node& requested = producer.make(2);
    HeldSchema schema(first.schema), asked_for(requested.schema);
    HeldArray unused(requested.array);
    std::vector<HeldArray> chunks;
    chunks.emplace_back(first.array);
    if (bytes.next() % 4 == 0) chunks.emplace_back(producer.again(first));
    ColumnResult<ArrowColumn> column = ColumnFault{};
    if (table) {
      const ColumnResult<ArrowRecords> records = ArrowRecords::of("table", std::move(schema), std::move(chunks));
      if (records) {
        column = records->column(asked);
      } else {
        column = records.error();
      }
    } else {
      column = ArrowColumn::of(asked, std::move(schema), std::move(chunks));
    }
    if (column) {
      read_whole(*column, as, &asked_for.get());
    } else {
      require_words(column.error());
    }
  }
  producer.require_released();
  return 0;
}
