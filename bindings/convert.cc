#include "convert.hpp"

#include <datetime.h>

namespace sne::python {

namespace {

// The C interface of `datetime` is a pointer that each translation unit fills for itself.
void need_datetime() {
  if (PyDateTimeAPI == nullptr) {
    PyDateTime_IMPORT;
    if (PyDateTimeAPI == nullptr) throw py::error_already_set();
  }
}

}  // namespace

void raise_format_error(Fault fault, std::string_view field, const py::object& expected) {
  const py::object type = py::module_::import("sne._errors").attr("FormatError");
  const py::object error = type(to_str(text(fault.code)), fault.at, to_str(field), expected);
  PyErr_SetObject(type.ptr(), error.ptr());
  throw py::error_already_set();
}

Date to_date(py::handle value, std::string_view field) {
  need_datetime();
  if (PyDate_Check(value.ptr()) != 0 && PyDateTime_Check(value.ptr()) == 0) {
    return *Date::of(PyDateTime_GET_YEAR(value.ptr()), PyDateTime_GET_MONTH(value.ptr()), PyDateTime_GET_DAY(value.ptr()));
  }
  if (!py::isinstance<py::str>(value)) {
    throw py::type_error((field.empty() ? std::string("day") : std::string(field)) + ": a datetime.date or an ISO text is expected");
  }
  const Utf8 iso(value);
  const Result<Date> day = Date::parse(iso.view());
  if (!day) raise_format_error({day.error().code, iso.characters(day.error().at)}, field);
  return *day;
}

py::object from_date(Date day) {
  need_datetime();
  if (!day.in_calendar()) day = day < Date() ? *Date::of(1, 1, 1) : *Date::of(9999, 12, 31);
  const CivilDay parts = day.civil();
  PyObject* made = PyDate_FromDate(parts.year, parts.month, parts.day);
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(made);
}

py::object from_date(const std::optional<Date>& day) { return day ? from_date(*day) : py::object(py::none()); }

py::object from_fact(Fact fact) { return fact == Fact::unknown ? py::object(py::none()) : py::object(py::bool_(fact == Fact::yes)); }

Utf8::Utf8(py::handle text) {
  Py_ssize_t size = 0;
  if (const char* bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size)) {
    view_ = {bytes, static_cast<std::size_t>(size)};
    return;
  }
  if (PyErr_ExceptionMatches(PyExc_UnicodeEncodeError) == 0) throw py::error_already_set();
  PyErr_Clear();
  held_ = py::reinterpret_steal<py::object>(PyUnicode_AsEncodedString(text.ptr(), "utf-8", "surrogatepass"));
  if (!held_) throw py::error_already_set();
  view_ = {PyBytes_AS_STRING(held_.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(held_.ptr()))};
}

std::uint32_t Utf8::characters(std::uint32_t bytes) const {
  std::uint32_t count = 0;
  for (const char c : view_.substr(0, bytes)) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  return count;
}

}  // namespace sne::python
