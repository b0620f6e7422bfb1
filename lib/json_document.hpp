#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sne/codes.hpp>
#include <sne/date.hpp>
#include <sne/scoring.hpp>

/// JSON documents read strictly: limits first, keys once, whole numbers, and the path of the first fault.
namespace sne::json {

struct Limits {
  std::size_t bytes = std::size_t{1} << 20;
  std::size_t depth = 16;
  std::size_t keys = 1000;  // of one object: each new key is compared with those before it
};

/// Whether a path may show a key that the schema does not know: never in a document about a person.
enum class UnknownKeys : std::uint8_t { named, hidden };

struct Value {
  enum class Kind : std::uint8_t { null, boolean, integer, decimal, text, array, object };

  Value() = default;
  explicit Value(Kind of) : kind(of) {}

  Kind kind = Kind::null;
  bool truth = false;
  std::int64_t number = 0;
  std::string text;               // of a text
  std::vector<std::string> keys;  // of an object, in the order of `items`
  std::vector<Value> items;       // of an array or of an object
};

[[nodiscard]] DocumentResult<Value> parse(std::string_view json, const Limits& limits, UnknownKeys unknown);

/// The first fault of a reading; what is read after it does not matter.
class Complaint {
 public:
  void say(Errc code, std::string path, std::uint32_t at = 0) {
    if (!first_) first_ = DocumentFault{code, std::move(path), at};
  }
  [[nodiscard]] bool any() const noexcept { return first_.has_value(); }
  [[nodiscard]] const DocumentFault& first() const { return *first_; }

 private:
  std::optional<DocumentFault> first_;
};

enum class Presence : std::uint8_t { may, must };

/// A value of the document with its path. A member that is not there reads as nothing.
class Node {
 public:
  Node(const Value& value, std::string path, Complaint& complaint) : value_(&value), path_(std::move(path)), complaint_(&complaint) {}

  /// Says that the value is no object, or that it has a key outside the list.
  void expect_keys(std::initializer_list<std::string_view> known, UnknownKeys unknown) const;
  [[nodiscard]] std::optional<Node> member(std::string_view key, Presence presence = Presence::may) const;
  /// The items of an array, at most `most` of them.
  [[nodiscard]] std::vector<Node> items(std::size_t most) const;
  /// The members of an object whose keys are free, at most `most` of them.
  [[nodiscard]] std::vector<std::pair<std::string, Node>> members(std::size_t most) const;

  [[nodiscard]] bool is_null() const noexcept { return value_->kind == Value::Kind::null; }
  [[nodiscard]] const Value& value() const noexcept { return *value_; }
  [[nodiscard]] std::string text() const;        // 1 to 500 bytes
  [[nodiscard]] std::string identifier() const;  // 1 to 40 of A-Z a-z 0-9 _ . -
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] std::int64_t integer(std::int64_t least, std::int64_t most) const;
  [[nodiscard]] Date day() const;
  template <ClosedList Code>
  [[nodiscard]] Code code() const {
    if (!is(Value::Kind::text)) return {};
    const Result<Code> read = parse_code<Code>(value_->text);
    if (!read || value_->text.empty()) complain(Errc::unknown_code);
    return read.value_or(Code{});
  }

  void complain(Errc code, std::uint32_t at = 0) const { complaint_->say(code, path_, at); }

 private:
  [[nodiscard]] bool is(Value::Kind kind) const {
    if (value_->kind == kind) return true;
    complain(Errc::wrong_type);
    return false;
  }

  const Value* value_;
  std::string path_;
  Complaint* complaint_;
};

[[nodiscard]] bool is_identifier(std::string_view text) noexcept;

}  // namespace sne::json
