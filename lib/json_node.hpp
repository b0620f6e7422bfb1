#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sne/codes.hpp>
#include <sne/date.hpp>
#include <sne/scoring.hpp>

#include "json_reader.hpp"

/// The values of a JSON document asked for by their schema, with the path of the first fault.
namespace sne::json {

/// The first fault of a reading; what is read after it does not matter.
class Complaint {
 public:
  explicit Complaint(JsonKeyShown shown) : shown_(shown) {}

  void say(Errc code, std::string path, std::uint32_t at = 0) {
    if (!first_) first_ = DocumentFault{code, std::move(path), at};
  }
  [[nodiscard]] bool any() const noexcept { return first_.has_value(); }
  [[nodiscard]] const DocumentFault& first() const { return *first_; }
  [[nodiscard]] bool shows(std::string_view key) const { return shown_(key); }

 private:
  JsonKeyShown shown_;
  std::optional<DocumentFault> first_;
};

enum class Presence : std::uint8_t { may, must };

/// A value of the document with its path. A member that is not there reads as nothing.
class Node {
 public:
  Node(const nlohmann::json& value, std::string path, Complaint& complaint) : value_(&value), path_(std::move(path)), complaint_(&complaint) {}

  /// Says that the value is no object, or that it has a key outside the list.
  void expect_keys(std::initializer_list<std::string_view> known) const;
  [[nodiscard]] std::optional<Node> member(std::string_view key, Presence presence = Presence::may) const;
  /// The items of an array, at most `most` of them.
  [[nodiscard]] std::vector<Node> items(std::size_t most) const;
  /// The members of an object whose keys are free, at most `most` of them.
  [[nodiscard]] std::vector<std::pair<std::string, Node>> members(std::size_t most) const;

  [[nodiscard]] bool is_null() const noexcept { return value_->is_null(); }
  [[nodiscard]] const nlohmann::json& value() const noexcept { return *value_; }
  [[nodiscard]] std::string text() const;        // 1 to 500 bytes
  [[nodiscard]] std::string identifier() const;  // 1 to 40 of A-Z a-z 0-9 _ . -
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] std::int64_t integer(std::int64_t least, std::int64_t most) const;
  [[nodiscard]] Date day() const;
  template <ClosedList Code>
  [[nodiscard]] Code code() const {
    const std::string& given = characters();
    const Result<Code> read = parse_code<Code>(given);
    if (!read || given.empty()) complain(Errc::unknown_code);
    return read.value_or(Code{});
  }

  void complain(Errc code, std::uint32_t at = 0) const { complaint_->say(code, path_, at); }

 private:
  /// Says that the value has another type, when it has.
  [[nodiscard]] bool expect(bool type) const {
    if (!type) complain(Errc::wrong_type);
    return type;
  }
  /// The characters of a text, none of any other value.
  [[nodiscard]] const std::string& characters() const;
  [[nodiscard]] Node inside(const nlohmann::json& value, std::string_view step) const;

  const nlohmann::json* value_;
  std::string path_;
  Complaint* complaint_;
};

[[nodiscard]] bool is_identifier(std::string_view text) noexcept;

}  // namespace sne::json
