#include <pybind11/pybind11.h>

#include "convert.hpp"
#include "module.hpp"

/// Civil days and the arithmetic of legal delays.
namespace sne::python {

namespace {

constexpr const char* month_end_names[] = {"clamp", "spill"};

Date months_later(Date day, std::int32_t months, const std::string& month_end) {
  if (months < -120000 || months > 120000) raise_format_error(Errc::bad_number, "months");
  const Date target = add_months(day, months, to_option<MonthEnd>(month_end, month_end_names, "month_end"));
  if (!target.in_calendar()) raise_format_error(Errc::date_out_of_range, "months");
  return target;
}

}  // namespace

void bind_dates(py::module_& core) {
  core.def("add_months", &months_later, py::arg("day"), py::arg("months"), py::arg("month_end") = "clamp",
           "The same day number some months later, from the anchor. 2023-01-31 and 13 months: 2024-02-29 ('clamp') or 2024-03-02 ('spill'). "
           "FormatError past the calendar.");
  core.def("months_between", &whole_months_between, py::arg("since"), py::arg("on"),
           "Whole months elapsed: 2018-03-15 to 2024-03-14 is 71, to 2024-03-15 is 72.");
  core.def(
      "read_date", [](const py::str& text) { return to_date(text, "date"); }, py::arg("text"),
      "A day from its ISO text, exactly YYYY-MM-DD; FormatError otherwise.");
}

}  // namespace sne::python
