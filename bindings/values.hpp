#pragma once

#include <array>
#include <concepts>
#include <limits>
#include <string>

#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <members.hpp>
#include <sne/demand.hpp>

#include "convert.hpp"

/// Plain values seen from Python: one list of members gives the keyword constructor, the properties, repr, hash and pickling.
namespace sne::python {

/// `Members<T>::each(value, visit)` calls `visit(name, member)` for every member, in the order of the constructor.
template <class T>
struct Members : FactMembers<T> {};

template <class T>
concept Value = requires(T value) { Members<T>::each(value, [](const char*, auto&) {}); };

py::object to_python(const Allocations& allocations);
inline py::object to_python(bool value) { return py::bool_(value); }
inline py::object to_python(Date day) { return from_date(day); }
inline py::object to_python(std::int16_t value) { return py::int_(value); }
inline py::object to_python(std::int32_t value) { return py::int_(value); }
inline py::object to_python(const Territory& territory) { return to_str(territory.code()); }
template <std::size_t N>
py::object to_python(const InlineText<N>& text) {
  return text.empty() ? py::object(py::none()) : py::object(to_str(text.view()));
}
template <ClosedList Code>
py::object to_python(Code code) {
  return from_code(code);
}
template <Value T>
py::object to_python(const T& value) {
  return py::cast(value);
}
template <class T>
py::object to_python(const std::optional<T>& value) {
  return value ? to_python(*value) : py::object(py::none());
}

void assign(Allocations& member, py::handle value, const char* field);
inline void assign(bool& member, py::handle value, const char* field) { member = to_code<Fact>(value, field) == Fact::yes; }
inline void assign(Date& member, py::handle value, const char* field) {
  if (value.is_none()) raise_format_error(Errc::missing_value, field);
  member = to_date(value, field);
}
template <std::signed_integral Number>
void assign(Number& member, py::handle value, const char* field) {
  if (!PyLong_Check(value.ptr()) || py::isinstance<py::bool_>(value)) throw py::type_error(std::string(field) + ": an int is expected");
  int overflow = 0;
  const long number = PyLong_AsLongAndOverflow(value.ptr(), &overflow);
  if (overflow != 0 || number < 0 || number > std::numeric_limits<Number>::max()) raise_format_error(Errc::bad_number, field);
  member = static_cast<Number>(number);
}
inline void assign(Territory& member, py::handle value, const char* field) {
  if (!py::isinstance<py::str>(value)) throw py::type_error(std::string(field) + ": a str is expected");
  member = read(Territory::parse(Utf8(value).view()), field);
}
template <std::size_t N>
void assign(InlineText<N>& member, py::handle value, const char* field) {
  if (value.is_none()) {
    member = {};
    return;
  }
  if (!py::isinstance<py::str>(value)) throw py::type_error(std::string(field) + ": a str is expected");
  member = read(InlineText<N>::of(Utf8(value).view()), field);
}
template <ClosedList Code>
void assign(Code& member, py::handle value, const char* field) {
  member = to_code<Code>(value, field);
}
template <Value T>
void assign(T& member, py::handle value, const char* field) {
  if (!py::isinstance<T>(value)) throw py::type_error(std::string(field) + ": a value of its own type is expected");
  member = value.cast<T>();
}
template <class T>
void assign(std::optional<T>& member, py::handle value, const char* field) {
  if (value.is_none() || (std::is_same_v<T, Territory> && py::isinstance<py::str>(value) && py::len(value) == 0)) {
    member.reset();
    return;
  }
  T made{};
  assign(made, value, field);
  member = made;
}

template <Value T>
py::dict members_of(const T& value) {
  py::dict held;
  Members<T>::each(value, [&held](const char* name, const auto& member) { held[name] = to_python(member); });
  return held;
}

/// Reads the members given. A name that the type does not have is a bug of the caller: `TypeError`.
template <Value T>
void assign_members(T& value, const py::dict& given) {
  std::size_t used = 0;
  Members<T>::each(value, [&](const char* name, auto& member) {
    if (!given.contains(name)) return;
    assign(member, given[name], name);
    ++used;
  });
  if (used == given.size()) return;
  const py::dict known = members_of(value);
  for (const auto item : given) {
    if (!known.contains(item.first)) throw py::type_error("unexpected keyword argument '" + item.first.cast<std::string>() + "'");
  }
}

/// `sne.Name(member='value', ...)`: the members that differ from those of a new value.
template <Value T>
py::str repr_of(const char* name, const T& value) {
  const py::dict usual = members_of(T{});
  py::list said;
  for (const auto item : members_of(value)) {
    if (item.second.equal(usual[item.first])) continue;
    const bool day = py::hasattr(item.second, "isoformat");
    said.append(py::str("{}={!r}").format(item.first, day ? py::object(item.second.attr("isoformat")()) : py::reinterpret_borrow<py::object>(item.second)));
  }
  return py::str("sne.{}({})").format(name, py::str(", ").attr("join")(said));
}

/// Equality, hash and repr. The members are read-only properties, so that a value never changes.
template <Value T>
py::class_<T> bind_value(py::module_& core, const char* name, const char* doc) {
  py::class_<T> type(core, name, doc);
  type.def(py::self == py::self)
      .def("__hash__", [](const T& self) { return py::hash(py::tuple(members_of(self).attr("values")())); })
      .def("__repr__", [name](const T& self) { return repr_of(name, self); });
  return type;
}

template <Value T, class Member>
void bind_member(py::class_<T>& type, const char* name, Member T::* member, const char* doc) {
  type.def_property_readonly(name, [member](const T& self) { return to_python(self.*member); }, doc);
}

template <>
struct Members<Actor> {
  static void each(auto& self, auto visit) {
    visit("kind", self.kind);
    visit("id", self.id);
  }
};

template <>
struct Members<Event> {
  static void each(auto& self, auto visit) {
    visit("event", self.kind);
    visit("motive", self.motive);
    visit("effective", self.effective);
    visit("recorded", self.recorded);
    visit("actor", self.actor.kind);
    visit("actor_id", self.actor.id);
    visit("territory", self.territory);
    visit("channel", self.channel);
    visit("form", self.form);
    visit("identity", self.identity);
    visit("nationality", self.nationality);
    visit("legal_person", self.legal_person);
    visit("authorised", self.authorised);
    visit("employment", self.employment);
    visit("duplicate", self.duplicate);
    visit("reference", self.reference);
    visit("formal_notice", self.formal_notice);
    visit("separated", self.separation.separated);
    visit("first_initial", self.separation.first_initial);
    visit("mentioned", self.separation.mentioned);
    visit("couple", self.separation.couple);
    visit("first_live", self.separation.first_live);
    visit("delivered", self.delivered);
    visit("proof", self.proof);
    visit("content", self.content);
    visit("by", self.by);
    visit("complete", self.complete);
    visit("origin", self.origin);
    visit("changes", self.changes);
    visit("wants_post", self.choices.wants_post);
    visit("accepts_email", self.choices.accepts_email);
    visit("email_known", self.choices.email_known);
    visit("ground", self.ground);
    visit("decision", self.decision);
    visit("response", self.response);
    visit("lease", self.lease);
    visit("intermediary", self.intermediary);
    visit("rpls", self.rpls);
    visit("described", self.described);
    visit("written", self.written);
    visit("informed", self.informed);
    visit("national", self.national);
    visit("sources", self.sources);
    visit("received", self.received);
    visit("reason", self.reason);
    visit("substitute", self.substitute);
    visit("cause", self.cause);
    visit("typology", self.typology);
  }
};

}  // namespace sne::python
