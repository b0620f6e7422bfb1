#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <pybind11/pybind11.h>

#include <sne/lifecycle.hpp>

/// Conversions between Python and the library: days, codes, faults. No rule of law is written in this folder.
namespace sne::python {

namespace py = pybind11;

/// Raises `sne.FormatError`: what is wrong, where, in which field, and what was expected there.
[[noreturn]] void raise_format_error(Fault fault, std::string_view field = {}, const py::object& expected = py::none());
[[noreturn]] inline void raise_format_error(Errc code, std::string_view field, const py::object& expected = py::none()) {
  raise_format_error(Fault{code, 0}, field, expected);
}

/// The value read, or `sne.FormatError`.
template <class T>
T read(const Result<T>& result, std::string_view field = {}) {
  if (!result) raise_format_error(result.error(), field);
  return *result;
}

/// A day from a `datetime.date` or an ISO text; a `datetime.datetime` is an instant and is refused with `TypeError`.
Date to_date(py::handle value, std::string_view field = {});
/// A `datetime.date`. Python's calendar ends on 9999-12-31: a later day is given as that one, which the law's tables also use for
/// "no end", and an earlier one as 0001-01-01.
py::object from_date(Date day);
py::object from_date(const std::optional<Date>& day);

inline py::str to_str(std::string_view text) { return py::str(text.data(), text.size()); }

/// The UTF-8 bytes of a `str`. Text that has none (a lone surrogate) comes as the bytes that stand in for it, which no reader takes for
/// UTF-8. The view lives as long as this object and the `str`.
class Utf8 {
 public:
  explicit Utf8(py::handle text);

  [[nodiscard]] std::string_view view() const { return view_; }
  /// The bytes that stand in for a text without UTF-8; none otherwise.
  [[nodiscard]] const py::object& kept() const { return held_; }
  /// The offset in characters, as Python counts, of an offset in bytes.
  [[nodiscard]] std::uint32_t characters(std::uint32_t bytes) const;

 private:
  py::object held_;
  std::string_view view_;
};

/// A fact as Python says it: yes, no, or not known.
py::object from_fact(Fact fact);

/// The text of a code; `None` for *unknown*, which the lists write as an empty text.
template <ClosedList Code>
py::object from_code(Code code) {
  if constexpr (std::is_same_v<Code, Fact>) {
    return from_fact(code);
  } else {
    const std::string_view name = text(code);
    if (name.empty()) return py::none();
    return to_str(name);
  }
}

/// The codes of a list, as the `expected` of an error.
template <ClosedList Code>
py::tuple list_of() {
  const auto& list = CodeNames<Code>::list;
  py::tuple names(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) names[i] = to_str(list[i]);
  return names;
}

/// A code from its text; `None` and the empty text are *unknown* where the list has it. Facts also come as `bool`.
template <ClosedList Code>
Code to_code(py::handle value, std::string_view field) {
  if constexpr (std::is_same_v<Code, Fact>) {
    if (py::isinstance<py::bool_>(value)) return value.cast<bool>() ? Fact::yes : Fact::no;
  }
  if (value.is_none()) {
    const Result<Code> unknown = parse_code<Code>("");
    if (!unknown) raise_format_error(Errc::missing_value, field, list_of<Code>());
    return *unknown;
  }
  if (!py::isinstance<py::str>(value)) throw py::type_error(std::string(field) + ": a str is expected");
  const Utf8 name(value);
  const Result<Code> code = parse_code<Code>(name.view());
  if (!code) raise_format_error(name.view().empty() ? Errc::missing_value : Errc::unknown_code, field, list_of<Code>());
  return *code;
}

inline constexpr const char* unknown_facts_names[] = {"ask", "presume_met"};
inline constexpr const char* beyond_horizon_names[] = {"refuse", "provisional"};
inline constexpr const char* renewal_base_names[] = {"presentation", "anniversary"};
inline constexpr const char* couples_names[] = {"named", "all"};
inline constexpr const char* expired_commission_names[] = {"warn", "refuse"};

/// An option of a policy from its name, in the order of its enumeration.
template <class Option, std::size_t N>
Option to_option(std::string_view name, const char* const (&names)[N], std::string_view field) {
  for (std::size_t i = 0; i < N; ++i) {
    if (name == names[i]) return static_cast<Option>(i);
  }
  py::list expected;
  for (const char* one : names) expected.append(one);
  raise_format_error(Errc::unknown_code, field, py::tuple(expected));
}

/// A law book as Python holds it: a million decisions share one.
using SharedLaw = std::shared_ptr<LawBook>;

/// A decision with what it was taken on, so that it can still say its articles and explain itself.
struct Answer {
  Decision decision;
  SharedLaw law;
  Event event;
  std::optional<Demand> before;  ///< the demand before the event, when it is at hand
};

}  // namespace sne::python

namespace pybind11::detail {

/// Days cross the border as `datetime.date`; ISO texts are read too.
template <>
struct type_caster<sne::Date> {
  PYBIND11_TYPE_CASTER(sne::Date, const_name("datetime.date"));

  bool load(handle source, bool) {
    value = sne::python::to_date(source);
    return true;
  }
  static handle cast(sne::Date day, return_value_policy, handle) { return sne::python::from_date(day).release(); }
};

}  // namespace pybind11::detail
