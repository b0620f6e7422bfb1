#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <sne/codes.hpp>
#include <sne/date.hpp>
#include <sne/operations.hpp>
#include <sne/policy.hpp>
#include <sne/territory.hpp>

#include <members.hpp>

/// The `in` of an operation, value by value.
namespace sne::answering {

using Json = nlohmann::json;

/// Why a value cannot be read. Thrown by the readers below and caught by `answer`, within the library: thirty operations of a few values each
/// would else be lists of tests.
struct Refusal {
  OperationFault fault;
};

[[noreturn]] inline void refuse(Errc code, std::string path, std::uint32_t at = 0) { throw Refusal{{code, std::move(path), at, std::nullopt}}; }
[[noreturn]] inline void refuse_row(Fault fault, std::string path) { throw Refusal{{fault.code, std::move(path), 0, fault.at}}; }

/// The value of a result, or its fault said of a path.
template <class T>
T read(const Result<T>& result, std::string path) {
  if (!result) refuse(result.error().code, std::move(path), result.error().at);
  return *result;
}

/// A list named by texts that the library keeps apart from its enumerations.
template <class Option, std::size_t N>
using Names = std::array<std::string_view, N>;

/// An object of the `in`. A key that is missing and a `null` are one thing: not known.
class In {
 public:
  In(const Json& object, std::string path) : object_(&object), path_(std::move(path)) {
    if (!object.is_object()) refuse(Errc::wrong_type, path_);
  }

  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] std::string path(std::string_view key) const { return path_ + '/' + std::string(key); }
  [[nodiscard]] const Json& json() const noexcept { return *object_; }

  [[nodiscard]] const Json& value(std::string_view key) const {
    const Json* found = find(key);
    if (found == nullptr) refuse(Errc::missing_value, path(key));
    return *found;
  }
  [[nodiscard]] const std::string& text(std::string_view key) const { return text_of(value(key), path(key)); }
  [[nodiscard]] std::string text_or(std::string_view key, std::string_view other) const { return has(key) ? text(key) : std::string(other); }
  [[nodiscard]] Date day(std::string_view key) const { return read(Date::parse(text(key)), path(key)); }
  [[nodiscard]] std::optional<Date> day_if(std::string_view key) const { return has(key) ? std::optional(day(key)) : std::nullopt; }
  [[nodiscard]] Territory territory(std::string_view key) const { return read(Territory::parse(text(key)), path(key)); }

  /// A whole number of a type: `bad_number` outside it. What the operation refuses within it is for the operation.
  template <class Number>
  [[nodiscard]] Number number(std::string_view key) const {
    const Json& found = value(key);
    if (!found.is_number_integer()) refuse(Errc::wrong_type, path(key));
    const auto wide = found.get<std::int64_t>();
    if (!std::in_range<Number>(wide)) refuse(Errc::bad_number, path(key));
    return static_cast<Number>(wide);
  }
  template <class Number>
  [[nodiscard]] Number number_or(std::string_view key, Number other) const {
    return has(key) ? number<Number>(key) : other;
  }
  template <class Number>
  [[nodiscard]] std::optional<Number> number_if(std::string_view key) const {
    return has(key) ? std::optional(number<Number>(key)) : std::nullopt;
  }

  /// `true`, `false`, `"yes"`, `"no"`; not known when missing.
  [[nodiscard]] Fact fact(std::string_view key) const {
    const Json* found = find(key);
    if (found == nullptr) return Fact::unknown;
    if (found->is_boolean()) return found->get<bool>() ? Fact::yes : Fact::no;
    return code_of<Fact>(*found, path(key));
  }

  template <ClosedList Code>
  [[nodiscard]] Code code(std::string_view key) const {
    return code_of<Code>(value(key), path(key));
  }
  /// The code, or the first of its list, which is the one that is not known.
  template <ClosedList Code>
  [[nodiscard]] Code code_if(std::string_view key) const {
    return has(key) ? code<Code>(key) : Code{};
  }
  /// An option by its name in the order of its enumeration; the first one when missing.
  template <class Option, std::size_t N>
  [[nodiscard]] Option option(std::string_view key, const std::array<std::string_view, N>& names) const {
    if (!has(key)) return Option{};
    const std::string& name = text(key);
    for (std::size_t i = 0; i < N; ++i) {
      if (names[i] == name) return static_cast<Option>(i);
    }
    refuse(Errc::unknown_code, path(key));
  }

  [[nodiscard]] In object(std::string_view key) const { return {value(key), path(key)}; }
  [[nodiscard]] const Json& list(std::string_view key) const {
    const Json& found = value(key);
    if (!found.is_array()) refuse(Errc::wrong_type, path(key));
    return found;
  }
  [[nodiscard]] std::vector<In> objects(std::string_view key) const {
    std::vector<In> made;
    for (std::size_t i = 0; i < list(key).size(); ++i) made.emplace_back(list(key)[i], path(key) + '/' + std::to_string(i));
    return made;
  }
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> made;
    for (const Json& item : list(key)) made.push_back(text_of(item, path(key)));
    return made;
  }
  template <ClosedList Code>
  [[nodiscard]] std::vector<Code> codes(std::string_view key) const {
    std::vector<Code> made;
    for (const Json& item : list(key)) made.push_back(item.is_null() ? Code{} : code_of<Code>(item, path(key)));
    return made;
  }

  /// Refuses the first key outside a list of names separated by blanks.
  void expect(std::string_view keys) const;

 private:
  [[nodiscard]] const Json* find(std::string_view key) const {
    const auto found = object_->find(key);
    return found == object_->end() || found->is_null() ? nullptr : &*found;
  }
  static const std::string& text_of(const Json& value, const std::string& path) {
    if (!value.is_string()) refuse(Errc::wrong_type, path);
    return value.get_ref<const std::string&>();
  }
  template <ClosedList Code>
  static Code code_of(const Json& value, const std::string& path) {
    return read(parse_code<Code>(text_of(value, path)), path);
  }

  const Json* object_;
  std::string path_;
};

/// Reads the members of a plain struct: `Members<T>::each(value, visit)` calls `visit(name, member)` for each of them.
template <class T>
struct Members : FactMembers<T> {};

inline void take(const In& in, std::string_view key, Fact& into) { into = in.fact(key); }
inline void take(const In& in, std::string_view key, std::optional<Date>& into) { into = in.day_if(key); }
template <class Number>
void take(const In& in, std::string_view key, std::optional<Number>& into) {
  into = in.number_if<Number>(key);
}
template <ClosedList Code>
void take(const In& in, std::string_view key, Code& into) {
  into = in.code_if<Code>(key);
}

template <class T>
T read_members(const In& in) {
  T made{};
  std::string keys;
  Members<T>::each(made, [&](std::string_view name, auto& member) {
    take(in, name, member);
    keys.append(name).push_back(' ');
  });
  in.expect(keys);
  return made;
}

/// A law book and a policy as the `policy` of `in` says them; without it, the law given and the policy of the SNE.
struct Rules {
  LawBook law;
  Policy policy;
};
Rules rules_of(const In& in, const LawBook& law);
/// The policy alone: a law amended there is a key too many.
Policy policy_of(const In& in);
/// Sets the readings of an object of names and choices.
void take_readings(const In& in, Policy& policy);

}  // namespace sne::answering
