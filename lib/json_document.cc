#include "json_document.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "utf8.hpp"

namespace sne::json {

namespace {

constexpr std::size_t identifier_limit = 40;
constexpr std::size_t text_limit = 500;  // bytes

// Builds the value while nlohmann's parser reads: it keeps no stack of its own calls, and stops at the first thing we do not take.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(const Limits& limits, UnknownKeys unknown) : limits_(limits), unknown_(unknown) {}

  bool null() override { return put(Value()); }
  bool boolean(bool value) override {
    Value read(Value::Kind::boolean);
    read.truth = value;
    return put(std::move(read));
  }
  bool number_integer(number_integer_t value) override {
    Value read(Value::Kind::integer);
    read.number = value;
    return put(std::move(read));
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(INT64_MAX)) return refuse(Errc::bad_number, path() + place_in_parent());
    return number_integer(static_cast<number_integer_t>(value));
  }
  bool number_float(number_float_t, const string_t&) override { return put(Value(Value::Kind::decimal)); }
  bool string(string_t& value) override {
    if (value.find('\0') != std::string::npos) return refuse(Errc::binary_input, path() + place_in_parent());
    Value read(Value::Kind::text);
    read.text = std::move(value);
    return put(std::move(read));
  }
  bool binary(binary_t&) override { return refuse(Errc::bad_json, path()); }
  bool start_object(std::size_t) override { return open(Value::Kind::object); }
  bool start_array(std::size_t) override { return open(Value::Kind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& key) override {
    Value& object = open_.back();
    if (object.keys.size() == limits_.keys) return refuse(Errc::too_large, path());
    if (std::find(object.keys.begin(), object.keys.end(), key) != object.keys.end()) {
      const bool shown = unknown_ == UnknownKeys::named && is_identifier(key);
      return refuse(Errc::duplicate_key, shown ? path() + '.' + key : path());
    }
    object.keys.push_back(std::move(key));
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    fault_ = DocumentFault{Errc::bad_json, path(), detail::offset(position == 0 ? 0 : position - 1)};
    return false;
  }

  [[nodiscard]] DocumentFault fault() const { return fault_.value_or(DocumentFault{Errc::bad_json, "$", 0}); }
  [[nodiscard]] Value take() { return std::move(root_); }

 private:
  // A place inside the objects that are open. A key is shown only when the document is not about a person.
  [[nodiscard]] std::string path() const {
    std::string made = "$";
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) made += place_in(open_[i]);
    return made;
  }
  [[nodiscard]] std::string place_in(const Value& parent) const {
    if (parent.kind == Value::Kind::array) return '[' + std::to_string(parent.items.size()) + ']';
    if (parent.keys.empty() || unknown_ == UnknownKeys::hidden || !is_identifier(parent.keys.back())) return {};
    return '.' + parent.keys.back();
  }
  [[nodiscard]] std::string place_in_parent() const { return open_.empty() ? std::string() : place_in(open_.back()); }

  bool refuse(Errc code, std::string path) {
    fault_ = DocumentFault{code, std::move(path), 0};
    return false;
  }
  bool put(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else {
      open_.back().items.push_back(std::move(value));
    }
    return true;
  }
  bool open(Value::Kind kind) {
    if (open_.size() == limits_.depth) return refuse(Errc::too_deep, path() + place_in_parent());
    open_.emplace_back(kind);
    return true;
  }
  bool close() {
    Value done = std::move(open_.back());
    open_.pop_back();
    return put(std::move(done));
  }

  const Limits& limits_;
  UnknownKeys unknown_;
  std::vector<Value> open_;
  Value root_;
  std::optional<DocumentFault> fault_;
};

}  // namespace

bool is_identifier(std::string_view text) noexcept {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  };
  return !text.empty() && text.size() <= identifier_limit && std::all_of(text.begin(), text.end(), allowed);
}

DocumentResult<Value> parse(std::string_view json, const Limits& limits, UnknownKeys unknown) {
  if (json.empty()) return DocumentFault{Errc::empty_input, "$", 0};
  if (json.size() > limits.bytes) return DocumentFault{Errc::too_large, "$", 0};
  if (const auto fault = text_fault(json)) return DocumentFault{fault->code, "$", fault->at};
  Builder builder(limits, unknown);
  if (!nlohmann::json::sax_parse(json.begin(), json.end(), &builder)) return builder.fault();
  return builder.take();
}

void Node::expect_keys(std::initializer_list<std::string_view> known, UnknownKeys unknown) const {
  if (!is(Value::Kind::object)) return;
  for (const std::string& key : value_->keys) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    complaint_->say(Errc::unknown_key, unknown == UnknownKeys::named && is_identifier(key) ? path_ + '.' + key : path_);
  }
}

std::optional<Node> Node::member(std::string_view key, Presence presence) const {
  for (std::size_t i = 0; i < value_->keys.size(); ++i) {
    if (value_->keys[i] == key) return Node(value_->items[i], path_ + '.' + std::string(key), *complaint_);
  }
  if (presence == Presence::must) complaint_->say(Errc::missing_value, path_ + '.' + std::string(key));
  return std::nullopt;
}

std::vector<Node> Node::items(std::size_t most) const {
  std::vector<Node> made;
  if (!is(Value::Kind::array)) return made;
  if (value_->items.size() > most) {
    complain(Errc::too_large);
    return made;
  }
  for (std::size_t i = 0; i < value_->items.size(); ++i) made.emplace_back(value_->items[i], path_ + '[' + std::to_string(i) + ']', *complaint_);
  return made;
}

std::vector<std::pair<std::string, Node>> Node::members(std::size_t most) const {
  std::vector<std::pair<std::string, Node>> made;
  if (!is(Value::Kind::object)) return made;
  if (value_->items.size() > most) {
    complain(Errc::too_large);
    return made;
  }
  for (std::size_t i = 0; i < value_->items.size(); ++i) {
    const std::string& key = value_->keys[i];
    if (!is_identifier(key)) complain(Errc::bad_identifier);
    made.emplace_back(key, Node(value_->items[i], path_ + '.' + key, *complaint_));
  }
  return made;
}

std::string Node::text() const {
  if (!is(Value::Kind::text)) return {};
  if (value_->text.empty() || value_->text.size() > text_limit) complain(Errc::bad_length);
  return value_->text;
}

std::string Node::identifier() const {
  if (!is(Value::Kind::text)) return {};
  if (!is_identifier(value_->text)) complain(Errc::bad_identifier);
  return value_->text;
}

bool Node::boolean() const { return is(Value::Kind::boolean) && value_->truth; }

std::int64_t Node::integer(std::int64_t least, std::int64_t most) const {
  if (!is(Value::Kind::integer)) return least;
  if (value_->number < least || value_->number > most) complain(Errc::bad_number);
  return value_->number;
}

Date Node::day() const {
  if (!is(Value::Kind::text)) return {};
  const Result<Date> read = Date::parse(value_->text);
  if (!read) complain(read.error().code, read.error().at);
  return read.value_or(Date{});
}

}  // namespace sne::json
