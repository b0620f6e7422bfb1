#include "arrow.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <tuple>

#include <datetime.h>
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "module.hpp"

/// Columns from Python objects, and tables back to them, by the Arrow PyCapsule protocol and the array interface of NumPy.
namespace sne::python {

namespace {

[[noreturn]] void refuse(const ColumnAsked& asked, Errc code, std::string expected, std::string found) {
  throw ColumnError({code, asked.name, std::move(expected), std::move(found)});
}

ArrowColumn taken(ColumnResult<ArrowColumn> column) {
  if (!column) throw ColumnError(column.error());
  return *std::move(column);
}

// Capsules

template <class Struct>
constexpr const char* capsule_name = nullptr;
template <>
constexpr const char* capsule_name<ArrowSchema> = "arrow_schema";
template <>
constexpr const char* capsule_name<ArrowArray> = "arrow_array";
template <>
constexpr const char* capsule_name<ArrowArrayStream> = "arrow_array_stream";

template <class Struct>
Struct& inside(const py::handle& capsule) {
  void* const held = PyCapsule_GetPointer(capsule.ptr(), capsule_name<Struct>);
  if (held == nullptr) throw py::error_already_set();
  return *static_cast<Struct*>(held);
}

/// A structure that its consumer did not take is released with its capsule.
template <class Struct>
void drop_capsule(PyObject* capsule) {
  if (auto* held = static_cast<Struct*>(PyCapsule_GetPointer(capsule, capsule_name<Struct>))) {
    const std::unique_ptr<Struct> owned(held);
    if (owned->release != nullptr) owned->release(owned.get());
  }
}

template <class Struct>
py::object capsule_of(Struct& made) {
  ArrowHeld<Struct> held(made);
  auto place = std::make_unique<Struct>();
  auto capsule = py::reinterpret_steal<py::object>(PyCapsule_New(place.get(), capsule_name<Struct>, &drop_capsule<Struct>));
  if (!capsule) throw py::error_already_set();
  held.give(*place.release());
  return capsule;
}

/// The schema asked of us, or none.
const ArrowSchema* requested_in(const py::object& requested) { return requested.is_none() ? nullptr : &inside<ArrowSchema>(requested); }

ArrowColumn from_stream(const py::object& capsule, const ColumnAsked& asked) {
  ArrowHeld<ArrowArrayStream> stream(inside<ArrowArrayStream>(capsule));
  // A producer may compute its chunks only now, on threads that need the lock.
  const py::gil_scoped_release unlocked;
  return taken(ArrowColumn::of(asked, std::move(stream)));
}

ArrowColumn from_array(const py::tuple& capsules, const ColumnAsked& asked) {
  if (capsules.size() != 2) throw py::type_error(asked.name + ": __arrow_c_array__ gives two capsules");
  HeldSchema schema(inside<ArrowSchema>(capsules[0]));
  return taken(ArrowColumn::of(asked, std::move(schema), HeldArray(inside<ArrowArray>(capsules[1]))));
}

/// A column of our own making, read as one that comes from elsewhere.
ArrowColumn from_own(const OutputColumn& column, const ColumnAsked& asked) {
  ArrowSchema schema{};
  ArrowArray array{};
  export_column(column, schema, array);
  HeldSchema held(schema);
  return taken(ArrowColumn::of(asked, std::move(held), HeldArray(array)));
}

ArrowColumn from_draft(TableDraft& draft, const ColumnAsked& asked) { return from_own(draft.finish().columns().front(), asked); }

// NumPy

/// Memory of a Python object, which lives as long as it is used.
SharedBytes borrowed(const py::object& owner, const void* first) {
  PyObject* const kept = py::object(owner).release().ptr();
  return {static_cast<const std::byte*>(first), [kept](const std::byte*) {
            const py::gil_scoped_acquire locked;
            Py_DECREF(kept);
          }};
}

/// The Arrow format of a NumPy type, as far as a fault may need to name it.
std::string format_of(const py::dtype& type) {
  const auto width = static_cast<std::size_t>(type.itemsize());
  constexpr std::string_view signed_of = "?cs?i???l", unsigned_of = "?CS?I???L", floats = "??e?f???g";
  switch (type.kind()) {
    case 'i': return width < signed_of.size() ? std::string(1, signed_of[width]) : "?";
    case 'u': return width < unsigned_of.size() ? std::string(1, unsigned_of[width]) : "?";
    case 'f': return std::string(1, floats[std::min(width, floats.size() - 1)]);
    case 'b': return "C";
    case 'M': return "tss:";
    case 'm': return "tDs";
    case 'S':
    case 'V': return "z";
    default: return "?";
  }
}

/// Bits of rows, from bytes that are not 0 for those without a value.
SharedBytes bits_of(const std::uint8_t* missing, std::size_t rows) {
  auto bits = std::make_shared<std::vector<std::byte>>((rows + 7) / 8);
  for (std::size_t row = 0; row < rows; ++row) {
    if (missing[row] == 0) (*bits)[row / 8] |= std::byte{1} << row % 8;
  }
  const std::byte* const first = bits->data();
  return {std::move(bits), first};
}

/// Days of NumPy are 64 bits wide; the smallest is "not a time".
void take_days(OutputColumn& column) {
  const auto* const days = reinterpret_cast<const std::int64_t*>(column.values.get());
  std::vector<std::uint8_t> missing(column.rows);
  const Validity before = column.valid();
  bool any = column.null_count != 0;
  for (std::size_t row = 0; row < column.rows; ++row) {
    missing[row] = !before[row] || days[row] == std::numeric_limits<std::int64_t>::min() ? 1 : 0;
    any |= missing[row] != 0;
  }
  if (!any) return;
  column.validity = bits_of(missing.data(), column.rows);
  column.null_count = static_cast<std::size_t>(std::count(missing.begin(), missing.end(), std::uint8_t{1}));
}

/// The mask of a masked array, as bytes; none for another array.
void take_mask(const py::module_& numpy, const py::object& array, OutputColumn& column) {
  if (!py::isinstance(array, numpy.attr("ma").attr("MaskedArray"))) return;
  const auto mask = py::array_t<bool, py::array::c_style | py::array::forcecast>(numpy.attr("ma").attr("getmaskarray")(array));
  const auto* const missing = reinterpret_cast<const std::uint8_t*>(mask.data());
  column.validity = bits_of(missing, column.rows);
  column.null_count = static_cast<std::size_t>(std::count(missing, missing + column.rows, std::uint8_t{1}));
}

ArrowColumn from_rows(const py::object& given, const ColumnAsked& asked);

ArrowColumn from_numpy(const py::object& given, ColumnAsked asked) {
  const py::module_ numpy = py::module_::import("numpy");
  if (given.attr("ndim").cast<int>() != 1) refuse(asked, Errc::wrong_type, "one column", "an array of " + py::str(given.attr("ndim")).cast<std::string>() + " dimensions");
  const py::dtype type = py::dtype::from_args(given.attr("dtype"));
  if (type.kind() == 'O' || type.kind() == 'U' || type.kind() == 'T') return from_rows(given.attr("tolist")(), asked);
  OutputColumn column;
  column.rows = py::len(given);
  column.format = format_of(type);
  const bool days = type.kind() == 'M' && py::module_::import("numpy").attr("datetime_data")(type).equal(py::make_tuple("D", 1));
  if (days) column.format = "l";
  if (type.kind() == 'b' && asked.as != Asked::yes_no) column.format = "b";  // refused, under its name
  const py::object plain = numpy.attr("require")(given, type.attr("newbyteorder")("="), py::make_tuple("C_CONTIGUOUS", "ALIGNED"));
  const auto values = py::reinterpret_borrow<py::array>(numpy.attr("asarray")(plain));
  column.values = borrowed(values, values.data());
  take_mask(numpy, given, column);
  if (days) take_days(column);
  if (days && asked.as == Asked::day) asked.as = Asked::day_count;
  return from_own(column, asked);
}

// Lists

void need_datetime() {
  if (PyDateTimeAPI == nullptr) {
    PyDateTime_IMPORT;
    if (PyDateTimeAPI == nullptr) throw py::error_already_set();
  }
}

/// None, and what other libraries write for it: NaN, NaT, NA.
bool missing(py::handle cell) {
  if (cell.is_none()) return true;
  if (PyFloat_Check(cell.ptr()) != 0) return PyFloat_AS_DOUBLE(cell.ptr()) != PyFloat_AS_DOUBLE(cell.ptr());
  const std::string_view type = Py_TYPE(cell.ptr())->tp_name;
  return type == "NaTType" || type == "NAType" || type.ends_with(".NaTType") || type.ends_with(".NAType");
}

class Rows {
 public:
  Rows(const py::object& given, const ColumnAsked& asked) : cells_(py::reinterpret_steal<py::tuple>(PySequence_Tuple(given.ptr()))), asked_(asked) {
    if (!cells_) throw py::error_already_set();
  }

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  [[nodiscard]] py::handle operator[](std::size_t row) const { return PyTuple_GET_ITEM(cells_.ptr(), static_cast<py::ssize_t>(row)); }
  [[noreturn]] void refuse_row(std::size_t row, std::string expected) const {
    const std::string type = Py_TYPE((*this)[row].ptr())->tp_name;
    refuse(asked_, Errc::wrong_type, std::move(expected), type + " in row " + std::to_string(row));
  }
  /// Whether the first cell with a value is of a kind.
  template <class Is>
  [[nodiscard]] bool begins(Is is) const {
    for (std::size_t row = 0; row < size(); ++row) {
      if (!missing((*this)[row])) return is((*this)[row].ptr());
    }
    return false;
  }

 private:
  py::tuple cells_;
  const ColumnAsked& asked_;
};

ArrowColumn from_texts(const Rows& rows, const ColumnAsked& asked) {
  std::vector<std::string_view> texts(rows.size());
  std::vector<py::object> kept;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (missing(rows[row])) continue;
    if (!py::isinstance<py::str>(rows[row])) rows.refuse_row(row, "text: str or None");
    const Utf8 bytes(rows[row]);
    if (bytes.kept()) kept.push_back(bytes.kept());
    texts[row] = bytes.view();
  }
  TableDraft draft(rows.size());
  draft.add_texts(asked.name, texts);
  return from_draft(draft, asked);
}

ArrowColumn from_days(const Rows& rows, const ColumnAsked& asked) {
  need_datetime();
  TableDraft draft(rows.size());
  const std::span<Date> days = draft.days(asked.name);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    PyObject* const cell = rows[row].ptr();
    if (missing(cell)) {
      days[row] = no_day;
      continue;
    }
    if (PyDateTime_Check(cell) != 0) rows.refuse_row(row, "datetime.date: a datetime.datetime is not a day, use its .date()");
    if (PyDate_Check(cell) == 0) rows.refuse_row(row, "datetime.date or None");
    days[row] = *Date::of(PyDateTime_GET_YEAR(cell), PyDateTime_GET_MONTH(cell), PyDateTime_GET_DAY(cell));
  }
  return from_draft(draft, asked);
}

bool is_int(PyObject* cell) { return PyLong_Check(cell) != 0 && PyBool_Check(cell) == 0; }

/// Whole numbers. One beyond 64 bits is given as the largest of 64 bits without sign, which no question takes: the row has its fault.
ArrowColumn from_numbers(const Rows& rows, const ColumnAsked& asked) {
  constexpr std::uint64_t beyond = std::numeric_limits<std::uint64_t>::max();
  std::vector<std::int64_t> numbers(rows.size());
  std::vector<std::uint8_t> missed(rows.size()), large(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    missed[row] = missing(rows[row]) ? 1 : 0;
    if (missed[row] != 0) continue;
    if (!is_int(rows[row].ptr())) {
      rows.refuse_row(row, PyFloat_Check(rows[row].ptr()) != 0 ? "int: a floating number is not taken, round it to a whole number first" : "int or None");
    }
    int overflow = 0;
    numbers[row] = PyLong_AsLongLongAndOverflow(rows[row].ptr(), &overflow);
    large[row] = overflow != 0 ? 1 : 0;
  }
  TableDraft draft(rows.size());
  if (std::count(large.begin(), large.end(), 1) == 0) {
    draft.adopt(asked.name, std::move(numbers));
  } else {
    const std::span<std::uint64_t> wide = draft.numbers<std::uint64_t>(asked.name);
    for (std::size_t row = 0; row < rows.size(); ++row) wide[row] = large[row] != 0 || numbers[row] < 0 ? beyond : static_cast<std::uint64_t>(numbers[row]);
  }
  const std::span<std::uint8_t> marks = draft.missing(asked.name);
  std::copy(missed.begin(), missed.end(), marks.begin());
  return from_draft(draft, asked);
}

ArrowColumn from_answers(const Rows& rows, const ColumnAsked& asked) {
  TableDraft draft(rows.size());
  const std::span<std::uint8_t> answers = draft.numbers<std::uint8_t>(asked.name);
  const std::span<std::uint8_t> marks = draft.missing(asked.name);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    marks[row] = missing(rows[row]) ? 1 : 0;
    if (marks[row] != 0) continue;
    if (PyLong_Check(rows[row].ptr()) == 0) rows.refuse_row(row, "bool or None");
    int overflow = 0;
    const long long answer = PyLong_AsLongLongAndOverflow(rows[row].ptr(), &overflow);
    answers[row] = answer == 0 || answer == 1 ? static_cast<std::uint8_t>(answer) : 2;
  }
  return from_draft(draft, asked);
}

ArrowColumn from_rows(const py::object& given, const ColumnAsked& asked) {
  const Rows rows(given, asked);
  switch (asked.as) {
    case Asked::text: return from_texts(rows, asked);
    case Asked::day: return from_days(rows, asked);
    case Asked::day_count: return rows.begins(is_int) ? from_numbers(rows, asked) : from_days(rows, asked);
    case Asked::code: return rows.begins(is_int) ? from_numbers(rows, asked) : from_texts(rows, asked);
    case Asked::yes_no: return from_answers(rows, asked);
    case Asked::whole:
    case Asked::cents: return from_numbers(rows, asked);
  }
  return {};
}

// Whatever holds a column

bool is_array(const py::object& given) { return py::hasattr(given, "__array_interface__") && py::hasattr(given, "dtype") && py::hasattr(given, "ndim"); }

/// A Series or an Index of pandas, which is not an array itself.
bool is_series(const py::object& given) { return py::hasattr(given, "dtype") && py::hasattr(given, "to_numpy") && py::hasattr(given, "array"); }

bool holds_objects(const py::object& given) { return is_series(given) && py::str(given.attr("dtype")).equal(py::str("object")); }

ArrowColumn column_of(const py::object& given, const ColumnAsked& asked) {
  if (holds_objects(given)) return from_rows(given.attr("tolist")(), asked);
  if (py::hasattr(given, "__arrow_c_stream__")) return from_stream(given.attr("__arrow_c_stream__")(), asked);
  if (py::hasattr(given, "__arrow_c_array__")) return from_array(given.attr("__arrow_c_array__")(), asked);
  if (is_array(given)) return from_numpy(given, asked);
  if (is_series(given)) {
    const py::object numbers = given.attr("to_numpy")();
    const bool plain = py::isinstance(given.attr("dtype"), py::module_::import("numpy").attr("dtype"));
    const py::object values = given.attr("array");
    if (!plain && py::hasattr(values, "__arrow_array__")) return column_of(values.attr("__arrow_array__")(), asked);
    return plain ? from_numpy(numbers, asked) : from_rows(given.attr("tolist")(), asked);
  }
  if (py::isinstance<py::list>(given) || py::isinstance<py::tuple>(given)) return from_rows(given, asked);
  throw py::type_error(asked.name + ": a column is expected: Arrow, NumPy, pandas, list or tuple");
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(std::move(thrown));
  } catch (const ColumnError& error) {
    const ColumnFault& fault = error.fault();
    const std::string expected = fault.expected + (fault.found.empty() ? std::string() : "; found " + fault.found);
    // A column has no place of its own.
    const py::object type = py::module_::import("sne._errors").attr("FormatError");
    const py::object raised = type(to_str(text(fault.code)), py::none(), to_str(fault.column), py::make_tuple(to_str(expected)));
    PyErr_SetObject(type.ptr(), raised.ptr());
  }
}

// Tables

/// `sne.Table`: what was written, and how a row of it is explained.
struct Table {
  OutputTable data;
  py::object explain;
};

/// `sne.Column`: one column, which holds its buffers by itself.
struct NamedColumn {
  OutputColumn data;
};

py::tuple names_of(const Table& table) {
  const std::span<const OutputColumn> columns = table.data.columns();
  py::tuple names(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) names[i] = to_str(columns[i].name);
  return names;
}

NamedColumn column_named(const Table& table, const std::string& name) {
  const OutputColumn* const column = table.data.find(name);
  if (column == nullptr) throw py::key_error(name);
  return {*column};
}

py::object table_schema(const Table& table) {
  ArrowSchema schema{};
  table.data.schema(schema);
  return capsule_of(schema);
}

py::tuple table_array(const Table& table, const py::object& requested) {
  ArrowSchema schema{};
  ArrowArray array{};
  table.data.array(schema, array, requested_in(requested));
  HeldArray held(array);
  const py::object first = capsule_of(schema);
  return py::make_tuple(first, capsule_of(held.get()));
}

py::object table_stream(const Table& table, const py::object& requested) {
  ArrowArrayStream stream{};
  table.data.stream(stream, requested_in(requested));
  return capsule_of(stream);
}

py::object column_schema(const NamedColumn& column) {
  ArrowSchema schema{};
  export_schema(column.data, schema);
  return capsule_of(schema);
}

py::tuple column_array(const NamedColumn& column, const py::object& requested) {
  ArrowSchema schema{};
  ArrowArray array{};
  export_column(column.data, schema, array, requested_in(requested));
  HeldArray held(array);
  const py::object first = capsule_of(schema);
  return py::make_tuple(first, capsule_of(held.get()));
}

/// Numbers, days as their count and indexes, where they are, read-only; bits as bytes. None for texts.
py::object stored(const NamedColumn& column) {
  const OutputColumn& data = column.data;
  const auto rows = static_cast<py::ssize_t>(data.rows);
  if (data.format == "u" || data.format == "U") return py::none();
  if (data.format == "b") {
    py::array_t<bool> bytes(rows);
    const Validity bits(reinterpret_cast<const std::uint8_t*>(data.values.get()));
    for (py::ssize_t row = 0; row < rows; ++row) bytes.mutable_data()[row] = bits[static_cast<std::size_t>(row)];
    return bytes;
  }
  constexpr std::array<std::pair<std::string_view, const char*>, 9> types{
      {{"tdD", "i4"}, {"c", "i1"}, {"C", "u1"}, {"s", "i2"}, {"S", "u2"}, {"i", "i4"}, {"I", "u4"}, {"l", "i8"}, {"L", "u8"}}};
  const auto* const type = std::find_if(types.begin(), types.end(), [&data](const auto& one) { return one.first == data.format; });
  const py::capsule owner(new SharedBytes(data.values), [](void* held) { delete static_cast<SharedBytes*>(held); });
  py::array values(py::dtype(type->second), {rows}, {}, data.values.get(), owner);
  values.attr("setflags")(py::arg("write") = false);
  return values;
}

/// True for rows without a value; None when there is no such row.
py::object missing_rows(const NamedColumn& column) {
  if (column.data.null_count == 0) return py::none();
  py::array_t<bool> marks(static_cast<py::ssize_t>(column.data.rows));
  const Validity valid = column.data.valid();
  for (std::size_t row = 0; row < column.data.rows; ++row) marks.mutable_data()[row] = !valid[row];
  return marks;
}

/// The texts of a column, or of the dictionary of one; a missing one is None.
py::list texts_in(const OutputColumn& column) {
  py::list texts(column.rows);
  const Validity valid = column.valid();
  const auto cut = [&](const auto* offsets, std::size_t row) {
    return to_str({reinterpret_cast<const char*>(column.bytes.get()) + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row])});
  };
  for (std::size_t row = 0; row < column.rows; ++row) {
    if (!valid[row]) {
      texts[row] = py::none();
    } else if (column.format == "u") {
      texts[row] = cut(reinterpret_cast<const std::int32_t*>(column.values.get()), row);
    } else {
      texts[row] = cut(reinterpret_cast<const std::int64_t*>(column.values.get()), row);
    }
  }
  return texts;
}

py::object dictionary_of(const NamedColumn& column) {
  return column.data.dictionary ? py::object(py::tuple(texts_in(*column.data.dictionary))) : py::object(py::none());
}

py::object texts_of_column(const NamedColumn& column) {
  const bool text = column.data.format == "u" || column.data.format == "U";
  return text ? py::object(texts_in(column.data)) : py::object(py::none());
}

py::object explained(const Table& table, std::int64_t row, const std::string& language) {
  if (table.explain.is_none()) throw py::type_error("the rows of this table have no explanation");
  const auto rows = static_cast<std::int64_t>(table.data.rows());
  if (row < 0 || row >= rows) {
    throw py::index_error(rows == 0 ? "row: the table has none" : "row: expected a number from 0 to " + std::to_string(rows - 1));
  }
  return table.explain(row, language);
}

/// A method written in Python, where pandas and its kin are imported when they are asked for.
auto in_python(const char* function) {
  return [function](const py::object& self, const py::args& args, const py::kwargs& kwargs) {
    return py::module_::import("sne._table").attr(function)(self, *args, **kwargs);
  };
}

void bind_table(py::module_& core) {
  const auto none = py::none();
  py::class_<Table>(core, "Table", "Columns that the library wrote. They cross to other libraries by the Arrow PyCapsule protocol, without copy.")
      .def_property_readonly("column_names", &names_of, "In the order of the columns.")
      .def("__len__", [](const Table& self) { return self.data.rows(); })
      .def("__getitem__", &column_named, py::arg("name"))
      .def("__contains__", [](const Table& self, const std::string& name) { return self.data.find(name) != nullptr; }, py::arg("name"))
      .def("__iter__", [](const Table& self) { return py::iter(names_of(self)); })
      .def("__arrow_c_schema__", &table_schema)
      .def("__arrow_c_array__", &table_array, py::arg("requested_schema") = none)
      .def("__arrow_c_stream__", &table_stream, py::arg("requested_schema") = none)
      .def("to_arrow", in_python("to_arrow"), "A `pyarrow.Table` of the same memory.")
      .def("to_polars", in_python("to_polars"), "A `polars.DataFrame`.")
      .def("to_pandas", in_python("to_pandas"), "A `pandas.DataFrame`; with `arrow_types=True` of Arrow types, else of the types of NumPy.")
      .def("to_numpy", in_python("to_numpy"), "A dict of arrays; masked where numbers are missing.")
      .def("explain", &explained, py::arg("row"), py::arg("language") = "fr", "One row judged again, in sentences with their citations.")
      .def("__repr__", [](const Table& self) {
        return py::str("<sne.Table of {} rows: {}>").format(self.data.rows(), py::str(", ").attr("join")(names_of(self)));
      });
}

void bind_column(py::module_& core) {
  const auto none = py::none();
  py::class_<NamedColumn>(core, "Column", "A column of a `Table`.")
      .def_property_readonly("name", [](const NamedColumn& self) { return to_str(self.data.name); })
      .def_property_readonly("null_count", [](const NamedColumn& self) { return self.data.null_count; })
      .def("__len__", [](const NamedColumn& self) { return self.data.rows; })
      .def("__arrow_c_schema__", &column_schema)
      .def("__arrow_c_array__", &column_array, py::arg("requested_schema") = none)
      .def("__array__", in_python("array"), "Numbers without copy; days as `datetime64[D]`, or without copy as `int32`; texts as objects.")
      .def("to_numpy", in_python("column_to_numpy"), "As `numpy.asarray`; numbers of which some are missing as a masked array.")
      .def("_stored", &stored)
      .def("_missing", &missing_rows)
      .def("_dictionary", &dictionary_of)
      .def("_texts", &texts_of_column)
      .def_property_readonly("_format", [](const NamedColumn& self) { return self.data.format; })
      .def("__repr__", [](const NamedColumn& self) {
        return py::str("<sne.Column {!r} of {} rows>").format(self.data.name, self.data.rows);
      });
}

// What the kernels see

Asked asked_of(std::string_view name) {
  constexpr const char* names[] = {"text", "day", "day_count", "whole", "cents", "code", "yes_no"};
  return to_option<Asked>(name, names, "asked");
}

/// A column read block by block into a table: the status of each row, its value, and the address where the kernel finds it.
class SeenColumn {
 public:
  SeenColumn(const ArrowInput& input, Asked as) : input_(input), as_(as), draft_(input.size()), status_(draft_.status()), texts_(input.size()) {}

  py::object read(std::span<const RowRange> blocks) {
    if (as_ == Asked::text) {
      read_texts(blocks);
    } else if (as_ == Asked::day || as_ == Asked::day_count) {
      read_values<Date>(blocks, draft_.days("value"));
    } else if (as_ == Asked::whole || as_ == Asked::cents) {
      read_values<std::int64_t>(blocks, draft_.numbers<std::int64_t>("value"));
    } else {
      read_values<std::uint8_t>(blocks, draft_.numbers<std::uint8_t>("value"));
    }
    return to_table(draft_.finish());
  }

 private:
  void read_texts(std::span<const RowRange> blocks) {
    const std::span<std::uint64_t> at = draft_.numbers<std::uint64_t>("address", MissingWhen::never);
    TextBlock block;
    for (const RowRange rows : blocks) {
      input_.read(rows, block);
      for (std::size_t i = 0; i < rows.count; ++i) {
        const Result<std::string_view> text = block.column.read(i);
        status_[rows.from + i] = text ? row_read : status_of(text.error().code);
        texts_[rows.from + i] = text.value_or({});
        at[rows.from + i] = reinterpret_cast<std::uintptr_t>(texts_[rows.from + i].data());
      }
    }
    draft_.add_texts("value", texts_);
  }

  template <class Value>
  void read_values(std::span<const RowRange> blocks, std::span<Value> out) {
    const std::span<std::uint64_t> at = draft_.numbers<std::uint64_t>("address", MissingWhen::never);
    ColumnBlock<Value> block;
    for (const RowRange rows : blocks) {
      input_.read(rows, block);
      for (std::size_t i = 0; i < rows.count; ++i) {
        status_[rows.from + i] = block.column.valid[i] ? row_read : status_of(Errc::missing_value);
        out[rows.from + i] = block.column.values[i];
        at[rows.from + i] = reinterpret_cast<std::uintptr_t>(&block.column.values[i]);
      }
      put_faults(cut(status_, rows), block);
    }
  }

  const ArrowInput& input_;
  Asked as_;
  TableDraft draft_;
  std::span<ColumnStatus> status_;
  std::vector<std::string_view> texts_;
};

py::tuple seen_columns(const std::vector<std::tuple<py::object, std::string, std::string>>& given, const std::vector<std::string>& names, std::size_t limit) {
  const std::vector<std::string_view> list(names.begin(), names.end());
  std::vector<ArrowInput> inputs;
  std::vector<const ArrowColumn*> columns;
  inputs.reserve(given.size());
  for (const auto& [column, field, asked] : given) {
    inputs.emplace_back(ArrowInput::if_given(column, {field, asked_of(asked), list}));
    columns.push_back(&inputs.back().column());
  }
  const ColumnResult<std::vector<RowRange>> blocks = common_blocks(columns, limit);
  if (!blocks) throw ColumnError(blocks.error());
  py::list ranges, tables;
  for (const RowRange rows : *blocks) ranges.append(py::make_tuple(rows.from, rows.count));
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].absent()) {
      tables.append(py::none());
    } else {
      tables.append(SeenColumn(inputs[i], asked_of(std::get<2>(given[i]))).read(*blocks));
    }
  }
  return py::make_tuple(ranges, tables);
}

}  // namespace

ArrowInput::ArrowInput(const py::object& given, const ColumnAsked& asked) {
  if (given.is_none()) refuse(asked, Errc::missing_column, "a column", "None");
  column_ = column_of(given, asked);
}

ArrowInput ArrowInput::if_given(const py::object& given, const ColumnAsked& asked) { return given.is_none() ? ArrowInput() : ArrowInput(given, asked); }

std::vector<RowRange> blocks_of(std::initializer_list<const ArrowInput*> inputs, std::size_t limit) {
  std::vector<const ArrowColumn*> columns;
  for (const ArrowInput* input : inputs) columns.push_back(&input->column());
  ColumnResult<std::vector<RowRange>> blocks = common_blocks(columns, limit);
  if (!blocks) throw ColumnError(blocks.error());
  return *std::move(blocks);
}

py::object to_table(OutputTable table, py::object explain) { return py::cast(Table{std::move(table), std::move(explain)}); }

const OutputTable& table_of(const py::object& table) { return table.cast<const Table&>().data; }

void bind_arrow(py::module_& core) {
  py::register_exception_translator(&translate);
  bind_table(core);
  bind_column(core);
  core.def("seen_columns", &seen_columns, py::arg("columns"), py::arg("names") = std::vector<std::string>(), py::arg("limit") = block_rows,
           "What kernels see of columns, each given with its field and what is asked of it: the ranges of rows, and for each column a table of "
           "`status`, `address` and `value`. It tells what is read in place.");
}

}  // namespace sne::python
