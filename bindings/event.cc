#include "module.hpp"
#include "values.hpp"

namespace sne::python {

namespace {

// The columns that every row must carry (docs/events.md, section 1). A motive left out is for `decide` to refuse.
void check_required(const py::dict& given) {
  for (const char* name : {"effective", "recorded", "actor"}) {
    if (!given.contains(name)) raise_format_error(Errc::missing_value, name);
  }
}

Event make_event(const py::object& kind, const py::kwargs& facts) {
  Event event;
  event.kind = to_code<EventKind>(kind, "event");
  assign_members(event, facts);
  check_required(facts);
  return event;
}

// What was said of the event, and nothing of what is not known.
py::dict facts_of(const Event& event) {
  py::dict said;
  for (const auto item : members_of(event)) {
    if (!item.second.is_none()) said[item.first] = item.second;
  }
  return said;
}

py::str event_repr(const Event& event) {
  py::list said;
  for (const auto item : facts_of(event)) {
    if (item.first.cast<std::string>() == "event") {
      said.append(py::repr(item.second));
      continue;
    }
    const bool day = py::hasattr(item.second, "isoformat");
    said.append(py::str("{}={!r}").format(item.first, day ? py::object(item.second.attr("isoformat")()) : py::reinterpret_borrow<py::object>(item.second)));
  }
  return py::str("sne.Event({})").format(py::str(", ").attr("join")(said));
}

}  // namespace

void bind_event(py::module_& core) {
  auto actor = bind_value<Actor>(core, "Actor", "Who acts (acteur): a kind and, for a body, its opaque code.\n\n>>> Actor('lessor', 'L1').id\n'L1'");
  actor
      .def(py::init([](const py::object& kind, const py::object& id) {
             Actor made;
             assign(made.kind, kind, "actor");
             assign(made.id, id, "actor_id");
             return made;
           }),
           py::arg("kind"), py::arg("id") = py::none())
      .def(py::pickle([](const Actor& self) { return members_of(self); },
                      [](const py::dict& state) {
                        Actor made;
                        assign_members(made, state);
                        return made;
                      }));
  bind_member(actor, "kind", &Actor::kind, "Kind of actor: 'applicant', 'lessor', 'manager'...");
  bind_member(actor, "id", &Actor::id, "Code of the body; None when it is not known.");

  py::class_<Event> event(core, "Event",
                          "One event in the life of a demand (événement). Its keywords are the columns of docs/events.md.\n\n"
                          "Days are datetime.date or ISO texts, facts are bool, codes are str; what is left out is not known. Raises FormatError.\n\n"
                          ">>> Event('renew', effective='2024-06-03', recorded='2024-06-03', actor='applicant', channel='online').effective\n"
                          "datetime.date(2024, 6, 3)");
  event.def(py::init(&make_event), py::arg("event"))
      .def("as_dict", &facts_of, "The facts known, by column.")
      .def(py::self == py::self)
      .def("__hash__", [](const Event& self) { return py::hash(py::tuple(members_of(self).attr("values")())); })
      .def("__repr__", &event_repr)
      .def(py::pickle(&facts_of, [](const py::dict& state) {
        Event made;
        assign_members(made, state);
        return made;
      }));
  constexpr Event shape;
  std::size_t count = 0;
  Members<Event>::each(shape, [&](const char* name, const auto&) {
    event.def_property_readonly(name, [place = count++](const Event& self) {
      py::object found;
      std::size_t i = 0;
      Members<Event>::each(self, [&](const char*, const auto& member) {
        if (i++ == place) found = to_python(member);
      });
      return found;
    });
  });
  py::tuple names(field_count);
  for (std::size_t i = 0; i < field_count; ++i) names[i] = to_str(text(static_cast<Field>(i)));
  core.attr("log_columns") = names;
}

}  // namespace sne::python
