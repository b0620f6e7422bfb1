#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <sne/arrow.hpp>

/// Arrow structures made by hand, as a producer would, and a count of those that were not released.
namespace sne::arrays {

inline int& alive() {
  static int count = 0;
  return count;
}

/// Memory aligned as a producer aligns it.
class Buffer {
 public:
  Buffer() = default;
  template <class Value>
  explicit Buffer(const std::vector<Value>& values) : words_(std::make_shared<std::vector<std::uint64_t>>((values.size() * sizeof(Value) + 15) / 8)) {
    if (!values.empty()) std::memcpy(words_->data(), values.data(), values.size() * sizeof(Value));
  }
  explicit Buffer(const std::string& text) : Buffer(std::vector<char>(text.begin(), text.end())) {}

  [[nodiscard]] const void* get() const { return words_ ? words_->data() : nullptr; }

 private:
  std::shared_ptr<std::vector<std::uint64_t>> words_;
};

struct Parts {
  std::vector<Buffer> kept;
  std::vector<const void*> buffers;
  std::vector<HeldArray> children;
  std::vector<ArrowArray*> child_places;
  HeldArray dictionary;
};

inline HeldArray array(std::int64_t length, std::vector<Buffer> buffers, std::int64_t null_count = 0, std::int64_t offset = 0) {
  auto parts = std::make_unique<Parts>();
  parts->kept = std::move(buffers);
  for (const Buffer& one : parts->kept) parts->buffers.push_back(one.get());
  ArrowArray made{};
  made.length = length;
  made.null_count = null_count;
  made.offset = offset;
  made.n_buffers = static_cast<std::int64_t>(parts->buffers.size());
  made.buffers = parts->buffers.data();
  made.release = [](ArrowArray* self) {
    delete static_cast<Parts*>(self->private_data);
    self->release = nullptr;
    --alive();
  };
  made.private_data = parts.release();
  ++alive();
  return HeldArray(made);
}

inline HeldArray with_dictionary(HeldArray indexes, HeldArray values) {
  auto& parts = *static_cast<Parts*>(indexes.get().private_data);
  parts.dictionary = std::move(values);
  indexes.get().dictionary = &parts.dictionary.get();
  return indexes;
}

inline HeldArray with_children(HeldArray table, std::vector<HeldArray> children) {
  auto& parts = *static_cast<Parts*>(table.get().private_data);
  parts.children = std::move(children);
  for (HeldArray& child : parts.children) parts.child_places.push_back(&child.get());
  table.get().n_children = static_cast<std::int64_t>(parts.child_places.size());
  table.get().children = parts.child_places.data();
  return table;
}

struct SchemaParts {
  std::string format, name;
  std::vector<HeldSchema> children;
  std::vector<ArrowSchema*> child_places;
  HeldSchema dictionary;
};

inline HeldSchema schema(const std::string& format, const std::string& name = "", std::vector<HeldSchema> children = {}, HeldSchema dictionary = {}) {
  auto parts = std::make_unique<SchemaParts>(SchemaParts{format, name, std::move(children), {}, std::move(dictionary)});
  for (HeldSchema& child : parts->children) parts->child_places.push_back(&child.get());
  ArrowSchema made{};
  made.format = parts->format.c_str();
  made.name = parts->name.c_str();
  made.n_children = static_cast<std::int64_t>(parts->child_places.size());
  made.children = parts->child_places.data();
  made.dictionary = parts->dictionary.empty() ? nullptr : &parts->dictionary.get();
  made.release = [](ArrowSchema* self) {
    delete static_cast<SchemaParts*>(self->private_data);
    self->release = nullptr;
    --alive();
  };
  made.private_data = parts.release();
  ++alive();
  return HeldSchema(made);
}

inline std::vector<HeldSchema> schemas(std::pair<const char*, const char*> first) {
  std::vector<HeldSchema> list;
  list.push_back(schema(first.second, first.first));
  return list;
}
inline std::vector<HeldSchema> schemas(std::pair<const char*, const char*> first, std::pair<const char*, const char*> second) {
  std::vector<HeldSchema> list = schemas(first);
  list.push_back(schema(second.second, second.first));
  return list;
}
template <class... Arrays>
std::vector<HeldArray> list_of(Arrays... arrays) {
  std::vector<HeldArray> list;
  (list.push_back(std::move(arrays)), ...);
  return list;
}

/// Texts with 32-bit offsets.
inline HeldArray texts(const std::vector<std::string>& values, Buffer validity = {}, std::int64_t null_count = 0) {
  std::vector<std::int32_t> offsets{0};
  std::string bytes;
  for (const std::string& value : values) offsets.push_back(static_cast<std::int32_t>((bytes += value).size()));
  return array(static_cast<std::int64_t>(values.size()), {std::move(validity), Buffer(offsets), Buffer(bytes + "?")}, null_count);
}

template <class Value>
HeldArray numbers(const std::vector<Value>& values, Buffer validity = {}, std::int64_t null_count = 0) {
  return array(static_cast<std::int64_t>(values.size()), {std::move(validity), Buffer(values)}, null_count);
}

/// A stream over chunks, which may fail after some of them.
struct StreamParts {
  std::string format;
  std::vector<HeldArray> chunks;
  std::size_t next = 0;
  std::size_t fails_at = SIZE_MAX;
  bool no_schema = false;
};

inline HeldStream stream(StreamParts given) {
  ArrowArrayStream made{};
  made.private_data = new StreamParts(std::move(given));
  made.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    const auto& parts = *static_cast<StreamParts*>(self->private_data);
    if (parts.no_schema) return 5;
    schema(parts.format).give(*out);
    return 0;
  };
  made.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    auto& parts = *static_cast<StreamParts*>(self->private_data);
    if (parts.next == parts.fails_at) return 5;
    *out = ArrowArray{};
    if (parts.next < parts.chunks.size()) parts.chunks[parts.next++].give(*out);
    return 0;
  };
  made.get_last_error = [](ArrowArrayStream*) { return "the disk is gone"; };
  made.release = [](ArrowArrayStream* self) {
    delete static_cast<StreamParts*>(self->private_data);
    self->release = nullptr;
    --alive();
  };
  ++alive();
  return HeldStream(made);
}

}  // namespace sne::arrays
