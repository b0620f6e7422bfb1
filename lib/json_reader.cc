#include "json_reader.hpp"

#include <utility>
#include <vector>

#include "utf8.hpp"

namespace sne {

namespace {

using Json = nlohmann::json;

/// Number of nlohmann's error for a number that no double holds; the text is JSON all the same.
constexpr int number_overflow = 406;

/// Receives the parts of a document in order and builds it.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(Json& root, JsonLimits limits, JsonKeyShown shown) : root_(root), limits_(limits), shown_(shown) {}

  [[nodiscard]] const std::optional<JsonFault>& fault() const noexcept { return fault_; }

  bool null() override { return add(nullptr) != nullptr; }
  bool boolean(bool value) override { return add(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return add(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override {
    return value > static_cast<number_unsigned_t>(INT64_MAX) ? refuse(Errc::bad_number) : add(value) != nullptr;
  }
  /// Also receives the whole numbers that 64 bits do not hold.
  bool number_float(number_float_t value, const string_t& text) override {
    return text.find_first_not_of("-0123456789") == string_t::npos ? refuse(Errc::bad_number) : add(value) != nullptr;
  }
  bool string(string_t& value) override { return has_zero(value) ? refuse(Errc::binary_input) : add(std::move(value)) != nullptr; }
  bool binary(binary_t& /*value*/) override { return refuse(Errc::bad_json); }
  bool start_object(std::size_t /*size*/) override { return open(Json::object()); }
  bool start_array(std::size_t /*size*/) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Level& level = levels_.back();
    if (level.value->size() == limits_.keys) return refuse_object(Errc::too_large);
    if (has_zero(name)) return refuse_object(Errc::binary_input);
    level.key = std::move(name);
    return !level.value->contains(level.key) || refuse(Errc::duplicate_key);
  }

  bool parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::detail::exception& error) override {
    if (error.id == number_overflow) return refuse(Errc::bad_number);
    fault_ = JsonFault{Errc::bad_json, detail::offset(position == 0 ? 0 : position - 1), {}};
    return false;
  }

 private:
  struct Level {
    Json* value;
    std::string key{};
  };

  static bool has_zero(const std::string& text) noexcept { return text.find('\0') != std::string::npos; }

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
    if (levels_.size() == limits_.depth) return refuse(Errc::too_deep);
    levels_.push_back({add(std::move(container))});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  /// Refuses the value or the key that is being read.
  bool refuse(Errc code) { return refuse(code, levels_.size()); }
  /// Refuses the object that is being read.
  bool refuse_object(Errc code) { return refuse(code, levels_.size() - 1); }

  bool refuse(Errc code, std::size_t steps) {
    fault_ = JsonFault{code, 0, path(steps)};
    return false;
  }

  [[nodiscard]] std::string path(std::size_t steps) const {
    std::string made;
    for (std::size_t i = 0; i < steps; ++i) {
      const auto& [value, key] = levels_[i];
      const std::size_t open_element = i + 1 == levels_.size() ? 0 : 1;  // an element that is open is already in its list
      if (value->is_object() && !shown_(key)) break;
      made += '/';
      made += value->is_array() ? std::to_string(value->size() - open_element) : json_step(key);
    }
    return made;
  }

  Json& root_;
  JsonLimits limits_;
  JsonKeyShown shown_;
  std::vector<Level> levels_{};
  std::optional<JsonFault> fault_{};
};

}  // namespace

JsonDocument read_json(std::string_view bytes, JsonLimits limits, JsonKeyShown shown) {
  JsonDocument document{};
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
  Builder builder(document.root, limits, shown);
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
