#include "module.hpp"

PYBIND11_MODULE(_core, core) {
  core.doc() = "The rules of French social housing demand, as compiled. Private: use the names of `sne`.";
  core.attr("version") = SNE_VERSION;
  sne::python::bind_dates(core);
  sne::python::bind_number(core);
  sne::python::bind_law(core);
  sne::python::bind_event(core);
  sne::python::bind_demand(core);
  sne::python::bind_decision(core);
  sne::python::bind_deadlines(core);
  sne::python::bind_timeline(core);
  sne::python::bind_log(core);
  sne::python::bind_arrow(core);
  sne::python::bind_columns(core);
  sne::python::bind_kernels(core);
  sne::python::bind_replay(core);
  sne::python::bind_column_replay(core);
  sne::python::bind_statistics(core);
  sne::python::bind_words(core);
  sne::python::bind_access(core);
  sne::python::bind_law_pack(core);
  sne::python::bind_priority(core);
  sne::python::bind_commission(core);
  sne::python::bind_scoring(core);
  sne::python::bind_pieces(core);
  sne::python::bind_household(core);
  sne::python::bind_quartile(core);
  sne::python::bind_verdict_words(core);
}
