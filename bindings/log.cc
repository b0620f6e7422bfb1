#include <memory>
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include <sne/event_log.hpp>

#include "log.hpp"
#include "module.hpp"

/// Logs: CSV files and texts by the library's reader, columns as they lie in Arrow arrays.
namespace sne::python {

std::vector<std::string_view> texts_of(py::handle column, std::vector<py::object>& held) {
  const auto cells = py::reinterpret_steal<py::tuple>(PySequence_Tuple(column.ptr()));
  if (!cells) throw py::error_already_set();
  std::vector<std::string_view> texts;
  texts.reserve(cells.size());
  for (const py::handle cell : cells) {
    if (!py::isinstance<py::str>(cell)) throw py::type_error("a column holds str only");
    const Utf8 bytes(cell);
    if (bytes.kept()) held.push_back(bytes.kept());
    texts.push_back(bytes.view());
  }
  held.push_back(cells);
  return texts;
}

Progress progress_of(const py::object& report) {
  return [&report](std::uint64_t done, std::uint64_t total) {
    const py::gil_scoped_acquire locked;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (!report.is_none()) report(done, total);
  };
}

py::object field_name(const std::optional<Field>& field) { return field ? py::object(to_str(text(*field))) : py::object(py::none()); }

py::dict faults_of(const FaultTable& table) {
  py::list fields;
  py::list codes;
  std::vector<std::uint32_t> at;
  for (const RowFault& fault : table.fault) {
    fields.append(field_name(fault.field));
    codes.append(to_str(text(fault.code)));
    at.push_back(fault.at);
  }
  py::dict columns;
  columns["row"] = array_of(table.row);
  columns["line"] = array_of(table.line);
  columns["field"] = fields;
  columns["code"] = codes;
  columns["at"] = array_of(at);
  return columns;
}

namespace {

using SharedLog = std::shared_ptr<EventLog>;

py::tuple header_of(const LogReading& reading) {
  py::tuple names(reading.header.size());
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = py::reinterpret_steal<py::str>(PyUnicode_DecodeUTF8(reading.header[i].data(), static_cast<Py_ssize_t>(reading.header[i].size()), "replace"));
  return names;
}

// How a reading went, and the lines of the rejects file.
py::dict reading_as_dict(const LogReading& reading, const std::string& rejects) {
  py::dict said;
  said["fault"] = reading.fault ? py::object(py::make_tuple(to_str(text(reading.fault->code)), reading.fault->at)) : py::object(py::none());
  said["encoding"] = to_str(text(reading.encoding));
  said["header"] = header_of(reading);
  said["bytes"] = reading.counters.bytes;
  said["lines"] = reading.counters.lines;
  said["rows"] = reading.counters.rows;
  said["bad_rows"] = reading.counters.bad_rows;
  said["rejects"] = py::bytes(rejects);
  return said;
}

py::tuple read_csv_log(const std::string& path, const py::object& report) {
  const auto log = std::make_shared<EventLog>();
  std::string rejects;
  LogReading reading;
  {
    const py::gil_scoped_release unlocked;
    reading = read_csv(path, *log, [&rejects](const BadRow& bad) { rejects += rejects_line(bad); }, progress_of(report));
  }
  return py::make_tuple(log, reading_as_dict(reading, rejects));
}

py::tuple read_csv_bytes(const py::bytes& text) {
  const auto log = std::make_shared<EventLog>();
  const auto view = static_cast<std::string_view>(text);
  std::string rejects;
  LogReading reading;
  {
    const py::gil_scoped_release unlocked;
    reading = read_csv_text(view, *log, [&rejects](const BadRow& bad) { rejects += rejects_line(bad); });
  }
  return py::make_tuple(log, reading_as_dict(reading, rejects));
}

// One column as Python gives it: texts and the place of each row's text, or numbers alone. Everything is kept alive by `held`.
LogColumn column_of(const py::object& texts, const py::object& values, std::vector<std::vector<std::string_view>>& kept, std::vector<py::object>& held) {
  LogColumn column;
  if (!texts.is_none()) {
    kept.push_back(texts_of(texts, held));
    column.texts = kept.back();
    column.kind = LogColumn::Kind::text;
  }
  if (!values.is_none()) {
    const auto array = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>::ensure(values);
    if (!array) throw py::error_already_set();
    column.values = {array.data(), static_cast<std::size_t>(array.size())};
    column.kind = texts.is_none() ? LogColumn::Kind::number : LogColumn::Kind::dictionary;
    held.push_back(array);
  }
  return column;
}

std::size_t add_columns(EventLog& log, const std::vector<std::string>& names, const std::vector<std::pair<py::object, py::object>>& given) {
  std::vector<std::string_view> header(names.begin(), names.end());
  const Result<ColumnMap> map = ColumnMap::of(header);
  if (!map) {
    const std::uint32_t at = map.error().at;
    const bool missing = map.error().code == Errc::missing_column;
    raise_format_error(map.error(), missing ? text(static_cast<Field>(at)) : std::string_view(at < names.size() ? names[at] : std::string()));
  }
  std::vector<std::vector<std::string_view>> kept;
  kept.reserve(given.size());
  std::vector<py::object> held;
  std::vector<LogColumn> columns;
  columns.reserve(given.size());
  for (const auto& [texts, values] : given) columns.push_back(column_of(texts, values, kept, held));
  const py::gil_scoped_release unlocked;
  const Result<std::size_t> bad = log.add_columns(*map, columns);
  if (bad) return *bad;
  const py::gil_scoped_acquire locked;
  raise_format_error(bad.error(), bad.error().at < names.size() ? std::string_view(names[bad.error().at]) : std::string_view());
}

// The cells of a row that could be decoded, as the log gave them but for the keys of persons, which are never shown.
py::object row_event(const EventLog& log, RowIndex row) {
  const std::optional<LoggedEvent> held = log.at(row);
  if (!held) return py::none();
  return py::make_tuple(to_str(held->demand), held->event);
}

py::object last_recorded(const EventLog& log) {
  std::optional<Date> last;
  for (std::size_t row = 0; row < log.rows(); ++row) {
    const std::optional<LoggedEvent> held = log.at(static_cast<RowIndex>(row));
    if (held && (!last || *last < held->event.recorded)) last = held->event.recorded;
  }
  return from_date(last);
}

}  // namespace

void bind_log(py::module_& core) {
  py::class_<EventLog, SharedLog>(core, "EventLog", "The rows of a log in memory, with the faults of those that could not be decoded (journal).")
      .def(py::init([] { return std::make_shared<EventLog>(); }))
      .def("add_columns", &add_columns, py::arg("names"), py::arg("columns"),
           "Adds rows given as columns: (texts, None), (dictionary, places) or (None, numbers). Returns the number of bad rows.")
      .def("__len__", &EventLog::rows)
      .def_property_readonly("demands", &EventLog::demands, "How many demands.")
      .def("faults", [](const EventLog& self) { return faults_of(self.faults()); }, "Faults of the rows, as columns.")
      .def("row", &row_event, py::arg("row"), "Demand and event of a row; None for a bad one.")
      .def_property_readonly("last_recorded", &last_recorded, "Last day of entry; None in a log without a good row.")
      .def("line_of", &EventLog::line_of, py::arg("row"), "Line of a row in its file, 0 when it has none.");
  core.attr("rejects_header") = to_str(rejects_header);
  core.def("read_csv", &read_csv_log, py::arg("path"), py::arg("progress") = py::none());
  core.def("read_csv_text", &read_csv_bytes, py::arg("text"));
}

}  // namespace sne::python
