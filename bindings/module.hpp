#pragma once

#include <pybind11/pybind11.h>

/// The parts of `sne._core`, in the order in which they are bound: a type is known before a signature names it.
namespace sne::python {

void bind_dates(pybind11::module_& core);
void bind_number(pybind11::module_& core);
void bind_law(pybind11::module_& core);
void bind_event(pybind11::module_& core);
void bind_demand(pybind11::module_& core);
void bind_decision(pybind11::module_& core);
void bind_deadlines(pybind11::module_& core);
void bind_timeline(pybind11::module_& core);
void bind_log(pybind11::module_& core);
void bind_arrow(pybind11::module_& core);
void bind_columns(pybind11::module_& core);
void bind_kernels(pybind11::module_& core);
void bind_replay(pybind11::module_& core);
void bind_column_replay(pybind11::module_& core);
void bind_statistics(pybind11::module_& core);
void bind_words(pybind11::module_& core);
void bind_access(pybind11::module_& core);
void bind_law_pack(pybind11::module_& core);
void bind_priority(pybind11::module_& core);
void bind_commission(pybind11::module_& core);
void bind_scoring(pybind11::module_& core);
void bind_pieces(pybind11::module_& core);
void bind_household(pybind11::module_& core);
void bind_quartile(pybind11::module_& core);
void bind_verdict_words(pybind11::module_& core);

}  // namespace sne::python
