#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <sne/law/lawbook.hpp>
#include <sne/scoring_due.hpp>
#include <sne/text.hpp>

/// Scoring grids: a territory's grid is data; read it, say what is wrong with it, compute a score and explain it.  (fr: cotation)
///
/// The contract is docs/scoring.md. A score helps the commission and decides nothing.
namespace sne {

/// A fault of a JSON document and its place: a JSON pointer such as `/criteria/3/points`, empty for the whole, and an offset in bytes, of
/// the document when it could not be read, else inside the value.
struct DocumentFault {
  Errc code{};
  std::string path;
  std::uint32_t at = 0;

  friend bool operator==(const DocumentFault&, const DocumentFault&) = default;
};

/// What a document holds, or its first fault.
template <class T>
using DocumentResult = std::variant<T, DocumentFault>;

/// Whose demands a grid scores.  (fr: champ de la grille)
enum class GridScope : std::uint8_t { all, transfers, landlord, commune };
/// What a criterion counts.
enum class Measure : std::uint8_t { flag, years, months, count };
/// Which facts give points.
enum class CountedFacts : std::uint8_t { claimed, verified };
/// What a criterion does to a demand; `eliminate` is read only to be reported.
enum class CriterionEffect : std::uint8_t { points, eliminate };
/// What refusing a dwelling does to the score.  (fr: effet des refus)
enum class RefusalScoring : std::uint8_t { none, malus };
/// Which refusals a malus counts; `unsaid` where the grid does not tell.
enum class CountedRefusals : std::uint8_t { unsaid, suitable, all };

template <>
struct CodeNames<GridScope> {
  static constexpr std::array<std::string_view, 4> list{"all", "transfers", "landlord", "commune"};
};
template <>
struct CodeNames<Measure> {
  static constexpr std::array<std::string_view, 4> list{"flag", "years", "months", "count"};
};
template <>
struct CodeNames<CountedFacts> {
  static constexpr std::array<std::string_view, 2> list{"claimed", "verified"};
};
template <>
struct CodeNames<CriterionEffect> {
  static constexpr std::array<std::string_view, 2> list{"points", "eliminate"};
};
template <>
struct CodeNames<RefusalScoring> {
  static constexpr std::array<std::string_view, 2> list{"none", "malus"};
};
template <>
struct CodeNames<CountedRefusals> {
  static constexpr std::array<std::string_view, 3> list{"", "suitable", "all"};
};

/// A text in the two languages of the library; an empty `en` is read as `fr`.
struct BilingualText {
  std::string fr, en;

  [[nodiscard]] const std::string& in(Language language) const noexcept { return language == Language::en && !en.empty() ? en : fr; }
};

/// From `from` units on, `points` points.  (fr: palier)
struct ScoreStep {
  std::int64_t from = 0;
  std::int64_t points = 0;
};

/// One criterion of a grid: points between -1 000 000 and 1 000 000.  (fr: critère)
struct Criterion {
  std::string id;
  BilingualText label;
  std::vector<std::string> inputs;  ///< names of facts, any of them for a flag
  Measure measure = Measure::flag;
  std::optional<std::int64_t> points{};
  std::vector<ScoreStep> steps;
  std::optional<std::int64_t> max{};
  CountedFacts counts = CountedFacts::claimed;
  bool optional = false;
  std::string group;  ///< lines of one group do not add up
  std::vector<std::string> implements;
  CriterionEffect effect = CriterionEffect::points;
  std::string source;
  BilingualText proof;
  std::vector<std::pair<std::string, std::int64_t>> by_landlord, by_commune;  ///< read to be reported, never applied

  [[nodiscard]] bool weighted() const noexcept { return points.has_value() || !steps.empty(); }
};

struct RefusalRule {
  RefusalScoring effect = RefusalScoring::none;
  std::int64_t points = 0;           ///< taken off for each
  std::optional<std::int64_t> max{};  ///< taken off at most
  CountedRefusals counts = CountedRefusals::unsaid;
};

/// The grid of a territory, as its document says it.  (fr: grille de cotation)
struct ScoringGrid {
  std::string id, version, territory, plan;
  std::optional<Date> valid_from{}, valid_to{};
  GridScope scope = GridScope::all;
  bool plan_provides_transfers = false;
  std::vector<Criterion> criteria;
  std::optional<RefusalRule> refusal{};
  std::optional<std::int64_t> cap_min{}, cap_max{}, minimum_score{};
  bool binding = false;
  std::optional<std::int32_t> evaluation_months{};
  std::string evaluation, public_information, applicant_information;

  /// Reads a document `sne-scoring-grid/1`: 1 MiB, 16 levels, 500 criteria at most; the faults are listed in docs/scoring.md.
  /// A grid that the law does not allow can be read: `validate_grid` says what is wrong with it.
  [[nodiscard]] static DocumentResult<ScoringGrid> read(std::string_view json);
};

/// What is wrong with a grid. Numbers are frozen.  (fr: anomalie de la grille)
enum class GridIssueCode : std::uint8_t {
  no_validity = 1,
  out_of_validity = 2,
  missing_weight = 3,
  unknown_input = 4,
  wrong_measure = 5,
  forbidden_input = 6,
  suitability_only = 7,
  priority_not_implemented = 8,
  no_refusal_rule = 9,
  refusal_without_suitability = 10,
  not_uniform = 11,
  not_an_aid = 12,
  no_evaluation = 13,
  no_information = 14,
  optional_overtakes = 15,
  dalo_not_first = 16,
};

template <>
struct CodeNames<GridIssueCode> {
  static constexpr std::array<std::string_view, 17> list{
      "",          "NO_VALIDITY",      "OUT_OF_VALIDITY",          "MISSING_WEIGHT",  "UNKNOWN_INPUT",
      "WRONG_MEASURE", "FORBIDDEN_INPUT",  "SUITABILITY_ONLY",         "PRIORITY_NOT_IMPLEMENTED", "NO_REFUSAL_RULE",
      "REFUSAL_WITHOUT_SUITABILITY", "NOT_UNIFORM", "NOT_AN_AID", "NO_EVALUATION", "NO_INFORMATION",
      "OPTIONAL_OVERTAKES", "DALO_NOT_FIRST"};
};

/// A grid with an error is not applied; a warning is for its authors.
enum class GridSeverity : std::uint8_t { error, warning };

template <>
struct CodeNames<GridSeverity> {
  static constexpr std::array<std::string_view, 2> list{"error", "warning"};
};

struct GridIssue {
  GridIssueCode code{};
  GridSeverity severity{};
  std::string criterion;  ///< empty for the whole grid
  std::string subject;    ///< the input, public, landlord or key at fault
  Rule rule = Rule::scoring_grid;
  Mark mark = Mark::text;

  friend bool operator==(const GridIssue&, const GridIssue&) = default;
};

/// Everything that the law of a day finds wrong with a grid, in the order of docs/scoring.md, section 4.  (fr: contrôle de la grille)
/// A criterion of 20 points on `nationalite`: `FORBIDDEN_INPUT`, error. Points that differ by landlord: `NOT_UNIFORM`.
/// @rule scoring.grid   @rule scoring.forbidden-input   @law CCH R441-2-10 11°
[[nodiscard]] std::vector<GridIssue> validate_grid(const ScoringGrid& grid, Date day, const LawBook& book);

/// What a fact is worth to the reader of a score.  (fr: déclaré, justifié, manquant)
enum class FactStatus : std::uint8_t { missing, claimed, verified };

template <>
struct CodeNames<FactStatus> {
  static constexpr std::array<std::string_view, 3> list{"MISSING", "CLAIMED", "VERIFIED"};
};

/// The value of a fact: none, yes or no, a number, a day.
using FactValue = std::variant<std::monostate, bool, std::int64_t, Date>;

struct ScoringFact {
  std::string id;  ///< `PP_NO_DWELLING`, `SENIORITY`, `LOCAL_...`
  FactValue value{};
  FactStatus status = FactStatus::missing;
};

/// A dwelling that the applicant refused: only one that suited may weigh.  (fr: logement refusé)
struct RefusedDwelling {
  Fact suitable = Fact::unknown;
};

/// The scores of the other demands that compare, and nothing else of them.  (fr: demandes comparables)
struct ComparableDemands {
  std::string type, place;
  std::vector<std::int64_t> scores;
};

enum class WaitMeasure : std::uint8_t { median, mean };

template <>
struct CodeNames<WaitMeasure> {
  static constexpr std::array<std::string_view, 2> list{"median", "mean"};
};

/// The wait observed for the dwelling and the place wanted.  (fr: délai d'attente constaté)
struct ObservedWait {
  WaitMeasure measure = WaitMeasure::median;
  std::int32_t months = 0;
  std::int32_t demands = 0;
  std::string period;
};

/// What is known of a demand, for its score. A fact that is not listed is missing.  (fr: faits)
struct ScoringFacts {
  std::vector<ScoringFact> facts;
  std::vector<RefusedDwelling> refused_offers;
  std::optional<ComparableDemands> comparable{};
  std::optional<ObservedWait> wait{};

  /// Reads a document `sne-scoring-facts/1`. A fault holds no value and no key that the schema does not know.
  [[nodiscard]] static DocumentResult<ScoringFacts> read(std::string_view json);
};

/// One line of a score.  (fr: ligne de cotation)
struct ScoreLine {
  std::string criterion_id;
  std::string label;
  std::string input_fact;
  FactStatus status = FactStatus::missing;
  std::int64_t points = 0;
  std::optional<std::int64_t> max{};
  std::string source;         ///< article or local act
  std::string superseded_by;  ///< criterion of the same group that counts instead
  std::string settled_by;     ///< for a missing fact, the piece that would change the line
};

/// Where a score stands among comparable demands. The ranks are none when fewer than eleven compare.  (fr: position)
struct ScorePosition {
  std::string type, place;
  std::int32_t n = 0;
  std::optional<std::int32_t> rank_low{}, rank_high{}, percentile{};
};

/// What a reader of a score must be told.  (fr: réserve)
enum class ScoreCaveat : std::uint8_t { priority_not_verified, claimed_not_counted, refusal_not_counted, position_withheld };

template <>
struct CodeNames<ScoreCaveat> {
  static constexpr std::array<std::string_view, 4> list{"PP_NOT_VERIFIED", "CLAIMED_NOT_COUNTED", "REFUSAL_NOT_COUNTED", "POSITION_WITHHELD"};
};

/// A score, line by line.  (fr: cotation expliquée)
struct ScoreExplanation {
  Language language = Language::fr;
  std::string grid_id, grid_version;
  std::optional<Date> valid_from{};
  Date reference_date;
  std::int64_t total = 0;
  std::int64_t total_before_cap = 0;
  bool cap_applied = false;
  std::vector<ScoreLine> lines;
  std::optional<ScorePosition> comparable{};
  std::optional<ObservedWait> wait{};
  std::vector<ScoreCaveat> caveats;
  Rule rule = Rule::scoring_score;
  Mark mark = Mark::convention;
};

/// Computes and explains a score; `Fault::at` is the place of the fact at fault.  (fr: coter)
/// Faults: `bad_grid` when the grid has an error on that day, `date_out_of_range` outside its validity or after the horizon, `duplicate_key`,
/// `wrong_type` and `future_date` for a fact.
/// DALO 100, any public 30, a point for each year up to 10: a claimed public, 2021-03-15, on 2026-11-24: 0 + 30 + 5 = 35.
/// @rule scoring.score   @law CCH R441-2-17
[[nodiscard]] Result<ScoreExplanation> score(const ScoringGrid& grid, const ScoringFacts& facts, Date reference_date, const LawBook& book,
                                             Language language);

/// Plain text on several lines.
[[nodiscard]] std::string to_text(const ScoreExplanation& explanation);
/// JSON on one line, in UTF-8, with the keys of docs/scoring.md, section 6.
[[nodiscard]] std::string to_json(const ScoreExplanation& explanation);
/// One sentence: "Critère « FR » : un critère ne porte jamais sur NATIONALITY."
[[nodiscard]] std::string explain(const GridIssue& issue, Language language);
/// What was expected and where: "/criteria/3/points. Le schéma donne un autre type à cette valeur."
[[nodiscard]] std::string explain(const DocumentFault& fault, Language language);
[[nodiscard]] std::string in_words(ScoreCaveat caveat, Language language);
[[nodiscard]] std::string in_words(FactStatus status, Language language);

}  // namespace sne
