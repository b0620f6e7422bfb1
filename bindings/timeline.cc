#include <vector>

#include <pybind11/stl.h>

#include <sne/timeline.hpp>

#include "module.hpp"
#include "values.hpp"

namespace sne::python {

namespace {

/// A timeline with the book that tells validity.
struct LawfulTimeline {
  Timeline timeline;
  LawBook law;
};

LawfulTimeline timeline_of(std::vector<Event> events, const LawBook& law, const Policy& policy, const std::optional<Date>& known_on_day) {
  put_in_order(events);
  std::span<const Event> known = events;
  if (known_on_day) known = known_on(known, *known_on_day);
  return {read(Timeline::of(known, law, policy)), law};
}

}  // namespace

void bind_timeline(py::module_& core) {
  py::class_<Situation>(core, "Situation", "The situation of a demand on a day: a state and, when radiated, the motive.")
      .def_property_readonly("state", [](const Situation& self) { return to_str(text(self.state)); }, "'none', 'draft', 'invalid', 'active', 'expired', 'radiated' or 'erased'.")
      .def_property_readonly("motive", [](const Situation& self) { return from_code(self.motive); }, "'a' to 'f' when radiated.")
      .def(py::self == py::self)
      .def("__hash__", [](const Situation& self) { return py::hash(py::make_tuple(static_cast<int>(self.state), static_cast<int>(self.motive))); })
      .def("__str__", [](const Situation& self) {
        if (self.motive == Motive::none) return to_str(text(self.state));
        return py::str("{}:{}").format(to_str(text(self.state)), to_str(text(self.motive)));
      })
      .def("__repr__", [](const Situation& self) { return py::str("<sne.Situation {}>").format(py::str(py::cast(self))); });
  py::class_<LawfulTimeline>(core, "Timeline", "The two time axes of a file: the situation on a day, as it was known on another (situation à une date).")
      .def_static("of", &timeline_of, py::arg("events"), py::arg("law") = LawBook::builtin(), py::arg("policy") = Policy::sne(), py::kw_only(),
                  py::arg("known_on") = py::none(), "The timeline of a log, whole or as it was known at the end of a day.")
      .def("on", [](const LawfulTimeline& self, Date day) { return self.timeline.on(day, self.law); }, py::arg("day"), "The situation on a day.")
      .def("in_stock", [](const LawfulTimeline& self, Date day) { return self.timeline.in_stock(day); }, py::arg("day"),
           "Registered, and neither radiated nor erased: what a stock counts.")
      .def_property_readonly("initial", [](const LawfulTimeline& self) { return from_date(self.timeline.initial()); }, "Initial date, once registered.")
      .def("__repr__", [](const LawfulTimeline& self) {
        const py::object initial = from_date(self.timeline.initial());
        return py::str("<sne.Timeline from {}>").format(initial);
      });
}

}  // namespace sne::python
