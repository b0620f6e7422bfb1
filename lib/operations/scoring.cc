#include <sne/scoring.hpp>

#include <sne/pieces.hpp>

#include "families.hpp"
#include "writing.hpp"

/// Scoring grids and supporting pieces. A grid and the facts of a demand are documents of docs/scoring.md, read by their own readers.
namespace sne::answering {

namespace {

template <class Document>
Document document(const In& in, std::string_view key) {
  DocumentResult<Document> made = Document::read(in.value(key).dump());
  if (auto* fault = std::get_if<DocumentFault>(&made)) refuse(fault->code, fault->path, fault->at);
  return std::get<Document>(std::move(made));
}

Json obligation(const In& in, const LawBook& law) {
  const ScoringObligation found = read(scoring_due(in.day("day"), law), in.path("day"));
  return {{"duty", shown(text(found.duty))}, {"due", shown(found.due)}, {"overdue", found.overdue(in.day("day"))}, {"mark", shown(found.mark)},
          {"citation", shown(law::citations[found.citation])}};
}

Json grid_checked(const In& in, const LawBook& law) {
  Json issues = Json::array();
  for (const GridIssue& issue : validate_grid(document<ScoringGrid>(in, "grid"), in.day("day"), law)) {
    issues.push_back({{"code", shown(text(issue.code))}, {"severity", shown(text(issue.severity))}, {"criterion", issue.criterion},
                      {"subject", issue.subject}, {"rule", shown(issue.rule)}, {"mark", shown(issue.mark)}});
  }
  return {{"issues", issues}};
}

Json scored(const In& in, const LawBook& law) {
  const auto grid = document<ScoringGrid>(in, "grid");
  const auto facts = document<ScoringFacts>(in, "facts");
  const ScoreExplanation made = read(score(grid, facts, in.day("reference_date"), law, in.code_if<Language>("language")), {});
  return Json::parse(to_json(made));
}

PiecesQuestion question_of(const In& in) {
  PiecesQuestion question;
  question.nationality = in.code_if<Nationality>("nationality");
  if (in.has("motives")) {
    DemandMotives motives;
    for (const std::string& code : in.texts("motives")) motives = read(motives.with(code), in.path("motives"));
    question.motives = motives;
  }
  if (!in.has("circumstances")) return question;
  const In said = in.object("circumstances");
  for (const auto& [name, fact] : said.json().items()) {
    question = question.with(read(parse_code<Circumstance>(name), said.path({})), said.fact(name));
  }
  return question;
}

Json documents_of(const AskedPiece& piece) {
  Json ids = Json::array();
  for (const PieceDocumentRow& one : piece.one_of()) ids.push_back(shown(one.id));
  return ids;
}

const AskedPiece& piece_named(const PieceList& list, const In& in, std::string_view key) {
  const AskedPiece* piece = list.find(in.text(key));
  if (piece == nullptr) refuse(Errc::unknown_code, in.path(key));
  return *piece;
}

Json pieces_asked(const In& in, const LawBook& law) {
  const PieceList list = read(pieces(question_of(in), in.day("day"), law), in.path("day"));
  Json said{{"registration", Json::array()}, {"instruction", Json::array()}, {"perhaps", Json::array()}, {"pieces", Json::array()}};
  for (const AskedPiece& piece : list.all()) {
    const bool asked = piece.asked == Fact::yes;
    said[asked ? std::string(text(piece.stage())) : "perhaps"].push_back(shown(piece.id()));
    said["pieces"].push_back({{"id", shown(piece.id())}, {"stage", shown(text(piece.stage()))}, {"asked", shown(piece.asked)},
                              {"label_fr", shown(piece.row->label_fr)}, {"label_en", shown(piece.row->label_en)},
                              {"documents", documents_of(piece)}, {"rule", shown(piece.rule())}, {"mark", shown(piece.mark)}});
  }
  if (in.has("documents_of")) said["documents"] = documents_of(piece_named(list, in, "documents_of"));
  if (in.has("mark_of")) said["mark"] = shown(piece_named(list, in, "mark_of").mark);
  return said;
}

Json form(const In& in, const LawBook& law) {
  const Date day = in.day("day");
  const FormVersion found = read(form_version(day, law), in.path("day"));
  Json accepted = Json::array();
  for (const FormVersionRow& row : law::form_versions) {
    if (form_accepted(row, day)) accepted.push_back(shown(row.form));
  }
  return {{"form", shown(found.row->form)}, {"accepted", accepted}, {"accepted_until", shown(found.row->accepted_to)}, {"mark", shown(found.mark)}};
}

constexpr std::array list{
    Operation{{"scoring_due", "*day"}, obligation},
    Operation{{"validate_grid", "*grid *day"}, grid_checked},
    Operation{{"score", "*grid *facts *reference_date language"}, scored},
    Operation{{"pieces", "*day circumstances nationality motives documents_of mark_of"}, pieces_asked},
    Operation{{"form_version", "*day"}, form},
};

}  // namespace

constinit const std::span<const Operation> of_scoring = list;

}  // namespace sne::answering
