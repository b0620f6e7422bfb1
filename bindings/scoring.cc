#include <string>

#include <pybind11/stl.h>

#include <sne/scoring.hpp>

#include "convert.hpp"
#include "module.hpp"

/// Scoring grids: documents in, answers out.
namespace sne::python {

namespace {

Language language_named(const std::string& name) { return to_code<Language>(to_str(name), "language"); }

/// The bytes of a document given as JSON text, as bytes, or as the mapping that it holds.
py::bytes document_bytes(py::handle source) {
  if (py::isinstance<py::bytes>(source)) return py::reinterpret_borrow<py::bytes>(source);
  if (py::isinstance<py::dict>(source)) return document_bytes(py::module_::import("json").attr("dumps")(source));
  if (!py::isinstance<py::str>(source)) throw py::type_error("a JSON text, bytes or a dict is expected");
  const Utf8 text(source);
  return {text.view().data(), text.view().size()};
}

template <class T>
T read_document(py::handle source) {
  const py::bytes bytes = document_bytes(source);
  const DocumentResult<T> read = T::read(std::string_view(bytes));
  if (const auto* fault = std::get_if<DocumentFault>(&read)) raise_format_error({fault->code, fault->at}, fault->path);
  return std::get<T>(read);
}

template <class T>
py::object optional_to_python(const std::optional<T>& value) {
  return value ? py::cast(*value) : py::object(py::none());
}

template <class T>
py::tuple tuple_of(const std::vector<T>& values) {
  py::tuple made(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) made[i] = py::cast(values[i]);
  return made;
}

ScoreExplanation scored(const ScoringGrid& grid, py::handle facts, Date day, const LawBook& law, const std::string& language) {
  const auto read = read_document<ScoringFacts>(facts);
  const Result<ScoreExplanation> made = score(grid, read, day, law, language_named(language));
  if (made) return *made;
  const Errc code = made.error().code;
  raise_format_error(made.error(), code == Errc::bad_grid ? "grid" : code == Errc::date_out_of_range ? "reference_date" : "facts");
}

void bind_obligation(py::module_& core) {
  py::class_<ScoringObligation>(core, "ScoringObligation", "What the law asks of a territory that must have a plan (obligation de cotation).")
      .def_property_readonly("duty", [](const ScoringObligation& self) { return to_str(text(self.duty)); },
                             "'none', 'possible', 'pending' (no date set) or 'required'.")
      .def_property_readonly("due", [](const ScoringObligation& self) { return from_date(self.due); },
                             "Day from which a territory without a grid is late.")
      .def_property_readonly("rule", [](const ScoringObligation& self) { return to_str(id_of(self.rule)); }, "Rule of the library.")
      .def_property_readonly("mark", [](const ScoringObligation& self) { return to_str(text(self.mark)); }, "How sure the answer is.")
      .def_property_readonly("citation", [](const ScoringObligation& self) { return law::citations[self.citation]; }, "The text that sets it.")
      .def("overdue", &ScoringObligation::overdue, py::arg("day"), "Whether a territory without a grid is late on a day.");
  core.def(
      "scoring_due", [](Date day, const LawBook& law) { return read(scoring_due(day, law), "day"); }, py::arg("day"),
      py::arg("law") = LawBook::builtin(), "Whether scoring is possible or compulsory on a day. 2022-01-15: due on 2021-09-01.");
}

void bind_issue(py::module_& core) {
  py::class_<GridIssue>(core, "GridIssue", "What is wrong with a grid (anomalie de la grille).")
      .def_property_readonly("code", [](const GridIssue& self) { return to_str(text(self.code)); }, "Frozen code: 'NOT_UNIFORM'.")
      .def_property_readonly("severity", [](const GridIssue& self) { return to_str(text(self.severity)); }, "'error' or 'warning'.")
      .def_readonly("criterion", &GridIssue::criterion, "The criterion; empty for the whole grid.")
      .def_readonly("subject", &GridIssue::subject, "The input, public, landlord or key at fault.")
      .def_property_readonly("rule", [](const GridIssue& self) { return to_str(id_of(self.rule)); }, "Rule of the library.")
      .def_property_readonly("mark", [](const GridIssue& self) { return to_str(text(self.mark)); }, "How sure the answer is.")
      .def("explain", [](const GridIssue& self, const std::string& language) { return explain(self, language_named(language)); },
           py::arg("language") = "fr", "One sentence.")
      .def("__eq__", [](const GridIssue& a, const GridIssue& b) { return a == b; }, py::is_operator())
      .def("__hash__", [](const GridIssue& self) { return py::hash(py::make_tuple(to_str(text(self.code)), self.criterion, self.subject)); })
      .def("__repr__", [](const GridIssue& self) {
        return py::str("<sne.GridIssue {} {}>").format(to_str(text(self.code)), self.criterion + (self.subject.empty() ? "" : " " + self.subject));
      });
}

void bind_grid(py::module_& core) {
  py::class_<ScoringGrid>(core, "ScoringGrid", "The scoring grid of a territory (grille de cotation): docs/scoring.md.")
      .def_static("read", &read_document<ScoringGrid>, py::arg("document"),
                  "Reads a grid from JSON text, bytes or a dict; FormatError says the path of the fault in `field`.")
      .def_readonly("id", &ScoringGrid::id, "Identifier of the grid.")
      .def_readonly("version", &ScoringGrid::version, "Version of the grid.")
      .def_property_readonly("valid_from", [](const ScoringGrid& self) { return from_date(self.valid_from); }, "First day; None: not said.")
      .def_property_readonly("valid_to", [](const ScoringGrid& self) { return from_date(self.valid_to); }, "Last day; None: open.")
      .def_property_readonly("scope", [](const ScoringGrid& self) { return to_str(text(self.scope)); },
                             "'all', 'transfers', 'landlord' or 'commune'.")
      .def_property_readonly(
          "criteria",
          [](const ScoringGrid& self) {
            py::tuple ids(self.criteria.size());
            for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = to_str(self.criteria[i].id);
            return ids;
          },
          "The ids of the criteria.")
      .def("validate", [](const ScoringGrid& self, Date day, const LawBook& law) { return tuple_of(validate_grid(self, day, law)); },
           py::arg("day"), py::arg("law") = LawBook::builtin(), "Everything that the law of a day finds wrong (contrôle de la grille).")
      .def("score", &scored, py::arg("facts"), py::arg("reference_date"), py::arg("law") = LawBook::builtin(), py::kw_only(),
           py::arg("language") = "fr", "Computes and explains the score of a demand (cotation); facts: JSON text, bytes or a dict.")
      .def("__repr__", [](const ScoringGrid& self) { return py::str("<sne.ScoringGrid {} {}>").format(self.id, self.version); });
}

void bind_score(py::module_& core) {
  py::class_<ScoreLine>(core, "ScoreLine", "One line of a score (ligne de cotation).")
      .def_readonly("criterion_id", &ScoreLine::criterion_id, "The criterion, or 'REFUSED_OFFER'.")
      .def_readonly("label", &ScoreLine::label, "Its label in the language asked.")
      .def_readonly("input_fact", &ScoreLine::input_fact, "The fact that gave the line.")
      .def_property_readonly("status", [](const ScoreLine& self) { return to_str(text(self.status)); }, "'MISSING', 'CLAIMED' or 'VERIFIED'.")
      .def_readonly("points", &ScoreLine::points, "Points of the line.")
      .def_property_readonly("max", [](const ScoreLine& self) { return optional_to_python(self.max); }, "Most points; None: no bound.")
      .def_readonly("source", &ScoreLine::source, "Article or local act.")
      .def_readonly("superseded_by", &ScoreLine::superseded_by, "Criterion of the same group that counts instead; empty mostly.")
      .def_readonly("settled_by", &ScoreLine::settled_by, "For a missing fact, the piece that would change the line.")
      .def("__repr__", [](const ScoreLine& self) { return py::str("<sne.ScoreLine {} {}>").format(self.criterion_id, self.points); });
  py::class_<ScorePosition>(core, "ScorePosition", "Where a score stands among comparable demands (position).")
      .def_readonly("type", &ScorePosition::type, "Dwelling wanted.")
      .def_readonly("place", &ScorePosition::place, "Place wanted.")
      .def_readonly("n", &ScorePosition::n, "Comparable demands, this one included.")
      .def_property_readonly("rank_low", [](const ScorePosition& self) { return optional_to_python(self.rank_low); }, "Best rank; None under eleven.")
      .def_property_readonly("rank_high", [](const ScorePosition& self) { return optional_to_python(self.rank_high); }, "Last rank of the tie.")
      .def_property_readonly("percentile", [](const ScorePosition& self) { return optional_to_python(self.percentile); }, "Share that scores less.");
  py::class_<ScoreExplanation>(core, "ScoreExplanation", "A score, line by line (cotation expliquée). It helps the commission and decides nothing.")
      .def_readonly("grid_id", &ScoreExplanation::grid_id, "Grid applied.")
      .def_readonly("grid_version", &ScoreExplanation::grid_version, "Its version.")
      .def_property_readonly("valid_from", [](const ScoreExplanation& self) { return from_date(self.valid_from); }, "First day of the grid.")
      .def_property_readonly("reference_date", [](const ScoreExplanation& self) { return from_date(self.reference_date); }, "Day of the score.")
      .def_readonly("total", &ScoreExplanation::total, "The score.")
      .def_readonly("total_before_cap", &ScoreExplanation::total_before_cap, "The sum of the lines.")
      .def_readonly("cap_applied", &ScoreExplanation::cap_applied, "Whether a bound of the grid changed the sum.")
      .def_property_readonly("lines", [](const ScoreExplanation& self) { return tuple_of(self.lines); },
                             "One line for each criterion, then the refusals.")
      .def_property_readonly("comparable", [](const ScoreExplanation& self) { return optional_to_python(self.comparable); }, "Position, when asked.")
      .def_property_readonly(
          "caveats",
          [](const ScoreExplanation& self) {
            py::tuple made(self.caveats.size());
            for (std::size_t i = 0; i < made.size(); ++i) made[i] = to_str(text(self.caveats[i]));
            return made;
          },
          "What a reader must be told: 'PP_NOT_VERIFIED'...")
      .def_property_readonly("rule", [](const ScoreExplanation& self) { return to_str(id_of(self.rule)); }, "Rule of the library.")
      .def_property_readonly("mark", [](const ScoreExplanation& self) { return to_str(text(self.mark)); }, "How sure the answer is.")
      .def("explain", [](const ScoreExplanation& self) { return to_text(self); }, "Plain text in the language of the score.")
      .def("to_json", [](const ScoreExplanation& self) { return to_json(self); }, "JSON with the keys of docs/scoring.md.")
      .def("__repr__", [](const ScoreExplanation& self) { return py::str("<sne.ScoreExplanation {} {}>").format(self.grid_id, self.total); });
}

}  // namespace

void bind_scoring(py::module_& core) {
  bind_obligation(core);
  bind_issue(core);
  bind_score(core);
  bind_grid(core);
}

}  // namespace sne::python
