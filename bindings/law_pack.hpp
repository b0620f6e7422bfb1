#pragma once

#include "convert.hpp"

namespace sne::python {

/// The ceilings that law packs added to a book, as a tuple that pickles; `with_added_ceilings` takes it back.
py::tuple added_ceilings_state(const LawBook& law);
LawBook with_added_ceilings(const LawBook& law, const py::tuple& state);

}  // namespace sne::python
