#pragma once

#include <optional>
#include <string>

#include <sne/inline_list.hpp>

#include "values.hpp"

/// Answers seen from Python: one list of members gives the properties, equality, hash and repr.
namespace sne::python {

/// What an answer shows of itself: `Shown<T>::each(value, visit)` calls `visit(name, member)` for every member.
template <class T>
struct Shown;

template <class T>
concept ShownAnswer = requires(T value) { Shown<T>::each(value, [](const char*, const auto&) {}); };

inline py::object shown(bool value) { return py::bool_(value); }
inline py::object shown(std::int32_t value) { return py::int_(value); }
inline py::object shown(Rule rule) { return to_str(id_of(rule)); }
inline py::object shown(Mark mark) { return to_str(text(mark)); }
inline py::object shown(const Citation& citation) { return py::cast(citation); }
inline py::object shown(const Citation* citation) { return citation == nullptr ? py::object(py::none()) : py::cast(*citation); }
inline py::object shown(std::string_view value) { return value.empty() ? py::object(py::none()) : py::object(to_str(value)); }
inline py::object shown(const std::string& value) { return shown(std::string_view(value)); }
inline py::object shown(const std::optional<Date>& day) { return from_date(day); }
template <ClosedList Code>
py::object shown(Code code) {
  return from_code(code);
}
template <ClosedList Code>
py::object shown(CodeSet<Code> set) {
  py::list names;
  for (std::size_t i = 0; i < CodeNames<Code>::list.size(); ++i) {
    if (set.holds(static_cast<Code>(i))) names.append(to_str(CodeNames<Code>::list[i]));
  }
  return py::tuple(names);
}
template <class Item, std::size_t N>
py::object shown(const InlineList<Item, N>& list) {
  py::list items;
  for (const Item& item : list.all()) items.append(py::cast(item));
  return py::tuple(items);
}
template <ShownAnswer T>
py::object shown(const T& value) {
  return py::cast(value);
}

template <class T>
py::dict shown_members(const T& self) {
  py::dict held;
  Shown<T>::each(self, [&held](const char* name, const auto& member) { held[name] = shown(member); });
  return held;
}

/// A value to read: properties, equality, hash and repr from the list of its members.
template <class T>
void bind_answer(py::module_& core, const char* name, const char* doc) {
  py::class_<T> type(core, name, doc);
  Shown<T>::each(T{}, [&type](const char* member, const auto&) {
    type.def_property_readonly(member, [member](const T& self) { return py::object(shown_members(self)[member]); });
  });
  type.def("__eq__", [](const T& a, const T& b) { return shown_members(a).equal(shown_members(b)); }, py::is_operator())
      .def("__hash__", [](const T& self) { return py::hash(py::tuple(shown_members(self).attr("values")())); })
      .def("__repr__", [name](const T& self) { return py::str("<sne.{} {}>").format(name, shown_members(self)); });
}

/// An answer with the article of its day.
template <class T>
struct Cited {
  T answer;
  Citation citation;
};

template <class T>
Cited<T> cited(const T& answer, Date day, const LawBook& law) {
  return {answer, law.citation(answer.rule, day)};
}

template <class T>
struct Shown<Cited<T>> {
  static void each(const Cited<T>& self, auto visit) {
    Shown<T>::each(self.answer, visit);
    visit("rule", self.answer.rule);
    visit("mark", self.answer.mark);
    visit("citation", self.citation);
  }
};

/// Raises a fault of a row of a list: `FormatError` with its row.
[[noreturn]] inline void raise_row_fault(Fault fault, const char* field) {
  const py::object type = py::module_::import("sne._errors").attr("FormatError");
  const py::object error = type(to_str(text(fault.code)), 0, field, py::none(), fault.at);
  PyErr_SetObject(type.ptr(), error.ptr());
  throw py::error_already_set();
}

}  // namespace sne::python
