#include <string>

#include <pybind11/stl.h>

#include <sne/pieces.hpp>
#include <sne/text.hpp>

#include "convert.hpp"
#include "module.hpp"

/// Supporting pieces and versions of the form.
namespace sne::python {

namespace {

Language language_named(const std::string& name) { return to_code<Language>(to_str(name), "language"); }

/// A version of the form with the versions that a counter takes on the day asked.
struct FormAnswer {
  FormVersion version;
  Date day;
};

DemandMotives motives_of(py::handle codes) {
  DemandMotives motives;
  for (const py::handle code : py::iter(codes)) {
    if (!py::isinstance<py::str>(code)) throw py::type_error("motives: codes of two digits are expected");
    motives = read(motives.with(Utf8(code).view()), "motives");
  }
  return motives;
}

py::tuple pieces_of(Date day, const py::object& nationality, const py::object& motives, const LawBook& law, const py::kwargs& circumstances) {
  PiecesQuestion question;
  question.nationality = to_code<Nationality>(nationality, "nationality");
  if (!motives.is_none()) question.motives = motives_of(motives);
  for (const auto& [name, fact] : circumstances) {
    const std::string key = name.cast<std::string>();
    const Result<Circumstance> circumstance = parse_code<Circumstance>(key);
    if (!circumstance) throw py::type_error("unexpected keyword argument '" + key + "'");
    question = question.with(*circumstance, to_code<Fact>(fact, key));
  }
  const Result<PieceList> list = pieces(question, day, law);
  if (!list) raise_format_error(list.error(), "day");
  py::tuple made(list->all().size());
  for (std::size_t i = 0; i < made.size(); ++i) made[i] = py::cast(list->all()[i]);
  return made;
}

py::tuple documents_of(const AskedPiece& piece) {
  py::tuple made(piece.one_of().size());
  for (std::size_t i = 0; i < made.size(); ++i) made[i] = to_str(piece.one_of()[i].id);
  return made;
}

py::tuple documents_in_words(const AskedPiece& piece, const std::string& language) {
  const bool french = language_named(language) == Language::fr;
  py::tuple made(piece.one_of().size());
  for (std::size_t i = 0; i < made.size(); ++i) made[i] = to_str(french ? piece.one_of()[i].label_fr : piece.one_of()[i].label_en);
  return made;
}

py::str asked_by(const AskedPiece& piece) {
  switch (piece.row->trigger) {
    case PieceTrigger::circumstance: return to_str(text(static_cast<Circumstance>(piece.row->value)));
    case PieceTrigger::motive: return to_str(piece.id().substr(piece.id().size() - 2));
    default: return to_str(text(piece.row->trigger));
  }
}

void bind_piece(py::module_& core) {
  py::class_<AskedPiece>(core, "AskedPiece", "A piece that is asked, or may be (pièce justificative).")
      .def_property_readonly("id", [](const AskedPiece& self) { return to_str(self.id()); }, "'ID', 'AVIS', 'MOTIF_05'...")
      .def_property_readonly("stage", [](const AskedPiece& self) { return to_str(text(self.stage())); }, "'registration' or 'instruction'.")
      .def_property_readonly("asked", [](const AskedPiece& self) { return from_fact(self.asked); },
                             "True; None when a fact that would tell is not known.")
      .def_property_readonly("asked_by", &asked_by, "'always', 'nationality', the circumstance, or the motive.")
      .def_property_readonly("one_of", &documents_of, "The documents of which one is enough.")
      .def_property_readonly("rule", [](const AskedPiece& self) { return to_str(id_of(self.rule())); }, "Rule of the library.")
      .def_property_readonly("mark", [](const AskedPiece& self) { return to_str(text(self.mark)); }, "How sure the answer is.")
      .def("label", [](const AskedPiece& self, const std::string& language) {
        return to_str(language_named(language) == Language::fr ? self.row->label_fr : self.row->label_en);
      }, py::arg("language") = "fr", "What the piece shows.")
      .def("documents", &documents_in_words, py::arg("language") = "fr", "The documents in words.")
      .def("__eq__", [](const AskedPiece& a, const AskedPiece& b) { return a == b; }, py::is_operator())
      .def("__hash__", [](const AskedPiece& self) { return py::hash(py::make_tuple(to_str(self.id()), to_str(text(self.mark)))); })
      .def("__repr__", [](const AskedPiece& self) {
        return py::str("<sne.AskedPiece {}{}>").format(to_str(self.id()), self.asked == Fact::yes ? "" : "?");
      });
  core.def("pieces", &pieces_of, py::arg("day"), py::arg("nationality") = py::none(), py::arg("motives") = py::none(),
           py::arg("law") = LawBook::builtin(),
           "The pieces asked on a day (pièces justificatives). Circumstances are keywords (married=True...); what is not said may be asked.");
  core.attr("circumstances") = list_of<Circumstance>();
}

void bind_form(py::module_& core) {
  py::class_<FormAnswer>(core, "FormVersion", "A version of the form 14069 (formulaire de demande).")
      .def_property_readonly("form", [](const FormAnswer& self) { return to_str(self.version.row->form); }, "'14069*03'.")
      .def_property_readonly("notice", [](const FormAnswer& self) { return to_str(self.version.row->notice); }, "Its notice; empty when not read.")
      .def_property_readonly("order", [](const FormAnswer& self) { return to_str(self.version.row->order); },
                             "The order (arrêté); empty when not read.")
      .def_property_readonly("in_force_from", [](const FormAnswer& self) { return from_date(self.version.row->from); }, "First day in force.")
      .def_property_readonly("in_force_to", [](const FormAnswer& self) { return from_date(self.version.row->to); },
                             "Last day; 9999-12-31 while it is.")
      .def_property_readonly("accepted_until", [](const FormAnswer& self) { return from_date(self.version.row->accepted_to); },
                             "Last day a counter takes it.")
      .def_property_readonly(
          "accepted",
          [](const FormAnswer& self) {
            py::list forms;
            for (const FormVersionRow& row : law::form_versions) {
              if (form_accepted(row, self.day)) forms.append(to_str(row.form));
            }
            return py::tuple(forms);
          },
          "The versions that a counter takes on the day asked.")
      .def_property_readonly("rule", [](const FormAnswer& self) { return to_str(id_of(self.version.rule)); }, "Rule of the library.")
      .def_property_readonly("mark", [](const FormAnswer& self) { return to_str(text(self.version.mark)); }, "How sure the dates are.")
      .def_property_readonly("pieces_mark", [](const FormAnswer& self) { return to_str(text(self.version.row->pieces_mark)); },
                             "How sure its list of pieces is.")
      .def_property_readonly("citation", [](const FormAnswer& self) { return law::citations[self.version.row->citation]; }, "The order cited.")
      .def("__repr__", [](const FormAnswer& self) { return py::str("<sne.FormVersion {}>").format(to_str(self.version.row->form)); });
  core.def(
      "form_version", [](Date day, const LawBook& law) { return FormAnswer{read(form_version(day, law), "day"), day}; }, py::arg("day"),
      py::arg("law") = LawBook::builtin(), "The version of the form in force on a day. 2019-09-10: '14069*03'; '14069*02' is still accepted.");
}

}  // namespace

void bind_pieces(py::module_& core) {
  bind_piece(core);
  bind_form(core);
}

}  // namespace sne::python
