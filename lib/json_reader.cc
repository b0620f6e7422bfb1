#include "json_reader.hpp"

#include <utility>
#include <vector>

#include "utf8.hpp"

namespace sne {

namespace {

using Json = nlohmann::json;

/// Receives the parts of a document in order and builds it.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(Json& root, std::size_t depth) : root_(root), depth_(depth) {}

  [[nodiscard]] const std::optional<JsonFault>& fault() const noexcept { return fault_; }

  bool null() override { return add(nullptr) != nullptr; }
  bool boolean(bool value) override { return add(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return add(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override { return add(value) != nullptr; }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return add(value) != nullptr; }
  bool string(string_t& value) override { return add(std::move(value)) != nullptr; }
  bool binary(binary_t& /*value*/) override { return refuse(Errc::bad_json, 0); }
  bool start_object(std::size_t /*size*/) override { return open(Json::object()); }
  bool start_array(std::size_t /*size*/) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Level& level = levels_.back();
    level.key = std::move(name);
    if (level.value->contains(level.key)) return refuse(Errc::duplicate_key, 0);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::detail::exception& /*error*/) override {
    return refuse(Errc::bad_json, position == 0 ? 0 : position - 1);
  }

 private:
  struct Level {
    Json* value;
    std::string key{};
  };

  Json* add(Json value) {
    if (levels_.empty()) return &(root_ = std::move(value));
    Level& level = levels_.back();
    if (level.value->is_array()) {
      level.value->push_back(std::move(value));
      return &level.value->back();
    }
    return &((*level.value)[level.key] = std::move(value));
  }

  bool open(Json container) {
    if (levels_.size() == depth_) return refuse(Errc::too_deep, 0);
    levels_.push_back({add(std::move(container))});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  bool refuse(Errc code, std::size_t at) {
    JsonFault fault{code, detail::offset(at), {}};
    for (const Level& level : levels_) {
      const std::size_t open_element = &level == &levels_.back() ? 0 : 1;  // an element that is open is already in its list
      fault.path += '/';
      fault.path += level.value->is_array() ? std::to_string(level.value->size() - open_element) : json_step(level.key);
    }
    if (code == Errc::bad_json) fault.path.clear();
    fault_ = std::move(fault);
    return false;
  }

  Json& root_;
  std::size_t depth_;
  std::vector<Level> levels_{};
  std::optional<JsonFault> fault_{};
};

}  // namespace

JsonDocument read_json(std::string_view bytes, JsonLimits limits) {
  JsonDocument document;
  if (bytes.size() > limits.bytes) {
    document.fault = JsonFault{Errc::too_large, detail::offset(limits.bytes), {}};
    return document;
  }
  if (bytes.empty()) {
    document.fault = JsonFault{Errc::empty_input, 0, {}};
    return document;
  }
  if (const std::optional<Fault> fault = text_fault(bytes)) {
    document.fault = JsonFault{fault->code, fault->at, {}};
    return document;
  }
  Builder builder(document.root, limits.depth);
  Json::sax_parse(bytes.begin(), bytes.end(), &builder);
  document.fault = builder.fault();
  if (document.fault) document.root = nullptr;
  return document;
}

std::string json_step(std::string_view key) {
  std::string step;
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

}  // namespace sne
