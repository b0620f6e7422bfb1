#pragma once

#include <vector>

#include <pybind11/numpy.h>

#include <sne/event_log.hpp>

#include "convert.hpp"

/// What logs and replays share: columns in and out, progress.
namespace sne::python {

/// A NumPy array that owns a copy of the values.
template <class T>
py::array_t<T> array_of(const std::vector<T>& values) {
  return py::array_t<T>(static_cast<py::ssize_t>(values.size()), values.data());
}

/// The texts of a sequence of `str`; `held` keeps them alive while the lock is released.
std::vector<std::string_view> texts_of(py::handle column, std::vector<py::object>& held);

/// Reports to a Python callable, or to nobody; a pending interrupt is raised either way. The callable must outlive the call.
Progress progress_of(const py::object& report);

py::object field_name(const std::optional<Field>& field);
py::dict faults_of(const FaultTable& table);

}  // namespace sne::python
